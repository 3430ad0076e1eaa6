//! Rows of cells, separated by commas, with the line on which each begins.

use csv::{ReaderBuilder, StringRecord, Trim};

use super::{Malformed, unmarked};

/// The rows of a text, with their lines; empty lines are passed over.
pub(super) fn rows(text: &str) -> impl Iterator<Item = Result<(usize, StringRecord), Malformed>> {
    let text = unmarked(text);
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).trim(Trim::All).from_reader(text.as_bytes());
    let mut at = Place { byte: 0, line: 1 };
    std::iter::from_fn(move || {
        let mut record = StringRecord::new();
        let read = reader.read_record(&mut record);
        let byte = record.position().map_or(at.byte, |position| position.byte() as usize);
        at = at.of_row(text, byte);
        match read {
            Ok(true) => Some(Ok((at.line, record))),
            Ok(false) => None,
            Err(error) => Some(Err(Malformed::at(at.line, error))),
        }
    })
}

#[derive(Clone, Copy)]
struct Place {
    byte: usize,
    line: usize,
}

impl Place {
    /// Where the row begins that is read from `byte` on: the reader counts the empty lines before a row to the row.
    fn of_row(self, text: &str, byte: usize) -> Self {
        let ends = |c: &u8| matches!(c, b'\n' | b'\r');
        let empty = text.as_bytes()[byte..].iter().take_while(|c| ends(c)).count();
        let byte = byte + empty;
        Self { byte, line: self.line + text[self.byte..byte].matches('\n').count() }
    }
}
