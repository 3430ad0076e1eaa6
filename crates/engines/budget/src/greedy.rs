//! The greedy rules, which most cities use.

use std::cmp::Ordering;

use num_bigint::BigInt;
use num_rational::BigRational;

use crate::Utility;
use crate::election::Election;
use crate::outcome::{Explanation, Outcome, Reason};
use crate::ties::{Tie, Ties};

/// What a greedy rule does when a project does not fit into what is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Greedy {
    /// It is skipped, and cheaper ones follow.
    Skip,
    /// The rule stops.
    Stop,
    /// It is skipped, and projects with a lower score than this ([`Election::score`]) are not considered.
    Threshold(u64),
}

/// Funds projects in the order of what they are worth to all voters for each unit of money, as long as they fit.
///
/// With [`Utility::Cost`] that is the order of votes; with [`Utility::Cardinality`], of votes for each unit of money; with
/// [`Utility::Points`], of points, as cities do that let people give points. An explanation's rate is this figure. More
/// supporters bring the highest weight of any vote, and make sure of a project if they take it past whatever came before
/// it while there was money, ties aside. A project that nobody named is funded if it fits, unless there is a threshold.
pub fn greedy(election: &Election, utility: Utility, rule: Greedy, ties: Ties) -> Outcome {
    let count = election.projects().len() as u32;
    let mut turns = Turns::new(election, utility, ties, (0..count).collect());
    let least = if let Greedy::Threshold(least) = rule { least } else { 0 };
    turns.order.retain(|&project| election.score(project) >= least);
    let selected = turns.fill(election.budget(), rule == Greedy::Stop);
    let explanations =
        (0..count).map(|project| turns.explain(project, least, rule == Greedy::Stop)).collect();
    Outcome::new(election, selected, turns.ties(), explanations)
}

/// Funds what fits of the projects that are not taken, as [`greedy`], skipping. Answers them in the order of their turns.
pub(crate) fn fund_rest(election: &Election, utility: Utility, ties: Ties, taken: &[u32]) -> Vec<u32> {
    let rest = (0..election.projects().len() as u32).filter(|project| !taken.contains(project)).collect();
    Turns::new(election, utility, ties, rest).fill(election.budget() - election.cost(taken), false)
}

/// Projects in the order of their turns, and what is left of the money at each.
struct Turns<'a> {
    election: &'a Election,
    utility: Utility,
    order: Vec<u32>,
    /// What is left at the turn of each, and at the end. It ends where the rule stopped.
    left: Vec<u64>,
    /// Of each project: whether it was funded.
    funded: Vec<bool>,
}

impl<'a> Turns<'a> {
    fn new(election: &'a Election, utility: Utility, ties: Ties, projects: Vec<u32>) -> Self {
        let funded = vec![false; election.projects().len()];
        let mut turns = Self { election, utility, order: projects, left: Vec::new(), funded };
        let mut order = std::mem::take(&mut turns.order);
        order.sort_by(|&a, &b| turns.worth(a, b).then_with(|| ties.order(election, a, b)));
        turns.order = order;
        turns
    }

    /// What costs are divided into: 1 where the order is not one for each unit of money.
    fn price(&self, project: u32) -> u64 {
        match self.utility {
            Utility::Cost | Utility::Points => 1,
            Utility::Cardinality => self.election.projects()[project as usize].cost,
        }
    }

    /// Which of two projects is worth more for its money. What costs nothing is worth most, if anybody named it.
    fn worth(&self, a: u32, b: u32) -> Ordering {
        let (left, right) = (self.election.score(a), self.election.score(b));
        let cross = |score: u64, price: u64| u128::from(score) * u128::from(price);
        let named = (right > 0).cmp(&(left > 0));
        named.then_with(|| cross(right, self.price(a)).cmp(&cross(left, self.price(b))))
    }

    fn fill(&mut self, budget: u64, stop: bool) -> Vec<u32> {
        let mut left = budget;
        let mut selected = Vec::new();
        for &project in &self.order {
            self.left.push(left);
            if let Some(rest) = left.checked_sub(self.election.projects()[project as usize].cost) {
                left = rest;
                self.funded[project as usize] = true;
                selected.push(project);
            } else if stop {
                return selected;
            }
        }
        self.left.push(left);
        selected
    }

    fn explain(&self, project: u32, least: u64, stop: bool) -> Explanation {
        let cost = self.election.projects()[project as usize].cost;
        let price = self.price(project);
        let score = BigInt::from(self.election.score(project));
        let unit = if self.utility == Utility::Cardinality { self.election.money().unit() } else { 1 };
        let rate = (price > 0).then(|| BigRational::new(score * unit, price.into()));
        if self.funded[project as usize] {
            return Explanation::funded(Reason::Funded, rate);
        }
        let turn = self.order.iter().position(|&other| other == project);
        let last = turn.filter(|&turn| turn < self.left.len()).unwrap_or(self.left.len() - 1);
        let missing = cost.checked_sub(self.left[last]).filter(|&missing| missing > 0);
        let reason = match turn {
            None => Reason::BelowThreshold,
            _ if cost > self.election.budget() => Reason::BeyondBudget,
            Some(turn) if stop && turn >= self.left.len() => Reason::Stopped,
            Some(_) => Reason::Short,
        };
        Explanation {
            reason,
            rate,
            short_by: missing.map(|missing| BigRational::from_integer(missing.into())),
            supporters_needed: self.needed(project, least),
        }
    }

    /// The least number of further supporters that takes a project to the threshold and past the last turn at which it
    /// would still have fitted.
    fn needed(&self, project: u32, least: u64) -> Option<u64> {
        let cost = self.election.projects()[project as usize].cost;
        let weight = u128::from(self.election.heaviest_vote().max(1));
        let score = u128::from(self.election.score(project));
        let turn = self.left.iter().rposition(|&left| left >= cost)?;
        let past = match self.order.get(turn) {
            None => 0,
            Some(&other) if self.price(other) == 0 => return None,
            Some(&other) => {
                let (theirs, price) = (u128::from(self.election.score(other)), u128::from(self.price(other)));
                theirs * u128::from(self.price(project)) / price + 1
            }
        };
        u64::try_from(past.max(u128::from(least)).saturating_sub(score).div_ceil(weight)).ok()
    }

    /// The turns at which several were worth the same, as far as the rule went.
    fn ties(&self) -> Vec<Tie> {
        let came = &self.order[..self.left.len().min(self.order.len())];
        let alike = came.chunk_by(|&a, &b| self.worth(a, b).is_eq());
        alike.filter(|alike| alike.len() > 1).map(|alike| Tie { projects: alike.to_vec() }).collect()
    }
}
