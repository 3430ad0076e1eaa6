//! What holds for every table.

use proptest::prelude::*;

use super::*;

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
    #![proptest_config(ProptestConfig::with_cases(300))]

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

// The simplex method takes its time.
proptest! {
    #![proptest_config(ProptestConfig::with_cases(50))]

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
    fn nothing_hidden_in_a_cube_can_be_worked_out(within in prop::collection::vec(prop_oneof![0_u64..12, 10_u64..90], 8)) {
        let (surface, values) = cube(&within);
        let cells: Vec<Cell> = values.iter().map(|value| Cell { value: *value, ..Cell::default() }).collect();
        let rule = Rule::default();
        let Ok(published) = publish(&surface, &cells, &rule) else { return Ok(()) };
        let pattern = published.pattern();
        let learned = audit(&surface, &known(&cells, &pattern, Interval::at_least(1))).unwrap();
        for (at, cell) in cells.iter().enumerate() {
            prop_assert!(rule.reason(cell).is_none() || pattern[at]);
            prop_assert!(!pattern[at] || learned[at].exact().is_none());
        }
    }
}
