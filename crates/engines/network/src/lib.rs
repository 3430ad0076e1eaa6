//! Who works with whom: ties, what holds them together, and what hangs on whom.

pub mod betweenness;
pub mod blocks;
pub mod brokerage;
mod chance;
pub mod cohesion;
pub mod communities;
pub mod connectivity;
pub mod directed;
pub mod distance;
mod graph;
pub mod groups;
pub mod layout;
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
