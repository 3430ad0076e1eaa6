//! A table as a CSV file with one line for each cell: its row, its column, its value.
//!
//! The first line names the fields `row`, `column`, `value` and as many of `denominator`, `contributors` and `largest` as
//! there are, in any order; other fields are left aside. Fields are separated by commas, semicolons or tabs. A line whose
//! row or column is the word for totals is a total. `*` and the like stand for what is hidden, `<10` for less than ten.

use std::collections::BTreeMap;

use super::{Cell, Interval, LARGEST, Line, Standing, Table};
use crate::sheet::shown;
use crate::{Column, Flaw, Row, Sheet};

/// What stands for a hidden value in published tables.
const HIDDEN: [&str; 13] = ["", "*", "**", "-", "–", "—", ".", "..", "‡", "†", "c", "x", "[c]"];

/// What a line says of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// What is said of the value.
    pub value: Interval,
    /// Whether the value is hidden: not a number.
    pub hidden: bool,
    /// Out of how many.
    pub denominator: Option<u64>,
    /// How many contributors.
    pub contributors: Option<u64>,
    /// What the largest of them gave.
    pub largest: Option<u64>,
    /// The line of the file.
    pub line: usize,
}

/// A table, and what the file says of its cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LongTable {
    /// Its rows and columns.
    pub table: Table,
    /// For each cell of the table what was said; `None` where no line names it.
    pub entries: Vec<Option<Entry>>,
}

/// Reads a long table; `total` is the word that stands for all rows or all columns, whatever its case.
///
/// # Errors
/// The first line that cannot be read: a field that is missing, a value that is no count, a cell that comes twice.
pub fn long_table(text: &str, total: &str) -> Result<LongTable, Flaw> {
    let sheet = Sheet::read(text)?;
    let fields = Fields::new(&sheet)?;
    let mut lines = Vec::new();
    for row in sheet.rows() {
        let [place, column] = [("row", fields.row), ("column", fields.column)].map(|(what, field)| {
            let name = row.text(field);
            if name.is_empty() {
                Err(row.flaw(format!("the {what} has no name")))
            } else {
                Ok(name.to_owned())
            }
        });
        lines.push((place?, column?, fields.entry(row)?));
    }
    let is_total = |name: &str| name.to_lowercase() == total.to_lowercase();
    let names = |name: fn(&(String, String, Entry)) -> &String| {
        lines.iter().map(name).filter(|name| !is_total(name)).cloned().collect::<Vec<_>>()
    };
    let table = Table::new(names(|line| &line.0), names(|line| &line.1));
    if table.rows().is_empty() || table.columns().is_empty() {
        return Err(Flaw::new(1, "no line below names a row and a column that are no totals"));
    }
    let mut entries = vec![None; (table.rows().len() + 1) * (table.columns().len() + 1)];
    for (row, column, entry) in lines {
        let cell =
            table.cell(table.row(&row).unwrap_or(Line::Total), table.column(&column).unwrap_or(Line::Total));
        if let Some(Entry { line, .. }) = entries[cell].replace(entry) {
            return Err(Flaw::new(entry.line, format!("{row}, {column} stands in line {line} already")));
        }
    }
    Ok(LongTable { table, entries })
}

impl LongTable {
    /// The cells to be published, totals added where no line gives them. A cell that no line names is not there: it
    /// counts as nobody and is never hidden. Totals of columns, and the total of all, are hidden reluctantly.
    ///
    /// # Errors
    /// A value that is hidden or exceeds its denominator, and a total that is not the sum of its parts.
    pub fn cells(&self) -> Result<Vec<Cell>, Flaw> {
        let values = self.added(|entry| Some(entry.value.low)).unwrap_or_default();
        let denominators = self.added(|entry| entry.denominator);
        let mut cells = Vec::with_capacity(values.len());
        for (at, (entry, value)) in self.entries.iter().zip(values).enumerate() {
            let added = denominators.as_ref().map(|all| all[at]);
            let lines = self.table.lines(at);
            cells.push(Cell {
                value,
                denominator: entry.and_then(|entry| entry.denominator).or(added),
                contributors: entry.and_then(|entry| entry.contributors),
                largest: entry.and_then(|entry| entry.largest),
                standing: match (lines, entry) {
                    ((Line::Total, _), _) => Standing::Reluctant,
                    ((_, Line::At(_)), None) => Standing::Always,
                    _ => Standing::Ordinary,
                },
            });
            if let Some(entry) = entry {
                entry.is_publishable(&cells[at])?;
            }
        }
        Ok(cells)
    }

