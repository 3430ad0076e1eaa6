//! Many reporters' values to every place above them, with how many of how many reported.

mod periods;
mod read;
mod tree;

use std::fmt;
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};

pub use periods::{Spell, over_periods};
pub use read::{Columns, Places, Values};
pub use tree::{NoTree, Tree};

use crate::Coverage;

/// So many columns are added up together. A block's sums stay in the processor's cache while the reports pass
/// by.
const BLOCK: usize = 512;

/// What reporters sent: a row for each place that owes values, a column for each cell (an indicator in a
/// period), and `N` parts in each: one for counts, two for numerators and denominators.
#[derive(Debug, Clone, Copy)]
pub struct Reports<'a, const N: usize> {
    /// The place of each row.
    pub places: &'a [usize],
    /// How many columns each row has.
    pub columns: usize,
    /// The rows one after the other. Where a part is not finite (NaN), the whole cell is missing.
    pub values: &'a [[f64; N]],
}

/// What is wrong with reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoReports {
    /// A row's place is not in the tree.
    Unknown {
        /// The row.
        row: usize,
    },
    /// Two rows have the same place.
    Twice {
        /// The second of them.
        row: usize,
    },
    /// There are not as many values as rows times columns.
    Uneven,
}

impl fmt::Display for NoReports {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown { row } => write!(f, "the place of row {row} is not in the tree"),
            Self::Twice { row } => write!(f, "the place of row {row} has a row already"),
            Self::Uneven => f.write_str("there are not as many values as rows times columns"),
        }
    }
}

impl std::error::Error for NoReports {}

/// A cell of a place: the sums of all that was reported there and below.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Total<const N: usize> {
    /// The sum of each part; `None` if nobody reported: missing is never zero.
    pub parts: Option<[f64; N]>,
    /// How many of those who owe a value have one in the sums.
    pub coverage: Coverage,
}

/// Every place's sums.
#[derive(Debug)]
pub struct Totals<'a, const N: usize> {
    reports: Reports<'a, N>,
    row: Vec<Option<usize>>,
    /// For places in which others lie, which of the summed rows is theirs.
    summed: Vec<Option<usize>>,
    expected: Vec<usize>,
    blocks: Vec<Block<N>>,
}

/// The sums of some neighbouring columns, for every place in which others lie.
#[derive(Debug)]
struct Block<const N: usize> {
    width: usize,
    sums: Vec<[f64; N]>,
    reported: Vec<u32>,
}

/// Adds reports up a tree. A place may report for itself and hold others: its own value counts once, beside
/// theirs.
///
/// The answer is the same, bit for bit, for every number of threads: the tree and the order of the rows alone
/// decide in which order a cell is added. `threads` is how many to use at most; `None` for as many as the
/// processor offers.
///
/// ```
/// use signals::rollup::{Reports, Tree, roll_up};
///
/// let tree = Tree::new(vec![None, Some(0), Some(0)]).unwrap();
/// let values = [[180.0, 300.0], [40.0, 50.0]];
/// let reports = Reports { places: &[1, 2], columns: 1, values: &values };
/// let all = roll_up(&tree, reports, None).unwrap().total(0, 0);
/// assert_eq!((all.parts, all.coverage.to_string()), (Some([220.0, 350.0]), "2 of 2".into()));
/// ```
pub fn roll_up<'a, const N: usize>(
    tree: &Tree,
    reports: Reports<'a, N>,
    threads: Option<NonZero<usize>>,
) -> Result<Totals<'a, N>, NoReports> {
    let plan = Plan::new(tree, &reports)?;
    let threads = threads.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZero::get);
    let count = reports.columns.div_ceil(BLOCK);
    let taken = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let block = taken.fetch_add(1, Ordering::Relaxed);
            if block >= count {
                return done;
            }
            done.push((block, plan.block(&reports, block * BLOCK)));
        }
    };
    let mut blocks: Vec<(usize, Block<N>)> = std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads.min(count)).map(|_| scope.spawn(work)).collect();
        let mut all = work();
        for other in others {
            all.extend(other.join().expect("adding does not panic"));
        }
        all
    });
    blocks.sort_unstable_by_key(|(at, _)| *at);
    let blocks = blocks.into_iter().map(|(_, block)| block).collect();
    let Plan { row, summed, expected, .. } = plan;
    Ok(Totals { reports, row, summed, expected, blocks })
}

