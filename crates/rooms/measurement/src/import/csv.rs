//! A table of figures in a file: any separator, any of the old encodings, lines above the header, columns by
//! name. Pure: it knows the partners' names and codes, and nothing of the database.

use std::collections::HashMap;

use csv::{ReaderBuilder, StringRecord};
use kernel::{Problem, Problems};
use serde::{Deserialize, Serialize};
use signals::{Kind, Pooled};

use super::header::{Header, Layout};
use super::number::{self, Cell, Decimal};
use super::text::{self, Encoding, NoText};
use crate::cycle::Frequency;
use crate::submission::checks;

/// The largest file, in bytes.
pub const LARGEST: usize = 32 << 20;
/// The most problems that are listed one by one.
const LISTED: usize = 100;
/// More line breaks than this in one cell: a quotation mark was never closed.
const TALLEST: usize = 20;
/// What the separators of tables are.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];
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

/// Where a measure's figures stand in a file, by the names of columns.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// The column that names the partner, by code or name.
    pub key: String,
    /// The column of the period; empty if each period has columns of its own.
    pub period: String,
    /// The column of the numerators; with `{period}` in it where each period has its own.
    pub numerator: String,
    /// The column of the denominators, likewise.
    pub denominator: String,
}

/// Which names in files stand for which partner, by its place in a list.
#[derive(Debug, Default)]
pub(crate) struct Keys(HashMap<String, Option<usize>>);

impl Keys {
    /// From `(place, code, name)`. What would stand for two partners stands for none.
    pub(crate) fn new<'a>(partners: impl IntoIterator<Item = (usize, &'a str, &'a str)>) -> Self {
        let mut keys = HashMap::new();
        let mut add = |key: String, place: usize| {
            if !key.is_empty() {
                let known = keys.entry(key).or_insert(Some(place));
                *known = known.filter(|known| *known == place);
            }
        };
        for (place, code, name) in partners {
            for key in [plain(code), plain(name), without_zeros(&plain(code))] {
                add(key, place);
            }
        }
        Self(keys)
    }

    /// Spreadsheets take the zeros from the front of a code; so they do not count.
    fn find(&self, cell: &str) -> Option<usize> {
        let key = plain(cell);
        let find = |key: &str| self.0.get(key).copied().flatten();
        find(&key).or_else(|| find(&without_zeros(&key)))
    }
}

/// One figure of one partner, as a file gives it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// The row in the file, from 1.
    pub row: usize,
    /// The partner's place in the list of [`Keys`].
    pub(crate) partner: usize,
    /// The period's key.
    pub period: String,
    /// How many.
    pub numerator: f64,
    /// Of how many.
    pub denominator: f64,
}

/// What was read from a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Found {
    /// The figures of our partners.
    pub figures: Vec<Figure>,
    /// Rows that name nobody who owes the measure.
    pub others: usize,
    /// Rows that add up others.
    pub totals: usize,
    /// Figures that are missing in our partners' rows.
    pub missing: usize,
    /// The row of the header, from 1.
    pub header: usize,
    /// What parts the columns.
    pub separator: char,
    /// How letters were written.
    pub encoding: Encoding,
    /// How decimals were written.
    pub decimal: Decimal,
}

/// How the figures are to be read.
pub(crate) struct Wanted<'a> {
    pub(crate) mapping: &'a Mapping,
    pub(crate) frequency: Frequency,
    pub(crate) keys: &'a Keys,
    /// Whether a numerator above its denominator is wrong.
    pub(crate) share: bool,
    /// What kind of number it is.
    pub(crate) kind: Kind,
}

/// Reads a file; all that is wrong in it at once, by row and column.
pub(crate) fn read(bytes: &[u8], wanted: &Wanted<'_>) -> Result<Found, Problems> {
    let (text, encoding) = letters(bytes)?;
    let (separator, header) = find_header(&text, wanted)?;
    let mut rows = Rows::default();
    for (row, cells) in records(&text, separator).filter(|(row, _)| *row > header.row) {
        rows.take(row, cells, &header, wanted.keys)?;
    }
    let decimal = number::decimal(rows.cells(&header), separator == b';');
    let mut found = Found {
        figures: Vec::new(),
        others: rows.others,
        totals: rows.totals,
        missing: 0,
        header: header.row,
        separator: char::from(separator),
        encoding,
        decimal,
    };
    let mut problems = Vec::new();
    for (row, partner, cells) in &rows.ours {
        read_row(&mut found, &mut problems, &header, wanted, (*row, *partner, cells));
    }
    doubles(&found.figures, &header, &mut problems);
    if problems.is_empty() && found.figures.is_empty() {
        problems.push(Problem::new("file", "import-problem-nobody").with("others", found.others.to_string()));
    }
    if problems.is_empty() { Ok(found) } else { Err(listed(problems)) }
}

fn letters(bytes: &[u8]) -> Result<(String, Encoding), Problems> {
    let wrong = |text| Err(Problems(vec![Problem::new("file", text)]));
    if bytes.len() > LARGEST {
        return wrong("import-problem-large");
    }
    match text::read(bytes) {
        Ok(read) => Ok(read),
        Err(NoText::Empty) => wrong("import-problem-empty"),
        Err(NoText::Workbook) => wrong("import-problem-workbook"),
        Err(NoText::Binary) => wrong("import-problem-binary"),
    }
}

