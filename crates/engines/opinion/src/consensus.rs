//! What everybody says, and what every group says.

use crate::statistics::{Z90, above_half, chance, tail, threshold};
use crate::{Interval, Side, Tally};

/// How many statements of each side there are at most.
const MOST: usize = 5;

/// The normal point of a range that holds with 95 %.
const Z: f64 = 1.959_963_984_540_054;

/// A statement on which most are of one mind.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Agreed {
    /// Column of the statement.
    pub statement: usize,
    /// People on that side.
    pub successes: u32,
    /// People who voted on it, passes too.
    pub trials: u32,
    /// The probability of that side, (successes + 1) / (trials + 2).
    pub p: f64,
    /// How far `p` lies above one half, in standard errors.
    pub p_test: f64,
}

/// What most people agree to, and what most reject; at most five each, the clearest first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Consensus {
    /// Most agree.
    pub agree: Vec<Agreed>,
    /// Most disagree.
    pub disagree: Vec<Agreed>,
}

/// Consensus by Polis' rule: more than half on one side, by a test above the one-sided 90 % point.
pub fn consensus(tallies: &[Tally], left_out: &[bool]) -> Consensus {
    select(tallies, left_out, |agreed| agreed.p > 0.5 && agreed.p_test > Z90)
}

/// Consensus such that of all that is found, on both sides, at most the part `rate` is false on average
/// (Benjamini and Hochberg): more than half on one side.
pub fn consensus_found(tallies: &[Tally], left_out: &[bool], rate: f64) -> Consensus {
    let tested =
        [Side::Agree, Side::Disagree].into_iter().flat_map(|side| candidates(tallies, left_out, side));
    let limit = threshold(tested.map(|agreed| tail(agreed.p_test)).collect(), rate);
    select(tallies, left_out, |agreed| agreed.p > 0.5 && tail(agreed.p_test) <= limit)
}

fn select(tallies: &[Tally], left_out: &[bool], holds: impl Fn(&Agreed) -> bool) -> Consensus {
    let clearest = |side: Side| {
        let mut found: Vec<Agreed> = candidates(tallies, left_out, side).filter(&holds).collect();
        found.sort_by(|a, b| (b.p * b.p_test).total_cmp(&(a.p * a.p_test)));
        found.truncate(MOST);
        found
    };
    Consensus { agree: clearest(Side::Agree), disagree: clearest(Side::Disagree) }
}

fn candidates<'a>(
    tallies: &'a [Tally],
    left_out: &'a [bool],
    side: Side,
) -> impl Iterator<Item = Agreed> + 'a {
    let there = tallies.iter().enumerate().filter(|(at, _)| !left_out.get(*at).copied().unwrap_or(false));
    there.map(move |(statement, tally)| {
        let successes = match side {
            Side::Agree => tally.agree,
            Side::Disagree => tally.disagree,
        };
        let trials = tally.votes();
        Agreed {
            statement,
            successes,
            trials,
            p: chance(successes, trials),
            p_test: above_half(successes, trials),
        }
    })
}

/// Group-informed consensus of a statement: the product of the groups' probabilities of agreement, each
/// (agree + 1) / (votes + 2); with the range it lies in with 95 %. It falls with the number of groups:
/// compare only what was found with as many. 1 without groups.
///
/// Each probability is the mean of a beta distribution, so the product is the mean of the product of
/// independent ones, whose variance is exact; the range is that of the log-normal distribution with this mean
/// and variance.
pub fn group_informed<'a>(groups: impl IntoIterator<Item = &'a Tally>) -> Interval {
    let (mut mean, mut spread) = (1.0, 1.0);
    for tally in groups {
        let (agree, votes) = (f64::from(tally.agree), f64::from(tally.votes()));
        let p = (agree + 1.0) / (votes + 2.0);
        mean *= p;
        // E[p^2] / E[p]^2 of Beta(agree + 1, votes - agree + 1).
        spread *= (agree + 2.0) / (votes + 3.0) / p;
    }
    let variance = spread.ln();
    let end = |z: f64| mean * (z * variance.sqrt() - variance / 2.0).exp();
    Interval { share: mean, low: end(-Z), high: end(Z).min(1.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(agree: u32, disagree: u32, pass: u32) -> Tally {
        Tally { agree, disagree, pass }
    }

    #[test]
    fn one_group_that_rejects_is_enough_to_lower_it() {
        let united = group_informed(&[tally(30, 10, 0), tally(30, 10, 0)]);
        let divided = group_informed(&[tally(40, 0, 0), tally(20, 20, 0)]);
        assert_eq!(united.share, (31.0 / 42.0) * (31.0 / 42.0));
        assert!(divided.share < united.share && united.low < united.share && united.share < united.high);
        assert_eq!(group_informed(&[]).share, 1.0);
    }

    #[test]
    fn a_coin_that_fell_once_shows_nothing() {
        let tallies = [tally(1, 0, 0), tally(90, 10, 0), tally(5, 95, 0), tally(50, 50, 0)];
        let found = consensus_found(&tallies, &[], 0.1);
        assert_eq!(found.agree.iter().map(|agreed| agreed.statement).collect::<Vec<_>>(), [1]);
        assert_eq!(found.disagree.iter().map(|agreed| agreed.statement).collect::<Vec<_>>(), [2]);
        assert!(consensus_found(&tallies, &[false, true, true], 0.1).agree.is_empty());
    }
}
