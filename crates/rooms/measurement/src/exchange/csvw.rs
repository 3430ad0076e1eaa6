//! What the columns of the CSV are, as W3C's "Metadata Vocabulary for Tabular Data" says it.

use kernel::{Error, Result};
use serde_json::{Value, json};

use super::columns::KEY;
use super::{COLUMNS, Column, Format, Heading, Holds, Row, Writing};

/// The description, as a whole.
pub(super) struct Metadata(pub(super) Heading);

impl Writing for Metadata {
    fn begin(&mut self, out: &mut Vec<u8>) -> Result<()> {
        let heading = &self.0;
        let columns: Vec<Value> = COLUMNS
            .iter()
            .zip(&heading.meanings)
            .map(|(column, meaning)| describe(column, meaning))
            .collect();
        let metadata = json!({
            "@context": "http://www.w3.org/ns/csvw",
            "url": Format::Csv.file(),
            "dc:title": heading.title,
            "dc:publisher": heading.initiative,
            "dc:source": heading.page,
            "dialect": { "encoding": "utf-8", "header": true, "delimiter": "," },
            "tableSchema": { "columns": columns, "primaryKey": KEY },
        });
        serde_json::to_writer_pretty(out, &metadata).map_err(|error| Error::Internal(error.to_string()))
    }

    fn row(&mut self, _row: &Row<'_>, _out: &mut Vec<u8>) -> Result<()> {
        Ok(())
    }

    fn end(&mut self, _out: &mut Vec<u8>) -> Result<()> {
        Ok(())
    }
}

fn describe(column: &Column, meaning: &str) -> Value {
    let datatype = match column.holds {
        Holds::Text => json!("string"),
        Holds::OneOf(words) => json!({ "base": "string", "format": words.join("|") }),
        Holds::Whole => json!("integer"),
        Holds::Number => json!("number"),
        Holds::Day => json!("date"),
        Holds::Moment => json!("dateTime"),
    };
    json!({
        "name": column.name,
        "titles": column.name,
        "dc:description": meaning,
        "datatype": datatype,
        "required": column.required,
    })
}
