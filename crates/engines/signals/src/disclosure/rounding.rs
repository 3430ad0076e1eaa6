//! Rounding: small counts are hidden, all others shown to the nearest five. Nothing depends on the order of cells or on
//! what else is asked for, so it suits open interfaces and files.

use super::companions::Candidate;
use super::rule::Need;
use super::{Cell, Fault, Interval, Rule, Surface, audit, greedy};

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
    let nobody = Rule { least_contributors: 0, largest_share: f64::INFINITY, ..Rule::default() };
    round_again(surface, cells, rounding, &nobody, &vec![false; cells.len()])
}

/// The same where few contributors stand behind some cells, or an earlier edition hid them: those are hidden as well.
/// Of the rule only what concerns contributors is asked; `earlier` says for each cell whether it was hidden.
///
/// # Errors
/// As [`super::publish_again`].
pub fn round_again(
    surface: &Surface,
    cells: &[Cell],
    rounding: &Rounding,
    rule: &Rule,
    earlier: &[bool],
) -> Result<Rounded, Fault> {
    if cells.len() != surface.cells() || earlier.len() != cells.len() {
        return Err(Fault::Length { cells: surface.cells(), given: cells.len().min(earlier.len()) });
    }
    audit(surface, &cells.iter().map(|cell| Interval::exactly(cell.value)).collect::<Vec<_>>())?;
    let rule = Rule { people: false, ..*rule };
    let small = |cell: &Cell| rounding.of(cell.value) == Shown::Small;
    let unknown = |cell: &Cell| Interval::at_least(cell.value.min(1));
    // Denominators bound nothing here: they are rounded too.
    let own = |at: usize| {
        let cell = Cell { denominator: None, ..cells[at] };
        rule.need(&cell).or_else(|| earlier[at].then(|| rule.some_doubt(&cell)))
    };
    let candidates: Vec<Candidate> = cells
        .iter()
        .enumerate()
        .map(|(at, cell)| Candidate {
            value: cell.value,
            unknown: unknown(cell),
            need: own(at).or_else(|| {
                small(cell).then_some(Need { range: Interval::exactly(cell.value), either: true })
            }),
            standing: cell.standing,
        })
        .collect();
    let known = |(at, cell): (usize, &Cell)| match own(at) {
        Some(_) => unknown(cell),
        None => rounding.before(rounding.of(cell.value)),
    };
    let known = cells.iter().enumerate().map(known).collect();
    let exposed = |learned: &[Interval]| (0..cells.len()).find(|at| candidates[*at].is_exposed(learned[*at]));
    let known = greedy::with_audit(surface, &candidates, known, exposed)?;
    let shown = known.iter().zip(cells).map(|(known, cell)| match known.high {
        None => Shown::Companion,
        Some(_) => rounding.of(cell.value),
    });
    Ok(Rounded { shown: shown.collect(), learned: audit(surface, &known)? })
}
