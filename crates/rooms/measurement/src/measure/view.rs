//! What a measure says, in sentences. Every word is computed from what counts; nothing is judged
//! that the numbers do not carry.

use signals::Side;
use web::look::chart::Unit;
use web::text::{Arg, Say};

use super::{Measure, MeasureVersion};
use crate::value::{Rank, Series, Value};

/// The sentence that says how it stands.
pub(crate) fn lead(say: &Say, measure: &Measure, series: &Series) -> String {
    let version = measure.in_force();
    let Some((at, value, _)) = series.headline() else { return nothing(say, measure, series) };
    let mut sentences = vec![value_sentence(say, version, value)];
    if value.partial() {
        sentences.push(say.with("measure-lead-partial", &coverage(value)));
    }
    sentences.extend(rank_sentence(say, version, series));
    if let Some((side, since)) = series.run() {
        let key = if side == Side::High { "measure-lead-rising" } else { "measure-lead-falling" };
        sentences.push(say.with(key, &[("since", since.label.as_str().into())]));
    }
    sentences.push(signal_sentence(say, series));
    if let Some((_, newer, drawn)) = series.latest().filter(|(newer, _, _)| *newer > at) {
        let words = version.chart_unit().words(say, drawn);
        let own = [("period", newer.label.as_str().into()), ("value", words.into())];
        sentences.push(say.with("measure-lead-newer", &[&own[..], &coverage(newer)].concat()));
    }
    if version.counted_twice {
        sentences.push(say.t("measure-counted-twice"));
    }
    sentences.join(" ")
}

/// Why there is no value: nobody reported, it is hidden, or what was reported cannot be added.
fn nothing(say: &Say, measure: &Measure, series: &Series) -> String {
    match series.values.iter().rev().find(|value| value.hidden || value.apart()) {
        Some(value) if value.hidden => say.t("measure-lead-hidden"),
        Some(value) => apart_sentence(say, measure.at(&value.period), value),
        None => say.t("measure-lead-none"),
    }
}

/// "2 of 2 reported for 2018. What surveys publish cannot be added, so there is no value of the whole."
pub(crate) fn apart_sentence(say: &Say, version: &MeasureVersion, value: &Value) -> String {
    let own = [("period", value.label.as_str().into())];
    say.with(&format!("measure-apart-{}", version.kind), &[&own[..], &coverage(value)].concat())
}

pub(crate) fn coverage(value: &Value) -> [(&'static str, Arg); 2] {
    [("reported", value.reported.into()), ("expected", value.expected.into())]
}

/// "4.0% in 2018: 5,584 of 140,887 people in the labour force."
pub(crate) fn value_sentence(say: &Say, version: &MeasureVersion, value: &Value) -> String {
    let Some(pooled) = value.pooled() else {
        return match value.apart() {
            true => apart_sentence(say, version, value),
            false if value.hidden => say.t("measure-lead-hidden"),
            false => say.t("measure-lead-none"),
        };
    };
    let unit = version.chart_unit();
    let drawn = version.value(pooled);
    if !version.value_kind().is_divided() {
        return count_sentence(say, version, value, drawn);
    }
    let args: [(&str, Arg); 5] = [
        ("value", web::look::chart::value_words(say, &unit, drawn).into()),
        ("period", value.label.as_str().into()),
        ("numerator", amount(say, pooled.numerator).into()),
        ("denominator", amount(say, pooled.denominator).into()),
        ("words", version.denominator.as_str().into()),
    ];
    say.with("measure-lead-value", &args)
}

/// "5,584 meals in 2018: meals served at schools." A survey's value stands with its range.
fn count_sentence(say: &Say, version: &MeasureVersion, value: &Value, drawn: Option<f64>) -> String {
    let unit = version.chart_unit();
    let args: [(&str, Arg); 3] = [
        ("value", web::look::chart::value_words(say, &unit, drawn).into()),
        ("period", value.label.as_str().into()),
        ("words", version.numerator.as_str().into()),
    ];
    let sentence = say.with("measure-lead-count", &args);
    let range = value.low.zip(value.high).map(|(low, high)| {
        let words = |end: f64| Arg::from(unit.words(say, version.charted(end)));
        say.with("measure-lead-range", &[("low", words(low)), ("high", words(high))])
    });
    let quality =
        value.quality.map(|quality| say.t(&format!("measure-lead-quality-{}", quality.clamp(1, 3))));
    [Some(sentence), range, quality].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// A numerator or denominator: whole numbers whole, others with two decimals.
pub(crate) fn amount(say: &Say, value: f64) -> String {
    say.number(value, if value.fract() == 0.0 { 0 } else { 2 })
}

fn rank_sentence(say: &Say, version: &MeasureVersion, series: &Series) -> Option<String> {
    let (key, count) = match series.rank() {
        Rank::Lowest(count) => ("measure-lead-lowest", count),
        Rank::Highest(count) => ("measure-lead-highest", count),
        Rank::Between => return None,
    };
    let args = [("count", (count as i64).into()), ("frequency", version.frequency.as_str().into())];
    Some(say.with(key, &args))
}

fn signal_sentence(say: &Say, series: &Series) -> String {
    let signal = say.t(&format!("measure-lead-{}", series.signal().word()));
    if series.on_trial() { format!("{signal} {}", say.t("measure-lead-provisional")) } else { signal }
}

/// A change: of a share in percentage points, with one digit more than the values have.
pub(crate) fn change(say: &Say, unit: &Unit, value: f64) -> String {
    between(say, unit, value, 1)
}

/// How far two values are apart, as exactly as they are written.
pub(crate) fn apart(say: &Say, unit: &Unit, value: f64) -> String {
    between(say, unit, value, 0)
}

fn between(say: &Say, unit: &Unit, value: f64, more: usize) -> String {
    match unit {
        Unit::Share(digits) => {
            let points = say.number(value * 100.0, digits + more);
            say.with("measure-points", &[("points", points.into())])
        }
        Unit::Number(digits) => say.number(value, digits + more),
        Unit::Named(digits, unit) => format!("{} {unit}", say.number(value, digits + more)),
    }
}
