//! Reading the files; what is wrong is said by file, row and column.

use std::collections::{BTreeMap, HashMap};

use csv::{ByteRecord, ReaderBuilder};
use jiff::Timestamp;
use kernel::{Problem, Problems, Result};
use opinion::Tally;

use super::PolisFiles;
use crate::cast::Cast;
use crate::vote::Choice;

const TABLE: &str = "participants-votes.csv";
const VOTES: &str = "votes.csv";
const COMMENTS: &str = "comments.csv";
const SUMMARY: &str = "summary.csv";

/// The most problems told at once: whoever has more mends these first.
const MOST: usize = 50;

/// A conversation as the files hold it.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Held {
    pub(super) question: String,
    pub(super) description: String,
    pub(super) statements: Vec<Said>,
    pub(super) participants: Vec<Taker>,
    /// Participant, statement and choice, by participant.
    pub(super) votes: Vec<(i64, i64, Choice)>,
    /// Every vote as it was cast, in the order of the file; none without that file.
    pub(super) casts: Vec<Cast>,
    /// Every line of the summary, as it stands.
    pub(super) summary: Vec<(String, String)>,
}

/// Somebody who took part, with what the files say besides.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Taker {
    pub(super) number: i64,
    /// The name that the host gave them elsewhere.
    pub(super) xid: String,
    /// The group that Polis put them in.
    pub(super) group: String,
    /// Statements that Polis counted.
    pub(super) comments: i64,
}

/// A statement of the files.
#[derive(Debug, PartialEq)]
pub(super) struct Said {
    pub(super) number: i64,
    pub(super) text: String,
    pub(super) author: Option<i64>,
    pub(super) hidden: bool,
    pub(super) at: Timestamp,
    /// What Polis says of it: -1 out, 0 not looked at, 1 in.
    pub(super) moderated: i64,
    /// Votes for and against that Polis counted.
    pub(super) counted: [i64; 2],
}

impl Held {
    /// The votes of each statement, counted.
    pub(super) fn tallies(&self) -> BTreeMap<i64, Tally> {
        let mut tallies: BTreeMap<i64, Tally> = BTreeMap::new();
        for (_, statement, choice) in &self.votes {
            tallies.entry(*statement).or_default().count((*choice).into());
        }
        tallies
    }
}

/// Reads all files, or says what is wrong with them.
pub(super) fn read(files: &PolisFiles) -> Result<Held> {
    let mut wrong = Wrong(Problems::none());
    let statements = comments(&files.comments, &mut wrong);
    let (participants, votes) = votes(&files.participants_votes, &statements, &mut wrong);
    let casts = casts(&files.votes, &votes, &mut wrong);
    let summary = summary(&files.summary, &mut wrong);
    let (question, description) = asked(&summary);
    if question.is_empty() {
        wrong.add(SUMMARY, "topic", None, "problem-topic-missing");
    }
    wrong.0.done()?;
    Ok(Held { question, description, statements, participants, votes, casts, summary })
}

struct Wrong(Problems);

impl Wrong {
    fn add(&mut self, file: &str, column: &str, row: Option<usize>, text: &'static str) {
        if self.0.0.len() < MOST {
            let problem = Problem::new(format!("{file}: {column}"), text);
            self.0.add(match row {
                Some(row) => problem.in_row(row),
                None => problem,
            });
        }
    }
}

/// A file with a header: rows are numbered as a spreadsheet numbers them, the header is row 1.
struct File<'a> {
    name: &'static str,
    columns: Vec<String>,
    rows: csv::ByteRecordsIntoIter<&'a [u8]>,
    row: usize,
}

impl<'a> File<'a> {
    fn open(name: &'static str, body: &'a [u8], wrong: &mut Wrong) -> Option<Self> {
        let body = body.strip_prefix("\u{feff}".as_bytes()).unwrap_or(body);
        let mut reader = ReaderBuilder::new().from_reader(body);
        let header = reader.byte_headers().ok().cloned().unwrap_or_default();
        if header.is_empty() {
            wrong.add(name, "", Some(1), "problem-file-empty");
            return None;
        }
        let columns = header.iter().map(|name| String::from_utf8_lossy(name).trim().to_owned()).collect();
        Some(Self { name, columns, rows: reader.into_byte_records(), row: 1 })
    }

