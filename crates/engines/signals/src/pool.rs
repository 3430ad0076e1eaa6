//! Many partners' parts as one rate.

use std::fmt;

/// The sum of parts: how many, out of how many.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pooled {
    /// Sum of the numerators.
    pub numerator: f64,
    /// Sum of the denominators.
    pub denominator: f64,
}

/// Adds parts `(numerator, denominator)`. `None` if there are none, or if one of them is not a finite number: what
/// cannot be added is not guessed.
///
/// The order and grouping of parts do not matter as long as the sums are exact, which whole numbers below 2^53 are.
///
/// ```
/// let both = signals::pool([(180.0, 300.0), (40.0, 50.0)]).unwrap();
/// assert_eq!(format!("{:.2}", both.rate(100.0).unwrap()), "62.86"); // the mean of 60 % and 80 % would say 70
/// ```
pub fn pool(parts: impl IntoIterator<Item = (f64, f64)>) -> Option<Pooled> {
    let add = |sum: Pooled, part: Pooled| sum.and(part);
    let pooled =
        parts.into_iter().map(|(numerator, denominator)| Pooled { numerator, denominator }).reduce(add)?;
    (pooled.numerator.is_finite() && pooled.denominator.is_finite()).then_some(pooled)
}

impl Pooled {
    /// Two pools as one.
    pub fn and(self, other: Self) -> Self {
        Self {
            numerator: self.numerator + other.numerator,
            denominator: self.denominator + other.denominator,
        }
    }

    /// The rate for `factor` units of the denominator: 100 for a percentage, 1 000 for a rate per thousand, 1 for a
    /// ratio. `None` for a denominator of zero: a rate of nothing is not zero.
    pub fn rate(self, factor: f64) -> Option<f64> {
        (self.denominator != 0.0).then(|| self.numerator / self.denominator * factor)
    }
}

/// How many of those who should have reported did. Belongs beside every pooled number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coverage {
    /// Those whose parts are in the pool.
    pub reported: usize,
    /// Those who owe a part.
    pub expected: usize,
}

impl Coverage {
    /// The share from which a pooled number may speak for the whole, unless a measure says otherwise.
    pub const FLOOR: f64 = 0.8;

    /// The share that reported, from 0 to 1; `None` if nobody was expected to.
    pub fn share(self) -> Option<f64> {
        (self.expected > 0).then(|| self.reported as f64 / self.expected as f64)
    }

    /// Whether too few reported to speak for the whole: fewer than this share, or nobody was expected to.
    pub fn partial(self, floor: f64) -> bool {
        self.share().is_none_or(|share| share < floor)
    }

    /// Whether everybody reported.
    pub fn complete(self) -> bool {
        self.reported >= self.expected
    }
}

impl fmt::Display for Coverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {}", self.reported, self.expected)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn nothing_pools_to_nothing() {
        assert_eq!(pool([]), None);
        assert_eq!(pool([(1.0, 2.0), (f64::NAN, 3.0)]), None);
        assert_eq!(pool([(0.0, 0.0)]).unwrap().rate(100.0), None);
        assert_eq!(pool([(0.0, 5.0)]).unwrap().rate(100.0), Some(0.0));
    }

    #[test]
    fn coverage_counts_who_reported() {
        let coverage = Coverage { reported: 9, expected: 12 };
        assert_eq!((coverage.to_string().as_str(), coverage.share()), ("9 of 12", Some(0.75)));
        assert!(!coverage.complete() && coverage.partial(Coverage::FLOOR) && !coverage.partial(0.75));
        assert_eq!(Coverage { reported: 0, expected: 0 }.share(), None);
    }

    fn parts() -> impl Strategy<Value = Vec<(f64, f64)>> {
        let whole = || (0_u32..1_000_000).prop_map(f64::from);
        prop::collection::vec((whole(), whole()), 1..40)
    }

    proptest! {
        #[test]
        fn order_does_not_matter(parts in parts(), turn in 0_usize..40) {
            let mut turned = parts.clone();
            turned.rotate_left(turn % parts.len());
            prop_assert_eq!(pool(parts), pool(turned));
        }

        #[test]
        fn grouping_does_not_matter(parts in parts(), cut in 0_usize..40) {
            let (some, others) = parts.split_at(cut % parts.len());
            let grouped = match (pool(some.iter().copied()), pool(others.iter().copied())) {
                (Some(a), Some(b)) => Some(a.and(b)),
                (a, b) => a.or(b),
            };
            prop_assert_eq!(pool(parts.iter().copied()), grouped);
        }

        #[test]
        fn the_rate_lies_between_the_parts(parts in parts()) {
            let parts: Vec<_> = parts.into_iter().filter(|part| part.1 > 0.0).collect();
            prop_assume!(!parts.is_empty());
            let rates = parts.iter().map(|(n, d)| n / d);
            let (low, high) = rates.fold((f64::MAX, f64::MIN), |(low, high), r| (low.min(r), high.max(r)));
            let rate = pool(parts).unwrap().rate(1.0).unwrap();
            prop_assert!(rate >= low * (1.0 - 1e-12) && rate <= high * (1.0 + 1e-12));
        }
    }
}
