//! The long table as RFC 4180 has it: UTF-8, commas, a first line with the names.

use std::io::Write as _;

use kernel::{Error, Result};

use super::row::Cell;
use super::{COLUMNS, Row, Writing};

/// The table.
pub(super) struct Csv;

impl Writing for Csv {
    fn begin(&mut self, out: &mut Vec<u8>) -> Result<()> {
        line(out, COLUMNS.map(|column| Cell::Text(column.name)))
    }

    fn row(&mut self, row: &Row<'_>, out: &mut Vec<u8>) -> Result<()> {
        line(out, row.cells())
    }

    fn end(&mut self, _out: &mut Vec<u8>) -> Result<()> {
        Ok(())
    }
}

/// One line of cells.
pub(super) fn line<'a>(out: &mut Vec<u8>, cells: impl IntoIterator<Item = Cell<'a>>) -> Result<()> {
    for (at, cell) in cells.into_iter().enumerate() {
        if at > 0 {
            out.push(b',');
        }
        write(out, cell)?;
    }
    out.extend(b"\r\n");
    Ok(())
}

fn write(out: &mut Vec<u8>, cell: Cell<'_>) -> Result<()> {
    let written = match cell {
        Cell::Empty => Ok(()),
        Cell::Text(text) => {
            quoted(out, text);
            Ok(())
        }
        Cell::Whole(number) => write!(out, "{number}"),
        Cell::Number(number) => write!(out, "{number}"),
        Cell::Day(day) => write!(out, "{day}"),
        Cell::Moment(at) => write!(out, "{at:.0}"),
    };
    written.map_err(|error| Error::Internal(error.to_string()))
}

/// A text, in quotation marks where it would be taken for more than one cell. One that a spreadsheet would take
/// for a formula gets an apostrophe before it.
fn quoted(out: &mut Vec<u8>, text: &str) {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if !formula && !text.contains([',', '"', '\n', '\r', ';', '\t']) && text.trim() == text {
        out.extend(text.bytes());
        return;
    }
    out.push(b'"');
    if formula {
        out.push(b'\'');
    }
    for byte in text.bytes() {
        if byte == b'"' {
            out.push(b'"');
        }
        out.push(byte);
    }
    out.push(b'"');
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::row::Cell;
    use super::line;

    proptest! {
        #[test]
        fn what_is_written_is_read(cells in prop::collection::vec("(\\PC|[,\"\n\r;]){0,12}", 1..5), number in any::<f64>()) {
            prop_assume!(number.is_finite());
            let mut out = Vec::new();
            let texts = cells.iter().map(|cell| Cell::Text(cell));
            line(&mut out, texts.chain([Cell::Number(number)])).unwrap();
            let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(out.as_slice());
            let record = reader.records().next().unwrap().unwrap();
            for (cell, read) in cells.iter().zip(&record) {
                let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
                prop_assert_eq!(read.strip_prefix('\'').filter(|_| formula).unwrap_or(read), cell);
            }
            prop_assert_eq!(record[cells.len()].parse::<f64>().unwrap(), number);
        }
    }
}
