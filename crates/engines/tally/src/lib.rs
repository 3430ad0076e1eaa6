//! Counting decisions: rounds of consent and gradients of agreement, with a transcript.
//!
//! A round is called among seats; each may answer, and answer again, until it is counted. The count is a pure function of
//! the seats and the answers in their order, and its [`Transcript`] states every step, so that anybody can count again.
//! Outcomes keep the whole distribution and name the seats that stayed silent: dissent is not averaged away.

mod consent;
mod gradients;
mod roll;

pub use consent::{Answer, Consent, consent};
pub use gradients::{Gradients, Level, Threshold, gradients};
pub use roll::{Quorum, Seat, Step, Transcript};

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
