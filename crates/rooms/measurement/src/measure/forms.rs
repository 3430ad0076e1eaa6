//! The page on which a measure is defined.

use kernel::{Error, Result};
use maud::{Markup, html};
use web::look;
use web::{Answer, Form, Routes, Visit};

use super::acts::DefineMeasure;
pub(crate) use super::fields::choices;
use super::{Accountability, DEFINE, QUADRANTS, change, fields};
use crate::bank::Ready;
use crate::{import, result};

pub(crate) fn routes() -> Routes {
    Routes::new().page("measures/new", &DEFINE, new).form("measures", &DEFINE, define).and(change::routes())
}

/// A number as this reader types it; not a number if it is none, which the act refuses by its field.
pub(crate) fn number(visit: &Visit, field: &str) -> f64 {
    import::typed(visit.say(), visit.sent().get(field)).unwrap_or(f64::NAN)
}

async fn new(visit: Visit) -> Result<Answer> {
    let chosen = visit.query().get("result").to_owned();
    let form = visit.form("measure").start("result", chosen);
    // What was started first stays.
    let form = Ready::find(visit.query().get("from"))
        .into_iter()
        .fold(form, |form, ready| ready.start(visit.say(), form));
    show_new(&visit, fields::empty(form.start("kind", "population")), false).await
}

async fn define(visit: Visit) -> Result<Answer> {
    let sent = visit.sent();
    let act = DefineMeasure {
        result: sent.parse("result").unwrap_or(0),
        name: sent.get("name").to_owned(),
        kind: sent.get("kind").to_owned(),
        quadrant: sent.get("quadrant").to_owned(),
        definition: fields::sent(&visit),
    };
    match visit.execute(act).await {
        Ok(number) => Ok(visit.done(&visit.href(&format!("measures/{number}")), "measure-defined")),
        Err(Error::Invalid(problems)) => show_new(&visit, visit.form_again("measure", problems), true).await,
        Err(error) => Err(error),
    }
}

async fn show_new(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let mut read = visit.read().await?;
    let results = result::store::all(&mut read, visit.initiative()?).await?;
    let partners = fields::partners(visit, &mut read).await?;
    drop(read);
    let results: Vec<(String, String)> =
        results.into_iter().map(|result| (result.number.to_string(), result.condition)).collect();
    let kinds = fields::choices(visit, &Accountability::ALL.map(Accountability::word), "measure-kind");
    let mut quadrants = fields::choices(visit, &QUADRANTS, "measure-quadrant");
    quadrants.insert(0, (String::new(), visit.t("measure-quadrant-none")));
    let fields = html! {
        (form.select("result", &results))
        (form.line("name"))
        (form.radios("kind", &kinds))
        div.if-performance { (form.select("quadrant", &quadrants)) }
        (fields::draw(visit, &form, &partners))
    };
    let page = html! {
        (look::page_head(visit.t("scorecard-term"), visit.t("measure-new-title"), visit.t("measure-new-lead")))
        (ready(visit))
        @if results.is_empty() {
            (look::empty(visit.say(), visit.t("measure-needs-result"), html! {},
                look::do_link(visit.t("result-write-link"), &visit.href("results"))))
        } @else { (form.draw(&visit.href("measures"), "measure-define", fields)) }
    };
    let answer = visit.page(visit.t("measure-new-title"));
    if wrong { answer.unprocessable() } else { answer }.show(page).await
}

/// The ready-made definition it starts from, with what to mind; or the way to them.
fn ready(visit: &Visit) -> Markup {
    let Some(ready) = Ready::find(visit.query().get("from")) else {
        return html! { p { a href=(visit.href("bank")) { (visit.t("bank-link")) } } };
    };
    let say = visit.say();
    let from = [("name", ready.words(say, "name").into()), ("pitfalls", ready.words(say, "pitfalls").into())];
    let apart = [("dimensions", ready.dimensions(say).join(", ").into())];
    html! {
        p { (visit.with("bank-form-lead", &from)) }
        (look::small(visit.with("bank-suggested", &apart)))
    }
}
