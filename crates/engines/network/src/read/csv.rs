//! Members and ties as two files of comma-separated values.
//!
//! The members' file has a column `id` and may have `label`; every other column is an attribute. The ties' file has the
//! columns `from` and `to`, or `source` and `target` as Gephi writes them, and may have:
//!
//! - `direction`, or `type` as Gephi calls it: undirected, directed or mutual;
//! - the weight: the column that is asked for, else `weight`, `level` or `strength`, else the third column if every cell
//!   in it is a number;
//! - `kind`, or a `type` that is not a direction;
//! - `reporter`: the id of whoever reported the tie.
//!
//! Case does not matter in these names. Cells are separated by commas, semicolons or tabs, whichever the head uses.

use std::collections::HashSet;

use ::csv::{ReaderBuilder, StringRecord, Trim};

use super::{Direction, NodeRow, ReadError, Table, TieRow};

/// Reads both files. Without `nodes`, the members are the ends of the ties, in the order they are met. `weight` names the
/// column of the ties' weight.
///
/// # Errors
/// The first thing that is wrong, with the line in its file: the [`File`] says in which.
pub fn read(nodes: Option<&str>, ties: &str, weight: Option<&str>) -> Result<Table, (File, ReadError)> {
    let stated = nodes.map(read_nodes).transpose().map_err(|error| (File::Nodes, error))?;
    let (ties, weight_name) =
        read_ties(ties, weight, stated.as_deref()).map_err(|error| (File::Ties, error))?;
    let nodes = stated.unwrap_or_else(|| ends(&ties));
    Ok(Table { nodes, ties, weight_name })
}

/// Which of the two files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum File {
    /// The members.
    Nodes,
    /// The ties between them.
    Ties,
}

fn ends(ties: &[TieRow]) -> Vec<NodeRow> {
    let mut met = HashSet::new();
    let ids = ties.iter().flat_map(|tie| [&tie.from, &tie.to]).filter(|id| met.insert(id.as_str()));
    ids.map(|id| NodeRow { id: id.clone(), label: id.clone(), attributes: Vec::new() }).collect()
}

fn read_nodes(text: &str) -> Result<Vec<NodeRow>, ReadError> {
    let sheet = Sheet::parse(text)?;
    let id = sheet.required(&["id"])?;
    let label = sheet.column(&["label"]);
    let others = sheet.others(&[Some(id), label]);
    let mut met = HashSet::new();
    let mut nodes = Vec::with_capacity(sheet.rows.len());
    for (line, row) in &sheet.rows {
        let name = sheet.filled(*line, row, id)?;
        if !met.insert(name) {
            return Err(ReadError::on_line(
                *line,
                format!("“{name}” stands here for the second time; each id is one member"),
            ));
        }
        nodes.push(NodeRow {
            id: name.to_owned(),
            label: label.map(|at| &row[at]).filter(|label| !label.is_empty()).unwrap_or(name).to_owned(),
            attributes: sheet.attributes(row, &others),
        });
    }
    Ok(nodes)
}

type Ties = (Vec<TieRow>, Option<String>);

fn read_ties(text: &str, weight: Option<&str>, nodes: Option<&[NodeRow]>) -> Result<Ties, ReadError> {
    let sheet = Sheet::parse(text)?;
    let from = sheet.required(&["from", "source"])?;
    let to = sheet.required(&["to", "target"])?;
    let typed = sheet.column(&["type"]);
    let type_is_direction =
        typed.is_some_and(|at| sheet.cells(at).all(|cell| Direction::from_word(cell).is_some()));
    let direction = sheet.column(&["direction"]).or(typed.filter(|_| type_is_direction));
    let kind = sheet.column(&["kind"]).or(typed.filter(|_| !type_is_direction));
    let reporter = sheet.column(&["reporter"]);
    let taken = [Some(from), Some(to), direction, kind, reporter];
    let weight = match weight {
        Some(name) => Some(sheet.required(&[name])?),
        None => sheet.column(&["weight", "level", "strength"]).or_else(|| sheet.third_if_numbers(&taken)),
    };
    let others = sheet.others(&[Some(from), Some(to), direction, kind, reporter, weight]);
    let known: Option<HashSet<&str>> = nodes.map(|nodes| nodes.iter().map(|node| node.id.as_str()).collect());
    let mut ties = Vec::with_capacity(sheet.rows.len());
    for (line, row) in &sheet.rows {
        let member = |at: usize| {
            let id = sheet.filled(*line, row, at)?;
            match &known {
                Some(known) if !known.contains(id) => Err(ReadError::on_line(
                    *line,
                    format!("“{id}” is not among the members; add it to their file, or correct it here"),
                )),
                _ => Ok(id.to_owned()),
            }
        };
        ties.push(TieRow {
            from: member(from)?,
            to: member(to)?,
            direction: direction.map(|at| direction_of(*line, &row[at])).transpose()?.flatten(),
            weight: weight.map(|at| weight_of(*line, &row[at])).transpose()?.flatten(),
            kind: kind.map(|at| row[at].to_owned()).unwrap_or_default(),
            reporter: match reporter {
                Some(at) if !row[at].is_empty() => member(at)?,
                _ => String::new(),
            },
            attributes: sheet.attributes(row, &others),
        });
    }
    Ok((ties, weight.map(|at| sheet.heads[at].clone())))
}

