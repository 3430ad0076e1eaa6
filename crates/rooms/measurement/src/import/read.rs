//! The figures of a table: columns by name, rows by partner and category. Pure: it knows names and codes, and
//! nothing of the database. The file is gone through twice, once for how it writes decimals and once for the
//! figures, so that no row is held.

use kernel::{Problem, Problems};
use serde::{Deserialize, Serialize};
use signals::Kind;

use super::columns::Mapping;
use super::header::Header;
use super::keys::Keys;
use super::number::{self, Decimal};
use super::rows::Reader;
use super::table::{Part, Table};
use super::text::Encoding;
use super::whose::{Whose, whose};
use crate::cycle::Frequency;

/// The most faults that are listed one by one.
pub(crate) const LISTED: usize = 100_000;
/// More line breaks than this in one cell: a quotation mark was never closed.
const TALLEST: usize = 20;
/// One figure of one partner, as a file gives it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Figure {
    /// The row in the file, from 1.
    pub row: usize,
    /// The partner's place in the list of [`Keys`].
    pub(crate) partner: usize,
    /// The period's key.
    pub period: String,
    /// The dimension's place and the category's in it; none for the whole.
    pub(crate) category: Option<(usize, usize)>,
    /// How many.
    pub numerator: f64,
    /// Of how many; 1 where nothing is divided.
    pub denominator: f64,
    /// An estimate's lower bound, upper bound and quality.
    pub about: [Option<f64>; 3],
}

/// How a file was read, and what was left aside.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Found {
    /// Rows that name nobody who owes the measure.
    pub others: usize,
    /// Rows that add up others.
    pub totals: usize,
    /// Figures that are missing in our partners' rows.
    pub missing: usize,
    /// How many rows there are below the header.
    pub rows: usize,
    /// The row of the header, from 1.
    pub header: usize,
    /// What parts the columns, or which sheet it is.
    pub part: Part,
    /// How letters were written.
    pub encoding: Encoding,
    /// How decimals were written.
    pub decimal: Decimal,
}

/// The categories of a dimension, as files name them.
pub(crate) struct Categories {
    /// Whether they are places: those that are not ours are left aside, and those that hold others are sums.
    pub(crate) places: bool,
    pub(crate) keys: Keys,
    /// Which of them hold others.
    pub(crate) holding: Vec<bool>,
}

/// How the figures are to be read.
pub(crate) struct Wanted<'a> {
    pub(crate) mapping: &'a Mapping,
    pub(crate) frequency: Frequency,
    pub(crate) keys: &'a Keys,
    /// The dimensions of `mapping.categories`, in its order.
    pub(crate) dimensions: &'a [Categories],
    /// What kind of number it is.
    pub(crate) kind: Kind,
    /// Whether a numerator above its denominator is wrong.
    pub(crate) share: bool,
}

/// What takes the figures as they come: `done` rows of `of`.
pub(crate) trait Taking {
    fn take(&mut self, figures: &mut Vec<Figure>, done: usize, of: usize);
}

impl Taking for Vec<Figure> {
    fn take(&mut self, figures: &mut Vec<Figure>, _done: usize, _of: usize) {
        self.append(figures);
    }
}

/// Reads a file; all that is wrong in it at once, by row and column.
pub(crate) fn read(bytes: &[u8], wanted: &Wanted<'_>, taking: &mut dyn Taking) -> Result<Found, Problems> {
    let mut table = Table::open(bytes)?;
    let (part, header) = find_header(&mut table, wanted)?;
    let mut rows = 0;
    let mut marks = number::Marks::default();
    let columns = header.figures();
    let mut unclosed = None;
    table.each(&part, None, &mut |row, cells| {
        if row > header.row {
            rows += 1;
            if cells.iter().any(|cell| cell.len() > TALLEST && cell.matches('\n').count() > TALLEST) {
                unclosed = Some(row);
            } else if let Whose::Ours(..) = whose(cells, &header, wanted) {
                columns.iter().filter_map(|column| cells.get(*column)).for_each(|cell| marks.see(cell));
            }
        }
        unclosed.is_none()
    })?;
    if let Some(row) = unclosed {
        return Err(Problems(vec![Problem::new("file", "import-problem-quote").in_row(row)]));
    }
    let semicolons = part == Part::Separated(';');
    let found = Found {
        others: 0,
        totals: 0,
        missing: 0,
        rows,
        header: header.row,
        part: part.clone(),
        encoding: table.encoding,
        decimal: marks.decimal(semicolons),
    };
    let mut reader = Reader::new(found, &header, wanted);
    let decimal = reader.found.decimal;
    let mut done = 0;
    table.each(&part, Some(decimal), &mut |row, cells| {
        if row > header.row {
            done += 1;
            reader.row(row, cells);
            taking.take(&mut reader.figures, done, rows);
        }
        true
    })?;
    reader.finish(taking)
}

/// Where the columns asked for stand in a file; otherwise which it lacks.
pub(crate) fn find(bytes: &[u8], wanted: &Wanted<'_>) -> Result<Part, Problems> {
    find_header(&mut Table::open(bytes)?, wanted).map(|(part, _)| part)
}

/// The separator or sheet that shows the columns asked for, and the row in which it does.
fn find_header(table: &mut Table<'_>, wanted: &Wanted<'_>) -> Result<(Part, Header), Problems> {
    let mapping = wanted.mapping;
    if wanted.kind.is_divided() && mapping.denominator.is_empty() && mapping.variable.is_empty() {
        return Err(Problems(vec![Problem::new("denominator", "import-problem-which")]));
    }
    let mut nearest: Option<Problems> = None;
    let mut parts = table.parts();
    if parts.iter().any(|part| part.sheet() == mapping.sheet && !mapping.sheet.is_empty()) {
        parts.retain(|part| part.sheet() == mapping.sheet);
    }
    for part in parts {
        match Header::find(&table.top(&part)?, mapping, wanted.frequency) {
            Ok(header) => return Ok((part, header)),
            Err(missing) if nearest.as_ref().is_none_or(|known| missing.0.len() < known.0.len()) => {
                nearest = Some(missing);
            }
            Err(_) => {}
        }
    }
    let nothing = || Problems(vec![Problem::new("file", "import-problem-empty")]);
    Err(nearest.filter(|problems| !problems.0.is_empty()).unwrap_or_else(nothing))
}

/// As names are compared: no padding, no case, single spaces.
pub(super) fn plain(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
#[path = "read_tests.rs"]
mod tests;
