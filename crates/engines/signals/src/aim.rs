//! How far to a target, and is the pace enough?

/// A measure on its way from a baseline to a target. Values share one unit; time is counted in one period of the
/// caller's choice (years, quarters).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Aim {
    /// Where it began.
    pub baseline: f64,
    /// Where it is.
    pub current: f64,
    /// Where it shall be.
    pub target: f64,
    /// Periods until then; not positive once the time is over.
    pub left: f64,
    /// Change a period, lately.
    pub slope: f64,
}

/// How the pace compares with what is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// At the target or beyond.
    Reached,
    /// At least as fast as needed.
    OnPace,
    /// At least 0.7 of what is needed.
    Close,
    /// Slower than that.
    Off,
    /// Standing still or moving away.
    Away,
    /// Not reached, and no time left.
    Missed,
}

impl Aim {
    /// The share of the way from baseline to target that is done; below 0 if it went the other way, above 1 beyond the
    /// target. `None` if there is no way to go.
    pub fn progress(&self) -> Option<f64> {
        let way = self.target - self.baseline;
        (way != 0.0).then(|| (self.current - self.baseline) / way)
    }

    /// Change a period that leads to the target in time; `None` if no time is left.
    pub fn needed(&self) -> Option<f64> {
        (self.left > 0.0).then(|| (self.target - self.current) / self.left)
    }

    /// The recent pace as a multiple of the needed one; `None` if no time is left or nothing is needed.
    pub fn pace_ratio(&self) -> Option<f64> {
        self.needed().filter(|needed| *needed != 0.0).map(|needed| self.slope / needed)
    }

    /// The band of the pace. Better is the direction from baseline to target.
    pub fn pace(&self) -> Pace {
        let reached = if self.target >= self.baseline {
            self.current >= self.target
        } else {
            self.current <= self.target
        };
        match self.pace_ratio() {
            _ if reached => Pace::Reached,
            None => Pace::Missed,
            Some(ratio) if ratio >= 1.0 => Pace::OnPace,
            Some(ratio) if ratio >= 0.7 => Pace::Close,
            Some(ratio) if ratio > 0.0 => Pace::Off,
            Some(_) => Pace::Away,
        }
    }

    /// How many of a population of `denominator` make up the rest of the way; `factor` is that of the rate (100 for
    /// percentages). 0 once the target is reached. A part of a person counts as one.
    pub fn people_behind_the_gap(&self, denominator: f64, factor: f64) -> u64 {
        if self.pace() == Pace::Reached {
            return 0;
        }
        let people = (self.target - self.current).abs() * denominator / factor;
        // The distance of two decimal fractions is rarely exact; a billionth of a person is nobody.
        (people - 1e-9).ceil() as u64
    }
}

/// The values that lead in a straight line from `from` to `to`: one for the end of each of `periods`, the last is `to`.
pub fn required_path(from: f64, to: f64, periods: usize) -> impl Iterator<Item = f64> {
    (1..=periods).map(move |period| {
        let share = period as f64 / periods as f64;
        from * (1.0 - share) + to * share
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const AIM: Aim = Aim { baseline: 44.0, current: 52.6, target: 60.0, left: 5.0, slope: 2.3 };

    #[test]
    fn the_worked_example() {
        assert!((AIM.progress().unwrap() - 0.5375).abs() < 1e-12);
        assert!((AIM.needed().unwrap() - 1.48).abs() < 1e-12);
        assert_eq!(format!("{:.2}", AIM.pace_ratio().unwrap()), "1.55");
        assert_eq!(AIM.pace(), Pace::OnPace);
        assert_eq!(AIM.people_behind_the_gap(4200.0, 100.0), 311);
    }

    #[test]
    fn each_band_has_its_edge() {
        let needed = AIM.needed().unwrap();
        let pace = |ratio: f64| Aim { slope: needed * ratio, ..AIM }.pace();
        assert_eq!(
            [1.0, 0.99, 0.7, 0.69, 0.0, -1.0].map(pace),
            [Pace::OnPace, Pace::Close, Pace::Close, Pace::Off, Pace::Away, Pace::Away]
        );
        assert_eq!(Aim { current: 60.0, ..AIM }.pace(), Pace::Reached);
        assert_eq!(Aim { left: 0.0, ..AIM }.pace(), Pace::Missed);
    }

    #[test]
    fn fewer_can_be_better() {
        let falling = Aim { baseline: 20.0, current: 15.0, target: 10.0, left: 2.0, slope: -3.0 };
        assert_eq!(falling.pace(), Pace::OnPace);
        assert_eq!(Aim { slope: 1.0, ..falling }.pace(), Pace::Away);
        assert_eq!(Aim { current: 9.0, ..falling }.people_behind_the_gap(1000.0, 100.0), 0);
        assert_eq!(falling.people_behind_the_gap(1000.0, 100.0), 50);
    }

    #[test]
    fn no_way_to_go_has_no_progress() {
        assert_eq!(Aim { target: 44.0, ..AIM }.progress(), None);
    }

    proptest! {
        #[test]
        fn a_path_ends_at_the_target_in_even_steps(from in -1e6..1e6_f64, to in -1e6..1e6_f64, periods in 1_usize..60) {
            let path: Vec<f64> = required_path(from, to, periods).collect();
            prop_assert_eq!(path.len(), periods);
            prop_assert_eq!(path[periods - 1], to);
            let step = (to - from) / periods as f64;
            let mut before = from;
            for value in path {
                prop_assert!((value - before - step).abs() < 1e-6);
                before = value;
            }
        }
    }
}