fn direction_of(line: usize, cell: &str) -> Result<Option<Direction>, ReadError> {
    if cell.is_empty() {
        return Ok(None);
    }
    Direction::from_word(cell).map(Some).ok_or_else(|| {
        ReadError::on_line(line, format!("“{cell}” is no direction; write undirected, directed or mutual"))
    })
}

fn weight_of(line: usize, cell: &str) -> Result<Option<f64>, ReadError> {
    if cell.is_empty() {
        return Ok(None);
    }
    number(cell).map(Some).ok_or_else(|| {
        ReadError::on_line(line, format!("“{cell}” is no weight; write a number such as 3 or 0.5"))
    })
}

fn number(cell: &str) -> Option<f64> {
    cell.parse().ok().filter(|value: &f64| value.is_finite())
}

/// A head and the rows below it, each with its line.
struct Sheet {
    heads: Vec<String>,
    rows: Vec<(usize, StringRecord)>,
}

impl Sheet {
    fn parse(text: &str) -> Result<Self, ReadError> {
        let text = text.trim_start_matches('\u{feff}');
        let mut reader =
            ReaderBuilder::new().delimiter(delimiter(text)).trim(Trim::All).from_reader(text.as_bytes());
        let heads: Vec<String> = reader.headers().map_err(refusal)?.iter().map(str::to_owned).collect();
        let mut rows = Vec::new();
        for row in reader.records() {
            let row = row.map_err(refusal)?;
            rows.push((row.position().map_or(0, |position| position.line() as usize), row));
        }
        Ok(Self { heads, rows })
    }

    /// The first column with one of these names.
    fn column(&self, names: &[&str]) -> Option<usize> {
        names
            .iter()
            .find_map(|name| self.heads.iter().position(|head| head.to_lowercase() == name.to_lowercase()))
    }

    fn required(&self, names: &[&str]) -> Result<usize, ReadError> {
        self.column(names).ok_or_else(|| {
            let heads = self.heads.join(", ");
            ReadError::on_line(
                1,
                format!("no column “{}” among: {heads}; name it in the first line", names[0]),
            )
        })
    }

    fn cells(&self, column: usize) -> impl Iterator<Item = &str> {
        self.rows.iter().map(move |(_, row)| &row[column])
    }

    fn third_if_numbers(&self, taken: &[Option<usize>]) -> Option<usize> {
        let third = Some(2).filter(|third| *third < self.heads.len() && !taken.contains(&Some(*third)))?;
        (!self.rows.is_empty() && self.cells(third).all(|cell| number(cell).is_some())).then_some(third)
    }

    fn others(&self, taken: &[Option<usize>]) -> Vec<usize> {
        (0..self.heads.len()).filter(|column| !taken.contains(&Some(*column))).collect()
    }

    fn attributes(&self, row: &StringRecord, columns: &[usize]) -> Vec<(String, String)> {
        columns.iter().map(|&column| (self.heads[column].clone(), row[column].to_owned())).collect()
    }

    fn filled<'r>(&self, line: usize, row: &'r StringRecord, column: usize) -> Result<&'r str, ReadError> {
        let cell = &row[column];
        if cell.is_empty() {
            let reason = format!("“{}” is empty; every line names a member there", self.heads[column]);
            return Err(ReadError::on_line(line, reason));
        }
        Ok(cell)
    }
}

fn delimiter(text: &str) -> u8 {
    let head = text.lines().next().unwrap_or_default();
    // The last of equals counts, so a head of one column is read with commas.
    b";\t,"
        .iter()
        .copied()
        .max_by_key(|mark| head.bytes().filter(|byte| byte == mark).count())
        .unwrap_or(b',')
}

