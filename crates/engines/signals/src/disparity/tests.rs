//! Hand-worked and published figures, and laws.

use proptest::prelude::*;

use super::*;

fn groups(of: &[(f64, f64)]) -> Vec<Group> {
    of.iter().map(|(cases, population)| Group { cases: *cases, population: *population }).collect()
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-12 * a.abs().max(b.abs()).max(1.0)
}

#[test]
fn three_groups_worked_by_hand() {
    // 62 % of 1,800, 48 % of 1,500 and 40 % of 900: 2,196 of 4,200.
    let found = disparity(&groups(&[(1116.0, 1800.0), (720.0, 1500.0), (360.0, 900.0)]), Reference::Group(0))
        .unwrap();
    assert!(close(found.overall, 2196.0 / 4200.0));
    assert!(close(found.range, 0.22));
    assert!(close(found.range_ratio.unwrap(), 1.55));
    assert_eq!(format!("{:.2}", found.index.unwrap()), "16.76");
    assert!(close(found.differences[2], -0.22));
    assert!(close(found.ratios[1].unwrap(), 48.0 / 62.0));
    // Two of the groups are 14 and 22 points from the best at 40: (8 + 22) / 2 / 40.
    assert!(close(found.index_from_best.unwrap(), 37.5));
}

/// Chesson and others 2017, scenario G of Table 2: five groups, 1992.
#[test]
fn a_published_scenario() {
    let of = [(70_800.0, 200e6), (563_240.0, 40e6), (52_360.0, 55e6), (4_480.0, 20e6), (2_820.0, 3e6)];
    let found = disparity(&groups(&of), Reference::Best).unwrap();
    let printed = |value: Option<f64>, digits: usize| format!("{:.digits$}", value.unwrap());
    assert_eq!(printed(found.index, 1), "166.5");
    assert_eq!(printed(found.weighted_index, 1), "137.2");
    assert_eq!(printed(found.gini, 3), "0.724");
    assert_eq!(printed(Some(found.overall * 1e5), 1), "218.1");
}

#[test]
fn what_has_no_answer_has_none() {
    assert_eq!(disparity(&groups(&[(1.0, 2.0)]), Reference::Best), None);
    assert_eq!(disparity(&groups(&[(1.0, 2.0), (1.0, 0.0)]), Reference::Best), None);
    assert_eq!(disparity(&groups(&[(1.0, 2.0), (-1.0, 3.0)]), Reference::Best), None);
    assert_eq!(disparity(&groups(&[(1.0, 2.0), (f64::NAN, 3.0)]), Reference::Best), None);
    assert_eq!(disparity(&groups(&[(1.0, 2.0), (1.0, 3.0)]), Reference::Group(2)), None);
    let one_zero = disparity(&groups(&[(0.0, 10.0), (5.0, 10.0)]), Reference::Best).unwrap();
    assert_eq!(
        (one_zero.ratios, one_zero.range_ratio, one_zero.index_from_best),
        (vec![None, None], None, None)
    );
    assert_eq!(one_zero.attributable, Some(100.0));
    let nobody = disparity(&groups(&[(0.0, 10.0), (0.0, 5.0)]), Reference::Overall).unwrap();
    assert_eq!((nobody.index, nobody.gini, nobody.between_group_variance), (None, None, 0.0));
}

#[test]
fn the_reference_is_the_one_that_was_stated() {
    let of = groups(&[(5.0, 10.0), (30.0, 100.0), (1.0, 10.0)]);
    let reference = |reference| disparity(&of, reference).unwrap().reference;
    assert!(close(reference(Reference::Best), 0.1));
    assert!(close(reference(Reference::Largest), 0.3));
    assert!(close(reference(Reference::Group(0)), 0.5));
    assert!(close(reference(Reference::Overall), 36.0 / 120.0));
}

