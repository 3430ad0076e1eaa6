//! The auditor: what a reader who calculates can learn of the hidden cells.

use super::flow::{ENDLESS, Network, Signs};
use super::program::{Program, TooHard};
use super::surface::LARGEST;
use super::{Fault, Interval, Surface};

/// The least and the most that each cell can be, for a reader who knows all sums and of each cell what `known` says: its
/// value where it is shown, `at_least(0)` where it is hidden, a range where it was rounded.
///
/// Bounds are exact and whole: both ends are taken in some table that fits everything shown. Work grows with the number
/// of hidden cells that hang together, not with the table.
///
/// # Errors
/// Facts that are not one a cell, values above 2^53, shown cells that do not add up, and hidden cells that no numbers
/// fit. [`Fault::TooHard`] only where cells stand in more than two sums, or in two nested dimensions.
pub fn audit(surface: &Surface, known: &[Interval]) -> Result<Vec<Interval>, Fault> {
    check(surface, known)?;
    let signs = Signs::new(surface, |cell| known[cell].exact().is_none());
    let (network, other): (Vec<usize>, Vec<usize>) = (0..surface.cells())
        .filter(|cell| known[*cell].exact().is_none())
        .partition(|cell| signs.network(surface, *cell));
    let owed = owed(surface, known);
    let mut found = known.to_vec();
    audit_network(surface, &signs, &network, &owed, &mut found)?;
    let mut other = other;
    other.sort_by_key(|cell| signs.group(surface, *cell));
    for cells in other.chunk_by(|a, b| signs.group(surface, *a) == signs.group(surface, *b)) {
        audit_program(surface, cells, &owed, &mut found)?;
    }
    Ok(found)
}

/// What each sum owes its hidden cells: with their signs they add up to it.
fn owed(surface: &Surface, known: &[Interval]) -> Vec<i64> {
    let shown = |cell: usize| known[cell].exact().map_or(0, |value| value as i64);
    surface
        .sums()
        .iter()
        .map(|sum| -sum.signed().map(|(cell, sign)| sign * shown(cell)).sum::<i64>())
        .collect()
}

fn check(surface: &Surface, known: &[Interval]) -> Result<(), Fault> {
    if known.len() != surface.cells() {
        return Err(Fault::Length { cells: surface.cells(), given: known.len() });
    }
    let mut together = 0_u64;
    for (cell, known) in known.iter().enumerate() {
        let most = known.high.unwrap_or(known.low);
        together = together.saturating_add(most);
        if most > LARGEST || most < known.low || together >= ENDLESS as u64 {
            return Err(Fault::Value { cell });
        }
    }
    let owed = owed(surface, known);
    for (at, sum) in surface.sums().iter().enumerate() {
        if owed[at] != 0 && sum.signed().all(|(cell, _)| known[cell].exact().is_some()) {
            return Err(Fault::DoesNotAddUp { sum: at });
        }
    }
    Ok(())
}

fn audit_network(
    surface: &Surface,
    signs: &Signs,
    cells: &[usize],
    owed: &[i64],
    found: &mut [Interval],
) -> Result<(), Fault> {
    let mut network = Network::new(surface, signs, cells.iter().map(|cell| (*cell, found[*cell], 0)));
    if !network.settle(&signs.owed(owed)) {
        return Err(Fault::Contradiction);
    }
    for (arc, cell) in cells.iter().enumerate() {
        found[*cell] = network.bounds(arc);
    }
    Ok(())
}

fn audit_program(
    surface: &Surface,
    cells: &[usize],
    owed: &[i64],
    found: &mut [Interval],
) -> Result<(), Fault> {
    let mut program = Program {
        low: cells.iter().map(|cell| found[*cell].low as i64).collect(),
        high: cells.iter().map(|cell| found[*cell].high.map(|high| high as i64)).collect(),
        ..Program::default()
    };
    let mut sums: Vec<usize> =
        cells.iter().flat_map(|cell| surface.places(*cell)).map(|(sum, _)| *sum).collect();
    sums.sort_unstable();
    sums.dedup();
    for sum in sums {
        let terms = surface.sums()[sum].signed();
        let hidden = terms.filter_map(|(cell, sign)| Some((cells.binary_search(&cell).ok()?, sign)));
        program.rows.push((hidden.collect(), owed[sum]));
    }
    if program.solution()?.is_none() {
        return Err(Fault::Contradiction);
    }
    for (at, cell) in cells.iter().enumerate() {
        let high = program.most(at)?.map(|most| most as u64);
        found[*cell] = Interval { low: program.least(at)? as u64, high };
    }
    Ok(())
}

impl From<TooHard> for Fault {
    fn from(TooHard: TooHard) -> Self {
        Self::TooHard
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::disclosure::Table;

    proptest! {
        /// Flows and the simplex method know nothing of each other.
        #[test]
        fn a_two_way_table_has_the_same_bounds_by_both_methods(
            values in prop::collection::vec(0_u64..30, 12),
            hidden in prop::collection::vec(any::<bool>(), 20),
            limit in prop::collection::vec(prop::option::weighted(0.3, 0_u64..10), 20),
        ) {
            let table = Table::new(["a", "b", "c", "d"], ["x", "y", "z"]);
            let surface = table.surface();
            let within = values.iter().enumerate().map(|(at, value)| ((at / 3, at % 3), *value)).collect();
            let known: Vec<Interval> = table.with_totals(&within).into_iter().enumerate().map(|(at, value)| {
                let high = limit[at].map(|more| value + more);
                if hidden[at % 20] { Interval { low: 0, high } } else { Interval::exactly(value) }
            }).collect();
            let cells: Vec<usize> = (0..surface.cells()).filter(|at| known[*at].exact().is_none()).collect();
            let mut by_program = known.clone();
            audit_program(&surface, &cells, &owed(&surface, &known), &mut by_program).unwrap();
            prop_assert_eq!(audit(&surface, &known).unwrap(), by_program);
        }
    }
}
