//! Who contributes what to which outcome, and what follows from it.
//!
//! A [`Plan`] is what people say; [`Contributions`] is the same, checked, with places instead of ids. Each reading is a
//! method of it, and stands in the file of its name. Formulas: hours T (organisations x activities), of active
//! activities alone; Y (activities x outcomes), through strategies, each row scaled to 1; **C = T·Y**.

mod check;
mod coordination;
mod coverage;
mod dependencies;
mod duplicates;
mod finding;
mod findings;
mod loss;
mod overlap;
mod plan;
mod problem;
mod strengths;

use std::collections::{BTreeMap, BTreeSet};

pub use coordination::{Coordination, Required};
pub use coverage::{Cover, Coverage, OutcomeCoverage};
pub use finding::{Fact, Finding, Kind, Severity, Subject};
pub use loss::Loss;
pub use overlap::Overlap;
pub use plan::{Activity, Contribution, Need, Organisation, Outcome, Plan, Status, Strategy, Tie};
pub use problem::PlanProblem;
pub use strengths::{StrengthState, StrengthSupply, UnderUsed};

/// A checked plan. Organisations, outcomes, strategies, activities and strengths are known by their place in the order of
/// ids, needs by their place in the plan.
#[derive(Debug, Clone)]
pub struct Contributions {
    pub(crate) block_hours: f64,
    pub(crate) organisations: Vec<Member>,
    pub(crate) outcomes: Vec<Outcome>,
    pub(crate) strategies: Vec<Way>,
    pub(crate) activities: Vec<Work>,
    pub(crate) needs: Vec<Asked>,
    pub(crate) strengths: Vec<String>,
    pub(crate) ties: BTreeMap<(usize, usize), u8>,
    /// C, organisation by organisation.
    hours: Vec<f64>,
}

/// An organisation.
#[derive(Debug, Clone)]
pub(crate) struct Member {
    pub(crate) id: String,
    pub(crate) sector: String,
    pub(crate) free_hours: f64,
    /// Strengths and levels above 0, by strength.
    pub(crate) strengths: Vec<(usize, u8)>,
}

/// A strategy.
#[derive(Debug, Clone)]
pub(crate) struct Way {
    pub(crate) id: String,
    /// Outcomes, in order.
    pub(crate) serves: Vec<usize>,
}

/// An activity.
#[derive(Debug, Clone)]
pub(crate) struct Work {
    pub(crate) id: String,
    pub(crate) strategy: Option<usize>,
    pub(crate) status: Status,
    pub(crate) population: String,
    pub(crate) place: String,
    pub(crate) lead: Option<usize>,
    /// Organisations and their hours above 0, by organisation.
    pub(crate) gives: Vec<(usize, f64)>,
    /// Organisation and strength where somebody said by which strength it contributes.
    pub(crate) uses: BTreeSet<(usize, Option<usize>)>,
    /// Activities, in order.
    pub(crate) depends_on: Vec<usize>,
}

impl Work {
    pub(crate) fn is_live(&self) -> bool {
        self.status == Status::Active
    }

    pub(crate) fn is_given_by(&self, organisation: usize) -> bool {
        self.gives.binary_search_by_key(&organisation, |&(giver, _)| giver).is_ok()
    }
}

/// A need.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) activity: usize,
    pub(crate) strength: usize,
    pub(crate) min_level: u8,
    pub(crate) hours: f64,
}

impl Member {
    /// How good it is at something; 0 if nobody said that it is.
    pub(crate) fn level(&self, strength: usize) -> u8 {
        self.strengths.binary_search_by_key(&strength, |&(held, _)| held).map_or(0, |at| self.strengths[at].1)
    }
}

impl Contributions {
    /// The organisations' ids, in order.
    pub fn organisations(&self) -> Vec<&str> {
        self.organisations.iter().map(|one| one.id.as_str()).collect()
    }

    /// The outcomes' ids, in order.
    pub fn outcomes(&self) -> Vec<&str> {
        self.outcomes.iter().map(|one| one.id.as_str()).collect()
    }

    /// The strategies' ids, in order.
    pub fn strategies(&self) -> Vec<&str> {
        self.strategies.iter().map(|one| one.id.as_str()).collect()
    }

    /// The activities' ids, in order, whatever their status.
    pub fn activities(&self) -> Vec<&str> {
        self.activities.iter().map(|one| one.id.as_str()).collect()
    }

    /// Every strength that somebody has or needs, in order.
    pub fn strengths(&self) -> Vec<&str> {
        self.strengths.iter().map(String::as_str).collect()
    }

    /// The ids of the activity that has a need, and of the strength that it needs; by the need's place in the plan.
    pub fn need(&self, need: usize) -> (&str, &str) {
        let need = &self.needs[need];
        (&self.activities[need.activity].id, &self.strengths[need.strength])
    }

    /// C: for each organisation a row with its hours of active work for each outcome. An activity whose strategy serves
    /// several outcomes gives each an equal part.
    pub fn matrix(&self) -> impl ExactSizeIterator<Item = &[f64]> {
        (0..self.organisations.len()).map(|organisation| self.row(organisation))
    }

    pub(crate) fn row(&self, organisation: usize) -> &[f64] {
        let width = self.outcomes.len();
        &self.hours[organisation * width..(organisation + 1) * width]
    }

    /// Active activities.
    pub(crate) fn live(&self) -> impl Iterator<Item = (usize, &Work)> {
        self.activities.iter().enumerate().filter(|(_, work)| work.is_live())
    }

    /// The outcomes that an activity works for.
    pub(crate) fn serves(&self, work: &Work) -> &[usize] {
        work.strategy.map_or(&[], |strategy| &self.strategies[strategy].serves)
    }

    /// How close two organisations are; 0 without a tie.
    pub(crate) fn tie(&self, one: usize, other: usize) -> u8 {
        self.ties.get(&(one.min(other), one.max(other))).copied().unwrap_or(0)
    }

    /// Hours of active work of each organisation.
    pub(crate) fn committed(&self) -> Vec<f64> {
        let mut committed = vec![0.0; self.organisations.len()];
        for (_, work) in self.live() {
            for &(giver, hours) in &work.gives {
                committed[giver] += hours;
            }
        }
        committed
    }

    fn hours_by_outcome(&self) -> Vec<f64> {
        let width = self.outcomes.len();
        let mut hours = vec![0.0; self.organisations.len() * width];
        for (_, work) in self.live() {
            let serves = self.serves(work);
            for &(giver, given) in &work.gives {
                for &outcome in serves {
                    hours[giver * width + outcome] += given / serves.len() as f64;
                }
            }
        }
        hours
    }
}

#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;
