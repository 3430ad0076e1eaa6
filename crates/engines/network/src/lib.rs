//! Who works with whom: ties, what holds them together, and what hangs on whom.

pub mod betweenness;
pub mod blocks;
mod graph;
mod parallel;
pub mod read;

pub use blocks::Blocks;
pub use graph::{Digraph, Graph};
