use proptest::prelude::*;

use super::*;
use crate::kind::OverPeriods;
use crate::{Kind, pool};

/// A country with two regions of two towns each; the second region also reports for itself.
fn country() -> Tree {
    Tree::new(vec![None, Some(0), Some(0), Some(1), Some(1), Some(2), Some(2)]).unwrap()
}

const MISSING: f64 = f64::NAN;

#[test]
fn parts_go_up_to_every_place_and_missing_stays_missing() {
    let values = [
        [[1.0, 10.0], [MISSING, 5.0]],
        [[2.0, 10.0], [3.0, MISSING]],
        [[0.0, 7.0], [MISSING, MISSING]],
        [[4.0, 8.0], [9.0, 9.0]],
        [[5.0, 50.0], [1.0, 2.0]],
    ];
    let reports = Reports { places: &[3, 4, 5, 6, 2], columns: 2, values: values.as_flattened() };
    let totals = roll_up(&country(), reports, None).unwrap();
    let cell = |place, column| {
        let Total { parts, coverage } = totals.total(place, column);
        (parts, coverage.reported, coverage.expected)
    };
    assert_eq!(cell(3, 0), (Some([1.0, 10.0]), 1, 1));
    assert_eq!(cell(1, 0), (Some([3.0, 20.0]), 2, 2));
    assert_eq!(cell(1, 1), (None, 0, 2), "half of a ratio is none");
    assert_eq!(cell(5, 0), (Some([0.0, 7.0]), 1, 1), "zero is not missing");
    assert_eq!(cell(2, 0), (Some([9.0, 65.0]), 3, 3));
    assert_eq!(cell(2, 1), (Some([10.0, 11.0]), 2, 3));
    assert_eq!(cell(0, 0), (Some([12.0, 85.0]), 5, 5));
    assert_eq!(cell(0, 1), (Some([10.0, 11.0]), 2, 5));
}

#[test]
fn a_place_that_owes_nothing_and_holds_nobody_expects_nothing() {
    let values = [[1.0]];
    let totals = roll_up(&country(), Reports { places: &[3], columns: 1, values: &values }, None).unwrap();
    assert_eq!(totals.total(6, 0), Total { parts: None, coverage: Coverage { reported: 0, expected: 0 } });
    assert_eq!(totals.total(2, 0).coverage.expected, 0);
}

#[test]
fn what_does_not_fit_is_refused() {
    assert_eq!(Tree::new(vec![None, Some(7)]), Err(NoTree::Unknown { place: 1, parent: 7 }));
    assert_eq!(Tree::new(vec![None, Some(2), Some(1)]), Err(NoTree::Circle { place: 1 }));
    assert_eq!(Tree::new(vec![Some(0)]), Err(NoTree::Circle { place: 0 }));
    let refused = |places: &[usize], values: &[[f64; 1]]| {
        roll_up(&country(), Reports { places, columns: 1, values }, None).unwrap_err()
    };
    assert_eq!(refused(&[3, 99], &[[1.0]; 2]), NoReports::Unknown { row: 1 });
    assert_eq!(refused(&[3, 3], &[[1.0]; 2]), NoReports::Twice { row: 1 });
    assert_eq!(refused(&[3, 4], &[[1.0]; 3]), NoReports::Uneven);
}

#[test]
fn levels_count_from_the_root() {
    let tree = country();
    assert_eq!([0, 2, 6].map(|place| tree.level(place)), [1, 2, 3]);
    assert_eq!(tree.holding(), [true, true, true, false, false, false, false]);
    assert!(Tree::new(Vec::new()).unwrap().is_empty());
}

fn month(days: i32, value: Option<f64>) -> Spell<1> {
    let coverage = Coverage { reported: usize::from(value.is_some()), expected: 1 };
    Spell { days, total: Total { parts: value.map(|value| [value]), coverage } }
}

#[test]
fn each_kind_has_its_way_over_periods() {
    let quarter = [month(31, Some(10.0)), month(29, None), month(31, Some(20.0))];
    let of = |how| over_periods(&quarter, how).and_then(|total| total.parts).map(|[value]| value);
    assert_eq!(of(Kind::Flow.over_periods()), Some(30.0));
    assert_eq!(of(Kind::Stock.over_periods()), Some(20.0));
    assert_eq!(of(OverPeriods::MeanByDays), Some(15.0));
    assert_eq!(of(Kind::Estimate.over_periods()), None);
    let total = over_periods(&quarter, OverPeriods::Sum).unwrap();
    assert_eq!(total.coverage.to_string(), "2 of 3");
    assert_eq!(over_periods(&quarter[1..2], OverPeriods::Sum).unwrap().parts, None);
    assert_eq!(over_periods::<1>(&[], OverPeriods::MeanByDays).unwrap().parts, None);
}

