//! Ranked pairs: victories are kept from the strongest on, unless they contradict what is kept.
//!
//! T. N. Tideman, "Independence of clones as a criterion for voting rules", Social Choice and Welfare 4 (1987). Equally strong
//! victories that do not contradict each other are kept together. Only where their order matters is there a tie, and they are
//! taken in the order of the lot: by winner, then by loser.

use std::cmp::Reverse;

use super::pairs::{Pairs, Strength};
use super::{begin, elect_unbeaten};
use crate::ballots::Rankings;
use crate::count::{Count, Counting};
use crate::lot::Lot;
use crate::transcript::{About, Event};

/// Winner and loser.
type Victory = (usize, usize);

/// What follows from the victories kept so far.
#[derive(Clone)]
struct Order {
    options: usize,
    above: Vec<bool>,
}

impl Order {
    fn is_above(&self, one: usize, other: usize) -> bool {
        self.above[one * self.options + other]
    }

    /// Keeps a victory, with all that follows from it.
    fn keep(&mut self, (winner, loser): Victory) {
        if self.is_above(winner, loser) {
            return;
        }
        let reached = |from: usize, to: usize, order: &Self| from == to || order.is_above(from, to);
        let higher: Vec<usize> = (0..self.options).filter(|&at| reached(at, winner, self)).collect();
        let lower: Vec<usize> = (0..self.options).filter(|&at| reached(loser, at, self)).collect();
        for one in higher {
            for other in &lower {
                self.above[one * self.options + other] = true;
            }
        }
    }
}

/// Counts by ranked pairs.
pub fn ranked_pairs(ballots: &Rankings, seats: usize, strength: Strength, lot: &Lot) -> Count {
    let (pairs, mut counting) = begin(ballots, lot);
    let options = ballots.options().len();
    let mut order = Order { options, above: vec![false; options * options] };
    for (strong, victories) in by_strength(&pairs, &counting.hopefuls(), strength) {
        counting.round += 1;
        if keep_equals(&mut counting, &mut order, strong, victories).is_none() {
            return counting.end();
        }
    }
    elect_unbeaten(&mut counting, seats, |one, other| order.is_above(one, other));
    counting.end()
}

/// Equally strong victories, from the strongest on.
fn by_strength(pairs: &Pairs, options: &[usize], strength: Strength) -> Vec<(u64, Vec<Victory>)> {
    let key = |&(winner, loser): &Victory| {
        let against = match strength {
            Strength::WinningVotes => pairs.above(loser, winner),
            Strength::Margins => 0,
        };
        (Reverse(pairs.victory(winner, loser, strength)), against)
    };
    let all = options.iter().flat_map(|&one| options.iter().map(move |&other| (one, other)));
    let mut victories: Vec<Victory> = all.filter(|&(one, other)| pairs.beats(one, other)).collect();
    victories.sort_by_key(key);
    victories
        .chunk_by(|one, other| key(one) == key(other))
        .map(|group| (key(&group[0]).0.0, group.to_vec()))
        .collect()
}

/// Keeps equally strong victories as far as they contradict nothing; `None` if a tie stays open.
fn keep_equals(
    counting: &mut Counting,
    order: &mut Order,
    strong: u64,
    victories: Vec<Victory>,
) -> Option<()> {
    let skip = |counting: &mut Counting, (winner, loser): Victory| {
        counting.step(Event::Skip(winner, loser, strong));
    };
    let (contradicted, mut open): (Vec<_>, Vec<_>) =
        victories.into_iter().partition(|&(winner, loser)| order.is_above(loser, winner));
    for victory in contradicted {
        skip(counting, victory);
    }
    let mut together = order.clone();
    for &victory in &open {
        together.keep(victory);
    }
    if open.iter().any(|&(winner, loser)| together.is_above(loser, winner)) {
        let mut involved: Vec<usize> = open.iter().flat_map(|&(winner, loser)| [winner, loser]).collect();
        involved.sort_unstable();
        involved.dedup();
        let drawn = counting.in_order(About::Comparison, &involved)?;
        let place = |option| drawn.iter().position(|&at| at == option);
        open.sort_by_key(|&(winner, loser)| (place(winner), place(loser)));
    }
    for victory in open {
        let (winner, loser) = victory;
        if order.is_above(loser, winner) {
            skip(counting, victory);
        } else {
            order.keep(victory);
            counting.step(Event::Lock(winner, loser, strong));
        }
    }
    Some(())
}
