//! The picture of a measure: what came, what is usual, what was expected, where it should go, what happened.

use maud::{Markup, html};
use signals::{Phase, RunChart};
use web::look::Standing;
use web::look::chart::ahead::Fan;
use web::look::chart::line::{LineChart, Usual};
use web::text::{Arg, Say};

use super::{Measure, MeasureVersion, facts, view};
use crate::annotation::Annotation;
use crate::baseline::{self, Baseline, outlook::Outlook};
use crate::story::Story;
use crate::target::pace::Course;
use crate::value::Series;

/// Stories up to this many characters fit into a chart as what happened.
const EVENT: usize = 36;
/// The way to a far target is drawn so many periods at least, or a third of what came.
const AHEAD: usize = 4;

/// How the values are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reading {
    /// By limits about a mean.
    Limits,
    /// By a median.
    Median,
}

/// What is drawn beside the values.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scene<'a> {
    pub(crate) course: Option<&'a Course<'a>>,
    pub(crate) baseline: Option<&'a Baseline>,
    pub(crate) outlook: Option<&'a Outlook>,
    pub(crate) stories: &'a [Story],
    pub(crate) annotations: &'a [Annotation],
    pub(crate) reading: Reading,
}

/// The periods of a chart: those that were opened, and as many more as what lies ahead needs.
struct Axis {
    periods: Vec<String>,
}

impl Axis {
    fn of<'a>(version: &MeasureVersion, series: &Series, ahead: impl Iterator<Item = &'a str>) -> Self {
        let mut periods: Vec<String> = series.values.iter().map(|value| value.period.clone()).collect();
        let last = ahead.max().unwrap_or_default();
        let from = periods.last().cloned().unwrap_or_default();
        periods.extend(version.frequency().following(&from).take_while(|period| period.as_str() <= last));
        Self { periods }
    }

    fn place(&self, period: &str) -> Option<usize> {
        self.periods.iter().position(|own| own == period)
    }

    /// The last of its periods that is not after another.
    fn until(&self, period: &str) -> Option<usize> {
        self.periods.iter().rposition(|own| own.as_str() <= period)
    }

    /// The first of its periods that is not before another.
    fn since(&self, period: &str) -> Option<usize> {
        self.periods.iter().position(|own| own.as_str() >= period)
    }
}

/// The chart with all that belongs to it.
pub(crate) fn chart(say: &Say, measure: &Measure, series: &Series, scene: &Scene<'_>) -> LineChart {
    let version = measure.in_force();
    let way = scene.course.map(|course| course.way(version, AHEAD.max(series.read.len() / 3)));
    let way = way.unwrap_or_default();
    let frozen = scene.baseline.iter().flat_map(|baseline| &baseline.steps).map(|step| step.period.as_str());
    let open = scene.outlook.filter(|_| scene.baseline.is_none());
    let open_periods = open.iter().flat_map(|outlook| &outlook.ahead).map(|ahead| ahead.period.as_str());
    let ahead = frozen.chain(open_periods).chain(way.iter().map(|(period, _)| period.as_str()));
    let axis = Axis::of(version, series, ahead);
    let fan = match (scene.baseline, open) {
        (Some(baseline), _) => baseline::view::fan(measure, baseline, |period| axis.place(period)),
        (None, Some(outlook)) => baseline::view::outlook_fan(outlook, |period| axis.place(period)),
        (None, None) => None,
    };
    let mut chart = plain(say, measure, series, &axis)
        .description(view::lead(say, measure, series))
        .caption(caption(say, measure, series, scene, fan.as_ref(), way.is_empty()));
    for usual in usual(series, scene.reading, axis.periods.len()) {
        chart = chart.usual(usual);
    }
    if let Some(course) = scene.course {
        let way = way.iter().filter_map(|(period, value)| Some((axis.place(period)?, *value)));
        chart = chart.target(course.aimed).way(way.collect());
    }
    if let Some(fan) = fan {
        chart = chart.fan(fan);
    }
    events(say, measure, series, scene, &axis, chart)
}

