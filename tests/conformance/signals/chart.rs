//! Charts against `NHSRplotthedots` 0.2.2.

use std::collections::BTreeMap;

use serde_json::Value;
use signals::{Assurance, Better, Chart, Limits, Phase, Reading, Side, chart, rules};

use crate::data;

/// Figures may differ by this much.
const CLOSE: f64 = 1e-9;

fn better(direction: &str) -> Better {
    match direction {
        "increase" => Better::Up,
        "decrease" => Better::Down,
        "neutral" => Better::Band,
        other => panic!("direction {other}"),
    }
}

fn floats(value: &Value) -> Vec<Option<f64>> {
    value.as_array().unwrap().iter().map(Value::as_f64).collect()
}

fn words(value: &Value) -> Vec<&str> {
    value.as_array().unwrap().iter().map(|word| word.as_str().unwrap()).collect()
}

fn same(ours: Option<f64>, theirs: Option<f64>) -> bool {
    ours.zip(theirs).map_or(ours == theirs, |(a, b)| (a - b).abs() <= CLOSE)
}

#[test]
fn every_case_reads_as_the_reference_reads_it() {
    let cases = data::json("signals/cases.json");
    let cases = cases.as_array().unwrap();
    let mut points = 0;
    for case in cases {
        let (id, options, expected) = (&case["id"], &case["options"], &case["expected"]);
        let dates = words(&case["x"]);
        let values: Vec<f64> = floats(&case["y"]).into_iter().map(Option::unwrap).collect();
        let rebase = options["rebase"].as_array().map_or(&[][..], Vec::as_slice);
        let begins = |date: &Value| dates.iter().position(|x| *x == date.as_str().unwrap());
        let reading = Reading {
            better: better(options["improvement_direction"].as_str().unwrap()),
            phases: rebase.iter().filter_map(begins).collect(),
            fixed: options["fix_after_n_points"].as_u64().map(|n| n as usize),
            screened: options["screen_outliers"].as_bool().unwrap(),
        };
        let chart = chart(&values, &reading);

        let [means, lows, highs] = ["mean", "lpl", "upl"].map(|key| floats(&expected[key]));
        let [causes, types] = ["special_cause_type", "point_type"].map(|key| words(&expected[key]));
        for (at, point) in chart.points.iter().enumerate() {
            let phase = &chart.phases[point.phase];
            assert_eq!(Some(point.phase as u64), expected["rebase_group"][at].as_u64(), "{id} {at}");
            assert!(same(Some(phase.centre), means[at]), "{id} {at}: mean {}", phase.centre);
            assert!(same(phase.limits.map(|l| l.lower), lows[at]), "{id} {at}: lower limit");
            assert!(same(phase.limits.map(|l| l.upper), highs[at]), "{id} {at}: upper limit");
            assert_eq!(point.cause.as_str(), causes[at], "{id} {at}");
            assert_eq!(point.variation.as_str(), types[at], "{id} {at}");
            assert_eq!(phase.provisional(), expected["short_group_warning"][at], "{id} {at}");
        }
        points += chart.points.len();
        assert_eq!(chart.points.len(), causes.len(), "{id}");
        assert_eq!(chart.points.last().unwrap().variation.icon(), expected["variation_icon"], "{id}");
        let assurance = options["target"].as_f64().and_then(|target| chart.assurance(target));
        assert_eq!(assurance.map(Assurance::as_str), expected["assurance_type"].as_str(), "{id}");
    }
    assert_eq!(cases.len(), 77);
    println!("figure: signals: {} of 77 charts, {points} points equal to NHSRplotthedots 0.2.2", cases.len());
}

fn side(sign: &Value) -> Option<Side> {
    match sign.as_i64().unwrap() {
        0 => None,
        1.. => Some(Side::High),
        _ => Some(Side::Low),
    }
}

fn marks(value: &Value) -> Vec<bool> {
    value.as_array().unwrap().iter().map(|mark| mark.as_i64() != Some(0)).collect()
}

/// The reference first marks the last of seven points and then, in a second step, all seven; ours are marked
/// at once.
fn all_seven<T: Copy>(ends: &[Option<T>]) -> Vec<Option<T>> {
    let mut all = vec![None; ends.len()];
    for (end, mark) in ends.iter().enumerate().filter(|(_, mark)| mark.is_some()) {
        all[end - 6..=end].fill(*mark);
    }
    all
}

