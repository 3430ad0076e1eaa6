//! What is voted on, and how people voted.

use std::collections::{HashMap, HashSet};

use crate::money::{MOST, Money};

/// A project that people could vote for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Project {
    /// What it is known by. Unique.
    pub id: String,
    /// What it costs, in smallest units.
    pub cost: u64,
}

/// One line of a ballot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Vote {
    /// The project's place in [`Election::projects`].
    pub project: u32,
    /// What it is worth to the voter: 1 for an approval, otherwise points. At least 1.
    pub weight: u32,
}

/// Those who support a project with one ballot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Supporter {
    /// The ballot's number.
    pub ballot: u32,
    /// What the project is worth to each voter who cast it.
    pub weight: u32,
    /// How many cast it.
    pub people: u32,
}

impl Supporter {
    /// The weight of all of them.
    pub(crate) fn weighs(self) -> u64 {
        u64::from(self.people) * u64::from(self.weight)
    }
}

/// Why an election cannot be counted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Invalid {
    /// A budget or a cost beyond [`MOST`].
    #[error("{0} costs more than can be counted: at most {MOST} of the smallest unit")]
    TooMuch(String),
    /// Two projects with one id.
    #[error("two projects are called {0}")]
    SameProject(String),
    /// A ballot names a project twice, one that is not there, or gives it nothing.
    #[error("ballot {0} names a project twice, gives it no weight, or names one that is not there")]
    Ballot(usize),
    /// More than 2^31 ballots, or weights on a ballot that add up to more than 2^31.
    #[error("more ballots, or more points on one ballot, than can be counted: at most 2,147,483,648")]
    TooMany,
}

/// An election: the money, the projects, and the ballots, of which equal ones are kept once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Election {
    money: Money,
    budget: u64,
    projects: Vec<Project>,
    /// How many people cast each ballot.
    people: Vec<u32>,
    /// The ballot of each voter.
    ballots: Vec<u32>,
    votes: Rows<Vote>,
    supporters: Rows<Supporter>,
    /// The highest weight of any vote.
    heaviest_vote: u32,
    /// The highest sum of the weights on a ballot.
    heaviest_ballot: u64,
}

impl Election {
    /// An election. `budget` and costs are in smallest units of `money`; there is one item of `ballots` for each voter,
    /// which may be empty. Equal ballots are merged, in whatever order they name their projects.
    pub fn new<B: IntoIterator<Item = Vec<Vote>>>(
        money: Money,
        budget: u64,
        projects: Vec<Project>,
        ballots: B,
    ) -> Result<Self, Invalid> {
        check(budget, &projects)?;
        let mut numbers = HashMap::new();
        let mut people = Vec::new();
        let mut votes = Rows::default();
        let mut each = Vec::new();
        for (at, mut ballot) in ballots.into_iter().enumerate() {
            ballot.sort_unstable();
            let twice = ballot.windows(2).any(|pair| pair[0].project == pair[1].project);
            let unknown = ballot.last().is_some_and(|vote| vote.project as usize >= projects.len());
            if twice || unknown || ballot.iter().any(|vote| vote.weight == 0) {
                return Err(Invalid::Ballot(at));
            }
            if at >= 1 << 31 || ballot.iter().map(|vote| u64::from(vote.weight)).sum::<u64>() > 1 << 31 {
                return Err(Invalid::TooMany);
            }
            let number = *numbers.entry(ballot).or_insert_with_key(|ballot| {
                votes.push(ballot.iter().copied());
                people.push(0);
                people.len() as u32 - 1
            });
            people[number as usize] += 1;
            each.push(number);
        }
        let supporters = turned(&votes, &people, projects.len());
        let heaviest_vote = votes.items.iter().map(|vote| vote.weight).max().unwrap_or(0);
        let sums =
            (0..votes.len()).map(|ballot| votes.row(ballot).iter().map(|vote| u64::from(vote.weight)).sum());
        let heaviest_ballot = sums.max().unwrap_or(0);
        let ballots = each;
        Ok(Self {
            money,
            budget,
            projects,
            people,
            ballots,
            votes,
            supporters,
            heaviest_vote,
            heaviest_ballot,
        })
    }

    /// How its money is counted.
    pub fn money(&self) -> Money {
        self.money
    }

