//! Small elections.

use budget::{Election, Money, Project, Vote};
use proptest::prelude::*;

/// What an election is made of.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    pub(crate) budget: u64,
    pub(crate) projects: Vec<(String, u64)>,
    pub(crate) ballots: Vec<Vec<(u32, u32)>>,
}

/// Elections of up to 6 projects and 8 voters. Amounts are small, so that there are many ties, and the budget is a multiple
/// of the voters. Weights are mostly 1.
pub(crate) fn plans() -> impl Strategy<Value = Plan> {
    let weight = prop_oneof![3 => Just(0_u32), 3 => Just(1_u32), 1 => 2_u32..4];
    let ballots =
        move |projects| prop::collection::vec(prop::collection::vec(weight.clone(), projects), 1..9);
    let parts = (1_usize..7).prop_flat_map(move |projects| {
        (prop::collection::vec(0_u64..13, projects), ballots(projects), 0_u64..9)
    });
    parts.prop_map(|(costs, weights, share)| {
        let names = ["fig", "elm", "ash", "oak", "box", "yew"];
        let named = |row: Vec<u32>| (0..).zip(row).filter(|vote| vote.1 > 0).collect();
        Plan {
            budget: share * weights.len() as u64,
            projects: names.iter().map(|&name| name.to_owned()).zip(costs).collect(),
            ballots: weights.into_iter().map(named).collect(),
        }
    })
}

impl Plan {
    pub(crate) fn election(&self) -> Election {
        let projects: Vec<(&str, u64)> =
            self.projects.iter().map(|(id, cost)| (id.as_str(), *cost)).collect();
        election(0, self.budget, &projects, &self.ballots)
    }

    /// With people and projects in another order.
    pub(crate) fn turned(&self, by: usize) -> Self {
        let mut turned = self.clone();
        let count = self.projects.len();
        turned.projects.rotate_left(by % count);
        turned.ballots.rotate_left(by % self.ballots.len());
        for vote in turned.ballots.iter_mut().flatten() {
            vote.0 = ((vote.0 as usize + count - by % count) % count) as u32;
        }
        turned
    }

    /// With so many times the money.
    pub(crate) fn times(&self, factor: u64) -> Self {
        let projects = self.projects.iter().map(|(id, cost)| (id.clone(), cost * factor)).collect();
        Self { budget: self.budget * factor, projects, ballots: self.ballots.clone() }
    }

    /// With so many more voters who name one project alone, with the highest weight there is. If `shares`, they bring the
    /// same share as the others.
    pub(crate) fn supported(&self, project: usize, more: u64, shares: bool) -> Self {
        let weight = self.ballots.iter().flatten().map(|vote| vote.1).max().unwrap_or(1);
        let mut supported = self.clone();
        if shares {
            supported.budget += self.budget / self.ballots.len() as u64 * more;
        }
        supported.ballots.extend((0..more).map(|_| vec![(project as u32, weight)]));
        supported
    }
}

pub(crate) fn election(
    decimals: u32,
    budget: u64,
    projects: &[(&str, u64)],
    ballots: &[Vec<(u32, u32)>],
) -> Election {
    let projects = projects.iter().map(|&(id, cost)| Project { id: id.to_owned(), cost }).collect();
    let votes =
        |ballot: &Vec<(u32, u32)>| ballot.iter().map(|&(project, weight)| Vote { project, weight }).collect();
    Election::new(Money { decimals }, budget, projects, ballots.iter().map(votes)).expect("an election")
}
