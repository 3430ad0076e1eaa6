//! The single transferable vote: several seats, so that groups of voters win seats in proportion to their size.

mod meek;
mod number;
mod transfer;

use num_bigint::BigInt;
use num_rational::BigRational;

use crate::ballots::Rankings;
use crate::count::Count;
use crate::lot::Lot;
use meek::Rule;
use number::{Exact, Fixed, Guarded};
use transfer::Procedure;

/// The rule of a count by single transferable vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stv {
    /// Scottish Local Government Elections Order 2007: five decimals, cut off.
    Scottish,
    /// Weighted Inclusive Gregory with exact fractions.
    Wigm,
    /// Weighted Inclusive Gregory with 18 decimals and 9 guard digits.
    WigmGuarded,
    /// Weighted Inclusive Gregory, reference rule of the Proportional Representation Foundation: four decimals, cut off.
    WigmReference,
    /// Meek, reference rule of the Proportional Representation Foundation: nine decimals, omega 10⁻⁶.
    Meek,
    /// Meek with exact fractions, omega 10⁻¹⁰. The fractions grow with every round: for small elections.
    MeekExact,
    /// Meek with 18 decimals and 9 guard digits, omega 10⁻⁹.
    MeekGuarded,
}

/// Counts `ballots` for so many seats.
///
/// A ballot that has no further hopeful option is exhausted; so it is, except under Meek, where its next rank is shared by several
/// hopeful options. Rounds are numbered from 1; round 0 is the count of first preferences.
pub fn stv(ballots: &Rankings, seats: usize, rule: Stv, lot: &Lot) -> Count {
    match rule {
        Stv::Scottish => transfer::count::<Fixed<5>>(ballots, seats, Procedure::Scottish, lot),
        Stv::Wigm => transfer::count::<Exact>(ballots, seats, Procedure::Weighted, lot),
        Stv::WigmGuarded => transfer::count::<Guarded>(ballots, seats, Procedure::Weighted, lot),
        Stv::WigmReference => transfer::count::<Fixed<4>>(ballots, seats, Procedure::Weighted, lot),
        Stv::Meek => meek::count(ballots, seats, Rule { omega: Fixed::<9>(1_000), reference: true }, lot),
        Stv::MeekExact => {
            let omega = Exact(BigRational::new(1.into(), BigInt::from(10_u64.pow(10))));
            meek::count(ballots, seats, Rule { omega, reference: false }, lot)
        }
        Stv::MeekGuarded => {
            let omega = Guarded(Guarded::one() / 10_u64.pow(9));
            meek::count(ballots, seats, Rule { omega, reference: false }, lot)
        }
    }
}
