//! Sheets: CSV files with a head, whose columns are asked for by name.

use std::fmt;
use std::str::FromStr;

use csv::{ReaderBuilder, StringRecord};

use crate::Period;

/// What is wrong with a file, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// The line of the file, from 1.
    pub line: usize,
    /// What is wrong, for people.
    pub reason: String,
}

impl Flaw {
    pub(crate) fn new(line: usize, reason: impl Into<String>) -> Self {
        Self { line, reason: reason.into() }
    }
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.reason)
    }
}

impl std::error::Error for Flaw {}

/// What files write where nothing is known; compared in lower case.
const NOTHING: [&str; 9] = ["", "-", ".", "..", ":", "na", "n/a", "nan", "null"];

/// Cells longer than this are cut where an error repeats them.
const SHOWN: usize = 40;

/// A sheet, read: a head and rows as long as it.
#[derive(Debug, Clone)]
pub struct Sheet {
    head: StringRecord,
    rows: Vec<Row>,
}

/// A row of a sheet.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its first line in the file, from 1.
    pub line: usize,
    cells: StringRecord,
}

/// A column of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column(usize);

impl Sheet {
    /// Reads a file whose first line names the columns, which are parted by commas, semicolons or tabs,
    /// whichever that line has most of. Quotes as in RFC 4180; padding and a byte order mark are taken away;
    /// lines without anything in them are passed over.
    pub fn read(text: &str) -> Result<Self, Flaw> {
        let text = text.trim_start_matches('\u{feff}');
        let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        let separator = [b',', b';', b'\t']
            .into_iter()
            .rev()
            .max_by_key(|separator| first.bytes().filter(|byte| byte == separator).count());
        let mut reader = ReaderBuilder::new()
            .delimiter(separator.unwrap_or(b','))
            .has_headers(false)
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let mut rows = Vec::new();
        for record in reader.records() {
            // Text in UTF-8 that is held in memory and may have rows of any length gives no other error.
            let cells = record.map_err(|_| Flaw::new(1, "the cells could not be told apart"))?;
            if cells.iter().any(|cell| !cell.is_empty()) {
                rows.push(Row { line: line(text, &cells), cells });
            }
        }
        if rows.is_empty() {
            return Err(Flaw::new(1, "the file is empty; its first line names the columns"));
        }
        let head = rows.remove(0).cells;
        let uneven = rows.iter().find(|row| row.cells.len() != head.len());
        uneven.map_or(Ok(()), |row| {
            let (cells, columns) = (row.cells.len(), head.len());
            Err(row.flaw(format!("there are {cells} cells, but the first line names {columns} columns")))
        })?;
        Ok(Self { head, rows })
    }

    /// The first column that has one of these names, in any case.
    pub fn column(&self, names: &[&str]) -> Result<Column, Flaw> {
        let called = |name: &&str| self.head.iter().position(|head| head.eq_ignore_ascii_case(name));
        names.iter().find_map(called).map(Column).ok_or_else(|| {
            let there: Vec<&str> = self.head.iter().collect();
            Flaw::new(1, format!("there is no column “{}”, only {}", names.join("” or “"), there.join(", ")))
        })
    }

    /// The rows, in the order of the file.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }
}

impl Row {
    /// A cell.
    pub fn text(&self, column: Column) -> &str {
        self.cells.get(column.0).unwrap_or_default()
    }

    /// A finite number, or `None` where the cell says that nothing is known. Thousands may be parted by
    /// commas.
    pub fn number(&self, column: Column) -> Result<Option<f64>, Flaw> {
        let cell = self.text(column);
        if NOTHING.contains(&cell.to_lowercase().as_str()) {
            return Ok(None);
        }
        let number =
            f64::from_str(cell).ok().or_else(|| in_thousands(cell)).filter(|number| number.is_finite());
        number.map(Some).ok_or_else(|| {
            self.flaw(format!("“{}” is no number; decimals stand behind a point", shown(cell)))
        })
    }

    /// A period.
    pub fn period(&self, column: Column) -> Result<Period, Flaw> {
        self.text(column).parse().map_err(|error: crate::NoPeriod| self.flaw(error.to_string()))
    }

    pub(crate) fn flaw(&self, reason: impl Into<String>) -> Flaw {
        Flaw::new(self.line, reason)
    }
}

/// The beginning of a cell, as an error repeats it.
pub(crate) fn shown(cell: &str) -> String {
    cell.chars().take(SHOWN).collect()
}

/// `1,234,567.8`
fn in_thousands(cell: &str) -> Option<f64> {
    let (whole, fraction) = cell.split_once('.').unwrap_or((cell, ""));
    let mut groups = whole.trim_start_matches('-').split(',');
    let first = groups.next()?;
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let regular = (1..=3).contains(&first.len()) && digits(first) && digits(fraction);
    let parted = regular && groups.all(|group| group.len() == 3 && digits(group));
    parted.then(|| cell.replace(',', "").parse().ok())?
}

/// The line in which a record begins. The reader says where it began to look for it, which may be some empty
/// lines before.
fn line(text: &str, cells: &StringRecord) -> usize {
    let Some(position) = cells.position() else { return 1 };
    let before = text.as_bytes().get(position.byte() as usize..).unwrap_or_default();
    let empty = before.iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
    position.line() as usize + empty.filter(|byte| **byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cell(text: &str) -> Result<Option<f64>, Flaw> {
        let sheet = Sheet::read(&format!("value;note\n{text};x")).unwrap();
        sheet.rows()[0].number(sheet.column(&["value"]).unwrap())
    }

    #[test]
    fn columns_are_found_by_any_of_their_names() {
        let sheet = Sheet::read("\u{feff}Date\tvalue\n\n2024\t 5 \n").unwrap();
        let value = sheet.column(&["y", "Value"]).unwrap();
        assert_eq!((sheet.rows()[0].line, sheet.rows()[0].number(value)), (3, Ok(Some(5.0))));
        assert_eq!(
            sheet.column(&["x", "y"]).unwrap_err().to_string(),
            "line 1: there is no column “x” or “y”, only Date, value"
        );
    }

    #[test]
    fn numbers_are_read_as_programs_and_statistics_write_them() {
        for (text, number) in
            [("5", 5.0), ("-0.25", -0.25), ("1e-7", 1e-7), ("2,175,612", 2_175_612.0), ("-1,234.5", -1234.5)]
        {
            assert_eq!(cell(text), Ok(Some(number)), "{text}");
        }
        for nothing in ["", "NA", "n/a", "NaN", "-"] {
            assert_eq!(cell(nothing), Ok(None), "{nothing}");
        }
        for wrong in ["12,5", "1,23,456", "inf", "about 7", "12%", "0,123,4"] {
            assert!(cell(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_is_wrong_has_its_line() {
        assert_eq!(
            Sheet::read("date,value\n2024,1\n2025,1,2\n").unwrap_err().to_string(),
            "line 3: there are 3 cells, but the first line names 2 columns"
        );
        assert_eq!(Sheet::read(" \n").unwrap_err().line, 1);
        assert_eq!(
            cell("x").unwrap_err().to_string(),
            "line 2: “x” is no number; decimals stand behind a point"
        );
    }

    proptest! {
        #[test]
        fn any_text_is_a_sheet_or_a_flaw(text in "([a-z0-9,;\"\n\t]|\\PC){0,60}") {
            if let Ok(sheet) = Sheet::read(&text) {
                for row in sheet.rows() {
                    prop_assert!((1..=text.lines().count()).contains(&row.line));
                    prop_assert!(row.number(Column(0)).ok().flatten().is_none_or(f64::is_finite));
                }
            }
        }
    }
}