/// What was expected and what came, and nothing else.
pub(crate) fn against(say: &Say, measure: &Measure, series: &Series, frozen: &Baseline) -> LineChart {
    let version = measure.in_force();
    let axis = Axis::of(version, series, frozen.steps.iter().map(|step| step.period.as_str()));
    let held = baseline::outcome::Held::of(frozen, measure, series);
    let sentence = baseline::view::sentence(say, version, &held);
    let mut chart =
        LineChart::new(format!("baseline-{}-chart", frozen.number), &measure.name, version.chart_unit())
            .description(sentence)
            .periods(say.t("value-period"))
            .caption(html! { (say.t("baseline-picture")) });
    for (at, period) in axis.periods.iter().enumerate() {
        let outcome = held.outcomes.iter().find(|outcome| outcome.step.period == *period);
        let standing = outcome.and_then(|outcome| outcome.turn);
        let standing = standing.map_or(Standing::Plain, |turn| baseline::outcome::standing_of(turn.against));
        let label = series.values.get(at).map_or(period.as_str(), |value| &value.label);
        chart = chart.point(label, series.drawn.get(at).copied().flatten(), standing);
    }
    match baseline::view::fan(measure, frozen, |period| axis.place(period)) {
        Some(fan) => chart.fan(fan),
        None => chart,
    }
}

/// One place or group: its values and what is usual for it.
pub(crate) fn of_place(say: &Say, measure: &Measure, name: &str, series: &Series) -> LineChart {
    let version = measure.in_force();
    let axis = Axis::of(version, series, std::iter::empty());
    let coverage = series.headline().map(|(_, value, _)| say.with("value-coverage", &view::coverage(value)));
    let caption = coverage.map(|coverage| say.with("place-caption", &[("coverage", coverage.into())]));
    let chart = plain(say, measure, series, &axis).titled(name).caption(html! {
        @if let Some(caption) = caption { (caption) }
        @if series.on_trial() {
            @let points = series.chart.phases.last().map_or(0, |phase| phase.len);
            " " (say.with("measure-caption-provisional", &[("count", points.into())]))
        }
    });
    usual(series, Reading::Limits, axis.periods.len()).into_iter().fold(chart, LineChart::usual)
}

/// The values, each as the chart reads it.
fn plain(say: &Say, measure: &Measure, series: &Series, axis: &Axis) -> LineChart {
    let chart =
        LineChart::new(format!("measure-{}", measure.number), &measure.name, measure.in_force().chart_unit());
    let chart = chart.periods(say.t("value-period"));
    axis.periods.iter().enumerate().fold(chart, |chart, (at, period)| match series.values.get(at) {
        Some(value) if value.hidden => chart.hidden(&value.label),
        Some(value) => chart.point(&value.label, series.drawn[at], series.standing(at)),
        None => chart.point(period, None, Standing::Missing),
    })
}

/// What is usual in each phase; that of the last holds for what comes as well.
fn usual(series: &Series, reading: Reading, periods: usize) -> Vec<Usual> {
    let phases = &series.chart.phases;
    let end = |phase: &Phase| {
        let last = phases.last().is_some_and(|last| last.start == phase.start);
        if last { periods.saturating_sub(1) } else { series.read[phase.start + phase.len - 1] }
    };
    let limits = phases.iter().filter(|phase| phase.judged()).map(|phase| Usual {
        from: series.read[phase.start],
        to: end(phase),
        mean: phase.centre,
        limits: phase.limits.map(|limits| (limits.lower, limits.upper)),
        median: false,
    });
    let median = || {
        let run = run(series)?;
        let start = phases.last()?.start;
        Some(Usual {
            from: series.read[start],
            to: periods.saturating_sub(1),
            mean: run.median,
            limits: None,
            median: true,
        })
    };
    match reading {
        Reading::Limits => limits.collect(),
        Reading::Median => median().into_iter().collect(),
    }
}

