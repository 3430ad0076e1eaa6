//! The disclosure engine against published answers.

use std::time::{Duration, Instant};

use serde_json::Value;
use signals::disclosure::{Cell, Interval, Line, Rule, Standing, Surface, Table, audit, publish};

use crate::data;

/// A table of the cases with its totals, in the file's order of rows.
struct Case {
    id: String,
    threshold: u64,
    /// Rows and columns, totals last.
    values: Vec<Vec<u64>>,
    primary: Vec<(usize, usize)>,
    recoverable: Vec<(usize, usize)>,
    /// How many cells the reference hides.
    reference: Option<u64>,
}

fn cases() -> Vec<Case> {
    let json = data::json("signals/suppression/suppression_cases.json");
    json.as_array().expect("a list of cases").iter().map(case).collect()
}

fn case(case: &Value) -> Case {
    let number = |value: &Value| value.as_u64().expect("a count");
    let list = |name: &str| case[name].as_array().unwrap_or_else(|| panic!("{name}: a list"));
    let pairs = |name: &str| {
        list(name).iter().map(|pair| (number(&pair[0]) as usize, number(&pair[1]) as usize)).collect()
    };
    let row = |row: &Value| row.as_array().expect("a row").iter().map(number).collect();
    Case {
        id: case["id"].as_str().expect("an id").to_owned(),
        threshold: number(&case["threshold"]),
        values: list("table").iter().map(row).collect(),
        primary: pairs("primary_suppressed"),
        recoverable: pairs("exactly_recoverable_from_primary_only"),
        reference: case["reference_complementary"]["suppressed_total"].as_u64(),
    }
}

impl Case {
    fn wide(&self) -> usize {
        self.values[0].len()
    }

    fn cell(&self, (row, column): (usize, usize)) -> usize {
        row * self.wide() + column
    }

    fn surface(&self) -> Surface {
        // Names in the order of the file: what is compared is numbered as there.
        let names = |many: usize| (0..many).map(|at| format!("{at:05}"));
        Table::new(names(self.values.len() - 1), names(self.wide() - 1)).surface()
    }

    fn cells(&self) -> Vec<Cell> {
        let last = self.values.len() - 1;
        let standing = |row: usize| if row == last { Standing::Always } else { Standing::Ordinary };
        let rows = self.values.iter().enumerate();
        rows.flat_map(|(row, values)| {
            values.iter().map(move |value| Cell { value: *value, standing: standing(row), ..Cell::default() })
        })
        .collect()
    }

    fn rule(&self) -> Rule {
        Rule { threshold: self.threshold, ..Rule::default() }
    }
}

/// What a reader of a table with these cells hidden knows who assumes nothing of them.
fn known(cells: &[Cell], hidden: impl Fn(usize) -> bool) -> Vec<Interval> {
    let known = |(at, cell): (usize, &Cell)| {
        if hidden(at) { Interval::at_least(0) } else { Interval::exactly(cell.value) }
    };
    cells.iter().enumerate().map(known).collect()
}

#[test]
fn the_auditor_finds_exactly_the_listed_cells() {
    let mut found_in_all = 0;
    for case in cases() {
        let primary: Vec<usize> = case.primary.iter().map(|at| case.cell(*at)).collect();
        let known = known(&case.cells(), |at| primary.contains(&at));
        let learned = audit(&case.surface(), &known).expect("a table that adds up");
        let found: Vec<usize> = primary.iter().copied().filter(|at| learned[*at].exact().is_some()).collect();
        let listed: Vec<usize> = case.recoverable.iter().map(|at| case.cell(*at)).collect();
        assert_eq!(found, listed, "{}", case.id);
        for at in &found {
            assert_eq!(learned[*at].exact(), Some(case.cells()[*at].value), "{}: cell {at}", case.id);
        }
        found_in_all += found.len();
    }
    println!(
        "figure: suppression: {found_in_all} recoverable cells of {} tables found, no other",
        cases().len()
    );
}

#[test]
fn the_publisher_leaves_nothing_to_recover() {
    for case in cases() {
        let (surface, cells) = (case.surface(), case.cells());
        let began = Instant::now();
        let published = publish(&surface, &cells, &case.rule());
        let took = began.elapsed();
        let published = match published {
            Ok(published) => published,
            Err(fault) => panic!("{}: {fault}", case.id),
        };
        let pattern = published.pattern();
        let many = pattern.iter().filter(|hidden| **hidden).count();
        println!(
            "figure: suppression: {}: {many} hidden (primary {}, reference {:?}) in {took:?}",
            case.id,
            case.primary.len(),
            case.reference
        );
        for at in &case.primary {
            assert!(pattern[case.cell(*at)]);
        }
        let learned = audit(&surface, &known(&cells, |at| pattern[at])).unwrap();
        for at in 0..cells.len() {
            if pattern[at] {
                assert!(learned[at].exact().is_none());
            }
        }
        let _ = (Duration::ZERO, Line::Total);
    }
}