fn refusal(error: ::csv::Error) -> ReadError {
    let line = error.position().map(|position| position.line() as usize);
    let reason = match error.kind() {
        ::csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!(
                "{len} cells where the first line has {expected_len}; put a cell with a comma in it in quotes"
            )
        }
        _ => error.to_string(),
    };
    ReadError { line, reason }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NODES: &str = "id,label,sector\n1,Law Centre,legal\n2,,health\n3,\"Homes, Ltd\",\n";

    #[test]
    fn members_with_their_attributes_and_isolates() {
        let table = read(Some(NODES), "from,to\n1,2\n", None).unwrap();
        assert_eq!(table.nodes.len(), 3);
        assert_eq!(table.nodes[0].attributes, [("sector".to_owned(), "legal".to_owned())]);
        assert_eq!((table.nodes[1].label.as_str(), table.nodes[2].label.as_str()), ("2", "Homes, Ltd"));
        assert_eq!((table.weight_name, table.ties[0].weight), (None, None));
    }

    #[test]
    fn the_third_column_is_the_weight_if_it_holds_numbers() {
        let table = read(Some(NODES), "from,to,collab,since\n1,2,4,2019\n", None).unwrap();
        assert_eq!((table.ties[0].weight, table.weight_name.as_deref()), (Some(4.0), Some("collab")));
        assert_eq!(table.ties[0].attributes, [("since".to_owned(), "2019".to_owned())]);
        let table = read(Some(NODES), "from,to,place\n1,2,hall\n", None).unwrap();
        assert_eq!((table.ties[0].weight, table.weight_name), (None, None));
        let table = read(Some(NODES), "from,to,collab,since\n1,2,4,2019\n", Some("since")).unwrap();
        assert_eq!(table.ties[0].weight, Some(2019.0));
    }

    #[test]
    fn what_gephi_writes() {
        let nodes = "Id;Label;Interval\na;A;\nb;B;\n";
        let table =
            read(Some(nodes), "Source\tTarget\tType\tId\tWeight\na\tb\tDirected\t0\t2.5\n", None).unwrap();
        assert_eq!(table.ties[0].direction, Some(Direction::Directed));
        assert_eq!((table.ties[0].weight, table.ties[0].kind.as_str()), (Some(2.5), ""));
        assert_eq!(table.ties[0].attributes, [("Id".to_owned(), "0".to_owned())]);
    }

    #[test]
    fn kind_direction_and_reporter() {
        let ties = "from,to,type,direction,reporter\n1,2,referral,mutual,2\n2,3,,,\n";
        let table = read(Some(NODES), ties, None).unwrap();
        assert_eq!(
            (table.ties[0].kind.as_str(), table.ties[0].direction),
            ("referral", Some(Direction::Mutual))
        );
        assert_eq!((table.ties[0].reporter.as_str(), table.ties[1].direction), ("2", None));
    }

    #[test]
    fn ties_alone_name_the_members() {
        let table = read(None, "from,to\nb,a\na,c\n", None).unwrap();
        assert_eq!(table.nodes.iter().map(|node| node.id.as_str()).collect::<Vec<_>>(), ["b", "a", "c"]);
    }

    fn refused(nodes: &str, ties: &str) -> (File, String) {
        let (file, error) = read(Some(nodes), ties, None).unwrap_err();
        (file, error.to_string())
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        let fine = "from,to\n1,2\n";
        let (file, said) = refused("id\n1\n1\n", fine);
        assert_eq!((file, &said[..8]), (File::Nodes, "line 3: "));
        assert!(said.contains("second time"), "{said}");
        assert!(refused("name\n1\n", fine).1.starts_with("line 1: no column “id”"));
        assert!(refused("id,label\n1\n", fine).1.starts_with("line 2: 1 cells where the first line has 2"));
        assert!(refused("id,label\n1,a\n ,b\n", fine).1.starts_with("line 3: “id” is empty"));
        let (file, said) = refused(NODES, "from,to\n1,2\n1,9\n");
        assert!(file == File::Ties && said.starts_with("line 3: “9” is not among the members"), "{said}");
        assert!(refused(NODES, "from,to,weight\n1,2,inf\n").1.contains("“inf” is no weight"));
        assert!(refused(NODES, "from,to,direction\n1,2,sideways\n").1.contains("“sideways” is no direction"));
        assert!(refused("", fine).1.contains("no column “id”"));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(nodes in "\\PC{0,40}", ties in "(from|to|[a-c0-9,;\"\n\t ]){0,60}") {
            let _ = read(Some(&nodes), &ties, None);
            if let Ok(table) = read(None, &ties, None) {
                prop_assert!(table.ties.iter().all(|tie| !tie.from.is_empty() && !tie.to.is_empty()));
            }
        }

        #[test]
        fn a_changed_byte_is_read_or_refused(at in 0_usize..60, byte in 0_u8..128) {
            let mut text = "from,to,weight,reporter\n1,2,3.5,\"1\"\n2,3,0.25,\n1,3,,2\n".as_bytes().to_vec();
            let place = at % text.len();
            text[place] = byte;
            let _ = read(Some(NODES), std::str::from_utf8(&text).unwrap(), None);
        }
    }
}