#[test]
fn every_kind_has_its_own_word() {
    let words: std::collections::BTreeSet<&str> = Kind::ALL.iter().map(|kind| kind.as_str()).collect();
    assert_eq!(words.len(), Kind::ALL.len());
}

/// Places below earlier ones, all of which report whole numbers or nothing in more columns than a block has.
fn anywhere() -> impl Strategy<Value = (Tree, Vec<[f64; 2]>)> {
    (1_usize..24).prop_flat_map(|places| {
        let parents = (0..places).map(|place| prop::option::weighted(0.9, 0..place.max(1)));
        let parents = parents.collect::<Vec<_>>().prop_map(|mut parents: Vec<Option<usize>>| {
            parents[0] = None;
            Tree::new(parents).unwrap()
        });
        let whole = prop_oneof![1 => Just(MISSING), 6 => (0_u32..1000).prop_map(f64::from)];
        let cells = prop::collection::vec([whole.clone(), whole], places * COLUMNS);
        (parents, cells)
    })
}

const COLUMNS: usize = 3;

proptest! {
    #[test]
    fn every_total_is_the_pool_of_what_lies_below((tree, values) in anywhere(), threads in 1_usize..4) {
        let places: Vec<usize> = (0..tree.len()).collect();
        let reports = Reports { places: &places, columns: COLUMNS, values: &values };
        let totals = roll_up(&tree, reports, NonZero::new(threads)).unwrap();
        let within = |mut place: usize, other: usize| loop {
            match tree.parent(place) {
                _ if place == other => return true,
                Some(parent) => place = parent,
                None => return false,
            }
        };
        for place in 0..tree.len() {
            for column in 0..COLUMNS {
                let below = (0..tree.len()).filter(|other| within(*other, place));
                let parts: Vec<[f64; 2]> = below.map(|other| values[other * COLUMNS + column]).collect();
                let known = || parts.iter().filter(|parts| is_there(parts)).map(|[n, d]| (*n, *d));
                let total = totals.total(place, column);
                prop_assert_eq!(total.parts, pool(known()).map(|pooled| [pooled.numerator, pooled.denominator]));
                let coverage = Coverage { reported: known().count(), expected: parts.len() };
                prop_assert_eq!(total.coverage, coverage);
            }
        }
    }

    /// Neither the order of the rows nor the number of threads changes a whole sum.
    #[test]
    fn the_order_of_reports_does_not_matter((tree, values) in anywhere(), turn in 0_usize..24) {
        let mut places: Vec<usize> = (0..tree.len()).collect();
        let mut rows: Vec<Vec<[f64; 2]>> = values.chunks(COLUMNS).map(<[_]>::to_vec).collect();
        let there = Reports { places: &places.clone(), columns: COLUMNS, values: &values };
        let there = roll_up(&tree, there, NonZero::new(1)).unwrap();
        let turn = turn % tree.len();
        places.rotate_left(turn);
        rows.rotate_left(turn);
        let turned = rows.concat();
        let turned = Reports { places: &places, columns: COLUMNS, values: &turned };
        let turned = roll_up(&tree, turned, None).unwrap();
        for place in 0..tree.len() {
            for column in 0..COLUMNS {
                prop_assert_eq!(there.total(place, column), turned.total(place, column));
            }
        }
    }
}

#[test]
fn more_columns_than_a_block_has_are_added_alike_by_one_thread_and_by_several() {
    let tree = country();
    let columns = 3 * BLOCK + 7;
    let places = [3, 4, 5, 6];
    let values: Vec<[f64; 1]> = (0..places.len() * columns).map(|at| [(at as f64).sqrt()]).collect();
    let reports = Reports { places: &places, columns, values: &values };
    let (one, three) = (
        roll_up(&tree, reports, NonZero::new(1)).unwrap(),
        roll_up(&tree, reports, NonZero::new(3)).unwrap(),
    );
    for place in 0..tree.len() {
        for column in 0..columns {
            assert_eq!(one.total(place, column), three.total(place, column));
        }
    }
    let last = columns - 1;
    let sum: f64 = (0..2).map(|row| values[row * columns + last][0]).sum();
    assert_eq!(one.total(1, last).parts, Some([sum]));
}