    /// The money to divide, in smallest units.
    pub fn budget(&self) -> u64 {
        self.budget
    }

    /// The projects, as declared.
    pub fn projects(&self) -> &[Project] {
        &self.projects
    }

    /// How many voted, those with an empty ballot included.
    pub fn voters(&self) -> u32 {
        self.ballots.len() as u32
    }

    /// The ballot of each voter, in the order in which they were given.
    pub fn ballots(&self) -> &[u32] {
        &self.ballots
    }

    /// How many people cast each ballot.
    pub fn people(&self) -> &[u32] {
        &self.people
    }

    /// What stands on a ballot, by project.
    pub fn votes(&self, ballot: u32) -> &[Vote] {
        self.votes.row(ballot)
    }

    /// The ballots that name a project.
    pub fn supporters(&self, project: u32) -> &[Supporter] {
        self.supporters.row(project)
    }

    /// How many people named a project.
    pub fn supported_by(&self, project: u32) -> u64 {
        self.supporters(project).iter().map(|by| u64::from(by.people)).sum()
    }

    /// The weights of all who named a project, added up: its votes or its points.
    pub fn score(&self, project: u32) -> u64 {
        self.supporters(project).iter().map(|by| by.weighs()).sum()
    }

    /// How many people named at least one of these projects.
    pub fn served(&self, projects: &[u32]) -> u64 {
        let mut named = vec![false; self.people.len()];
        for &project in projects {
            self.supporters(project).iter().for_each(|by| named[by.ballot as usize] = true);
        }
        self.people.iter().zip(named).filter(|(_, named)| *named).map(|(&people, _)| u64::from(people)).sum()
    }

    /// The highest weight of any vote: 1 for approvals. 0 if nobody voted for anything.
    pub fn heaviest_vote(&self) -> u32 {
        self.heaviest_vote
    }

    /// The highest sum of the weights on any ballot.
    pub(crate) fn heaviest_ballot(&self) -> u64 {
        self.heaviest_ballot
    }

    /// What a list of projects costs together.
    pub fn cost(&self, projects: &[u32]) -> u64 {
        projects.iter().map(|&project| self.projects[project as usize].cost).sum()
    }
}

fn check(budget: u64, projects: &[Project]) -> Result<(), Invalid> {
    if budget > MOST {
        return Err(Invalid::TooMuch("the budget".to_owned()));
    }
    let mut ids = HashSet::new();
    for project in projects {
        if project.cost > MOST {
            return Err(Invalid::TooMuch(project.id.clone()));
        }
        if !ids.insert(project.id.as_str()) {
            return Err(Invalid::SameProject(project.id.clone()));
        }
    }
    Ok(())
}

/// The ballots of each project, from the projects of each ballot.
fn turned(votes: &Rows<Vote>, people: &[u32], projects: usize) -> Rows<Supporter> {
    let mut starts = vec![0_u32; projects + 1];
    for vote in &votes.items {
        starts[vote.project as usize + 1] += 1;
    }
    for project in 0..projects {
        starts[project + 1] += starts[project];
    }
    let mut next = starts.clone();
    let mut items = vec![Supporter { ballot: 0, weight: 0, people: 0 }; votes.items.len()];
    for ballot in 0..votes.len() {
        for vote in votes.row(ballot) {
            let place = &mut next[vote.project as usize];
            items[*place as usize] =
                Supporter { ballot, weight: vote.weight, people: people[ballot as usize] };
            *place += 1;
        }
    }
    Rows { starts, items }
}

/// Rows of different lengths, one behind the other.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Rows<T> {
    /// Where each row begins, and where the last ends.
    starts: Vec<u32>,
    items: Vec<T>,
}

impl<T> Default for Rows<T> {
    fn default() -> Self {
        Self { starts: vec![0], items: Vec::new() }
    }
}

impl<T> Rows<T> {
    fn push(&mut self, row: impl Iterator<Item = T>) {
        self.items.extend(row);
        self.starts.push(self.items.len() as u32);
    }

    fn row(&self, at: u32) -> &[T] {
        &self.items[self.starts[at as usize] as usize..self.starts[at as usize + 1] as usize]
    }

    fn len(&self) -> u32 {
        self.starts.len() as u32 - 1
    }
}