/// Values of statsmodels 0.15.0: `proportion_confint(method="wilson")`, `confint_proportions_2indep` with "newcomb" and
/// "log".
#[test]
fn intervals_agree_with_statsmodels() {
    let group = |cases, population| Group { cases, population };
    let ends = |found: Option<Estimate>, low: f64, high: f64| {
        let found = found.unwrap();
        assert!(
            (found.low - low).abs() < 1e-12 && (found.high - high).abs() < 1e-12,
            "{found:?} is not {low} {high}"
        );
    };
    ends(wilson(group(0.0, 20.0), Z95), 0.0, 0.161_125_158_052_819);
    ends(wilson(group(7.0, 20.0), Z95), 0.181_191_824_101_082, 0.567_145_723_314_764);
    ends(wilson(group(20.0, 20.0), Z95), 0.838_874_841_947_18, 1.0);
    ends(wilson(group(54.0, 1800.0), Z95), 0.023_065_348_981_506, 0.038_936_474_002_324);
    let pairs = [(group(56.0, 70.0), group(48.0, 80.0)), (group(9.0, 10.0), group(3.0, 10.0))];
    ends(difference(pairs[0].0, pairs[0].1, Z95), 0.052_431_472_402_365, 0.333_872_654_036_906);
    ends(difference(pairs[1].0, pairs[1].1, Z95), 0.170_522_723_934_503, 0.809_017_973_535_488);
    ends(difference(group(5.0, 56.0), group(0.0, 29.0), Z95), -0.038_137_147_903_537, 0.192_560_013_855_112);
    ends(ratio(pairs[0].0, pairs[0].1, Z95), 1.076_626_422_763_193, 1.651_248_511_266_387);
    ends(ratio(pairs[1].0, pairs[1].1, Z95), 1.138_350_357_447_67, 7.906_177_514_784_793);
    assert_eq!(ratio(group(1.0, 10.0), group(0.0, 10.0), Z95), None);
    assert_eq!(wilson(group(11.0, 10.0), Z95), None);
}

/// Byar's bounds worked from the formula: 10 x (1 - 1/90 - 1.96/(3 sqrt 10))^3 and 11 x (1 - 1/99 + 1.96/(3 sqrt 11))^3.
#[test]
fn byar_stays_near_the_exact_bounds_of_poisson() {
    let found = byar(Group { cases: 10.0, population: 1.0 }, Z95).unwrap();
    assert_eq!(format!("{:.2} {:.2}", found.low, found.high), "4.79 18.39");
    let none = byar(Group { cases: 0.0, population: 100.0 }, Z95).unwrap();
    assert_eq!(none.low, 0.0);
    // The exact upper end for no case is 3.689.
    assert!((none.high * 100.0 - 3.689).abs() < 0.2, "{none:?}");
}

#[test]
fn a_gap_that_changed_says_how() {
    let gap = |group: f64, reference: f64| Gap {
        group: Group { cases: group, population: 1000.0 },
        reference: Group { cases: reference, population: 1000.0 },
    };
    let closed = GapChange::between(gap(530.0, 250.0), gap(600.0, 380.0), Z95);
    assert!(close(closed.closed.unwrap(), 1.0 - 22.0 / 28.0));
    assert!(closed.narrowed_by_loss() && !closed.widened_while_both_improved());
    let widened = GapChange::between(gap(500.0, 300.0), gap(480.0, 200.0), Z95);
    assert!(widened.widened_while_both_improved() && !widened.narrowed_by_loss());
    assert!(close(widened.change, 0.08));
    let interval = widened.interval.unwrap();
    assert!(interval.low < 0.08 && interval.high > 0.08 && close(interval.value, 0.08));
}

fn any_groups() -> impl Strategy<Value = Vec<Group>> {
    let group = (1_u32..100_000)
        .prop_flat_map(|population| (0..=population).prop_map(move |cases| (cases, population)))
        .prop_map(|(cases, population)| Group { cases: cases.into(), population: population.into() });
    prop::collection::vec(group, 2..12)
}

/// The measures that do not name a single group.
fn summary(found: &Disparity) -> Vec<f64> {
    let relative = [found.index, found.weighted_index, found.index_from_best, found.gini, found.attributable];
    let mut all: Vec<f64> = relative.into_iter().map(|value| value.unwrap_or(-1.0)).collect();
    all.extend([found.overall, found.range, found.range_ratio.unwrap_or(-1.0), found.between_group_variance]);
    all
}

