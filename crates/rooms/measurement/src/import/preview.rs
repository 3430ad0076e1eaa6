//! What came of reading a file: how far it is, what needs mending, or what would be sent.

use std::collections::HashMap;

use csv::Writer;
use kernel::{Error, Problem, Result};
use maud::{Markup, html};
use web::look::{self, Progress, Table, do_button, do_link, quiet_link, small};
use web::{Answer, Visit, words_of};

use super::Decimal;
use super::acts::{Ask, Line};
use super::header::rule;
use super::page::{asked_staged, here};
use super::read::Found;
use super::staged::{self, Fault, Outcome, Staged};
use super::table::Part;
use super::template;
use crate::measure::Measure;
use crate::measure::view::amount;
use crate::submission::form::minutes_field;
use crate::{dimension, duty};

/// How many of the figures are shown before they are sent.
const FIGURES: usize = 200;
/// How many faults are shown; a file has them all.
const FAULTS: usize = 100;

fn head(measure: &Measure, title: &str, lead: impl maud::Render) -> Markup {
    look::page_head(html! { span dir="auto" { (measure.name) } }, title, lead)
}

/// How far it is read.
pub(super) async fn reading(visit: &Visit, measure: &Measure, staged: &Staged) -> Result<Answer> {
    let title = visit.t("import-reading-title");
    let progress = Progress {
        title: visit.t("import-reading"),
        done: staged.rows_done,
        of: (staged.rows_all > 0).then_some(staged.rows_all),
        left: None,
        steps: Vec::new(),
    };
    let page = html! {
        (head(measure, &title, visit.t("import-reading-lead")))
        (progress.draw(visit.say()))
    };
    visit.page(title).live().show(page).await
}

/// Reading it came to no end.
pub(super) async fn broken(visit: &Visit, measure: &Measure, staged: &Staged) -> Result<Answer> {
    let title = visit.t("import-broken-title");
    let page = html! {
        (head(measure, &title, visit.t("import-broken-lead")))
        (look::acts(do_link(visit.t("import-read"), &here(visit, measure, staged.id, "/columns"))))
    };
    visit.page(title).show(page).await
}

/// What is wrong, row by row.
pub(super) async fn faulty(visit: &Visit, measure: &Measure, staged: &Staged) -> Result<Answer> {
    let mut read = visit.read().await?;
    let faults = staged::faults(visit, &mut read, staged.id).await?;
    drop(read);
    let title = visit.t("import-faulty-title");
    let count = faults.len() as i64;
    let lead = visit.with("import-faulty-lead", &[("count", count.into())]);
    let mut table = Table::new(visit.t("import-faults"))
        .column(visit.t("import-where"))
        .column(visit.t("import-column"))
        .column(visit.t("import-mend"));
    for fault in faults.iter().take(FAULTS) {
        let row = |row: usize| visit.with("import-in-row", &[("row", row.into())]);
        let row = fault.row.map_or_else(|| visit.t("import-in-file"), row);
        table = table.row([
            html! { (row) },
            html! { span dir="auto" { (fault.column) } },
            html! { span dir="auto" { (fault.words) } },
        ]);
    }
    let shown = [("shown", FAULTS.into()), ("count", count.into())];
    let page = html! {
        (head(measure, &title, lead))
        (table.draw())
        @if faults.len() > FAULTS { (small(visit.with("import-faulty-more", &shown))) }
        (look::acts(html! {
            (do_link(visit.t("import-again"), &visit.href(&format!("measures/{}/import", measure.number))))
            (quiet_link(visit.t("import-faulty-file"), &here(visit, measure, staged.id, "/faults")))
            (columns_again(visit, measure, staged))
        }))
    };
    visit.page(title).show(page).await
}

/// Another choice of columns, where somebody chose them.
fn columns_again(visit: &Visit, measure: &Measure, staged: &Staged) -> Markup {
    let chosen = staged.mapping().is_none_or(|mapping| !template::is_ours(&mapping));
    let link = || quiet_link(visit.t("import-columns-again"), &here(visit, measure, staged.id, "/columns"));
    html! { @if chosen { (link()) } }
}

