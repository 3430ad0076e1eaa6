//! The `.pb` format of Pabulib: an election in one text file.
//!
//! Three sections, `META`, `PROJECTS` and `VOTES`, each with a row of heads, of cells between semicolons
//! (<https://pabulib.org/format>, arXiv 2012.06539). A ballot is a list of project ids between commas; `points` beside it
//! holds as many numbers. What cannot be counted without guessing is refused, with the line.

mod read;
mod write;

use crate::election::{Election, Invalid, Project, Vote};
use crate::money::Money;

pub use read::read;

/// The columns of a project that are read; all others are kept as they are.
const PROJECT: [&str; 4] = ["project_id", "cost", "name", "selected"];
/// The columns of a ballot that are read; all others are kept as they are.
const BALLOT: [&str; 3] = ["voter_id", "vote", "points"];

/// How people voted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VoteType {
    /// Each names the projects they support.
    Approval,
    /// Each names one project.
    ChooseOne,
    /// Each names projects, the best first.
    Ordinal,
    /// Each spreads points over projects, with a limit on their sum.
    Cumulative,
    /// Each gives projects points.
    Scoring,
}

impl VoteType {
    /// Its word in `vote_type`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Approval => "approval",
            Self::ChooseOne => "choose-1",
            Self::Ordinal => "ordinal",
            Self::Cumulative => "cumulative",
            Self::Scoring => "scoring",
        }
    }

    /// Whether a ballot gives points.
    pub fn has_points(self) -> bool {
        matches!(self, Self::Cumulative | Self::Scoring)
    }
}

/// What a vote counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weights {
    /// 1 for each project that is named, with more than no points.
    Approvals,
    /// The points on the ballot.
    Points,
    /// Of a ballot that ranks `k` projects, `k` for the first, `k - 1` for the second, 1 for the last.
    Borda,
}

/// Why a file is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct Refusal {
    /// The line of the file, from 1.
    pub line: u64,
    /// What is wrong, and what should stand there.
    pub reason: String,
}

/// Why the ballots of a file cannot be counted so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// Points are asked for, and nobody gave any.
    #[error("the ballots of this file carry no points: vote_type is not scoring or cumulative")]
    NoPoints,
    /// Ranks are asked for, and nobody ranked.
    #[error("the ballots of this file are not ranked: vote_type is not ordinal")]
    NotRanked,
    /// See [`Invalid`].
    #[error(transparent)]
    Invalid(#[from] Invalid),
}

/// A project in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// `project_id`.
    pub id: String,
    /// `name`, or nothing.
    pub name: String,
    /// `cost`, in smallest units.
    pub cost: u64,
    /// `selected`: whether it was funded, if the file says so.
    pub selected: Option<bool>,
    /// What stands under [`File::project_heads`].
    pub more: Vec<String>,
}

/// A ballot in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ballot {
    /// `voter_id`, or nothing.
    pub voter: String,
    /// The projects' places in [`File::projects`], in the order of the ballot.
    pub projects: Vec<u32>,
    /// The points of each, in [`File::points_decimals`]; empty without points.
    pub points: Vec<u32>,
    /// What stands under [`File::ballot_heads`].
    pub more: Vec<String>,
}

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Every line of `META`.
    pub meta: Vec<(String, String)>,
    /// `vote_type`.
    pub vote_type: VoteType,
    /// How its money is counted: in the decimals of its budget and costs.
    pub money: Money,
    /// `budget`, in smallest units.
    pub budget: u64,
    /// The projects, in the order of the file.
    pub projects: Vec<Entry>,
    /// What else the file says of projects: the heads of further columns.
    pub project_heads: Vec<String>,
    /// The ballots, in the order of the file.
    pub ballots: Vec<Ballot>,
    /// What else the file says of voters: the heads of further columns.
    pub ballot_heads: Vec<String>,
    /// The decimals of all points.
    pub points_decimals: u32,
    /// What is odd, but can be counted: another number of projects or votes than announced, a voter who is there twice.
    pub notes: Vec<String>,
}

impl File {
    /// A line of `META`.
    pub fn meta(&self, key: &str) -> Option<&str> {
        self.meta.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }

    /// What the type of its ballots suggests: points, ranks, or otherwise approvals.
    pub fn weights(&self) -> Weights {
        match self.vote_type {
            VoteType::Approval | VoteType::ChooseOne => Weights::Approvals,
            VoteType::Ordinal => Weights::Borda,
            VoteType::Cumulative | VoteType::Scoring => Weights::Points,
        }
    }

    /// The election, counted so. A project with no points on a ballot is not supported by it.
    pub fn election(&self, weights: Weights) -> Result<Election, Unfit> {
        match (weights, self.weights()) {
            (Weights::Points, Weights::Approvals | Weights::Borda) => return Err(Unfit::NoPoints),
            (Weights::Borda, Weights::Approvals | Weights::Points) => return Err(Unfit::NotRanked),
            _ => {}
        }
        let votes = |ballot: &Ballot| {
            let weigh = |(at, &project)| {
                let points = ballot.points.get(at).copied();
                let weight = match weights {
                    Weights::Approvals => points.map_or(1, |points: u32| points.min(1)),
                    Weights::Points => points.unwrap_or(0),
                    Weights::Borda => (ballot.projects.len() - at) as u32,
                };
                (weight > 0).then_some(Vote { project, weight })
            };
            ballot.projects.iter().enumerate().filter_map(weigh).collect()
        };
        let project = |entry: &Entry| Project { id: entry.id.clone(), cost: entry.cost };
        let projects = self.projects.iter().map(project).collect();
        Ok(Election::new(self.money, self.budget, projects, self.ballots.iter().map(votes))?)
    }
}
