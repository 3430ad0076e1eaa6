//! Counting votes on statements.

use std::collections::{BTreeMap, HashMap};

/// The 97.5 % point of the normal distribution: intervals hold with 95 % confidence.
const Z: f64 = 1.959_963_984_540_054;

/// What somebody says to a statement. Passing is an answer; not having seen it is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vote {
    /// Agrees.
    Agree,
    /// Disagrees.
    Disagree,
    /// Has seen it and takes no side.
    Pass,
}

/// The votes on one statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Votes for it.
    pub agree: u32,
    /// Votes against it.
    pub disagree: u32,
    /// Votes of those who take no side.
    pub pass: u32,
}

/// A share with the range it lies in with 95 % confidence; all from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The share itself.
    pub share: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl Tally {
    /// All votes, passes too.
    pub fn votes(&self) -> u32 {
        self.agree + self.disagree + self.pass
    }

    /// The share that agrees, of all who voted: a pass is not an agreement. `None` without votes.
    pub fn agreement(&self) -> Option<Interval> {
        wilson(self.agree, self.votes())
    }

    /// The share that disagrees, of all who voted. `None` without votes.
    pub fn disagreement(&self) -> Option<Interval> {
        wilson(self.disagree, self.votes())
    }

    /// The mean vote, from -1 (all disagree) to 1 (all agree); a pass counts as 0. `None` without votes.
    pub fn mean(&self) -> Option<f64> {
        (self.votes() > 0)
            .then(|| (f64::from(self.agree) - f64::from(self.disagree)) / f64::from(self.votes()))
    }

    /// One more vote.
    pub fn count(&mut self, vote: Vote) {
        match vote {
            Vote::Agree => self.agree += 1,
            Vote::Disagree => self.disagree += 1,
            Vote::Pass => self.pass += 1,
        }
    }

    /// One vote less, of those that were counted.
    pub(crate) fn uncount(&mut self, vote: Vote) {
        match vote {
            Vote::Agree => self.agree -= 1,
            Vote::Disagree => self.disagree -= 1,
            Vote::Pass => self.pass -= 1,
        }
    }
}

/// Counts votes `(participant, statement, vote)` by statement. Somebody who votes again on the same statement
/// changes their vote: the later one counts.
pub fn tally(votes: impl IntoIterator<Item = (u32, u32, Vote)>) -> BTreeMap<u32, Tally> {
    let latest: HashMap<(u32, u32), Vote> =
        votes.into_iter().map(|(participant, statement, vote)| ((participant, statement), vote)).collect();
    let mut tallies: BTreeMap<u32, Tally> = BTreeMap::new();
    for ((_, statement), vote) in latest {
        tallies.entry(statement).or_default().count(vote);
    }
    tallies
}

/// The score interval of a share (E. B. Wilson, 1927): honest for few votes and for shares near 0 and 1.
fn wilson(part: u32, whole: u32) -> Option<Interval> {
    if whole == 0 {
        return None;
    }
    let n = f64::from(whole);
    let share = f64::from(part) / n;
    let weight = 1.0 + Z * Z / n;
    let middle = (share + Z * Z / (2.0 * n)) / weight;
    let reach = Z * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt() / weight;
    // At the ends the exact bound is 0 or 1; rounding would miss it by a hair.
    let low = if part == 0 { 0.0 } else { middle - reach };
    let high = if part == whole { 1.0 } else { middle + reach };
    Some(Interval { share, low, high })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_later_vote_counts() {
        let votes = [(1, 7, Vote::Agree), (2, 7, Vote::Pass), (1, 7, Vote::Disagree), (1, 8, Vote::Agree)];
        let tallies = tally(votes);
        assert_eq!(tallies[&7], Tally { agree: 0, disagree: 1, pass: 1 });
        assert_eq!(tallies[&8], Tally { agree: 1, ..Tally::default() });
    }

    /// The classical worked example: 81 of 263 (R. G. Newcombe, Statistics in Medicine 17, 1998, table I).
    #[test]
    fn the_interval_is_wilsons() {
        let interval = Tally { agree: 81, disagree: 182, pass: 0 }.agreement().unwrap();
        assert_eq!(format!("{:.4} {:.4}", interval.low, interval.high), "0.2553 0.3662");
    }

    #[test]
    fn all_and_none_reach_the_ends() {
        let all = Tally { agree: 3, ..Tally::default() };
        assert_eq!(all.agreement().unwrap().high, 1.0);
        assert_eq!(all.disagreement().unwrap().low, 0.0);
        assert_eq!(Tally::default().agreement(), None);
    }

    fn vote() -> impl Strategy<Value = Vote> {
        prop_oneof![Just(Vote::Agree), Just(Vote::Disagree), Just(Vote::Pass)]
    }

    proptest! {
        #[test]
        fn everybody_counts_once_on_each_statement(votes in prop::collection::vec((0_u32..20, 0_u32..5, vote()), 0..200)) {
            let pairs: std::collections::HashSet<_> = votes.iter().map(|(who, what, _)| (*who, *what)).collect();
            let counted: u32 = tally(votes).values().map(Tally::votes).sum();
            prop_assert_eq!(counted as usize, pairs.len());
        }

        #[test]
        fn the_share_lies_in_its_interval(agree in 0_u32..500, disagree in 0_u32..500, pass in 0_u32..500) {
            let tally = Tally { agree, disagree, pass };
            if let Some(Interval { share, low, high }) = tally.agreement() {
                prop_assert!(0.0 <= low && low <= share && share <= high && high <= 1.0);
                let tenfold = Tally { agree: agree * 10, disagree: disagree * 10, pass: pass * 10 };
                let narrower = tenfold.agreement().unwrap();
                prop_assert!(narrower.high - narrower.low < high - low);
            }
        }
    }
}
