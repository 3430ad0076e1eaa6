//! Votes as people write them: decimal numbers, exact or said to be rounded.

use std::fmt;

/// A decimal number: so many units of its last decimal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    units: i128,
    decimals: u32,
    rounded: bool,
}

impl Amount {
    /// A whole number.
    pub fn whole(units: impl Into<i128>) -> Self {
        Self::decimal(units, 0)
    }

    /// `units` of the last of `decimals` decimals: `(12_345, 2)` is 123.45.
    pub fn decimal(units: impl Into<i128>, decimals: u32) -> Self {
        Self { units: units.into(), decimals, rounded: false }
    }

    /// The same, where the count works with an exact fraction of which this is the nearest decimal number.
    pub fn nearest(units: impl Into<i128>, decimals: u32) -> Self {
        Self { rounded: true, ..Self::decimal(units, decimals) }
    }

    /// Whether the count works with a fraction that these decimals cannot say.
    pub fn is_rounded(self) -> bool {
        self.rounded
    }
}

/// All its decimals, zeros too: `12.34500`.
impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scale = 10_u128.pow(self.decimals);
        let size = self.units.unsigned_abs();
        let sign = if self.units < 0 { "-" } else { "" };
        write!(f, "{sign}{}", size / scale)?;
        if self.decimals > 0 {
            write!(f, ".{:0width$}", size % scale, width = self.decimals as usize)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_decimal_is_written() {
        assert_eq!(Amount::decimal(1_234_500, 5).to_string(), "12.34500");
        assert_eq!(Amount::decimal(-5, 1).to_string(), "-0.5");
        assert_eq!(Amount::whole(43_942).to_string(), "43942");
        assert!(Amount::nearest(333, 3).is_rounded());
    }
}
