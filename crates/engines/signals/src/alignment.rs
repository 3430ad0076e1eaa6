//! What still keeps partners' numbers from being one: points for each thing to mend, and how far the whole has drifted (C8).
//! Its purpose is to retire things, never to score a partner: it says nothing about one.

/// Something that keeps a partner's numbers from lining up with the others'.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gap {
    /// A duty under which nothing has come yet.
    Missing,
    /// What the partner counts is something else.
    NotComparable,
    /// It counts something that stands in for what was agreed.
    Proxy,
    /// It follows a definition that has changed since.
    Outdated,
    /// A breakdown that was agreed is not there.
    Dimension,
    /// The period that is due has not come.
    Late {
        /// Days since then; from 1.
        days: u32,
    },
    /// A question about a number that nobody has answered.
    Query,
}

/// The most points that one duty has.
pub const CAP: u32 = 5;

impl Gap {
    /// Its points. Late is 2 for each 30 days begun, at most 4.
    pub fn points(self) -> u32 {
        match self {
            Self::Missing | Self::NotComparable => 5,
            Self::Proxy | Self::Outdated => 3,
            Self::Dimension => 2,
            Self::Late { days } => (2 * days.div_ceil(30)).min(4),
            Self::Query => 1,
        }
    }
}

/// The points of one duty with these gaps, at most [`CAP`].
pub fn points(gaps: impl IntoIterator<Item = Gap>) -> u32 {
    gaps.into_iter().map(Gap::points).sum::<u32>().min(CAP)
}

/// How far `duties` have drifted apart, from 0 to 1, when those with gaps have so many points each; `None` without a duty.
pub fn drift(points: impl IntoIterator<Item = u32>, duties: usize) -> Option<f64> {
    let points: u32 = points.into_iter().map(|points| points.min(CAP)).sum();
    (duties > 0).then(|| f64::from(points) / (f64::from(CAP) * duties as f64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worked_example() {
        let gaps = [
            (Gap::Missing, 9),
            (Gap::Proxy, 6),
            (Gap::NotComparable, 3),
            (Gap::Outdated, 5),
            (Gap::Dimension, 4),
        ];
        let each: Vec<u32> = gaps.into_iter().flat_map(|(gap, duties)| vec![points([gap]); duties]).collect();
        assert_eq!(each.iter().sum::<u32>(), 101);
        assert_eq!(format!("{:.0} %", drift(each, 14 * 3).unwrap() * 100.0), "48 %");
    }

    #[test]
    fn one_duty_never_weighs_more_than_a_missing_one() {
        assert_eq!(points([Gap::Proxy, Gap::Outdated, Gap::Dimension, Gap::Query]), CAP);
        assert_eq!(points([Gap::Proxy, Gap::Query]), 4);
        assert_eq!(points([]), 0);
    }

    #[test]
    fn late_grows_with_each_month_that_begins() {
        let late = [1, 30, 31, 60, 900].map(|days| Gap::Late { days }.points());
        assert_eq!(late, [2, 2, 4, 4, 4]);
    }

    #[test]
    fn without_a_duty_there_is_nothing_to_drift() {
        assert_eq!(drift([], 0), None);
        assert_eq!(drift([], 3), Some(0.0));
        assert_eq!(drift([9, 9], 2), Some(1.0));
    }
}