/// All faults as a file.
pub(super) async fn faults_file(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let (measure, staged) = asked_staged(&visit, &mut read).await?;
    let faults = staged::faults(&visit, &mut read, staged.id).await?;
    drop(read);
    let name = format!("faults-{}.csv", measure.number);
    Ok(Answer::file("text/csv; charset=utf-8", &name, faults_csv(&faults)?))
}

fn faults_csv(faults: &[Fault]) -> Result<Vec<u8>> {
    let wrong = |error: csv::Error| Error::Internal(error.to_string());
    let mut file = Writer::from_writer(Vec::new());
    file.write_record(["row", "column", "code", "what to do"]).map_err(wrong)?;
    for fault in faults {
        let row = fault.row.map_or_else(String::new, |row| row.to_string());
        file.write_record([&row, &web_safe(&fault.column), &fault.code, &web_safe(&fault.words)])
            .map_err(wrong)?;
    }
    file.into_inner().map_err(|error| Error::Internal(error.to_string()))
}

/// A spreadsheet takes a cell that begins with one of these for a formula.
fn web_safe(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t']) { format!("'{cell}") } else { cell.to_owned() }
}

/// What would be sent; with `problems` where it could not be.
pub(super) async fn read(
    visit: &Visit,
    measure: &Measure,
    staged: &Staged,
    problems: &[Problem],
) -> Result<Answer> {
    let mut read = visit.read().await?;
    let initiative = visit.initiative()?;
    let dimensions = dimension::store::of_measure(&mut read, initiative, measure.id).await?;
    let seen = |problem: &Problem| {
        let field = template::seen(visit.say(), measure, &dimensions, &problem.field);
        Problem { field, ..problem.clone() }
    };
    let problems: &[Problem] = &problems.iter().map(seen).collect::<Vec<_>>();
    let lines = staged::lines(visit, &mut read, staged.id).await?;
    let mut partners = people::partner_names(&mut read, initiative).await?;
    let duties = duty::store::of_measure(&mut read, initiative, measure.id).await?;
    let mut name = |duty: &duty::Duty| partners.remove(&duty.partnership).unwrap_or_default();
    let names: HashMap<i64, String> = duties.iter().map(|duty| (duty.number, name(duty))).collect();
    drop(read);
    let title = visit.t("import-found-title");
    let outcome = staged.outcome().ok_or(Error::Missing)?;
    let page = html! {
        (head(measure, &title, summary(visit, &outcome)))
        @if let Some(found) = &outcome.found { (small(how(visit, found))) }
        @if let Some(rules) = by_rule(visit, staged) { (small(html! { span dir="auto" { (rules) } })) }
        (asked(visit, &outcome.asks, &names))
        (look::error_summary(visit.say(), &summary_of(visit, problems)))
        (confirm_form(visit, measure, staged, problems))
        (figures(visit, measure, &lines, &names))
    };
    let answer = visit.page(title);
    if problems.is_empty() { answer } else { answer.unprocessable() }.show(page).await
}

/// What each partner will be asked about its numbers.
fn asked(visit: &Visit, asks: &[Ask], names: &HashMap<i64, String>) -> Markup {
    let name = |duty: i64| names.get(&duty).map_or("", String::as_str);
    html! {
        @if !asks.is_empty() {
            (look::section("asks", visit.t("import-asks"), html! {
                p { (visit.t("import-asks-lead")) }
                ul { @for ask in asks.iter().take(FAULTS) {
                    li { span dir="auto" { (name(ask.duty)) ", " (ask.period) ": " (ask.question) } }
                } }
            }))
        }
    }
}

/// By which agreed rules the numbers were made.
fn by_rule(visit: &Visit, staged: &Staged) -> Option<String> {
    let mapping = staged.mapping()?;
    let rules: Vec<&str> =
        [&mapping.numerator, &mapping.denominator].into_iter().filter_map(|name| rule(name)).collect();
    let words = || visit.with("import-by-rule", &[("rules", rules.join(" / ").into())]);
    (!rules.is_empty()).then(words)
}

