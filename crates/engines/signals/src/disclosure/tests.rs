//! Tables, attacks and properties.

use proptest::prelude::*;

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

/// Every table that fits what is known, by trying all numbers: the least and most of each cell.
fn by_trial(surface: &Surface, known: &[Interval]) -> Option<Vec<Interval>> {
    fn fits(surface: &Surface, values: &[u64], known: &[Interval], upto: usize) -> bool {
        surface.sums().iter().all(|sum| {
            let signed = |open: bool| {
                let bound = |cell: usize, most: bool| match (cell < upto, most) {
                    (true, _) => values[cell] as i64,
                    (false, true) => known[cell].high.unwrap() as i64,
                    (false, false) => known[cell].low as i64,
                };
                sum.signed().map(|(cell, sign)| sign * bound(cell, open == (sign > 0))).sum::<i64>()
            };
            signed(false) <= 0 && signed(true) >= 0
        })
    }
    fn go(surface: &Surface, known: &[Interval], values: &mut Vec<u64>, found: &mut Vec<Option<(u64, u64)>>) {
        let at = values.len();
        if at == known.len() {
            for (found, value) in found.iter_mut().zip(values.iter()) {
                let (low, high) = found.unwrap_or((*value, *value));
                *found = Some((low.min(*value), high.max(*value)));
            }
            return;
        }
        for value in known[at].low..=known[at].high.unwrap() {
            values.push(value);
            if fits(surface, values, known, at + 1) {
                go(surface, known, values, found);
            }
            values.pop();
        }
    }
    let mut found = vec![None; known.len()];
    go(surface, known, &mut Vec::new(), &mut found);
    found.into_iter().map(|found| found.map(|(low, high)| Interval { low, high: Some(high) })).collect()
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

/// Tables as they come: many small counts and zeros, some large.
fn tables(
    rows: std::ops::Range<usize>,
    columns: std::ops::Range<usize>,
) -> impl Strategy<Value = Vec<Vec<u64>>> {
    let value = prop_oneof![2 => Just(0_u64), 4 => 1_u64..10, 2 => 10_u64..30, 2 => 30_u64..5000];
    (rows, columns).prop_flat_map(move |(rows, columns)| {
        prop::collection::vec(prop::collection::vec(value.clone(), columns), rows)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn two_way_bounds_are_those_of_trying_everything(
        rows in prop::collection::vec(prop::collection::vec(0_u64..5, 2), 2..4),
        hidden in prop::collection::vec(any::<bool>(), 12),
        high in 5_u64..8,
    ) {
        let (surface, cells) = counted(&rows);
        let most = |cell: &Cell| high.max(cell.value);
        let known: Vec<Interval> = cells.iter().zip(&hidden).map(|(cell, hidden)| {
            if *hidden { Interval { low: 0, high: Some(most(cell)) } } else { Interval::exactly(cell.value) }
        }).collect();
        prop_assert_eq!(audit(&surface, &known).unwrap(), by_trial(&surface, &known).unwrap());
    }

    #[test]
    fn bounds_in_a_cube_are_those_of_trying_everything(
        within in prop::collection::vec(0_u64..4, 8),
        hidden in prop::collection::vec(prop::bool::weighted(0.6), 27),
    ) {
        let (surface, values) = cube(&within);
        let known: Vec<Interval> = values.iter().zip(&hidden).map(|(value, hidden)| {
            if *hidden { Interval { low: 0, high: Some(value + 2) } } else { Interval::exactly(*value) }
        }).collect();
        prop_assert_eq!(audit(&surface, &known).unwrap(), by_trial(&surface, &known).unwrap());
    }

    #[test]
    fn nothing_that_is_hidden_can_be_worked_out(rows in tables(2..9, 2..6)) {
        let (surface, cells) = counted(&rows);
        let rule = Rule::default();
        let published = match publish(&surface, &cells, &rule) {
            Ok(published) => published,
            // Nobody else is there to share the total with.
            Err(fault) => {
                let everything: Vec<bool> = cells.iter().map(|cell| cell.value > 0).collect();
                let learned = audit(&surface, &known(&cells, &everything, Interval::at_least(1))).unwrap();
                let Fault::Unprotectable { cell } = fault else { panic!("{fault}") };
                prop_assert!(learned[cell].exact().is_some());
                return Ok(());
            }
        };
        let pattern = published.pattern();
        for (at, cell) in cells.iter().enumerate() {
            prop_assert!(rule.reason(cell).is_none() || pattern[at]);
            prop_assert!(cell.value > 0 || !pattern[at], "a zero was hidden");
        }
        let everything: Vec<bool> = cells.iter().map(|cell| cell.value > 0).collect();
        let best = audit(&surface, &known(&cells, &everything, Interval::at_least(1))).unwrap();
        let learned = audit(&surface, &known(&cells, &pattern, Interval::at_least(1))).unwrap();
        prop_assert_eq!(&learned, &published.learned);
        for at in (0..cells.len()).filter(|at| pattern[*at]) {
            prop_assert!(learned[at].exact().is_none());
            let high = best[at].high.map_or(9, |high| high.min(9)).max(cells[at].value);
            let need = Interval { low: best[at].low, high: Some(high) };
            prop_assert!(rule.reason(&cells[at]).is_none() || learned[at].contains(need), "{} needs {}", learned[at], need);
        }
    }

    #[test]
    fn every_companion_is_needed(rows in tables(2..7, 2..5)) {
        let (surface, cells) = counted(&rows);
        let rule = Rule::default();
        let Ok(published) = publish(&surface, &cells, &rule) else { return Ok(()) };
        for companion in (0..cells.len()).filter(|at| published.hidden[*at] == Some(Reason::Companion)) {
            let mut pattern = published.pattern();
            pattern[companion] = false;
            let learned = audit(&surface, &known(&cells, &pattern, Interval::at_least(1))).unwrap();
            let worse = (0..cells.len()).filter(|at| pattern[*at]).any(|at| {
                rule.protects(&cells[at], published.learned[at]) && !rule.protects(&cells[at], learned[at])
                    || learned[at] != published.learned[at] && !rule.protects(&cells[at], learned[at])
            });
            prop_assert!(worse, "cell {} is hidden for nothing", companion);
        }
    }

    #[test]
    fn what_is_published_again_unchanged_is_the_same(rows in tables(2..7, 2..5)) {
        let (surface, cells) = counted(&rows);
        let Ok(first) = publish(&surface, &cells, &Rule::default()) else { return Ok(()) };
        let again = publish_again(&surface, &cells, &Rule::default(), &first.pattern()).unwrap();
        prop_assert_eq!(first.pattern(), again.pattern());
    }

    /// Even a reader who knows which single cell was corrected, and lays both editions side by side.
    #[test]
    fn two_editions_together_give_nothing_away(
        rows in tables(2..4, 2..4),
        at in (0_usize..4, 0_usize..4),
        to in 0_u64..40,
    ) {
        let (surface, cells) = counted(&rows);
        let Ok(first) = publish(&surface, &cells, &Rule::default()) else { return Ok(()) };
        let mut corrected = rows.clone();
        let (row, column) = (at.0 % rows.len(), at.1 % rows[0].len());
        corrected[row][column] = to;
        let (_, later) = counted(&corrected);
        let Ok(second) = publish_again(&surface, &later, &Rule::default(), &first.pattern()) else { return Ok(()) };

        let many = cells.len();
        let mut sums = surface.sums().to_vec();
        sums.extend(surface.sums().iter().map(|sum| Sum {
            total: sum.total + many,
            parts: sum.parts.iter().map(|part| part + many).collect(),
        }));
        let same = (0..many).filter(|at| cells[*at] == later[*at] && second.pattern()[*at]);
        sums.extend(same.map(|at| Sum { total: at + many, parts: vec![at] }));
        let both = Surface::new(2 * many, sums).unwrap();
        let mut known = known(&cells, &first.pattern(), Interval::at_least(0));
        known.extend(self::known(&later, &second.pattern(), Interval::at_least(0)));
        let learned = audit(&both, &known).unwrap();
        for at in (0..many).filter(|at| first.pattern()[*at]) {
            prop_assert!(learned[at].exact().is_none(), "cell {} was {}", at, cells[at].value);
        }
    }

    #[test]
    fn a_rounded_table_gives_no_small_count_away(rows in tables(2..7, 2..5)) {
        let (surface, cells) = counted(&rows);
        let rounding = Rounding::default();
        let rounded = match round(&surface, &cells, &rounding) {
            Ok(rounded) => rounded,
            Err(fault) => return Err(TestCaseError::fail(fault.to_string())),
        };
        for (at, cell) in cells.iter().enumerate() {
            match rounded.shown[at] {
                Shown::Rounded(shown) => prop_assert!(shown.abs_diff(cell.value) <= 2),
                Shown::Small => prop_assert!(rounded.learned[at].exact().is_none()),
                Shown::Companion => prop_assert!(cell.value >= rounding.threshold),
            }
        }
    }
}
