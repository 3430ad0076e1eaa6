//! Who works with whom: ties, what holds them together, and what hangs on whom.

pub mod betweenness;
pub mod blocks;
pub mod brokerage;
pub mod cohesion;
pub mod distance;
mod graph;
mod parallel;
pub mod read;
pub mod spectrum;

pub use blocks::Blocks;
pub use graph::{Digraph, Graph};
