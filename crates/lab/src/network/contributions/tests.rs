use std::fs;

use anyhow::Result;
use clap::Parser;
use serde_json::json;

use crate::{Lab, Report};

#[derive(Parser)]
struct Words {
    #[command(flatten)]
    lab: Lab,
}

/// What `lab contributions` answers about a file of this name and text.
fn answer(name: &str, text: &str, words: &[&str]) -> Result<Report> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join(name);
    fs::write(&file, text)?;
    let words = ["lab", "contributions", file.to_str().unwrap()].into_iter().chain(words.iter().copied());
    Words::try_parse_from(words)?.lab.run()
}

const PLAN: &str = r#"{ "block_hours": 2,
  "organisations": [
    { "id": "clinic", "sector": "health", "free_hours": 10, "strengths": { "care": 3 } },
    { "id": "court", "sector": "law", "free_hours": 4, "strengths": { "law": 2 } }],
  "outcomes": ["safe", "well"],
  "strategies": [{ "id": "visits", "serves": ["well"] }],
  "activities": [{ "id": "rounds", "strategy": "visits", "lead": "clinic", "contributions": { "clinic": 6 } }],
  "needs": [
    { "activity": "rounds", "strength": "law", "min_level": 2, "hours": 6 },
    { "activity": "rounds", "strength": "song", "hours": 2 }] }"#;

#[test]
fn a_plan_is_answered_with_stable_names() {
    let report = answer("plan.json", PLAN, &[]).unwrap();
    let json = &report.json;
    assert_eq!(json["gaps"], json!(["safe"]));
    assert_eq!(json["single_points"], json!(["well"]));
    assert_eq!(json["matrices"]["contribution_hours_org_by_outcome"], json!([[0.0, 6.0], [0.0, 0.0]]));
    assert_eq!(json["idle_organisations"], json!(["court"]));
    assert_eq!(json["outcomes"]["safe"]["hhi"], json!(null));
    assert_eq!(json["outcomes"]["safe"]["hours"].to_string(), "0.0");
    assert_eq!(json["strengths"]["song"]["scarcity"], json!(null));
    assert_eq!(json["matching"]["feasible_pairs"], json!([["court", 0]]));
    assert_eq!(
        json["matching"]["proposals"],
        json!([{
            "need": 0, "activity": "rounds", "strength": "law", "organisation": "court", "blocks": 2, "hours": 4.0,
            "reasons": [
                { "reason": "only_holder" },
                { "reason": "level", "level": 2, "asked": 2 },
                { "reason": "idle" },
                { "reason": "free_hours", "hours": 4.0 },
            ],
        }])
    );
    assert_eq!(
        json["matching"]["unfilled"],
        json!([
            { "need": 0, "activity": "rounds", "strength": "law", "blocks": 1,
              "reason": "given_elsewhere", "able": ["court"] },
            { "need": 1, "activity": "rounds", "strength": "song", "blocks": 1, "reason": "nobody_has_it" },
        ])
    );
    assert_eq!(json["flows"]["safe"]["things"][0]["hours"], json!(0.0));
}

#[test]
fn people_read_sentences() {
    let text = answer("plan.json", PLAN, &["--even-load"]).unwrap().to_string();
    for sentence in [
        "Nobody works for safe.",
        "Only clinic works for well.",
        "Nobody has song, which rounds would need for 2 hours.",
        "Who could give: 2 of 4 blocks",
        "all that court have free goes to needs",
    ] {
        assert!(text.contains(sentence), "{sentence} is missing in:\n{text}");
    }
}

#[test]
fn a_map_of_typed_members_is_a_plan() {
    let map = r#"{ "elements": [
        { "label": "clinic", "type": "Organisation" }, { "label": "rounds", "type": "Activity" },
        { "label": "well", "type": "Outcome" }],
      "connections": [{ "from": "clinic", "to": "rounds", "type": "leads", "hours": 3 }, { "from": "rounds", "to": "well" }] }"#;
    let graphml = r#"<graphml><key id="t" for="node" attr.name="type"/><key id="h" for="edge" attr.name="hours"/><graph>
        <node id="clinic"/><node id="rounds"><data key="t">activity</data></node><node id="well"><data key="t">outcome</data></node>
        <edge source="clinic" target="rounds"><data key="h">3</data></edge><edge source="rounds" target="well"/></graph></graphml>"#;
    for (name, text) in [("map.json", map), ("map.graphml", graphml)] {
        let json = answer(name, text, &[]).unwrap().json;
        assert_eq!(json["outcomes"]["well"]["hours"], json!(3.0), "{name}");
        assert_eq!(json["single_points"], json!(["well"]), "{name}");
    }
}

#[test]
fn members_and_ties_as_csv() {
    let folder = tempfile::tempdir().unwrap();
    let ties = folder.path().join("ties.csv");
    fs::write(&ties, "from,to,hours\nclinic,rounds,3\nrounds,well,\n").unwrap();
    let nodes = "id,type\nclinic,organisation\nrounds,activity\nwell,outcome\n";
    let json = answer("nodes.csv", nodes, &[ties.to_str().unwrap()]).unwrap().json;
    assert_eq!(json["outcomes"]["well"]["hours"], json!(3.0));
}

#[test]
fn what_cannot_be_read_is_refused_with_file_and_reason() {
    let refused = |name: &str, text: &str| format!("{:#}", answer(name, text, &[]).unwrap_err());
    assert!(refused("old.xls", "").contains("save it as .xlsx"));
    assert!(refused("map.xlsx", "no zip").contains("map.xlsx is no workbook"));
    assert!(refused("plan.txt", PLAN).contains("should end in .json, .xlsx or .graphml"));
    assert!(
        refused("plan.json", &PLAN.replace("\"lead\": \"clinic\"", "\"lead\": \"x\""))
            .contains("organisation x")
    );
    assert!(refused("plan.json", "{").contains("plan.json cannot be read: line 1: this is no JSON"));
}