    /// Where a column stands; a problem if it is missing.
    fn column(&self, name: &'static str, wrong: &mut Wrong) -> Option<usize> {
        let found = self.columns.iter().position(|column| column == name);
        if found.is_none() {
            wrong.add(self.name, name, Some(1), "problem-column-missing");
        }
        found
    }

    /// The next row that can be read.
    fn next(&mut self, wrong: &mut Wrong) -> Option<ByteRecord> {
        loop {
            self.row += 1;
            match self.rows.next()? {
                Ok(record) => return Some(record),
                Err(_) => wrong.add(self.name, "", Some(self.row), "problem-row-length"),
            }
        }
    }

    fn wrong(&self, wrong: &mut Wrong, column: usize, text: &'static str) {
        wrong.add(self.name, &self.columns[column], Some(self.row), text);
    }

    fn whole(&self, record: &ByteRecord, column: usize, wrong: &mut Wrong) -> Option<i64> {
        let number = whole(&record[column]);
        if number.is_none() {
            self.wrong(wrong, column, "problem-whole-number");
        }
        number
    }
}

fn whole(cell: &[u8]) -> Option<i64> {
    std::str::from_utf8(cell).ok()?.trim().parse().ok()
}

fn comments(body: &[u8], wrong: &mut Wrong) -> Vec<Said> {
    let Some(mut file) = File::open(COMMENTS, body, wrong) else { return Vec::new() };
    let columns = ["timestamp", "comment-id", "author-id", "moderated", "comment-body"]
        .map(|name| file.column(name, wrong));
    let [Some(time), Some(id), Some(author), Some(moderated), Some(text)] = columns else {
        return Vec::new();
    };
    let counts = ["agrees", "disagrees"].map(|name| file.columns.iter().position(|column| column == name));
    let mut statements: BTreeMap<i64, Said> = BTreeMap::new();
    while let Some(record) = file.next(wrong) {
        let at = file.whole(&record, time, wrong).and_then(|ms| {
            let at = Timestamp::from_millisecond(ms).ok();
            at.or_else(|| {
                file.wrong(wrong, time, "problem-timestamp");
                None
            })
        });
        let number = file.whole(&record, id, wrong).filter(|&number| {
            let fits = u32::try_from(number).is_ok() && !statements.contains_key(&number);
            if !fits {
                file.wrong(wrong, id, "problem-number-twice");
            }
            fits
        });
        let author_number = if record[author].is_empty() { None } else { file.whole(&record, author, wrong) };
        let state = file.whole(&record, moderated, wrong);
        if state.is_some_and(|state| !(-1..=1).contains(&state)) {
            file.wrong(wrong, moderated, "problem-moderated");
        }
        let Ok(words) = std::str::from_utf8(&record[text]) else {
            file.wrong(wrong, text, "problem-encoding");
            continue;
        };
        if words.trim().is_empty() {
            file.wrong(wrong, text, "problem-empty");
        }
        if let (Some(at), Some(number), Some(state)) = (at, number, state) {
            let counted = counts.map(|column| column.and_then(|column| whole(&record[column])).unwrap_or(0));
            let said = Said {
                number,
                text: words.to_owned(),
                author: author_number,
                hidden: state == -1,
                at,
                moderated: state,
                counted,
            };
            statements.insert(number, said);
        }
    }
    statements.into_values().collect()
}

