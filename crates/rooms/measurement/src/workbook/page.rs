use kernel::{Error, Problem, Problems, Result};
use maud::{Markup, html};
use people::Partner;
use web::look::{self, Table, quiet_link, section, small};
use web::{Answer, Routes, Visit, words_of};

use super::Contents;
use super::acts::SendWorkbook;
use crate::import::template::MIME;
use crate::measure::READ_PARTS;
use crate::report::page::asked;
use crate::submission::SEND;
use crate::submission::form::{minutes, minutes_field};
use crate::{delegate, report};

/// How many faults are shown at once.
const FAULTS: usize = 100;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("reporting/{partner}/workbook", &READ_PARTS, show)
        .page("reporting/{partner}/workbook.xlsx", &READ_PARTS, download)
        .upload("reporting/{partner}/workbook", &SEND, send)
}

/// A column of a sheet, as spreadsheets write it.
pub(super) fn place(sheet: &str, column: &str) -> String {
    if column.is_empty() { sheet.to_owned() } else { format!("{sheet}!{column}") }
}

async fn download(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let partner = asked(&visit, &mut read).await?;
    let cx = delegate::standing_in(&visit, &mut read).await?;
    let book = super::template(&cx, &mut read, visit.say(), partner.id).await?;
    drop(read);
    let book = book.ok_or(Error::Rule("workbook-rule-nothing-owed"))?;
    Ok(Answer::file(MIME, &format!("reporting-{}.xlsx", partner.number), book))
}

async fn show(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let partner = asked(&visit, &mut read).await?;
    drop(read);
    draw(&visit, &partner, None, None).await
}

async fn send(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let partner = asked(&visit, &mut read).await?;
    let contents = match contents(&visit, &mut read, &partner).await {
        Ok(contents) => contents,
        Err(Error::Invalid(problems)) => return draw(&visit, &partner, Some(problems), None).await,
        Err(error) => return Err(error),
    };
    drop(read);
    if !contents.faults.is_empty() {
        return draw(&visit, &partner, None, Some(&contents)).await;
    }
    match visit.execute(SendWorkbook { filled: contents.filled, minutes: minutes(&visit) }).await {
        Ok(_) => Ok(visit.done(&visit.href(&format!("reporting/{}", partner.number)), "workbook-sent")),
        Err(Error::Invalid(problems)) => draw(&visit, &partner, Some(problems), None).await,
        Err(error) => Err(error),
    }
}

/// What stands in the workbook that was sent.
async fn contents(visit: &Visit, read: &mut ::store::Read, partner: &Partner) -> Result<Contents> {
    let nothing = || Problem::new("file", "workbook-problem-nothing");
    let file = visit.sent().file("file").ok_or_else(nothing)?;
    let cx = delegate::standing_in(visit, read).await?;
    Contents::read(&cx, read, visit.say(), partner.id, &file.body).await
}

async fn draw(
    visit: &Visit,
    partner: &Partner,
    problems: Option<Problems>,
    wrong: Option<&Contents>,
) -> Result<Answer> {
    let owed = report::Report::of(visit, &mut visit.read().await?, partner.id).await?.owed.len();
    let say = visit.say();
    let here = visit.href(&format!("reporting/{}/workbook", partner.number));
    let back =
        html! { a href=(visit.href(&format!("reporting/{}", partner.number))) dir="auto" { (partner.name) } };
    let title = visit.t("workbook-title");
    let again = problems.is_some() || wrong.is_some();
    let problems = problems.unwrap_or_default();
    let minutes = minutes_field(visit, &problems.0);
    let form = if again { visit.form_again("workbook", problems) } else { visit.form("workbook") };
    let fields = html! {
        (form.field("file").file(".xlsx").draw(say))
        (minutes)
    };
    let page = html! {
        (look::page_head(back, title.as_str(), visit.with("workbook-lead", &[("count", owed.into())])))
        @if let Some(contents) = wrong { (faults(visit, contents)) }
        (section("get", visit.t("workbook-get"), html! {
            p { (visit.t(if owed == 0 { "workbook-rule-nothing-owed" } else { "workbook-get-lead" })) }
            @if owed > 0 { (look::acts(quiet_link(visit.t("workbook-get-link"), &format!("{here}.xlsx")))) }
        }))
        (section("bring", visit.t("workbook-bring"), html! {
            p { (visit.t("workbook-bring-lead")) }
            (form.draw_upload(&here, "workbook-send", fields))
        }))
    };
    let answer = visit.page(title);
    if again { answer.unprocessable() } else { answer }.show(page).await
}

/// What needs mending, sheet by sheet and row by row.
fn faults(visit: &Visit, contents: &Contents) -> Markup {
    let count = contents.faults.len();
    let mut table = Table::new(visit.t("import-faults"))
        .column(visit.t("workbook-sheet"))
        .column(visit.t("import-row"))
        .column(visit.t("import-column"))
        .column(visit.t("import-mend"));
    for (sheet, problem) in contents.faults.iter().take(FAULTS) {
        let row = problem.row.map_or_else(String::new, |row| visit.say().count(row as i64));
        let words = words_of(visit.say(), &Problem { row: None, ..problem.clone() });
        table = table.row([
            html! { span dir="auto" { (sheet) } },
            html! { (row) },
            html! { span dir="auto" { (problem.field) } },
            html! { span dir="auto" { (words) } },
        ]);
    }
    let lead = visit.with("workbook-faults-lead", &[("count", count.into())]);
    let shown = [("shown", FAULTS.into()), ("count", count.into())];
    html! {
        (look::error_summary(visit.say(), &[look::Problem::new("faults", lead)]))
        div #faults { (table.draw()) }
        @if count > FAULTS { (small(visit.with("workbook-faults-more", &shown))) }
    }
}
