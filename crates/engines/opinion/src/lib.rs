//! Votes on statements to what unites and what divides.
//!
//! People vote agree, disagree or pass on each other's statements. [`tally()`] counts, [`uniting`] and [`dividing`] find the
//! statements that matter, [`next`] chooses what to ask somebody now. A statement nobody has seen much is never called
//! either: both rankings go by what the votes *at least* show, so that few votes weigh little.

mod rank;
mod route;
mod tally;

pub use rank::{Ranked, dividing, uniting};
pub use route::next;
pub use tally::{Interval, Tally, Vote, tally};
