//! Ties as they are told: with a level, a direction and who reported them.

use std::collections::BTreeMap;

use crate::graph::{Digraph, Graph};
use crate::read::Direction;

/// A tie, or one report of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tie {
    /// One end; where it starts if it has a direction.
    pub from: u32,
    /// The other end.
    pub to: u32,
    /// How it runs.
    pub direction: Direction,
    /// Its level, larger is closer; what is not above 0 is no tie.
    pub level: f64,
    /// The member who reported it. If nobody is named, a directed tie is reported by the one it starts from, and any other
    /// by both ends.
    pub reporter: Option<u32>,
}

/// What two reports of one pair make.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Agreement {
    /// A tie if either side reports one, of the higher level. Right where not everybody answered.
    #[default]
    Either,
    /// A tie only if both sides report one, of the lower level.
    Both,
    /// A tie if either side reports one, of the mean of the levels that were reported.
    Mean,
}

/// Members, by number from 0, and what was told of their ties.
#[derive(Debug, Clone, PartialEq)]
pub struct Ties {
    members: usize,
    ties: Vec<Tie>,
}

/// What the two of a pair say, the smaller number first; `None` for a side that said nothing.
type Said = [Option<f64>; 2];

impl Ties {
    /// # Panics
    /// If a tie names a member that is not below `members`.
    pub fn new(members: usize, ties: Vec<Tie>) -> Self {
        let known = |member: u32| (member as usize) < members;
        let all_known =
            ties.iter().all(|tie| known(tie.from) && known(tie.to) && tie.reporter.is_none_or(known));
        assert!(all_known, "a tie names a member that is not among the {members}");
        Self { members, ties }
    }

    /// The ties of at least this level.
    pub fn at_least(&self, level: f64) -> Self {
        Self {
            members: self.members,
            ties: self.ties.iter().copied().filter(|tie| tie.level >= level).collect(),
        }
    }

    /// The levels there are, ascending.
    pub fn levels(&self) -> Vec<f64> {
        let mut levels: Vec<f64> =
            self.ties.iter().map(|tie| tie.level).filter(|level| *level > 0.0).collect();
        levels.sort_by(f64::total_cmp);
        levels.dedup();
        levels
    }

    /// The undirected graph of the ties, with their levels as weights.
    pub fn graph(&self, agreement: Agreement) -> Graph {
        let level = |said: Said| match (agreement, said) {
            (Agreement::Either, [Some(a), Some(b)]) => Some(a.max(b)),
            (Agreement::Both, [Some(a), Some(b)]) => Some(a.min(b)),
            (Agreement::Mean, [Some(a), Some(b)]) => Some(f64::midpoint(a, b)),
            (Agreement::Either | Agreement::Mean, [one, other]) => one.or(other),
            (Agreement::Both, _) => None,
        };
        let pairs = self.said().into_iter();
        Graph::weighted(self.members, pairs.filter_map(|((a, b), said)| Some((a, b, level(said)?))))
    }

    /// The directed graph: a tie without a direction, or a mutual one, runs both ways.
    pub fn digraph(&self) -> Digraph {
        let ways = |tie: &Tie| {
            let back = (tie.direction != Direction::Directed).then_some((tie.to, tie.from, tie.level));
            [Some((tie.from, tie.to, tie.level)), back].into_iter().flatten()
        };
        Digraph::new(self.members, self.ties.iter().flat_map(ways))
    }

    /// Whether any tie has a direction.
    pub fn has_directions(&self) -> bool {
        self.ties.iter().any(|tie| tie.direction == Direction::Directed)
    }

    /// How many pairs have a tie that only one of the two reports.
    pub fn one_sided(&self) -> usize {
        self.said().values().filter(|said| said.contains(&None)).count()
    }

    /// The highest level at which at least `share` of the members still hang together in one part, if there is one: what a
    /// map should begin with, since with every tie drawn it can look unbreakable.
    pub fn readable_level(&self, share: f64) -> Option<f64> {
        let together = |level: &f64| {
            let graph = self.at_least(*level).graph(Agreement::Either);
            let largest = crate::Blocks::of(&graph).component_sizes().iter().max().copied();
            f64::from(largest.unwrap_or(0)) >= share * self.members as f64
        };
        self.levels().into_iter().rev().find(together)
    }

    /// What both ends of each pair say. Of several reports by one side the highest level counts.
    fn said(&self) -> BTreeMap<(u32, u32), Said> {
        let mut said: BTreeMap<(u32, u32), Said> = BTreeMap::new();
        for tie in self.ties.iter().filter(|tie| tie.from != tie.to && tie.level > 0.0) {
            let pair = (tie.from.min(tie.to), tie.from.max(tie.to));
            let one = tie.reporter.or((tie.direction == Direction::Directed).then_some(tie.from));
            let sides = said.entry(pair).or_default();
            // What a third party reports counts for both.
            let speaks = |side: u32| one.is_none_or(|one| one == side || (one != pair.0 && one != pair.1));
            for (told, side) in sides.iter_mut().zip([pair.0, pair.1]) {
                if speaks(side) {
                    *told = Some(told.map_or(tie.level, |known| known.max(tie.level)));
                }
            }
        }
        said
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(from: u32, to: u32, level: f64) -> Tie {
        Tie { from, to, direction: Direction::Directed, level, reporter: None }
    }

    fn example() -> Ties {
        let plain = Tie { direction: Direction::Undirected, ..report(2, 3, 4.0) };
        Ties::new(5, vec![report(0, 1, 1.0), report(1, 0, 3.0), report(1, 2, 2.0), plain, report(4, 4, 1.0)])
    }

    #[test]
    fn two_reports_make_one_tie() {
        let tied = |agreement| example().graph(agreement).each_tie().collect::<Vec<_>>();
        assert_eq!(tied(Agreement::Either), [(0, 1, 3.0), (1, 2, 2.0), (2, 3, 4.0)]);
        assert_eq!(tied(Agreement::Both), [(0, 1, 1.0), (2, 3, 4.0)]);
        assert_eq!(tied(Agreement::Mean), [(0, 1, 2.0), (1, 2, 2.0), (2, 3, 4.0)]);
        assert_eq!((example().one_sided(), example().digraph().ties()), (1, 5));
        assert!(example().has_directions());
    }

    #[test]
    fn who_reported_is_not_who_it_starts_from() {
        let told = |reporter| Ties::new(3, vec![Tie { reporter: Some(reporter), ..report(0, 1, 1.0) }]);
        assert_eq!((told(1).one_sided(), told(2).one_sided()), (1, 0));
        assert_eq!(told(1).graph(Agreement::Both).ties(), 0);
    }

    #[test]
    fn the_level_that_still_holds_together() {
        assert_eq!(example().levels(), [1.0, 2.0, 3.0, 4.0]);
        assert_eq!(example().at_least(3.0).graph(Agreement::Either).ties(), 2);
        assert_eq!((example().readable_level(0.8), example().readable_level(0.9)), (Some(2.0), None));
    }
}
