//! The pages on which something is put on the agenda and moved on.

use kernel::{Error, Result};
use maud::{Markup, html};
use web::look;
use web::{Answer, Form, Routes, Visit};

use super::acts::{MoveWanted, WantMeasure, Way};
use super::{KEEP, Obstacle, State, WANT, Wanted, store};
use crate::{measure, result};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("wanted/new", &WANT, new)
        .form("wanted", &WANT, want)
        .page("wanted/{n}/step", &KEEP, edit)
        .form("wanted/{n}/step", &KEEP, step)
}

/// How it will be got, as the form says it.
fn way(visit: &Visit) -> Way {
    let sent = visit.sent();
    let get = |field: &str| sent.get(field).to_owned();
    Way {
        obstacle: get("obstacle"),
        owner: get("owner"),
        step: get("step"),
        due: get("due"),
        stopgap: get("stopgap"),
    }
}

fn way_fields(visit: &Visit, form: &Form<'_>) -> Markup {
    let obstacles: Vec<(String, String)> = Obstacle::ALL
        .iter()
        .map(|one| (one.word().to_owned(), visit.t(&format!("wanted-obstacle-{}", one.word()))))
        .collect();
    html! {
        (form.radios("obstacle", &obstacles))
        (form.line("owner"))
        (form.line("step"))
        (form.field("due").date().draw(visit.say()))
        (form.field("stopgap").optional().draw(visit.say()))
    }
}

async fn new(visit: Visit) -> Result<Answer> {
    let query = visit.query();
    let form =
        visit.form("wanted").start("result", query.get("result")).start("measure", query.get("measure"));
    show_new(&visit, form, visit.query().parse("measure"), false).await
}

async fn want(visit: Visit) -> Result<Answer> {
    let sent = visit.sent();
    let act = WantMeasure {
        result: sent.parse("result").unwrap_or(0),
        measure: sent.has("measure").then(|| sent.parse("measure").unwrap_or(0)),
        name: sent.get("name").to_owned(),
        why: sent.get("why").to_owned(),
        way: way(&visit),
    };
    let measure = act.measure;
    match visit.execute(act).await {
        Ok(number) => Ok(visit.done(&visit.href(&format!("wanted/{number}")), "wanted-put")),
        Err(Error::Invalid(problems)) => {
            show_new(&visit, visit.form_again("wanted", problems), measure, true).await
        }
        Err(error) => Err(error),
    }
}

async fn show_new(visit: &Visit, form: Form<'_>, measure: Option<i64>, wrong: bool) -> Result<Answer> {
    let mut read = visit.read().await?;
    let initiative = visit.initiative()?;
    let measure = match measure {
        Some(number) => {
            Some(measure::store::numbered(&mut read, initiative, number).await?.ok_or(Error::Missing)?)
        }
        None => None,
    };
    let results: Vec<(String, String)> = result::store::all(&mut read, initiative)
        .await?
        .into_iter()
        .map(|result| (result.number.to_string(), result.condition))
        .collect();
    drop(read);
    let form = measure.iter().fold(form, |form, measure| form.start("why", &measure.why));
    let fields = html! {
        @if let Some(measure) = &measure { input type="hidden" name="measure" value=(measure.number); }
        @else { (form.select("result", &results)) (form.line("name")) }
        (form.text("why", 3))
        (way_fields(visit, &form))
    };
    let title = html! {
        @if let Some(measure) = &measure { span dir="auto" { (measure.name) } }
        @else { (visit.t("wanted-new-title")) }
    };
    let kicker = html! { a href=(visit.href("wanted")) { (visit.t("wanted-title")) } };
    let page = html! {
        (look::page_head(kicker, title, visit.t("wanted-new-lead")))
        @if results.is_empty() {
            (look::empty(visit.say(), visit.t("measure-needs-result"), html! {}, html! {}))
        } @else { (form.draw(&visit.href("wanted"), "wanted-put", fields)) }
    };
    let answer = visit.page(visit.t("wanted-new-title"));
    if wrong { answer.unprocessable() } else { answer }.show(page).await
}

/// The one of the address.
pub(super) async fn asked(visit: &Visit) -> Result<Wanted> {
    let mut read = visit.read().await?;
    store::numbered(&mut read, visit.initiative()?, visit.part("n")?).await?.ok_or(Error::Missing)
}

async fn edit(visit: Visit) -> Result<Answer> {
    let wanted = asked(&visit).await?;
    let form = visit
        .form("wanted")
        .start("obstacle", wanted.obstacle.word())
        .start("owner", &wanted.owner)
        .start("stopgap", &wanted.stopgap);
    let seen = wanted.version.to_string();
    show_edit(&visit, &wanted, form, (&seen, false)).await
}

async fn step(visit: Visit) -> Result<Answer> {
    let sent = visit.sent();
    let act =
        MoveWanted { wanted: visit.part("n")?, seen: sent.parse("seen").unwrap_or(0), way: way(&visit) };
    let here = visit.href(&format!("wanted/{}", act.wanted));
    match visit.execute(act).await {
        Ok(()) => Ok(visit.done(&here, "wanted-moved")),
        Err(Error::Invalid(problems)) => {
            let wanted = asked(&visit).await?;
            let seen = visit.sent().get("seen");
            show_edit(&visit, &wanted, visit.form_again("wanted", problems), (seen, true)).await
        }
        Err(error) => Err(error),
    }
}

async fn show_edit(
    visit: &Visit,
    wanted: &Wanted,
    form: Form<'_>,
    (seen, wrong): (&str, bool),
) -> Result<Answer> {
    if wanted.state != State::Open {
        return Err(Error::Rule("wanted-rule-over"));
    }
    let action = visit.href(&format!("wanted/{}/step", wanted.number));
    let fields = html! { input type="hidden" name="seen" value=(seen); (way_fields(visit, &form)) };
    let title = visit.t("wanted-step-title");
    let kicker =
        html! { a href=(visit.href(&format!("wanted/{}", wanted.number))) dir="auto" { (wanted.name) } };
    let page = html! {
        (look::page_head(kicker, title.as_str(), visit.with("wanted-step-lead", &[("step", wanted.step.as_str().into())])))
        (form.draw(&action, "wanted-move", fields))
    };
    let answer = visit.page(title);
    if wrong { answer.unprocessable() } else { answer }.show(page).await
}
