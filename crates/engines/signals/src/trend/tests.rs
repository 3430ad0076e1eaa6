use proptest::prelude::*;

use super::*;

fn trend(values: &[f64]) -> Trend {
    Trend::of(values).unwrap()
}

#[test]
fn few_values_have_no_word() {
    assert_eq!(Trend::of(&[]), None);
    assert_eq!(Trend::of(&[4.0]), None);
    let seven = trend(&[10.0, 9.0, 8.0, 7.0, 6.0, 5.0, 4.0]);
    assert_eq!((seven.test.s, seven.slope.slope, seven.word()), (-21.0, -1.0, Word::TooEarly));
    assert!((seven.test.p().unwrap() - 0.002_666_681_793_614_067_4).abs() < 1e-12);
}

#[test]
fn a_constant_series_has_no_trend() {
    let flat = trend(&[5.0; 8]);
    assert_eq!((flat.test.s, flat.test.p(), flat.slope.slope), (0.0, Some(1.0), 0.0));
    assert_eq!((flat.autocorrelated, flat.word()), (flat.test, Word::Unclear));
}

#[test]
fn one_outlier_does_not_move_the_slope() {
    let with = trend(&[1.0, 2.0, 3.0, 4.0, 500.0, 6.0, 7.0, 8.0, 9.0, 10.0]);
    assert_eq!((with.slope.slope, with.word()), (1.0, Word::Rising));
}

#[test]
fn seasons_are_compared_with_themselves() {
    let values: Vec<f64> =
        (0..36).map(|month| f64::from(month % 12) * 10.0 + f64::from(month / 12)).collect();
    let seasonal = MannKendall::seasonal(&values, 12).unwrap();
    assert_eq!((seasonal.s, seasonal.tau, seasonal_slope(&values, 12)), (36.0, 1.0, Some(1.0)));
    assert_eq!(MannKendall::seasonal(&values[..12], 12), None);
}

#[test]
fn medians_lie_in_the_middle() {
    assert_eq!(median(&mut []), None);
    assert_eq!(median(&mut [3.0, 1.0, 2.0]), Some(2.0));
    assert_eq!(median(&mut [4.0, 1.0, 3.0, 2.0]), Some(2.5));
}

fn series() -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec((-500..500_i32).prop_map(f64::from), 2..40)
}

proptest! {
    /// What rises falls when it is read backwards or turned over.
    #[test]
    fn turned_over_a_trend_changes_its_sign(values in series()) {
        let there = trend(&values);
        let back = trend(&values.iter().rev().copied().collect::<Vec<_>>());
        let over = trend(&values.iter().map(|value| -value).collect::<Vec<_>>());
        prop_assert_eq!(there.test.s, -back.test.s);
        prop_assert_eq!(there.test.s, -over.test.s);
        prop_assert_eq!(there.slope.slope, -over.slope.slope);
        prop_assert_eq!(there.test.p(), back.test.p());
    }

    /// The test sees only order; the slope follows the scale.
    #[test]
    fn scaling_scales_the_slope_and_not_the_test(values in series(), up in 1..9_i32) {
        let (there, up) = (trend(&values), 2.0_f64.powi(up));
        let scaled = trend(&values.iter().map(|value| value * up + 64.0).collect::<Vec<_>>());
        prop_assert_eq!(there.test, scaled.test);
        prop_assert!((there.slope.slope * up - scaled.slope.slope).abs() < 1e-9);
    }

    #[test]
    fn the_interval_holds_the_slope(values in series()) {
        let slope = trend(&values).slope;
        prop_assert!(slope.low95 <= slope.slope && slope.slope <= slope.high95);
    }
}
