//! Tables and attacks.

mod properties;

use super::*;

fn two_way(rows: usize, columns: usize) -> Table {
    let names = |letter: char, many: usize| (0..many).map(move |at| format!("{letter}{at:03}"));
    Table::new(names('r', rows), names('c', columns))
}

/// The cells of a table of these values, totals added.
fn counted(rows: &[Vec<u64>]) -> (Surface, Vec<Cell>) {
    let table = two_way(rows.len(), rows[0].len());
    let within = rows.iter().enumerate().flat_map(|(row, values)| {
        values.iter().enumerate().map(move |(column, value)| ((row, column), *value))
    });
    let values = table.with_totals(&within.collect());
    let cells = values.into_iter().map(|value| Cell { value, ..Cell::default() }).collect();
    (table.surface(), cells)
}

fn known(cells: &[Cell], hidden: &[bool], unknown: Interval) -> Vec<Interval> {
    let known =
        |(cell, hidden): (&Cell, &bool)| if *hidden { unknown } else { Interval::exactly(cell.value) };
    cells.iter().zip(hidden).map(known).collect()
}

fn count(hidden: &[bool]) -> usize {
    hidden.iter().filter(|hidden| **hidden).count()
}

/// A cube of 2 x 2 x 2 with all totals: no network.
fn cube(within: &[u64]) -> (Surface, Vec<u64>) {
    let at = |x: usize, y: usize, z: usize| x * 9 + y * 3 + z;
    let mut sums = Vec::new();
    for a in 0..3 {
        for b in 0..3 {
            sums.push(Sum { total: at(2, a, b), parts: vec![at(0, a, b), at(1, a, b)] });
            sums.push(Sum { total: at(a, 2, b), parts: vec![at(a, 0, b), at(a, 1, b)] });
            sums.push(Sum { total: at(a, b, 2), parts: vec![at(a, b, 0), at(a, b, 1)] });
        }
    }
    let mut values = vec![0; 27];
    for (corner, value) in within.iter().enumerate() {
        let sides = |bit: usize| [corner >> bit & 1, 2];
        for x in sides(0) {
            for y in sides(1) {
                for z in sides(2) {
                    values[at(x, y, z)] += value;
                }
            }
        }
    }
    (Surface::new(27, sums).unwrap(), values)
}

#[test]
fn the_auditor_names_what_is_wrong() {
    let (surface, cells) = counted(&[vec![3, 20], vec![15, 40]]);
    let all = known(&cells, &[false; 9], Interval::at_least(0));
    assert_eq!(audit(&surface, &all[1..]), Err(Fault::Length { cells: 9, given: 8 }));
    let with = |cell: usize, fact: Interval| {
        let mut known = all.clone();
        known[cell] = fact;
        audit(&surface, &known)
    };
    assert_eq!(with(0, Interval::exactly(4)), Err(Fault::DoesNotAddUp { sum: 0 }));
    assert_eq!(with(0, Interval::at_least(4)), Err(Fault::Contradiction));
    assert_eq!(with(0, Interval { low: 5, high: Some(4) }), Err(Fault::Value { cell: 0 }));
    assert_eq!(with(0, Interval::exactly(LARGEST + 1)), Err(Fault::Value { cell: 0 }));
    assert_eq!(with(0, Interval::at_least(0)).unwrap()[0], Interval::exactly(3));
}

#[test]
fn without_any_total_nothing_is_known() {
    let (surface, cells) = counted(&[vec![3, 20], vec![15, 40]]);
    let hidden = [true, false, true, false, false, true, true, true, true];
    let learned = audit(&surface, &known(&cells, &hidden, Interval::at_least(0))).unwrap();
    assert_eq!(learned[0], Interval::at_least(0));
    assert_eq!(learned[2], Interval::at_least(20));
    assert_eq!(learned[8], Interval::at_least(75));
}

