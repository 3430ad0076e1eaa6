use std::collections::HashMap;

use kernel::{Error, Problem, Problems, Result};
use maud::{Markup, html};
use web::look::{self, Table, do_button, quiet_link, small};
use web::{Answer, Form, Routes, Visit, words_of};

use super::acts::{ConfirmTable, ImportTable, StageTable, Staged, staged};
use super::{Decimal, IMPORT, Mapping, StagedId, read_sheet, store};
use crate::duty;
use crate::measure::Measure;
use crate::measure::page::asked;
use crate::measure::view::amount;

/// How many of the figures are shown before they are sent.
const SHOWN: usize = 200;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("measures/{n}/import", &IMPORT, new)
        .upload("measures/{n}/import", &IMPORT, stage)
        .page("measures/{n}/import/{staged}", &IMPORT, show)
        .form("measures/{n}/import/{staged}", &IMPORT, confirm)
}

async fn new(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let measure = asked(&visit, &mut read).await?;
    let known = store::remembered(&mut read, visit.initiative()?, measure.id).await?.unwrap_or_default();
    drop(read);
    let form = visit
        .form("import")
        .start("key", known.key)
        .start("period", known.period)
        .start("numerator", known.numerator)
        .start("denominator", known.denominator);
    show_new(&visit, &measure, form, &[]).await
}

async fn stage(visit: Visit) -> Result<Answer> {
    let sent = visit.sent();
    let field = |name: &str| sent.get(name).trim().to_owned();
    let mapping = Mapping {
        key: field("key"),
        period: field("period"),
        numerator: field("numerator"),
        denominator: field("denominator"),
    };
    match read_and_stage(&visit, &mapping).await {
        Ok((measure, id)) => Ok(Answer::go(&visit.href(&format!("measures/{measure}/import/{id}")))),
        Err(Error::Invalid(problems)) => {
            let measure = asked(&visit, &mut visit.read().await?).await?;
            let (rows, fields): (Vec<Problem>, Vec<Problem>) =
                problems.0.into_iter().partition(|problem| problem.row.is_some());
            show_new(&visit, &measure, visit.form_again("import", Problems(fields)), &rows).await
        }
        Err(error) => Err(error),
    }
}

async fn read_and_stage(visit: &Visit, mapping: &Mapping) -> Result<(i64, StagedId)> {
    visit.might(&IMPORT)?;
    let mut read = visit.read().await?;
    let measure = asked(visit, &mut read).await?;
    let file = visit.sent().file("file").ok_or_else(|| Problem::new("file", "problem-file"))?;
    let sheet = read_sheet(visit, &mut read, &measure, &file.body, mapping).await?;
    drop(read);
    let found = sheet.found.clone();
    let table = ImportTable::of(measure.number, mapping, sheet, false);
    Ok((measure.number, visit.execute(StageTable { table, found }).await?))
}

async fn show_new(visit: &Visit, measure: &Measure, form: Form<'_>, rows: &[Problem]) -> Result<Answer> {
    let say = visit.say();
    let fields = html! {
        (form.field("file").file(".csv,.tsv,.txt,text/csv").draw(say))
        (form.line("key"))
        (form.line("numerator"))
        (form.line("denominator"))
        (form.field("period").optional().draw(say))
    };
    let action = visit.href(&format!("measures/{}/import", measure.number));
    let title = visit.t("import-title");
    let lead = match rows.len() as i64 {
        0 => visit.t("import-lead"),
        count => visit.with("import-lead-problems", &[("count", count.into())]),
    };
    let page = html! {
        (look::page_head(html! { span dir="auto" { (measure.name) } }, title.as_str(), lead))
        @if !rows.is_empty() { (faults(visit, rows)) }
        (form.draw_upload(&action, "import-read", fields))
    };
    let answer = visit.page(title);
    if visit.only_reads() { answer } else { answer.unprocessable() }.show(page).await
}

/// What is wrong, row by row.
fn faults(visit: &Visit, rows: &[Problem]) -> Markup {
    let table = Table::new(visit.t("import-faults"))
        .column(visit.t("import-row"))
        .column(visit.t("import-column"))
        .column(visit.t("import-mend"));
    let draw = |table: Table, problem: &Problem| {
        let plain = Problem { row: None, ..problem.clone() };
        let row = problem.row.map_or_else(String::new, |row| visit.say().count(row as i64));
        table.row([row, problem.field.clone(), words_of(visit.say(), &plain)])
    };
    rows.iter().fold(table, draw).draw()
}

