//! Hiding small numbers, so that nothing hidden can be worked out.

use super::companions::{self, Candidate};
use super::flow::Signs;
use super::{Cell, Fault, Interval, Reason, Rule, Standing, Surface, audit, greedy};

/// A table as it may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// For each cell why it is hidden; `None` for what is shown.
    pub hidden: Vec<Option<Reason>>,
    /// For each cell what a reader can work out.
    pub learned: Vec<Interval>,
}

impl Publication {
    /// The cells that are hidden: the pattern that later editions keep.
    pub fn pattern(&self) -> Vec<bool> {
        self.hidden.iter().map(Option::is_some).collect()
    }
}

/// Hides what the rule hides, and with it as little as possible so that a reader who knows the sums, the rule and every
/// denominator can exclude nothing that the rule protects: for a small count, any other small count.
///
/// One value for each cell of the surface. The answer depends on the order of cells only where two choices cost the same.
///
/// # Errors
/// Cells that are not as many as the surface has, do not add up, exceed 2^53 or their denominator; and
/// [`Fault::Unprotectable`] if cells that are always shown leave no way.
pub fn publish(surface: &Surface, cells: &[Cell], rule: &Rule) -> Result<Publication, Fault> {
    publish_again(surface, cells, rule, &vec![false; cells.len()])
}

/// Publishes a correction of what was published: what was hidden stays hidden and protected, whatever it is now.
///
/// Otherwise a value that is no longer small would be shown, and with it, in the earlier edition, the number beside it
/// that it was hidden for. `earlier` says for each cell whether it was hidden ([`Publication::pattern`]). What was shown
/// then is hidden for another's sake only if nothing else helps, because readers remember it.
///
/// # Errors
/// As [`publish`].
pub fn publish_again(
    surface: &Surface,
    cells: &[Cell],
    rule: &Rule,
    earlier: &[bool],
) -> Result<Publication, Fault> {
    if cells.len() != surface.cells() || earlier.len() != cells.len() {
        return Err(Fault::Length { cells: surface.cells(), given: cells.len().min(earlier.len()) });
    }
    if let Some(cell) = cells.iter().position(|cell| cell.denominator.is_some_and(|all| all < cell.value)) {
        return Err(Fault::Value { cell });
    }
    audit(surface, &cells.iter().map(|cell| Interval::exactly(cell.value)).collect::<Vec<_>>())?;

    let again = earlier.contains(&true);
    let candidates: Vec<Candidate> =
        cells.iter().zip(earlier).map(|(cell, hidden)| candidate(cell, rule, *hidden, again)).collect();
    let pattern = hide(surface, &candidates)?;
    let known: Vec<Interval> = (0..cells.len()).map(|at| known(&candidates[at], pattern[at])).collect();
    let learned = audit(surface, &known)?;
    let exposed = (0..cells.len()).find(|at| pattern[*at] && learned[*at].exact().is_some());
    if let Some(cell) = exposed {
        return Err(Fault::Unprotectable { cell });
    }
    let hidden = (0..cells.len()).map(|at| {
        let own = rule.reason(&cells[at]).or(earlier[at].then_some(Reason::Earlier));
        pattern[at].then(|| own.unwrap_or(Reason::Companion))
    });
    Ok(Publication { hidden: hidden.collect(), learned })
}

fn candidate(cell: &Cell, rule: &Rule, earlier: bool, again: bool) -> Candidate {
    let need = rule.need(cell).or_else(|| earlier.then(|| rule.some_doubt(cell)));
    let standing = match cell.standing {
        Standing::Ordinary if again && !earlier => Standing::Reluctant,
        standing => standing,
    };
    Candidate { value: cell.value, unknown: rule.unknown(cell), need, standing }
}

fn known(cell: &Candidate, hidden: bool) -> Interval {
    if hidden { cell.unknown } else { Interval::exactly(cell.value) }
}

/// Which cells are hidden.
fn hide(surface: &Surface, cells: &[Candidate]) -> Result<Vec<bool>, Fault> {
    let signs = Signs::new(surface, |_| true);
    if (0..cells.len()).all(|cell| signs.network(surface, cell)) {
        return companions::in_network(surface, &signs, cells);
    }
    // What cells need, as far as hiding everything else could give it.
    let all =
        cells.iter().map(|cell| known(cell, cell.need.is_some() || cell.may_join())).collect::<Vec<_>>();
    let mut cells = cells.to_vec();
    for (cell, reached) in cells.iter_mut().zip(audit(surface, &all)?) {
        cell.need = cell.need.map(|need| need.within(reached));
    }
    let known = cells.iter().map(|cell| known(cell, cell.need.is_some())).collect();
    let exposed = |learned: &[Interval]| (0..cells.len()).find(|at| cells[*at].is_exposed(learned[*at]));
    let known = greedy::with_audit(surface, &cells, known, exposed)?;
    Ok(known.iter().zip(&cells).map(|(known, cell)| cell.need.is_some() || known.exact().is_none()).collect())
}
