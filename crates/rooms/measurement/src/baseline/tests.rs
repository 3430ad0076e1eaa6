use web::Room;

use super::outcome::Held;
use super::outlook::{Outlook, TooFew};
use super::*;
use crate::measure::MeasureVersion;

fn measure(better: &str) -> Measure {
    crate::value::tests::measure(better, None)
}

fn series(measure: &Measure, values: &[Option<f64>]) -> Series {
    let value = |(at, value): (usize, &Option<f64>)| crate::value::tests::value(2010 + at, *value, 10);
    Series::of(measure, values.iter().enumerate().map(value).collect())
}

/// The worked example of C3: 44, 45, 45.5, 46.5, 47 were known; 47.85, 48.6, 49.35 were expected.
fn frozen() -> Baseline {
    let id = BaselineId::new();
    let step =
        |period: &str, low, likely, high| Step { baseline: id, period: period.into(), low, likely, high };
    Baseline {
        id,
        number: 1,
        measure: MeasureId::new(),
        version: 1,
        since: "2010".into(),
        until: "2014".into(),
        points: 5,
        last_value: 47.0,
        method: "drift".into(),
        hindsight: false,
        note: String::new(),
        agreed_by: "Steering circle".into(),
        frozen_by: "Somebody".into(),
        frozen_at: Timestamp::UNIX_EPOCH,
        steps: vec![
            step("2015", 47.475, 47.85, 48.225),
            step("2016", 48.167, 48.6, 49.033),
            step("2017", 48.852, 49.35, 49.848),
        ],
    }
}

fn words(better: &str, came: &[f64]) -> (String, String) {
    let measure = measure(better);
    let known = [44.0, 45.0, 45.5, 46.5, 47.0];
    let all: Vec<Option<f64>> =
        known.iter().chain(came).map(|value| Some((value * 1000.0_f64).round())).collect();
    let series = series(&measure, &all);
    let baseline = frozen();
    let held = Held::of(&baseline, &measure, &series);
    let texts = web::texts(&[Box::new(crate::Measurement) as Box<dyn Room>]).unwrap();
    let say = texts.speak("en", None, kernel::Profile::Classic);
    (view::state_words(&say, &held).1, view::sentence(&say, measure.in_force(), &held))
}

#[test]
fn each_state_of_the_curve_has_its_words() {
    for (came, state, sentence) in [
        (&[][..], "No data since", "47.9% is expected for 2015 if nothing changes, between 47.5% and 48.2%."),
        (&[48.0][..], "On the baseline", "48.0% in 2015 lies within what was expected if nothing changed"),
        (&[48.0, 50.2], "Turning", "50.2% in 2016 is better than what was expected if nothing changed"),
        (&[48.0, 50.2, 52.6], "Turned", "52.6% in 2017 is better than what was expected"),
        (&[48.0, 45.0], "Slipping", "45.0% in 2016 is worse than what was expected if nothing changed"),
    ] {
        let (found, said) = words("up", came);
        assert_eq!(found, state);
        assert!(said.starts_with(sentence), "{said}");
    }
    assert!(words("up", &[48.0, 50.2, 52.6]).1.ends_with("the curve has turned."));
    assert_eq!(words("down", &[45.0]).0, "Turning", "less can be better");
}

#[test]
fn values_after_a_break_are_not_held_against_what_was_expected_before() {
    let mut broken = measure("up");
    let second = MeasureVersion {
        number: 2,
        effective_from: "2016".into(),
        comparability: "break".into(),
        ..broken.versions[0].clone()
    };
    broken.versions.push(second);
    let all: Vec<Option<f64>> =
        [44.0, 45.0, 45.5, 46.5, 47.0, 48.0, 90.0].iter().map(|value| Some(value * 1000.0)).collect();
    let series = series(&broken, &all);
    let baseline = frozen();
    let held = Held::of(&baseline, &broken, &series);
    let known: Vec<bool> = held.outcomes.iter().map(|outcome| outcome.actual.is_some()).collect();
    assert_eq!(known, [true, false, false]);
}

#[test]
fn a_forecast_needs_six_values_in_a_row() {
    let measure = measure("up");
    let outlook = |values: &[Option<f64>]| Outlook::of(&measure, &series(&measure, values));
    let some =
        |count: usize| -> Vec<Option<f64>> { (0..count).map(|at| Some(44_000.0 + at as f64)).collect() };
    assert_eq!(outlook(&some(5)).unwrap_err(), TooFew { have: 5, need: 6 });
    assert_eq!(outlook(&[]).unwrap_err().have, 0);
    let made = outlook(&some(6)).unwrap();
    assert_eq!(
        (made.since.as_str(), made.until.as_str(), made.ahead[0].period.as_str()),
        ("2010", "2015", "2016")
    );
    let mut gap = some(9);
    gap[4] = None;
    assert_eq!(outlook(&gap).unwrap_err().have, 4, "what lies before a gap is not evenly spaced");
}
