//! Signal or noise: the `XmR` chart as the NHS programme *Making Data Count* reads it.
//!
//! Limits come from the mean moving range; four rules find special causes. The reading agrees with the R package
//! `NHSRplotthedots` 0.2.2, which `fixtures/` holds series for. Limits are not clamped at zero or one hundred per cent:
//! whoever draws them may.

mod rebase;
pub mod rules;
mod words;

pub use rebase::{Shift, far_enough};
use rules::Flags;

/// Natural process limits lie this many mean moving ranges from the mean: 3 / d2, d2 = 1.128 for pairs.
const LIMIT: f64 = 2.66;

/// A moving range above this many mean moving ranges is beyond its own limit (D4 for pairs) and is left out once.
const RANGE_LIMIT: f64 = 3.267;

/// Fewer points than this in a phase give no verdict: show a line, no limits.
pub(crate) const FEWEST: usize = 6;

/// Fewer points than this in a phase give trial limits, to be read with care.
pub(crate) const TRIAL: usize = 13;

/// Which way a measure is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Better {
    /// Larger is better.
    Up,
    /// Smaller is better.
    Down,
    /// Neither: the value should stay where it is.
    Band,
}

/// How a series is to be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// Which way is better.
    pub better: Better,
    /// Indices at which people decided that a new phase begins: limits start afresh, no run crosses. Order and
    /// repetition do not matter; what lies outside the series is left aside.
    pub phases: Vec<usize>,
    /// Take limits from the first so many points of each phase only.
    pub fixed: Option<usize>,
    /// Leave out moving ranges beyond their own limit, once. The spreadsheet tool of the programme does not.
    pub screened: bool,
}

impl Reading {
    /// One phase, limits from all its points, outlying ranges left out.
    pub fn new(better: Better) -> Self {
        Self { better, phases: Vec::new(), fixed: None, screened: true }
    }
}

/// Above or below the mean, rising or falling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Above, or rising.
    High,
    /// Below, or falling.
    Low,
}

/// Why a point is what it is; the first rule that applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// What the series does anyway.
    Common,
    /// Beyond a limit.
    Outside(Side),
    /// One of seven points in a row that rise or fall.
    Trend(Side),
    /// One of two in three points close to the same limit.
    TwoInThree(Side),
    /// One of seven points in a row on one side of the mean.
    Shift(Side),
}

/// What a point, or the latest point of a series, says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Variation {
    /// No signal.
    Common,
    /// A signal in the better direction.
    Improving(Side),
    /// A signal in the worse direction.
    Concerning(Side),
    /// A signal, where neither direction is better.
    Unusual(Side),
}

/// Will the process meet a target as it is?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Assurance {
    /// The target lies beyond the limits, on the good side.
    Meets,
    /// The target lies beyond the limits, out of reach.
    Misses,
    /// The target lies within the limits: now met, now missed.
    Unsettled,
}

/// How far the points of a phase go from its mean when nothing changes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// Lower process limit.
    pub lower: f64,
    /// Upper process limit.
    pub upper: f64,
}

/// A stretch of a series with limits of its own.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Phase {
    /// Index of its first point.
    pub start: usize,
    /// How many points it has.
    pub len: usize,
    /// The mean.
    pub centre: f64,
    /// `None` where there is no spread to take them from: in a phase of one point, and, if moving ranges are screened, in
    /// one that never changes.
    pub limits: Option<Limits>,
}

impl Phase {
    /// The phase of these values, which begin at `start`; its mean and limits come from the first `fixed`.
    fn of(values: &[f64], start: usize, fixed: usize, screened: bool) -> Option<Self> {
        let measured = &values[..fixed.min(values.len())];
        let centre = mean(measured)?;
        let range = moving_range(measured, screened);
        let limits =
            range.map(|range| Limits { lower: centre - LIMIT * range, upper: centre + LIMIT * range });
        Some(Self { start, len: values.len(), centre, limits })
    }

    fn side(&self, value: f64) -> Option<Side> {
        side(value - self.centre)
    }

    fn outside(&self, value: f64) -> bool {
        self.limits.is_some_and(|limits| value > limits.upper || value < limits.lower)
    }

    /// Within the limits, but beyond two thirds of the way to them.
    fn close(&self, value: f64) -> bool {
        let Some(limits) = self.limits else { return false };
        let near = (limits.upper - self.centre) * 2.0 / 3.0;
        !self.outside(value) && (value > self.centre + near || value < self.centre - near)
    }

    /// At least six points: there is a verdict, and limits are worth drawing.
    pub fn judged(&self) -> bool {
        self.len >= FEWEST
    }

    /// Fewer than thirteen points: the limits are trial limits and will move.
    pub fn provisional(&self) -> bool {
        self.len < TRIAL
    }

    /// Whether trial limits stand: what has never changed has none.
    pub fn on_trial(&self) -> bool {
        self.limits.is_some() && self.provisional()
    }
}

