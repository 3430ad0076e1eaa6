//! A random walk with drift: it goes on from the last value as it has gone on average.

use crate::distribution::student_quantile;

/// A random walk, fitted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Drift {
    /// The last value.
    pub last: f64,
    /// Change a step: from the first value to the last, divided by the steps between.
    pub slope: f64,
    /// The standard deviation of the steps about their mean.
    pub spread: f64,
    /// How many steps it was fitted to.
    pub steps: usize,
}

impl Drift {
    /// `None` for fewer than three values: one step has no spread.
    pub fn of(values: &[f64]) -> Option<Self> {
        let (&first, &last) = (values.first()?, values.last()?);
        let steps = values.len() - 1;
        if steps < 2 {
            return None;
        }
        let slope = (last - first) / steps as f64;
        let squares: f64 = values.windows(2).map(|pair| (pair[1] - pair[0] - slope).powi(2)).sum();
        Some(Self { last, slope, spread: (squares / (steps - 1) as f64).sqrt(), steps })
    }

    /// The forecast so many steps ahead, and its standard error, which allows for the drift being estimated.
    /// The error has `steps - 1` degrees of freedom.
    pub fn ahead(&self, step: usize) -> (f64, f64) {
        let k = step as f64;
        (self.last + k * self.slope, self.spread * (k * (1.0 + k / self.steps as f64)).sqrt())
    }

    /// The range in which the value so many steps ahead lies with this probability (0 to 1), by Student's t.
    pub fn range(&self, step: usize, probability: f64) -> (f64, f64) {
        let (value, error) = self.ahead(step);
        let half = student_quantile(probability, self.steps - 1) * error;
        (value - half, value + half)
    }
}
