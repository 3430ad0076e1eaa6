//! Anybody counts again: the ballots of a decision as a file, and the published seed, give the same result in
//! `groundswell lab tally`.

use std::process::Command;
use std::sync::Arc;

use kernel::{Clock, Vault};
use serde_json::{Value, json};
use store::Store;

use crate::inside::Inside;
use crate::load::random;
use crate::server::binary;
use crate::town;

/// So many members vote.
const VOTERS: usize = 9;
const OPTIONS: [&str; 4] = ["Bus", "Club, with tea", "Library", "\"Zoo\""];

/// The methods, with how many win.
const METHODS: [(&str, u64); 11] = [
    ("majority", 1),
    ("show-of-hands", 1),
    ("show-of-hands", 2),
    ("approval", 2),
    ("score", 1),
    ("median", 1),
    ("irv", 1),
    ("schulze", 1),
    ("schulze", 2),
    ("stv-scottish", 2),
    ("dot", 3),
];

#[test]
fn a_recount_of_the_published_ballots_gives_the_same() {
    house_of(async |inside, slug, people, group| {
        let mut number = 0;
        for secrecy in ["open", "confidential", "secret"] {
            for (method, winners) in METHODS {
                number += 1;
                let base = format!("/api/i/{slug}/decisions");
                let act = json!({
                    "title": format!("{method} {secrecy}"), "text": "Where do we begin?", "group": group,
                    "closes": "2099-01-01",
                    "rules": {
                        "method": method, "electorate": "members", "secrecy": secrecy,
                        "options": OPTIONS.join("\n"), "winners": winners,
                    },
                });
                let made = inside.post(&people[0], &base, &act.to_string()).await;
                assert_eq!(made.status.as_u16(), 200, "{method}: {}", made.body);
                for person in people {
                    let body = json!({ "answer": ballot(method) });
                    let cast =
                        inside.post(person, &format!("{base}/{number}/answers"), &body.to_string()).await;
                    assert_eq!(cast.status.as_u16(), 200, "{method}: {body} {}", cast.body);
                }
                let closed = inside.post(&people[0], &format!("{base}/{number}/close"), "{}").await;
                assert_eq!(closed.status.as_u16(), 200, "{method}: {}", closed.body);
                let told = inside.get(&people[0], &format!("{base}/{number}")).await;
                let told: Value = serde_json::from_str(&told.body).expect("JSON");
                let file = inside.get(&people[0], &format!("/i/{slug}/decisions/{number}/ballots.csv")).await;
                same(method, winners, &told["poll"], &file.body);
            }
        }
        println!(
            "figure: recount: {number} votes by {} methods counted the same from their files",
            METHODS.len()
        );
    });
}

/// A ballot by chance; one in eight abstains.
fn ballot(method: &str) -> String {
    if random(0..8) == 0 {
        return "abstain".to_owned();
    }
    let one = || (1 + random(0..OPTIONS.len() as u64)).to_string();
    let mut order: Vec<String> = (1..=OPTIONS.len()).map(|n| n.to_string()).collect();
    for at in (1..order.len()).rev() {
        order.swap(at, random(0..at as u64 + 1) as usize);
    }
    order.truncate(1 + random(0..OPTIONS.len() as u64) as usize);
    let points =
        |most: u64| (0..OPTIONS.len()).map(|_| random(0..most).to_string()).collect::<Vec<_>>().join(",");
    match method {
        "majority" => (1 + random(0..2)).to_string(),
        "show-of-hands" => one(),
        "approval" => order.join(" "),
        "score" | "median" => points(6),
        "dot" => points(3),
        _ => order.join(">"),
    }
}

/// Counts the file with the program, and compares who won and what everybody held at the end.
fn same(method: &str, winners: u64, poll: &Value, file: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ballots.csv");
    std::fs::write(&path, file).expect("a file");
    let mut count = Command::new(binary());
    count.args(["lab", "tally", "--json", "--method", method]).arg(&path);
    if method == "majority" {
        count.args(["--support", "50/100"]);
    } else {
        count.args(["--seed", poll["seed"].as_str().expect("a seed"), "--seats", &winners.to_string()]);
    }
    let counted = count.output().expect("the program starts");
    assert!(counted.status.success(), "{method}: {}\n{file}", String::from_utf8_lossy(&counted.stderr));
    let counted: Value = serde_json::from_slice(&counted.stdout).expect("JSON");
    let outcome = &poll["outcome"];
    if outcome["verdict"] == "no-quorum" {
        return;
    }
    let names: Vec<&str> = if method == "majority" { vec!["for", "against"] } else { OPTIONS.to_vec() };
    let won = outcome["winners"].as_array().expect("winners");
    let mut won: Vec<&str> = won.iter().map(|at| names[at.as_u64().expect("a place") as usize]).collect();
    let mut again: Vec<&str> =
        counted["winners"].as_array().expect("winners").iter().filter_map(Value::as_str).collect();
    // Of several that won with as many votes none is first, and the file names options in another order.
    won.sort_unstable();
    again.sort_unstable();
    // Where the most are against, the program elects “against”; the proposal is not adopted.
    if !(won.is_empty() && again == ["against"]) {
        assert_eq!(won, again, "{method}: {file}\n{counted}");
    }
    let last = outcome["stages"].as_array().and_then(|stages| {
        stages.iter().rev().find_map(|stage| stage["votes"].as_array().filter(|votes| !votes.is_empty()))
    });
    let rounds = counted["rounds"].as_array().expect("rounds");
    let end =
        rounds.iter().rev().find(|round| round["votes"].as_object().is_some_and(|votes| !votes.is_empty()));
    let (last, end) = (last.expect("votes"), &end.expect("votes")["votes"]);
    for (at, name) in names.iter().enumerate() {
        // An option that nobody named is not in a file of ranks.
        let held = last[at].as_str().unwrap_or("0");
        let again = end[*name].as_str().unwrap_or("0");
        let zero = |votes: &str| votes.parse::<f64>().is_ok_and(|votes| votes == 0.0);
        assert!(held == again || (zero(held) && zero(again)), "{method}, {name}: {held}, {again}\n{file}");
    }
}

/// A house with a folder for keys, members who vote, and a group whose first seat may close.
fn house_of(test: impl AsyncFn(&Inside, &str, &[String], &str)) {
    house::on_sqlite(async |location| {
        let keys = tempfile::tempdir().expect("a folder of keys");
        let store = Store::open(&location).await.expect("the database opens");
        store.migrate(&groundswell::house::migrations()).await.expect("the migrations run");
        let world = groundswell::house::with(store, Clock::System, Vault::at(keys.path()));
        let (initiative, slug) = town::initiative(&world, "Town", false).await;
        let backbone = town::member(&world, initiative, "Backbone", "backbone").await;
        let (mut people, mut first) = (Vec::new(), None);
        for number in 1..=VOTERS {
            let member = town::member(&world, initiative, &format!("Voter {number}"), "member").await;
            let person = member.actor.person.expect("a person");
            first.get_or_insert(person);
            people.push(town::session(&world, person).await);
        }
        let group = town::table(&backbone, first).await;
        let inside = Inside::over(Arc::clone(&world));
        test(&inside, &slug, &people, &group).await;
    });
}
