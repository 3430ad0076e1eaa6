//! Attacks on small tables by somebody who tries every number that fits: nothing of how the pattern was found is used.

use proptest::prelude::*;
use signals::Kind;

use super::super::{Figure, Known, Mode, Table};
use super::*;

fn figure(of: &str, value: u64) -> Figure {
    Figure::new(of.to_owned(), Pooled { numerator: value as f64, denominator: 1.0 })
}

/// People counted in two ways; what belongs to no category of the second is not told apart there.
fn counted(first: &[u64], second: &[u64]) -> Table {
    let whole: u64 = first.iter().sum();
    let mut figures = vec![figure("", whole)];
    let mut sums = Vec::new();
    for (name, values) in [("age", first), ("street", second)] {
        let from = figures.len();
        figures.extend(values.iter().enumerate().map(|(at, value)| figure(&format!("{name}/{at}"), *value)));
        sums.push((0, (from..figures.len()).collect()));
    }
    Table {
        kind: Kind::Flow,
        people: true,
        minimum: 10,
        words: ["people fed".to_owned(), String::new()],
        period: "2018".to_owned(),
        figures,
        sums,
    }
}

/// Every way to fill what is hidden with whole numbers so that each sum holds that is told in full: for each hidden
/// figure the numbers it can be, at most `most`.
fn possible(table: &Table, shown: &[Option<u64>], most: u64) -> Vec<Vec<u64>> {
    let open: Vec<usize> = (0..shown.len()).filter(|at| shown[*at].is_none()).collect();
    let mut found = vec![Vec::new(); shown.len()];
    let mut try_with = shown.to_vec();
    fill(table, &open, &mut try_with, most, &mut found);
    found
}

fn fill(table: &Table, open: &[usize], shown: &mut Vec<Option<u64>>, most: u64, found: &mut [Vec<u64>]) {
    for (total, parts) in &table.sums {
        let known: u64 = parts.iter().filter_map(|part| shown[*part]).sum();
        let all = parts.iter().all(|part| shown[*part].is_some());
        match shown[*total] {
            Some(total) if known > total || (all && known != total) => return,
            None if all && known > most => return,
            _ => {}
        }
    }
    let Some((first, rest)) = open.split_first() else {
        for (found, value) in found.iter_mut().zip(shown.iter()) {
            let value = value.expect("everything is filled");
            if !found.contains(&value) {
                found.push(value);
            }
        }
        return;
    };
    for value in 0..=most {
        shown[*first] = Some(value);
        fill(table, rest, shown, most, found);
    }
    shown[*first] = None;
}

fn seen(fates: &[Fate]) -> Vec<Option<u64>> {
    let value = |fate: &Fate| match fate {
        Fate::Seen(pooled) => Some(pooled.numerator as u64),
        Fate::Hidden(_) => None,
    };
    fates.iter().map(value).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// 3.6 (1): whoever tries everything learns no small number.
    #[test]
    fn nothing_hidden_is_one_number_only(first in prop::collection::vec(0_u64..14, 3), cut in (0_u64..14, 0_u64..14)) {
        let whole: u64 = first.iter().sum();
        let (a, b) = (cut.0.min(whole), cut.1.min(whole - cut.0.min(whole)));
        let table = counted(&first, &[a, b, whole - a - b]);
        let fates = pattern(std::slice::from_ref(&table), Mode::Suppress).remove(0);
        let shown = seen(&fates);
        let learned = possible(&table, &shown, whole + 1);
        for (at, figure) in table.figures.iter().enumerate() {
            let small = (1.0..10.0).contains(&figure.pooled.numerator);
            prop_assert!(!small || shown[at].is_none(), "{} is shown", figure.pooled.numerator);
            prop_assert!(!small || learned[at].len() > 1, "{:?} gives {} away: {:?}", shown, figure.of, learned[at]);
        }
        prop_assert_eq!(exposed(&[table], &[fates], Mode::Suppress), Ok(Vec::new()));
    }

    /// 3.6 (2): what is asked for together, and in which order, changes nothing.
    #[test]
    fn order_and_company_do_not_matter(values in prop::collection::vec(prop::collection::vec(0_u64..40, 3), 4)) {
        let mut tables: Vec<Table> = values.iter().enumerate().map(|(at, first)| {
            let whole: u64 = first.iter().sum();
            Table { period: format!("201{at}"), ..counted(first, &[whole]) }
        }).collect();
        let together = pattern(&tables, Mode::Suppress);
        for (table, fates) in tables.iter().zip(&together) {
            prop_assert_eq!(&pattern(std::slice::from_ref(table), Mode::Suppress)[0], fates);
        }
        tables.reverse();
        let mut reversed = pattern(&tables, Mode::Suppress);
        reversed.reverse();
        prop_assert_eq!(reversed, together);
    }

    /// 3.6 (6): rounding is the same each time, nobody stays nobody, and everything else is a multiple of five.
    #[test]
    fn rounding_is_steady(first in prop::collection::vec(0_u64..60, 3)) {
        let table = counted(&first, &[first.iter().sum()]);
        let fates = pattern(std::slice::from_ref(&table), Mode::Round).remove(0);
        prop_assert_eq!(&pattern(std::slice::from_ref(&table), Mode::Round)[0], &fates);
        for (figure, fate) in table.figures.iter().zip(&fates) {
            match fate {
                Fate::Seen(pooled) => {
                    prop_assert!(pooled.numerator % 5.0 == 0.0);
                    prop_assert!((pooled.numerator - figure.pooled.numerator).abs() <= 2.0);
                    prop_assert!(figure.pooled.numerator != 0.0 || pooled.numerator == 0.0);
                }
                Fate::Hidden(_) => prop_assert!(figure.pooled.numerator > 0.0),
            }
        }
        prop_assert_eq!(exposed(&[table], &[fates], Mode::Round), Ok(Vec::new()));
    }
}

