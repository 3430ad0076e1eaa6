//! The attack on secret votes: whoever holds copies of everything (the database while a vote was open, its log, two
//! backups, the database afterwards, the server's own log) tries to say whose ballot is whose.
//!
//! The script knows people, polls and the published list, and how the program is written. Five ways; each answers its
//! guesses, and says nothing where it found nothing to go by.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crypto_box::SecretKey;
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// A row: its table, and its cells in the order of the columns. Rows stand in the order in which the table holds them.
pub(super) type Row = (String, Vec<Value>);

/// Everything there is a copy of.
#[derive(Clone, Default)]
pub(super) struct Artefacts {
    /// The rows of each copy of the database, the last one afterwards.
    pub(super) databases: Vec<Vec<Row>>,
    /// The same and everything else as it lies on disk.
    pub(super) files: BTreeMap<String, Vec<u8>>,
    /// What the server wrote for whoever runs it.
    pub(super) log: String,
}

/// A vote as everybody sees it afterwards.
pub(super) struct Vote {
    pub(super) number: i64,
    pub(super) id: Uuid,
    /// Receipts and what they stand for.
    pub(super) published: BTreeMap<String, String>,
}

/// Whoever may have voted: person and name.
pub(super) type Voter = (Uuid, String);

/// Who is said to have cast what: by vote and voter.
pub(super) type Guesses = BTreeMap<(i64, Uuid), String>;

/// One way of looking.
type Way = fn(&Artefacts, &[Vote], &[Voter]) -> Guesses;

/// The ways, each with what it looks at.
pub(super) const WAYS: [(&str, Way); 5] = [
    ("rows that name both", rows),
    ("the order of rows", order),
    ("receipts of requests", requests),
    ("keys that lie about", keys),
    ("the server's log", log),
];

/// Every row of every table of a database that is looked at as a copy.
pub(super) fn read(file: &Path) -> Vec<Row> {
    let database =
        Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_WRITE).expect("a copy opens");
    let mut tables = database
        .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")
        .expect("the schema");
    let tables: Vec<String> =
        tables.query_map([], |row| row.get(0)).expect("tables").collect::<Result<_, _>>().expect("tables");
    let mut all = Vec::new();
    for table in tables {
        let mut rows = database.prepare(&format!("SELECT * FROM \"{table}\" ORDER BY rowid"));
        if rows.is_err() {
            rows = database.prepare(&format!("SELECT * FROM \"{table}\""));
        }
        let mut rows = rows.expect("a table");
        let columns = rows.column_count();
        let cells =
            |row: &rusqlite::Row<'_>| (0..columns).map(|at| row.get(at)).collect::<Result<Vec<Value>, _>>();
        let found = rows.query_map([], cells).expect("rows");
        all.extend(found.map(|cells| (table.clone(), cells.expect("cells"))));
    }
    all
}

/// Whether a cell is that id, in whatever spelling, or has it in a text.
fn names(cell: &Value, id: Uuid) -> bool {
    match cell {
        Value::Blob(bytes) => bytes == id.as_bytes(),
        Value::Text(text) => text.contains(&id.to_string()) || text.contains(&id.simple().to_string()),
        _ => false,
    }
}

fn has(cells: &[Value], id: Uuid) -> bool {
    cells.iter().any(|cell| names(cell, id))
}

/// What a text gives away of a vote: a receipt of its list, or a ballot.
fn told(text: &str, vote: &Vote) -> Option<String> {
    let receipt = vote.published.iter().find(|(receipt, _)| text.contains(receipt.as_str()));
    let ballot = || vote.published.values().find(|line| text.trim().trim_matches('"') == line.as_str());
    receipt.map(|(_, line)| line).or_else(ballot).cloned()
}

