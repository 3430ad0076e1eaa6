//! The numbers that votes are counted in: a fixed number of decimals, exact fractions, or decimals with guard digits.

use std::cmp::Ordering;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};

use crate::amount::Amount;

/// What a rule calculates with.
pub(super) trait Number: Clone {
    /// Whether a quota that is just met elects. Where nothing is cut off, it has to be exceeded.
    const MEETING_ELECTS: bool;

    fn whole(count: u64) -> Self;
    /// What is added to votes / (seats + 1) so that no more than the seats can meet the quota.
    fn least() -> Self;
    fn add(&mut self, other: &Self);
    fn take(&mut self, other: &Self);
    fn times(&self, count: u64) -> Self;
    /// An equal part of it, rounded down.
    fn split(&self, parts: u64) -> Self;
    /// `self` × `part` / `whole`, rounded down once.
    fn portion(&self, part: &Self, whole: &Self) -> Self;
    /// `self` × `keep`, rounded up.
    fn kept(&self, keep: &Self) -> Self;
    /// `self` × `quota`, rounded up, / `votes`, rounded up.
    fn lowered(&self, quota: &Self, votes: &Self) -> Self;
    fn compare(&self, other: &Self) -> Ordering;
    fn amount(&self) -> Amount;

    fn less(&self, other: &Self) -> Self {
        let mut rest = self.clone();
        rest.take(other);
        rest
    }

    fn sum<'a>(numbers: impl IntoIterator<Item = &'a Self>) -> Self
    where
        Self: 'a,
    {
        numbers.into_iter().fold(Self::whole(0), |mut sum, number| {
            sum.add(number);
            sum
        })
    }
}

/// So many units of the last of `D` decimals; what does not fit is cut off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fixed<const D: u32>(pub(super) i128);

impl<const D: u32> Fixed<D> {
    const ONE: i128 = 10_i128.pow(D);
}

impl<const D: u32> Number for Fixed<D> {
    const MEETING_ELECTS: bool = true;

    fn whole(count: u64) -> Self {
        Self(i128::from(count) * Self::ONE)
    }

    fn least() -> Self {
        Self(1)
    }

    fn add(&mut self, other: &Self) {
        self.0 += other.0;
    }

    fn take(&mut self, other: &Self) {
        self.0 -= other.0;
    }

    fn times(&self, count: u64) -> Self {
        Self(self.0 * i128::from(count))
    }

    fn split(&self, parts: u64) -> Self {
        Self(self.0 / i128::from(parts))
    }

    fn portion(&self, part: &Self, whole: &Self) -> Self {
        Self(self.0 * part.0 / whole.0)
    }

    fn kept(&self, keep: &Self) -> Self {
        // Weights and keep factors are at most one, so that their product fits 64 bits, which divide much faster.
        let product = (self.0 * keep.0) as u64;
        Self(i128::from(product.div_ceil(Self::ONE as u64)))
    }

    fn lowered(&self, quota: &Self, votes: &Self) -> Self {
        let product = up(self.0 * quota.0, Self::ONE);
        Self(up(product * Self::ONE, votes.0))
    }

    fn compare(&self, other: &Self) -> Ordering {
        self.0.cmp(&other.0)
    }

    fn amount(&self) -> Amount {
        Amount::decimal(self.0, D)
    }
}

/// The quotient of two numbers that are not negative, rounded up.
fn up(number: i128, by: i128) -> i128 {
    (number + by - 1) / by
}

/// A fraction; nothing is ever cut off. Shown as the nearest number with 12 decimals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Exact(pub(super) BigRational);

impl Exact {
    const SHOWN: u32 = 12;
}

impl Number for Exact {
    const MEETING_ELECTS: bool = false;

    fn whole(count: u64) -> Self {
        Self(BigRational::from_integer(count.into()))
    }

    fn least() -> Self {
        Self::whole(0)
    }

    fn add(&mut self, other: &Self) {
        self.0 += &other.0;
    }

    fn take(&mut self, other: &Self) {
        self.0 -= &other.0;
    }

    fn times(&self, count: u64) -> Self {
        Self(&self.0 * BigInt::from(count))
    }

    fn split(&self, parts: u64) -> Self {
        Self(&self.0 / BigInt::from(parts))
    }