#[test]
fn a_companion_that_is_shown_again_is_found() {
    let table = counted(&[3, 20, 40], &[63]);
    let mut fates = pattern(std::slice::from_ref(&table), Mode::Suppress);
    assert_eq!(seen(&fates[0]), [Some(63), None, None, Some(40), Some(63)]);
    assert_eq!(exposed(std::slice::from_ref(&table), &fates, Mode::Suppress), Ok(Vec::new()));
    fates[0][2] = Fate::Seen(table.figures[2].pooled);
    assert_eq!(exposed(&[table], &fates, Mode::Suppress), Ok(vec![(0, 1)]));
}

/// 3.6 (3): a number that is no longer small stays hidden, because the one beside it was hidden for its sake.
#[test]
fn a_correction_does_not_show_what_it_corrects() {
    let before = counted(&[3, 20, 40], &[63]);
    let first = pattern(std::slice::from_ref(&before), Mode::Suppress).remove(0);
    let published = |table: &Table, fates: &[Fate]| {
        let mut table = table.clone();
        for (figure, fate) in table.figures.iter_mut().zip(fates) {
            figure.known = if fate.is_hidden() { Known::Hidden } else { Known::Shown };
        }
        table
    };
    let mut after = counted(&[15, 20, 40], &[75]);
    let earlier = published(&before, &first);
    for (figure, fate) in after.figures.iter_mut().zip(&first) {
        figure.held = fate.is_hidden();
    }
    let tables = [after.clone(), earlier];
    let fates = pattern(&tables, Mode::Suppress);
    assert_eq!(seen(&fates[0])[1..3], [None, None]);
    assert_eq!(exposed(&tables, &fates, Mode::Suppress), Ok(Vec::new()));

    let open: Vec<Fate> = after.figures.iter().map(|figure| Fate::Seen(figure.pooled)).collect();
    let found = exposed(&tables, &[open, fates[1].clone()], Mode::Suppress).unwrap();
    assert!(
        found.contains(&(1, 1)),
        "the 20 of the correction gives away the 3 of the edition before: {found:?}"
    );
}