fn votes(body: &[u8], statements: &[Said], wrong: &mut Wrong) -> (Vec<Taker>, Vec<(i64, i64, Choice)>) {
    let Some(mut file) = File::open(TABLE, body, wrong) else { return Default::default() };
    let columns = ["participant", "n-votes", "n-agree", "n-disagree"].map(|name| file.column(name, wrong));
    let [Some(who), Some(n), Some(agree), Some(disagree)] = columns else { return Default::default() };
    let beside =
        ["xid", "group-id", "n-comments"].map(|name| file.columns.iter().position(|column| column == name));
    let cells = cells(&file, statements, wrong);
    let mut seen: HashMap<i64, usize> = HashMap::new();
    let (mut participants, mut votes) = (Vec::new(), Vec::new());
    while let Some(record) = file.next(wrong) {
        let Some(participant) = file.whole(&record, who, wrong) else { continue };
        if participant < 0 || seen.insert(participant, file.row).is_some() {
            file.wrong(wrong, who, "problem-number-twice");
            continue;
        }
        let [xid, group, comments] = beside.map(|column| {
            column.map_or_else(String::new, |column| String::from_utf8_lossy(&record[column]).into_owned())
        });
        let comments = comments.trim().parse().unwrap_or(0);
        participants.push(Taker { number: participant, xid, group, comments });
        let before = votes.len();
        for &(column, statement) in &cells {
            match record[column].trim_ascii() {
                b"" => {}
                cell => match whole(cell).and_then(Choice::from_number) {
                    Some(choice) => votes.push((participant, statement, choice)),
                    None => file.wrong(wrong, column, "problem-vote"),
                },
            }
        }
        let cast = &votes[before..];
        let of = |wanted: Choice| cast.iter().filter(|(_, _, choice)| *choice == wanted).count();
        let sums = [(n, cast.len()), (agree, of(Choice::Agree)), (disagree, of(Choice::Disagree))];
        for (column, sum) in sums {
            if file.whole(&record, column, wrong).is_some_and(|said| said != sum as i64) {
                file.wrong(wrong, column, "problem-votes-sum");
            }
        }
    }
    participants.sort_unstable_by_key(|taker| taker.number);
    votes.sort_unstable_by_key(|&(participant, statement, _)| (participant, statement));
    (participants, votes)
}

/// The columns of statements: every column whose name is a whole number.
fn cells(file: &File<'_>, statements: &[Said], wrong: &mut Wrong) -> Vec<(usize, i64)> {
    let known = |number: i64| statements.binary_search_by_key(&number, |said| said.number).is_ok();
    let mut cells: Vec<(usize, i64)> = Vec::new();
    for (column, name) in file.columns.iter().enumerate() {
        let Ok(number) = name.parse::<i64>() else { continue };
        if cells.iter().any(|&(_, other)| other == number) {
            file.wrong(wrong, column, "problem-number-twice");
        } else if !known(number) {
            file.wrong(wrong, column, "problem-statement-unknown");
        } else {
            cells.push((column, number));
        }
    }
    cells
}

/// The history, if it is there: the last vote of each of its cells is the one of the table.
fn casts(body: &[u8], votes: &[(i64, i64, Choice)], wrong: &mut Wrong) -> Vec<Cast> {
    if body.is_empty() {
        return Vec::new();
    }
    let Some(mut file) = File::open(VOTES, body, wrong) else { return Vec::new() };
    let columns = ["timestamp", "comment-id", "voter-id", "vote"].map(|name| file.column(name, wrong));
    let [Some(time), Some(statement), Some(who), Some(vote)] = columns else { return Vec::new() };
    let mut last: HashMap<(i64, i64), (i64, Choice)> = HashMap::new();
    let mut casts = Vec::new();
    while let Some(record) = file.next(wrong) {
        let numbers = [time, statement, who, vote].map(|column| file.whole(&record, column, wrong));
        let [Some(at), Some(number), Some(participant), Some(choice)] = numbers else { continue };
        let Some(choice) = Choice::from_number(choice) else {
            file.wrong(wrong, vote, "problem-vote");
            continue;
        };
        let Ok(at) = Timestamp::from_millisecond(at) else {
            file.wrong(wrong, time, "problem-timestamp");
            continue;
        };
        let (turn, latest) = last.entry((participant, number)).or_insert((0, choice));
        (*turn, *latest) = (*turn + 1, choice);
        let choice = choice.number();
        casts.push(Cast { participant, statement: number, turn: *turn, choice, at: Some(at) });
    }
    // It may lack votes of which nobody knows when they were cast.
    let table: HashMap<(i64, i64), Choice> =
        votes.iter().map(|&(participant, statement, choice)| ((participant, statement), choice)).collect();
    let same = last.iter().all(|(cell, (_, latest))| table.get(cell) == Some(latest));
    if !same {
        wrong.add(VOTES, "vote", None, "problem-votes-differ");
    }
    casts
}

/// Every line: its key, and its value as it stands.
fn summary(body: &[u8], wrong: &mut Wrong) -> Vec<(String, String)> {
    let body = body.strip_prefix("\u{feff}".as_bytes()).unwrap_or(body);
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(body);
    let mut said = Vec::new();
    for (row, record) in reader.byte_records().enumerate() {
        let Ok(record) = record else {
            wrong.add(SUMMARY, "", Some(row + 1), "problem-row-length");
            continue;
        };
        let Ok(value) = std::str::from_utf8(record.get(1).unwrap_or_default()) else {
            wrong.add(SUMMARY, "", Some(row + 1), "problem-encoding");
            continue;
        };
        said.push((String::from_utf8_lossy(&record[0]).into_owned(), value.to_owned()));
    }
    said
}

