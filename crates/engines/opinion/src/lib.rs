//! Votes on statements to what unites and what divides.
//!
//! People vote agree, disagree or pass on each other's statements. [`tally()`] counts, [`uniting`] and [`dividing`] find the
//! statements that matter, [`next`] chooses what to ask somebody now. A statement nobody has seen much is never called
//! either: both rankings go by what the votes *at least* show, so that few votes weigh little.

mod axes;
mod best;
mod cluster;
pub mod compatible;
mod consensus;
mod counts;
mod lot;
mod map;
mod parallel;
mod place;
mod priority;
mod rank;
pub mod read;
mod representative;
mod route;
mod statistics;
mod tally;
mod votes;

pub use axes::{Axes, Search};
pub use best::{Doubt, FALSE_RATE, Trust};
pub use cluster::adjusted_rand;
pub use consensus::{Agreed, Consensus, consensus, consensus_found, group_informed};
pub use counts::group_tallies;
pub use map::{Findings, Group, Map, Moderation};
pub use place::{Place, Unasked, place_all};
pub use priority::{META, priority};
pub use rank::{Ranked, dividing, uniting};
pub use representative::{Representative, Side, representative, representative_found};
pub use route::next;
pub use tally::{Interval, Tally, Vote, tally};
pub use votes::{Cast, Votes};
