//! Dividing shared money fairly.
//!
//! [`greedy`] is the rule most cities use: projects by votes, each funded if it still fits, otherwise skipped. Money is
//! whole units (cents), so that every sum is exact, and each project's line says why it won or lost.

/// A project that people could vote for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Project {
    /// Its number.
    pub id: u32,
    /// What it costs.
    pub cost: u64,
    /// Votes for it.
    pub votes: u64,
}

/// What became of a project, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Funded.
    Funded,
    /// Nobody, or too few, voted for it.
    TooFewVotes,
    /// It costs more than the whole budget.
    BeyondBudget,
    /// So much was missing when its turn came.
    Short(u64),
}

/// How a project came before or after others with equally many votes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tie {
    /// The cheaper one came first.
    Cost,
    /// Equal in votes and cost; the one declared first came first. Whoever publishes the result says so.
    Order,
}

/// One project's turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// The project.
    pub project: Project,
    /// Money left when its turn came.
    pub left: u64,
    /// What became of it.
    pub fate: Fate,
    /// What placed it, if another project has as many votes.
    pub tie: Option<Tie>,
}

/// The budget, divided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allocation {
    /// Every project, in the order of their turns.
    pub lines: Vec<Line>,
    /// Money nobody got.
    pub left: u64,
}

impl Allocation {
    /// The funded projects, in the order of their turns.
    pub fn funded(&self) -> impl Iterator<Item = Project> {
        self.lines.iter().filter(|line| line.fate == Fate::Funded).map(|line| line.project)
    }
}

/// Funds projects by votes as long as they fit; one that does not fit is skipped and cheaper ones follow. Projects with
/// fewer than `least` votes get nothing. Equal votes: the cheaper first, then the one declared first.
///
/// ```
/// use budget::{Fate, Project, greedy};
///
/// let projects = [
///     Project { id: 1, cost: 60, votes: 9 },
///     Project { id: 2, cost: 50, votes: 7 },
///     Project { id: 3, cost: 40, votes: 5 },
/// ];
/// let allocation = greedy(100, &projects, 1);
/// assert_eq!(allocation.lines[1].fate, Fate::Short(10));
/// assert_eq!(allocation.funded().map(|project| project.id).collect::<Vec<_>>(), [1, 3]);
/// ```
pub fn greedy(budget: u64, projects: &[Project], least: u64) -> Allocation {
    let mut turns = projects.to_vec();
    turns.sort_by(|a, b| b.votes.cmp(&a.votes).then(a.cost.cmp(&b.cost)));
    let mut left = budget;
    let lines = turns
        .iter()
        .enumerate()
        .map(|(at, &project)| {
            let before = left;
            let fate = if project.votes < least {
                Fate::TooFewVotes
            } else if project.cost > budget {
                Fate::BeyondBudget
            } else if let Some(rest) = left.checked_sub(project.cost) {
                left = rest;
                Fate::Funded
            } else {
                Fate::Short(project.cost - left)
            };
            Line { project, left: before, fate, tie: tie(&turns, at) }
        })
        .collect();
    Allocation { lines, left }
}

/// What placed the project `at` among its neighbours with as many votes.
fn tie(turns: &[Project], at: usize) -> Option<Tie> {
    let before = at.checked_sub(1).and_then(|before| turns.get(before));
    let equal =
        [before, turns.get(at + 1)].into_iter().flatten().filter(|other| other.votes == turns[at].votes);
    equal
        .map(|other| if other.cost == turns[at].cost { Tie::Order } else { Tie::Cost })
        .reduce(|a, b| if a == Tie::Order { a } else { b })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn project(id: u32, cost: u64, votes: u64) -> Project {
        Project { id, cost, votes }
    }

    /// By hand: 100 units. Park 70 (12 votes) leaves 30; hall 120 never fits; bench 30 and lamp 30 tie at 8 votes, the
    /// bench was declared first and takes the 30; path 20 comes up 20 short; sign has no vote.
    #[test]
    fn the_example_by_hand() {
        let projects = [
            project(1, 30, 8),   // bench
            project(2, 70, 12),  // park
            project(3, 120, 10), // hall
            project(4, 30, 8),   // lamp
            project(5, 20, 3),   // path
            project(6, 1, 0),    // sign
        ];
        let allocation = greedy(100, &projects, 1);
        let told: Vec<_> =
            allocation.lines.iter().map(|line| (line.project.id, line.left, line.fate, line.tie)).collect();
        assert_eq!(
            told,
            [
                (2, 100, Fate::Funded, None),
                (3, 30, Fate::BeyondBudget, None),
                (1, 30, Fate::Funded, Some(Tie::Order)),
                (4, 0, Fate::Short(30), Some(Tie::Order)),
                (5, 0, Fate::Short(20), None),
                (6, 0, Fate::TooFewVotes, None),
            ]
        );
        assert_eq!(allocation.left, 0);
    }

    #[test]
    fn the_cheaper_of_equals_comes_first() {
        let allocation = greedy(10, &[project(1, 8, 5), project(2, 4, 5)], 1);
        assert_eq!(allocation.funded().map(|project| project.id).collect::<Vec<_>>(), [2]);
        assert_eq!(allocation.lines[1].tie, Some(Tie::Cost));
        assert_eq!((allocation.lines[1].fate, allocation.left), (Fate::Short(2), 6));
    }

    #[test]
    fn a_budget_of_nothing_funds_nothing_that_costs() {
        assert_eq!(greedy(0, &[project(1, 1, 9)], 1).lines[0].fate, Fate::BeyondBudget);
        assert_eq!(greedy(0, &[], 1), Allocation { lines: vec![], left: 0 });
    }

    proptest! {
        #[test]
        fn every_unit_is_spent_or_left_and_nothing_affordable_is_skipped(
            budget in 0_u64..500,
            parts in prop::collection::vec((0_u64..200, 0_u64..20), 0..30),
        ) {
            let projects: Vec<Project> = (0..).zip(parts).map(|(id, (cost, votes))| project(id, cost, votes)).collect();
            let allocation = greedy(budget, &projects, 2);
            let spent: u64 = allocation.funded().map(|project| project.cost).sum();
            prop_assert_eq!(spent + allocation.left, budget);
            prop_assert_eq!(allocation.lines.len(), projects.len());
            for line in &allocation.lines {
                match line.fate {
                    Fate::Funded => prop_assert!(line.project.cost <= line.left && line.project.votes >= 2),
                    Fate::Short(missing) => prop_assert_eq!(line.left + missing, line.project.cost),
                    Fate::BeyondBudget => prop_assert!(line.project.cost > budget),
                    Fate::TooFewVotes => prop_assert!(line.project.votes < 2),
                }
            }
        }
    }
}
