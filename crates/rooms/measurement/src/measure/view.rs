//! What a measure says: sentences, chart, target. Every word is computed from what counts; nothing is judged
//! that the numbers do not carry.

use maud::{Markup, html};
use signals::{Aim, Pace, Phase, Side};
use web::look::chart::Unit;
use web::look::chart::line::{LineChart, Usual};
use web::text::{Arg, Say};

use super::{Measure, MeasureVersion, Target};
use crate::story::Story;
use crate::value::{Rank, Series, Value};

/// Stories up to this many characters fit into a chart as what happened.
const EVENT: usize = 36;
/// The pace of late is read over so many steps.
const LATELY: usize = 2;

/// The sentence that says how it stands.
pub(crate) fn lead(say: &Say, measure: &Measure, series: &Series) -> String {
    let version = measure.in_force();
    let Some((at, value, _)) = series.headline() else { return say.t("measure-lead-none") };
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
    sentences.join(" ")
}

fn coverage(value: &Value) -> [(&'static str, Arg); 2] {
    [("reported", value.reported.into()), ("expected", value.expected.into())]
}

/// "4.0% in 2018: 5,584 of 140,887 people in the labour force."
pub(crate) fn value_sentence(say: &Say, version: &MeasureVersion, value: &Value) -> String {
    let Some(pooled) = value.pooled() else { return say.t("measure-lead-none") };
    let unit = version.chart_unit();
    let drawn = version.value(pooled);
    let args: [(&str, Arg); 5] = [
        ("value", web::look::chart::value_words(say, &unit, drawn).into()),
        ("period", value.label.as_str().into()),
        ("numerator", amount(say, pooled.numerator).into()),
        ("denominator", amount(say, pooled.denominator).into()),
        ("words", version.denominator.as_str().into()),
    ];
    say.with("measure-lead-value", &args)
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

/// The chart with what is usual, where it should go and what happened.
pub(crate) fn chart(
    say: &Say,
    measure: &Measure,
    series: &Series,
    target: Option<&Target>,
    stories: &[Story],
) -> LineChart {
    let version = measure.in_force();
    let mut chart =
        LineChart::new(format!("measure-{}", measure.number), &measure.name, version.chart_unit())
            .description(lead(say, measure, series))
            .periods(say.t("value-period"))
            .caption(caption(say, measure, series));
    for (at, value) in series.values.iter().enumerate() {
        chart = chart.point(&value.label, series.drawn[at], series.standing(at));
    }
    for usual in series.chart.phases.iter().filter_map(|phase| usual(series, phase)) {
        chart = chart.usual(usual);
    }
    if let Some(target) = target {
        chart = chart.target(version.charted(target.value));
    }
    for (at, words) in events(say, measure, series, stories) {
        chart = chart.event(at, words);
    }
    chart
}

fn usual(series: &Series, phase: &Phase) -> Option<Usual> {
    phase.judged().then(|| Usual {
        from: series.read[phase.start],
        to: series.read[phase.start + phase.len - 1],
        mean: phase.centre,
        limits: phase.limits.map(|limits| (limits.lower, limits.upper)),
    })
}

/// Short stories of one period, new definitions, and periods that too few reported.
fn events(say: &Say, measure: &Measure, series: &Series, stories: &[Story]) -> Vec<(usize, String)> {
    let at = |period: &str| series.values.iter().position(|value| value.period == period);
    let short = stories.iter().filter(|story| story.words.chars().count() <= EVENT);
    let told = short.filter_map(|story| Some((at(&story.period)?, story.words.clone())));
    let changed = measure.versions.iter().skip(1).filter_map(|version| {
        let words = say.with("measure-version", &[("version", version.number.into())]);
        Some((at(&version.effective_from)?, words))
    });
    let partial =
        series.values.iter().enumerate().filter(|(at, value)| series.drawn[*at].is_some() && value.partial());
    let partial = partial.map(|(at, value)| (at, say.with("measure-partial", &coverage(value))));
    told.chain(changed).chain(partial).collect()
}

/// Where the numbers come from, what was counted, when it was last touched.
fn caption(say: &Say, measure: &Measure, series: &Series) -> Markup {
    let Some((_, value, _)) = series.headline() else { return html! {} };
    let version = measure.in_force();
    let updated = series.values.iter().filter_map(|value| value.updated).max();
    let args: [(&str, Arg); 6] = [
        ("reported", value.reported.into()),
        ("expected", value.expected.into()),
        ("numerator", version.numerator.as_str().into()),
        ("denominator", version.denominator.as_str().into()),
        ("version", version.number.into()),
        ("updated", updated.map_or_else(String::new, |at| say.day(at)).into()),
    ];
    let points = series.chart.phases.last().map_or(0, |phase| phase.len);
    html! {
        (say.with("measure-caption", &args))
        @if series.on_trial() { " " (say.with("measure-caption-provisional", &[("count", (points as i64).into())])) }
    }
}

/// The target that comes next; the last one if all are past.
pub(crate) fn next_target<'a>(targets: &'a [Target], series: &Series) -> Option<&'a Target> {
    let latest = series.read.last().map_or("", |at| series.values[*at].period.as_str());
    targets.iter().find(|target| target.period.as_str() > latest).or(targets.last())
}

