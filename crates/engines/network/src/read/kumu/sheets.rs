//! The sheets of a workbook in Kumu's form, as rows of cells.
//!
//! A sheet, or a section of it after two blank rows, begins with a row of heads: with `From` and `To` it holds
//! connections, with `Label` or `ID` elements. `|` in `To` makes several connections. Sheets whose name holds `(ignore)` are
//! skipped.

use super::super::{Direction, ReadError, Table};
use super::identity::Import;
use super::{Connection, Element, TYPE};

/// A sheet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheet {
    /// What its tab says.
    pub name: String,
    /// Its rows from the first, each from the first column; they need not be of one length.
    pub rows: Vec<Vec<String>>,
}

/// Reads all sheets: first every element, then every connection, so that the order of the sheets does not matter.
///
/// # Errors
/// A section that is neither of elements nor of connections, an element without label and id, a connection without an
/// end, a direction that is none: with the sheet's name and the row.
pub fn read(sheets: &[Sheet]) -> Result<Table, ReadError> {
    let mut sections = Vec::new();
    for sheet in sheets.iter().filter(|sheet| !sheet.name.to_lowercase().contains("(ignore)")) {
        sections.extend(sections_of(sheet)?);
    }
    let mut import = Import::default();
    for row in sections.iter().filter(|section| !section.is_of_connections()).flat_map(Section::rows) {
        import.id_of(row.element()?);
    }
    for row in sections.iter().filter(|section| section.is_of_connections()).flat_map(Section::rows) {
        for connection in row.connections()? {
            import.connection(connection).map_err(|reason| row.wrong(&reason))?;
        }
    }
    Ok(import.finish())
}

/// A row of heads and what is below it.
struct Section<'s> {
    sheet: &'s str,
    heads: &'s [String],
    /// Each with its number from 1.
    rows: Vec<(usize, &'s [String])>,
}

fn sections_of(sheet: &Sheet) -> Result<Vec<Section<'_>>, ReadError> {
    let mut sections: Vec<Section> = Vec::new();
    let mut blank = 2;
    for (at, row) in sheet.rows.iter().enumerate() {
        if row.iter().all(|cell| cell.trim().is_empty()) {
            blank += 1;
            continue;
        }
        match sections.last_mut() {
            Some(section) if blank < 2 => section.rows.push((at + 1, row)),
            _ => {
                let section = Section { sheet: &sheet.name, heads: row, rows: Vec::new() };
                if !section.is_of_connections() && section.column("label").or(section.column("id")).is_none()
                {
                    return Err(wrong(
                        &sheet.name,
                        at + 1,
                        "these heads name neither a Label nor From and To: add them, or write (ignore) into the sheet's name",
                    ));
                }
                sections.push(section);
            }
        }
        blank = 0;
    }
    Ok(sections)
}

impl Section<'_> {
    fn column(&self, name: &str) -> Option<usize> {
        self.heads.iter().position(|head| head.trim().eq_ignore_ascii_case(name))
    }

    fn is_of_connections(&self) -> bool {
        self.column("from").is_some() && self.column("to").is_some()
    }

    fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(move |&(number, cells)| Row { section: self, number, cells })
    }
}

struct Row<'s> {
    section: &'s Section<'s>,
    number: usize,
    cells: &'s [String],
}

impl Row<'_> {
    fn wrong(&self, reason: &str) -> ReadError {
        wrong(self.section.sheet, self.number, reason)
    }

    fn cell(&self, head: &str) -> &str {
        self.section.column(head).and_then(|column| self.cells.get(column)).map_or("", |cell| cell.trim())
    }

    fn element(&self) -> Result<Element, ReadError> {
        let (id, label) = (self.cell("id").to_owned(), self.cell("label").to_owned());
        if id.is_empty() && label.is_empty() {
            return Err(self.wrong("this element has neither a label nor an id: give it one"));
        }
        let mut attributes = self.others(&["id", "label", TYPE]);
        if self.section.column(TYPE).is_some() {
            attributes.insert(0, (TYPE.to_owned(), self.cell(TYPE).to_owned()));
        }
        Ok(Element { id, label, attributes })
    }

    /// One for each value in `To`.
    fn connections(&self) -> Result<Vec<Connection>, ReadError> {
        let (from, ends) = (self.cell("from"), several(self.cell("to")));
        if from.is_empty() || ends.is_empty() {
            return Err(self.wrong("a connection needs both From and To: fill them in"));
        }
        let direction = match self.cell("direction") {
            "" => None,
            word => Some(Direction::from_word(word).ok_or_else(|| {
                self.wrong(&format!("“{word}” is no direction: write undirected, directed or mutual"))
            })?),
        };
        // One id cannot stand for several connections.
        let id = if ends.len() == 1 { self.cell("id") } else { "" };
        let connection = |to: &str| Connection {
            id: id.to_owned(),
            from: from.to_owned(),
            to: to.to_owned(),
            direction,
            kind: self.cell(TYPE).to_owned(),
            attributes: self.others(&["id", "from", "to", "direction", TYPE]),
        };
        Ok(ends.into_iter().map(connection).collect())
    }

    /// What stands under all other heads.
    fn others(&self, taken: &[&str]) -> Vec<(String, String)> {
        let heads = self.section.heads.iter().map(|head| head.trim()).enumerate();
        heads
            .filter(|(_, head)| !head.is_empty() && !taken.iter().any(|name| head.eq_ignore_ascii_case(name)))
            .map(|(column, head)| {
                let cell = self.cells.get(column).map_or("", |cell| cell.trim());
                (head.to_owned(), several(cell).join("|"))
            })
            .collect()
    }
}

/// The values in a cell.
fn several(cell: &str) -> Vec<&str> {
    cell.split('|').map(str::trim).filter(|value| !value.is_empty()).collect()
}

fn wrong(sheet: &str, row: usize, reason: &str) -> ReadError {
    ReadError::on_line(row, format!("of sheet “{sheet}”: {reason}"))
}
