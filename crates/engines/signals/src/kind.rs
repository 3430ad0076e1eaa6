//! What a value is decides how many of them become one.

use std::fmt;

use crate::pool::{Coverage, Pooled};

/// A kind of value. What it is adds up differently over places and over time.
///
/// | kind | parts | over places | over periods |
/// |---|---|---|---|
/// | flow | a count | sum | sum |
/// | ratio | numerator, denominator | both summed | both summed |
/// | mean | sum, number | both summed | both summed |
/// | stock | a count | sum | last, or mean by days |
/// | index | a value | none | last |
/// | estimate | a value | none | none |
/// | not additive | a count | none | none |
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// What happened in a period: meals served.
    Flow,
    /// A part of a whole: children who read at grade, of those tested.
    Ratio,
    /// A sum and how many it is of: days waited, of people.
    Mean,
    /// What was there at a time: children enrolled, beds.
    Stock,
    /// A score, a rank, a state: a policy in place.
    Index,
    /// What a survey published for a place: it cannot be added to another's.
    Estimate,
    /// People who may be counted by several reporters, or in several periods.
    NotAdditive,
}

/// How values of several periods become that of a longer one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OverPeriods {
    /// Their parts are added.
    Sum,
    /// The latest counts.
    Last,
    /// Their mean, each for as long as its period.
    MeanByDays,
    /// They do not.
    No,
}

/// Values of this kind were not added, because that would say something untrue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAdded(pub Kind);

impl fmt::Display for NotAdded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Kind::Estimate => "what a survey published for each cannot be added",
            Kind::Index => "scores cannot be added",
            Kind::NotAdditive => "people who may be counted by several cannot be added",
            Kind::Flow | Kind::Ratio | Kind::Mean | Kind::Stock => "these can be added",
        })
    }
}

impl std::error::Error for NotAdded {}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 7] =
        [Self::Flow, Self::Ratio, Self::Mean, Self::Stock, Self::Index, Self::Estimate, Self::NotAdditive];

    /// Its word: `flow`, `ratio`, `mean`, `stock`, `index`, `estimate`, `not-additive`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Flow => "flow",
            Self::Ratio => "ratio",
            Self::Mean => "mean",
            Self::Stock => "stock",
            Self::Index => "index",
            Self::Estimate => "estimate",
            Self::NotAdditive => "not-additive",
        }
    }

    /// Whether its value is one part divided by another.
    pub fn is_divided(self) -> bool {
        matches!(self, Self::Ratio | Self::Mean)
    }

    /// Whether the parts of several places are those of all of them.
    pub fn adds_over_places(self) -> bool {
        matches!(self, Self::Flow | Self::Ratio | Self::Mean | Self::Stock)
    }

    /// What several reporters' values say together, given the sum of their parts and how many of how many
    /// reported. `Ok(None)` while nobody has: missing is never zero.
    ///
    /// A value that is not divided has a denominator of one, however many reported.
    ///
    /// # Errors
    /// Where values of this kind cannot be added. The value of the only one who is to report is the whole, and
    /// nothing was added.
    ///
    /// ```
    /// use signals::{Coverage, Kind, Pooled};
    ///
    /// let (sum, two) = (Pooled { numerator: 90.0, denominator: 2.0 }, Coverage { reported: 2, expected: 2 });
    /// assert_eq!(Kind::Flow.whole(Some(sum), two), Ok(Some(Pooled { numerator: 90.0, denominator: 1.0 })));
    /// assert!(Kind::Estimate.whole(Some(sum), two).is_err());
    /// ```
    pub fn whole(self, sum: Option<Pooled>, coverage: Coverage) -> Result<Option<Pooled>, NotAdded> {
        let Some(sum) = sum else { return Ok(None) };
        if !self.adds_over_places() && coverage.reported.max(coverage.expected) > 1 {
            return Err(NotAdded(self));
        }
        let denominator = if self.is_divided() { sum.denominator } else { 1.0 };
        Ok(Some(Pooled { denominator, ..sum }))
    }

    /// The kind of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// How several periods become a longer one. A stock is as large as it was last; who wants its mean says
    /// so.
    pub fn over_periods(self) -> OverPeriods {
        match self {
            Self::Flow | Self::Ratio | Self::Mean => OverPeriods::Sum,
            Self::Stock | Self::Index => OverPeriods::Last,
            Self::Estimate | Self::NotAdditive => OverPeriods::No,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_adds_is_added_and_what_does_not_is_refused() {
        let sum = Some(Pooled { numerator: 220.0, denominator: 350.0 });
        let of = |reported, expected| Coverage { reported, expected };
        for kind in Kind::ALL {
            assert_eq!(Kind::from_word(kind.as_str()), Some(kind));
            assert_eq!(kind.whole(None, of(0, 2)), Ok(None), "{kind:?}: missing is never zero");
            let both = kind.whole(sum, of(2, 2));
            assert_eq!(both.is_ok(), kind.adds_over_places(), "{kind:?}");
            assert_eq!(
                kind.whole(sum, of(1, 2)).is_ok(),
                kind.adds_over_places(),
                "{kind:?}: one of two is not the whole"
            );
            let alone = kind.whole(sum, of(1, 1)).unwrap().unwrap();
            assert_eq!(alone.denominator, if kind.is_divided() { 350.0 } else { 1.0 });
            assert_eq!(alone.numerator, 220.0);
        }
        let rate = Kind::Ratio.whole(sum, of(2, 2)).unwrap().unwrap().rate(100.0).unwrap();
        assert_eq!(format!("{rate:.2}"), "62.86");
    }
}
