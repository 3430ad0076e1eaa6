//! Deciding by assent: rounds of consent and gradients of agreement, among seats.
//!
//! A round is called among seats; each may answer, and answer again, until it is counted. Outcomes keep the whole distribution
//! and name the seats that stayed silent: dissent is not averaged away.

mod consent;
mod gradients;
mod roll;

pub use consent::{Answer, Consent, consent};
pub use gradients::{Gradients, Level, Threshold, gradients};
pub use roll::{Quorum, Seat};

/// How a round ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The proposal stands.
    Adopted,
    /// It does not, as it is: amend it and ask again.
    Amend,
    /// Too few answered to decide.
    NoQuorum,
}