/// A row that has a person, a vote, and a ballot or a receipt.
fn rows(artefacts: &Artefacts, votes: &[Vote], voters: &[Voter]) -> Guesses {
    let mut guesses = Guesses::new();
    for (_, cells) in artefacts.databases.iter().flatten() {
        for (voter, _) in voters.iter().filter(|(voter, _)| has(cells, *voter)) {
            for vote in votes.iter().filter(|vote| has(cells, vote.id)) {
                let mut texts = cells.iter().filter_map(|cell| match cell {
                    Value::Text(text) => Some(text.as_str()),
                    _ => None,
                });
                if let Some(line) = texts.find_map(|text| told(text, vote)) {
                    guesses.insert((vote.number, *voter), line);
                }
            }
        }
    }
    guesses
}

/// Voters in the order in which a table came to hold them, beside the list in the order in which it was written.
fn order(artefacts: &Artefacts, votes: &[Vote], voters: &[Voter]) -> Guesses {
    let mut guesses = Guesses::new();
    for vote in votes {
        let lines: Vec<&String> = artefacts
            .databases
            .last()
            .expect("the last copy")
            .iter()
            .filter(|(table, cells)| table == "opened_ballot" && has(cells, vote.id))
            .filter_map(|(_, cells)| {
                cells.iter().find_map(|cell| match cell {
                    Value::Text(text) => vote.published.get(text),
                    _ => None,
                })
            })
            .collect();
        for database in &artefacts.databases {
            let mut orders: BTreeMap<&str, Vec<Uuid>> = BTreeMap::new();
            // Who is called to vote is written all at once, before anybody votes: that order says nothing.
            let told = database.iter().filter(|(table, _)| table != "decision_call");
            for (table, cells) in told.filter(|(_, cells)| has(cells, vote.id)) {
                let mut who = voters.iter().filter(|(voter, _)| has(cells, *voter)).map(|(voter, _)| *voter);
                if let (Some(voter), None) = (who.next(), who.next()) {
                    orders.entry(table).or_default().push(voter);
                }
            }
            for order in orders.into_values().filter(|order| order.len() == lines.len()) {
                for (voter, line) in order.into_iter().zip(&lines) {
                    guesses.entry((vote.number, voter)).or_insert_with(|| (*line).clone());
                }
            }
        }
    }
    guesses
}

/// Receipts of requests under keys that can be guessed: their answer, or a body that has their digest.
fn requests(artefacts: &Artefacts, votes: &[Vote], voters: &[Voter]) -> Guesses {
    const ACTS: [&str; 2] = ["agenda::ballot::acts::CastBallot", "agenda::decision::acts::AnswerProposal"];
    let receipts: Vec<(&[u8], &[u8], &str)> = artefacts
        .databases
        .iter()
        .flatten()
        .filter(|(table, _)| table == "receipt")
        .filter_map(|(_, cells)| match &cells[..] {
            [Value::Blob(key), Value::Blob(digest), Value::Text(answer), ..] => {
                Some((key.as_slice(), digest.as_slice(), answer.as_str()))
            }
            _ => None,
        })
        .collect();
    let mut guesses = Guesses::new();
    for vote in votes {
        for (voter, name) in voters {
            for act in ACTS {
                let key = key_of(*voter, act, vote.number, name);
                let Some((_, digest, answer)) = receipts.iter().find(|(found, ..)| *found == key) else {
                    continue;
                };
                let lines: BTreeSet<&String> = vote.published.values().collect();
                let by_digest =
                    lines.into_iter().find(|line| Sha256::digest(body(line)).as_slice() == *digest);
                if let Some(line) = told(answer, vote).or_else(|| by_digest.cloned()) {
                    guesses.insert((vote.number, *voter), line);
                }
            }
        }
    }
    guesses
}

