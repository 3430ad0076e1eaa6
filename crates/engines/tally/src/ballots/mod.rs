//! What people said: options in an order, or a number for each option.

mod limits;
mod rankings;
mod scores;

pub use limits::Limits;
pub use rankings::{Place, Rankings};
pub(crate) use rankings::{next, ranks};
pub use scores::Scores;

use std::fmt;

/// More options than this are not one question: the methods by pairs need the cube of it.
pub const MOST_OPTIONS: usize = 1_000;

/// More ballots than this are more than there are people; sums stay exact up to here.
pub const MOST_BALLOTS: u64 = 1_000_000_000_000;

/// Why options or a ballot cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Fewer than one option, or more than [`MOST_OPTIONS`].
    Options(usize),
    /// Two options have this name.
    SameName(String),
    /// An option has no name.
    NoName,
    /// The ballot names an option that does not exist, by index.
    Unknown(usize),
    /// The ballot names this option twice.
    Twice(String),
    /// All ballots together are more than [`MOST_BALLOTS`].
    TooMany,
    /// The ballot has so many values for this many options.
    Values(usize, usize),
    /// The value of an option is out of bounds.
    Outside {
        /// Its name.
        option: String,
        /// The value.
        value: i16,
        /// The lowest allowed.
        lowest: i16,
        /// The highest allowed.
        highest: i16,
    },
    /// The values come to more than a ballot may spread.
    Sum {
        /// What they come to.
        sum: i64,
        /// What a ballot may spread.
        most: u64,
    },
    /// The votes cost more than a ballot's credits.
    Squares {
        /// What they cost.
        squares: u64,
        /// What a ballot has.
        credits: u64,
    },
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Options(count) => write!(f, "{count} options; there may be 1 to {MOST_OPTIONS}"),
            Self::SameName(name) => write!(f, "two options are called “{name}”; give each a name of its own"),
            Self::NoName => write!(f, "an option has no name"),
            Self::Unknown(option) => write!(f, "there is no option {}", option + 1),
            Self::Twice(name) => write!(f, "the ballot names “{name}” twice"),
            Self::TooMany => write!(f, "more than {MOST_BALLOTS} ballots"),
            Self::Values(given, needed) => write!(f, "{given} values for {needed} options"),
            Self::Outside { option, value, lowest, highest } => {
                write!(f, "{value} for “{option}” is not from {lowest} to {highest}")
            }
            Self::Sum { sum, most } => write!(f, "the ballot spreads {sum}, and it has {most}"),
            Self::Squares { squares, credits } => {
                write!(f, "the ballot's votes cost {squares} credits, and it has {credits}")
            }
        }
    }
}

impl std::error::Error for Fault {}

/// Checks the names of the options.
fn named(options: &[String]) -> Result<(), Fault> {
    if options.is_empty() || options.len() > MOST_OPTIONS {
        return Err(Fault::Options(options.len()));
    }
    if options.iter().any(|name| name.trim().is_empty()) {
        return Err(Fault::NoName);
    }
    let mut sorted: Vec<&String> = options.iter().collect();
    sorted.sort_unstable();
    match sorted.windows(2).find(|pair| pair[0] == pair[1]) {
        Some(pair) => Err(Fault::SameName(pair[0].clone())),
        None => Ok(()),
    }
}

/// The total with one more ballot of this weight.
fn more(total: u64, weight: u64) -> Result<u64, Fault> {
    total.checked_add(weight).filter(|&total| total <= MOST_BALLOTS).ok_or(Fault::TooMany)
}