    fn portion(&self, part: &Self, whole: &Self) -> Self {
        Self(&self.0 * &part.0 / &whole.0)
    }

    fn kept(&self, keep: &Self) -> Self {
        Self(&self.0 * &keep.0)
    }

    fn lowered(&self, quota: &Self, votes: &Self) -> Self {
        self.portion(quota, votes)
    }

    fn compare(&self, other: &Self) -> Ordering {
        self.0.cmp(&other.0)
    }

    fn amount(&self) -> Amount {
        shown(&(self.0.numer() * BigInt::from(10_u64.pow(Self::SHOWN))), self.0.denom(), Self::SHOWN)
    }
}

/// Decimals with guard digits behind them, which are calculated with and not shown. Numbers that differ by less than half a shown
/// unit are equal. Nearly as good as fractions, and its numbers do not grow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Guarded(pub(super) BigInt);

impl Guarded {
    const SHOWN: u32 = 18;
    const GUARDS: u32 = 9;

    pub(super) fn one() -> BigInt {
        BigInt::from(10_u128.pow(Self::SHOWN + Self::GUARDS))
    }
}

impl Number for Guarded {
    const MEETING_ELECTS: bool = false;

    fn whole(count: u64) -> Self {
        Self(Self::one() * count)
    }

    fn least() -> Self {
        Self::whole(0)
    }

    fn add(&mut self, other: &Self) {
        self.0 += &other.0;
    }

    fn take(&mut self, other: &Self) {
        self.0 -= &other.0;
    }

    fn times(&self, count: u64) -> Self {
        Self(&self.0 * count)
    }

    fn split(&self, parts: u64) -> Self {
        Self(&self.0 / parts)
    }

    fn portion(&self, part: &Self, whole: &Self) -> Self {
        Self(&self.0 * &part.0 / &whole.0)
    }

    fn kept(&self, keep: &Self) -> Self {
        Self(&self.0 * &keep.0 / Self::one())
    }

    fn lowered(&self, quota: &Self, votes: &Self) -> Self {
        self.portion(quota, votes)
    }

    fn compare(&self, other: &Self) -> Ordering {
        let apart = &self.0 - &other.0;
        let near = apart.abs() * 2_u32 < BigInt::from(10_u64.pow(Self::GUARDS));
        if near { Ordering::Equal } else { apart.cmp(&BigInt::zero()) }
    }

    fn amount(&self) -> Amount {
        shown(&self.0, &BigInt::from(10_u64.pow(Self::GUARDS)), Self::SHOWN)
    }
}

/// `units` / `denominator` units of the last decimal, to the nearest, halves up; `units` is not negative.
fn shown(units: &BigInt, denominator: &BigInt, decimals: u32) -> Amount {
    let nearest = (units * 2_u32 + denominator) / (denominator * 2_u32);
    let fits = nearest.to_i128().expect("votes are at most a million million, with 18 decimals");
    if (units % denominator).is_zero() {
        Amount::decimal(fits, decimals)
    } else {
        Amount::nearest(fits, decimals)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fixed_decimals_are_cut_off_or_rounded_up_as_the_rule_says() {
        let third = Fixed::<5>::whole(1).portion(&Fixed::whole(1), &Fixed::whole(3));
        assert_eq!(third.amount().to_string(), "0.33333");
        assert_eq!(Fixed::<9>(500_000_001).kept(&Fixed(333_333_333)), Fixed(166_666_667));
        assert_eq!(Fixed::<9>::whole(1).lowered(&Fixed::whole(2), &Fixed::whole(3)), Fixed(666_666_667));
    }

    #[test]
    fn fractions_are_exact_and_say_when_their_decimals_are_not() {
        let mut third = Exact::whole(2).split(3);
        assert_eq!(third.amount(), Amount::nearest(666_666_666_667_i64, 12));
        third.add(&Exact::whole(1).split(3));
        assert_eq!(third.amount(), Amount::decimal(1_000_000_000_000_i64, 12));
    }

    #[test]
    fn guard_digits_bear_what_is_cut_off() {
        let third = Guarded::whole(1).split(3);
        assert_eq!(Guarded::sum([&third, &third, &third]).compare(&Guarded::whole(1)), Ordering::Equal);
        assert_eq!(third.compare(&Guarded::whole(1)), Ordering::Less);
    }
}