/// What is asked and what else is said. Some ask in the topic, some in the description.
pub(super) fn asked(summary: &[(String, String)]) -> (String, String) {
    let of = |key: &str| {
        let found = summary.iter().rev().find(|(name, _)| name == key);
        found.map_or_else(String::new, |(_, value)| value.trim().to_owned())
    };
    let (topic, description) = (of("topic"), of("conversation-description"));
    let asks = |text: &str| text.ends_with('?') && !text.contains('\n');
    if asks(&description) && !asks(&topic) { (description, topic) } else { (topic, description) }
}

#[cfg(test)]
mod tests {
    use kernel::Error;
    use proptest::prelude::*;

    use super::super::PolisFiles;
    use super::{Choice, read};

    const COMMENTS: &str = "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n\
        1518501496471,x,1,5,1,0,1,\"Trams, and buses\"\n1518499107516,x,0,2,0,1,-1,Gone\n";
    const VOTES: &str = "participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,1\n\
        2,0,1,2,1,0,0,1\n5,,1,1,0,1,-1,\n";
    const SUMMARY: &str = "topic,Getting around\nconversation-description,\"How, then?\"\n";

    fn files(votes: &str, comments: &str, summary: &str) -> PolisFiles {
        PolisFiles {
            participants_votes: votes.into(),
            comments: comments.into(),
            summary: summary.into(),
            votes: Vec::new(),
            notice: String::new(),
        }
    }

    fn problems(files: &PolisFiles) -> Vec<(String, Option<usize>, &'static str)> {
        match read(files) {
            Err(Error::Invalid(problems)) => {
                problems.0.into_iter().map(|problem| (problem.field, problem.row, problem.text)).collect()
            }
            other => panic!("this should not be taken: {other:?}"),
        }
    }

    #[test]
    fn reads_everything_as_it_stands() {
        let held = read(&files(VOTES, COMMENTS, SUMMARY)).unwrap();
        assert_eq!((held.question.as_str(), held.description.as_str()), ("How, then?", "Getting around"));
        assert_eq!(held.participants.iter().map(|taker| taker.number).collect::<Vec<_>>(), [2, 5]);
        assert_eq!((held.participants[0].group.as_str(), held.participants[1].comments), ("0", 1));
        assert_eq!(held.votes, [(2, 0, Choice::Pass), (2, 1, Choice::Agree), (5, 0, Choice::Disagree)]);
        let gone = &held.statements[0];
        assert!(gone.hidden && gone.author == Some(2) && gone.text == "Gone");
        assert_eq!(held.statements[1].at.to_string(), "2018-02-13T05:58:16.471Z");
        assert_eq!(held.tallies()[&0].votes(), 2);
    }

    #[test]
    fn a_mark_at_the_beginning_of_a_file_is_no_text() {
        let held = read(&files(&format!("\u{feff}{VOTES}"), COMMENTS, &format!("\u{feff}{SUMMARY}")));
        assert_eq!(held.unwrap().votes.len(), 3);
    }

    #[test]
    fn says_where_it_is_wrong() {
        let cell = |row, column: &str, text| (format!("participants-votes.csv: {column}"), Some(row), text);
        let votes = VOTES.replace("5,,1,1,0,1,-1,", "2,,1,1,0,1,-1,\n7,,0,2,1,1,2,yes");
        assert_eq!(
            problems(&files(&votes, COMMENTS, SUMMARY)),
            [
                cell(3, "participant", "problem-number-twice"),
                cell(4, "0", "problem-vote"),
                cell(4, "1", "problem-vote"),
                cell(4, "n-votes", "problem-votes-sum"),
                cell(4, "n-agree", "problem-votes-sum"),
                cell(4, "n-disagree", "problem-votes-sum"),
            ]
        );
        let comments = COMMENTS.replace(",1,5,", ",9,5,").replace("1518499107516", "yesterday");
        assert_eq!(
            problems(&files(VOTES, &comments, SUMMARY))
                .iter()
                .map(|(field, row, text)| (field.as_str(), *row, *text))
                .collect::<Vec<_>>(),
            [
                ("comments.csv: timestamp", Some(3), "problem-whole-number"),
                ("participants-votes.csv: 0", Some(1), "problem-statement-unknown"),
                ("participants-votes.csv: 1", Some(1), "problem-statement-unknown"),
                ("participants-votes.csv: n-votes", Some(2), "problem-votes-sum"),
                ("participants-votes.csv: n-agree", Some(2), "problem-votes-sum"),
                ("participants-votes.csv: n-votes", Some(3), "problem-votes-sum"),
                ("participants-votes.csv: n-disagree", Some(3), "problem-votes-sum"),
            ]
        );
    }