impl<const N: usize> Totals<'_, N> {
    /// A cell of a place.
    ///
    /// # Panics
    /// If there is no such place or column.
    pub fn total(&self, place: usize, column: usize) -> Total<N> {
        let expected = self.expected[place];
        let (parts, reported) = match (self.summed[place], self.row[place]) {
            (Some(at), _) => {
                let block = &self.blocks[column / BLOCK];
                let cell = at * block.width + column % BLOCK;
                (block.sums[cell], block.reported[cell] as usize)
            }
            (None, Some(row)) => {
                let value = self.reports.values[row * self.reports.columns + column];
                (value, usize::from(is_there(&value)))
            }
            (None, None) => ([0.0; N], 0),
        };
        Total { parts: (reported > 0).then_some(parts), coverage: Coverage { reported, expected } }
    }

    /// A cell of a place for which nobody reported.
    pub fn nothing(&self, place: usize) -> Total<N> {
        Total { parts: None, coverage: Coverage { reported: 0, expected: self.expected[place] } }
    }
}

/// Which row is added to which.
struct Plan {
    row: Vec<Option<usize>>,
    summed: Vec<Option<usize>>,
    expected: Vec<usize>,
    /// Rows of reports, and the summed row that each is added to.
    reports: Vec<(usize, usize)>,
    /// Summed rows and those that they are added to, from the leaves up. A row stands behind the one it is
    /// added to.
    upwards: Vec<(usize, usize)>,
    rows: usize,
}

impl Plan {
    fn new<const N: usize>(tree: &Tree, reports: &Reports<'_, N>) -> Result<Self, NoReports> {
        if reports.places.len().checked_mul(reports.columns) != Some(reports.values.len()) {
            return Err(NoReports::Uneven);
        }
        let mut row = vec![None; tree.len()];
        for (at, place) in reports.places.iter().enumerate() {
            let slot: &mut Option<usize> = row.get_mut(*place).ok_or(NoReports::Unknown { row: at })?;
            if slot.replace(at).is_some() {
                return Err(NoReports::Twice { row: at });
            }
        }
        let holding = tree.holding();
        let mut summed = vec![None; tree.len()];
        let inner = tree.downwards().iter().filter(|place| holding[**place]);
        let rows = inner.enumerate().map(|(at, place)| summed[*place] = Some(at)).count();

        let mut expected: Vec<usize> = row.iter().map(|row| usize::from(row.is_some())).collect();
        let mut upwards = Vec::new();
        for &place in tree.downwards().iter().rev() {
            let Some(parent) = tree.parent(place) else { continue };
            expected[parent] += expected[place];
            upwards.extend(summed[place].zip(summed[parent]));
        }
        // A place that holds others is added to its own sums, one that does not to its parent's.
        let target =
            |place: usize| summed[place].or_else(|| tree.parent(place).and_then(|parent| summed[parent]));
        let reports = reports.places.iter().enumerate();
        let mut reports: Vec<(usize, usize)> =
            reports.filter_map(|(row, place)| Some((row, target(*place)?))).collect();
        // Rows that are added to the same sums follow each other.
        reports.sort_by_key(|(_, target)| *target);
        Ok(Self { row, summed, expected, reports, upwards, rows })
    }

    /// Adds up the columns of the block that begins at `first`.
    fn block<const N: usize>(&self, reports: &Reports<'_, N>, first: usize) -> Block<N> {
        let width = BLOCK.min(reports.columns - first);
        let mut block =
            Block { width, sums: vec![[0.0; N]; self.rows * width], reported: vec![0; self.rows * width] };
        for &(row, target) in &self.reports {
            let from = row * reports.columns + first;
            let (sums, reported) = block.row(target);
            add_reports(sums, reported, &reports.values[from..from + width]);
        }
        for &(row, target) in &self.upwards {
            block.add_row(row, target);
        }
        block
    }
}

impl<const N: usize> Block<N> {
    fn row(&mut self, at: usize) -> (&mut [[f64; N]], &mut [u32]) {
        let cells = at * self.width..(at + 1) * self.width;
        (&mut self.sums[cells.clone()], &mut self.reported[cells])
    }

    /// Adds a row to one before it.
    fn add_row(&mut self, row: usize, target: usize) {
        let (from, to) = (row * self.width, target * self.width);
        let (before, behind) = self.sums.split_at_mut(from);
        for (sum, parts) in before[to..to + self.width].iter_mut().zip(&behind[..self.width]) {
            for (sum, part) in sum.iter_mut().zip(parts) {
                *sum += part;
            }
        }
        let (before, behind) = self.reported.split_at_mut(from);
        for (sum, reported) in before[to..to + self.width].iter_mut().zip(&behind[..self.width]) {
            *sum += reported;
        }
    }
}

fn add_reports<const N: usize>(sums: &mut [[f64; N]], reported: &mut [u32], values: &[[f64; N]]) {
    for ((sum, reported), value) in sums.iter_mut().zip(reported).zip(values) {
        let there = is_there(value);
        for (sum, part) in sum.iter_mut().zip(value) {
            *sum += if there { *part } else { 0.0 };
        }
        *reported += u32::from(there);
    }
}

fn is_there<const N: usize>(value: &[f64; N]) -> bool {
    value.iter().all(|part| part.is_finite())
}

#[cfg(test)]
mod tests;
