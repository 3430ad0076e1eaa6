//! Secret votes under attack, on both databases: what the script of `ballots.rs` links is no better than chance; and each of
//! five leaks that are planted on purpose it exploits. Source: quality.md 2.7.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use kernel::Context;
use people::{create_token, steward};
use rusqlite::types::Value;
use serde_json::json;
use sha2::{Digest, Sha256};
use store::Location;
use uuid::Uuid;

use super::ballots::{Artefacts, Guesses, Vote, Voter, WAYS, body, idempotency, key_of};
use super::copies::{Source, files};
use crate::client::Client;
use crate::load::random;
use crate::server::{Server, alone};
use crate::town;

/// So many vote, in so many votes.
const VOTERS: usize = 12;
const VOTES: i64 = 20;

/// What really happened.
struct Truth {
    voters: Vec<Voter>,
    votes: Vec<Vote>,
    cast: Guesses,
    /// Who voted in which order.
    order: BTreeMap<i64, Vec<Uuid>>,
    /// The keys of the votes, copied while they were open.
    keys: Vec<Vec<u8>>,
}

#[test]
fn what_links_a_ballot_to_a_person_is_nowhere() {
    house::on_sqlite(async |location| attack("SQLite", &location).await);
}

#[test]
fn what_links_a_ballot_to_a_person_is_nowhere_on_postgres() {
    house::on_postgres(async |location| attack("PostgreSQL", &location).await);
}

async fn attack(engine: &str, location: &Location) {
    let _alone = alone();
    let copies = tempfile::tempdir().expect("a folder");
    let (truth, artefacts) = elect(location, copies.path()).await;
    let chance = chance(&truth);
    for (way, look) in WAYS {
        let guesses = look(&artefacts, &truth.votes, &truth.voters);
        let (right, said) = right(&guesses, &truth);
        // Four standard deviations above what blind guessing gets.
        let expected = said as f64 * chance;
        let most = expected + 4.0 * (said as f64 * chance * (1.0 - chance)).sqrt();
        println!(
            "figure: secret votes, {engine}, {way}: {right} of {said} guesses right, {expected:.0} by chance"
        );
        assert!(right as f64 <= most, "{way}: {right} of {said}, by chance {expected:.1}");
    }
    for (leak, plant) in LEAKS {
        let mut leaking = artefacts.clone();
        plant(&mut leaking, &truth);
        let found = WAYS.map(|(_, look)| right(&look(&leaking, &truth.votes, &truth.voters), &truth).0);
        let best = found.into_iter().max().unwrap_or_default();
        println!("figure: secret votes, {engine}, planted: {leak}: {best} of {} linked", truth.cast.len());
        assert_eq!(best, truth.cast.len(), "{leak} is not exploited: {found:?}");
    }
}

/// How often a ballot drawn blindly from the published list says what somebody's says.
fn chance(truth: &Truth) -> f64 {
    let of = |vote: &Vote| {
        let mut counts: BTreeMap<&String, f64> = BTreeMap::new();
        for line in vote.published.values() {
            *counts.entry(line).or_default() += 1.0;
        }
        let all: f64 = counts.values().sum();
        counts.values().map(|count| (count / all).powi(2)).sum::<f64>()
    };
    truth.votes.iter().map(of).sum::<f64>() / truth.votes.len() as f64
}

fn right(guesses: &Guesses, truth: &Truth) -> (usize, usize) {
    let right = guesses.iter().filter(|(who, line)| truth.cast.get(who) == Some(line)).count();
    (right, guesses.len())
}

