//! All ballots of a decision as one file: what `groundswell lab tally` reads, and what a spreadsheet shows.

use kernel::{Error, Result};

use super::Choice;
use crate::decision::Seen;
use crate::poll::{Poll, Shape, count};

/// One ballot.
pub(crate) struct Row {
    /// The receipt, or a running number where ballots have none.
    id: String,
    /// Whose, where answers are open.
    name: String,
    constituency: String,
    line: String,
    reason: String,
}

impl Row {
    /// Of a secret vote.
    pub(crate) fn nameless(receipt: String, line: String) -> Self {
        Self { id: receipt, name: String::new(), constituency: String::new(), line, reason: String::new() }
    }
}

impl From<(Seen, usize)> for Row {
    fn from((seen, number): (Seen, usize)) -> Self {
        let Seen { constituency, name, answer, reason, .. } = seen;
        Self { id: number.to_string(), name, constituency, line: answer, reason }
    }
}

/// Answers of seats; or a ballot a line with its ranks, or with the number of each option. An empty ballot abstains.
pub(crate) fn csv(poll: &Poll, options: &[String], rows: &[Row]) -> Result<Vec<u8>> {
    let names = count::names(poll, options);
    let head: Vec<String> = match poll.method.shape() {
        Shape::Say | Shape::Step => ["seat", "constituency", "answer", "reason"].map(str::to_owned).to_vec(),
        Shape::Numbers => [vec!["id".to_owned()], names.clone()].concat(),
        Shape::One | Shape::Any | Shape::Order => {
            let ranks = (1..=names.len()).map(|rank| format!("rank{rank}"));
            ["id".to_owned()].into_iter().chain(ranks).collect()
        }
    };
    let mut file = ::csv::Writer::from_writer(Vec::new());
    let wrong = |error: ::csv::Error| Error::Internal(error.to_string());
    file.write_record(&head).map_err(wrong)?;
    for row in rows {
        file.write_record(cells(poll, &names, row)).map_err(wrong)?;
    }
    file.into_inner().map_err(|error| Error::Internal(error.to_string()))
}

fn cells(poll: &Poll, names: &[String], row: &Row) -> Vec<String> {
    let choice = Choice::read(poll, names.len(), &row.line).ok();
    let mut cells = match (poll.method.shape(), choice) {
        (Shape::Say | Shape::Step, choice) => {
            // A seat that said nothing has an empty answer.
            let answer = choice.map(|choice| choice.line()).unwrap_or_default();
            let seat =
                [row.name.as_str(), &row.id].into_iter().find(|name| !name.is_empty()).unwrap_or_default();
            return vec![seat.to_owned(), row.constituency.clone(), answer, row.reason.clone()];
        }
        (_, Some(Choice::Numbers(numbers))) => numbers
            .iter()
            .map(|number| number.map_or_else(String::new, |number| number.to_string()))
            .collect(),
        (_, Some(Choice::Options(chosen) | Choice::Order(chosen))) => {
            chosen.iter().map(|&option| names[option].clone()).collect()
        }
        _ => Vec::new(),
    };
    cells.resize(names.len(), String::new());
    cells.insert(0, row.id.clone());
    cells
}
