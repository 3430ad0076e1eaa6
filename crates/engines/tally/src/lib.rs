//! Counting decisions.

mod amount;
mod assent;
mod ballots;
mod count;
pub mod formats;
mod lot;
mod stv;
mod transcript;

pub use amount::Amount;
pub use assent::{
    Answer, Consent, Gradients, Level, Quorum, Seat, Threshold, Verdict, consent, gradients,
};
pub use ballots::{Fault, Limits, MOST_BALLOTS, MOST_OPTIONS, Place, Rankings, Scores};
pub use count::Count;
pub use lot::Lot;
pub use stv::{Stv, stv};
pub use transcript::{About, Event, Figures, Said, Settled, State, Step, Tie, Transcript};
