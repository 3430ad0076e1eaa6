use std::fs;

use clap::Parser;

use super::*;

#[derive(Parser)]
struct Asked {
    #[command(flatten)]
    rollup: Rollup,
}

const TREE: &str = "node,parent\nall,\nnorth,all\nsouth,all\n";

/// What the command answers for these values in the tree of north and south.
fn answer(name: &str, values: &str, flags: &[&str]) -> Result<Report> {
    let file = |part: &str| {
        std::env::temp_dir().join(format!("lab-rollup-{}-{name}-{part}.csv", std::process::id()))
    };
    let (rows, tree) = (file("values"), file("tree"));
    fs::write(&rows, values).unwrap();
    fs::write(&tree, TREE).unwrap();
    let files = ["rollup", rows.to_str().unwrap(), "--tree", tree.to_str().unwrap()];
    let words = files.into_iter().chain(flags.iter().copied());
    let report = Asked::try_parse_from(words).unwrap().rollup.run(&mut Stopwatch::new(1));
    fs::remove_file(&rows).unwrap();
    fs::remove_file(&tree).unwrap();
    report
}

#[test]
fn ratios_are_pooled_and_never_averaged() {
    let rows = "unit,period,numerator,denominator\nnorth,2024,180,300\nsouth,2024,40,50\nall,2024,230,350\n";
    let json = answer("ratio", rows, &["--factor", "100"]).unwrap().json;
    let all = &json["nodes"][0];
    assert_eq!(
        (&all["node"], &all["level"], &all["parent"]),
        (&Value::from("all"), &Value::from(1), &Value::Null)
    );
    let cell = &all["periods"][0];
    assert_eq!((&cell["numerator"], &cell["denominator"]), (&Value::from(220.0), &Value::from(350.0)));
    assert_eq!(format!("{:.2}", cell["value"].as_f64().unwrap()), "62.86");
    assert_eq!(
        (&cell["reported"], &cell["expected"], &cell["partial"]),
        (&Value::from(2), &Value::from(2), &Value::from(false))
    );
    assert_eq!(cell["own"]["numerator"], 230.0, "what the whole reports of itself stands beside");
    let added = answer("added", rows, &["--inner", "add"]).unwrap().json;
    assert_eq!(added["nodes"][0]["periods"][0]["numerator"], 450.0);
}

#[test]
fn missing_is_never_zero_and_shows() {
    let rows = "unit,period,numerator,denominator\nnorth,2024,0,300\nsouth,2024,,50\n";
    let report = answer("missing", rows, &[]).unwrap();
    let cell = |node: usize| &report.json["nodes"][node]["periods"][0];
    assert_eq!(
        (&cell(0)["value"], &cell(0)["reported"], &cell(0)["partial"]),
        (&Value::from(0.0), &Value::from(1), &Value::from(true))
    );
    assert_eq!((&cell(2)["value"], &cell(2)["reported"]), (&Value::Null, &Value::from(0)));
    assert!(report.to_string().contains("partial"));
}

#[test]
fn each_kind_has_its_way_over_places_and_periods() {
    let rows = "unit,period,value\nnorth,2024-01,10\nnorth,2024-02,20\nsouth,2024-01,1\nsouth,2024-02,2\n";
    let quarter = |kind: &str, flags: &[&str]| {
        let flags = [&["--kind", kind, "--to", "quarter"], flags].concat();
        answer(kind, rows, &flags).map(|report| report.json["nodes"][0]["periods"][0].clone())
    };
    let flow = quarter("flow", &[]).unwrap();
    assert_eq!((&flow["period"], &flow["value"]), (&Value::from("2024-Q1"), &Value::from(33.0)));
    assert_eq!(
        (&flow["reported"], &flow["expected"]),
        (&Value::from(4), &Value::from(6)),
        "nobody reported March"
    );
    assert_eq!(quarter("stock", &[]).unwrap()["value"], 22.0);
    let mean = quarter("stock", &["--mean-by-days"]).unwrap()["value"].as_f64().unwrap();
    assert!((mean - (11.0 * 31.0 + 22.0 * 29.0) / 60.0).abs() < 1e-12);
    assert_eq!(quarter("index", &[]).unwrap()["value"], Value::Null, "north and south are not the whole");
    let refused = quarter("estimate", &[]).unwrap_err().to_string();
    assert!(refused.starts_with("values of the kind estimate do not become"), "{refused}");
}

#[test]
fn what_does_not_fit_is_said() {
    let error = |rows: &str, flags: &[&str]| format!("{:#}", answer("wrong", rows, flags).unwrap_err());
    let rows = "unit,period,value\neast,2024,1\n";
    assert!(error(rows, &["--kind", "flow"]).ends_with("line 2: “east” is not in the tree"));
    assert!(error(rows, &[]).contains("there is no column “numerator”, only unit, period, value"));
    let weeks = "unit,period,value\nnorth,2024-W05,1\n";
    let refused = error(weeks, &["--kind", "flow", "--to", "month"]);
    assert!(refused.starts_with("2024-W05 does not lie within"), "{refused}");
    assert!(Asked::try_parse_from(["rollup", "x", "--tree", "y", "--kind", "sum"]).is_err());
}
