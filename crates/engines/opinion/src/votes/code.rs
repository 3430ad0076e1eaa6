//! A vote in two bytes.

use crate::Vote;

/// A vote with its statement: four times the statement plus the vote.
pub(crate) trait Code: Copy + Ord + Send + Sync {
    /// From its number.
    fn of(number: usize) -> Self;
    /// Its number.
    fn number(self) -> usize;

    /// The statement.
    fn statement(self) -> usize {
        self.number() / VALUES
    }

    /// The vote.
    fn vote(self) -> Vote {
        [Vote::Pass, Vote::Agree, Vote::Disagree, Vote::Pass][self.number() % VALUES]
    }
}

/// Codes a statement takes.
pub(crate) const VALUES: usize = 4;

/// What each of a statement's codes counts as: pass 0, agree 1, disagree -1; the last is unused.
pub(crate) const VALUE: [f64; VALUES] = [0.0, 1.0, -1.0, 0.0];

/// How many statements two bytes can tell apart.
pub(crate) const NARROW: usize = (u16::MAX as usize + 1) / VALUES;

/// The number of a vote's code.
pub(crate) fn number(statement: u32, vote: Vote) -> usize {
    let value = match vote {
        Vote::Pass => 0,
        Vote::Agree => 1,
        Vote::Disagree => 2,
    };
    statement as usize * VALUES + value
}

impl Code for u16 {
    fn of(number: usize) -> Self {
        number as Self
    }

    fn number(self) -> usize {
        self.into()
    }
}

impl Code for u32 {
    fn of(number: usize) -> Self {
        number as Self
    }

    fn number(self) -> usize {
        self as usize
    }
}
