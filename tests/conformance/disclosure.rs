//! Small numbers and gaps between groups against recorded and published answers.

use serde_json::Value;
use signals::disclosure::{Cell, Interval, Protection, Rule, Standing, Surface, Table, audit, publish};
use signals::disparity::{Group, Reference, disparity};

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

/// What a reader of a table knows who takes hidden cells to be at least this.
fn known(cells: &[Cell], hidden: impl Fn(usize) -> bool, least: u64) -> Vec<Interval> {
    let known = |(at, cell): (usize, &Cell)| {
        if hidden(at) { Interval::at_least(least) } else { Interval::exactly(cell.value) }
    };
    cells.iter().enumerate().map(known).collect()
}

#[test]
fn the_auditor_finds_exactly_the_listed_cells() {
    let mut found_in_all = 0;
    for case in cases() {
        let primary: Vec<usize> = case.primary.iter().map(|at| case.cell(*at)).collect();
        let known = known(&case.cells(), |at| primary.contains(&at), 0);
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

/// Hides what the rule hides and its companions; answers how many cells that is.
fn hidden_safely(case: &Case, protection: Protection) -> usize {
    let (surface, cells) = (case.surface(), case.cells());
    let rule = Rule { protection, ..case.rule() };
    let published = publish(&surface, &cells, &rule).unwrap_or_else(|fault| panic!("{}: {fault}", case.id));
    let pattern = published.pattern();
    for at in &case.primary {
        assert!(pattern[case.cell(*at)], "{}: {at:?} is small and shown", case.id);
    }
    for (at, cell) in cells.iter().enumerate().filter(|(at, _)| pattern[*at]) {
        assert!(cell.value > 0 && cell.standing != Standing::Always, "{}: cell {at} is hidden", case.id);
    }
    // A reader who assumes nothing of hidden cells, and one who knows that zeros are shown.
    for least in [0, 1] {
        let known = known(&cells, |at| pattern[at], least);
        let learned = audit(&surface, &known).expect("a table that adds up");
        for at in (0..cells.len()).filter(|at| pattern[*at]) {
            assert_eq!(learned[at].exact(), None, "{}: cell {at} can be worked out", case.id);
        }
    }
    pattern.iter().filter(|hidden| **hidden).count()
}

#[test]
fn the_publisher_leaves_nothing_to_work_out() {
    for case in cases() {
        let value = hidden_safely(&case, Protection::Value);
        let range = hidden_safely(&case, Protection::Range);
        assert!(case.reference.is_none_or(|reference| value as u64 <= reference), "{}: {value}", case.id);
        let reference =
            case.reference.map_or_else(String::new, |reference| format!(", reference {reference}"));
        println!(
            "figure: suppression, {}: {} small; {value} hidden so that no value can be worked out{reference}; {range} so \
             that every small count stays possible; 0 recoverable",
            case.id,
            case.primary.len()
        );
    }
}

#[test]
fn measures_of_disparity_are_the_published_ones() {
    let json = data::json("signals/equity/chesson2017.json");
    let scenarios = json["scenarios"].as_array().expect("a list of scenarios");
    let mut compared = 0;
    for scenario in scenarios {
        let number = |value: &Value| value.as_f64().expect("a number");
        let groups: Vec<Group> = scenario["groups"]
            .as_array()
            .expect("a list of groups")
            .iter()
            .map(|group| Group { cases: number(&group["cases"]), population: number(&group["population"]) })
            .collect();
        let found = disparity(&groups, Reference::Group(0)).expect("groups of people");
        let known = |value: Option<f64>| value.expect("a rate above 0");
        let printed = &scenario["published"];
        for (name, digits, value) in [
            ("index_of_disparity_pct", 1, known(found.index)),
            ("weighted_index_of_disparity_pct", 1, known(found.weighted_index)),
            ("gini", 3, known(found.gini)),
            ("overall_rate_per_100k", 1, found.overall * 1e5),
        ] {
            let printed = number(&printed[name]);
            assert_eq!(format!("{value:.digits$}"), format!("{printed:.digits$}"), "{name}");
            compared += 1;
        }
        let computed = &scenario["computed"];
        let mut figures = vec![
            (&computed["overall"], found.overall * 1e5),
            (&computed["ID"], known(found.index)),
            (&computed["WID"], known(found.weighted_index)),
            (&computed["gini"], known(found.gini)),
            (&computed["best_ref_ID"], known(found.index_from_best)),
            (&computed["BGV"], found.between_group_variance * 1e10),
            (&computed["PAP"], known(found.attributable)),
        ];
        for at in 0..groups.len() {
            figures.push((&computed["RR"][at], known(found.ratios[at])));
            figures.push((&computed["RD"][at], found.differences[at] * 1e5));
        }
        for (expected, value) in figures {
            let expected = number(expected);
            assert!((value - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{value} is not {expected}");
            compared += 1;
        }
    }
    println!("figure: disparity: {compared} figures of {} published scenarios equal", scenarios.len());
}
