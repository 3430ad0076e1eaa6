use proptest::prelude::*;

use super::*;

const CONSTRUCTED: &str = include_str!("../../fixtures/constructed.csv");
const EMERGENCY: &str = include_str!("../../fixtures/emergency_departments.csv");

/// One series of a fixture with what the reference says about it; the format is in `fixtures/README.md`.
struct Golden<'f> {
    head: Vec<&'f str>,
    points: Vec<Vec<&'f str>>,
}

impl<'f> Golden<'f> {
    fn all(fixture: &'f str) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        for line in fixture.lines().filter(|line| !line.starts_with('#')) {
            let fields: Vec<&str> = line.split(',').collect();
            match fields[0] {
                "series" => all.push(Self { head: fields, points: Vec::new() }),
                _ => all.last_mut().unwrap().points.push(fields),
            }
        }
        all
    }

    fn reading(&self) -> Reading {
        Reading {
            better: match self.head[2] {
                "increase" => Better::Up,
                "decrease" => Better::Down,
                _ => Better::Band,
            },
            phases: self.head[4].split_whitespace().map(|at| at.parse().unwrap()).collect(),
            fixed: self.head[5].parse().ok(),
            screened: self.head[6] == "screened",
        }
    }

    fn check(&self) {
        let id = self.head[1];
        let values: Vec<f64> = self.points.iter().map(|point| point[1].parse().unwrap()).collect();
        let chart = chart(&values, &self.reading());
        for (at, (golden, point)) in self.points.iter().zip(&chart.points).enumerate() {
            let phase = &chart.phases[point.phase];
            let limits = phase.limits.map(|limits| [limits.centre, limits.lower, limits.upper]);
            if golden[3].is_empty() {
                // The reference has no limits for a constant series; ours lie on the mean.
                assert!(limits.is_none_or(|[_, lower, upper]| lower == upper), "{id} point {at}");
            } else {
                for (theirs, ours) in golden[2..5].iter().zip(limits.unwrap()) {
                    assert!(
                        (theirs.parse::<f64>().unwrap() - ours).abs() < 1e-9,
                        "{id} point {at}: {theirs} {ours}"
                    );
                }
            }
            assert_eq!(label(point.cause), golden[5], "{id} point {at}");
            assert_eq!(named(point.variation), golden[6], "{id} point {at}");
            // The real series are stored without this mark; all of them are long enough.
            assert_eq!(phase.provisional(), golden[7] == "trial", "{id} point {at}");
        }
        assert_eq!(chart.points.last().map(|point| icon(point.variation)).unwrap(), self.head[7], "{id}");
        let assurance = self.head[3].parse().ok().and_then(|target| chart.assurance(target));
        let assurance = assurance.map_or("", |assurance| match assurance {
            Assurance::Meets => "consistent_pass",
            Assurance::Misses => "consistent_fail",
            Assurance::Unsettled => "inconsistent",
        });
        assert_eq!(assurance, self.head[8], "{id}");
    }
}

fn label(cause: Cause) -> &'static str {
    match cause {
        Cause::Common => "Common Cause",
        Cause::Outside(Side::High) => "Above UCL",
        Cause::Outside(Side::Low) => "Below LCL",
        Cause::Trend(Side::High) => "7 Point Trend (Increasing)",
        Cause::Trend(Side::Low) => "7 Point Trend (Decreasing)",
        Cause::TwoInThree(Side::High) => "2 in 3 Above CL",
        Cause::TwoInThree(Side::Low) => "2 in 3 Below CL",
        Cause::Shift(Side::High) => "7 Points Above CL",
        Cause::Shift(Side::Low) => "7 Points Below CL",
    }
}

fn named(variation: Variation) -> &'static str {
    match variation {
        Variation::Common => "common_cause",
        Variation::Improving(_) => "special_cause_improvement",
        Variation::Concerning(_) => "special_cause_concern",
        Variation::Unusual(Side::High) => "special_cause_neutral_high",
        Variation::Unusual(Side::Low) => "special_cause_neutral_low",
    }
}

fn icon(variation: Variation) -> &'static str {
    match variation {
        Variation::Common => "common_cause",
        Variation::Improving(Side::High) => "improvement_high",
        Variation::Improving(Side::Low) => "improvement_low",
        Variation::Concerning(Side::High) => "concern_high",
        Variation::Concerning(Side::Low) => "concern_low",
        Variation::Unusual(Side::High) => "neutral_high",
        Variation::Unusual(Side::Low) => "neutral_low",
    }
}

#[test]
fn constructed_series_read_as_the_reference_reads_them() {
    let all = Golden::all(CONSTRUCTED);
    assert!(all.len() >= 40);
    all.iter().for_each(Golden::check);
}

#[test]
fn real_series_read_as_the_reference_reads_them() {
    let all = Golden::all(EMERGENCY);
    assert!(all.len() >= 6);
    all.iter().for_each(Golden::check);
}

#[test]
fn few_points_give_no_verdict() {
    let reading = Reading::new(Better::Up);
    assert_eq!(chart(&[], &reading).variation(), None);
    assert_eq!(chart(&[1.0], &reading).limits(), None);
    let five = chart(&[1.0, 2.0, 1.0, 2.0, 90.0], &reading);
    assert_eq!((five.variation(), five.provisional()), (None, true));
    let six = chart(&[1.0, 2.0, 1.0, 2.0, 1.0, 2.0], &reading);
    assert_eq!((six.variation(), six.provisional()), (Some(Variation::Common), true));
    assert!(!chart(&[1.0; 13], &reading).provisional());
}

#[test]
fn a_new_phase_has_too_few_points_at_first() {
    let mut values = [5.0, 6.0].repeat(8);
    values.extend([9.0, 10.0]);
    let rebased = chart(&values, &Reading { phases: vec![16, 16, 99], ..Reading::new(Better::Up) });
    assert_eq!((rebased.phases.len(), rebased.phases[1].start, rebased.variation()), (2, 16, None));
}

proptest! {
    #[test]
    fn moving_a_series_moves_its_limits(values in prop::collection::vec(-1000..1000_i32, 2..50), by in -1000..1000_i32) {
        let reading = Reading::new(Better::Up);
        let series: Vec<f64> = values.iter().map(|value| f64::from(*value)).collect();
        let moved: Vec<f64> = values.iter().map(|value| f64::from(*value + by)).collect();
        let (limits, moved) = (chart(&series, &reading).limits().unwrap(), chart(&moved, &reading).limits().unwrap());
        let by = f64::from(by);
        prop_assert!((limits.centre + by - moved.centre).abs() < 1e-9);
        prop_assert!((limits.lower + by - moved.lower).abs() < 1e-9);
        prop_assert!((limits.upper + by - moved.upper).abs() < 1e-9);
    }

    /// What is better for one measure is worse for its mirror image, by the same rules.
    #[test]
    fn mirrored_series_are_read_alike(values in prop::collection::vec(-50..50_i32, 1..60)) {
        let series: Vec<f64> = values.iter().map(|value| f64::from(*value)).collect();
        let mirrored: Vec<f64> = series.iter().map(|value| -value).collect();
        let count = |chart: Chart| {
            chart.points.iter().map(|point| matches!(point.variation, Variation::Improving(_))).collect::<Vec<_>>()
        };
        let up = chart(&series, &Reading::new(Better::Up));
        let down = chart(&mirrored, &Reading::new(Better::Down));
        prop_assert_eq!(count(up), count(down));
    }
}
