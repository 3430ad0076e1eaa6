//! What a frozen baseline expected, against what came.

use signals::{Against, Curve, Expected, Turn, turns};
use web::look::Standing;

use super::{Baseline, Step};
use crate::measure::Measure;
use crate::value::Series;

/// One period of a baseline.
#[derive(Debug, Clone)]
pub(crate) struct Outcome<'a> {
    pub(crate) step: &'a Step,
    /// What was expected, as charts take it.
    pub(crate) expected: Expected,
    /// What came, if it is whole and can be compared.
    pub(crate) actual: Option<f64>,
    /// How far apart they are; positive is better. `None` without a value or where neither direction is better.
    pub(crate) turn: Option<Turn>,
}

/// A baseline, held against the series.
#[derive(Debug, Clone)]
pub(crate) struct Held<'a> {
    pub(crate) baseline: &'a Baseline,
    pub(crate) outcomes: Vec<Outcome<'a>>,
    /// Whether the curve turned; `None` where neither direction is better.
    pub(crate) curve: Option<Curve>,
}

/// The curve's word; its texts' keys are `curve-` and this.
pub(crate) fn word(curve: Curve) -> &'static str {
    match curve {
        Curve::NoData => "no-data",
        Curve::OnBaseline => "on-baseline",
        Curve::Turning => "turning",
        Curve::Turned => "turned",
        Curve::Slipping => "slipping",
    }
}

/// How the curve is drawn.
pub(crate) fn standing(curve: Curve) -> Standing {
    match curve {
        Curve::NoData => Standing::Missing,
        Curve::OnBaseline => Standing::Plain,
        Curve::Turning | Curve::Turned => Standing::Better,
        Curve::Slipping => Standing::Worse,
    }
}

/// How a value is drawn that lies so to what was expected.
pub(crate) fn standing_of(against: Against) -> Standing {
    match against {
        Against::Inside => Standing::Plain,
        Against::Better => Standing::Better,
        Against::Worse => Standing::Worse,
    }
}

impl<'a> Held<'a> {
    /// Values from a break in the series on cannot be held against what was expected before it.
    pub(crate) fn of(baseline: &'a Baseline, measure: &Measure, series: &Series) -> Self {
        let version = measure.in_force();
        let broken = measure.breaks().find(|period| *period > baseline.until.as_str());
        let now = |written: f64| version.charted(written) * measure.bridge_after(baseline.version);
        let comes = |step: &Step| {
            let comparable = broken.is_none_or(|broken| step.period.as_str() < broken);
            series.whole(&step.period).filter(|_| comparable)
        };
        let expected: Vec<Expected> = baseline
            .steps
            .iter()
            .map(|step| Expected { value: now(step.likely), low: now(step.low), high: now(step.high) })
            .collect();
        let actual: Vec<Option<f64>> = baseline.steps.iter().map(comes).collect();
        let turned = turns(&expected, &actual, version.better());
        let turn = |at: usize| turned.as_ref()?.iter().find(|turn| turn.period == at).copied();
        let outcomes = baseline.steps.iter().enumerate().map(|(at, step)| Outcome {
            step,
            expected: expected[at],
            actual: actual[at],
            turn: turn(at),
        });
        Self { baseline, outcomes: outcomes.collect(), curve: turned.as_deref().map(Curve::of) }
    }

    /// The latest period with a value.
    pub(crate) fn latest(&self) -> Option<&Outcome<'a>> {
        self.outcomes.iter().rfind(|outcome| outcome.actual.is_some())
    }
}
