//! Networks of ties, and who contributes what.

mod contributions;
mod structure;

pub(crate) use contributions::Contributions;
pub(crate) use structure::Network;
