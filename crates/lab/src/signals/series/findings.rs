//! What `lab signals` computes.

use signals::forecast::{Ahead, Forecast};
use signals::{
    Assurance, Chart, Curve, Expected, Reading, RunChart, Scale, Series, Trend, Turn, chart, forecast, turns,
};

/// All that is computed.
pub(super) struct Findings {
    pub(super) chart: Chart,
    pub(super) assurance: Option<Assurance>,
    pub(super) run: Option<RunChart>,
    pub(super) trend: Option<Trend>,
    pub(super) forecast: Option<Forecast>,
    pub(super) baseline: Option<Baseline>,
}

impl Findings {
    pub(super) fn of(
        series: &Series,
        reading: &Reading,
        scale: Scale,
        target: Option<f64>,
        frozen: Option<usize>,
    ) -> Self {
        let chart = chart(&series.values, reading);
        let last = chart.phases.last().map_or(&[][..], |phase| &series.values[phase.start..]);
        Self {
            assurance: target.and_then(|target| chart.assurance(target)),
            run: RunChart::of(last, None),
            trend: Trend::of(last),
            forecast: forecast(last, scale, series.tempo()),
            baseline: frozen.map(|frozen| Baseline::of(series, &chart, frozen, scale)),
            chart,
        }
    }

    /// The steps ahead with their dates, if the series has a step.
    pub(super) fn steps(&self, series: &Series) -> impl Iterator<Item = (Option<String>, Ahead)> {
        let ahead = self.forecast.iter().flat_map(|forecast| &forecast.ahead);
        ahead.zip(1..).map(|(ahead, step)| (series.ahead(step).map(|period| period.to_string()), *ahead))
    }
}

/// A forecast that was frozen, and what came since.
pub(super) struct Baseline {
    /// The place of the last value before the freeze.
    pub(super) frozen: usize,
    pub(super) method: Option<&'static str>,
    pub(super) expected: Vec<Expected>,
    /// For each step of the forecast, the place of the value that came; `None` where none did.
    pub(super) came: Vec<Option<usize>>,
    /// `None` where neither direction is better.
    pub(super) turns: Option<Vec<Turn>>,
}

impl Baseline {
    fn of(series: &Series, chart: &Chart, frozen: usize, scale: Scale) -> Self {
        // What was known then: the phase that the last value before the freeze belongs to.
        let start = chart.phases[chart.points[frozen].phase].start;
        let forecast = forecast(&series.values[start..=frozen], scale, series.tempo());
        let ahead = forecast.iter().flat_map(|forecast| &forecast.ahead);
        let expected: Vec<Expected> =
            ahead.map(|step| Expected { value: step.value, low: step.low80, high: step.high80 }).collect();
        let later = frozen + 1..series.values.len();
        let after = |step: usize| later.clone().find(|place| series.steps(frozen, *place) == step);
        let came: Vec<Option<usize>> = (1..=expected.len()).map(after).collect();
        let actual: Vec<Option<f64>> = came.iter().map(|place| place.map(|at| series.values[at])).collect();
        let turns = turns(&expected, &actual, chart.better);
        let method = forecast.map(|forecast| forecast.method.as_str());
        Self { frozen, method, expected, came, turns }
    }

    /// Each value that came and was expected, with its place.
    pub(super) fn points(&self) -> impl Iterator<Item = (usize, Expected, Turn)> {
        let turns = self.turns.iter().flatten();
        turns.filter_map(|turn| Some((self.came[turn.period]?, self.expected[turn.period], *turn)))
    }

    /// In a word; `None` without a baseline or where neither direction is better.
    pub(super) fn state(&self) -> Option<&'static str> {
        self.method?;
        self.turns.as_deref().map(|turns| Curve::of(turns).as_str())
    }
}
