use std::fs;

use clap::Parser;
use serde_json::json;

use super::*;

#[derive(Parser)]
struct Asked {
    #[command(flatten)]
    tally: Tally,
}

/// Counts a file with this name and text.
fn counted(name: &str, text: &str, words: &[&str]) -> Result<Report> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join(name);
    fs::write(&file, text)?;
    let words = ["tally"].iter().chain(words).map(std::ffi::OsStr::new).chain([file.as_os_str()]);
    Asked::try_parse_from(words)?.tally.run(&mut Stopwatch::new(1))
}

const BOARD: &str = "3 2\n4 1 2 0\n2 3 0\n0\n\"Castor\"\n\"Pollux\"\n\"Helen\"\n\"Board\"\n";

#[test]
fn a_transferable_vote_is_told_round_by_round() {
    let report = counted("board.blt", BOARD, &["--method", "stv-scottish"]).unwrap();
    assert_eq!(report.json["winners"], json!(["Castor", "Helen"]));
    assert_eq!((&report.json["seats"], &report.json["method"]), (&json!(2), &json!("stv-scottish")));
    let transfer = &report.json["rounds"][3];
    assert_eq!(
        (&transfer["round"], &transfer["action"], &transfer["quota"]),
        (&json!(1), &json!("transfer"), &json!("3.00000"))
    );
    assert_eq!(transfer["votes"], json!({ "Castor": "3.00000", "Pollux": "1.00000", "Helen": "2.00000" }));
    assert_eq!(transfer["sentence"], "The surplus of Castor goes on to the next options.");
    assert!(report.to_string().starts_with("Elected: Castor, Helen\n"));
}

#[test]
fn a_tie_stays_open_until_a_lot_is_declared() {
    let tied = |words: &[&str]| counted("board.blt", BOARD, words).unwrap().json;
    let open = tied(&["--method", "wigm"]);
    assert_eq!((&open["winners"], &open["complete"]), (&json!(["Castor"]), &json!(false)));
    assert_eq!(
        open["ties"],
        json!([{ "round": 2, "about": "exclusion", "options": ["Pollux", "Helen"], "taken": [], "by": "open" }])
    );
    let listed = tied(&["--method", "wigm", "--listed"]);
    assert_eq!((&listed["winners"], &listed["ties"][0]["by"]), (&json!(["Castor", "Helen"]), &json!("lot")));
    let drawn = tied(&["--method", "wigm", "--seed", "2026-11-28"]);
    assert_eq!(
        (&drawn["winners"], &drawn["lot"]),
        (&json!(["Castor", "Helen"]), &json!({ "seed": "2026-11-28" }))
    );
}

#[test]
fn scores_serve_every_method_and_orders_only_their_own() {
    let scores = "a,b,c\n5,4,0\n5,4,0\n0,3,5\n";
    let winners =
        |method: &str| counted("poll.csv", scores, &["--method", method]).unwrap().json["winners"].clone();
    assert_eq!(
        (winners("score"), winners("star"), winners("schulze")),
        (json!(["b"]), json!(["a"]), json!(["a"]))
    );
    assert_eq!(winners("median"), json!(["a"]));
    let refused = counted("board.blt", BOARD, &["--method", "star"]).unwrap_err().to_string();
    assert!(refused.ends_with("board.blt holds orders, but star counts numbers; give a .csv of scores"));
    let refused =
        format!("{:#}", counted("poll.csv", scores, &["--method", "dot", "--limit", "8"]).unwrap_err());
    assert!(refused.ends_with("poll.csv: line 2: the ballot spreads 9, and it has 8"), "{refused}");
}

#[test]
fn comparisons_come_with_their_matrix_and_smith_set() {
    let json = counted("board.blt", BOARD, &["--method", "copeland", "--seats", "1"]).unwrap().json;
    assert_eq!(json["pairwise"]["Castor"], json!({ "Pollux": 4, "Helen": 4 }));
    assert_eq!((&json["smith"], &json["winners"]), (&json!(["Castor"]), &json!(["Castor"])));
}

#[test]
fn a_quorum_is_of_those_entitled() {
    let words =
        |quorum| ["--method", "show-of-hands", "--seats", "1", "--eligible", "12", "--quorum", quorum];
    let met = counted("board.blt", BOARD, &words("1/2")).unwrap().json;
    assert_eq!((&met["winners"], &met["rounds"][0]["action"]), (&json!(["Castor"]), &json!("quorum")));
    let missed = counted("board.blt", BOARD, &words("2/3")).unwrap().json;
    assert_eq!((&missed["winners"], missed["rounds"].as_array().unwrap().len()), (&json!([]), 1));
    let sentence = "6 took part where 8 are needed: the quorum is not met.";
    assert_eq!(missed["rounds"][0]["sentence"], sentence);
}

#[test]
fn rounds_of_consent_and_gradients_are_counted_too() {
    let text = "seat,answer,reason\nNorth,objection,too dear\nSouth,consent,\nEast,,\n";
    let held = counted("round.csv", text, &["--method", "consent", "--quorum", "1/2"]).unwrap().json;
    assert_eq!((&held["verdict"], &held["silent"]), (&json!("amend"), &json!(["East"])));
    assert_eq!(held["objections"], json!([{ "seat": "North", "reason": "too dear" }]));
    let poll =
        counted("poll.csv", "seat,answer\na,1\nb,2\nc,6\n", &["--method", "gradients", "--blocks", "1"])
            .unwrap()
            .json;
    assert_eq!((&poll["verdict"], &poll["distribution"]), (&json!("adopted"), &json!([1, 1, 0, 0, 0, 1])));
}

#[test]
fn what_cannot_be_counted_is_refused() {
    let refused =
        |name: &str, text: &str, words: &[&str]| format!("{:#}", counted(name, text, words).unwrap_err());
    assert!(refused("board.blt", BOARD, &["--method", "irv"]).starts_with("irv fills one seat"));
    assert!(
        refused("board.blt", BOARD, &["--method", "wigm", "--seats", "4"])
            .starts_with("4 seats for 3 options")
    );
    assert!(refused("board.txt", BOARD, &["--method", "wigm"]).contains("does not end in .blt"));
    assert!(
        refused("board.blt", "3 2\n4 1 9 0\n", &["--method", "wigm"])
            .ends_with("board.blt: line 2: “9” is none of the 3 options, numbered from 1")
    );
    assert!(
        refused("board.blt", BOARD, &["--method", "wigm", "--quorum", "3/2"])
            .contains("write a part of a whole")
    );
}
