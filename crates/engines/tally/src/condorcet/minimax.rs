//! Minimax: whose worst defeat is least.

use std::cmp::Reverse;

use super::begin;
use super::pairs::Strength;
use crate::amount::Amount;
use crate::ballots::Rankings;
use crate::count::Count;
use crate::lot::Lot;
use crate::transcript::Event;

/// Counts by minimax (Simpson, Kramer). Each option is shown with the strength of its worst defeat, 0 if it has none.
pub fn minimax(ballots: &Rankings, seats: usize, strength: Strength, lot: &Lot) -> Count {
    let (pairs, mut counting) = begin(ballots, lot);
    let hopefuls = counting.hopefuls();
    let worst: Vec<u64> = (0..ballots.options().len())
        .map(|option| {
            let defeats = hopefuls.iter().map(|&other| pairs.victory(other, option, strength));
            defeats.max().unwrap_or(0)
        })
        .collect();
    counting.hold(|option| Amount::whole(worst[option]));
    counting.step(Event::Begin);
    counting.elect_largest(|option| Reverse(worst[option]), seats);
    counting.end()
}
