//! A file as a table: text with any separator, or a sheet of a workbook. It is read row by row and never held.

use csv::{ReaderBuilder, StringRecord};
use kernel::{Problem, Problems};
use serde::{Deserialize, Serialize};

use super::number::Decimal;
use super::text::{self, Encoding, NoText};
use super::workbook::Workbook;

/// The largest file, in bytes.
pub const LARGEST: usize = 32 << 20;
/// The row by which the header must have come.
const DEEPEST: usize = 100;
/// What the separators of tables are.
const SEPARATORS: [char; 4] = [',', ';', '\t', '|'];

/// A way to see rows and columns in a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Part {
    /// Text whose columns are parted by this.
    Separated(char),
    /// A sheet of a workbook.
    Sheet(String),
}

impl Part {
    /// The sheet's name; empty for text.
    pub(crate) fn sheet(&self) -> &str {
        if let Self::Sheet(name) = self { name } else { "" }
    }
}

/// An open file.
pub(crate) struct Table<'a> {
    body: Body<'a>,
    /// How its letters were written.
    pub(crate) encoding: Encoding,
}

enum Body<'a> {
    Text(String),
    Book(Box<Workbook<'a>>),
}

impl<'a> Table<'a> {
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, Problems> {
        if bytes.len() > LARGEST {
            return Err(no_text(NoText::Large));
        }
        if Workbook::begins(bytes) {
            let book = Workbook::open(bytes).map_err(no_text)?;
            return Ok(Self { body: Body::Book(Box::new(book)), encoding: Encoding::Workbook });
        }
        let (text, encoding) = text::read(bytes).map_err(no_text)?;
        Ok(Self { body: Body::Text(text), encoding })
    }

    /// The ways in which it may be meant: each separator, or each sheet that people see.
    pub(crate) fn parts(&self) -> Vec<Part> {
        match &self.body {
            Body::Text(text) => separators(text).into_iter().map(Part::Separated).collect(),
            Body::Book(book) => book.sheets.iter().cloned().map(Part::Sheet).collect(),
        }
    }

    /// Hands over row by row, each with its number in the file, until `take` has enough.
    pub(crate) fn each(
        &mut self,
        part: &Part,
        decimal: Option<Decimal>,
        take: &mut dyn FnMut(usize, &StringRecord) -> bool,
    ) -> Result<(), Problems> {
        match (&mut self.body, part) {
            (Body::Text(text), Part::Separated(separator)) => {
                separated(text, *separator, take);
                Ok(())
            }
            (Body::Book(book), Part::Sheet(sheet)) => book.each(sheet, decimal, take).map_err(no_text),
            _ => Err(no_text(NoText::Workbook)),
        }
    }

    /// The first rows, among which the header stands.
    pub(crate) fn top(&mut self, part: &Part) -> Result<Vec<(usize, StringRecord)>, Problems> {
        let mut top = Vec::new();
        self.each(part, Some(Decimal::Point), &mut |row, cells| {
            let within = row <= DEEPEST;
            if within {
                top.push((row, cells.clone()));
            }
            within
        })?;
        Ok(top)
    }
}

/// The separators that a text may have, the likeliest first: a tab stands in no number, so where most lines have one, the
/// commas are thousands.
fn separators(text: &str) -> Vec<char> {
    let lines = || text.lines().filter(|line| !line.trim().is_empty()).take(DEEPEST);
    let tabbed = lines().filter(|line| line.contains('\t')).count() * 2 > lines().count();
    let first = tabbed.then_some('\t');
    first.into_iter().chain(SEPARATORS.into_iter().filter(|mark| Some(*mark) != first)).collect()
}

/// The records of a text. Lines that hold nothing are passed over by the parser but count as rows.
fn separated(text: &str, separator: char, take: &mut dyn FnMut(usize, &StringRecord) -> bool) {
    let mut reader = ReaderBuilder::new()
        .delimiter(separator as u8)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    while let Ok(true) = reader.read_record(&mut record) {
        let (line, byte) = record.position().map_or((1, 0), |at| (at.line() as usize, at.byte() as usize));
        let blank = text.as_bytes()[byte.min(text.len())..].iter().take_while(|b| **b == b'\n').count();
        if !take(line + blank, &record) {
            return;
        }
    }
}

fn no_text(why: NoText) -> Problems {
    let text = match why {
        NoText::Empty => "import-problem-empty",
        NoText::Large => "import-problem-large",
        NoText::Workbook => "import-problem-workbook",
        NoText::Binary => "import-problem-binary",
    };
    Problems(vec![Problem::new("file", text)])
}
