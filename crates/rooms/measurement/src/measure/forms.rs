//! The pages on which a measure is defined and changed.

use kernel::{Error, Result};
use maud::{Markup, html};
use web::look::{self, Width};
use web::{Answer, Form, Routes, Visit};

use super::acts::{ChangeDefinition, DefineMeasure, Definition};
use super::page::asked;
use super::{Accountability, BETTER, COMPARABILITY, DEFINE, Measure, MeasureVersion};
use crate::cycle::Frequency;
use crate::{import, result};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("measures/new", &DEFINE, new)
        .form("measures", &DEFINE, define)
        .page("measures/{n}/definition", &DEFINE, edit)
        .form("measures/{n}/definition", &DEFINE, change)
}

/// A number as this reader types it; not a number if it is none, which the act refuses by its field.
pub(crate) fn number(visit: &Visit, field: &str) -> f64 {
    let typed = visit.sent().get(field);
    visit.say().parse_number(typed).or_else(|| import::typed(typed)).unwrap_or(f64::NAN)
}

pub(crate) fn choices(visit: &Visit, words: &[&str], key: &str) -> Vec<(String, String)> {
    words.iter().map(|word| ((*word).to_owned(), visit.t(&format!("{key}-{word}")))).collect()
}

async fn new(visit: Visit) -> Result<Answer> {
    let chosen = visit.query().get("result").to_owned();
    let form = visit.form("measure").start("result", chosen).start("kind", "population");
    let form = form.start("unit", "%").start("factor", "100").start("decimals", "1");
    show_new(&visit, form.start("frequency", "yearly").start("better", "up"), false).await
}

fn definition(visit: &Visit) -> Definition {
    let sent = visit.sent();
    let decimals = if sent.has("decimals") { sent.parse("decimals").unwrap_or(-1) } else { 0 };
    Definition {
        definition: sent.get("definition").to_owned(),
        numerator: sent.get("numerator").to_owned(),
        denominator: sent.get("denominator").to_owned(),
        unit: sent.get("unit").to_owned(),
        factor: number(visit, "factor"),
        decimals,
        better: sent.get("better").to_owned(),
        frequency: sent.get("frequency").to_owned(),
        ..Definition::default()
    }
}

async fn define(visit: Visit) -> Result<Answer> {
    let sent = visit.sent();
    let act = DefineMeasure {
        result: sent.parse("result").unwrap_or(0),
        name: sent.get("name").to_owned(),
        kind: sent.get("kind").to_owned(),
        quadrant: sent.get("quadrant").to_owned(),
        definition: definition(&visit),
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
    drop(read);
    let results: Vec<(String, String)> =
        results.into_iter().map(|result| (result.number.to_string(), result.condition)).collect();
    let kinds = choices(visit, &Accountability::ALL.map(Accountability::word), "measure-kind");
    let fields = html! {
        (form.select("result", &results))
        (form.line("name"))
        (form.radios("kind", &kinds))
        (counted(visit, &form))
    };
    let page = html! {
        (look::page_head(visit.t("scorecard-term"), visit.t("measure-new-title"), visit.t("measure-new-lead")))
        @if results.is_empty() {
            (look::empty(visit.say(), visit.t("measure-needs-result"), html! {},
                look::do_link(visit.t("result-write-link"), &visit.href("results"))))
        } @else { (form.draw(&visit.href("measures"), "measure-define", fields)) }
    };
    let answer = visit.page(visit.t("measure-new-title"));
    if wrong { answer.unprocessable() } else { answer }.show(page).await
}

/// The fields of a definition.
fn counted(visit: &Visit, form: &Form<'_>) -> Markup {
    let say = visit.say();
    let frequencies = choices(visit, &Frequency::ALL.map(Frequency::word), "measure-frequency");
    html! {
        (look::fieldset(visit.t("measure-part-counted"), html! {
            (form.line("numerator"))
            (form.line("denominator"))
            (form.field("definition").textarea(4).optional().draw(say))
            (form.radios("better", &choices(visit, &BETTER, "measure-better")))
            (form.radios("frequency", &frequencies))
        }))
        (look::fieldset(visit.t("measure-part-written"), html! {
            div.abreast {
                (form.field("factor").number().draw(say))
                (form.field("unit").width(Width::Short).optional().draw(say))
                (form.field("decimals").number().draw(say))
            }
        }))
    }
}

async fn edit(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let measure = asked(&visit, &mut read).await?;
    drop(read);
    let form = written(&visit, visit.form("measure"), measure.latest());
    let seen = measure.latest().number.to_string();
    show_edit(&visit, &measure, form, (&seen, false)).await
}

/// The form with the words of a version in it.
fn written<'a>(visit: &Visit, form: Form<'a>, version: &MeasureVersion) -> Form<'a> {
    let digits = if version.factor.fract() == 0.0 { 0 } else { 6 };
    form.start("definition", &version.definition)
        .start("numerator", &version.numerator)
        .start("denominator", &version.denominator)
        .start("unit", &version.unit)
        .start("factor", visit.say().number(version.factor, digits))
        .start("decimals", version.decimals.to_string())
        .start("better", &version.better)
        .start("frequency", &version.frequency)
        .start("comparability", "same")
}

async fn change(visit: Visit) -> Result<Answer> {
    let sent = visit.sent();
    let act = ChangeDefinition {
        measure: visit.part("n")?,
        seen: sent.parse("seen").unwrap_or(0),
        definition: definition(&visit),
        effective_from: sent.get("effective_from").to_owned(),
        comparability: sent.get("comparability").to_owned(),
        bridge: None,
        bridge_words: sent.get("bridge_words").to_owned(),
    };
    let here = visit.href(&format!("measures/{}", act.measure));
    match visit.execute(act).await {
        Ok(_) => Ok(visit.done(&here, "measure-changed")),
        Err(Error::Invalid(problems)) => {
            let measure = asked(&visit, &mut visit.read().await?).await?;
            let seen = visit.sent().get("seen");
            show_edit(&visit, &measure, visit.form_again("measure", problems), (seen, true)).await
        }
        Err(error) => Err(error),
    }
}

async fn show_edit(
    visit: &Visit,
    measure: &Measure,
    form: Form<'_>,
    (seen, wrong): (&str, bool),
) -> Result<Answer> {
    let action = visit.href(&format!("measures/{}/definition", measure.number));
    let fields = html! {
        input type="hidden" name="seen" value=(seen);
        (counted(visit, &form))
        (look::fieldset(visit.t("measure-part-holds"), html! {
            (form.field("effective_from").width(Width::Short).draw(visit.say()))
            (form.radios("comparability", &choices(visit, &COMPARABILITY, "measure-comparability")))
        }))
    };
    let title = visit.t("measure-edit-title");
    let page = html! {
        (look::page_head(html! { span dir="auto" { (measure.name) } }, title.as_str(), visit.t("measure-edit-lead")))
        (form.draw(&action, "measure-change", fields))
    };
    let answer = visit.page(title);
    if wrong { answer.unprocessable() } else { answer }.show(page).await
}