#[test]
fn every_rule_marks_what_the_reference_marks() {
    let vectors = data::json("signals/helper_vectors.json");
    let each = |name: &str| vectors[name].as_array().unwrap().clone();
    let list = |value: &Value, key: &str| -> Vec<Option<Side>> {
        value[key].as_array().unwrap().iter().map(side).collect()
    };
    let mut compared = 0;
    for vector in each("seven_point_one_side_mean") {
        let all: Vec<bool> = all_seven(&list(&vector, "out")).iter().map(Option::is_some).collect();
        assert_eq!(rules::shift(&list(&vector, "v")), all, "{vector}");
        compared += 1;
    }
    for vector in each("part_of_seven") {
        assert_eq!(rules::shift(&all_seven(&list(&vector, "v"))), marks(&vector["out"]), "{vector}");
        compared += 1;
    }
    for vector in each("seven_point_trend") {
        let values: Vec<f64> = floats(&vector["y"]).into_iter().map(Option::unwrap).collect();
        assert_eq!(rules::trend(&values), all_seven(&list(&vector, "out")), "{vector}");
        compared += 1;
    }
    // The reference first marks all three points, then keeps those that are close to a limit.
    for name in ["two_in_three", "part_of_two_in_three"] {
        for vector in each(name) {
            let close = marks(&vector["close"]);
            let kept: Vec<bool> = marks(&vector["out"]).iter().zip(&close).map(|(a, b)| *a && *b).collect();
            assert_eq!(rules::two_in_three(&close, &list(&vector, "side")), kept, "{vector}");
            compared += 1;
        }
    }
    for vector in each("assurance") {
        let limits =
            Limits { lower: vector["lpl"].as_f64().unwrap(), upper: vector["upl"].as_f64().unwrap() };
        let phase = Phase { start: 0, len: 1, centre: 0.0, limits: Some(limits) };
        let better = better(vector["dir"].as_str().unwrap());
        let chart = Chart { better, phases: vec![phase], points: Vec::new() };
        let assurance = chart.assurance(vector["target"].as_f64().unwrap());
        assert_eq!(assurance.map(Assurance::as_str), vector["out"].as_str(), "{vector}");
        compared += 1;
    }
    let all: usize = vectors.as_object().unwrap().values().map(|list| list.as_array().unwrap().len()).sum();
    assert_eq!((compared, all), (34, 34));
    println!("figure: signals: {compared} of {all} vectors of single rules equal");
}

/// Rows of a CSV file without quotes, without its head.
fn rows(name: &str) -> Vec<Vec<String>> {
    let text = data::text(name);
    text.lines()
        .skip(1)
        .map(|line| line.split(',').map(|cell| cell.trim_matches('"').to_owned()).collect())
        .collect()
}

#[test]
fn every_emergency_department_reads_as_the_reference_reads_it() {
    let mut trusts: BTreeMap<String, Vec<(String, f64, f64)>> = BTreeMap::new();
    for row in rows("signals/ae_type1_input.csv") {
        let [attendances, breaches] = [3, 4].map(|at: usize| row[at].parse().unwrap());
        trusts.entry(row[1].clone()).or_default().push((row[0].clone(), attendances, breaches));
    }
    let share: fn(f64, f64) -> f64 = |attendances, breaches| (attendances - breaches) / attendances;
    let count: fn(f64, f64) -> f64 = |_, breaches| breaches;
    let (mut points, mut icons) = (0, 0);
    for (file, value, better) in [
        ("signals/ae_type1_expected_4h_increase_target095.csv", share, Better::Up),
        ("signals/ae_type1_expected_breaches_decrease.csv", count, Better::Down),
    ] {
        let mut expected: BTreeMap<String, BTreeMap<String, Vec<String>>> = BTreeMap::new();
        for row in rows(file) {
            expected.entry(row[0].clone()).or_default().insert(row[1].clone(), row);
        }
        for (trust, months) in &mut trusts {
            months.sort_by(|a, b| a.0.cmp(&b.0));
            let values: Vec<f64> = months.iter().map(|(_, a, b)| value(*a, *b)).collect();
            let chart = chart(&values, &Reading::new(better));
            for (point, (month, ..)) in chart.points.iter().zip(months.iter()) {
                let row = &expected[trust][month];
                let phase = chart.phases[point.phase];
                let limits = phase.limits.unwrap();
                for (ours, theirs) in [phase.centre, limits.lower, limits.upper].into_iter().zip(&row[3..6]) {
                    let theirs: f64 = theirs.parse().unwrap();
                    // The files give 15 digits.
                    assert!(
                        (ours - theirs).abs() <= CLOSE.max(theirs.abs() * 1e-12),
                        "{trust} {month}: {ours} {theirs}"
                    );
                }
                assert_eq!(point.cause.as_str(), row[6], "{trust} {month}");
                assert_eq!(point.variation.as_str(), row[7], "{trust} {month}");
                points += 1;
            }
            // The icon is the last point's; its words are compared with those of the file.
            let last = &expected[trust][&months.last().unwrap().0];
            assert_eq!(chart.points.last().unwrap().variation.as_str(), last[7], "{trust}");
            icons += 1;
        }
    }
    let mut assured = 0;
    for row in rows("signals/ae_type1_expected_summary_4h.csv") {
        let values: Vec<f64> = trusts[&row[0]].iter().map(|(_, a, b)| share(*a, *b)).collect();
        let chart = chart(&values, &Reading::new(Better::Up));
        assert_eq!(chart.points.last().unwrap().variation.as_str(), row[1], "{}", row[0]);
        assert_eq!(chart.assurance(0.95).unwrap().as_str(), row[2], "{}", row[0]);
        assured += 1;
    }
    assert_eq!((points, icons, assured), (4680, 130, 65));
    println!(
        "figure: signals: {points} points, {icons} icons, {assured} assurances of emergency departments equal"
    );
}
