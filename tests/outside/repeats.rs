//! The same request twice, two ballots at once, two editors at once.

use std::collections::BTreeSet;
use std::net::SocketAddr;

use serde_json::Value;
use store::{Location, Store};
use tokio::task::JoinSet;

use crate::ask;
use crate::client::{Client, Response};
use crate::load::{Deed, a_while, random};
use crate::server::{Server, alone, full};
use crate::town::{self, Seeded};

/// One node on SQLite, then two on one PostgreSQL.
fn on_each(test: impl AsyncFn(&str, &Location, &Seeded, Vec<SocketAddr>)) {
    let served = async |engine: &str, location: &Location, nodes: usize| {
        let _alone = alone();
        let town = town::seed(location).await;
        let mut servers = Vec::new();
        for _ in 0..nodes {
            servers.push(Server::start(location, &[]).await);
        }
        let addresses = servers.iter().map(|server| server.address).collect();
        test(engine, location, &town, addresses).await;
    };
    house::on_sqlite(async |location| served("SQLite", &location, 1).await);
    house::on_postgres(async |location| served("PostgreSQL, two nodes", &location, 2).await);
}

/// So many different requests, and each so often at once.
const KEYS: usize = 200;
const TIMES: usize = 20;

#[test]
fn a_repeated_request_happens_once() {
    on_each(async |engine, location, town, nodes| {
        let path = format!("/api/i/{}/changes", town.slug);
        let body = |key: usize| format!(r#"{{"code":"practice","line":"repeated {key}"}}"#);
        let mut clients: Vec<Client> =
            (0..TIMES).map(|n| Client::with_token(nodes[n % nodes.len()], &town.tokens[0])).collect();
        for key in 0..KEYS {
            let mut running = JoinSet::new();
            for mut client in clients.drain(..) {
                let (path, body) = (path.clone(), body(key));
                running.spawn(async move {
                    let answer = client.post_json(&path, &format!("key-{key}"), &body).await;
                    (client, answer.expect("an answer"))
                });
            }
            let mut answers = BTreeSet::new();
            for (client, answer) in running.join_all().await {
                assert_eq!(answer.status, 200, "{answer:?}");
                answers.insert(answer.body);
                clients.push(client);
            }
            assert_eq!(answers.len(), 1, "key {key} was answered in different ways: {answers:?}");
        }
        let changed = clients[0].post_json(&path, "key-0", &body(1)).await.expect("an answer");
        assert_eq!(changed.status, 422, "another request under a used key: {changed:?}");
        let mut other = Client::with_token(nodes[0], &town.tokens[1]);
        let others = other.post_json(&path, "key-0", &body(0)).await.expect("an answer");
        assert_eq!(others.status, 200, "somebody else's key is another key: {others:?}");

        let store = Store::open(location).await.expect("the database opens");
        let mut read = store.read().await.expect("a connection");
        let rows = ask::rows(&mut read, town.initiative, Deed::Change).await.len();
        let told = ask::told(&mut read, town.initiative, Deed::Change).await.len();
        println!("figure: repeats, {engine}: {KEYS} requests sent {TIMES} times at once: {} rows", rows - 1);
        assert_eq!((rows, told), (KEYS + 1, KEYS + 1));
    });
}

/// So many ballots of one person at once, on so many statements one after the other.
const BALLOTS: usize = 100;
const STATEMENTS: i64 = 10;

#[test]
fn of_a_hundred_ballots_at_once_one_counts() {
    on_each(async |engine, location, town, nodes| {
        for statement in 1..=STATEMENTS {
            let mut running = JoinSet::new();
            for number in 0..BALLOTS {
                let mut client = Client::with_token(nodes[number % nodes.len()], &town.tokens[0]);
                let path = format!("/api/i/{}/conversations/1/statements/{statement}/votes", town.slug);
                let choice = ["agree", "disagree"][random(0..2) as usize];
                running.spawn(async move {
                    let key = format!("ballot-{statement}-{number}");
                    client.post_json(&path, &key, &format!(r#"{{"choice":"{choice}"}}"#)).await
                });
            }
            for answer in running.join_all().await {
                let answer = answer.expect("an answer");
                assert_eq!(answer.status, 200, "{answer:?}");
            }
        }
        let store = Store::open(location).await.expect("the database opens");
        let mut read = store.read().await.expect("a connection");
        let votes = ask::votes(&mut read, town.initiative).await;
        let tally = ask::tally(&mut read, town.initiative).await;
        let counted: i64 = tally.values().flatten().sum();
        println!(
            "figure: vote race, {engine}: {STATEMENTS} times {BALLOTS} ballots of one person at once: {} votes, {counted} counted",
            votes.len()
        );
        assert_eq!(votes.len() as i64, STATEMENTS, "one vote for each statement");
        for ((_, statement), agrees) in votes {
            assert_eq!(tally[&statement], if agrees { [1, 0] } else { [0, 1] }, "statement {statement}");
        }
    });
}

#[test]
fn one_person_has_one_ballot_of_a_budget() {
    on_each(async |engine, _, town, nodes| {
        let path = format!("/api/i/{}/funds/1", town.slug);
        let mut running = JoinSet::new();
        for number in 0..100 {
            let mut client = Client::with_token(nodes[number % nodes.len()], &town.tokens[0]);
            let path = format!("{path}/ballots");
            running.spawn(async move {
                let body = format!(r#"{{"projects":[{}]}}"#, 1 + number % 3);
                client.post_json(&path, &format!("budget-{number}"), &body).await
            });
        }
        for answer in running.join_all().await {
            let answer = answer.expect("an answer");
            assert_eq!(answer.status, 200, "{answer:?}");
        }
        let mut asking = Client::with_token(nodes[0], &town.tokens[0]);
        let mut ask = async |path: &str| -> Value {
            let answer = asking.get(path).await.expect("an answer");
            serde_json::from_str(&answer.body).expect("JSON")
        };
        let ballots = ask(&path).await["ballots"].clone();
        let own = ask(&format!("{path}/ballot")).await;
        println!("figure: budget race, {engine}: 100 ballots of one person at once: {ballots} counted");
        assert_eq!(ballots, 1);
        assert_eq!(own["projects"].as_array().map(Vec::len), Some(1), "{own}");
    });
}

#[test]
fn of_a_hundred_secret_ballots_at_once_one_is_opened() {
    let vote = async |engine: &str, location: &Location, nodes: usize| {
        let _alone = alone();
        let town = town::seed(location).await;
        let group = {
            let world = town::open(location).await;
            let backbone = town::member(&world, town.initiative, "Backbone", "backbone").await;
            town::table(&backbone, Some(town.people[0])).await
        };
        let keys = tempfile::tempdir().expect("a folder of keys");
        let keys = keys.path().display().to_string();
        let mut servers = Vec::new();
        for _ in 0..nodes {
            servers.push(Server::start(location, &["--keys", &keys]).await);
        }
        let mut first = Client::with_token(servers[0].address, &town.tokens[0]);
        let base = format!("/api/i/{}/decisions", town.slug);
        let proposal = serde_json::json!({
            "title": "One ballot each", "text": "For or against?", "group": group, "closes": "2099-01-01",
            "rules": { "method": "majority", "electorate": "members", "secrecy": "secret" },
        });
        let made = first.post_json(&base, "ask", &proposal.to_string()).await.expect("an answer");
        assert_eq!(made.status, 200, "{made:?}");
        let mut running = JoinSet::new();
        for number in 0..BALLOTS {
            let mut client = Client::with_token(servers[number % nodes].address, &town.tokens[0]);
            let (path, key) = (format!("{base}/1/answers"), format!("ballot-{number}"));
            let choice = 1 + random(0..2);
            running.spawn(async move {
                let answer = client.post_json(&path, &key, &format!(r#"{{"answer":"{choice}"}}"#)).await;
                (choice, answer.expect("an answer"))
            });
        }
        let mut cast = std::collections::BTreeMap::new();
        for (choice, answer) in running.join_all().await {
            assert_eq!(answer.status, 200, "{answer:?}");
            let answer: Value = serde_json::from_str(&answer.body).expect("JSON");
            cast.insert(answer["receipt"].as_str().expect("a receipt").to_owned(), choice.to_string());
        }
        assert_eq!(cast.len(), BALLOTS, "every receipt is another");
        for (at, token) in town.tokens.iter().enumerate().skip(1) {
            let mut other = Client::with_token(servers[at % nodes].address, token);
            let answer = other.post_json(&format!("{base}/1/answers"), "mine", r#"{"answer":"1"}"#).await;
            assert_eq!(answer.expect("an answer").status, 200);
        }
        // The host is a member as well.
        let mut host = Client::with_session(servers[0].address, &town.host);
        let page = format!("/i/{}/decisions/1/answer", town.slug);
        let receipt = host.post_form(&page, "answer=1").await.expect("a page");
        assert!(receipt.status == 200 && receipt.body.contains("Your receipt"), "{receipt:?}");
        // Whichever node ends it opens what came to any.
        let mut last = Client::with_token(servers[nodes - 1].address, &town.tokens[0]);
        let closed = last.post_json(&format!("{base}/1/close"), "close", "{}").await.expect("an answer");
        assert_eq!(closed.status, 200, "{closed:?}");
        let answer = last.get(&format!("{base}/1")).await.expect("an answer");
        let answer: Value = serde_json::from_str(&answer.body).expect("JSON");
        let ballots = answer["ballots"].as_array().expect("the list");
        let mine: Vec<&Value> = ballots
            .iter()
            .filter(|ballot| cast.contains_key(ballot["receipt"].as_str().unwrap_or_default()))
            .collect();
        println!(
            "figure: secret race, {engine}: {BALLOTS} ballots of one person at once: {} opened of hers",
            mine.len()
        );
        assert_eq!((mine.len(), ballots.len()), (1, town.tokens.len() + 1));
        let receipt = mine[0]["receipt"].as_str().expect("a receipt");
        assert_eq!(
            mine[0]["answer"].as_str(),
            cast.get(receipt).map(String::as_str),
            "as it was cast under that receipt"
        );
    };
    house::on_sqlite(async |location| vote("SQLite", &location, 1).await);
    house::on_postgres(async |location| vote("PostgreSQL, two nodes", &location, 2).await);
}

/// Editors of one clause.
const EDITORS: usize = 5;

#[test]
fn nobody_overwrites_what_they_have_not_seen() {
    on_each(async |engine, _, town, nodes| {
        let clauses = format!("/api/i/{}/clauses", town.slug);
        let mut first = Client::with_token(nodes[0], &town.tokens[0]);
        let body = r#"{"section":"problem","text":"the beginning"}"#;
        let made = first.post_json(&clauses, "the-clause", body).await.expect("an answer");
        assert!(made.is_ok(), "{made:?}");

        let attempts = if full() { 2_000 } else { 200 };
        let mut running = JoinSet::new();
        for editor in 0..EDITORS {
            let client = Client::with_token(nodes[editor % nodes.len()], &town.tokens[editor]);
            running.spawn(edit(client, clauses.clone(), editor, attempts));
        }
        let edits: Vec<Edit> = running.join_all().await.concat();
        let mut taken: Vec<&Edit> = edits.iter().filter(|edit| edit.taken).collect();
        taken.sort_by_key(|edit| edit.seen);
        let overwritten = taken.windows(2).filter(|pair| pair[0].seen == pair[1].seen).count();
        println!(
            "figure: lost edits, {engine}: {} edits of {EDITORS} editors, {} taken, {} shown both texts, {overwritten} silent overwrites",
            edits.len(),
            taken.len(),
            edits.len() - taken.len()
        );
        assert_eq!(overwritten, 0);
        assert!(taken.len() < edits.len(), "nobody was in anybody's way");
        let seen: Vec<i64> = taken.iter().map(|edit| edit.seen).collect();
        assert_eq!(
            seen,
            (1..=taken.len() as i64).collect::<Vec<_>>(),
            "each version follows the one that was seen"
        );
        let (version, text) = look(&mut first, &clauses).await;
        let last = taken.last().expect("an edit");
        assert_eq!((version, text.as_str()), (last.seen + 1, last.text.as_str()));
        by_form(nodes[0], town, last).await;
    });
}

#[derive(Clone)]
struct Edit {
    /// The version that the editor saw.
    seen: i64,
    text: String,
    taken: bool,
}

async fn edit(mut client: Client, clauses: String, editor: usize, attempts: usize) -> Vec<Edit> {
    let mut edits = Vec::new();
    for attempt in 0..attempts {
        let (seen, _) = look(&mut client, &clauses).await;
        if random(0..4) == 0 {
            a_while(0..5).await;
        }
        let text = format!("the words of editor {editor}, attempt {attempt}");
        let body = format!(r#"{{"section":"problem","text":"{text}","version":{seen}}}"#);
        let key = format!("edit-{editor}-{attempt}");
        let answer = client.post_json(&format!("{clauses}/1"), &key, &body).await.expect("an answer");
        let taken = answer.status == 200;
        if !taken {
            expect_both(&answer, &text);
        }
        edits.push(Edit { seen, text, taken });
    }
    edits
}

/// Whoever comes too late is shown what the other wrote, and keeps what they wrote themselves.
fn expect_both(answer: &Response, mine: &str) {
    assert_eq!(answer.status, 412, "{answer:?}");
    let body: Value = serde_json::from_str(&answer.body).expect("JSON");
    let stale = &body["error"]["stale"];
    assert_eq!(stale["mine"].as_str(), Some(mine));
    assert!(
        stale["theirs"].as_str().is_some_and(|theirs| !theirs.is_empty() && theirs != mine),
        "{answer:?}"
    );
}

/// The clause's version and words.
async fn look(client: &mut Client, clauses: &str) -> (i64, String) {
    let answer = client.get(clauses).await.expect("an answer");
    let body: Value = serde_json::from_str(&answer.body).unwrap_or_else(|_| panic!("{answer:?}"));
    let clause = &body[0];
    (clause["version"].as_i64().expect("a version"), clause["text"].as_str().expect("words").to_owned())
}

/// The page says the same: both texts stand on it.
async fn by_form(node: SocketAddr, town: &Seeded, last: &Edit) {
    let mut browser = Client::with_session(node, &town.session);
    let form = "section=problem&text=typed+for+an+hour&difference=&version=1";
    let page =
        browser.post_form(&format!("/i/{}/agenda/clauses/1/edit", town.slug), form).await.expect("a page");
    assert_eq!(page.status, 412);
    assert!(page.body.contains("typed for an hour"), "what was typed is lost: {}", page.body);
    assert!(page.body.contains(&last.text), "what the other wrote is not shown: {}", page.body);
}
