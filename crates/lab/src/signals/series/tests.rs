use std::fs;

use clap::Parser;
use serde_json::Value;

use super::*;

#[derive(Parser)]
struct Asked {
    #[command(flatten)]
    signals: Signals,
}

/// What the command answers for a file with these lines.
fn answer(name: &str, lines: &str, flags: &[&str]) -> Result<Report> {
    let file = std::env::temp_dir().join(format!("lab-signals-{}-{name}.csv", std::process::id()));
    fs::write(&file, lines).unwrap();
    let words = ["signals", file.to_str().unwrap()].into_iter().chain(flags.iter().copied());
    let report = Asked::try_parse_from(words).unwrap().signals.run(&mut Stopwatch::new(1));
    fs::remove_file(&file).unwrap();
    report
}

/// Months with a level of their own from the thirteenth on.
fn step() -> String {
    let values = (0..24).map(|month| if month < 12 { 50 + month % 3 } else { 70 + month % 3 });
    let rows = values
        .zip(0..)
        .map(|(value, month)| format!("{}-{:02}-01,{value}\n", 2020 + month / 12, month % 12 + 1));
    std::iter::once("date,value\n".to_owned()).chain(rows).collect()
}

#[test]
fn a_series_is_answered_with_the_stable_names() {
    let json = answer("names", &step(), &["--target", "60", "--direction", "up"]).unwrap().json;
    let point = &json["points"][0];
    assert_eq!((&point["x"], &point["y"]), (&Value::from("2020-01-01"), &Value::from(50.0)));
    assert!(["mean", "lpl", "upl"].iter().all(|key| point[key].is_f64()));
    assert_eq!(
        (point["special_cause_type"].as_str(), point["point_type"].as_str()),
        (Some("Below LCL"), Some("special_cause_concern"))
    );
    assert_eq!(json["variation_icon"], "improvement_high");
    assert_eq!(json["assurance_type"], "inconsistent");
    assert_eq!(json["trend"]["word"], "rising");
    assert!(json["trend"]["p"].is_f64() && json["trend"]["slope"].is_f64());
    let first = &json["forecast"][0];
    assert_eq!((json["forecast"].as_array().unwrap().len(), &first["x"]), (6, &Value::from("2022-01-01")));
    assert!(["y", "low80", "high80"].iter().all(|key| first[key].is_f64()));
}

#[test]
fn a_rebase_starts_limits_trend_and_forecast_afresh() {
    let report = answer("rebase", &step(), &["--rebase", "2021-01-01,2021-01-15"]).unwrap();
    let json = &report.json;
    assert_eq!(
        (&json["points"][11]["mean"], &json["points"][12]["mean"]),
        (&Value::from(51.0), &Value::from(71.0))
    );
    assert_eq!(
        (&json["variation_icon"], &json["trend"]["word"]),
        (&Value::from("common_cause"), &Value::from("no clear trend"))
    );
    assert_eq!(json["forecast_method"], "drift");
    assert!(report.tables[0].note.contains("No value stands at 2021-01-15"));
}

#[test]
fn the_curve_is_held_against_its_frozen_baseline() {
    let json = answer("baseline", &step(), &["--baseline", "2020-12-01"]).unwrap().json;
    let curve = &json["curve"];
    assert_eq!(
        (&curve["frozen"], &curve["state"], &curve["method"]),
        (&Value::from("2020-12-01"), &Value::from("turned"), &Value::from("drift"))
    );
    assert_eq!(
        (&curve["points"][0]["x"], &curve["points"][0]["against"]),
        (&Value::from("2021-01-01"), &Value::from("better"))
    );
}

#[test]
fn a_gap_does_not_shift_the_baseline() {
    let with_gap = step().replace("2021-01-01,70\n", "2021-01-01,\n");
    let json = answer("gap", &with_gap, &["--baseline", "2020-12-01"]).unwrap().json;
    let [with, without] = [&with_gap, &step()].map(|lines| {
        let json = answer("shift", lines, &["--baseline", "2020-12-01"]).unwrap().json;
        let points = json["curve"]["points"].as_array().unwrap().clone();
        points.into_iter().find(|point| point["x"] == "2021-02-01").unwrap()
    });
    assert_eq!(with["expected"], without["expected"]);
    assert_eq!(json["curve"]["points"][0]["x"], "2021-02-01");
}

#[test]
fn missing_is_missing_and_few_points_say_so() {
    let lines = "date,value\n2024-01,4\n2024-02,\n2024-03,0\n";
    let report = answer("missing", lines, &[]).unwrap();
    assert_eq!(report.json["missing"], Value::from(vec!["2024-02"]));
    assert_eq!(report.json["points"].as_array().unwrap().len(), 2);
    assert_eq!(
        (&report.json["trend"]["word"], report.json["forecast"].as_array().unwrap().len()),
        (&Value::from("too early to say"), 0)
    );
    assert!(report.tables[0].note.contains("1 date has no value"));
}

#[test]
fn what_is_wrong_is_said_with_its_line() {
    let error = |lines: &str, flags: &[&str]| format!("{:#}", answer("wrong", lines, flags).unwrap_err());
    assert!(
        error("date,value\n2024,x\n", &[])
            .ends_with("line 2: “x” is no number; decimals stand behind a point")
    );
    assert!(error("date,value\n2024,\n", &[]).ends_with("holds no values"));
    assert!(error("date,value\n2024,1\n", &["--baseline", "2023"]).starts_with("no value is as early as"));
    assert!(Asked::try_parse_from(["signals", "x", "--fix-after-n-points", "11"]).is_err());
}
