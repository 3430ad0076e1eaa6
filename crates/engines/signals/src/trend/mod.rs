//! Does a series rise or fall, and how fast? Neither test assumes a straight line or a normal distribution.
//!
//! Values are in order of time and evenly spaced; the time unit of every slope is one step. All tests compare
//! every pair of values, so that time grows with the square of the length.

mod autocorrelation;
mod kendall;
mod sen;

pub use kendall::MannKendall;
pub use sen::{TheilSen, seasonal_slope};

use crate::Side;

/// Fewer points than this are too few for a word.
const FEWEST: usize = 8;

/// The probability below which a trend is not put down to chance.
const LEVEL: f64 = 0.05;

/// A trend in a word, for people who do not read p-values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// Chance alone would rarely let it rise so.
    Rising,
    /// Chance alone would rarely let it fall so.
    Falling,
    /// It may be chance.
    Unclear,
    /// Fewer than eight points.
    TooEarly,
}

impl Word {
    /// `rising`, `falling`, `no clear trend`, `too early to say`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Rising => "rising",
            Self::Falling => "falling",
            Self::Unclear => "no clear trend",
            Self::TooEarly => "too early to say",
        }
    }
}

/// The trend of a series.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trend {
    /// How many points were read.
    pub points: usize,
    /// Whether there is one.
    pub test: MannKendall,
    /// The same, where neighbours resemble each other: a more careful answer.
    pub autocorrelated: MannKendall,
    /// How steep it is.
    pub slope: TheilSen,
}

impl Trend {
    /// `None` for fewer than two values.
    ///
    /// ```
    /// let rates = [9.6, 9.3, 9.0, 8.1, 7.4, 6.2, 5.3, 4.9, 4.4, 3.9];
    /// let trend = signals::Trend::of(&rates).unwrap();
    /// assert_eq!(trend.word().as_str(), "falling");
    /// ```
    pub fn of(values: &[f64]) -> Option<Self> {
        let slope = TheilSen::of(values)?;
        let test = MannKendall::of(values)?;
        let autocorrelated = autocorrelation::corrected(values, test, slope.slope);
        Some(Self { points: values.len(), test, autocorrelated, slope })
    }

    /// In a word, by the plain test.
    pub fn word(&self) -> Word {
        match self.test.direction() {
            _ if self.points < FEWEST => Word::TooEarly,
            Some(Side::High) => Word::Rising,
            Some(Side::Low) => Word::Falling,
            None => Word::Unclear,
        }
    }
}

/// The median; reorders the values. `None` if there are none.
pub(crate) fn median(values: &mut [f64]) -> Option<f64> {
    let middle = values.len() / 2;
    if values.is_empty() {
        return None;
    }
    let even = values.len().is_multiple_of(2);
    let (below, &mut upper, _) = values.select_nth_unstable_by(middle, f64::total_cmp);
    if !even {
        return Some(upper);
    }
    let lower = below.iter().copied().max_by(f64::total_cmp)?;
    Some(f64::midpoint(lower, upper))
}

#[cfg(test)]
mod tests;
