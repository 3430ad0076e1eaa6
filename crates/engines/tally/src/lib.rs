//! Counting decisions.

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
pub use sums::{approval, mean, show_of_hands, total};
pub use transcript::{About, Event, Figures, Said, Settled, State, Step, Tie, Transcript};
