//! The files that Polis exports.

mod comments;
mod fault;
mod log;
mod matrix;
mod table;

use crate::Votes;

pub use comments::{Comment, comments};
pub use fault::Fault;
pub use log::votes;
pub use matrix::participants_votes;

/// A conversation as its files hold it.
#[derive(Debug, Clone)]
pub struct Conversation {
    /// The names of the participants, by row.
    pub participants: Vec<String>,
    /// The names of the statements, by column.
    pub statements: Vec<String>,
    /// The votes.
    pub votes: Votes,
    /// Each participant's group as the file says, by row; `None` for whoever has none there.
    pub groups: Vec<Option<String>>,
}

/// Reads votes from either file: `participants-votes.csv` or `votes.csv`, told apart by their first line.
pub fn conversation(file: &[u8]) -> Result<Conversation, Fault> {
    let head = file.split(|&byte| byte == b'\n').next().unwrap_or_default();
    if head.windows(8).any(|word| word == b"voter-id") { votes(file) } else { participants_votes(file) }
}
