//! The command, as it is typed.

use clap::Parser;
use serde_json::{Value, json};

use super::Budget;
use crate::{Report, Stopwatch};

#[derive(Debug, Parser)]
struct Line {
    #[command(flatten)]
    budget: Budget,
}

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/budget/fixtures/street.pb");

fn run(arguments: &str) -> anyhow::Result<Report> {
    let line = ["budget", FILE].into_iter().chain(arguments.split_whitespace());
    Line::try_parse_from(line)?.budget.run(&mut Stopwatch::new(1))
}

fn answer(arguments: &str) -> Value {
    run(arguments).unwrap().json
}

#[test]
fn equal_shares_say_who_paid_and_what_was_missing() {
    // A share is 20. The trees take 15 from each of four. Dee has 5 left for the bench, so Eli pays 15.50 of it, which
    // leaves 4.50 towards the lamp, and Cy 5 towards the path.
    let answer = answer("--voters");
    assert_eq!(answer["rule"], "equal-shares");
    assert_eq!(answer["selected"], json!(["trees", "bench"]));
    assert_eq!(
        (&answer["cost"], &answer["budget"], &answer["share"]),
        (&json!("80.50"), &json!("100.00"), &json!("20.00"))
    );
    let of = |project: &str| &answer["explanations"][project];
    assert_eq!((&of("trees")["selected"], &of("trees")["rate"]), (&json!(true), &json!("1/4")));
    assert_eq!(of("bench")["paid"], json!({"each": "15.50", "in_full": 1, "their_last": 1, "nothing": 0}));
    assert_eq!((&of("path")["short_by"], &of("path")["supporters_needed"]), (&json!("45.00"), &json!(3)));
    assert_eq!((&of("lamp")["short_by"], &of("lamp")["supporters_needed"]), (&json!("5.50"), &json!(1)));
    assert_eq!(
        answer["accounts"][3],
        json!({"voter": "dee", "paid": {"trees": "15.00", "bench": "5.00"}, "left": "0.00"})
    );
}

#[test]
fn every_rule_answers_by_its_name() {
    let selected = |arguments: &str| answer(arguments)["selected"].clone();
    assert_eq!(selected("--rule greedy"), json!(["trees", "bench", "lamp"]));
    assert_eq!(selected("--rule greedy --utility cardinality"), json!(["lamp", "bench", "trees"]));
    assert_eq!(selected("--rule greedy-no-skip --ties votes"), json!(["trees", "bench", "lamp"]));
    assert_eq!(selected("--rule greedy-threshold"), json!(["trees", "bench"]));
    assert_eq!(selected("--rule greedy-threshold --threshold 3"), json!(["trees"]));
    assert_eq!(selected("--rule phragmen"), json!(["lamp", "trees", "bench"]));
    for completion in ["add1", "add1u", "addopt"] {
        assert_eq!(selected(&format!("--completion {completion}")), json!(["trees", "bench", "lamp"]));
    }
    let compared = answer("--completion comparison");
    assert_eq!(compared["comparison"], json!({"prefer_shares": 0, "prefer_greedy": 0}));
}

#[test]
fn people_read_tables() {
    let tables = run("--completion comparison").unwrap().to_string();
    assert!(
        tables.starts_with("3 of 4 projects funded for 90.50 of 100.00, by equal-shares and comparison\n"),
        "{tables}"
    );
    assert!(
        tables.contains(
            "0 voters prefer what equal shares bought, 0 what greedy funds, so equal shares stand."
        )
    );
}

#[test]
fn what_cannot_be_done_is_said() {
    let refused = |arguments: &str| format!("{:#}", run(arguments).unwrap_err());
    assert!(
        refused("--utility borda")
            .ends_with("the ballots of this file are not ranked: vote_type is not ordinal")
    );
    assert_eq!(refused("--rule phragmen --completion add1"), "--completion is for --rule equal-shares");
    assert!(refused("--rule greedy --voters").starts_with("--voters is for --rule equal-shares"));
}