/// A share is hidden with its counts: the rate and how many there are would say how many it is (3.6 (5)).
#[test]
fn a_share_of_few_people_is_hidden_whole() {
    let share = |of: &str, above: f64, below: f64| {
        Figure::new(of.to_owned(), Pooled { numerator: above, denominator: below })
    };
    let table = Table {
        kind: Kind::Ratio,
        words: ["readers".to_owned(), "children".to_owned()],
        figures: vec![
            share("", 130.0, 200.0),
            share("age/0", 4.0, 60.0),
            share("age/1", 57.0, 60.0),
            share("age/2", 69.0, 80.0),
        ],
        sums: vec![(0, vec![1, 2, 3])],
        ..counted(&[0], &[0])
    };
    let fates = pattern(std::slice::from_ref(&table), Mode::Suppress);
    assert!(!fates[0][0].is_hidden());
    assert_eq!(fates[0][1], Fate::Hidden(Reason::Small));
    assert_eq!(fates[0][2], Fate::Hidden(Reason::SmallRemainder), "three of sixty do not read");
    assert_eq!(exposed(&[table], &fates, Mode::Suppress), Ok(Vec::new()));
}

/// The mean of few people is hidden, and so is the sum it is made of.
#[test]
fn a_mean_of_few_people_is_hidden() {
    let mean = |of: &str, above: f64, below: f64| {
        Figure::new(of.to_owned(), Pooled { numerator: above, denominator: below })
    };
    let table = Table {
        kind: Kind::Mean,
        words: ["days waited".to_owned(), "people".to_owned()],
        figures: vec![
            mean("", 900.5, 90.0),
            mean("age/0", 44.5, 5.0),
            mean("age/1", 400.0, 40.0),
            mean("age/2", 456.0, 45.0),
        ],
        sums: vec![(0, vec![1, 2, 3])],
        ..counted(&[0], &[0])
    };
    let fates = pattern(std::slice::from_ref(&table), Mode::Suppress);
    assert!(fates[0][1].is_hidden() && fates[0][2..].iter().any(|fate| fate.is_hidden()));
    assert_eq!(exposed(std::slice::from_ref(&table), &fates, Mode::Suppress), Ok(Vec::new()));
    let open = |at: usize, figure: &Figure| {
        if at == 1 { fates[0][1] } else { Fate::Seen(figure.pooled) }
    };
    let alone: Vec<Fate> = table.figures.iter().enumerate().map(|(at, figure)| open(at, figure)).collect();
    assert_eq!(exposed(&[table], &[alone], Mode::Suppress), Ok(vec![(0, 1)]));
}

/// 3.6 (4): a number of two partners, or of which one has most, is theirs.
#[test]
fn what_few_partners_brought_is_hidden() {
    let by = |contributors: u64, largest: f64| {
        let mut table = counted(&[120], &[120]);
        table.people = false;
        for figure in &mut table.figures {
            figure.contributors = Some(contributors);
            figure.largest = Some(Pooled { numerator: largest, denominator: 1.0 });
        }
        pattern(&[table], Mode::Suppress)[0][0]
    };
    assert_eq!(by(2, 60.0), Fate::Hidden(Reason::FewContributors));
    assert_eq!(by(5, 110.0), Fate::Hidden(Reason::Dominated));
    assert!(!by(3, 60.0).is_hidden());
}

#[test]
fn what_two_measures_count_is_the_same_number() {
    // The children of one are the readers of the other: what is hidden there is not shown here.
    let children = counted(&[4, 30, 50], &[84]);
    let other = Table { words: ["people fed".to_owned(), "x".to_owned()], minimum: 5, ..children.clone() };
    let fates = pattern(&[children.clone(), other.clone()], Mode::Suppress);
    assert_eq!(fates[0], fates[1]);
    let careless = [fates[0].clone(), other.figures.iter().map(|figure| Fate::Seen(figure.pooled)).collect()];
    assert_eq!(
        exposed(&[children, other], &careless, Mode::Suppress),
        Ok(Vec::new()),
        "what is shown is not worked out"
    );
}

#[test]
fn things_may_be_few() {
    let table = Table { people: false, ..counted(&[1, 2, 3], &[6]) };
    assert!(pattern(&[table], Mode::Suppress)[0].iter().all(|fate| !fate.is_hidden()));
}

/// What is below nothing cannot be solved for: where something is hidden, everything told apart is.
#[test]
fn a_whole_that_is_small_hides_with_its_parts() {
    let table = counted(&[5, 0], &[5]);
    let fates = pattern(std::slice::from_ref(&table), Mode::Suppress);
    assert!(fates[0][0].is_hidden() && fates[0][1].is_hidden());
    assert_eq!(exposed(&[table], &fates, Mode::Suppress), Ok(Vec::new()));
}
