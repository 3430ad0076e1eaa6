use std::fs;
use std::path::Path;

use clap::Parser;
use serde_json::Value;

use super::*;

#[derive(Debug, Parser)]
struct Line {
    #[command(flatten)]
    network: Network,
}

const NODES: &str = "id,label,sector,answered\n1,Law Centre,legal,yes\n2,Food Bank,food,yes\n3,Clinic,health,no\n\
                     4,Homes,legal,yes\n5,Youth,food,no\n";
const EDGES: &str = "from,to,level\n1,2,4\n2,1,3\n2,3,2\n3,4,1\n1,3,4\n";

fn lab(folder: &Path, files: &[(&str, &str)], words: &[&str]) -> Result<Report> {
    let paths = files.iter().map(|(name, text)| {
        fs::write(folder.join(name), text).unwrap();
        folder.join(name).to_str().unwrap().to_owned()
    });
    let line = ["lab".to_owned()].into_iter().chain(paths).chain(words.iter().map(|word| (*word).to_owned()));
    Line::try_parse_from(line)?.network.run(&mut Stopwatch::new(1))
}

fn in_a_folder(name: &str, files: &[(&str, &str)], words: &[&str]) -> Result<Report> {
    let folder = std::env::temp_dir().join(format!("groundswell-lab-network-{name}-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let report = lab(&folder, files, words);
    fs::remove_dir_all(&folder).unwrap();
    report
}

#[test]
fn the_stable_names_and_a_view_for_each_kind_of_tie() {
    let report =
        in_a_folder("names", &[("nodes.csv", NODES), ("edges.csv", EDGES)], &["--group", "sector"]).unwrap();
    let json = &report.json;
    assert_eq!(json["nodes"]["3"]["betweenness_raw"], 2.0);
    assert_eq!(json["nodes"]["5"]["burt_constraint"], Value::Null);
    assert_eq!(json["nodes"]["3"]["removal"]["extra_components"], 1);
    assert_eq!(json["network"]["density"], 0.4);
    assert_eq!(json["network"]["articulation_points"], serde_json::json!(["3"]));
    assert_eq!(json["network"]["bridges"], serde_json::json!(["3|4"]));
    // The pair 1, 2 stands in both orders, so the ties are directed; of its levels the higher counts.
    assert_eq!((&json["network"]["directed"], &json["network"]["m_directed"]), (&true.into(), &5.into()));
    assert_eq!(json["directed_view"]["nodes"]["3"]["in_degree"], 2);
    assert_eq!(json["nodes_weighted"]["1"]["strength"], 8.0);
    assert_eq!(json["attributes"]["sector"]["mixing_ties"]["food|legal"], 1);
    assert_eq!(json["layout"]["1"].as_array().unwrap().len(), 2);
    assert!(report.to_string().contains("Law Centre"));
}

#[test]
fn too_few_answers_set_nobody_beside_another() {
    let files = [("nodes.csv", NODES), ("edges.csv", EDGES)];
    let words = ["--answered", "answered", "--directed", "false", "--group", "sector"];
    let report = in_a_folder("answers", &files, &words).unwrap();
    assert_eq!(report.json["nodes"], serde_json::json!({}));
    assert_eq!(report.json["attributes"]["sector"]["ego_ei_index"], serde_json::json!({}));
    assert_eq!(report.json["network"]["response"]["ranks"], "withheld");
    assert_eq!(report.json["network"]["response"]["density"], 4.0 / 9.0);
    assert!(!report.to_string().contains("Law Centre"));
}

#[test]
fn one_reading_of_ties_alone() {
    let report =
        in_a_folder("only", &[("edges.csv", EDGES)], &["--only", "communities", "--level", "3"]).unwrap();
    assert_eq!(report.json["network"]["m_undirected"], 2);
    assert_eq!(report.json["nodes"]["4"]["community"], 1);
}

#[test]
fn two_kinds_of_members() {
    let nodes = "id,label,bipartite\na,Ann,0\nb,Bea,0\nx,Fair,1\n";
    let files = [("nodes.csv", nodes), ("edges.csv", "from,to\na,x\nb,x\n")];
    let json = in_a_folder("kinds", &files, &[]).unwrap().json;
    assert_eq!((&json["network"]["density"], &json["network"]["top"]), (&1.0.into(), &2.into()));
    assert_eq!(json["pairs"]["a|b"]["projection_newman"], 1.0);
    assert_eq!(json["nodes"]["x"]["betweenness_bipartite"], 1.0);
}

#[test]
fn what_is_wrong_names_the_file_and_the_line() {
    let files = [("nodes.csv", NODES), ("edges.csv", "from,to\n1,9\n")];
    let said = format!("{:#}", in_a_folder("wrong", &files, &[]).unwrap_err());
    assert!(said.contains("edges.csv cannot be read: line 2: “9” is not among the members"), "{said}");
    let files = [("nodes.csv", NODES), ("edges.csv", EDGES)];
    let said = format!("{:#}", in_a_folder("column", &files, &["--group", "colour"]).unwrap_err());
    assert!(said.contains("no column “colour”; they have: sector, answered"), "{said}");
}