/// The separator that shows the columns asked for, and the row in which it does.
fn find_header(text: &str, wanted: &Wanted<'_>) -> Result<(u8, Header), Problems> {
    let mut nearest: Option<Problems> = None;
    for separator in SEPARATORS {
        match Header::find(records(text, separator), wanted.mapping, wanted.frequency) {
            Ok(header) => return Ok((separator, header)),
            Err(missing) if nearest.as_ref().is_none_or(|known| missing.0.len() < known.0.len()) => {
                nearest = Some(missing);
            }
            Err(_) => {}
        }
    }
    Err(nearest.unwrap_or_default())
}

/// The records of a table, each with its row in the file. Lines that hold nothing are passed over by the
/// parser but count as rows.
fn records(text: &str, separator: u8) -> impl Iterator<Item = (usize, StringRecord)> {
    let reader = ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    reader.into_records().filter_map(Result::ok).map(|record| {
        let (line, byte) = record.position().map_or((1, 0), |at| (at.line() as usize, at.byte() as usize));
        let blank = text.as_bytes()[byte.min(text.len())..].iter().take_while(|b| **b == b'\n').count();
        (line + blank, record)
    })
}

/// The rows below the header, sorted into ours, others and totals.
#[derive(Default)]
struct Rows {
    ours: Vec<(usize, usize, StringRecord)>,
    others: usize,
    totals: usize,
}

impl Rows {
    fn take(
        &mut self,
        row: usize,
        cells: StringRecord,
        header: &Header,
        keys: &Keys,
    ) -> Result<(), Problems> {
        if cells.iter().any(|cell| cell.matches('\n').count() > TALLEST) {
            return Err(Problems(vec![Problem::new("file", "import-problem-quote").in_row(row)]));
        }
        let key = cells.get(header.key).unwrap_or_default();
        if let Some(partner) = keys.find(key) {
            self.ours.push((row, partner, cells));
        } else if is_total(key, &cells) {
            self.totals += 1;
        } else if cells.iter().any(|cell| !cell.trim().is_empty()) {
            self.others += 1;
        }
        Ok(())
    }

    fn cells<'a>(&'a self, header: &'a Header) -> impl Iterator<Item = &'a str> {
        let columns: Vec<usize> = header.figures().collect();
        self.ours
            .iter()
            .flat_map(move |(_, _, cells)| columns.clone().into_iter().filter_map(|column| cells.get(column)))
    }
}

/// A row whose key, or first word where it has no key, says that it adds up the others.
fn is_total(key: &str, cells: &StringRecord) -> bool {
    let first = || cells.iter().find(|cell| !cell.trim().is_empty()).unwrap_or_default();
    let name = if key.trim().is_empty() { first() } else { key };
    TOTALS.contains(&plain(name).trim_end_matches(':'))
}

fn read_row(
    found: &mut Found,
    problems: &mut Vec<Problem>,
    header: &Header,
    wanted: &Wanted<'_>,
    (row, partner, cells): (usize, usize, &StringRecord),
) {
    let columns = match &header.layout {
        Layout::Wide(columns) => columns.clone(),
        Layout::Long { period, numerator, denominator } => {
            let cell = cells.get(*period).unwrap_or_default();
            let Some(period) = wanted.frequency.period(cell) else {
                let problem = Problem::new(header.name(*period), "import-problem-period");
                problems.push(problem.in_row(row).with("found", cell.trim()));
                return;
            };
            vec![(period, *numerator, *denominator)]
        }
    };
    for (period, numerator, denominator) in columns {
        let mut read = |column: usize| {
            let cell = cells.get(column).unwrap_or_default();
            let read = number::read(cell, found.decimal);
            if read == Cell::Wrong {
                let problem = Problem::new(header.name(column), "import-problem-number");
                problems.push(problem.in_row(row).with("found", cell.trim()));
            }
            read
        };
        match (read(numerator), read(denominator)) {
            (Cell::Number(above), Cell::Number(below)) => {
                let parts = Pooled { numerator: above, denominator: below };
                if let Some((field, text)) = checks::numbers(wanted.kind, wanted.share, parts) {
                    let column = if field == "numerator" { numerator } else { denominator };
                    problems.push(Problem::new(header.name(column), text).in_row(row));
                }
                found.figures.push(Figure { row, partner, period, numerator: above, denominator: below });
            }
            (Cell::Missing, Cell::Missing) => found.missing += 1,
            (Cell::Missing, Cell::Number(_)) => {
                problems.push(Problem::new(header.name(numerator), "import-problem-half").in_row(row));
            }
            (Cell::Number(_), Cell::Missing) => {
                problems.push(Problem::new(header.name(denominator), "import-problem-half").in_row(row));
            }
            _ => {}
        }
    }
}

/// One partner's one period twice: which row is right?
fn doubles(figures: &[Figure], header: &Header, problems: &mut Vec<Problem>) {
    let mut seen: HashMap<(usize, &str), usize> = HashMap::new();
    for figure in figures {
        if let Some(first) = seen.insert((figure.partner, &figure.period), figure.row) {
            let problem = Problem::new(header.name(header.key), "import-problem-double").in_row(figure.row);
            problems.push(problem.with("first", first.to_string()).with("period", figure.period.as_str()));
        }
    }
}

fn listed(mut problems: Vec<Problem>) -> Problems {
    problems.sort_by_key(|problem| problem.row);
    let more = problems.len().saturating_sub(LISTED);
    problems.truncate(LISTED);
    if more > 0 {
        problems.push(Problem::new("file", "import-problem-more").with("more", more.to_string()));
    }
    Problems(problems)
}

/// As names are compared: no padding, no case, single spaces.
pub(super) fn plain(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn without_zeros(code: &str) -> String {
    let digits = !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_digit());
    if digits { code.trim_start_matches('0').to_owned() } else { code.to_owned() }
}

#[cfg(test)]
#[path = "csv_tests.rs"]
mod tests;
