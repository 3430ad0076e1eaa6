//! Who works with whom, and who does what: ties and what hangs on them, contributions and what is missing.
//!
//! One half reads structure. A [`Graph`] is built once, from plain pairs or from [`Ties`] as people report them, and
//! [`structure::Structure`] reads everything of it at once; each reading also stands alone in its module. The other half reads
//! a plan: [`contributions`], [`matching`] and the [`flow`] of work to each outcome. [`layout`] and [`order`] place both on
//! paper, and [`read`] takes them from files. Readings describe; none is a measure of anybody's worth.

pub mod betweenness;
pub mod blocks;
pub mod brokerage;
mod chance;
pub mod cohesion;
pub mod communities;
pub mod connectivity;
pub mod contributions;
pub mod directed;
pub mod distance;
pub mod flow;
mod graph;
pub mod groups;
pub mod layout;
pub mod matching;
pub mod order;
mod parallel;
pub mod read;
pub mod response;
pub mod spectrum;
pub mod structure;
mod ties;
pub mod two_mode;

pub use blocks::Blocks;
pub use graph::{Digraph, Graph};
pub use ties::{Agreement, Tie, Ties};
