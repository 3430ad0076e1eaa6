//! Tables of rows and columns with totals.

use std::collections::BTreeMap;

use super::{Sum, Surface};

/// A table of rows and columns, with a total for each and one for all.
///
/// Rows and columns are kept in the order of their names, so that no answer depends on the order in which they came.
/// Cells are numbered row by row, the total of a row behind its columns, the totals of columns behind the rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    rows: Vec<String>,
    columns: Vec<String>,
}

/// A row or column: by its place in the order of names, or the total of all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Line {
    /// The one at this place.
    At(usize),
    /// The total.
    Total,
}

impl Table {
    /// A table of these rows and columns; names that come twice mean the same line.
    pub fn new(
        rows: impl IntoIterator<Item = impl Into<String>>,
        columns: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        Self { rows: ordered(rows), columns: ordered(columns) }
    }

    /// The names of rows, in order.
    pub fn rows(&self) -> &[String] {
        &self.rows
    }

    /// The names of columns, in order.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// The number of a cell.
    pub fn cell(&self, row: Line, column: Line) -> usize {
        let place = |line: Line, total: usize| match line {
            Line::At(at) => at,
            Line::Total => total,
        };
        place(row, self.rows.len()) * (self.columns.len() + 1) + place(column, self.columns.len())
    }

    /// The row and column of a cell.
    pub fn lines(&self, cell: usize) -> (Line, Line) {
        let line = |at: usize, total: usize| if at == total { Line::Total } else { Line::At(at) };
        let wide = self.columns.len() + 1;
        (line(cell / wide, self.rows.len()), line(cell % wide, self.columns.len()))
    }

    /// The place of a row by its name.
    pub fn row(&self, name: &str) -> Option<Line> {
        self.rows.binary_search_by(|row| row.as_str().cmp(name)).ok().map(Line::At)
    }

    /// The place of a column by its name.
    pub fn column(&self, name: &str) -> Option<Line> {
        self.columns.binary_search_by(|column| column.as_str().cmp(name)).ok().map(Line::At)
    }

    /// The cells and their sums: rows first, then the row of totals, then the columns, then the column of totals.
    pub fn surface(&self) -> Surface {
        let (tall, wide) = (self.rows.len(), self.columns.len());
        let at = |row: usize, column: usize| row * (wide + 1) + column;
        let across = (0..=tall).map(|row| Sum {
            total: at(row, wide),
            parts: (0..wide).map(|column| at(row, column)).collect(),
        });
        let down = (0..=wide).map(|column| Sum {
            total: at(tall, column),
            parts: (0..tall).map(|row| at(row, column)).collect(),
        });
        let sums = across.chain(down).collect();
        Surface::new((tall + 1) * (wide + 1), sums).expect("the sums of a table name its cells once")
    }

    /// The values of all cells, totals added, from those within by row and column; what is not named is
    /// nobody.
    pub fn with_totals(&self, within: &BTreeMap<(usize, usize), u64>) -> Vec<u64> {
        let mut values = vec![0; (self.rows.len() + 1) * (self.columns.len() + 1)];
        for ((row, column), value) in within {
            for row in [Line::At(*row), Line::Total] {
                for column in [Line::At(*column), Line::Total] {
                    let cell: &mut u64 = &mut values[self.cell(row, column)];
                    *cell = cell.saturating_add(*value);
                }
            }
        }
        values
    }
}

fn ordered(names: impl IntoIterator<Item = impl Into<String>>) -> Vec<String> {
    let mut names: Vec<String> = names.into_iter().map(Into::into).collect();
    names.sort_unstable();
    names.dedup();
    names
}
