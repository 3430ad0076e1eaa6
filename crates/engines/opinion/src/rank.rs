//! What unites and what divides.

use std::collections::BTreeMap;

use crate::Tally;

/// A statement in a ranking.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ranked {
    /// The statement.
    pub statement: u32,
    /// Its votes.
    pub tally: Tally,
    /// What it is ranked by, from 0 to 1.
    pub score: f64,
}

/// Statements by how much of everybody agrees *at least*: the lower end of the interval of agreement. Those with fewer
/// than `least` votes are left out. Equal ones: more votes first, then the smaller number.
pub fn uniting(tallies: &BTreeMap<u32, Tally>, least: u32) -> Vec<Ranked> {
    ranked(tallies, least, |tally| tally.agreement().map_or(0.0, |agreement| agreement.low))
}

/// Statements by how large *both* sides are at least: the lower end of the interval of the smaller side. At its largest
/// for an even split of many votes; passes and few votes lower it. Otherwise as [`uniting`].
pub fn dividing(tallies: &BTreeMap<u32, Tally>, least: u32) -> Vec<Ranked> {
    ranked(tallies, least, |tally| {
        let sides = [tally.agreement(), tally.disagreement()];
        sides.into_iter().flatten().map(|side| side.low).reduce(f64::min).unwrap_or(0.0)
    })
}

fn ranked(tallies: &BTreeMap<u32, Tally>, least: u32, score: impl Fn(&Tally) -> f64) -> Vec<Ranked> {
    let enough = tallies.iter().filter(|(_, tally)| tally.votes() >= least);
    let mut ranking: Vec<Ranked> =
        enough.map(|(&statement, &tally)| Ranked { statement, tally, score: score(&tally) }).collect();
    // Sorting is stable and the map goes by number, so equal statements stay in that order.
    ranking.sort_by(|a, b| b.score.total_cmp(&a.score).then(b.tally.votes().cmp(&a.tally.votes())));
    ranking
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tallies(votes: &[(u32, u32, u32)]) -> BTreeMap<u32, Tally> {
        (1..).zip(votes.iter().map(|&(agree, disagree, pass)| Tally { agree, disagree, pass })).collect()
    }

    fn order(ranking: &[Ranked]) -> Vec<u32> {
        ranking.iter().map(|ranked| ranked.statement).collect()
    }

    #[test]
    fn many_who_mostly_agree_unite_more_than_three_who_all_do() {
        let tallies = tallies(&[(3, 0, 0), (90, 10, 0), (50, 50, 0)]);
        assert_eq!(order(&uniting(&tallies, 0)), [2, 1, 3]);
        assert_eq!(order(&uniting(&tallies, 4)), [2, 3]);
    }

    #[test]
    fn an_even_split_of_many_divides_most() {
        let tallies = tallies(&[(2, 2, 0), (50, 50, 0), (90, 10, 0), (50, 50, 400), (40, 60, 0)]);
        assert_eq!(order(&dividing(&tallies, 0)), [2, 5, 1, 4, 3]);
    }

    #[test]
    fn sides_are_alike_to_a_divide() {
        let there = dividing(&tallies(&[(30, 70, 5)]), 0)[0].score;
        let back = dividing(&tallies(&[(70, 30, 5)]), 0)[0].score;
        assert_eq!(there, back);
    }

    #[test]
    fn equal_statements_keep_their_order() {
        assert_eq!(order(&uniting(&tallies(&[(0, 1, 0), (0, 5, 0), (0, 1, 0)]), 0)), [2, 1, 3]);
    }
}
