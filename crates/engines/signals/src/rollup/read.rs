//! A tree and its values as files hold them.

use std::collections::{BTreeSet, HashMap};

use super::{NoTree, Tree};
use crate::Period;
use crate::sheet::{Flaw, Sheet, shown};

/// The places of a file, by name.
#[derive(Debug, Clone)]
pub struct Places {
    /// Their names; a place's number is its position.
    pub names: Vec<String>,
    /// How they lie in each other.
    pub tree: Tree,
    numbers: HashMap<String, usize>,
}

impl Places {
    /// Reads a sheet with a column that names each place and one that names the place it lies in; empty for a
    /// root.
    ///
    /// ```
    /// use signals::rollup::Places;
    ///
    /// let places = Places::read("node,parent\nnorth,all\nall,\n", "node", "parent").unwrap();
    /// assert_eq!((places.names[0].as_str(), places.tree.parent(0)), ("north", Some(1)));
    /// ```
    pub fn read(text: &str, node: &str, parent: &str) -> Result<Self, Flaw> {
        let sheet = Sheet::read(text)?;
        let (node, parent) = (sheet.column(&[node])?, sheet.column(&[parent])?);
        let mut numbers = HashMap::new();
        for (number, row) in sheet.rows().iter().enumerate() {
            let name = row.text(node);
            if name.is_empty() {
                return Err(row.flaw("the place has no name"));
            }
            if let Some(first) = numbers.insert(name.to_owned(), number) {
                let first = sheet.rows()[first].line;
                return Err(row.flaw(format!("“{}” stands in line {first}, too", shown(name))));
            }
        }
        let mut parents = Vec::with_capacity(sheet.rows().len());
        for row in sheet.rows() {
            let name = row.text(parent);
            let unknown = || {
                row.flaw(format!("“{}” lies in “{}”, which has no line", shown(row.text(node)), shown(name)))
            };
            parents.push(if name.is_empty() { None } else { Some(*numbers.get(name).ok_or_else(unknown)?) });
        }
        let tree =
            Tree::new(parents).map_err(|(NoTree::Unknown { place, .. } | NoTree::Circle { place })| {
                let row = &sheet.rows()[place];
                row.flaw(format!(
                    "“{}” lies within itself, by way of the places it lies in",
                    shown(row.text(node))
                ))
            })?;
        let names = sheet.rows().iter().map(|row| row.text(node).to_owned()).collect();
        Ok(Self { names, tree, numbers })
    }

    /// The number of the place of that name.
    pub fn number(&self, name: &str) -> Option<usize> {
        self.numbers.get(name).copied()
    }
}

/// The names of the columns of a sheet of values.
#[derive(Debug, Clone, Copy)]
pub struct Columns<'a, const N: usize> {
    /// Who reports.
    pub place: &'a str,
    /// For when.
    pub period: &'a str,
    /// Each part of the value.
    pub parts: [&'a str; N],
}

/// The values of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Values<const N: usize> {
    /// Its periods, in order of time.
    pub periods: Vec<Period>,
    /// A row for each place, a cell for each period; where a part is missing, all are NaN.
    pub cells: Vec<[f64; N]>,
}

