//! Rounding: small counts are hidden, all others shown to the nearest five. Nothing depends on the order of cells or on
//! what else is asked for, so it suits open interfaces and files.

use super::companions::Candidate;
use super::rule::Need;
use super::{Cell, Fault, Interval, Surface, audit, greedy};

/// How counts are rounded.
///
/// The default is that of NHS Digital for hospital statistics since 2018: 0 is shown, 1 to 7 are hidden, all others are
/// shown to the nearest 5. Totals are rounded from the true values and need not add up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rounding {
    /// Counts from 1 up to below this are hidden.
    pub threshold: u64,
    /// Others are shown to the nearest multiple of this; halves go up.
    pub base: u64,
}

impl Default for Rounding {
    fn default() -> Self {
        Self { threshold: 8, base: 5 }
    }
}

/// A cell of a rounded table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// To the nearest multiple; 0 is nobody.
    Rounded(u64),
    /// From 1 up to below the threshold.
    Small,
    /// Hidden because it would give a small one away.
    Companion,
}

/// A table as it may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rounded {
    /// What is shown of each cell.
    pub shown: Vec<Shown>,
    /// For each cell what a reader who knows how it was rounded can work out.
    pub learned: Vec<Interval>,
}

impl Rounding {
    /// One count, as it is shown. The same count is always shown the same.
    ///
    /// # Panics
    /// If the base is 0.
    pub fn of(&self, count: u64) -> Shown {
        match count {
            0 => Shown::Rounded(0),
            count if count < self.threshold => Shown::Small,
            count => Shown::Rounded((count + self.base / 2) / self.base * self.base),
        }
    }

    /// What can have been rounded to this.
    pub fn before(&self, shown: Shown) -> Interval {
        match shown {
            Shown::Rounded(0) => Interval::exactly(0),
            Shown::Small => Interval { low: 1, high: Some(self.threshold - 1) },
            Shown::Companion => Interval::at_least(1),
            Shown::Rounded(count) => {
                let low = count.saturating_sub(self.base / 2).max(self.threshold);
                Interval { low, high: Some(count + (self.base - 1) / 2) }
            }
        }
    }
}

/// Rounds a table. In rare tables sums of many small counts still give each of them away (four times 7 beside a total of
/// 30): the auditor finds them, and the cheapest cell beside them is hidden too.
///
/// One value for each cell of the surface; denominators and contributors are not looked at, because counts are rounded
/// whatever they are.
///
/// # Errors
/// As [`super::publish`].
pub fn round(surface: &Surface, cells: &[Cell], rounding: &Rounding) -> Result<Rounded, Fault> {
    audit(surface, &cells.iter().map(|cell| Interval::exactly(cell.value)).collect::<Vec<_>>())?;
    let small = |cell: &Cell| rounding.of(cell.value) == Shown::Small;
    let candidates: Vec<Candidate> = cells
        .iter()
        .map(|cell| Candidate {
            value: cell.value,
            unknown: Interval::at_least(1),
            need: small(cell).then_some(Need { range: Interval::exactly(cell.value), either: true }),
            standing: cell.standing,
        })
        .collect();
    let known = cells.iter().map(|cell| rounding.before(rounding.of(cell.value))).collect();
    let exposed = |learned: &[Interval]| (0..cells.len()).find(|at| candidates[*at].is_exposed(learned[*at]));
    let known = greedy::with_audit(surface, &candidates, known, exposed)?;
    let shown = known.iter().zip(cells).map(|(known, cell)| match known.high {
        None => Shown::Companion,
        Some(_) => rounding.of(cell.value),
    });
    Ok(Rounded { shown: shown.collect(), learned: audit(surface, &known)? })
}
