//! Counting decisions: show of hands, approval, scores, median grade, STAR, dots, quadratic votes, instant runoff, the methods that
//! compare two by two, the single transferable vote, rounds of consent and gradients of agreement.
//!
//! Every count is a pure function of the ballots (or of the seats and their answers) and of the [`Lot`] that was declared before, and
//! answers a [`Transcript`]: each step as data and as a plain sentence, so that anybody can count again. Ties are kept in it.
//! What no rule settles, only the lot does; without one the count stops there and says so.
//!
//! Ballots come as [`Rankings`] or [`Scores`], built by hand or read by [`formats`]. Options are numbered from 0 in the order in
//! which they are named. Votes are whole ballots (`u64`) or [`Amount`]s, decimal numbers that say when they are rounded; nothing
//! that elects anybody is a floating-point number.

mod amount;
mod assent;
mod ballots;
mod condorcet;
mod count;
pub mod formats;
mod lot;
mod median;
mod runoff;
mod star;
mod stv;
mod sums;
mod times;
mod transcript;

pub use amount::Amount;
pub use assent::{Answer, Consent, Gradients, Level, Quorum, Seat, Threshold, Verdict, consent, gradients};
pub use ballots::{Fault, Limits, MOST_BALLOTS, MOST_OPTIONS, Place, Rankings, Scores};
pub use condorcet::{Pairs, Strength, copeland, minimax, ranked_pairs, schulze, smith};
pub use count::Count;
pub use lot::Lot;
pub use median::median;
pub use runoff::instant_runoff;
pub use star::star;
pub use stv::{Stv, stv};
pub use sums::{approval, majority, mean, show_of_hands, total};
pub use times::{Suits, best_time};
pub use transcript::{About, Event, Figures, Said, Settled, State, Step, Tie, Transcript};

#[cfg(test)]
mod tests;
