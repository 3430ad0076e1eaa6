//! The words of the reference, which other programs know.

use super::{Assurance, Cause, Side, Variation};

impl Cause {
    /// The words of the reference: `Common Cause`, `Above UCL`, `7 Point Trend (Increasing)`, …
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Common => "Common Cause",
            Self::Outside(Side::High) => "Above UCL",
            Self::Outside(Side::Low) => "Below LCL",
            Self::Trend(Side::High) => "7 Point Trend (Increasing)",
            Self::Trend(Side::Low) => "7 Point Trend (Decreasing)",
            Self::TwoInThree(Side::High) => "2 in 3 Above CL",
            Self::TwoInThree(Side::Low) => "2 in 3 Below CL",
            Self::Shift(Side::High) => "7 Points Above CL",
            Self::Shift(Side::Low) => "7 Points Below CL",
        }
    }
}

impl Variation {
    /// The words of the reference for a point: `common_cause`, `special_cause_improvement`, …
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Common => "common_cause",
            Self::Improving(_) => "special_cause_improvement",
            Self::Concerning(_) => "special_cause_concern",
            Self::Unusual(Side::High) => "special_cause_neutral_high",
            Self::Unusual(Side::Low) => "special_cause_neutral_low",
        }
    }

    /// The words of the reference for the icon of a series: `common_cause`, `improvement_high`, …
    pub fn icon(self) -> &'static str {
        match self {
            Self::Common => "common_cause",
            Self::Improving(Side::High) => "improvement_high",
            Self::Improving(Side::Low) => "improvement_low",
            Self::Concerning(Side::High) => "concern_high",
            Self::Concerning(Side::Low) => "concern_low",
            Self::Unusual(Side::High) => "neutral_high",
            Self::Unusual(Side::Low) => "neutral_low",
        }
    }
}

impl Assurance {
    /// The words of the reference: `consistent_pass`, `consistent_fail`, `inconsistent`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Meets => "consistent_pass",
            Self::Misses => "consistent_fail",
            Self::Unsettled => "inconsistent",
        }
    }
}