/// The body of a request, as the test's clients write it.
pub(super) fn body(line: &str) -> String {
    format!(r#"{{"answer":"{line}"}}"#)
}

/// The key of a request, as the test's clients choose it.
pub(super) fn idempotency(vote: i64, name: &str) -> String {
    format!("vote-{vote}-{}", name.replace(' ', "-"))
}

/// Under which key the kernel would keep that request's receipt (`kernel::Repeat`).
pub(super) fn key_of(voter: Uuid, act: &str, vote: i64, name: &str) -> [u8; 32] {
    let key = format!("/api/i/town/decisions/{vote}/answers {}", idempotency(vote, name));
    let mut hash = Sha256::new();
    for part in [voter.as_bytes().as_slice(), act.as_bytes(), key.as_bytes()] {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}

/// Sealed ballots of any copy, opened with whatever could be a key: a file, a cell, a number in the log.
fn keys(artefacts: &Artefacts, votes: &[Vote], voters: &[Voter]) -> Guesses {
    let words = artefacts.log.split(|letter: char| !letter.is_ascii_hexdigit());
    let mut found: BTreeSet<[u8; 32]> = words.filter_map(hexadecimal).collect();
    found.extend(artefacts.files.values().filter_map(|bytes| <[u8; 32]>::try_from(bytes.as_slice()).ok()));
    for cell in artefacts.databases.iter().flatten().flat_map(|(_, cells)| cells) {
        match cell {
            Value::Blob(bytes) => found.extend(<[u8; 32]>::try_from(bytes.as_slice()).ok()),
            Value::Text(text) => found.extend(hexadecimal(text)),
            _ => {}
        }
    }
    let keys: Vec<SecretKey> = found.into_iter().map(SecretKey::from_bytes).collect();
    // Which of them open anything at all is told by the public halves that stand in the database.
    let public: BTreeSet<[u8; 32]> = artefacts
        .databases
        .iter()
        .flatten()
        .filter(|(table, _)| table == "poll")
        .flat_map(|(_, cells)| cells)
        .filter_map(|cell| match cell {
            Value::Text(text) => hexadecimal(text),
            _ => None,
        })
        .collect();
    let keys: Vec<&SecretKey> =
        keys.iter().filter(|key| public.contains(key.public_key().as_bytes())).collect();
    let mut guesses = Guesses::new();
    for (_, cells) in artefacts.databases.iter().flatten().filter(|(table, _)| table == "sealed_ballot") {
        let (Some(vote), Some((voter, _))) = (
            votes.iter().find(|vote| has(cells, vote.id)),
            voters.iter().find(|(voter, _)| has(cells, *voter)),
        ) else {
            continue;
        };
        let sealed = cells.iter().filter_map(|cell| match cell {
            Value::Blob(bytes) if bytes.len() > 100 => Some(bytes),
            _ => None,
        });
        for ballot in sealed.flat_map(|sealed| keys.iter().filter_map(move |key| key.unseal(sealed).ok())) {
            let ballot = String::from_utf8_lossy(&ballot);
            let lines: BTreeSet<&String> = vote.published.values().collect();
            // The line stands after a head, before zeros.
            let line = lines.into_iter().find(|line| ballot.trim_end_matches('\0').ends_with(line.as_str()));
            if let Some(line) = line {
                guesses.insert((vote.number, *voter), line.clone());
            }
        }
    }
    guesses
}

fn hexadecimal(text: &str) -> Option<[u8; 32]> {
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    let mut bytes = [0; 32];
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[2 * at..2 * at + 2], 16).ok()?;
    }
    Some(bytes)
}

/// Lines that have somebody, by id or name, and a receipt or a ballot.
fn log(artefacts: &Artefacts, votes: &[Vote], voters: &[Voter]) -> Guesses {
    let mut guesses = Guesses::new();
    for line in artefacts.log.lines() {
        for (voter, name) in voters
            .iter()
            .filter(|(voter, name)| line.contains(&voter.to_string()) || line.contains(name.as_str()))
        {
            let _ = name;
            for vote in votes {
                let ballot = line.split(['=', ' ', '"']).find_map(|word| told(word, vote));
                let here = line.contains(&format!("/decisions/{}/", vote.number));
                if let Some(ballot) = ballot.filter(|_| here) {
                    guesses.insert((vote.number, *voter), ballot);
                }
            }
        }
    }
    guesses
}