proptest! {
    #[test]
    fn the_order_of_groups_changes_nothing(groups in any_groups(), turn in 0_usize..12) {
        let mut turned = groups.clone();
        turned.rotate_left(turn % groups.len());
        turned.swap(0, groups.len() - 1);
        let (a, b) = (disparity(&groups, Reference::Best).unwrap(), disparity(&turned, Reference::Best).unwrap());
        for (a, b) in summary(&a).into_iter().zip(summary(&b)) {
            prop_assert!((a - b).abs() <= 1e-9 * a.abs().max(1.0), "{} is not {}", a, b);
        }
    }

    #[test]
    fn as_many_more_of_everybody_changes_nothing(groups in any_groups(), times in 2_u32..50) {
        let more: Vec<Group> = groups
            .iter()
            .map(|g| Group { cases: g.cases * f64::from(times), population: g.population * f64::from(times) })
            .collect();
        let (a, b) = (disparity(&groups, Reference::Overall).unwrap(), disparity(&more, Reference::Overall).unwrap());
        for (a, b) in summary(&a).into_iter().zip(summary(&b)) {
            prop_assert!((a - b).abs() <= 1e-9 * a.abs().max(1.0), "{} is not {}", a, b);
        }
    }

    #[test]
    fn relative_measures_do_not_feel_a_common_factor(groups in any_groups()) {
        let half: Vec<Group> = groups.iter().map(|g| Group { cases: g.cases / 2.0, ..*g }).collect();
        let (a, b) = (disparity(&groups, Reference::Best).unwrap(), disparity(&half, Reference::Best).unwrap());
        let relative = |found: &Disparity| [found.index, found.weighted_index, found.gini, found.attributable];
        prop_assert_eq!(relative(&a), relative(&b));
        prop_assert!(close(a.range, 2.0 * b.range));
        prop_assert!(close(a.between_group_variance, 4.0 * b.between_group_variance));
    }

    #[test]
    fn measures_stay_in_their_bounds(groups in any_groups()) {
        let found = disparity(&groups, Reference::Best).unwrap();
        prop_assert!(found.gini.is_none_or(|gini| (-1e-12..1.0).contains(&gini)));
        prop_assert!(found.range_ratio.is_none_or(|ratio| ratio >= 1.0));
        prop_assert!(found.attributable.is_none_or(|part| (-1e-9..=100.0 + 1e-9).contains(&part)));
        prop_assert!(found.differences.iter().all(|difference| *difference >= 0.0));
    }

    #[test]
    fn intervals_hold_their_value_and_shrink_with_more_people(groups in any_groups()) {
        for pair in groups.windows(2) {
            let much = |g: Group| Group { cases: g.cases * 9.0, population: g.population * 9.0 };
            let both = [
                (wilson(pair[0], Z95), wilson(much(pair[0]), Z95)),
                (byar(pair[0], Z95), byar(much(pair[0]), Z95)),
                (difference(pair[0], pair[1], Z95), difference(much(pair[0]), much(pair[1]), Z95)),
                (ratio(pair[0], pair[1], Z95), ratio(much(pair[0]), much(pair[1]), Z95)),
            ];
            for (few, many) in both.into_iter().filter_map(|(few, many)| few.zip(many)) {
                prop_assert!(few.low <= few.value + 1e-12 && few.value <= few.high + 1e-12, "{:?}", few);
                prop_assert!(many.high - many.low <= few.high - few.low + 1e-12, "{:?} {:?}", few, many);
            }
        }
    }

    #[test]
    fn turned_around_a_difference_and_a_ratio_turn_around(groups in any_groups()) {
        for pair in groups.windows(2) {
            let (there, back) = (difference(pair[0], pair[1], Z95).unwrap(), difference(pair[1], pair[0], Z95).unwrap());
            prop_assert!(close(there.low, -back.high) && close(there.high, -back.low));
            if let Some((there, back)) = ratio(pair[0], pair[1], Z95).zip(ratio(pair[1], pair[0], Z95)) {
                prop_assert!((there.low * back.high - 1.0).abs() < 1e-9);
            }
        }
    }
}
