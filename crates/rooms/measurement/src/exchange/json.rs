//! The measures with their definitions, then every value as an object with the columns' names.

use kernel::{Error, Result};
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::row::Cell;
use super::{COLUMNS, Heading, Row, Writing};
use crate::measure::Measure;

/// The document.
pub(super) struct Json {
    heading: Heading,
    begun: bool,
}

impl Json {
    pub(super) fn new(heading: Heading) -> Self {
        Self { heading, begun: false }
    }
}

impl Writing for Json {
    fn begin(&mut self, out: &mut Vec<u8>) -> Result<()> {
        let about = serde_json::json!({
            "title": self.heading.title,
            "initiative": self.heading.initiative,
            "page": self.heading.page,
            "written_at": self.heading.written_at,
            "measures": self.heading.measures.iter().map(Definition::of).collect::<Vec<_>>(),
        });
        let about = serde_json::to_vec(&about).map_err(|error| Error::Internal(error.to_string()))?;
        // The values go into the same object: its last brace waits for them.
        out.extend(&about[..about.len() - 1]);
        out.extend(b",\"values\":[");
        Ok(())
    }

    fn row(&mut self, row: &Row<'_>, out: &mut Vec<u8>) -> Result<()> {
        out.extend(if self.begun { &b",\n"[..] } else { b"\n" });
        self.begun = true;
        serde_json::to_writer(out, &Object(row)).map_err(|error| Error::Internal(error.to_string()))
    }

    fn end(&mut self, out: &mut Vec<u8>) -> Result<()> {
        out.extend(b"\n]}\n");
        Ok(())
    }
}

/// A row as an object; what is not known is null.
struct Object<'a>(&'a Row<'a>);

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(COLUMNS.len()))?;
        for (column, cell) in COLUMNS.iter().zip(self.0.cells()) {
            match cell {
                Cell::Empty => map.serialize_entry(column.name, &()),
                Cell::Text(text) => map.serialize_entry(column.name, text),
                Cell::Whole(number) => map.serialize_entry(column.name, &number),
                Cell::Number(number) => map.serialize_entry(column.name, &number),
                Cell::Day(day) => map.serialize_entry(column.name, &day),
                Cell::Moment(at) => map.serialize_entry(column.name, &format_args!("{at:.0}")),
            }?;
        }
        map.end()
    }
}

/// What a measure means, with every version that numbers follow.
#[derive(Serialize)]
struct Definition<'a> {
    number: i64,
    name: &'a str,
    status: &'static str,
    versions: Vec<Version<'a>>,
}

#[derive(Serialize)]
struct Version<'a> {
    version: i64,
    kind: &'static str,
    definition: &'a str,
    numerator: &'a str,
    denominator: &'a str,
    unit: &'a str,
    factor: f64,
    better: &'a str,
    frequency: &'a str,
    effective_from: &'a str,
    comparability: &'a str,
}

impl<'a> Definition<'a> {
    fn of(measure: &'a Measure) -> Self {
        let last = measure.in_force().number;
        let version = |version: &'a crate::measure::MeasureVersion| Version {
            version: version.number,
            kind: version.value_kind().as_str(),
            definition: &version.definition,
            numerator: &version.numerator,
            denominator: &version.denominator,
            unit: &version.unit,
            factor: version.factor,
            better: &version.better,
            frequency: &version.frequency,
            effective_from: &version.effective_from,
            comparability: &version.comparability,
        };
        let versions = measure.versions.iter().filter(|version| version.number <= last).map(version);
        Self {
            number: measure.number,
            name: &measure.name,
            status: measure.status().word(),
            versions: versions.collect(),
        }
    }
}
