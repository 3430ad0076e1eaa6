use ::store::Read;
use kernel::{Context, Error, Problems, Result};
use maud::{Markup, html};
use web::look::{self, Moment};
use web::text::Say;
use web::{Answer, Form, Panel, Routes, Visit};

use super::acts::NoteChange;
use super::{Change, Code, NOTE, READ, store};

/// Lines on one page.
const PAGE: i64 = 100;

pub(crate) fn routes() -> Routes {
    Routes::new().page("changes", &READ, list).form("changes", &NOTE, note)
}

async fn list(visit: Visit) -> Result<Answer> {
    show(&visit, visit.form("change"), false).await
}

async fn note(visit: Visit) -> Result<Answer> {
    let sent = visit.sent();
    let act = NoteChange {
        code: sent.get("code").to_owned(),
        line: sent.get("line").to_owned(),
        first_time: sent.has("first_time"),
    };
    match visit.execute(act).await {
        Ok(number) => Ok(visit.done(&visit.href(&format!("changes#change-{number}")), "change-noted")),
        Err(Error::Invalid(problems)) => again(&visit, problems).await,
        Err(error) => Err(error),
    }
}

async fn again(visit: &Visit, problems: Problems) -> Result<Answer> {
    show(visit, visit.form_again("change", problems), true).await
}

async fn show(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let mut read = visit.read().await?;
    let changes = store::latest(&mut read, visit.initiative()?, PAGE).await?;
    drop(read);
    let lead = visit.with("changes-lead", &[("count", (changes.len() as i64).into())]);
    let page = html! {
        (look::page_head(visit.t("changes-term"), visit.t("changes-title"), lead))
        @if visit.offers(&NOTE) { (look::sheet(fields(visit, &form))) }
        (log(visit.say(), &changes))
    };
    let title = visit.page(visit.t("changes-title"));
    if wrong { title.unprocessable() } else { title }.live().show(page).await
}

fn fields(visit: &Visit, form: &Form<'_>) -> Markup {
    let codes =
        Code::ALL.map(|code| (code.word().to_owned(), visit.t(&format!("change-code-{}", code.word()))));
    let first = [("yes".to_owned(), visit.t("change-first_time-yes"))];
    form.draw(
        &visit.href("changes"),
        "change-note",
        html! { (form.line("line")) (form.select("code", &codes)) (form.checkboxes("first_time", &first)) },
    )
}

fn log(say: &Say, changes: &[Change]) -> Markup {
    let moments: Vec<Moment> = changes
        .iter()
        .map(|change| Moment {
            when: say.day(change.noted_at),
            datetime: Some(change.noted_at.to_string()),
            title: html! { span #(format!("change-{}", change.number)) dir="auto" { (change.line) } },
            detail: Some(html! {
                (say.t(&format!("change-code-{}", change.code)))
                @if change.first_time { " · " (say.t("change-first-time")) }
                " · " span dir="auto" { (change.noted_by) }
            }),
        })
        .collect();
    html! {
        @if moments.is_empty() { (look::empty(say, say.t("changes-empty"), html! { p { (say.t("changes-example")) } }, html! {})) }
        @else { (look::timeline(&moments)) }
    }
}

/// The newest lines on the front page.
pub(crate) async fn panel(cx: &Context, read: &mut Read, say: &Say) -> Result<Vec<Panel>> {
    if !cx.could(&READ) {
        return Ok(Vec::new());
    }
    let changes = store::latest(read, cx.initiative()?, 4).await?;
    if changes.is_empty() {
        return Ok(Vec::new());
    }
    Ok(vec![Panel { rank: 70, title: say.t("changes-title"), body: log(say, &changes) }])
}