impl<const N: usize> Values<N> {
    /// Reads a sheet with one row for a place and a period.
    pub fn read(text: &str, places: &Places, columns: &Columns<'_, N>) -> Result<Self, Flaw> {
        let sheet = Sheet::read(text)?;
        let (place, period) = (sheet.column(&[columns.place])?, sheet.column(&[columns.period])?);
        let mut parts = Vec::with_capacity(N);
        for name in columns.parts {
            parts.push(sheet.column(&[name])?);
        }
        let mut periods = Vec::with_capacity(sheet.rows().len());
        for row in sheet.rows() {
            periods.push(row.period(period)?);
        }
        let all: Vec<Period> = periods.iter().copied().collect::<BTreeSet<_>>().into_iter().collect();
        let mut cells = vec![[f64::NAN; N]; places.names.len() * all.len()];
        let mut lines = vec![0; cells.len()];
        for (row, period) in sheet.rows().iter().zip(&periods) {
            let name = row.text(place);
            let unknown = || row.flaw(format!("“{}” is not in the tree", shown(name)));
            let number = places.number(name).ok_or_else(unknown)?;
            let cell = number * all.len() + all.partition_point(|other| other < period);
            if lines[cell] != 0 {
                let reason = format!("“{}” and {period} stand in line {}, too", shown(name), lines[cell]);
                return Err(row.flaw(reason));
            }
            lines[cell] = row.line;
            let mut value = [f64::NAN; N];
            for (value, column) in value.iter_mut().zip(&parts) {
                *value = row.number(*column)?.unwrap_or(f64::NAN);
            }
            if value.iter().all(|part| part.is_finite()) {
                cells[cell] = value;
            }
        }
        Ok(Self { periods: all, cells })
    }

    /// The row of a place.
    pub fn row(&self, place: usize) -> &[[f64; N]] {
        &self.cells[place * self.periods.len()..][..self.periods.len()]
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TREE: &str = "node,parent\nall,\nnorth,all\nsouth,all\n";
    const COLUMNS: Columns<'static, 2> =
        Columns { place: "unit", period: "period", parts: ["numerator", "denominator"] };

    fn values(rows: &str) -> Result<Values<2>, Flaw> {
        let places = Places::read(TREE, "node", "parent").unwrap();
        Values::read(&format!("unit,period,numerator,denominator\n{rows}"), &places, &COLUMNS)
    }

    #[test]
    fn values_stand_by_place_and_time() {
        let read = values("south,2024-02,1,2\nnorth,202401,3,4\nnorth,2024-02,NA,4\n").unwrap();
        let months: Vec<String> = read.periods.iter().map(ToString::to_string).collect();
        assert_eq!(months, ["2024-01", "2024-02"]);
        assert_eq!(read.row(1)[0], [3.0, 4.0]);
        assert!(read.row(1)[1].iter().all(|part| part.is_nan()));
        assert_eq!(read.row(2)[1], [1.0, 2.0]);
    }

    #[test]
    fn what_does_not_fit_is_refused_with_its_line() {
        for (rows, says) in [
            ("east,2024,1,2\n", "line 2: “east” is not in the tree"),
            ("north,2024,1,2\nnorth,2024,1,2\n", "line 3: “north” and 2024 stand in line 2, too"),
            ("north,soon,1,2\n", "line 2: “soon” is no period"),
            ("north,2024,1,many\n", "line 2: “many” is no number"),
        ] {
            let flaw = values(rows).unwrap_err().to_string();
            assert!(flaw.starts_with(says), "{flaw}");
        }
        for (tree, says) in [
            ("node,parent\na,b\n", "line 2: “a” lies in “b”, which has no line"),
            ("node,parent\na,b\nb,a\n", "line 2: “a” lies within itself"),
            ("node,parent\na,\na,\n", "line 3: “a” stands in line 2, too"),
            ("node,parent\n\"\",a\n", "line 2: the place has no name"),
            ("place,parent\na,\n", "line 1: there is no column “node”, only place, parent"),
        ] {
            let flaw = Places::read(tree, "node", "parent").unwrap_err().to_string();
            assert!(flaw.starts_with(says), "{flaw}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_a_flaw(tree in "(node,parent\n)?([a-d,\n]|\\PC){0,30}", rows in "([a-d,\n0-9]|2024|\\PC){0,40}") {
            if let Ok(places) = Places::read(&tree, "node", "parent") {
                prop_assert_eq!(places.names.len(), places.tree.len());
                let rows = format!("unit,period,numerator,denominator\n{rows}");
                if let Ok(values) = Values::read(&rows, &places, &COLUMNS) {
                    prop_assert_eq!(values.cells.len(), places.names.len() * values.periods.len());
                }
            }
        }
    }
}
