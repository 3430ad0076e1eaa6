//! The matrix of contributions, what is found in it, the matching, and Kumu's files.

use std::collections::BTreeSet;

use clap::Parser;
use lab::{Lab, Report};
use network::read::kumu::{self, Counted};
use serde_json::Value;

use crate::data;

#[derive(Parser)]
struct Words {
    #[command(flatten)]
    lab: Lab,
}

/// What `groundswell lab contributions` answers.
fn contributions(file: &str) -> Report {
    let path = data::path(file);
    let words = ["groundswell lab", "contributions", path.to_str().expect("a path in UTF-8")];
    Words::parse_from(words).lab.run().unwrap_or_else(|error| panic!("{file}: {error:#}"))
}

/// Compares all that is expected, and answers how many values that were. Lists have the same length; an object may have more.
fn compare(expected: &Value, answer: &Value, at: &str) -> usize {
    match (expected, answer) {
        (Value::Object(expected), Value::Object(answer)) => {
            let each = expected.iter().map(|(name, value)| {
                let found = answer.get(name).unwrap_or_else(|| panic!("{at}.{name} is missing"));
                compare(value, found, &format!("{at}.{name}"))
            });
            each.sum()
        }
        (Value::Array(expected), Value::Array(answer)) => {
            assert_eq!(expected.len(), answer.len(), "{at} has another length");
            let pairs = expected.iter().zip(answer).enumerate();
            pairs.map(|(place, (value, found))| compare(value, found, &format!("{at}[{place}]"))).sum()
        }
        (Value::Number(expected), Value::Number(answer)) => {
            let (expected, answer) = (expected.as_f64().unwrap(), answer.as_f64().unwrap());
            assert!((expected - answer).abs() <= 1e-9, "{at} is {answer}, not {expected}");
            1
        }
        _ => {
            assert_eq!(expected, answer, "{at}");
            1
        }
    }
}

fn keys(value: &Value) -> BTreeSet<&String> {
    value.as_object().expect("an object").keys().collect()
}

#[test]
fn the_planted_findings() {
    let mut expected = data::json("networks/contribution_demo.expected.json");
    expected["matching"].as_object_mut().unwrap().remove("note");
    let answer = contributions("networks/contribution_demo.json").json;
    let compared = compare(&expected, &answer, "");
    // Where the names are ids, there are no others.
    for map in
        ["outcomes", "org_overlap_on_outcomes", "downstream_of", "loss_of_one_organisation", "strengths"]
    {
        assert_eq!(keys(&expected[map]), keys(&answer[map]), "{map}");
    }
    let matching = &answer["matching"];
    println!(
        "figure: contribution_demo: {compared} values equal to 1e-9, {} of {} blocks, level sum {}",
        matching["blocks_filled_max"], matching["blocks_needed"], matching["objective_sum_level_x_blocks"],
    );
}

#[test]
fn what_is_found_is_told() {
    let answer = contributions("networks/contribution_demo.json").json;
    let findings = answer["findings"].as_array().expect("findings");
    let found = |kind: &str| -> Vec<String> {
        let of_kind = findings.iter().filter(|finding| finding["kind"] == kind);
        of_kind
            .map(|finding| {
                let ids = finding["subjects"].as_array().expect("subjects").iter();
                ids.map(|id| id.as_str().expect("an id")).collect::<Vec<_>>().join(" ")
            })
            .collect()
    };
    assert_eq!(found("outcome_gap"), ["out6"]);
    assert_eq!(found("fragile_outcome"), ["out5"]);
    assert_eq!(found("duplicate"), ["a03 a04"]);
    assert_eq!(found("dependency_cycle"), ["a07 a08 a09"]);
    assert_eq!(found("missing_strength"), ["communications"]);
    assert_eq!(found("idle_organisation"), ["o09", "o12"]);
    assert_eq!(found("should_talk"), ["o04 o05", "o04 o11"]);
    let holders = found("single_holder");
    let expected = data::json("networks/contribution_demo.expected.json");
    let strengths = expected["strengths"].as_object().expect("strengths").iter();
    let single = strengths.filter(|(_, strength)| strength["state"] == "single-holder").map(|(name, _)| name);
    assert_eq!(holders, single.cloned().collect::<Vec<_>>());
    println!(
        "figure: contribution_demo: {} findings, the planted ones of eight kinds exactly",
        findings.len()
    );
}

#[test]
fn kumu_files_are_read_once() {
    let files = ["kumu_blueprint_simple.json", "kumu_project_export_shape.json", "kumu_import.xlsx"];
    let maps = files.map(|file| {
        lab::read_map(&data::path(&format!("networks/{file}"))).unwrap_or_else(|error| panic!("{error:#}"))
    });
    for (file, map) in files.iter().zip(&maps) {
        assert_eq!((map.nodes.len(), map.ties.len()), (25, 161), "{file}");
        assert!(map.ties.iter().all(|tie| tie.weight.is_some()), "{file}");
        // Whichever of the three is read onto it adds nothing.
        for (more, second) in files.iter().zip(&maps) {
            let merged = kumu::merge(map.clone(), second);
            assert_eq!(merged.nodes, Counted { matched: 25, created: 0 }, "{more} onto {file}");
            assert_eq!(merged.ties, Counted { matched: 161, created: 0 }, "{more} onto {file}");
            assert!(file != more || merged.table == *map, "{file} onto itself changed it");
        }
    }
    println!(
        "figure: Kumu: 25 elements and 161 connections in blueprint, export and workbook; each onto each added nothing"
    );
}
