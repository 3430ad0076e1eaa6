//! Networks of ties, and who contributes what.

mod contributions;
mod map;
mod structure;

pub(crate) use contributions::Contributions;
pub use map::read_map;
pub(crate) use structure::Network;
