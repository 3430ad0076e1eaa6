//! `votes.csv`: a line for each vote that was cast.

use std::collections::HashMap;

use super::table::Table;
use super::{Conversation, Fault};
use crate::{Cast, Votes};

/// Reads `votes.csv`: the columns `comment-id`, `voter-id` and `vote` (1 agree, -1 disagree, 0 pass), in the
/// order in which the votes were cast; the last of the same voter on the same comment counts. Rows and
/// columns stand in the order in which participants and statements first appear.
pub fn votes(file: &[u8]) -> Result<Conversation, Fault> {
    let mut table = Table::open(file)?;
    let [comment, voter, vote] = ["comment-id", "voter-id", "vote"].map(|name| table.column(name));
    let (comment, voter, vote) = (comment?, voter?, vote?);
    let (mut participants, mut statements) = (Names::default(), Names::default());
    let mut casts = Vec::new();
    while table.next()? {
        let Some(said) = table.vote(vote)? else {
            return Err(table.fault(vote, "this is empty: write 1 for agree, -1 for disagree, 0 for pass"));
        };
        let participant = participants.number(table.name(voter)?);
        casts.push(Cast { participant, statement: statements.number(table.name(comment)?), vote: said });
    }
    let (participants, statements) = (participants.list, statements.list);
    let groups = vec![None; participants.len()];
    let votes = Votes::cast(participants.len(), statements.len(), casts);
    Ok(Conversation { participants, statements, votes, groups })
}

/// Names by the number in which they first appeared.
#[derive(Default)]
struct Names {
    list: Vec<String>,
    numbers: HashMap<String, u32>,
}

impl Names {
    fn number(&mut self, name: &str) -> u32 {
        if let Some(&number) = self.numbers.get(name) {
            return number;
        }
        let number = self.list.len() as u32;
        self.list.push(name.to_owned());
        self.numbers.insert(name.to_owned(), number);
        number
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Vote;

    const FILE: &str =
        "timestamp,datetime,comment-id,voter-id,vote\n1,x,7,2,-1\n2,x,7,5,0\n3,x,4,2,1\n4,x,7,2,1\n";

    #[test]
    fn the_last_vote_counts() {
        let read = votes(FILE.as_bytes()).unwrap();
        assert_eq!(
            (read.participants, read.statements),
            (vec!["2".into(), "5".into()], vec!["7".into(), "4".into()])
        );
        assert_eq!(read.votes.of(0), [(0, Vote::Agree), (1, Vote::Agree)]);
        assert_eq!(read.votes.of(1), [(0, Vote::Pass)]);
    }

    #[test]
    fn what_is_wrong_is_said_by_line_and_column() {
        let said = |from: &str, to: &str| votes(FILE.replace(from, to).as_bytes()).unwrap_err().to_string();
        assert_eq!(
            said(",5,0", ",5,"),
            "line 3, column \"vote\": this is empty: write 1 for agree, -1 for disagree, 0 for pass"
        );
        assert_eq!(said(",7,5,0", ",7,5"), "line 3: there are 4 cells where the first line names 5 columns");
        assert_eq!(said("voter-id", "voter"), "line 1, column \"voter-id\": this column is missing");
    }

    proptest! {
        #[test]
        fn a_changed_log_is_read_or_refused_with_a_reason(at in 0..FILE.len(), byte: u8, end in 0..FILE.len()) {
            let mut bytes = FILE.as_bytes().to_vec();
            bytes[at] = byte;
            bytes.truncate(end);
            if let Err(fault) = votes(&bytes) {
                prop_assert!(!fault.reason.is_empty());
            }
        }
    }
}