/// The votes, held on the program itself, with copies of everything.
async fn elect(location: &Location, copies: &Path) -> (Truth, Artefacts) {
    let (voters, tokens, group) = people(location).await;
    let source = Source::of(location).await;
    let vault = match location {
        Location::Folder(folder) => folder.join("keys"),
        Location::Postgres(_) => copies.join("keys"),
    };
    let server = Server::start(location, &["--keys", &vault.display().to_string()]).await;
    let mut clients: Vec<Client> =
        tokens.iter().map(|token| Client::with_token(server.address, token)).collect();
    let mut receipts: BTreeMap<(i64, Uuid), String> = BTreeMap::new();
    let (mut cast, mut order) = (Guesses::new(), BTreeMap::new());
    let mut databases = Vec::new();
    for number in 1..=VOTES {
        let act = json!({
            "title": format!("Vote {number}"), "text": "Where do we begin?", "group": group, "closes": "2099-01-01",
            "rules": {
                "method": "show-of-hands", "electorate": "members", "secrecy": "secret", "options": "Bus\nLibrary\nClub",
            },
        });
        let made =
            clients[0].post_json("/api/i/town/decisions", &format!("ask-{number}"), &act.to_string()).await;
        assert_eq!(made.expect("an answer").status, 200);
        let mut turns: Vec<usize> = (0..VOTERS).collect();
        while let Some(turn) = (!turns.is_empty()).then(|| random(0..turns.len() as u64) as usize) {
            let at = turns.swap_remove(turn);
            let (voter, name) = &voters[at];
            let line = (1 + random(0..3)).to_string();
            let path = format!("/api/i/town/decisions/{number}/answers");
            let answer = clients[at].post_json(&path, &idempotency(number, name), &body(&line)).await;
            let answer = answer.expect("an answer");
            assert_eq!(answer.status, 200, "{answer:?}");
            let answer: serde_json::Value = serde_json::from_str(&answer.body).expect("JSON");
            receipts.insert((number, *voter), answer["receipt"].as_str().expect("a receipt").to_owned());
            cast.insert((number, *voter), line);
            order.entry(number).or_insert_with(Vec::new).push(*voter);
            if (number, turns.len()) == (VOTES, VOTERS / 2) {
                databases.push(source.backup(location, &copies.join("first.db")).await);
            }
        }
    }
    databases.push(source.backup(location, &copies.join("second.db")).await);
    let (rows, open) = source.copy(&copies.join("open")).await;
    databases.push(rows);
    let keys: Vec<Vec<u8>> = keys_in(&vault).into_iter().map(|(_, bytes)| bytes).collect();
    assert_eq!(keys.len() as i64, VOTES);
    for number in 1..=VOTES {
        let path = format!("/api/i/town/decisions/{number}/close");
        let closed = clients[0].post_json(&path, &format!("close-{number}"), "{}").await.expect("an answer");
        assert_eq!(closed.status, 200, "{closed:?}");
    }
    let (rows, closed) = source.copy(&copies.join("closed")).await;
    databases.push(rows);
    assert!(!vault.exists() || keys_in(&vault).is_empty());

    let log = std::fs::read(format!("/proc/{}/fd/2", server.id())).expect("the server's log");
    let log = String::from_utf8_lossy(&log).into_owned();
    let mut artefacts = Artefacts { databases, log, files: files(copies).into_iter().collect() };
    for (part, found) in [("open", open), ("closed", closed)] {
        artefacts.files.extend(found.into_iter().map(|(name, bytes)| (format!("{part}/{name}"), bytes)));
    }
    // No receipt is to be read anywhere, byte by byte, before the end.
    let codes: BTreeSet<&[u8]> = receipts.values().map(String::as_bytes).collect();
    for (name, bytes) in artefacts.files.iter().filter(|(name, _)| !name.starts_with("closed/")) {
        let groups = |window: &&[u8]| window[4] == b'-' && window[9] == b'-' && window[14] == b'-';
        let found = bytes.windows(19).filter(groups).find(|window| codes.contains(window));
        assert_eq!(found, None, "{name} has a receipt");
    }
    // Nor a key, at any time.
    let begins: BTreeSet<&[u8]> = keys.iter().map(|key| &key[..8]).collect();
    let first: BTreeSet<u8> = keys.iter().map(|key| key[0]).collect();
    for (name, bytes) in &artefacts.files {
        let mut found = bytes.windows(8).filter(|window| first.contains(&window[0]));
        assert!(!found.any(|window| begins.contains(window)), "{name} has a key");
    }
    assert!(
        artefacts.files.keys().any(|name| name.ends_with("-wal") || name.contains("pg_wal/")),
        "the write-ahead log is among the copies"
    );
    let votes = published(&mut clients[0], &artefacts).await;
    for vote in &votes {
        for (voter, _) in &voters {
            let receipt = &receipts[&(vote.number, *voter)];
            assert_eq!(
                vote.published.get(receipt),
                cast.get(&(vote.number, *voter)),
                "everybody finds their ballot"
            );
        }
    }
    (Truth { voters, votes, cast, order, keys }, artefacts)
}

/// Members who vote, the first with a seat that may close.
async fn people(location: &Location) -> (Vec<Voter>, Vec<String>, String) {
    let world = town::open(location).await;
    let (initiative, slug) = town::initiative(&world, "Town", false).await;
    assert_eq!(slug, "town");
    let backbone = town::member(&world, initiative, "Backbone", "backbone").await;
    let mut members: Vec<Context> = Vec::new();
    for number in 1..=VOTERS {
        members.push(town::member(&world, initiative, &format!("Voter Number{number}"), "member").await);
    }
    let group = town::table(&backbone, members[0].actor.person).await;
    let steward = steward(&Arc::clone(&world), kernel::Via::Job, "the tests");
    let (mut voters, mut tokens) = (Vec::new(), Vec::new());
    for member in &members {
        let name = member.actor.name.clone();
        tokens.push(create_token(&steward, &town::email(&name), "voting").await.expect("a token"));
        voters.push((member.actor.person.expect("a person").0, name));
    }
    (voters, tokens, group)
}

