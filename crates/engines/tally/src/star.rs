//! STAR: score, then automatic runoff between the two with the highest sums.
//!
//! Rules of the STAR Voting project. An option without a score gets 0. Ties for the final: who wins most comparisons against the
//! others in the tie, then who has most of the highest score, then lot. A tie in the final: the higher sum, then most of the highest
//! score, then lot. More seats are filled by counting again without those elected (bloc STAR).

use crate::amount::Amount;
use crate::ballots::Scores;
use crate::count::{Count, Counting, largest};
use crate::lot::Lot;
use crate::sums::totals;
use crate::transcript::{About, Event, Settled, State};

struct Star<'a> {
    scores: &'a Scores,
    sums: Vec<i64>,
    /// How many ballots give each option the highest score.
    highest: Vec<u64>,
    counting: Counting,
}

/// Counts by STAR.
pub fn star(scores: &Scores, seats: usize, lot: &Lot) -> Count {
    let mut highest = vec![0_u64; scores.options().len()];
    for (weight, values) in scores.iter() {
        for (highest, &value) in highest.iter_mut().zip(values) {
            *highest += if value == Some(scores.limits().highest) { weight } else { 0 };
        }
    }
    let counting = Counting::new(scores.options(), &vec![false; highest.len()], lot);
    let mut star = Star { scores, sums: totals(scores), highest, counting };
    while star.counting.winners.len() < seats && !star.counting.hopefuls().is_empty() {
        let Some(winner) = star.winner() else { break };
        star.counting.elect(winner, State::Elected);
        star.counting.round += 1;
    }
    star.counting.end()
}

impl Star<'_> {
    fn winner(&mut self) -> Option<usize> {
        let sums = &self.sums;
        self.counting.hold(|option| Amount::whole(sums[option]));
        self.counting.step(Event::Begin);
        let first = self.finalist(None)?;
        let others = self.counting.hopefuls().len() > 1;
        let second = if others { self.finalist(Some(first))? } else { return Some(first) };
        self.runoff(first, second)
    }

    /// The hopeful option with the highest sum, beside one that is in the final already.
    fn finalist(&mut self, beside: Option<usize>) -> Option<usize> {
        let mut hopefuls = self.counting.hopefuls();
        hopefuls.retain(|&option| Some(option) != beside);
        let tied = largest(&hopefuls, |option| self.sums[option]);
        // Two with the highest sum are both in the final: there is nothing to settle.
        let both = beside.is_none() && tied.len() == 2;
        if both || tied.len() == 1 {
            return Some(tied[0]);
        }
        let preferred = largest(&tied, |option| self.wins_against(option, &tied));
        if let [only] = preferred[..] {
            return Some(self.counting.settle(About::Final, &tied, only, Settled::Preferred));
        }
        let highest = largest(&preferred, |option| self.highest[option]);
        if let [only] = highest[..] {
            return Some(self.counting.settle(About::Final, &preferred, only, Settled::HighestScores));
        }
        self.counting.draw_one(About::Final, &highest)
    }

    /// How many comparisons with the others it wins, less those it loses.
    fn wins_against(&self, option: usize, others: &[usize]) -> i64 {
        let compare = |other: &usize| {
            let [one, two] = self.preferring(option, *other);
            (one > two) as i64 - (two > one) as i64
        };
        others.iter().map(compare).sum()
    }

    /// How many ballots score the one above the other, and the other above the one.
    fn preferring(&self, one: usize, other: usize) -> [u64; 2] {
        let mut preferring = [0, 0];
        for (weight, values) in self.scores.iter() {
            let (ours, theirs) = (values[one].unwrap_or(0), values[other].unwrap_or(0));
            preferring[0] += if ours > theirs { weight } else { 0 };
            preferring[1] += if theirs > ours { weight } else { 0 };
        }
        preferring
    }

    fn runoff(&mut self, one: usize, other: usize) -> Option<usize> {
        let [ones, others] = self.preferring(one, other);
        let neither = self.scores.cast() - ones - others;
        let states = &self.counting.figures.states;
        self.counting.figures.votes = (0..states.len())
            .map(|option| match option {
                _ if option == one => Some(Amount::whole(ones)),
                _ if option == other => Some(Amount::whole(others)),
                _ => None,
            })
            .collect();
        self.counting.step(Event::Runoff([(one, ones), (other, others)], neither));
        let tied = [one, other];
        let preferred = largest(&tied, |option| if option == one { ones } else { others });
        if let [only] = preferred[..] {
            return Some(only);
        }
        let higher = largest(&tied, |option| self.sums[option]);
        if let [only] = higher[..] {
            return Some(self.counting.settle(About::Election, &tied, only, Settled::HigherSum));
        }
        let highest = largest(&tied, |option| self.highest[option]);
        if let [only] = highest[..] {
            return Some(self.counting.settle(About::Election, &tied, only, Settled::HighestScores));
        }
        self.counting.draw_one(About::Election, &tied)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Limits;

    fn counted(rows: &[(u64, [i16; 3])], lot: &Lot) -> Count {
        let mut scores = Scores::new(["a", "b", "c"].map(String::from).to_vec(), Limits::scores(5)).unwrap();
        rows.iter().for_each(|(weight, row)| scores.push(*weight, &row.map(Some)).unwrap());
        star(&scores, 1, lot)
    }

    fn settled(count: &Count) -> Vec<Settled> {
        count.transcript.ties().map(|tie| tie.by).collect()
    }

    #[test]
    fn the_runoff_can_overturn_the_sums() {
        let count = counted(&[(3, [3, 4, 0]), (2, [5, 0, 0])], &Lot::Undeclared);
        assert_eq!(count.transcript.steps[0].figures.votes[0], Some(Amount::whole(19)));
        assert_eq!((count.winners.as_slice(), settled(&count)), (&[1][..], vec![]));
    }

    #[test]
    fn ties_for_the_final_and_in_it_follow_the_chain() {
        // Sums 6, 4, 4: b is preferred to c by two ballots of three.
        let preferred = counted(&[(2, [2, 2, 1]), (1, [2, 0, 2])], &Lot::Undeclared);
        assert_eq!(settled(&preferred)[0], Settled::Preferred);
        // b and c: sums 6, one preference each; c has a 5.
        let fives = counted(&[(1, [5, 2, 5]), (1, [5, 4, 1])], &Lot::Undeclared);
        assert_eq!((settled(&fives), fives.winners), (vec![Settled::HighestScores], vec![0]));
        // In the final one ballot each, sums 7 and 5.
        let higher = counted(&[(1, [5, 1, 0]), (1, [2, 4, 0])], &Lot::Undeclared);
        assert_eq!((settled(&higher), higher.winners), (vec![Settled::HigherSum], vec![0]));
        let lot = counted(&[(1, [3, 2, 0]), (1, [2, 3, 0])], &Lot::Order(vec![1, 0, 2]));
        assert_eq!((settled(&lot), lot.winners), (vec![Settled::Lot], vec![1]));
    }
}
