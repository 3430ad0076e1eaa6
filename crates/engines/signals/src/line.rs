//! The least-squares line, with its prediction interval.
//!
//! It is here to check against and to compare with. It is not what is drawn: on real series its "80 %"
//! interval held little more than half of what came; see [`crate::forecast`].

use crate::distribution::{student_quantile, student_two_sided};

/// A line through evenly spaced values, the first at 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line {
    /// Its value at 0.
    pub intercept: f64,
    /// Change a step.
    pub slope: f64,
    /// The share of the variance that it explains; `None` for a constant series.
    pub r_squared: Option<f64>,
    /// The standard deviation of what it leaves, with `n - 2` degrees of freedom.
    pub residual: f64,
    points: usize,
    /// The sum of squares of the places about their middle.
    spread: f64,
}

impl Line {
    /// Fits the line. `None` for fewer than three values.
    ///
    /// ```
    /// let line = signals::Line::of(&[44.0, 45.0, 45.5, 46.5, 47.0]).unwrap();
    /// let (next, low, high) = line.predict(5.0, 0.8);
    /// assert_eq!(format!("{:.2} {next:.2} {low:.3} {high:.3}", line.slope), "0.75 47.85 47.475 48.225");
    /// ```
    pub fn of(values: &[f64]) -> Option<Self> {
        if values.len() < 3 {
            return None;
        }
        let n = values.len() as f64;
        let middle = (n - 1.0) / 2.0;
        let mean = crate::chart::mean(values)?;
        let places = || (0_u32..).map(|place| f64::from(place) - middle);
        let spread: f64 = places().take(values.len()).map(|x| x * x).sum();
        let slope = places().zip(values).map(|(x, y)| x * (y - mean)).sum::<f64>() / spread;
        let left: f64 = places().zip(values).map(|(x, y)| (y - mean - slope * x).powi(2)).sum();
        let total: f64 = values.iter().map(|y| (y - mean).powi(2)).sum();
        Some(Self {
            intercept: mean - slope * middle,
            slope,
            r_squared: (total > 0.0).then(|| 1.0 - left / total),
            residual: (left / (n - 2.0)).sqrt(),
            points: values.len(),
            spread,
        })
    }

    /// The standard error of the slope.
    pub fn slope_error(&self) -> f64 {
        self.residual / self.spread.sqrt()
    }

    /// How likely chance alone gives a slope at least as steep; `None` for a constant series.
    pub fn slope_p(&self) -> Option<f64> {
        // Where the line leaves nothing over, t is infinite and its probability zero.
        self.r_squared.map(|_| student_two_sided(self.slope / self.slope_error(), self.points - 2))
    }

    /// The value at place `x`, and the ends of the interval in which a new value lies with this probability
    /// (0 to 1).
    pub fn predict(&self, x: f64, probability: f64) -> (f64, f64, f64) {
        let n = self.points as f64;
        let away = x - (n - 1.0) / 2.0;
        let error = self.residual * (1.0 + 1.0 / n + away * away / self.spread).sqrt();
        let half = student_quantile(probability, self.points - 2) * error;
        let value = self.intercept + self.slope * x;
        (value, value - half, value + half)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worked_example() {
        let line = Line::of(&[44.0, 45.0, 45.5, 46.5, 47.0]).unwrap();
        let drawn: Vec<String> = [5.0, 6.0, 7.0]
            .map(|x| line.predict(x, 0.8))
            .map(|(value, low, high)| format!("{value:.2} ({low:.3}-{high:.3})"))
            .to_vec();
        assert_eq!(drawn, ["47.85 (47.475-48.225)", "48.60 (48.167-49.033)", "49.35 (48.852-49.848)"]);
    }

    #[test]
    fn a_constant_series_has_a_flat_line() {
        let line = Line::of(&[3.0; 6]).unwrap();
        assert_eq!((line.slope, line.r_squared, line.slope_p()), (0.0, None, None));
        assert_eq!(line.predict(9.0, 0.95), (3.0, 3.0, 3.0));
        assert_eq!(Line::of(&[3.0, 4.0]), None);
    }
}
