//! When it is worth asking people whether limits should begin afresh. Never by itself: that is a judgement, with a
//! reason and a date, and the old limits stay to be seen.

use super::{Chart, Side, side};

/// A series that ends with so many points in a row on one side of its mean has settled elsewhere.
const SETTLED: usize = 8;

/// From one fresh beginning to the next there are at least so many points.
const APART: usize = 12;

/// Points in a row, up to the latest, on one side of the mean of their phase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shift {
    /// Index of the first of them.
    pub start: usize,
    /// How many they are.
    pub len: usize,
    /// Above or below.
    pub side: Side,
}

impl Shift {
    /// Whether they are enough to ask for fresh limits. A cause that people know belongs to it as well.
    pub fn settled(&self) -> bool {
        self.len >= SETTLED
    }
}

impl Chart {
    /// The points with which the series ends on one side of its mean; `None` if the latest lies on it.
    pub fn shift(&self) -> Option<Shift> {
        let phase = self.phases.last()?;
        let of = |value: f64| side(value - phase.centre);
        let last = of(self.points.last()?.value)?;
        let points = self.points[phase.start..].iter().rev();
        let len = points.take_while(|point| of(point.value) == Some(last)).count();
        Some(Shift { start: self.points.len() - len, len, side: last })
    }
}

/// Whether limits may begin afresh at point `at` of a series, when they did so at the points `before`: at least twelve
/// points lie between any two.
pub fn far_enough(before: &[usize], at: usize) -> bool {
    before.iter().all(|other| other.abs_diff(at) >= APART)
}

#[cfg(test)]
mod tests {
    use super::super::{Better, Reading, chart};
    use super::*;

    fn shift(values: &[f64], phases: Vec<usize>) -> Option<Shift> {
        chart(values, &Reading { phases, ..Reading::new(Better::Up) }).shift()
    }

    #[test]
    fn a_series_that_settled_elsewhere_asks_for_fresh_limits() {
        let values: Vec<f64> = [10.0, 11.0, 9.0, 10.0, 11.0, 9.0, 10.0, 11.0]
            .into_iter()
            .chain([20.0, 21.0, 19.0, 20.0, 21.0, 19.0, 20.0, 21.0])
            .collect();
        let found = shift(&values, Vec::new()).unwrap();
        assert_eq!(found, Shift { start: 8, len: 8, side: Side::High });
        assert!(found.settled());
        assert!(!shift(&values[..15], Vec::new()).unwrap().settled());
        assert_eq!(
            shift(&values, vec![8]).unwrap().len,
            1,
            "after fresh limits nothing is settled elsewhere"
        );
    }

    #[test]
    fn a_point_on_the_mean_ends_the_run() {
        assert_eq!(shift(&[5.0; 9], Vec::new()), None);
        assert_eq!(shift(&[], Vec::new()), None);
    }

    #[test]
    fn two_beginnings_are_twelve_points_apart() {
        assert!(far_enough(&[], 3));
        assert!(far_enough(&[4, 30], 16));
        assert!(!far_enough(&[4, 27], 16));
        assert!(!far_enough(&[10], 10));
    }
}
