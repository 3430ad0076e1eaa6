//! Several periods as a longer one.

use super::Total;
use crate::Coverage;
use crate::kind::OverPeriods;

/// A place's total in one of several periods, in order of time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spell<const N: usize> {
    /// How many days it lasted.
    pub days: i32,
    /// What was reported for it.
    pub total: Total<N>,
}

/// The total of a longer period. `None` where values of this kind do not become one. Its coverage counts
/// every report of every period, whichever of them are in the value, so that what is missing shows.
///
/// A mean by days is over the days for which there is a value; a period without one is left out and not taken
/// for zero.
pub fn over_periods<const N: usize>(spells: &[Spell<N>], how: OverPeriods) -> Option<Total<N>> {
    let known = || spells.iter().filter_map(|spell| Some((spell.days, spell.total.parts?)));
    let parts = match how {
        OverPeriods::No => return None,
        OverPeriods::Last => known().next_back().map(|(_, parts)| parts),
        OverPeriods::Sum => known().map(|(_, parts)| parts).reduce(|sum, parts| added(sum, parts, 1.0)),
        OverPeriods::MeanByDays => {
            let days: f64 = known().map(|(days, _)| f64::from(days)).sum();
            let weighted = known().fold([0.0; N], |sum, (days, parts)| added(sum, parts, f64::from(days)));
            (days > 0.0).then(|| weighted.map(|sum| sum / days))
        }
    };
    let coverage = spells.iter().fold(Coverage { reported: 0, expected: 0 }, |sum, spell| Coverage {
        reported: sum.reported + spell.total.coverage.reported,
        expected: sum.expected + spell.total.coverage.expected,
    });
    Some(Total { parts, coverage })
}

fn added<const N: usize>(mut sum: [f64; N], parts: [f64; N], times: f64) -> [f64; N] {
    for (sum, part) in sum.iter_mut().zip(parts) {
        *sum += part * times;
    }
    sum
}
