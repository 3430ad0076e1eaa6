//! The slope of Theil (1950) and Sen (1968): the median of the slopes between all pairs.

use super::median;
use crate::distribution::NORMAL_95;

/// A line through a series that outliers do not move.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TheilSen {
    /// Change a step.
    pub slope: f64,
    /// The line at the first value.
    pub intercept: f64,
    /// The 95 % interval of the slope, by ranks as Sen gives it; wider than all slopes it cannot be.
    pub low95: f64,
    /// Its upper end.
    pub high95: f64,
}

impl TheilSen {
    /// `None` for fewer than two values.
    pub fn of(values: &[f64]) -> Option<Self> {
        let mut slopes = slopes(values);
        let slope = median(&mut slopes)?;
        let middle = (values.len() - 1) as f64 / 2.0;
        let intercept = median(&mut values.to_vec())? - slope * middle;

        // Half of the slopes, more or fewer by as many as the score of Mann and Kendall may differ by chance.
        let spread = NORMAL_95 * deviation_of_score(values);
        let place = |shift: f64| f64::midpoint(slopes.len() as f64, shift).round_ties_even();
        let last = slopes.len() - 1;
        let (low, high) = (place(-spread).max(1.0) as usize - 1, (place(spread) as usize).min(last));
        let mut at = |place: usize| *slopes.select_nth_unstable_by(place, f64::total_cmp).1;
        Some(Self { slope, intercept, low95: at(low), high95: at(high) })
    }
}

/// The median slope between values of the same season, as change a cycle of `season` steps. `None` if no
/// season has two values.
pub fn seasonal_slope(values: &[f64], season: usize) -> Option<f64> {
    let of = |first| slopes(&values.iter().skip(first).step_by(season).copied().collect::<Vec<_>>());
    median(&mut (0..season).flat_map(of).collect::<Vec<_>>())
}

fn slopes(values: &[f64]) -> Vec<f64> {
    let mut slopes = Vec::with_capacity(values.len() * values.len().saturating_sub(1) / 2);
    for (at, earlier) in values.iter().enumerate() {
        let later = values[at + 1..].iter().zip(1_u32..);
        slopes.extend(later.map(|(later, steps)| (later - earlier) / f64::from(steps)));
    }
    slopes
}

fn deviation_of_score(values: &[f64]) -> f64 {
    super::MannKendall::of(values).map_or(0.0, |test| test.variance.sqrt())
}