/// A point of the series, read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// Its value.
    pub value: f64,
    /// Index of its phase.
    pub phase: usize,
    /// The rule that marks it.
    pub cause: Cause,
    /// What that means, given which way is better.
    pub variation: Variation,
}

/// A series, read.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// Which way is better.
    pub better: Better,
    /// The stretches with limits of their own, in order.
    pub phases: Vec<Phase>,
    /// The points, in order.
    pub points: Vec<Point>,
}

impl Chart {
    /// The limits in force: those of the last phase. `None` if it has none.
    pub fn limits(&self) -> Option<Limits> {
        self.phases.last()?.limits
    }

    /// What the latest point says, which is what the series says now; `None` if the phase has fewer than six points.
    pub fn variation(&self) -> Option<Variation> {
        let enough = self.phases.last().is_some_and(|phase| phase.len >= FEWEST);
        self.points.last().filter(|_| enough).map(|point| point.variation)
    }

    /// Whether the process, as it is, meets a target; `None` without points or where neither direction is better.
    /// A target on a limit is unsettled, and so is every target while there are no limits.
    pub fn assurance(&self, target: f64) -> Option<Assurance> {
        let limits = self.phases.last()?.limits;
        let (above, below) = match self.better {
            Better::Up => (Assurance::Misses, Assurance::Meets),
            Better::Down => (Assurance::Meets, Assurance::Misses),
            Better::Band => return None,
        };
        Some(match limits {
            Some(limits) if target > limits.upper => above,
            Some(limits) if target < limits.lower => below,
            _ => Assurance::Unsettled,
        })
    }
}

/// Reads a series: values in order of time, evenly spaced, without gaps.
///
/// ```
/// use signals::{Better, Reading, Side, Variation, chart};
///
/// let weekly = [8.0, 9.0, 8.0, 10.0, 9.0, 8.0, 9.0, 10.0, 8.0, 9.0, 10.0, 8.0, 9.0, 16.0];
/// let chart = chart(&weekly, &Reading::new(Better::Down));
/// assert_eq!(chart.variation(), Some(Variation::Concerning(Side::High)));
/// ```
pub fn chart(values: &[f64], reading: &Reading) -> Chart {
    let mut starts: Vec<usize> = reading.phases.iter().copied().filter(|at| *at < values.len()).collect();
    if !values.is_empty() {
        starts.push(0);
    }
    starts.sort_unstable();
    starts.dedup();

    let ends = starts.iter().skip(1).copied().chain([values.len()]);
    let mut chart = Chart { better: reading.better, phases: Vec::new(), points: Vec::new() };
    for (index, (&start, end)) in starts.iter().zip(ends).enumerate() {
        let values = &values[start..end];
        let fixed = reading.fixed.unwrap_or(values.len()).max(1);
        let Some(phase) = Phase::of(values, start, fixed, reading.screened) else { continue };
        let flags = Flags::of(values, &phase);
        chart.phases.push(phase);
        chart.points.extend(values.iter().enumerate().map(|(at, &value)| {
            let cause = flags.cause(at);
            Point { value, phase: index, cause, variation: variation(cause, reading.better) }
        }));
    }
    chart
}

fn variation(cause: Cause, better: Better) -> Variation {
    let side = match cause {
        Cause::Common => return Variation::Common,
        Cause::Outside(side) | Cause::Trend(side) | Cause::TwoInThree(side) | Cause::Shift(side) => side,
    };
    match (better, side) {
        (Better::Band, _) => Variation::Unusual(side),
        (Better::Up, Side::High) | (Better::Down, Side::Low) => Variation::Improving(side),
        (Better::Up, Side::Low) | (Better::Down, Side::High) => Variation::Concerning(side),
    }
}

fn side(difference: f64) -> Option<Side> {
    match difference {
        d if d > 0.0 => Some(Side::High),
        d if d < 0.0 => Some(Side::Low),
        _ => None,
    }
}

/// The mean moving range. `None` for fewer than two values, and if screening leaves none: where nothing ever changes, no
/// range is below a multiple of their mean.
fn moving_range(values: &[f64], screened: bool) -> Option<f64> {
    let ranges: Vec<f64> = values.windows(2).map(|pair| (pair[1] - pair[0]).abs()).collect();
    let range = mean(&ranges)?;
    if !screened {
        return Some(range);
    }
    mean(&ranges.into_iter().filter(|r| *r < RANGE_LIMIT * range).collect::<Vec<_>>())
}

/// The mean in two passes: the second takes away what rounding left in the first, so that the mean of equal values is
/// that value.
pub(crate) fn mean(values: &[f64]) -> Option<f64> {
    if values.is_empty() {
        return None;
    }
    let n = values.len() as f64;
    let first = values.iter().sum::<f64>() / n;
    Some(first + values.iter().map(|value| value - first).sum::<f64>() / n)
}

#[cfg(test)]
mod tests;