    /// What a reader of the table knows of each cell: its value, or that it is at least this. Totals that no line gives
    /// are unknown; any other cell that no line gives is not there and counts as nobody.
    pub fn known(&self, least: u64) -> Vec<Interval> {
        let known = |(at, entry): (usize, &Option<Entry>)| match (entry, self.table.lines(at)) {
            (Some(entry), _) if entry.hidden => Interval { low: least, ..entry.value },
            (Some(entry), _) => entry.value,
            (None, (Line::At(_), Line::At(_))) => Interval::exactly(0),
            (None, _) => Interval::at_least(0),
        };
        self.entries.iter().enumerate().map(known).collect()
    }

    /// A number of each cell, totals added; `None` if a cell that is no total lacks it.
    fn added(&self, of: impl Fn(&Entry) -> Option<u64>) -> Option<Vec<u64>> {
        let mut within = BTreeMap::new();
        for (at, entry) in self.entries.iter().enumerate() {
            if let (Some(entry), (Line::At(row), Line::At(column))) = (entry, self.table.lines(at)) {
                within.insert((row, column), of(entry)?);
            }
        }
        Some(self.table.with_totals(&within))
    }
}

impl Entry {
    /// Whether this line can be published as this cell.
    fn is_publishable(&self, cell: &Cell) -> Result<(), Flaw> {
        let value = self.value.low;
        let reason = if self.hidden {
            "the value is hidden: such a table can be audited, not published".to_owned()
        } else if value != cell.value {
            format!("the total is given as {value}, but its parts add up to {}", cell.value)
        } else if let Some(all) = cell.denominator.filter(|all| *all < value) {
            format!("the value {value} is larger than its denominator {all}")
        } else {
            return Ok(());
        };
        Err(Flaw::new(self.line, reason))
    }
}

/// The columns of the file.
struct Fields {
    row: Column,
    column: Column,
    value: Column,
    denominator: Option<Column>,
    contributors: Option<Column>,
    largest: Option<Column>,
}

impl Fields {
    fn new(sheet: &Sheet) -> Result<Self, Flaw> {
        Ok(Self {
            row: sheet.column(&["row"])?,
            column: sheet.column(&["column"])?,
            value: sheet.column(&["value"])?,
            denominator: sheet.column(&["denominator"]).ok(),
            contributors: sheet.column(&["contributors"]).ok(),
            largest: sheet.column(&["largest"]).ok(),
        })
    }

    fn entry(&self, row: &Row) -> Result<Entry, Flaw> {
        let known = |text: &str| {
            count(text)
                .ok_or_else(|| row.flaw(format!("“{}” is no whole number from 0 to 2^53", shown(text))))
        };
        let further = |field: Option<Column>| match field.map(|field| row.text(field)) {
            None | Some("") => Ok(None),
            Some(text) => known(text).map(Some),
        };
        let value = row.text(self.value);
        let hidden = hidden(value);
        Ok(Entry {
            value: hidden.map_or_else(|| known(value).map(Interval::exactly), Ok)?,
            hidden: hidden.is_some(),
            denominator: further(self.denominator)?,
            contributors: further(self.contributors)?,
            largest: further(self.largest)?,
            line: row.line,
        })
    }
}

/// What is known of a value that is hidden; `None` if it is not.
fn hidden(text: &str) -> Option<Interval> {
    let below = |limit: u64| Interval { low: 0, high: Some(limit.saturating_sub(1)) };
    match text.strip_prefix('<') {
        Some(limit) => count(limit.trim()).map(below),
        None => HIDDEN.contains(&text.to_lowercase().as_str()).then(|| Interval::at_least(0)),
    }
}

/// A whole number, thousands set off by commas or spaces or not.
fn count(text: &str) -> Option<u64> {
    let mut groups = text.split([',', ' ', '\u{a0}', '\u{202f}', '\'']);
    let first = groups.next().unwrap_or_default();
    let mut digits = first.to_owned();
    for group in groups {
        let thousands = group.len() == 3 && (1..=3).contains(&first.len());
        thousands.then(|| digits.push_str(group))?;
    }
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|count| plain && *count <= LARGEST)
}

#[cfg(test)]
mod tests;
