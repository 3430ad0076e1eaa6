//! A workbook: the long table with its filters, and a sheet that says what each column means. Rows go to a
//! temporary file as they come, so that many of them take no more memory than few.

use jiff::civil::{Date, date};
use kernel::{Error, Result};
use rust_xlsxwriter::{Color, Format as Style, Workbook as Book, Worksheet, XlsxError};

use super::row::Cell;
use super::{COLUMNS, Heading, Holds, Row, Writing};

/// The most rows of one sheet that a spreadsheet opens, the first line not counted.
const SHEET: u32 = 1_048_575;
/// The day that spreadsheets number 0.
const ZERO: Date = date(1899, 12, 30);
/// How wide columns are, in characters.
const WIDTH: f64 = 13.0;
/// How wide the column of meanings is.
const WORDS: f64 = 90.0;

/// The workbook.
pub(super) struct Workbook {
    book: Book,
    heading: Heading,
    /// Rows on the last sheet.
    rows: u32,
    sheets: usize,
    head: Style,
    day: Style,
    moment: Style,
}

fn failed(error: XlsxError) -> Error {
    Error::Internal(error.to_string())
}

impl Workbook {
    pub(super) fn new(heading: Heading) -> Result<Self> {
        let mut book = Self {
            book: Book::new(),
            heading,
            rows: 0,
            sheets: 0,
            head: Style::new().set_bold().set_background_color(Color::RGB(0x00E8_EDF3)),
            day: Style::new().set_num_format("yyyy-mm-dd"),
            moment: Style::new().set_num_format("yyyy-mm-dd hh:mm"),
        };
        book.sheet().map_err(failed)?;
        Ok(book)
    }

    /// The next sheet of values.
    fn sheet(&mut self) -> Result<(), XlsxError> {
        self.sheets += 1;
        self.rows = 0;
        let name = if self.sheets == 1 { "values".to_owned() } else { format!("values {}", self.sheets) };
        let sheet = self.book.add_worksheet_with_constant_memory()?;
        sheet.set_name(name)?.set_freeze_panes(1, 0)?;
        for (at, _) in (0u16..).zip(&COLUMNS) {
            sheet.set_column_width(at, WIDTH)?;
        }
        for (at, column) in (0u16..).zip(&COLUMNS) {
            sheet.write_string_with_format(0, at, column.name, &self.head)?;
        }
        Ok(())
    }

    fn write(&mut self, row: &Row<'_>) -> Result<(), XlsxError> {
        if self.rows == SHEET {
            self.sheet()?;
        }
        self.rows += 1;
        let at = self.rows;
        let sheet = self.book.worksheet_from_index(self.sheets - 1)?;
        for (column, cell) in (0u16..).zip(row.cells()) {
            match cell {
                Cell::Empty => {}
                Cell::Text(text) => {
                    sheet.write_string(at, column, text)?;
                }
                Cell::Whole(number) => {
                    sheet.write_number(at, column, number as f64)?;
                }
                Cell::Number(number) => {
                    sheet.write_number(at, column, number)?;
                }
                Cell::Day(day) => write_day(sheet, at, column, day, &self.day)?,
                Cell::Moment(moment) => {
                    let seconds = moment.as_second() as f64 / 86_400.0;
                    sheet.write_number_with_format(at, column, EPOCH + seconds, &self.moment)?;
                }
            }
        }
        Ok(())
    }

    fn finish(&mut self) -> Result<Vec<u8>, XlsxError> {
        let rows = self.rows;
        let last = self.book.worksheet_from_index(self.sheets - 1)?;
        if rows > 0 {
            last.autofilter(0, 0, rows, COLUMNS.len() as u16 - 1)?;
        }
        let about = self.book.add_worksheet();
        about.set_name("columns")?;
        about.set_column_width(0, WIDTH)?.set_column_width(1, WIDTH)?.set_column_width(2, WORDS)?;
        about.write_string_with_format(0, 0, &*self.heading.title, &self.head)?;
        about.write_string(1, 0, &*self.heading.initiative)?;
        about.write_string(2, 0, &*self.heading.page)?;
        for (at, (column, meaning)) in (4u32..).zip(COLUMNS.iter().zip(&self.heading.meanings)) {
            about.write_string_with_format(at, 0, column.name, &self.head)?;
            about.write_string(at, 1, holds(column.holds))?;
            about.write_string(at, 2, &**meaning)?;
        }
        self.book.save_to_buffer()
    }
}

/// The day that 1970 began, as spreadsheets count.
const EPOCH: f64 = 25_569.0;

/// A day as a number that is shown as a day; spreadsheets know no day before 1 March 1900 that they agree on.
fn write_day(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    day: Date,
    style: &Style,
) -> Result<(), XlsxError> {
    if day < date(1900, 3, 1) {
        sheet.write_string(row, column, day.to_string())?;
    } else {
        let days = ZERO.duration_until(day).as_hours() / 24;
        sheet.write_number_with_format(row, column, days as f64, style)?;
    }
    Ok(())
}

fn holds(holds: Holds) -> String {
    match holds {
        Holds::Text => "text".to_owned(),
        Holds::OneOf(words) => words.join(", "),
        Holds::Whole => "whole number".to_owned(),
        Holds::Number => "number".to_owned(),
        Holds::Day => "day".to_owned(),
        Holds::Moment => "time (UTC)".to_owned(),
    }
}

impl Writing for Workbook {
    fn begin(&mut self, _out: &mut Vec<u8>) -> Result<()> {
        Ok(())
    }

    fn row(&mut self, row: &Row<'_>, _out: &mut Vec<u8>) -> Result<()> {
        self.write(row).map_err(failed)
    }

    fn end(&mut self, out: &mut Vec<u8>) -> Result<()> {
        out.extend(self.finish().map_err(failed)?);
        Ok(())
    }
}
