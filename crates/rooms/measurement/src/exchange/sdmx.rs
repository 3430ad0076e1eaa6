//! SDMX-CSV 2.0: the codes are those of the cross-domain code lists for frequency, status and confidentiality.

use std::borrow::Cow;
use std::fmt::Write as _;

use kernel::Result;

use super::columns::WHOLE;
use super::csv::line;
use super::row::Cell;
use super::{Heading, Row, Writing};
use crate::cycle::Frequency;
use crate::measure::MeasureVersion;

/// The flow that every row belongs to.
const FLOW: &str = "GROUNDSWELL:MEASURES(1.0)";
/// The columns; from `FREQ` to `TIME_PERIOD` its dimensions, behind `OBS_VALUE` its attributes.
const COLUMNS: [&str; 13] = [
    "STRUCTURE",
    "STRUCTURE_ID",
    "ACTION",
    "FREQ",
    "REF_AREA",
    "INDICATOR",
    "BREAKDOWN",
    "CATEGORY",
    "TIME_PERIOD",
    "OBS_VALUE",
    "UNIT_MEASURE",
    "OBS_STATUS",
    "CONF_STATUS",
];

/// The rows.
pub(super) struct Sdmx {
    /// The code of the whole initiative's area.
    area: String,
}

impl Sdmx {
    pub(super) fn new(heading: &Heading) -> Self {
        Self { area: code(&heading.slug).into_owned() }
    }
}

impl Writing for Sdmx {
    fn begin(&mut self, out: &mut Vec<u8>) -> Result<()> {
        line(out, COLUMNS.map(Cell::Text))
    }

    fn row(&mut self, row: &Row<'_>, out: &mut Vec<u8>) -> Result<()> {
        let version = row.version();
        let indicator = format!("M{}", row.measure.number);
        let (area, breakdown, category) = match row.part {
            Some((dimension, category)) if dimension.places => {
                (code(&category.code), WHOLE.into(), WHOLE.into())
            }
            Some((dimension, category)) => {
                (self.area.as_str().into(), code(&dimension.code), code(&category.code))
            }
            None => (self.area.as_str().into(), WHOLE.into(), WHOLE.into()),
        };
        let unit = unit(version);
        line(
            out,
            [
                Cell::Text("dataflow"),
                Cell::Text(FLOW),
                Cell::Text("I"),
                Cell::Text(frequency(version)),
                Cell::Text(&area),
                Cell::Text(&indicator),
                Cell::Text(&breakdown),
                Cell::Text(&category),
                Cell::Text(&row.value.period),
                row.written().map_or(Cell::Empty, Cell::Number),
                Cell::Text(&unit),
                Cell::Text(status(row)),
                Cell::Text(if row.value.hidden { "C" } else { "F" }),
            ],
        )
    }

    fn end(&mut self, _out: &mut Vec<u8>) -> Result<()> {
        Ok(())
    }
}

/// `CL_FREQ`.
fn frequency(version: &MeasureVersion) -> &'static str {
    match version.frequency() {
        Frequency::Yearly => "A",
        Frequency::Quarterly => "Q",
        Frequency::Monthly => "M",
    }
}

/// `CL_OBS_STATUS`: suppressed, missing, a break in the series, an estimate, provisional while too few have
/// reported, normal.
fn status(row: &Row<'_>) -> &'static str {
    let breaks = || row.measure.breaks().any(|period| period == row.value.period);
    match row.status() {
        "hidden" => "Q",
        "missing" => "O",
        _ if breaks() => "B",
        _ if row.version().value_kind() == signals::Kind::Estimate => "E",
        "partial" => "P",
        _ => "A",
    }
}

/// `CL_UNIT_MEASURE` has a code for shares; any other unit is its own.
fn unit(version: &MeasureVersion) -> Cow<'_, str> {
    match version.unit.as_str() {
        _ if version.is_share() => "PT".into(),
        "" => "PURE_NUMB".into(),
        unit => code(unit),
    }
}

/// A code as SDMX allows it: letters, digits, `_`, `-`, `@` and `$`; any other character as its number.
fn code(text: &str) -> Cow<'_, str> {
    let fine = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '@' | '$');
    if text.chars().all(fine) {
        return text.into();
    }
    text.chars()
        .fold(String::new(), |mut code, c| {
            if fine(c) {
                code.push(c);
            } else if c == ' ' {
                code.push('_');
            } else {
                // A string takes whatever is written.
                let _ = write!(code, "_{:X}", u32::from(c));
            }
            code
        })
        .into()
}

#[cfg(test)]
mod tests {
    use super::code;

    #[test]
    fn codes_keep_what_they_may() {
        assert_eq!(code("bowling-green"), "bowling-green");
        assert_eq!(code("per 1,000"), "per_1_2C000");
        assert_eq!(code("é"), "_E9");
    }
}
