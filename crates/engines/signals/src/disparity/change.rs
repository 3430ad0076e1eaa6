//! How a gap changes: difference in differences, and whether both groups gained by it.

use super::{Estimate, Group, difference};

/// Two groups at one time, rates of the adverse event: lower is better.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gap {
    /// The group that is worse off.
    pub group: Group,
    /// The group it is compared with.
    pub reference: Group,
}

impl Gap {
    /// Rate of the group - rate of the reference.
    pub fn difference(self) -> f64 {
        self.group.rate() - self.reference.rate()
    }
}

/// What a sentence about a changed gap has to say: a gap that closes because the better-off fell is no success, and one
/// that widens while both improve is no failure of either.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GapChange {
    /// The gap before.
    pub before: f64,
    /// The gap after.
    pub after: f64,
    /// After - before: the difference in differences.
    pub change: f64,
    /// Its interval, groups and times taken as independent; `None` where cases are no part of the population.
    pub interval: Option<Estimate>,
    /// The part of the earlier gap that is gone, 1 - after / before; `None` if there was none.
    pub closed: Option<f64>,
    /// The group's rate after - before: negative if it improved.
    pub group: f64,
    /// The reference's rate after - before.
    pub reference: f64,
}

impl GapChange {
    /// Compares a gap with the same gap earlier; `z` as in [`super::wilson`].
    pub fn between(before: Gap, after: Gap, z: f64) -> Self {
        let (was, is) = (before.difference(), after.difference());
        let was_estimated = difference(before.group, before.reference, z);
        let is_estimated = difference(after.group, after.reference, z);
        Self {
            before: was,
            after: is,
            change: is - was,
            interval: is_estimated.zip(was_estimated).map(|(is, was)| is.minus(was)),
            closed: (was != 0.0).then(|| 1.0 - is / was),
            group: after.group.rate() - before.group.rate(),
            reference: after.reference.rate() - before.reference.rate(),
        }
    }

    /// The gap widened although both improved.
    pub fn widened_while_both_improved(&self) -> bool {
        self.group < 0.0 && self.reference < 0.0 && self.after.abs() > self.before.abs()
    }

    /// The gap narrowed although the group did not improve: the reference lost.
    pub fn narrowed_by_loss(&self) -> bool {
        self.group >= 0.0 && self.reference > 0.0 && self.after.abs() < self.before.abs()
    }
}
