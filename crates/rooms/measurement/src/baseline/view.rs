//! What was expected, in words, as a picture and as a table.

use maud::{Markup, html};
use signals::Curve;
use web::look::chart::Unit;
use web::look::chart::ahead::{Fan, Step as Drawn};
use web::look::{self, Standing, Table};
use web::text::{Arg, Say};

use super::Baseline;
use super::outcome::{self, Held, Outcome};
use super::outlook::{Outlook, TooFew};
use crate::measure::{Measure, MeasureVersion, view};
use crate::value::Series;

/// The curve's state in a few words, with its shape.
pub(crate) fn state(say: &Say, held: &Held<'_>) -> Markup {
    let (standing, words) = state_words(say, held);
    look::status(standing, words)
}

/// The same, apart.
pub(crate) fn state_words(say: &Say, held: &Held<'_>) -> (Standing, String) {
    match held.curve {
        Some(curve) => (outcome::standing(curve), say.t(&format!("curve-{}", outcome::word(curve)))),
        None => (Standing::Plain, say.t("curve-no-direction")),
    }
}

/// What came against what was expected, in a sentence.
pub(crate) fn sentence(say: &Say, version: &MeasureVersion, held: &Held<'_>) -> String {
    let unit = version.chart_unit();
    let key = match held.curve {
        Some(Curve::NoData) => "baseline-lead-no-data",
        Some(curve) => &format!("baseline-lead-{}", outcome::word(curve)),
        None => "baseline-lead-no-direction",
    };
    let Some(shown) = held.latest().or(held.outcomes.first()) else { return String::new() };
    let words = |value: f64| Arg::from(unit.words(say, value));
    let args = [
        ("value", Arg::from(look::chart::value_words(say, &unit, shown.actual))),
        ("period", shown.step.period.as_str().into()),
        ("likely", words(shown.expected.value)),
        ("low", words(shown.expected.low)),
        ("high", words(shown.expected.high)),
    ];
    let key = if held.curve.is_none() && shown.actual.is_none() { "baseline-lead-no-data" } else { key };
    say.with(key, &args)
}

/// How it was made, who agreed, and whether it was made in hindsight.
pub(crate) fn provenance(say: &Say, baseline: &Baseline) -> String {
    let args: [(&str, Arg); 7] = [
        ("day", say.day(baseline.frozen_at).into()),
        ("name", baseline.frozen_by.as_str().into()),
        ("agreed", baseline.agreed_by.as_str().into()),
        ("count", baseline.points.into()),
        ("since", baseline.since.as_str().into()),
        ("until", baseline.until.as_str().into()),
        ("method", method(say, &baseline.method).into()),
    ];
    let made = say.with("baseline-provenance", &args);
    if baseline.hindsight { format!("{made} {}", say.t("baseline-hindsight")) } else { made }
}

fn method(say: &Say, word: &str) -> String {
    say.t(if word == "drift" { "baseline-method-drift" } else { "baseline-method-holt" })
}

/// What comes if nothing changes, not frozen; or why nothing can be said.
pub(crate) fn outlook_sentence(
    say: &Say,
    version: &MeasureVersion,
    outlook: Result<&Outlook, TooFew>,
) -> String {
    match outlook {
        Ok(outlook) => {
            let unit = version.chart_unit();
            let words = |value: f64| Arg::from(unit.words(say, value));
            let Some(last) = outlook.ahead.last() else { return String::new() };
            let args = [
                ("period", last.period.as_str().into()),
                ("likely", words(last.likely)),
                ("low", words(last.low)),
                ("high", words(last.high)),
                ("method", method(say, outlook.method).into()),
                ("count", outlook.points.into()),
            ];
            say.with("baseline-outlook", &args)
        }
        Err(few) => say.with("baseline-too-few", &[("have", few.have.into()), ("need", few.need.into())]),
    }
}

/// A frozen baseline as a fan; `place` finds a period on the axis.
pub(crate) fn fan(
    measure: &Measure,
    baseline: &Baseline,
    place: impl Fn(&str) -> Option<usize>,
) -> Option<Fan> {
    let bridge = measure.bridge_after(baseline.version);
    let now = |written: f64| measure.in_force().charted(written) * bridge;
    let step = |step: &super::Step| {
        let [low, likely, high] = [step.low, step.likely, step.high].map(now);
        Some(Drawn { at: place(&step.period)?, low, likely, high })
    };
    Some(Fan {
        frozen: true,
        from: (place(&baseline.until)?, now(baseline.last_value)),
        steps: baseline.steps.iter().filter_map(step).collect(),
    })
}

/// A forecast that was not frozen as a fan.
pub(crate) fn outlook_fan(outlook: &Outlook, place: impl Fn(&str) -> Option<usize>) -> Option<Fan> {
    let steps = outlook.ahead.iter().filter_map(|ahead| {
        Some(Drawn { at: place(&ahead.period)?, low: ahead.low, likely: ahead.likely, high: ahead.high })
    });
    Some(Fan { frozen: false, from: (place(&outlook.until)?, outlook.last), steps: steps.collect() })
}

/// Each period: what was expected, what came, how they lie to each other.
pub(crate) fn table(say: &Say, version: &MeasureVersion, series: &Series, held: &Held<'_>) -> Markup {
    let unit = version.chart_unit();
    let title = say.with("baseline-table", &[("until", held.baseline.until.as_str().into())]);
    let table = Table::new(title)
        .quiet_caption()
        .column(say.t("value-period"))
        .number(say.t("look-expected-head"))
        .number(say.t("look-range-head"))
        .number(say.t("baseline-came"))
        .number(say.t("baseline-apart"))
        .column(say.t("baseline-says"));
    held.outcomes.iter().fold(table, |table, outcome| table.row(row(say, &unit, series, outcome))).draw()
}

fn row(say: &Say, unit: &Unit, series: &Series, outcome: &Outcome<'_>) -> [Markup; 6] {
    let period = &outcome.step.period;
    let label =
        series.values.iter().find(|value| value.period == *period).map_or(period, |value| &value.label);
    let words = |value: f64| unit.words(say, value);
    let range = [("low", words(outcome.expected.low).into()), ("high", words(outcome.expected.high).into())];
    let came = html! {
        @if let Some(value) = outcome.actual { b { (words(value)) } } @else { (say.t("value-not-yet")) }
    };
    let apart = outcome.actual.map(|actual| view::change(say, unit, actual - outcome.expected.value));
    let says = outcome.turn.map(|turn| {
        let words = say.t(&format!("baseline-against-{}", turn.against.as_str()));
        look::status(outcome::standing_of(turn.against), words)
    });
    [
        html! { (label) },
        html! { (words(outcome.expected.value)) },
        html! { (say.with("look-range", &range)) },
        came,
        html! { @if let Some(apart) = apart { (apart) } },
        says.unwrap_or_default(),
    ]
}
