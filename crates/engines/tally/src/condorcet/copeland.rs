//! Copeland's method, and the Smith set.

use super::begin;
use super::pairs::Pairs;
use crate::amount::Amount;
use crate::ballots::Rankings;
use crate::count::Count;
use crate::lot::Lot;
use crate::transcript::Event;

/// Counts by Copeland's method: a point for each option it beats, half a point for each it draws with.
pub fn copeland(ballots: &Rankings, seats: usize, lot: &Lot) -> Count {
    let (pairs, mut counting) = begin(ballots, lot);
    let hopefuls = counting.hopefuls();
    let halves: Vec<u64> =
        (0..ballots.options().len()).map(|option| half_points(&pairs, option, &hopefuls)).collect();
    counting.hold(|option| Amount::decimal(halves[option] * 5, 1));
    counting.step(Event::Begin);
    counting.elect_largest(|option| halves[option], seats);
    counting.end()
}

/// Two for each other option it beats, one for each it draws with.
fn half_points(pairs: &Pairs, option: usize, options: &[usize]) -> u64 {
    let others = options.iter().filter(|&&other| other != option);
    others
        .map(|&other| 1 + u64::from(pairs.beats(option, other)) - u64::from(pairs.beats(other, option)))
        .sum()
}

/// The Smith set: the smallest set of the options whose members each beat everybody outside it. One that beats all others
/// (a Condorcet winner) is alone in it.
pub fn smith(pairs: &Pairs, options: &[usize]) -> Vec<usize> {
    let Some(&best) = options.iter().max_by_key(|&&option| half_points(pairs, option, options)) else {
        return Vec::new();
    };
    // Who has most points is in the set; whoever a member does not beat is in it too.
    let mut set = vec![best];
    let mut at = 0;
    while let Some(&member) = set.get(at) {
        let unbeaten = options.iter().copied().filter(|&option| !pairs.beats(member, option));
        let new: Vec<usize> = unbeaten.filter(|option| !set.contains(option)).collect();
        set.extend(new);
        at += 1;
    }
    set.sort_unstable();
    set
}
