//! Readers of ballot files: pure functions from text.

mod answers;
mod blt;
mod cells;
mod preflib;
mod ranks;
mod scores;

use std::fmt;

pub use answers::{Answers, consent_answers, gradient_answers};
pub use blt::blt;
pub use preflib::preflib;
pub use ranks::{cast_vote_records, scottish, votekit};
pub use scores::scores;

use crate::ballots::Rankings;

/// An election read from a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Election {
    /// What it is called; empty if the file does not say.
    pub title: String,
    /// The ballots.
    pub ballots: Rankings,
    /// How many seats, if the file says.
    pub seats: Option<usize>,
    /// The order in which ties are broken, if the file declares one: options by index, each once.
    pub tie_order: Option<Vec<usize>>,
}

/// Why a file cannot be read: where and what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Malformed {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong there.
    pub reason: String,
}

impl Malformed {
    fn at(line: usize, reason: impl fmt::Display) -> Self {
        Self { line, reason: reason.to_string() }
    }
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.reason)
    }
}

impl std::error::Error for Malformed {}

/// A file without the mark that some programs put before UTF-8.
fn unmarked(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// A name with single spaces, and none around it.
fn tidy(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How many ballots: a whole number above zero.
fn weight(word: &str, line: usize) -> Result<u64, Malformed> {
    word.parse().ok().filter(|&weight| weight > 0).ok_or_else(|| {
        Malformed::at(line, format!("“{word}” is not a number of ballots; write a whole number from 1"))
    })
}
