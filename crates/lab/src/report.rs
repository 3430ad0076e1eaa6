//! What a command answers, for programs and for people.

use std::fmt;

use serde_json::Value;

/// A result: as JSON for programs, as tables for people.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// For programs. The names are stable: others read them.
    pub json: Value,
    /// For people, in the order of reading.
    pub tables: Vec<Table>,
}

/// Rows under heads, with a sentence before and one after.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// What is shown, or the finding as a sentence.
    pub caption: String,
    /// A head for each column.
    pub heads: Vec<String>,
    /// A cell for each column.
    pub rows: Vec<Vec<String>>,
    /// What to know about it; empty for nothing.
    pub note: String,
}

impl Table {
    /// An empty table.
    pub fn new<S: Into<String>>(caption: impl Into<String>, heads: impl IntoIterator<Item = S>) -> Self {
        Self {
            caption: caption.into(),
            heads: heads.into_iter().map(Into::into).collect(),
            ..Self::default()
        }
    }

    /// One more row.
    pub fn row<S: Into<String>>(&mut self, cells: impl IntoIterator<Item = S>) {
        self.rows.push(cells.into_iter().map(Into::into).collect());
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, table) in self.tables.iter().enumerate() {
            if at > 0 {
                writeln!(f)?;
            }
            write!(f, "{table}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.caption.is_empty() {
            writeln!(f, "{}", self.caption)?;
        }
        let columns = self.heads.len();
        let widths: Vec<usize> = (0..columns)
            .map(|column| {
                let cells = self.rows.iter().filter_map(|row| row.get(column)).chain([&self.heads[column]]);
                cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
            })
            .collect();
        let numeric: Vec<bool> = (0..columns).map(|column| self.is_numeric(column)).collect();
        for row in std::iter::once(&self.heads)
            .chain(&self.rows)
            .filter(|row| row.iter().any(|cell| !cell.is_empty()))
        {
            let mut line = String::from(" ");
            for (column, cell) in row.iter().enumerate() {
                let gap = " ".repeat(widths.get(column).map_or(0, |width| width - cell.chars().count()));
                line += " ";
                line += &if numeric.get(column) == Some(&true) { gap + cell } else { cell.clone() + &gap };
                line += " ";
            }
            writeln!(f, "{}", line.trim_end())?;
        }
        if !self.note.is_empty() {
            writeln!(f, "{}", self.note)?;
        }
        Ok(())
    }
}

impl Table {
    /// Whether every cell of a column is a number or empty: such columns end at the right.
    fn is_numeric(&self, column: usize) -> bool {
        let mut cells =
            self.rows.iter().filter_map(|row| row.get(column)).filter(|cell| !cell.is_empty()).peekable();
        cells.peek().is_some() && cells.all(|cell| cell.replace([',', '%'], "").parse::<f64>().is_ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_end_at_the_right_and_words_begin_at_the_left() {
        let mut table = Table::new("Two places", ["place", "people"]);
        table.row(["Warren", "2,031"]);
        table.row(["Barren County", "84"]);
        table.note = "Counted in 2018.".to_owned();
        let report = Report { json: Value::Null, tables: vec![table] };
        assert_eq!(
            report.to_string(),
            "Two places\n  place          people\n  Warren          2,031\n  Barren County      84\nCounted in 2018.\n"
        );
    }
}