    #[test]
    fn missing_columns_and_short_rows_are_named() {
        let votes = VOTES.replace("n-votes", "votes");
        let (field, row, text) = problems(&files(&votes, COMMENTS, SUMMARY)).remove(0);
        assert_eq!(
            (field.as_str(), row, text),
            ("participants-votes.csv: n-votes", Some(1), "problem-column-missing")
        );
        let short = COMMENTS.replace("x,0,2,0,1,-1,Gone", "x,0");
        let (field, row, text) = problems(&files(VOTES, &short, SUMMARY)).remove(0);
        assert_eq!((field.as_str(), row, text), ("comments.csv: ", Some(3), "problem-row-length"));
        let (field, row, _) = problems(&files("", COMMENTS, SUMMARY)).remove(0);
        assert_eq!((field.as_str(), row), ("participants-votes.csv: ", Some(1)));
        let (_, _, text) = problems(&files(VOTES, COMMENTS, "url,x\n")).remove(0);
        assert_eq!(text, "problem-topic-missing");
    }

    #[test]
    fn the_history_ends_where_the_table_stands() {
        let history = |last: &str| {
            let lines = format!(
                "timestamp,datetime,comment-id,voter-id,vote\n1000,x,1,2,-1\n2000,x,0,2,0\n3000,x,1,2,1\n{last}"
            );
            PolisFiles { votes: lines.into(), ..files(VOTES, COMMENTS, SUMMARY) }
        };
        let held = read(&history("4000,x,0,5,-1\n")).unwrap();
        let turns: Vec<_> =
            held.casts.iter().map(|cast| (cast.participant, cast.statement, cast.turn)).collect();
        assert_eq!(turns, [(2, 1, 1), (2, 0, 1), (2, 1, 2), (5, 0, 1)]);
        assert_eq!(read(&history("")).unwrap().casts.len(), 3, "of one vote nobody knows when it was cast");
        for wrong in ["4000,x,0,5,1\n", "4000,x,0,5,-1\n5000,x,1,5,1\n"] {
            assert_eq!(problems(&history(wrong))[0].2, "problem-votes-differ", "{wrong}");
        }
    }

    #[test]
    fn junk_is_refused_with_few_words() {
        let junk = vec![0xff_u8; 100_000];
        let files = PolisFiles {
            participants_votes: junk.clone(),
            comments: junk.clone(),
            summary: junk.clone(),
            votes: junk,
            notice: String::new(),
        };
        assert!((1..=super::MOST).contains(&problems(&files).len()));
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_fall(
            participants_votes in prop::collection::vec(any::<u8>(), 0..300),
            comments in prop::collection::vec(any::<u8>(), 0..300),
            summary in prop::collection::vec(any::<u8>(), 0..300),
            votes in prop::collection::vec(any::<u8>(), 0..300),
        ) {
            let _ = read(&PolisFiles { participants_votes, comments, summary, votes, notice: String::new() });
        }

        #[test]
        fn every_fault_of_a_table_is_named(
            rows in "([0-9-]{0,20},|[0-9-]{0,20}\n|\"|é|99999999999999999999,){0,40}"
        ) {
            for (votes, comments) in [(format!("{VOTES}{rows}"), COMMENTS.into()), (VOTES.into(), format!("{COMMENTS}{rows}"))] {
                if let Err(error) = read(&files(&votes, &comments, SUMMARY)) {
                    let Error::Invalid(problems) = error else { panic!("{error}") };
                    prop_assert!(problems.0.iter().all(|problem| problem.field.contains(".csv")));
                }
            }
        }
    }
}