#[test]
fn bounds_of_a_cube_are_whole_and_exact() {
    let (surface, values) = cube(&[1, 2, 3, 1, 2, 1, 1, 4]);
    let mut known: Vec<Interval> = values.iter().map(|value| Interval::exactly(*value)).collect();
    // All eight corners are hidden: one number decides them all, raised or lowered in turn.
    let corners: Vec<usize> = (0..27).filter(|at| at % 3 < 2 && at / 3 % 3 < 2 && at / 9 < 2).collect();
    for corner in &corners {
        known[*corner] = Interval::at_least(0);
    }
    let learned = audit(&surface, &known).unwrap();
    let widths: Vec<u64> = corners.iter().map(|at| learned[*at].high.unwrap() - learned[*at].low).collect();
    assert!(widths.iter().all(|width| *width == widths[0] && *width >= 2), "{widths:?}");
}

#[test]
fn a_rule_says_why() {
    let rule = Rule::default();
    let cell = |value, denominator| Cell { value, denominator, ..Cell::default() };
    assert_eq!(rule.reason(&cell(9, None)), Some(Reason::Small));
    assert_eq!(rule.reason(&cell(10, None)), None);
    assert_eq!(rule.reason(&cell(0, None)), None);
    assert_eq!(Rule { zeros_shown: false, ..rule }.reason(&cell(0, None)), Some(Reason::Small));
    assert_eq!(rule.reason(&cell(95, Some(97))), Some(Reason::SmallRemainder));
    assert_eq!(rule.reason(&cell(97, Some(97))), None);
    assert_eq!(rule.reason(&cell(0, Some(9))), Some(Reason::SmallDenominator));
    assert_eq!(rule.reason(&cell(0, Some(0))), None);
    assert_eq!(Rule { people: false, ..rule }.reason(&cell(3, Some(5))), None);
    let given = |value, contributors, largest| Cell { value, contributors, largest, ..Cell::default() };
    assert_eq!(rule.reason(&given(500, Some(2), None)), Some(Reason::FewContributors));
    assert_eq!(rule.reason(&given(500, Some(3), Some(401))), Some(Reason::Dominated));
    assert_eq!(rule.reason(&given(500, Some(3), Some(400))), None);
    assert_eq!(
        Rule { people: false, ..rule }.reason(&given(5, Some(2), None)),
        Some(Reason::FewContributors)
    );
    assert_eq!(rule.reason(&Cell { standing: Standing::Always, ..cell(3, None) }), None);
}

#[test]
fn a_dominated_number_stays_uncertain_by_the_margin_of_the_rule() {
    let mut values = vec![vec![500, 900, 700], vec![800, 600, 900], vec![900, 700, 800]];
    let (surface, mut cells) = counted(&values);
    cells[0] = Cell { contributors: Some(1), largest: Some(500), ..cells[0] };
    let learned = publish(&surface, &cells, &Rule::default()).unwrap().learned[0];
    // 500 / 0.8 - 500 = 125.
    assert!(learned.contains(Interval { low: 375, high: Some(625) }), "{learned}");
    values[0][0] = 0;
    let (surface, cells) = counted(&values);
    assert_eq!(count(&publish(&surface, &cells, &Rule::default()).unwrap().pattern()), 0);
}

#[test]
fn what_is_always_shown_may_leave_no_way() {
    let (surface, mut cells) = counted(&[vec![3, 20], vec![15, 40]]);
    cells[4].standing = Standing::Always;
    cells[1].standing = Standing::Always;
    cells[2].standing = Standing::Always;
    assert_eq!(publish(&surface, &cells, &Rule::default()), Err(Fault::Unprotectable { cell: 0 }));
    cells[2].standing = Standing::Reluctant;
    let pattern = publish(&surface, &cells, &Rule::default()).unwrap().pattern();
    assert!(pattern[0] && pattern[2] && !pattern[1] && !pattern[4]);
}

#[test]
fn a_cube_is_published_safely() {
    let (surface, values) = cube(&[3, 20, 15, 40, 30, 25, 60, 70]);
    let cells: Vec<Cell> = values.iter().map(|value| Cell { value: *value, ..Cell::default() }).collect();
    let published = publish(&surface, &cells, &Rule::default()).unwrap();
    assert!(published.learned[0].contains(Interval { low: 1, high: Some(9) }));
    assert_eq!(count(&published.pattern()), 8);
}

