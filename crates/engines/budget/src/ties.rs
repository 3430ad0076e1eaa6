//! Ties, and how they are broken.

use std::cmp::Ordering;

use crate::election::Election;

/// Which of equally good projects comes first. Declared before the count, and published with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ties {
    /// The one whose id comes first, letter by letter: as pabutools does.
    #[default]
    Id,
    /// The one with more votes, then the cheaper one, then by id: as equalshares.net recommends.
    Votes,
    /// The one declared first: for an order that was drawn by lot.
    Declared,
}

impl Ties {
    /// Which of two projects comes first.
    pub(crate) fn order(self, election: &Election, a: u32, b: u32) -> Ordering {
        let projects = election.projects();
        let id = || projects[a as usize].id.cmp(&projects[b as usize].id);
        match self {
            Self::Id => id(),
            Self::Votes => {
                let votes = election.supported_by(b).cmp(&election.supported_by(a));
                votes.then(projects[a as usize].cost.cmp(&projects[b as usize].cost)).then_with(id)
            }
            Self::Declared => a.cmp(&b),
        }
    }
}

/// Projects that were equally good when one of them was chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tie {
    /// The projects, the chosen one first.
    pub projects: Vec<u32>,
}
