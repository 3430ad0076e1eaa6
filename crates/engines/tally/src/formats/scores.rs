//! Ballots with a number for each option in comma-separated files.

use super::cells::rows;
use super::{Malformed, tidy, weight};
use crate::ballots::{Limits, Scores};

/// Columns that say something about a ballot and are no options; those of the exports of star.vote among them.
const ABOUT_THE_BALLOT: [&str; 6] = ["voterid", "votetime", "pollid", "voter", "id", "timestamp"];

/// Reads scores: the first line names the options, each further line is a ballot with a whole number for each of them, or nothing.
/// A column called `weight` says how many ballots a line stands for; columns called voterID, voteTime, pollID, voter, id or timestamp
/// are not options. A ballot outside the limits is refused.
pub fn scores(text: &str, limits: Limits) -> Result<Scores, Malformed> {
    let mut rows = rows(text);
    let (line, head) = rows.next().ok_or_else(|| Malformed::at(1, "the file is empty"))??;
    let is = |cell: &str, words: &[&str]| words.iter().any(|word| cell.eq_ignore_ascii_case(word));
    let weights = head.iter().position(|cell| is(cell, &["weight"]));
    let options: Vec<usize> = (0..head.len())
        .filter(|&column| Some(column) != weights && !is(&head[column], &ABOUT_THE_BALLOT))
        .collect();
    let names = options.iter().map(|&column| tidy(&head[column])).collect();
    let mut scores = Scores::new(names, limits).map_err(|fault| Malformed::at(line, fault))?;
    let mut values = Vec::with_capacity(options.len());
    for row in rows {
        let (line, record) = row?;
        if record.len() != head.len() {
            let (given, needed) = (record.len(), head.len());
            return Err(Malformed::at(line, format!("{given} cells, but the first line has {needed}")));
        }
        values.clear();
        for &column in &options {
            values.push(value(&record[column], line, &head[column])?);
        }
        let count = weights.map_or(Ok(1), |column| weight(&record[column], line))?;
        scores.push(count, &values).map_err(|fault| Malformed::at(line, fault))?;
    }
    Ok(scores)
}

fn value(cell: &str, line: usize, option: &str) -> Result<Option<i16>, Malformed> {
    if cell.is_empty() {
        return Ok(None);
    }
    let value = cell.parse().map(Some);
    value.map_err(|_| Malformed::at(line, format!("“{cell}” for “{option}” is not a whole number")))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const WHOLE: &str = "voterID,voteTime,\"Al, B\",Bo,weight\nx,\"2019-03-28 19:14:35\",5,,2\ny,,0,3,1\n";

    #[test]
    fn options_are_told_from_what_is_about_the_ballot() {
        let read = scores(WHOLE, Limits::scores(5)).unwrap();
        assert_eq!(read.options(), ["Al, B", "Bo"]);
        let ballots: Vec<_> = read.iter().collect();
        assert_eq!(ballots, [(2, &[Some(5), None][..]), (1, &[Some(0), Some(3)][..])]);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        let refused = |text: &str| scores(text, Limits::scores(5)).unwrap_err().to_string();
        assert_eq!(refused(""), "line 1: the file is empty");
        assert_eq!(refused("voterID\nx\n"), "line 1: 0 options; there may be 1 to 1000");
        assert_eq!(refused("a,a\n"), "line 1: two options are called “a”; give each a name of its own");
        assert_eq!(refused("a,b\n1,2\n\n1,2,3\n"), "line 4: 3 cells, but the first line has 2");
        assert_eq!(refused("a,b\n1,2.5\n"), "line 2: “2.5” for “b” is not a whole number");
        assert_eq!(refused("a,b\n1,6\n"), "line 2: 6 for “b” is not from 0 to 5");
        assert_eq!(
            refused("a,weight\n1,0\n"),
            "line 2: “0” is not a number of ballots; write a whole number from 1"
        );
    }

    proptest! {
        #[test]
        fn nothing_that_is_not_a_table_of_scores_is_fatal(at in 0_usize..90, put in any::<char>(), text in "[ab0-9,\"\n-]{0,40}") {
            let mut changed: Vec<char> = WHOLE.chars().collect();
            changed[at % WHOLE.chars().count()] = put;
            let _ = scores(&changed.into_iter().collect::<String>(), Limits::scores(5));
            let _ = scores(&text, Limits::scores(5));
        }
    }
}
