//! Exact sums of what was bought before.
//!
//! Every amount in Equal Shares and in Phragmén's rule is a sum, with whole factors, of the first share and of the rates
//! of earlier purchases: a purse is the share less the payments from it, and the rate of a purchase is what the purses that
//! it empties leave of its cost, divided by the weight of the others. So the k-th rate is `N_k / (n D_1 ... D_k)` with a
//! whole number `N_k` and the weights `D` by which was divided. The ledger keeps `N` and `D`; a sum over all rates is then
//! one pass of Horner's scheme over whole numbers. Nothing is ever rounded or reduced.
//!
//! Beside each exact rate stands a [`Fixed`] that is at most [`ULP`] away. The rules compare these, and ask the ledger when
//! two are too close to tell apart. So an answer never depends on the precision of `Fixed`, only the speed does.

use num_bigint::BigInt;
use num_rational::BigRational;

/// An amount in units of 2^-[`BITS`] of the smallest unit of money.
///
/// Amounts are at most 2^50 and a sum has at most 2^31 of them (`election`), so that 2^121 bounds every sum.
pub(crate) type Fixed = i128;

/// Binary digits of a [`Fixed`] behind the point.
pub(crate) const BITS: u32 = 40;

/// The last digit of a [`Fixed`].
pub(crate) const ULP: Fixed = 1;

/// A whole amount of smallest units.
pub(crate) fn fixed(amount: u64) -> Fixed {
    Fixed::from(amount) << BITS
}

/// The exact rates of what was bought so far.
#[derive(Debug, Clone)]
pub(crate) struct Ledger {
    entries: Vec<Entry>,
    /// `n`, the denominator of the share.
    people: BigInt,
}

#[derive(Debug, Clone)]
struct Entry {
    numerator: BigInt,
    divisor: u64,
    /// `n D_1 ... D_k`.
    scale: BigInt,
    rate: Fixed,
}

impl Ledger {
    /// An empty ledger. `people` is what shares are fractions of; at least 1.
    pub(crate) fn new(people: u32) -> Self {
        Self { entries: Vec::new(), people: people.into() }
    }

    /// How much was bought.
    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    /// What whole numbers from [`Ledger::sum`] are to be divided by, after the first `bought` purchases.
    pub(crate) fn scale(&self, bought: usize) -> &BigInt {
        bought.checked_sub(1).map_or(&self.people, |last| &self.entries[last].scale)
    }

    /// `base / n` plus so many times each of the first rates, as a whole number over [`Ledger::scale`].
    pub(crate) fn sum(&self, base: i128, times: &[i64]) -> BigInt {
        let mut sum = BigInt::from(base);
        for (entry, &times) in self.entries.iter().zip(times) {
            sum *= entry.divisor;
            if times != 0 {
                sum += &entry.numerator * times;
            }
        }
        sum
    }

    /// Enters a purchase whose rate is `sum`, over [`Ledger::scale`], divided by `divisor`. Answers the rate.
    pub(crate) fn enter(&mut self, sum: BigInt, divisor: u64) -> Fixed {
        let scale = self.scale(self.len()) * divisor;
        let rate = Fixed::try_from((&sum << BITS) / &scale).expect("a rate is at most a cost");
        self.entries.push(Entry { numerator: sum, divisor, scale, rate });
        rate
    }

    /// The rate of a purchase, at most [`ULP`] too small.
    pub(crate) fn rate(&self, purchase: usize) -> Fixed {
        self.entries[purchase].rate
    }

    /// By what the sum of a purchase was divided.
    pub(crate) fn divisor(&self, purchase: usize) -> u64 {
        self.entries[purchase].divisor
    }

    /// The exact numerator of a rate, over [`Ledger::scale`] with this purchase in it.
    pub(crate) fn numerator(&self, purchase: usize) -> &BigInt {
        &self.entries[purchase].numerator
    }

    /// The exact rate of a purchase, in smallest units.
    pub(crate) fn exact(&self, purchase: usize) -> BigRational {
        BigRational::new(self.entries[purchase].numerator.clone(), self.entries[purchase].scale.clone())
    }
}