/// How far it is to the target, how fast it goes, and how many people stand for the rest of the way.
pub(crate) fn target_sentence(
    say: &Say,
    version: &MeasureVersion,
    series: &Series,
    target: &Target,
) -> Option<String> {
    let unit = version.chart_unit();
    let aimed = version.charted(target.value);
    let sentence = |key: &str, more: &[(&str, Arg)]| {
        let own = [("target", unit.words(say, aimed).into()), ("period", target.period.as_str().into())];
        say.with(key, &[&own, more].concat())
    };
    let Some(aim) = aim(version, series, target) else { return Some(sentence("target-alone", &[])) };
    let pace = match aim.pace() {
        Pace::Reached => return Some(sentence("target-reached", &[])),
        Pace::Missed => "missed",
        Pace::OnPace => "on-pace",
        Pace::Close => "close",
        Pace::Off => "off",
        Pace::Away => "away",
    };
    let latest = &series.values[*series.read.last()?];
    let people = aim.people_behind_the_gap(latest.pooled()?.denominator, version.scale());
    let gap = [("people", (people as f64).into()), ("words", version.numerator.as_str().into())];
    let way = if aim.target >= aim.current { "more" } else { "fewer" };
    let gap = say.with(&format!("target-gap-{way}"), &gap);
    let first = match aim.needed() {
        Some(needed) => {
            let steps = [
                ("needed", change(say, &unit, needed).into()),
                ("lately", change(say, &unit, aim.slope).into()),
            ];
            sentence(&format!("target-{pace}"), &steps)
        }
        None => sentence("target-missed", &[]),
    };
    Some(format!("{first} {gap}"))
}

/// The way from where the comparable series began to the target.
fn aim(version: &MeasureVersion, series: &Series, target: &Target) -> Option<Aim> {
    let start = series.chart.phases.last()?.start;
    let read = &series.read[start..];
    let at = |place: usize| Some((series.values[place].period.as_str(), series.drawn[place]?));
    let (first, last) = (at(*read.first()?)?, at(*read.last()?)?);
    let earlier = at(read[read.len().saturating_sub(LATELY + 1)])?;
    let frequency = version.frequency();
    let years = frequency.years(earlier.0, last.0)?;
    Some(Aim {
        baseline: first.1,
        current: last.1,
        target: version.charted(target.value),
        left: frequency.years(last.0, &target.period)?,
        slope: if years > 0.0 { (last.1 - earlier.1) / years } else { 0.0 },
    })
}

/// A change a year: of a share in percentage points.
fn change(say: &Say, unit: &Unit, value: f64) -> String {
    match unit {
        Unit::Share(digits) => {
            let points = say.number(value * 100.0, digits + 1);
            say.with("measure-points", &[("points", points.into())])
        }
        Unit::Number(digits) => say.number(value, digits + 1),
        Unit::Named(digits, unit) => format!("{} {unit}", say.number(value, digits + 1)),
    }
}
