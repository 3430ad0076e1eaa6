//! What comes if nothing changes: the engine's forecast of the present phase of a series.

use signals::forecast::FEWEST;
use signals::{Scale, forecast};

use super::Baseline;
use crate::measure::{Measure, MeasureVersion};
use crate::value::Series;

/// One period ahead, as charts take values.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Ahead {
    pub(crate) period: String,
    /// The ends of the range that holds it with 80 %.
    pub(crate) low: f64,
    pub(crate) likely: f64,
    pub(crate) high: f64,
}

/// A forecast with its periods.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Outlook {
    pub(crate) method: &'static str,
    /// The first period it is made from.
    pub(crate) since: String,
    /// The last, and its value.
    pub(crate) until: String,
    pub(crate) last: f64,
    /// The place of the last in the series.
    pub(crate) at: usize,
    /// From how many values.
    pub(crate) points: usize,
    pub(crate) ahead: Vec<Ahead>,
}

/// Why there is none: so many values in a row can be read, and so many are needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TooFew {
    pub(crate) have: usize,
    pub(crate) need: usize,
}

impl Outlook {
    /// Of the latest values that follow each other without a gap; never across fresh limits or a break.
    pub(crate) fn of(measure: &Measure, series: &Series) -> Result<Self, TooFew> {
        let version = measure.in_force();
        let stretch = stretch(version, series);
        let values: Vec<f64> = stretch.iter().map(|(_, value)| *value).collect();
        let few = TooFew { have: values.len(), need: FEWEST };
        let made = forecast(&values, scale(version, &values), version.frequency().tempo()).ok_or(few)?;
        let period = |place: usize| series.values[place].period.clone();
        let ((first, _), (at, last)) =
            stretch.first().zip(stretch.last()).map(|(a, b)| (*a, *b)).ok_or(few)?;
        let until = period(at);
        let ahead = version.frequency().following(&until).zip(&made.ahead).map(|(period, step)| Ahead {
            period,
            low: step.low80,
            likely: step.value,
            high: step.high80,
        });
        Ok(Self {
            method: made.method.as_str(),
            since: period(first),
            ahead: ahead.collect(),
            until,
            last,
            at,
            points: values.len(),
        })
    }

    /// Whether a frozen baseline says just this.
    pub(super) fn says(&self, version: &MeasureVersion, baseline: &Baseline) -> bool {
        let same = |charted: f64, written: f64| {
            let made = version.written(charted);
            (made - written).abs() <= 1e-9 * made.abs().max(written.abs())
        };
        self.method == baseline.method
            && self.since == baseline.since
            && same(self.last, baseline.last_value)
            && self.ahead.len() == baseline.steps.len()
            && self.ahead.iter().zip(&baseline.steps).all(|(ahead, step)| {
                ahead.period == step.period
                    && same(ahead.low, step.low)
                    && same(ahead.likely, step.likely)
                    && same(ahead.high, step.high)
            })
    }
}

/// The latest values of the present phase that follow each other period by period.
fn stretch(version: &MeasureVersion, series: &Series) -> Vec<(usize, f64)> {
    let phase = series.phase();
    let frequency = version.frequency();
    let period = |place: usize| series.values[place].period.as_str();
    let gap =
        phase.windows(2).rposition(|pair| frequency.steps(period(pair[0].0), period(pair[1].0)) != Some(1));
    phase[gap.map_or(0, |gap| gap + 1)..].to_vec()
}

fn scale(version: &MeasureVersion, values: &[f64]) -> Scale {
    match () {
        () if version.is_share() => Scale::Share(1.0),
        () if values.iter().all(|value| *value >= 0.0) => Scale::Positive,
        () => Scale::Free,
    }
}
