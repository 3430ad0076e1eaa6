//! Amounts of money, exact.
//!
//! An amount is a whole number of the smallest unit that makes every amount of an election whole: where costs have two
//! decimals it is a cent. Shares and payments are fractions of that unit ([`BigRational`]).

use num_bigint::BigInt;
use num_rational::BigRational;

/// Nobody divides more than this many smallest units: below it, no sum of an election overflows.
pub const MOST: u64 = 1 << 50;

/// The decimals in which an election counts its money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Money {
    /// Digits behind the point: 0 if every amount is whole, 2 for cents.
    pub decimals: u32,
}

impl Money {
    /// Smallest units in one unit of the currency.
    pub fn unit(self) -> u64 {
        10_u64.pow(self.decimals)
    }

    /// An amount as people write it in plain decimals, `12`, `12.5` or `12,50`, in smallest units. `None` if it is none, has
    /// more decimals than are counted, or is more than [`MOST`].
    pub fn read(self, text: &str) -> Option<u64> {
        let amount = Decimal::read(text).filter(|amount| amount.decimals() <= self.decimals)?;
        amount.scaled(self.decimals, MOST)
    }

    /// A number of smallest units as text in the currency: 1250 with two decimals is `12.50`.
    pub fn text(self, amount: u64) -> String {
        let (whole, rest) = (amount / self.unit(), amount % self.unit());
        match self.decimals {
            0 => whole.to_string(),
            decimals => format!("{whole}.{rest:0width$}", width = decimals as usize),
        }
    }

    /// A fraction of the smallest unit as text in the currency, never rounded: as decimals if they end after at most nine
    /// (two at least, if any), otherwise as a fraction such as `1/3`.
    pub fn exact(self, amount: &BigRational) -> String {
        let amount = amount / BigInt::from(self.unit());
        let mut enough = [self.decimals].into_iter().chain(2..=9);
        enough.find_map(|decimals| decimal(&amount, decimals)).unwrap_or_else(|| amount.to_string())
    }

    /// A fraction of the smallest unit as text in the currency, rounded down to cents or the smallest unit: for people.
    pub fn about(self, amount: &BigRational) -> String {
        let fine = Money { decimals: self.decimals.max(2) };
        let floor = (amount * BigInt::from(fine.unit() / self.unit())).floor().to_integer();
        u64::try_from(floor).map_or_else(|_| self.exact(amount), |floor| fine.text(floor))
    }
}

/// A fraction that is not negative with so many decimals, if it needs no more.
fn decimal(value: &BigRational, decimals: u32) -> Option<String> {
    let money = Money { decimals };
    let scaled = value * BigInt::from(money.unit());
    let whole = scaled.is_integer().then(|| u64::try_from(scaled.to_integer()).ok())??;
    Some(money.text(whole))
}

/// A decimal number as written in a file, before it is known how many decimals the others have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Decimal {
    digits: u64,
    decimals: u32,
}

impl Decimal {
    /// Reads `1234`, `1234.5` or `1234,5`. `None` for anything else, a sign included.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let (whole, rest) = text.split_once(['.', ',']).unwrap_or((text, "0"));
        let rest = rest.trim_end_matches('0');
        let plain = |digits: &str| digits.bytes().all(|digit| digit.is_ascii_digit());
        if whole.is_empty() || !plain(whole) || !plain(rest) || rest.len() > 9 || text.ends_with(['.', ',']) {
            return None;
        }
        Some(Self { digits: format!("{whole}{rest}").parse().ok()?, decimals: rest.len() as u32 })
    }

    /// The digits it needs behind the point.
    pub(crate) fn decimals(self) -> u32 {
        self.decimals
    }

    /// In units of 10^-`decimals`, if that is at most `most`.
    pub(crate) fn scaled(self, decimals: u32, most: u64) -> Option<u64> {
        let scaled = self.digits.checked_mul(10_u64.checked_pow(decimals - self.decimals)?)?;
        (scaled <= most).then_some(scaled)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn amounts_are_written_as_they_are() {
        let cents = Money { decimals: 2 };
        assert_eq!(
            (cents.text(1250), cents.text(5), Money::default().text(7)),
            ("12.50".into(), "0.05".into(), "7".into())
        );
        let third = BigRational::new(BigInt::from(100), BigInt::from(3));
        assert_eq!((cents.exact(&third), cents.about(&third)), ("1/3".into(), "0.33".into()));
        assert_eq!(cents.exact(&BigRational::new(BigInt::from(125), BigInt::from(2))), "0.625");
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        for text in
            ["", "-1", "+1", "1.", ".5", "1e3", "1 000", "1.2.3", "1.0000000001", "99999999999999999999"]
        {
            assert_eq!(Decimal::read(text), None, "{text}");
        }
        assert_eq!(Decimal::read("12,50"), Decimal::read("12.5"));
        assert_eq!(Decimal::read("12.50").unwrap().scaled(2, MOST), Some(1250));
        assert_eq!(Decimal::read("3").unwrap().scaled(2, 299), None);
        let cents = Money { decimals: 2 };
        assert_eq!([cents.read("12,5"), cents.read("12.505"), cents.read("-1")], [Some(1250), None, None]);
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(amount in 0..MOST, decimals in 0_u32..5) {
            let text = Money { decimals }.text(amount);
            prop_assert_eq!(Decimal::read(&text).unwrap().scaled(decimals, MOST), Some(amount));
        }
    }
}