async fn show(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let initiative = visit.initiative()?;
    let measure = asked(&visit, &mut read).await?;
    let staged = staged(&visit, &mut read, visit.part("staged")?).await?;
    let mut partners = people::partner_names(&mut read, initiative).await?;
    let duties = duty::store::of_measure(&mut read, initiative, measure.id).await?;
    let mut name = |duty: &duty::Duty| partners.remove(&duty.partnership).unwrap_or_default();
    let names: HashMap<i64, String> = duties.iter().map(|duty| (duty.number, name(duty))).collect();
    drop(read);
    let title = visit.t("import-found-title");
    let page = html! {
        (look::page_head(html! { span dir="auto" { (measure.name) } }, title.as_str(), summary(&visit, &staged)))
        (small(how(&visit, &staged)))
        (confirm_form(&visit, &measure))
        (figures(&visit, &measure, &staged, &names))
    };
    visit.page(title).show(page).await
}

/// How many figures of how many partners, and what was left aside.
fn summary(visit: &Visit, staged: &Staged) -> String {
    let mut partners: Vec<i64> = staged.table.lines.iter().map(|line| line.duty).collect();
    partners.sort_unstable();
    partners.dedup();
    let counts = [
        ("figures", staged.table.lines.len()),
        ("partners", partners.len()),
        ("others", staged.found.others),
        ("totals", staged.found.totals),
        ("missing", staged.found.missing),
    ];
    visit.with("import-summary", &counts.map(|(name, count)| (name, (count as i64).into())))
}

fn how(visit: &Visit, staged: &Staged) -> String {
    let found = &staged.found;
    let separator = match found.separator {
        '\t' => "tab",
        ';' => "semicolon",
        '|' => "bar",
        _ => "comma",
    };
    let decimal = if found.decimal == Decimal::Comma { "comma" } else { "point" };
    visit.with(
        "import-how",
        &[
            ("header", (found.header as i64).into()),
            ("separator", visit.t(&format!("import-separator-{separator}")).into()),
            ("encoding", found.encoding.name().into()),
            ("decimal", visit.t(&format!("import-decimal-{decimal}")).into()),
        ],
    )
}

fn confirm_form(visit: &Visit, measure: &Measure) -> Markup {
    let back = visit.href(&format!("measures/{}/import", measure.number));
    html! {
        (look::post_form(visit.here(), &web::new_key(), html! {
            p { (visit.t("import-confirm-lead")) }
            (look::acts(html! {
                (do_button(visit.t("import-confirm")))
                (quiet_link(visit.t("import-again"), &back))
            }))
        }))
    }
}

fn figures(visit: &Visit, measure: &Measure, staged: &Staged, names: &HashMap<i64, String>) -> Markup {
    let version = measure.in_force();
    let name = |duty: i64| names.get(&duty).map_or("", String::as_str);
    let table = Table::new(visit.t("import-figures"))
        .column(visit.t("period-partner"))
        .column(visit.t("value-period"))
        .number(&version.numerator)
        .number(&version.denominator)
        .number(visit.t("import-row"));
    let draw = |table: Table, line: &super::acts::Line| {
        table.row([
            name(line.duty).to_owned(),
            line.period.clone(),
            amount(visit.say(), line.numerator),
            amount(visit.say(), line.denominator),
            visit.say().count(line.row as i64),
        ])
    };
    let more = staged.table.lines.len().saturating_sub(SHOWN) as i64;
    html! {
        (staged.table.lines.iter().take(SHOWN).fold(table, draw).draw())
        @if more > 0 { (small(visit.with("import-more", &[("more", more.into())]))) }
    }
}

async fn confirm(visit: Visit) -> Result<Answer> {
    let measure: i64 = visit.part("n")?;
    visit.execute(ConfirmTable { staged: visit.part("staged")? }).await?;
    Ok(visit.done(&visit.href(&format!("measures/{measure}/cycles")), "import-sent"))
}
