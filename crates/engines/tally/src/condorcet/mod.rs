//! Methods that compare the options two by two.

mod copeland;
mod minimax;
mod pairs;
mod ranked_pairs;
mod schulze;

pub use copeland::{copeland, smith};
pub use minimax::minimax;
pub use pairs::{Pairs, Strength};
pub use ranked_pairs::ranked_pairs;
pub use schulze::schulze;

use crate::ballots::Rankings;
use crate::count::Counting;
use crate::lot::Lot;
use crate::transcript::{About, Event, State};

/// Compares the options and finds the smallest set that wins against all others: where every one of these methods begins.
fn begin(ballots: &Rankings, lot: &Lot) -> (Pairs, Counting) {
    let pairs = Pairs::count(ballots);
    let mut counting = Counting::new(ballots.options(), ballots.withdrawn(), lot);
    counting.step(Event::Compare(pairs.rows()));
    counting.step(Event::Smith(smith(&pairs, &counting.hopefuls())));
    (pairs, counting)
}

/// Fills the seats one by one with an option that no other left `beats`; several such are tied.
fn elect_unbeaten(counting: &mut Counting, seats: usize, beats: impl Fn(usize, usize) -> bool) {
    while counting.winners.len() < seats {
        let hopefuls = counting.hopefuls();
        let unbeaten: Vec<usize> = hopefuls
            .iter()
            .copied()
            .filter(|&option| !hopefuls.iter().any(|&other| beats(other, option)))
            .collect();
        let Some(winner) = counting.draw_one(About::Election, &unbeaten) else { break };
        counting.elect(winner, State::Elected);
    }
}

#[cfg(test)]
mod tests;
