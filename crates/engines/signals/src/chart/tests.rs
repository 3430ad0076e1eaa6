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
            let limits = phase.limits;
            let ours = [Some(phase.centre), limits.map(|l| l.lower), limits.map(|l| l.upper)];
            for (theirs, ours) in golden[2..5].iter().zip(ours) {
                let theirs: Option<f64> = theirs.parse().ok();
                let near = theirs.zip(ours).map_or(theirs == ours, |(a, b)| (a - b).abs() < 1e-9);
                assert!(near, "{id} point {at}: {theirs:?} {ours:?}");
            }
            assert_eq!(point.cause.as_str(), golden[5], "{id} point {at}");
            assert_eq!(point.variation.as_str(), golden[6], "{id} point {at}");
            // The real series are stored without this mark; all of them are long enough.
            assert_eq!(phase.provisional(), golden[7] == "trial", "{id} point {at}");
        }
        assert_eq!(chart.points.last().map(|point| point.variation.icon()).unwrap(), self.head[7], "{id}");
        let assurance = self.head[3].parse().ok().and_then(|target| chart.assurance(target));
        let assurance = assurance.map_or("", Assurance::as_str);
        assert_eq!(assurance, self.head[8], "{id}");
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
    assert_eq!((five.variation(), five.phases[0].provisional()), (None, true));
    let six = chart(&[1.0, 2.0, 1.0, 2.0, 1.0, 2.0], &reading);
    assert_eq!((six.variation(), six.phases[0].provisional()), (Some(Variation::Common), true));
    assert!(!chart(&[1.0; 13], &reading).phases[0].provisional());
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
        let (there, moved) = (chart(&series, &reading), chart(&moved, &reading));
        let by = f64::from(by);
        prop_assert!((there.phases[0].centre + by - moved.phases[0].centre).abs() < 1e-9);
        let (limits, moved) = (there.limits(), moved.limits());
        prop_assert_eq!(limits.is_some(), moved.is_some());
        let Some((limits, moved)) = limits.zip(moved) else { return Ok(()) };
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
