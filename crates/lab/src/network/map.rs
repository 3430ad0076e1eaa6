//! Maps from files of whatever form.

use std::io::Cursor;
use std::path::Path;

use anyhow::{Context, Result, bail};
use calamine::{Data, Reader, Xlsx};
use network::read::kumu::{self, Sheet};
use network::read::{Table, graphml};

use crate::{read, read_text};

/// The map in a file of Kumu's JSON, a workbook of Kumu's form, or `GraphML`, by the ending of its name.
pub fn read_map(path: &Path) -> Result<Table> {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
    let table = match ending.as_str() {
        "json" => kumu::read_json(&read_text(path)?),
        "xlsx" => kumu::read_sheets(&sheets(path)?),
        "graphml" | "xml" => graphml::read(&read_text(path)?),
        "xls" => bail!("{} is of the old kind of workbook: save it as .xlsx and try again", path.display()),
        _ => bail!("{} should end in .json, .xlsx or .graphml, so that one knows what it is", path.display()),
    };
    table.with_context(|| format!("{} cannot be read", path.display()))
}

/// The sheets of a workbook, each from its first row and column.
fn sheets(path: &Path) -> Result<Vec<Sheet>> {
    let mut book =
        Xlsx::new(Cursor::new(read(path)?)).with_context(|| format!("{} is no workbook", path.display()))?;
    let names = book.sheet_names();
    let sheet = |name: String| {
        let range = book.worksheet_range(&name).with_context(|| format!("sheet “{name}” cannot be read"))?;
        let (height, width) = range.end().map_or((0, 0), |(row, column)| (row + 1, column + 1));
        let cell = |row, column| range.get_value((row, column)).map_or_else(String::new, Data::to_string);
        let rows = (0..height).map(|row| (0..width).map(|column| cell(row, column)).collect()).collect();
        Ok(Sheet { name, rows })
    };
    names.into_iter().map(sheet).collect()
}
