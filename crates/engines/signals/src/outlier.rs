//! Does one value lie far from those it belongs with? A reason to ask, never a verdict.

use crate::trend::median;

/// How far is far, for both scores: what DHIS2 asks at by default.
pub const FAR: f64 = 3.0;
/// Fewer values than this say nothing of what is usual.
const FEWEST: usize = 5;
/// Scales the median deviation to a standard deviation, where values fall as a normal distribution does.
const NORMAL: f64 = 0.6745;

/// How far a value lies from others.
///
/// - z: `(x - mean) / sd`, with the standard deviation of a sample (n - 1).
/// - modified z: `0.6745 (x - median) / MAD`, with the median of the absolute deviations from the median (Iglewicz and
///   Hoaglin, *How to Detect and Handle Outliers*, 1993). One wild value among those before widens a standard deviation
///   and hides the next; a median it leaves alone.
///
/// A score is `None` where its spread is zero and the value is away from the middle: it has no size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Outlier {
    /// The mean of the others.
    pub mean: f64,
    /// Their median.
    pub median: f64,
    /// Standard deviations away from the mean.
    pub z: Option<f64>,
    /// The same by median and median deviation.
    pub modified: Option<f64>,
}

impl Outlier {
    /// Where `value` lies among `others`. `None` if there are fewer than five of them, or one is no number.
    ///
    /// ```
    /// let years = [11.2, 11.9, 10.8, 11.4, 11.6];
    /// assert!(!signals::Outlier::of(11.0, &years).unwrap().far(signals::outlier::FAR));
    /// assert!(signals::Outlier::of(41.0, &years).unwrap().far(signals::outlier::FAR));
    /// ```
    pub fn of(value: f64, others: &[f64]) -> Option<Self> {
        let known = value.is_finite() && others.iter().all(|other| other.is_finite());
        if others.len() < FEWEST || !known {
            return None;
        }
        let count = others.len() as f64;
        let mean = others.iter().sum::<f64>() / count;
        let squares: f64 = others.iter().map(|other| (other - mean).powi(2)).sum();
        let middle = median(&mut others.to_vec())?;
        let mut away: Vec<f64> = others.iter().map(|other| (other - middle).abs()).collect();
        Some(Self {
            mean,
            median: middle,
            z: score(value - mean, (squares / (count - 1.0)).sqrt()),
            modified: score(NORMAL * (value - middle), median(&mut away)?),
        })
    }

    /// Whether a score that has a size is above the threshold on either side; where neither has one, the others are all
    /// equal and this value is not.
    pub fn far(&self, threshold: f64) -> bool {
        let far = |score: Option<f64>| score.is_some_and(|score| score.abs() > threshold);
        far(self.z) || far(self.modified) || self.z.is_none() && self.modified.is_none()
    }
}

fn score(away: f64, spread: f64) -> Option<f64> {
    if away == 0.0 { Some(0.0) } else { Some(away / spread).filter(|score| score.is_finite()) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Two wild values among ten widen the standard deviation so that neither is seen by it; the medians see both.
    #[test]
    fn masking_is_seen_through_by_medians() {
        let values = [2.1, 2.6, 2.4, 2.5, 2.3, 2.1, 2.3, 2.6, 8.2, 8.3];
        let at = |value| Outlier::of(value, &values).unwrap();
        let close = |score: Option<f64>, expected: f64| assert!((score.unwrap() - expected).abs() < 5e-3);
        assert_eq!((at(8.2).mean, at(8.2).median), (3.54, 2.45));
        close(at(8.2).modified, 25.855);
        close(at(8.3).modified, 26.305);
        close(at(2.1).modified, -1.574);
        // scipy.stats.zscore(values, ddof=1)
        close(at(8.2).z, 1.8724);
        close(at(2.1).z, -0.5786);
        assert!(at(8.2).far(FAR) && !at(2.1).far(FAR));
    }

    /// The same by hand: mean 50, sd sqrt(250/4), median 50, MAD 5.
    #[test]
    fn the_two_formulas() {
        let others = [40.0, 45.0, 50.0, 55.0, 60.0];
        let found = Outlier::of(80.0, &others).unwrap();
        assert!((found.z.unwrap() - 30.0 / 62.5_f64.sqrt()).abs() < 1e-12);
        assert!((found.modified.unwrap() - 0.6745 * 30.0 / 5.0).abs() < 1e-12);
        assert!(found.far(FAR));
        assert!(!Outlier::of(65.0, &others).unwrap().far(FAR), "1.90 and 2.02");
        let most_equal = [50.0, 50.0, 50.0, 50.0, 60.0];
        let found = Outlier::of(60.0, &most_equal).unwrap();
        assert_eq!(
            (found.modified, found.far(FAR)),
            (None, false),
            "without a median deviation z alone decides"
        );
    }

    #[test]
    fn what_cannot_be_judged_is_not() {
        assert_eq!(Outlier::of(9.0, &[1.0, 1.0, 1.0, 1.0]), None, "four are too few");
        assert_eq!(Outlier::of(f64::NAN, &[1.0; 6]), None);
        assert_eq!(Outlier::of(1.0, &[1.0, 1.0, 1.0, 1.0, f64::INFINITY]), None);
        let same = Outlier::of(1.0, &[1.0; 6]).unwrap();
        assert_eq!((same.z, same.modified, same.far(FAR)), (Some(0.0), Some(0.0), false));
        let other = Outlier::of(1.1, &[1.0; 6]).unwrap();
        assert_eq!((other.z, other.modified, other.far(FAR)), (None, None, true));
    }

    proptest! {
        #[test]
        fn neither_order_nor_unit_matters(mut others in prop::collection::vec(-1e6..1e6_f64, 5..40), value in -1e6..1e6_f64) {
            let one = Outlier::of(value, &others).unwrap();
            let scaled: Vec<f64> = others.iter().map(|other| other * 4.0).collect();
            others.reverse();
            let other = Outlier::of(value, &others).unwrap();
            prop_assert!((one.z.unwrap_or(0.0) - other.z.unwrap_or(0.0)).abs() < 1e-6);
            prop_assert_eq!(one.modified, other.modified);
            let times = Outlier::of(value * 4.0, &scaled).unwrap();
            prop_assert!((one.z.unwrap_or(0.0) - times.z.unwrap_or(0.0)).abs() < 1e-6);
        }
    }
}
