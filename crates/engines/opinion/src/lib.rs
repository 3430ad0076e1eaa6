//! Votes on statements to what unites and what divides.
//!
//! People vote agree, disagree or pass on each other's statements. [`tally()`] counts, [`uniting`] and
//! [`dividing`] find the statements that matter, [`next`] chooses what to ask somebody now. A statement
//! nobody has seen much is never called either: both rankings go by what the votes *at least* show, so that
//! few votes weigh little. [`alike()`] finds what was said nearly so before.
//!
//! An opinion map shows who votes alike. [`Votes`] holds the votes, takes new ones and forgets who is banned;
//! [`Map::draw`] finds the two axes along which people differ most, where everybody stands and in which
//! groups, cold or from the map before; [`Map::examine`] says whether the groups are there; [`Map::findings`]
//! what speaks for each group, what unites them all, and how much there is to learn from each statement, by
//! which [`likely`] chooses the next one; [`Map::place`] where one person stands and how sure that is, and
//! [`marks`] what a picture of it shows.
//! [`compatible`] computes what Polis computes. [`read`] reads what Polis exports.
//!
//! The same votes give the same answer, to the last bit, whatever the number of threads. Rows are
//! participants and columns statements, both counted from 0.

mod alike;
mod axes;
mod best;
mod cluster;
pub mod compatible;
mod consensus;
mod counts;
mod lot;
mod map;
mod marks;
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

pub use alike::{alike, likeness};
pub use axes::{Axes, Search};
pub use best::{Doubt, FALSE_RATE, Trust};
pub use cluster::adjusted_rand;
pub use consensus::{Agreed, Consensus, consensus, consensus_found, group_informed};
pub use counts::group_tallies;
pub use map::{Findings, Group, Map, Moderation};
pub use marks::{Mark, marks};
pub use place::{Place, Unasked, place_all};
pub use priority::{META, priority};
pub use rank::{Ranked, dividing, uniting};
pub use representative::{Representative, Side, representative, representative_found};
pub use route::{HEARD, ask, likely, next};
pub use tally::{Interval, Tally, Vote, tally};
pub use votes::{Cast, Votes};
