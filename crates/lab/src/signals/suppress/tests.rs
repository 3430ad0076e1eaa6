use std::fs;

use clap::Parser;
use serde_json::{Value, json};

use super::*;

#[derive(Parser)]
struct Asked {
    #[command(flatten)]
    suppress: Suppress,
}

const TABLE: &str = "row,column,value\na,x,3\na,y,20\nb,x,15\nb,y,40\nc,x,0\nc,y,90\n";

/// What the command answers for this table; `{earlier}` among the flags is a file of the second text.
fn answer(name: &str, table: &str, earlier: &str, flags: &[&str]) -> Result<Report> {
    let file = |part: &str| {
        std::env::temp_dir().join(format!("lab-suppress-{}-{name}-{part}.csv", std::process::id()))
    };
    let (now, before) = (file("now"), file("before"));
    fs::write(&now, table).unwrap();
    fs::write(&before, earlier).unwrap();
    let flags = flags.iter().map(|flag| if *flag == "{earlier}" { before.to_str().unwrap() } else { flag });
    let words = ["suppress", now.to_str().unwrap()].into_iter().chain(flags);
    let report = Asked::try_parse_from(words).unwrap().suppress.run(&mut Stopwatch::new(1));
    fs::remove_file(&now).unwrap();
    fs::remove_file(&before).unwrap();
    report
}

fn refused(name: &str, table: &str, flags: &[&str]) -> String {
    let error = format!("{:#}", answer(name, table, "", flags).unwrap_err());
    error.split_once(".csv").unwrap().1.to_owned()
}

#[test]
fn a_small_count_and_its_companions_are_hidden() {
    let json = answer("publish", TABLE, "", &[]).unwrap().json;
    let keys: Vec<&String> = json.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["audit", "cells", "columns", "hidden", "mode", "rows", "threshold", "totals"]);
    assert_eq!((&json["mode"], &json["hidden"]), (&json!("suppress"), &json!(4)));
    assert_eq!(
        json["cells"][0],
        json!({"row": "a", "column": "x", "value": null, "hidden": "small", "low": 1, "high": 17})
    );
    assert_eq!(json["cells"][1]["hidden"], "companion");
    assert_eq!(json["cells"][4], json!({"row": "c", "column": "x", "value": 0}));
    assert_eq!(json["totals"][0], json!({"row": "a", "column": null, "value": 23}));
    assert_eq!(json["totals"][5], json!({"row": null, "column": null, "value": 168}));
    assert_eq!(json["audit"], json!({"recoverable": [], "narrow": []}));
}

#[test]
fn a_published_table_is_tried() {
    let published = "row,column,value\na,x,*\na,y,20\nb,x,15\nb,y,40\na,Total,23\nTotal,x,18\n";
    let report = answer("audit", published, "", &["--audit"]).unwrap();
    assert_eq!(report.json["audit"]["recoverable"], json!([{"row": "a", "column": "x", "value": 3}]));
    assert!(report.to_string().contains("1 of the hidden values can be worked out:"), "{report}");
    let narrow = "row,column,value\na,x,*\na,y,*\nb,x,*\nb,y,*\na,Total,6\nb,Total,80\nTotal,x,40\n";
    let audit = answer("narrow", narrow, "", &["--audit", "--least", "1"]).unwrap().json["audit"].clone();
    assert_eq!(audit["recoverable"], json!([]));
    assert_eq!(audit["narrow"][0], json!({"row": "a", "column": "x", "low": 1, "high": 5}));
}

#[test]
fn an_earlier_edition_binds() {
    let earlier = "row,column,value\na,x,*\na,y,*\nb,x,*\nb,y,*\nc,x,0\nc,y,90\n";
    let corrected = TABLE.replace("a,x,3", "a,x,14");
    let shown = answer("free", &corrected, earlier, &[]).unwrap().json;
    assert_eq!(shown["hidden"], 0);
    let bound = answer("bound", &corrected, earlier, &["--earlier", "{earlier}"]).unwrap().json;
    assert_eq!((&bound["hidden"], &bound["cells"][0]["hidden"]), (&json!(4), &json!("hidden earlier")));
}

#[test]
fn rounding_needs_no_companions() {
    let json = answer("round", TABLE, "", &["--round"]).unwrap().json;
    let values: Vec<&Value> = json["cells"].as_array().unwrap().iter().map(|cell| &cell["value"]).collect();
    assert_eq!(values, [&Value::Null, &json!(20), &json!(15), &json!(40), &json!(0), &json!(90)]);
    assert_eq!((&json["hidden"], &json["threshold"]), (&json!(1), &json!(8)));
    assert_eq!(json["totals"][0]["value"], 25);
}

#[test]
fn contributors_and_things_have_their_own_rules() {
    let table = "row,column,value,contributors\na,x,300,1\na,y,200,4\nb,x,150,5\nb,y,3,6\n";
    let json = answer("contributors", table, "", &["--things"]).unwrap().json;
    assert_eq!(json["cells"][0]["hidden"], "few contributors");
    assert_eq!(json["cells"][3]["value"], 3, "three things are shown");
}

#[test]
fn what_cannot_be_done_is_said() {
    let alone = "row,column,value\na,x,3\n";
    assert_eq!(
        refused("alone", alone, &["--always-show", "rows,columns,all"]),
        ": a, x can be worked out whatever is hidden with it, because nobody else is counted there; join it with \
         another row or column, or show fewer totals"
    );
    let wrong = "row,column,value\na,x,3\na,y,4\na,Total,8\n";
    assert_eq!(
        refused("audit-wrong", wrong, &["--audit"]),
        ": the parts of a, Total do not add up to it; write * for what is hidden"
    );
    let publish = refused("publish-wrong", wrong, &[]);
    assert!(publish.ends_with("line 4: the total is given as 8, but its parts add up to 7"), "{publish}");
}
