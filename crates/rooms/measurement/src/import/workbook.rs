//! Workbooks (XLSX): the cells of one sheet as text, row by row, so that a sheet takes no more memory than its
//! widest row.

use std::io::{Cursor, Read, copy, sink};

use calamine::{DataRef, Reader, SheetVisible, Xlsx};
use csv::StringRecord;
use zip::ZipArchive;

use super::number::Decimal;
use super::text::NoText;

/// More than this is not unpacked: a small file can be packed from very much.
const UNPACKED: u64 = 256 << 20;
/// Cells further out than this belong to no table.
const WIDEST: usize = 1_000;

/// An open workbook.
pub(super) struct Workbook<'a> {
    book: Xlsx<Cursor<&'a [u8]>>,
    /// The sheets that people see, in their order.
    pub(super) sheets: Vec<String>,
}

impl<'a> Workbook<'a> {
    /// Whether bytes begin as packed files do.
    pub(super) fn begins(bytes: &[u8]) -> bool {
        bytes.starts_with(b"PK\x03\x04")
    }

    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, NoText> {
        small_enough(bytes)?;
        let book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| NoText::Workbook)?;
        let seen = book.sheets_metadata().iter().filter(|sheet| sheet.visible == SheetVisible::Visible);
        let sheets = seen.map(|sheet| sheet.name.clone()).collect();
        Ok(Self { book, sheets })
    }

    /// Hands over the rows of a sheet until `take` has enough. Numbers are written with that decimal mark;
    /// while none is decided, without decimals, so that they tell nothing of it.
    pub(super) fn each(
        &mut self,
        sheet: &str,
        decimal: Option<Decimal>,
        take: &mut dyn FnMut(usize, &StringRecord) -> bool,
    ) -> Result<(), NoText> {
        let mut cells = self.book.worksheet_cells_reader(sheet).map_err(|_| NoText::Workbook)?;
        let mut row = StringRecord::new();
        let mut at = 0;
        while let Some(cell) = cells.next_cell().map_err(|_| NoText::Workbook)? {
            let (down, across) = cell.get_position();
            if down != at {
                if !row.is_empty() && !take(at as usize + 1, &row) {
                    return Ok(());
                }
                row.clear();
                at = down;
            }
            let across = across as usize;
            // A file may repeat a cell; the first one counts.
            if across < WIDEST && across >= row.len() {
                while row.len() < across {
                    row.push_field("");
                }
                row.push_field(&text(cell.get_value(), decimal));
            }
        }
        if !row.is_empty() {
            take(at as usize + 1, &row);
        }
        Ok(())
    }
}

/// Unpacks everything into nothing, to see how much it is.
fn small_enough(bytes: &[u8]) -> Result<(), NoText> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| NoText::Workbook)?;
    let mut left = UNPACKED;
    for at in 0..archive.len() {
        let file = archive.by_index(at).map_err(|_| NoText::Workbook)?;
        let took = copy(&mut file.take(left + 1), &mut sink()).map_err(|_| NoText::Workbook)?;
        left = left.checked_sub(took).ok_or(NoText::Large)?;
    }
    Ok(())
}

fn text(cell: &DataRef<'_>, decimal: Option<Decimal>) -> String {
    match cell {
        DataRef::Int(value) => value.to_string(),
        DataRef::Float(value) => number(*value, decimal),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(value) => value.to_string(),
        DataRef::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::DateTime(length) => number(length.as_f64(), decimal),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.split('T').next().unwrap_or_default().to_owned()
        }
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

fn number(value: f64, decimal: Option<Decimal>) -> String {
    match decimal {
        None => format!("{value:.0}"),
        Some(Decimal::Point) => value.to_string(),
        Some(Decimal::Comma) => value.to_string().replace('.', ","),
    }
}
