//! Whom a row of a file speaks of: a partner and a category of ours, others, or all of them together.

use csv::StringRecord;

use super::header::Header;
use super::number::{self, Cell, Decimal};
use super::read::{Wanted, plain};

/// What files call the row that adds up the others.
const TOTALS: [&str; 12] = [
    "total",
    "totals",
    "grand total",
    "sum",
    "all",
    "overall",
    "gesamt",
    "summe",
    "insgesamt",
    "somme",
    "suma",
    "totale",
];

/// Whom a row speaks of.
pub(super) enum Whose {
    /// A partner and a category of ours.
    Ours(usize, Option<(usize, usize)>),
    /// It adds up others.
    Total,
    /// Somebody or something else.
    Other,
    /// A category that its dimension does not have, in that column.
    Unknown(usize),
    /// Categories of several dimensions at once, the second in that column.
    Crossed(usize),
}

/// Which partner and category a row is of, by the columns that name them.
pub(super) fn whose(cells: &StringRecord, header: &Header, wanted: &Wanted<'_>) -> Whose {
    let cell = |column: usize| cells.get(column).unwrap_or_default();
    let partner = match header.key {
        Some(column) => wanted.keys.find(cell(column)),
        None => Some(0),
    };
    let Some(partner) = partner else {
        let total = is_total(header.key.map_or("", cell), cells);
        return if total { Whose::Total } else { Whose::Other };
    };
    let mut category = None;
    for (at, (column, dimension)) in header.categories.iter().zip(wanted.dimensions).enumerate() {
        let name = cell(*column).trim();
        let found = dimension.keys.find(name);
        if found.is_some_and(|found| dimension.holding[found]) {
            return Whose::Total;
        }
        if found.is_some() && category.is_some() {
            return Whose::Crossed(*column);
        }
        match found {
            Some(found) => category = Some((at, found)),
            None if dimension.places => {
                return if is_total(name, cells) { Whose::Total } else { Whose::Other };
            }
            None if name.is_empty() || totals(name) => {}
            None => return Whose::Unknown(*column),
        }
    }
    if header.key.is_none() && category.is_none() {
        let empty = |column: &usize| number::read(cell(*column), Decimal::Point) == Cell::Missing;
        if is_total("", cells) {
            return Whose::Total;
        }
        if header.figures().iter().all(empty) {
            return Whose::Other;
        }
    }
    Whose::Ours(partner, category)
}

/// A row whose key, or first word where it has no key, says that it adds up the others.
fn is_total(key: &str, cells: &StringRecord) -> bool {
    let first = || cells.iter().find(|cell| !cell.trim().is_empty()).unwrap_or_default();
    totals(if key.trim().is_empty() { first() } else { key })
}

fn totals(name: &str) -> bool {
    TOTALS.contains(&plain(name).trim_end_matches(':'))
}
