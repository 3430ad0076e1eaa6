//! A Frictionless Data Package 2.0: the CSV and `datapackage.json` in one archive, written as it is sent.

use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};

use kernel::{Error, Result};
use serde_json::{Value, json};
use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, ZipWriter};

use super::columns::KEY;
use super::csv::Csv;
use super::{COLUMNS, Column, Format, Heading, Holds, Row, Writing};

/// Bytes of the table that are packed at once.
const PIECE: usize = 1 << 16;

/// The archive.
pub(super) struct Package {
    heading: Heading,
    archive: Option<ZipWriter<StreamWriter<Packed>>>,
    packed: Packed,
    /// Lines that are not packed yet.
    lines: Vec<u8>,
}

/// What is packed and not sent yet.
#[derive(Clone, Default)]
struct Packed(Arc<Mutex<Vec<u8>>>);

impl Packed {
    fn take_into(&self, out: &mut Vec<u8>) {
        out.append(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

impl Write for Packed {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn failed(error: impl ToString) -> Error {
    Error::Internal(error.to_string())
}

impl Package {
    pub(super) fn new(heading: Heading) -> Self {
        let packed = Packed::default();
        Self { heading, archive: Some(ZipWriter::new_stream(packed.clone())), packed, lines: Vec::new() }
    }

    fn archive(&mut self) -> Result<&mut ZipWriter<StreamWriter<Packed>>> {
        self.archive.as_mut().ok_or_else(|| failed("the archive has ended"))
    }

    fn file(&mut self, name: &str) -> Result<()> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(1))
            .large_file(true);
        self.archive()?.start_file(name, options).map_err(failed)
    }

    fn pack(&mut self, out: &mut Vec<u8>) -> Result<()> {
        let lines = std::mem::take(&mut self.lines);
        self.archive()?.write_all(&lines).map_err(failed)?;
        self.packed.take_into(out);
        Ok(())
    }
}

impl Writing for Package {
    fn begin(&mut self, out: &mut Vec<u8>) -> Result<()> {
        self.file("datapackage.json")?;
        self.lines = serde_json::to_vec_pretty(&describe(&self.heading)).map_err(failed)?;
        self.pack(out)?;
        self.file(Format::Csv.file())?;
        Csv.begin(&mut self.lines)
    }

    fn row(&mut self, row: &Row<'_>, out: &mut Vec<u8>) -> Result<()> {
        Csv.row(row, &mut self.lines)?;
        if self.lines.len() >= PIECE { self.pack(out) } else { Ok(()) }
    }

    fn end(&mut self, out: &mut Vec<u8>) -> Result<()> {
        self.pack(out)?;
        if let Some(archive) = self.archive.take() {
            archive.finish().map_err(failed)?;
        }
        self.packed.take_into(out);
        Ok(())
    }
}

fn describe(heading: &Heading) -> Value {
    let fields: Vec<Value> =
        COLUMNS.iter().zip(&heading.meanings).map(|(column, meaning)| field(column, meaning)).collect();
    json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": heading.slug,
        "title": heading.title,
        "homepage": heading.page,
        "created": format!("{:.0}", heading.written_at),
        "contributors": [{ "title": heading.initiative, "roles": ["publisher"] }],
        "resources": [{
            "name": "values",
            "path": Format::Csv.file(),
            "type": "table",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": {
                "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
                "fields": fields,
                "primaryKey": KEY,
                "missingValues": [""],
            },
        }],
    })
}

fn field(column: &Column, meaning: &str) -> Value {
    let mut constraints = json!({ "required": column.required });
    let kind = match column.holds {
        Holds::Text => "string",
        Holds::OneOf(words) => {
            constraints["enum"] = json!(words);
            "string"
        }
        Holds::Whole => "integer",
        Holds::Number => "number",
        Holds::Day => "date",
        Holds::Moment => "datetime",
    };
    json!({ "name": column.name, "type": kind, "description": meaning, "constraints": constraints })
}
