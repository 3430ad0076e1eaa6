//! The four rules, within one phase. Each takes one entry a point, in order of time, and marks points.

use super::{Cause, Phase, Side, side};

/// So many points in a row make a shift or a trend.
const RUN: usize = 7;

/// Which rule marks which point.
pub(super) struct Flags {
    sides: Vec<Option<Side>>,
    outside: Vec<bool>,
    trend: Vec<Option<Side>>,
    two_in_three: Vec<bool>,
    shift: Vec<bool>,
}

impl Flags {
    pub(super) fn of(values: &[f64], phase: &Phase) -> Self {
        let sides: Vec<_> = values.iter().map(|value| phase.side(*value)).collect();
        let close: Vec<_> = values.iter().map(|value| phase.close(*value)).collect();
        Self {
            outside: values.iter().map(|value| phase.outside(*value)).collect(),
            trend: trend(values),
            two_in_three: two_in_three(&close, &sides),
            shift: shift(&sides),
            sides,
        }
    }

    /// The first rule that applies, in the order of the programme.
    pub(super) fn cause(&self, at: usize) -> Cause {
        let Some(side) = self.sides[at] else { return self.trend[at].map_or(Cause::Common, Cause::Trend) };
        match self.trend[at] {
            _ if self.outside[at] => Cause::Outside(side),
            Some(direction) => Cause::Trend(direction),
            None if self.two_in_three[at] => Cause::TwoInThree(side),
            None if self.shift[at] => Cause::Shift(side),
            None => Cause::Common,
        }
    }
}

/// Seven points in a row on the same side of the mean; a point on the mean ends the run.
pub fn shift(sides: &[Option<Side>]) -> Vec<bool> {
    let mut marked = vec![false; sides.len()];
    for (start, run) in sides.windows(RUN).enumerate() {
        if run[0].is_some() && run.iter().all(|side| *side == run[0]) {
            marked[start..start + RUN].fill(true);
        }
    }
    marked
}

/// Seven points in a row of which each rises, or each falls; equal neighbours end the run. A point between two trends
/// belongs to the later one.
pub fn trend(values: &[f64]) -> Vec<Option<Side>> {
    let steps: Vec<_> = values.windows(2).map(|pair| side(pair[1] - pair[0])).collect();
    let mut marked = vec![None; values.len()];
    for (start, run) in steps.windows(RUN - 1).enumerate() {
        if run[0].is_some() && run.iter().all(|step| *step == run[0]) {
            marked[start..start + RUN].fill(run[0]);
        }
    }
    marked
}

/// Three points in a row on the same side of which at least two are close to the limit; only the close ones are marked.
pub fn two_in_three(close: &[bool], sides: &[Option<Side>]) -> Vec<bool> {
    let mut marked = vec![false; close.len()];
    for (start, run) in sides.windows(3).enumerate() {
        let near = &close[start..start + 3];
        if run[0].is_some()
            && run.iter().all(|side| *side == run[0])
            && near.iter().filter(|n| **n).count() >= 2
        {
            for (at, near) in near.iter().enumerate() {
                marked[start + at] |= near;
            }
        }
    }
    marked
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sides(signs: &[i8]) -> Vec<Option<Side>> {
        signs.iter().map(|sign| side(f64::from(*sign))).collect()
    }

    #[test]
    fn a_shift_needs_seven_and_no_point_on_the_mean() {
        assert_eq!(shift(&sides(&[1, 1, 1, 1, 1, 1, -1])), [false; 7]);
        assert_eq!(shift(&sides(&[1, 1, 1, 0, 1, 1, 1])), [false; 7]);
        assert_eq!(shift(&sides(&[-1, -1, -1, -1, -1, -1, -1, 1]))[6..], [true, false]);
    }

    #[test]
    fn a_trend_needs_six_steps_and_ties_end_it() {
        assert_eq!(trend(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]), [None; 6]);
        assert_eq!(trend(&[1.0, 2.0, 3.0, 3.0, 4.0, 5.0, 6.0]), [None; 7]);
        assert_eq!(trend(&[7.0, 6.0, 5.0, 4.0, 3.0, 2.0, 1.0]), [Some(Side::Low); 7]);
    }

    #[test]
    fn a_shared_peak_belongs_to_the_later_trend() {
        let peak = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 6.0, 5.0, 4.0, 3.0, 2.0, 1.0];
        let marked = trend(&peak);
        assert_eq!((marked[5], marked[6]), (Some(Side::High), Some(Side::Low)));
    }

    #[test]
    fn two_in_three_marks_only_the_close_ones_on_one_side() {
        let close = [true, false, true, false];
        assert_eq!(two_in_three(&close, &sides(&[1, 1, 1, 1])), [true, false, true, false]);
        assert_eq!(two_in_three(&close, &sides(&[1, -1, 1, 1])), [false; 4]);
    }
}
