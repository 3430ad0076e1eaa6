//! What a value is decides how many of them become one.

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