/// What everybody is told of the votes, and their ids.
async fn published(client: &mut Client, artefacts: &Artefacts) -> Vec<Vote> {
    let mut votes = Vec::new();
    for number in 1..=VOTES {
        let answer = client.get(&format!("/api/i/town/decisions/{number}")).await.expect("an answer");
        let answer: serde_json::Value = serde_json::from_str(&answer.body).expect("JSON");
        let text = |value: &serde_json::Value| value.as_str().expect("a text").to_owned();
        let ballots = answer["ballots"].as_array().expect("the published list");
        let published: BTreeMap<String, String> =
            ballots.iter().map(|ballot| (text(&ballot["receipt"]), text(&ballot["answer"]))).collect();
        let list: String = published.iter().flat_map(|(receipt, line)| [receipt, " ", line, "\n"]).collect();
        let hash = format!("{:x}", Sha256::digest(&list));
        assert_eq!(answer["poll"]["ballots_sha256"], hash, "the list has the hash that is told");
        let id = artefacts.databases.last().expect("a copy").iter().find_map(|(table, cells)| {
            let is = |cell: &Value| *cell == Value::Integer(number);
            let id = cells.iter().filter_map(|cell| match cell {
                Value::Blob(bytes) => Uuid::from_slice(bytes).ok(),
                _ => None,
            });
            // initiative, id, number, …
            (table == "decision" && is(&cells[2])).then(|| id.take(2).last()).flatten()
        });
        votes.push(Vote { number, id: id.expect("the decision's id"), published });
    }
    votes
}

/// The keys of polls that lie in their folder.
fn keys_in(vault: &Path) -> Vec<(String, Vec<u8>)> {
    let is_key = |name: &str| Path::new(name).extension().is_some_and(|extension| extension == "key");
    files(vault).into_iter().filter(|(name, _)| is_key(name)).collect()
}

/// A leak that is planted on purpose.
type Leak = fn(&mut Artefacts, &Truth);

const LEAKS: [(&str, Leak); 5] = [
    ("the list is written in the order of votes", |leaking, truth| {
        // Turnout and list, each in the order in which people voted.
        let last = leaking.databases.last_mut().expect("a copy");
        last.retain(|(table, _)| table != "opened_ballot" && table != "turnout" && table != "sealed_ballot");
        for vote in &truth.votes {
            let mut left: BTreeMap<String, String> = vote.published.clone();
            for voter in &truth.order[&vote.number] {
                let said = &truth.cast[&(vote.number, *voter)];
                let receipt = left.iter().find(|(_, line)| *line == said).map(|(receipt, _)| receipt.clone());
                let receipt = receipt.expect("a ballot");
                left.remove(&receipt);
                let id = || Value::Blob(vote.id.as_bytes().to_vec());
                let cells = vec![id(), Value::Text(receipt), Value::Text(said.clone())];
                last.push(("opened_ballot".to_owned(), cells));
                last.push(("turnout".to_owned(), vec![id(), Value::Blob(voter.as_bytes().to_vec())]));
            }
        }
        for database in leaking.databases.iter_mut().rev().skip(1) {
            database.retain(|(table, _)| table != "sealed_ballot");
        }
    }),
    ("requests leave receipts", |leaking, truth| {
        for ((vote, voter), line) in &truth.cast {
            let name = &truth.voters.iter().find(|(id, _)| id == voter).expect("a voter").1;
            let key = key_of(*voter, "agenda::ballot::acts::CastBallot", *vote, name);
            let cells = vec![
                Value::Blob(key.to_vec()),
                Value::Blob(Sha256::digest(body(line)).to_vec()),
                Value::Text(String::new()),
                Value::Integer(0),
            ];
            leaking.databases[1].push(("receipt".to_owned(), cells));
        }
    }),
    ("keys are in a backup", |leaking, truth| {
        for (at, key) in truth.keys.iter().enumerate() {
            leaking.files.insert(format!("backup-{at}.key"), key.clone());
        }
    }),
    ("the journal tells each ballot", |leaking, truth| {
        for vote in &truth.votes {
            for (voter, _) in &truth.voters {
                let cells = vec![
                    Value::Blob(vote.id.as_bytes().to_vec()),
                    Value::Blob(voter.as_bytes().to_vec()),
                    Value::Text(truth.cast[&(vote.number, *voter)].clone()),
                ];
                leaking.databases[3].push(("journal_entry".to_owned(), cells));
            }
        }
    }),
    ("the server logs what is sent", |leaking, truth| {
        for ((vote, voter), line) in &truth.cast {
            let line = format!("POST /api/i/town/decisions/{vote}/answers person={voter} answer={line}\n");
            leaking.log.push_str(&line);
        }
    }),
];
