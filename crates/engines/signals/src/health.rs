//! How well a period was reported: five shares beside each other, never one grade.

/// What was counted about the reports of one period.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reported {
    /// Reports that are owed.
    pub expected: usize,
    /// Reports that count.
    pub accepted: usize,
    /// Of those that count, how many came in time; `None` if no day was set.
    pub on_time: Option<usize>,
    /// Of those that count, how many passed every check without a question left; `None` if nobody checks.
    pub passed: Option<usize>,
    /// Of those that count, how many follow the same definition, or one that is bridged to it; `None` if nobody knows.
    pub comparable: Option<usize>,
    /// Whole periods that have ended since; `None` if that is not known.
    pub periods_since: Option<i32>,
}

/// The five, each from 0 to 1 where it is a share. What cannot be known is `None`, never 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Health {
    /// Accepted of expected.
    pub completeness: Option<f64>,
    /// On time of accepted.
    pub timeliness: Option<f64>,
    /// Without a question left of accepted.
    pub consistency: Option<f64>,
    /// Comparable of accepted.
    pub comparability: Option<f64>,
    /// Periods since the latest.
    pub freshness: Option<i32>,
}

impl Health {
    /// The five of what was counted.
    ///
    /// ```
    /// use signals::{Health, Reported};
    ///
    /// let reported = Reported { expected: 10, accepted: 8, on_time: Some(6), ..Reported::default() };
    /// let health = Health::of(&reported);
    /// assert_eq!((health.completeness, health.timeliness), (Some(0.8), Some(0.75)));
    /// assert_eq!(health.consistency, None);
    /// ```
    pub fn of(reported: &Reported) -> Self {
        let share = |part: usize, whole: usize| (whole > 0).then(|| part as f64 / whole as f64);
        let of_accepted = |part: Option<usize>| share(part?, reported.accepted);
        Self {
            completeness: share(reported.accepted, reported.expected),
            timeliness: of_accepted(reported.on_time),
            consistency: of_accepted(reported.passed),
            comparability: of_accepted(reported.comparable),
            freshness: reported.periods_since,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_known_is_not_nothing() {
        let none = Health::of(&Reported { on_time: Some(0), ..Reported::default() });
        assert_eq!((none.completeness, none.timeliness), (None, None), "nothing of nothing is not 0");
        let late =
            Health::of(&Reported { expected: 4, accepted: 4, on_time: Some(0), ..Reported::default() });
        assert_eq!((late.completeness, late.timeliness), (Some(1.0), Some(0.0)));
        assert_eq!(late.consistency, None);
    }
}
