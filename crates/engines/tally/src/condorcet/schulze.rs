//! Schulze's method: victories count along paths.
//!
//! M. Schulze, "A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent single-winner election method",
//! Social Choice and Welfare 36 (2011). A path is as strong as its weakest victory; an option beats another whose strongest path
//! back is weaker.

use super::pairs::Strength;
use super::{begin, elect_unbeaten};
use crate::amount::Amount;
use crate::ballots::Rankings;
use crate::count::Count;
use crate::lot::Lot;
use crate::transcript::Event;

/// Counts by Schulze's method. Each option is shown with the number of options it beats along paths.
pub fn schulze(ballots: &Rankings, seats: usize, strength: Strength, lot: &Lot) -> Count {
    let (pairs, mut counting) = begin(ballots, lot);
    let hopefuls = counting.hopefuls();
    let options = ballots.options().len();
    let mut paths: Vec<Vec<u64>> = (0..options)
        .map(|one| (0..options).map(|other| pairs.victory(one, other, strength)).collect())
        .collect();
    for &via in &hopefuls {
        let onward = paths[via].clone();
        for &from in hopefuls.iter().filter(|&&from| from != via) {
            let reach = paths[from][via];
            for (to, (path, &onward)) in paths[from].iter_mut().zip(&onward).enumerate() {
                if to != from {
                    *path = (*path).max(reach.min(onward));
                }
            }
        }
    }
    let beats = |one: usize, other: usize| paths[one][other] > paths[other][one];
    counting.hold(|one| Amount::whole(hopefuls.iter().filter(|&&other| beats(one, other)).count() as u64));
    counting.step(Event::Paths(paths.clone()));
    elect_unbeaten(&mut counting, seats, beats);
    counting.end()
}
