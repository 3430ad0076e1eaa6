//! A table with a head, as the csv crate reads it, with faults for people.

use csv::{ByteRecord, Reader, ReaderBuilder};

use super::Fault;
use crate::Vote;

/// A table of which the head has been read.
pub(super) struct Table<'a> {
    rows: Reader<&'a [u8]>,
    heads: Vec<String>,
    record: ByteRecord,
}

impl<'a> Table<'a> {
    pub(super) fn open(file: &'a [u8]) -> Result<Self, Fault> {
        let file = file.strip_prefix("\u{feff}".as_bytes()).unwrap_or(file);
        let mut rows = ReaderBuilder::new().from_reader(file);
        let heads = rows.byte_headers().map_err(|error| fault(&error))?;
        let heads: Vec<String> =
            heads.iter().map(|head| String::from_utf8_lossy(head).trim().to_owned()).collect();
        if heads.is_empty() {
            return Err(Fault::new(
                0,
                "",
                "the file is empty: it needs a line with the names of the columns",
            ));
        }
        Ok(Self { rows, heads, record: ByteRecord::new() })
    }

    pub(super) fn heads(&self) -> &[String] {
        &self.heads
    }

    /// Where a column stands, if it is there.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        self.heads.iter().position(|head| head == name)
    }

    /// Where a column stands that must be there.
    pub(super) fn column(&self, name: &str) -> Result<usize, Fault> {
        self.find(name).ok_or_else(|| Fault::new(1, name, "this column is missing"))
    }

    /// Goes to the next row; `false` after the last.
    pub(super) fn next(&mut self) -> Result<bool, Fault> {
        self.rows.read_byte_record(&mut self.record).map_err(|error| fault(&error))
    }

    /// A cell of the row without blanks around it.
    pub(super) fn cell(&self, column: usize) -> &[u8] {
        self.record.get(column).unwrap_or_default().trim_ascii()
    }

    /// A cell of the row as text.
    pub(super) fn text(&self, column: usize) -> Result<&str, Fault> {
        std::str::from_utf8(self.cell(column)).map_err(|_| self.fault(column, "this is not text in UTF-8"))
    }

    /// A cell that names something.
    pub(super) fn name(&self, column: usize) -> Result<&str, Fault> {
        let name = self.text(column)?;
        if name.is_empty() {
            Err(self.fault(column, "this is empty: write a name or number"))
        } else {
            Ok(name)
        }
    }

    /// A cell that holds a vote: 1, -1, 0, or nothing.
    pub(super) fn vote(&self, column: usize) -> Result<Option<Vote>, Fault> {
        match self.cell(column) {
            b"" => Ok(None),
            b"1" => Ok(Some(Vote::Agree)),
            b"-1" => Ok(Some(Vote::Disagree)),
            b"0" => Ok(Some(Vote::Pass)),
            other => {
                let other = String::from_utf8_lossy(other);
                let reason = format!(
                    "{other:?} is no vote: write 1 for agree, -1 for disagree, 0 for pass, or nothing if not seen"
                );
                Err(self.fault(column, reason))
            }
        }
    }

    /// A fault in a cell of the row.
    pub(super) fn fault(&self, column: usize, reason: impl Into<String>) -> Fault {
        let line = self.record.position().map_or(0, csv::Position::line);
        Fault::new(line, self.heads[column].clone(), reason)
    }
}

fn fault(error: &csv::Error) -> Fault {
    let line = error.position().map_or(0, csv::Position::line);
    match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => Fault::new(
            line,
            "",
            format!("there are {len} cells where the first line names {expected_len} columns"),
        ),
        _ => Fault::new(line, "", format!("this is no table: {error}")),
    }
}