/// The run chart of the present phase.
pub(crate) fn run(series: &Series) -> Option<RunChart> {
    RunChart::of(&series.phase().iter().map(|(_, value)| *value).collect::<Vec<_>>(), None)
}

/// What the run chart says.
pub(crate) fn run_sentence(say: &Say, run: &RunChart) -> String {
    let args: [(&str, Arg); 4] = [
        ("longest", run.longest.into()),
        ("usual", run.longest_usual.into()),
        ("crossings", run.crossings.into()),
        ("fewest", run.crossings_usual.into()),
    ];
    let key = match () {
        () if !run.judged() => "run-too-few",
        () if run.shifted() || run.crosses_too_rarely() => "run-signal",
        () => "run-none",
    };
    say.with(key, &args)
}

/// What happened: annotations, short stories of one period, new definitions, fresh limits, periods that too few
/// reported.
fn events(
    say: &Say,
    measure: &Measure,
    series: &Series,
    scene: &Scene<'_>,
    axis: &Axis,
    mut chart: LineChart,
) -> LineChart {
    let frequency = measure.in_force().frequency();
    for annotation in scene.annotations {
        let Some((first, last)) = annotation.periods(frequency) else { continue };
        // What lies outside the drawing altogether is told in the list below it.
        if let Some((from, to)) = axis.since(&first).zip(axis.until(&last)).filter(|(from, to)| from <= to) {
            chart = if from == to {
                chart.event(from, &annotation.words)
            } else {
                chart.spell(from, to, &annotation.words)
            };
        }
    }
    for story in scene.stories.iter().filter(|story| story.words.chars().count() <= EVENT) {
        if let Some(at) = axis.place(&story.period) {
            chart = chart.event(at, &story.words);
        }
    }
    for version in measure.versions_in_force().skip(1) {
        let key = format!("measure-mark-{}", version.comparability);
        let words = say.with(&key, &[("version", version.number.into())]);
        chart = match axis.place(&version.effective_from) {
            Some(at) if version.comparability == "break" => chart.border(at, words),
            Some(at) => chart.event(at, words),
            None => chart,
        };
    }
    for rebase in &measure.rebases {
        if let Some(at) = axis.since(&rebase.period) {
            chart = chart.border(at, say.t("rebase-mark"));
        }
    }
    for (at, value) in series.values.iter().enumerate() {
        if series.drawn[at].is_some() && value.partial() {
            chart = chart.event(at, say.with("measure-partial", &view::coverage(value)));
        }
    }
    chart
}

/// Where the numbers come from, what was counted, when it was last touched, and what the drawing shows.
fn caption(
    say: &Say,
    measure: &Measure,
    series: &Series,
    scene: &Scene<'_>,
    fan: Option<&Fan>,
    level: bool,
) -> Markup {
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
    let kind = version.value_kind();
    let key = match (kind.is_divided(), kind.adds_over_places()) {
        (true, _) => "measure-caption",
        (false, true) => "measure-caption-sum",
        (false, false) => "measure-caption-alone",
    };
    html! {
        (say.with(key, &args))
        @for bridge in facts::bridges(say, measure) { " " (bridge) }
        @if scene.reading == Reading::Limits && series.on_trial() {
            " " (say.with("measure-caption-provisional", &[("count", (points as i64).into())]))
        }
        @if let Some(fan) = fan {
            " " (say.t(if fan.frozen { "measure-caption-frozen" } else { "measure-caption-outlook" }))
        }
        @if let Some(course) = scene.course {
            @let aimed = version.chart_unit().words(say, course.aimed);
            @let by = [("target", Arg::from(aimed)), ("period", course.target.period.as_str().into())];
            " " (say.with(if level { "measure-caption-level" } else { "measure-caption-target" }, &by))
        }
    }
}