/// What there is to mend, with its row where the file has to be mended.
fn summary_of(visit: &Visit, problems: &[Problem]) -> Vec<look::Problem> {
    let line = |problem: &Problem| {
        let field = if problem.field == "minutes" { "minutes" } else { "" };
        look::Problem::new(field, words_of(visit.say(), problem))
    };
    problems.iter().take(FAULTS).map(line).collect()
}

/// How many figures of how many partners, what they would do, and what was left aside.
fn summary(visit: &Visit, outcome: &Outcome) -> String {
    let imported = &outcome.imported;
    let all = imported.sent() + imported.unchanged;
    let counts = [
        ("figures", all),
        ("partners", outcome.partners),
        ("created", imported.created),
        ("corrected", imported.corrected),
        ("unchanged", imported.unchanged),
    ];
    let counted = visit.with("import-summary", &counts.map(|(name, count)| (name, (count as i64).into())));
    let Some(found) = &outcome.found else { return counted };
    let left = [("missing", found.missing), ("others", found.others), ("totals", found.totals)];
    let left = visit.with("import-left", &left.map(|(name, count)| (name, (count as i64).into())));
    format!("{counted} {}", left.trim())
}

fn how(visit: &Visit, found: &Found) -> String {
    let header = ("header", (found.header as i64).into());
    match &found.part {
        Part::Sheet(sheet) => visit.with("import-how-book", &[("sheet", sheet.as_str().into()), header]),
        Part::Separated(mark) => {
            let separator = match mark {
                '\t' => "tab",
                ';' => "semicolon",
                '|' => "bar",
                _ => "comma",
            };
            let decimal = if found.decimal == Decimal::Comma { "comma" } else { "point" };
            let encoding = ("encoding", found.encoding.name().into());
            visit.with(
                "import-how-text",
                &[header, ("separator", separator.into()), encoding, ("decimal", decimal.into())],
            )
        }
    }
}

fn confirm_form(visit: &Visit, measure: &Measure, staged: &Staged, problems: &[Problem]) -> Markup {
    let back = visit.href(&format!("measures/{}/import", measure.number));
    html! {
        (look::post_form(&here(visit, measure, staged.id, ""), &web::new_key(), html! {
            p { (visit.t("import-confirm-lead")) }
            (minutes_field(visit, problems))
            (look::acts(html! {
                (do_button(visit.t("import-confirm")))
                (columns_again(visit, measure, staged))
                (quiet_link(visit.t("import-again"), &back))
            }))
        }))
    }
}

fn figures(visit: &Visit, measure: &Measure, lines: &[Line], names: &HashMap<i64, String>) -> Markup {
    let version = measure.in_force();
    let name = |duty: i64| names.get(&duty).map_or("", String::as_str);
    let table = Table::new(visit.t("import-figures"))
        .column(visit.t("period-partner"))
        .column(visit.t("value-period"))
        .number(&version.numerator)
        .number(&version.denominator)
        .number(visit.t("import-row"));
    let draw = |table: Table, line: &Line| {
        table.row([
            name(line.duty).to_owned(),
            line.period.clone(),
            amount(visit.say(), line.numerator),
            amount(visit.say(), line.denominator),
            visit.say().count(line.row as i64),
        ])
    };
    let more = lines.len().saturating_sub(FIGURES) as i64;
    html! {
        (lines.iter().take(FIGURES).fold(table, draw).draw())
        @if more > 0 { (small(visit.with("import-more", &[("more", more.into())]))) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_never_a_formula_in_a_spreadsheet() {
        let fault = |column: &str| Fault {
            row: Some(7),
            column: column.to_owned(),
            code: "import-problem-number".to_owned(),
            words: "“=1+1” is no number, \"really\"".to_owned(),
        };
        let file =
            String::from_utf8(faults_csv(&[fault("=HYPERLINK(1)"), fault("Placed")]).unwrap()).unwrap();
        let lines: Vec<&str> = file.lines().collect();
        assert_eq!(lines[0], "row,column,code,what to do");
        assert_eq!(
            lines[1],
            "7,'=HYPERLINK(1),import-problem-number,\"“=1+1” is no number, \"\"really\"\"\""
        );
        assert!(lines[2].starts_with("7,Placed,"));
    }
}
