//! The fields of a definition, as a form shows and sends them.

use kernel::Result;
use maud::{Markup, html};
use signals::Kind as ValueKind;
use web::look::{self, Choices, Width};
use web::{Form, Visit};

use super::forms::number;
use super::{BETTER, Definition, MeasureVersion};
use crate::cycle::Frequency;

/// What stands in a form that nobody has filled in yet.
pub(super) fn empty(form: Form<'_>) -> Form<'_> {
    form.start("value_kind", ValueKind::Ratio.as_str())
        .start("unit", "%")
        .start("factor", "100")
        .start("decimals", "1")
        .start("better", "up")
        .start("frequency", "yearly")
        .start("lag_days", "0")
        .start("people", "yes")
        .start("minimum_cell", Definition::SMALL.to_string())
}

/// The form with the words of a version in it.
pub(super) fn written<'a>(visit: &Visit, form: Form<'a>, version: &MeasureVersion) -> Form<'a> {
    let typed = |value: f64| visit.say().number(value, if value.fract() == 0.0 { 0 } else { 6 });
    let maybe = |value: Option<f64>| value.map_or_else(String::new, typed);
    let form = form
        .start("value_kind", &version.kind)
        .start("definition", &version.definition)
        .start("numerator", &version.numerator)
        .start("denominator", &version.denominator)
        .start("unit", &version.unit)
        .start("factor", typed(version.factor))
        .start("decimals", version.decimals.to_string())
        .start("better", &version.better)
        .start("better_low", maybe(version.better_low))
        .start("better_high", maybe(version.better_high))
        .start("frequency", &version.frequency)
        .start("lag_days", version.lag_days.to_string())
        .start("minimum_cell", version.minimum_cell.to_string())
        .start("people", if version.people { "yes" } else { "no" })
        .start("custodian", version.custodian.map_or_else(String::new, |custodian| custodian.to_string()));
    if version.counted_twice { form.start("counted_twice", "yes") } else { form }
}

/// What was sent. A number that is none is refused by the act, at its field.
pub(super) fn sent(visit: &Visit) -> Definition {
    let sent = visit.sent();
    let maybe = |field: &str| sent.has(field).then(|| number(visit, field));
    let whole = |field: &str, otherwise: i64| {
        if sent.has(field) { sent.parse(field).unwrap_or(-1) } else { otherwise }
    };
    let kind = sent.get("value_kind");
    Definition {
        kind: if kind.is_empty() { ValueKind::Ratio.as_str() } else { kind }.to_owned(),
        definition: sent.get("definition").to_owned(),
        numerator: sent.get("numerator").to_owned(),
        denominator: sent.get("denominator").to_owned(),
        unit: sent.get("unit").to_owned(),
        factor: number(visit, "factor"),
        decimals: whole("decimals", 0),
        better: sent.get("better").to_owned(),
        better_low: maybe("better_low"),
        better_high: maybe("better_high"),
        frequency: sent.get("frequency").to_owned(),
        lag_days: whole("lag_days", 0),
        minimum_cell: whole("minimum_cell", Definition::SMALL),
        people: sent.get("people") != "no",
        counted_twice: sent.get("counted_twice") == "yes",
        custodian: sent.parse("custodian"),
    }
}

pub(crate) fn choices(visit: &Visit, words: &[&str], key: &str) -> Vec<(String, String)> {
    words.iter().map(|word| ((*word).to_owned(), visit.t(&format!("{key}-{word}")))).collect()
}

/// Every partner, and nobody, to choose who looks after a measure.
pub(super) async fn partners(visit: &Visit, read: &mut ::store::Read) -> Result<Vec<(String, String)>> {
    let names = people::partner_names(read, visit.initiative()?).await?;
    let mut partners: Vec<(String, String)> =
        names.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    partners.sort_by_cached_key(|(_, name)| name.to_lowercase());
    partners.insert(0, (String::new(), visit.t("measure-custodian-none")));
    Ok(partners)
}

/// The fields of a definition. What belongs to one answer only is folded away by the style sheet while another is
/// chosen; where that is not understood it stands there, and the act leaves it aside.
pub(super) fn draw(visit: &Visit, form: &Form<'_>, partners: &[(String, String)]) -> Markup {
    let say = visit.say();
    html! {
        (look::fieldset(visit.t("measure-part-kind"), html! { (kinds(visit, form)) }))
        (look::fieldset(visit.t("measure-part-counted"), html! {
            (form.line("numerator"))
            div.if-divided { (form.field("denominator").draw(say)) }
            (form.field("definition").textarea(4).optional().draw(say))
            (form.radios("people", &choices(visit, &["yes", "no"], "measure-people")))
            div.if-people {
                (form.checkboxes("counted_twice", &[("yes".to_owned(), visit.t("measure-counted_twice-label"))]))
                (form.field("minimum_cell").number().draw(say))
            }
        }))
        (look::fieldset(visit.t("measure-part-written"), html! {
            div.abreast {
                div.if-divided { (form.field("factor").number().draw(say)) }
                (form.field("unit").width(Width::Short).optional().draw(say))
                (form.field("decimals").number().draw(say))
            }
            (form.radios("better", &choices(visit, &BETTER, "measure-better")))
            div.if-band { div.abreast {
                (form.field("better_low").number().optional().draw(say))
                (form.field("better_high").number().optional().draw(say))
            } }
        }))
        (look::fieldset(visit.t("measure-part-reported"), html! {
            (form.radios("frequency", &choices(visit, &Frequency::ALL.map(Frequency::word), "measure-frequency")))
            (form.field("lag_days").number().draw(say))
            (form.select("custodian", partners))
        }))
    }
}

/// The kinds of numbers, most used first.
const SHOWN: [ValueKind; 7] = [
    ValueKind::Ratio,
    ValueKind::Flow,
    ValueKind::Stock,
    ValueKind::Mean,
    ValueKind::Estimate,
    ValueKind::Index,
    ValueKind::NotAdditive,
];

/// The kinds of numbers in plain words, each with an example.
fn kinds(visit: &Visit, form: &Form<'_>) -> Markup {
    let question = Choices::radios("value_kind", visit.t("measure-value_kind"));
    let explained = |question: Choices, kind: ValueKind| {
        let key = format!("measure-value-{}", kind.as_str());
        question.explained(kind.as_str(), visit.t(&key), visit.t(&format!("{key}-hint")))
    };
    form.choices("value_kind", SHOWN.into_iter().fold(question, explained))
}
