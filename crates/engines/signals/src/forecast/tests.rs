use proptest::prelude::*;

use super::*;

const UNEMPLOYMENT: [f64; 12] = [4.6, 5.8, 9.3, 9.6, 9.0, 8.1, 7.4, 6.2, 5.3, 4.9, 4.4, 3.9];

#[test]
fn few_values_have_no_forecast_and_some_have_the_drift() {
    let of = |n: usize| forecast(&UNEMPLOYMENT[..n], Scale::Free, Tempo::Yearly);
    assert_eq!(of(5), None);
    for n in 6..12 {
        let few = of(n).unwrap();
        assert_eq!((few.method, few.past, few.ahead.len()), (Method::Drift, None, n / 3));
    }
    let many = of(12).unwrap();
    assert_eq!(many.ahead.len(), 3);
    let past = many.past.unwrap();
    assert_eq!(matches!(many.method, Method::DampedHolt(_)), past.damped_holt < past.drift);
}

#[test]
fn a_trend_that_turned_is_not_drawn_on_by_its_average() {
    let monthly: Vec<f64> = (0..36).map(|month| f64::from((month - 18_i32).abs())).collect();
    let forecast = forecast(&monthly, Scale::Free, Tempo::Monthly).unwrap();
    assert!(matches!(forecast.method, Method::DampedHolt(_)));
    assert_eq!(forecast.ahead.len(), 6);
    assert!(forecast.ahead[0].value > 17.2);
}

#[test]
fn months_are_not_chosen_among_before_there_are_two_years() {
    let monthly: Vec<f64> = (0..23).map(f64::from).collect();
    assert_eq!(forecast(&monthly, Scale::Free, Tempo::Monthly).unwrap().past, None);
}

#[test]
fn shares_stay_shares() {
    let rising = [88.0, 90.0, 93.0, 95.0, 97.0, 98.5];
    let odds = forecast(&rising, Scale::Share(100.0), Tempo::Yearly).unwrap();
    assert!(odds.in_odds && odds.ahead.iter().all(|ahead| ahead.high95 < 100.0 && ahead.value > 98.5));
    let at_the_end =
        forecast(&[95.0, 96.0, 97.0, 99.0, 100.0, 100.0], Scale::Share(100.0), Tempo::Yearly).unwrap();
    assert!(!at_the_end.in_odds && at_the_end.ahead.iter().all(|ahead| ahead.high95 <= 100.0));
    let falling = forecast(&[9.0, 7.0, 5.0, 3.0, 2.0, 1.0], Scale::Positive, Tempo::Yearly).unwrap();
    assert_eq!((falling.ahead[0].value, falling.ahead[0].low95), (0.0, 0.0));
}

#[test]
fn what_never_changed_is_expected_to_stay() {
    let flat = forecast(&[4.0; 30], Scale::Free, Tempo::Monthly).unwrap();
    assert_eq!(flat.method, Method::Drift);
    assert!(flat.ahead.iter().all(|ahead| (ahead.low95, ahead.value, ahead.high95) == (4.0, 4.0, 4.0)));
}

#[test]
fn a_level_that_takes_every_surprise_is_a_random_walk() {
    let walk = Holt { alpha: 1.0, beta: 0.0, phi: 0.9 };
    assert_eq!(walk.variances().take(4).collect::<Vec<_>>(), [1.0, 2.0, 3.0, 4.0]);
    let damped = Holt { alpha: 0.5, beta: 0.2, phi: 0.5 };
    let variances: Vec<f64> = damped.variances().take(3).collect();
    assert!((variances[2] - (1.0 + 0.55_f64.powi(2) + 0.575_f64.powi(2))).abs() < 1e-12);
}

#[test]
fn side_by_side_is_one_by_one() {
    let start = start(&UNEMPLOYMENT);
    let mut race = fit::Race::new(fit::everywhere(), start);
    for value in &UNEMPLOYMENT[1..] {
        race.learn(*value);
    }
    let (holt, state, squares) = race.best();
    let alone = |holt: Holt| {
        UNEMPLOYMENT[1..].iter().fold((start, 0.0), |(state, squares), value| {
            (holt.learns(state, *value), squares + (value - holt.expects(state)).powi(2))
        })
    };
    let (there, sum) = alone(holt);
    assert!((there.level - state.level).abs() < 1e-12 && (there.trend - state.trend).abs() < 1e-12);
    assert!((sum - squares).abs() < 1e-12);
    assert!(fit::everywhere().all(|other| alone(other).1 >= squares - 1e-12));
    assert!(fit::refine(&UNEMPLOYMENT[1..], start, race.best()).2 <= squares);
}

fn series() -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec((-500..500_i32).prop_map(f64::from), 6..60)
}

proptest! {
    /// A measure in other units has the same forecast in those units.
    #[test]
    fn units_do_not_matter(values in series(), up in -3..9_i32) {
        let there = forecast(&values, Scale::Free, Tempo::Yearly).unwrap();
        let scaled: Vec<f64> = values.iter().map(|value| value * 2.0_f64.powi(up)).collect();
        let scaled = forecast(&scaled, Scale::Free, Tempo::Yearly).unwrap();
        prop_assert_eq!(there.method, scaled.method);
        for (a, b) in there.ahead.iter().zip(&scaled.ahead) {
            prop_assert_eq!(a.value * 2.0_f64.powi(up), b.value);
            prop_assert_eq!(a.high95 * 2.0_f64.powi(up), b.high95);
        }
    }

    #[test]
    fn ranges_lie_within_each_other_and_widen(values in series()) {
        let ahead = forecast(&values, Scale::Free, Tempo::Monthly).unwrap().ahead;
        for step in &ahead {
            prop_assert!(step.low95 <= step.low80 && step.low80 <= step.value);
            prop_assert!(step.value <= step.high80 && step.high80 <= step.high95);
        }
        for pair in ahead.windows(2) {
            prop_assert!(pair[0].high95 - pair[0].low95 <= (pair[1].high95 - pair[1].low95) * (1.0 + 1e-12));
        }
    }
}
