//! `participants-votes.csv`: a line for each participant, a column for each statement.

use std::collections::HashSet;

use super::table::Table;
use super::{Conversation, Fault};
use crate::Votes;

/// Reads `participants-votes.csv`: the columns `participant` and, if there, `group-id`, and one for each
/// statement, whose name is a whole number: 1 agree, -1 disagree, 0 pass, empty for not seen. Other columns
/// are passed over. Rows stand in the order of the file.
pub fn participants_votes(file: &[u8]) -> Result<Conversation, Fault> {
    let mut table = Table::open(file)?;
    let who = table.column("participant")?;
    let group = table.find("group-id");
    let columns: Vec<usize> =
        (0..table.heads().len()).filter(|&column| table.heads()[column].parse::<u64>().is_ok()).collect();
    let statements: Vec<String> = columns.iter().map(|&column| table.heads()[column].clone()).collect();
    if statements.is_empty() {
        return Err(Fault::new(1, "", "there is no column of a statement: its name must be a whole number"));
    }
    let mut names = HashSet::new();
    if let Some(twice) = statements.iter().find(|name| !names.insert(name.as_str())) {
        return Err(Fault::new(1, twice.clone(), "two columns have this name"));
    }
    let mut votes = Votes::new(statements.len());
    let (mut participants, mut groups) = (Vec::new(), Vec::new());
    let mut seen = HashSet::new();
    let mut row = Vec::new();
    while table.next()? {
        let name = table.name(who)?;
        if !seen.insert(name.to_owned()) {
            return Err(table.fault(who, format!("participant {name} stands here for the second time")));
        }
        participants.push(name.to_owned());
        groups.push(match group {
            Some(column) => Some(table.text(column)?.to_owned()).filter(|group| !group.is_empty()),
            None => None,
        });
        row.clear();
        for (statement, &column) in (0..).zip(&columns) {
            row.extend(table.vote(column)?.map(|vote| (statement, vote)));
        }
        votes.push(&mut row);
    }
    Ok(Conversation { participants, statements, votes, groups })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Vote;

    const FILE: &str = "participant,group-id,n-votes,0,1,7\n5,1,2,1,,-1\na,,1,,0,\n";

    #[test]
    fn a_table_is_read_as_it_stands() {
        let read = participants_votes(FILE.as_bytes()).unwrap();
        assert_eq!(
            (read.participants, read.statements),
            (vec!["5".into(), "a".into()], ["0", "1", "7"].map(String::from).to_vec())
        );
        assert_eq!(read.groups, [Some("1".to_owned()), None]);
        assert_eq!(read.votes.of(0), [(0, Vote::Agree), (2, Vote::Disagree)]);
        assert_eq!(read.votes.of(1), [(1, Vote::Pass)]);
    }

    #[test]
    fn what_is_wrong_is_said_by_line_and_column() {
        let said = |from: &str, to: &str| {
            participants_votes(FILE.replace(from, to).as_bytes()).unwrap_err().to_string()
        };
        assert_eq!(
            said("-1", "2"),
            "line 2, column \"7\": \"2\" is no vote: write 1 for agree, -1 for disagree, 0 for pass, \
             or nothing if not seen"
        );
        assert_eq!(
            said("\na,", "\n5,"),
            "line 3, column \"participant\": participant 5 stands here for the second time"
        );
        assert_eq!(said("\na,,", "\na,"), "line 3: there are 5 cells where the first line names 6 columns");
        assert_eq!(said("participant", "who"), "line 1, column \"participant\": this column is missing");
        assert_eq!(said("0,1,7", "0,1,1"), "line 1, column \"1\": two columns have this name");
        assert_eq!(
            said("\na,", "\n,"),
            "line 3, column \"participant\": this is empty: write a name or number"
        );
        assert!(said(FILE, "").contains("empty"));
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_fall(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = participants_votes(&bytes);
        }

        #[test]
        fn a_changed_table_is_read_or_refused_with_a_reason(at in 0..FILE.len(), byte: u8) {
            let mut bytes = FILE.as_bytes().to_vec();
            bytes[at] = byte;
            match participants_votes(&bytes) {
                Ok(read) => prop_assert!(read.votes.participants() == read.participants.len()),
                Err(fault) => prop_assert!(!fault.reason.is_empty()),
            }
        }
    }
}