/// Two regions of two places each, and a total of regions, over two years: one nested dimension is still a network.
#[test]
fn nested_places_are_protected_on_every_level() {
    let values = [[3, 40], [25, 18], [60, 12], [44, 70]];
    let rows: Vec<[u64; 2]> = values.into_iter().chain([[28, 58], [104, 82], [132, 140]]).collect();
    let cell = |row: usize, column: usize| row * 3 + column;
    let mut sums: Vec<Sum> =
        (0..7).map(|row| Sum { total: cell(row, 2), parts: vec![cell(row, 0), cell(row, 1)] }).collect();
    for column in 0..3 {
        for (total, parts) in [(4, [0, 1]), (5, [2, 3]), (6, [4, 5])] {
            sums.push(Sum { total: cell(total, column), parts: parts.map(|row| cell(row, column)).to_vec() });
        }
    }
    let surface = Surface::new(21, sums).unwrap();
    let all = rows.iter().flat_map(|row| [row[0], row[1], row[0] + row[1]]);
    let cells: Vec<Cell> = all.map(|value| Cell { value, ..Cell::default() }).collect();
    let published = publish(&surface, &cells, &Rule::default()).unwrap();
    let pattern = published.pattern();
    assert_eq!(count(&pattern), 4, "{pattern:?}");
    assert!((0..21).all(|at| !pattern[at] || at < 6), "the other place of the region is company enough");
    assert!(published.learned[0].contains(Interval { low: 1, high: Some(9) }));
}

/// The values change from one edition to the next; the first would be known if the second showed what is no longer small.
#[test]
fn a_correction_does_not_reveal_what_it_corrects() {
    let rule = Rule::default();
    let (surface, cells) = counted(&[vec![3, 15, 40], vec![12, 30, 50], vec![60, 44, 70]]);
    let first = publish(&surface, &cells, &rule).unwrap();
    let (_, corrected) = counted(&[vec![14, 15, 40], vec![12, 30, 50], vec![60, 44, 70]]);
    assert_eq!(count(&publish(&surface, &corrected, &rule).unwrap().pattern()), 0);
    let again = publish_again(&surface, &corrected, &rule, &first.pattern()).unwrap();
    assert_eq!(again.pattern(), first.pattern());
    assert_eq!(again.hidden[0], Some(Reason::Earlier));
}

#[test]
fn counts_are_rounded_as_the_health_service_does() {
    let rounding = Rounding::default();
    let shown: Vec<Shown> = [0, 1, 7, 8, 12, 13, 17, 18].map(|count| rounding.of(count)).to_vec();
    let rounded = Shown::Rounded;
    assert_eq!(
        shown,
        [
            rounded(0),
            Shown::Small,
            Shown::Small,
            rounded(10),
            rounded(10),
            rounded(15),
            rounded(15),
            rounded(20)
        ]
    );
    assert_eq!(rounding.before(rounded(10)), Interval { low: 8, high: Some(12) });
    assert_eq!(rounding.before(rounded(15)), Interval { low: 13, high: Some(17) });
}

#[test]
fn rounding_that_gives_a_number_away_is_found_and_mended() {
    // Four times at most 7 are 28, and 28 is the least that rounds to 30.
    let (surface, cells) = counted(&[vec![7, 7, 7, 7], vec![100, 200, 300, 400]]);
    let rounding = Rounding::default();
    let naive: Vec<Interval> = cells.iter().map(|cell| rounding.before(rounding.of(cell.value))).collect();
    assert_eq!(audit(&surface, &naive).unwrap()[0].exact(), Some(7));
    let rounded = round(&surface, &cells, &rounding).unwrap();
    assert!(rounded.learned[..4].iter().all(|learned| learned.exact().is_none()));
    assert_eq!(rounded.shown.iter().filter(|shown| **shown == Shown::Companion).count(), 1);
}
