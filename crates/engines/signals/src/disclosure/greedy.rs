//! Companions where the sums are no network, and for rounded tables: the smallest cell beside one that is not yet safe,
//! with an audit after each.

use super::companions::Candidate;
use super::{Fault, Interval, Surface, audit};

/// Hides cells until `unsafe_cell` finds none in the audit, then shows again what nothing needs. `known` is what a
/// reader knows of each cell; answers it with the companions hidden.
///
/// # Errors
/// What the audit refuses, and a cell that cannot be protected because all that hangs together with it is always shown.
pub(super) fn with_audit(
    surface: &Surface,
    cells: &[Candidate],
    mut known: Vec<Interval>,
    unsafe_cell: impl Fn(&[Interval]) -> Option<usize>,
) -> Result<Vec<Interval>, Fault> {
    let mut companions = Vec::new();
    let mut joined = vec![false; cells.len()];
    while let Some(cell) = unsafe_cell(&audit(surface, &known)?) {
        let may_join = |at: usize| cells[at].may_join() && !joined[at];
        let companion = nearest(surface, &known, cell, may_join, |at| cells[at].price())
            .ok_or(Fault::Unprotectable { cell })?;
        companions.push((companion, known[companion]));
        joined[companion] = true;
        known[companion] = cells[companion].unknown;
    }
    companions.sort_by_key(|(at, _)| std::cmp::Reverse(cells[*at].price()));
    for (companion, shown) in companions {
        let hidden = std::mem::replace(&mut known[companion], shown);
        if unsafe_cell(&audit(surface, &known)?).is_some() {
            known[companion] = hidden;
        }
    }
    Ok(known)
}

/// The cheapest cell in a sum with this one; if there is none, in a sum with a hidden cell that stands in a sum with it,
/// and so on.
fn nearest<P: Ord>(
    surface: &Surface,
    known: &[Interval],
    cell: usize,
    may_join: impl Fn(usize) -> bool,
    price: impl Fn(usize) -> P,
) -> Option<usize> {
    let mut seen = vec![false; surface.cells()];
    seen[cell] = true;
    let mut ring = vec![cell];
    while !ring.is_empty() {
        let mut next = Vec::new();
        for (sum, _) in ring.iter().flat_map(|cell| surface.places(*cell)) {
            for (other, _) in surface.sums()[*sum].signed() {
                if !std::mem::replace(&mut seen[other], true) {
                    next.push(other);
                }
            }
        }
        if let Some(found) =
            next.iter().copied().filter(|at| may_join(*at)).min_by_key(|at| (price(*at), *at))
        {
            return Some(found);
        }
        ring = next.into_iter().filter(|at| known[*at].exact().is_none()).collect();
    }
    None
}
