//! Who stands behind each outcome.

use super::Contributions;

/// How well an outcome is covered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cover {
    /// Nobody works for it.
    Gap,
    /// One organisation alone works for it.
    SinglePoint,
    /// One gives more than three fifths of the hours, or at most one leads.
    Fragile,
    /// Several, and it does not hang on one.
    Covered,
}

/// The active work for one outcome.
#[derive(Debug, Clone, PartialEq)]
pub struct OutcomeCoverage {
    /// Active activities whose strategy serves it.
    pub active_activities: usize,
    /// Organisations that give hours to them. It is also the bus factor where an activity lives as long as anybody
    /// contributes: so many would have to leave before nothing is left.
    pub organisations: usize,
    /// Their hours for this outcome.
    pub hours: f64,
    /// The Herfindahl-Hirschman index of the shares s, Σ s²; `None` without hours.
    pub hhi: Option<f64>,
    /// 1 / Σ s²: as many equal contributors would be as concentrated; 0 without hours.
    pub effective_contributors: f64,
    /// The largest share; `None` without hours.
    pub largest_share: Option<f64>,
    /// Different leads of the activities. It is also the bus factor where an activity dies with its lead.
    pub distinct_leads: usize,
    /// What that amounts to.
    pub cover: Cover,
}

/// All outcomes.
#[derive(Debug, Clone, PartialEq)]
pub struct Coverage {
    /// One for each outcome, in order.
    pub outcomes: Vec<OutcomeCoverage>,
    /// The share of outcomes for which at least one organisation works, weighted by priority; `None` without outcomes.
    pub score: Option<f64>,
    /// The share for which at least two work.
    pub robust_score: Option<f64>,
}

/// The share above which an outcome hangs on its largest contributor.
const LARGEST: f64 = 0.6;

impl Contributions {
    /// How well each outcome is covered.
    pub fn coverage(&self) -> Coverage {
        let outcomes: Vec<OutcomeCoverage> =
            (0..self.outcomes.len()).map(|outcome| self.outcome_coverage(outcome)).collect();
        let of_all: f64 = self.outcomes.iter().map(|outcome| outcome.priority).sum();
        let share_with = |least: usize| {
            let with = self.outcomes.iter().zip(&outcomes).filter(|(_, cover)| cover.organisations >= least);
            (of_all > 0.0).then(|| with.map(|(outcome, _)| outcome.priority).sum::<f64>() / of_all)
        };
        Coverage { score: share_with(1), robust_score: share_with(2), outcomes }
    }

    fn outcome_coverage(&self, outcome: usize) -> OutcomeCoverage {
        let live: Vec<_> = self.live().filter(|(_, work)| self.serves(work).contains(&outcome)).collect();
        let given: Vec<f64> = self.matrix().map(|row| row[outcome]).filter(|hours| *hours > 0.0).collect();
        let hours = given.iter().fold(0.0, |sum, one| sum + one);
        let hhi = (hours > 0.0).then(|| given.iter().map(|one| (one / hours).powi(2)).sum());
        let largest_share =
            (hours > 0.0).then(|| given.iter().fold(0.0, |largest: f64, one| largest.max(one / hours)));
        let mut leads: Vec<usize> = live.iter().filter_map(|(_, work)| work.lead).collect();
        leads.sort_unstable();
        leads.dedup();
        let cover = match given.len() {
            0 => Cover::Gap,
            1 => Cover::SinglePoint,
            _ if leads.len() <= 1 || largest_share > Some(LARGEST) => Cover::Fragile,
            _ => Cover::Covered,
        };
        OutcomeCoverage {
            active_activities: live.len(),
            organisations: given.len(),
            hours,
            hhi,
            effective_contributors: hhi.map_or(0.0, |hhi: f64| 1.0 / hhi),
            largest_share,
            distinct_leads: leads.len(),
            cover,
        }
    }
}
