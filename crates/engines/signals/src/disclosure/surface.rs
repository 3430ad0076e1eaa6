//! What is published: cells, and which of them are sums of others.

use std::fmt;

/// Values up to 2^53 are counted exactly by every reader of JSON; nothing larger is a count of people.
pub const LARGEST: u64 = 1 << 53;

/// A published total: the sum of its parts. Cells are meant by their index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    /// The cell that is the sum.
    pub total: usize,
    /// The cells it adds.
    pub parts: Vec<usize>,
}

/// Everything a reader can see at once, on whatever page: cells, and the sums that hold between them.
///
/// A table with totals, its nested regions, a rate beside its denominator and an earlier edition are all sums of cells;
/// "the same number twice" is a sum of one part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Surface {
    sums: Vec<Sum>,
    /// For each cell the sums it stands in, and its sign there: 1 as a part, -1 as the total.
    places: Vec<Vec<(usize, i64)>>,
}

impl Surface {
    /// So many cells and the sums between them.
    ///
    /// # Errors
    /// A sum that names a cell which is not there, or one cell twice.
    pub fn new(cells: usize, sums: Vec<Sum>) -> Result<Self, Fault> {
        let mut places = vec![Vec::new(); cells];
        for (at, sum) in sums.iter().enumerate() {
            for (cell, sign) in sum.signed() {
                let places: &mut Vec<(usize, i64)> =
                    places.get_mut(cell).ok_or(Fault::NoSuchCell { sum: at })?;
                if places.last().is_some_and(|(last, _)| *last == at) {
                    return Err(Fault::Twice { sum: at });
                }
                places.push((at, sign));
            }
        }
        Ok(Self { sums, places })
    }

    /// How many cells there are.
    pub fn cells(&self) -> usize {
        self.places.len()
    }

    /// The sums.
    pub fn sums(&self) -> &[Sum] {
        &self.sums
    }

    /// The sums a cell stands in, and its sign there.
    pub(super) fn places(&self, cell: usize) -> &[(usize, i64)] {
        &self.places[cell]
    }
}

impl Sum {
    /// Its cells with their signs: what these add up to is zero.
    pub(super) fn signed(&self) -> impl Iterator<Item = (usize, i64)> + '_ {
        self.parts.iter().map(|part| (*part, 1)).chain([(self.total, -1)])
    }
}

/// What is known of a cell: a whole number from `low` to `high`, both possible; no `high` means that there is no limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// The least it can be.
    pub low: u64,
    /// The most it can be.
    pub high: Option<u64>,
}

impl Interval {
    /// A value that is shown.
    pub const fn exactly(value: u64) -> Self {
        Self { low: value, high: Some(value) }
    }

    /// Anything from here on.
    pub const fn at_least(low: u64) -> Self {
        Self { low, high: None }
    }

    /// The value, if only one is possible.
    pub fn exact(self) -> Option<u64> {
        self.high.filter(|high| *high == self.low)
    }

    /// Whether everything in `other` is possible here too.
    pub fn contains(self, other: Self) -> bool {
        let reaches = match (self.high, other.high) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(mine), Some(theirs)) => mine >= theirs,
        };
        self.low <= other.low && reaches
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.high {
            Some(high) if high == self.low => write!(f, "{high}"),
            Some(high) => write!(f, "{} to {high}", self.low),
            None => write!(f, "{} or more", self.low),
        }
    }
}

/// Why numbers can be neither audited nor published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The sum of this index names a cell that is not there.
    NoSuchCell {
        /// Index of the sum.
        sum: usize,
    },
    /// The sum of this index names a cell twice.
    Twice {
        /// Index of the sum.
        sum: usize,
    },
    /// There is not one fact for each cell.
    Length {
        /// How many cells there are.
        cells: usize,
        /// How many facts were given.
        given: usize,
    },
    /// A cell holds more than 2^53, or its least is above its most.
    Value {
        /// Index of the cell.
        cell: usize,
    },
    /// The cells of this sum are all shown and do not add up.
    DoesNotAddUp {
        /// Index of the sum.
        sum: usize,
    },
    /// No numbers in the hidden cells fit what is shown.
    Contradiction,
    /// The hidden cells hang together in a way that could not be solved exactly within the limits of this program.
    TooHard,
    /// This hidden cell cannot be protected by hiding others, because what it needs is always shown.
    Unprotectable {
        /// Index of the cell.
        cell: usize,
    },
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSuchCell { sum } => write!(f, "sum {sum} names a cell that is not there"),
            Self::Twice { sum } => write!(f, "sum {sum} names a cell twice"),
            Self::Length { cells, given } => write!(f, "{given} values were given for {cells} cells"),
            Self::Value { cell } => write!(f, "cell {cell} does not hold a count from 0 to 2^53"),
            Self::DoesNotAddUp { sum } => write!(f, "the parts of sum {sum} do not add up to its total"),
            Self::Contradiction => {
                f.write_str("no numbers in the hidden cells fit the totals that are shown")
            }
            Self::TooHard => f.write_str("the hidden cells hang together too closely to be solved exactly"),
            Self::Unprotectable { cell } => {
                write!(
                    f,
                    "cell {cell} cannot be protected, because what would have to be hidden with it is always shown"
                )
            }
        }
    }
}

impl std::error::Error for Fault {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_names_cells_that_are_there_once() {
        let sum = |total, parts: &[usize]| vec![Sum { total, parts: parts.to_vec() }];
        assert_eq!(Surface::new(2, sum(2, &[0, 1])), Err(Fault::NoSuchCell { sum: 0 }));
        assert_eq!(Surface::new(2, sum(1, &[0, 0])), Err(Fault::Twice { sum: 0 }));
        assert_eq!(Surface::new(2, sum(1, &[0, 1])), Err(Fault::Twice { sum: 0 }));
        assert_eq!(Surface::new(3, sum(2, &[0, 1])).unwrap().places(2), [(0, -1)]);
    }

    #[test]
    fn intervals_read_as_sentences() {
        assert_eq!(Interval::exactly(7).to_string(), "7");
        assert_eq!(Interval { low: 1, high: Some(9) }.to_string(), "1 to 9");
        assert_eq!(Interval::at_least(0).to_string(), "0 or more");
        assert!(Interval::at_least(0).contains(Interval { low: 1, high: Some(9) }));
        assert!(!Interval { low: 0, high: Some(8) }.contains(Interval { low: 1, high: Some(9) }));
        assert!(!Interval::exactly(3).contains(Interval::at_least(3)));
    }
}
