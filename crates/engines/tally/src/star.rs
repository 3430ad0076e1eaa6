//! STAR: score, then automatic runoff between the two with the highest sums.
//!
//! Rules of the STAR Voting project. An option without a score gets 0. Ties for the final: whom ballots prefer in most
//! comparisons with the others in the tie, then who has most of the highest score, then lot. A tie in the final: the higher sum, then most of the highest
//! score, then lot. More seats are filled by counting again without those elected (bloc STAR).

use std::cmp::Ordering;

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
        match self.finalists()[..] {
            [one, other] => self.runoff(one, other),
            [only] if self.counting.hopefuls().len() == 1 => Some(only),
            _ => None,
        }
    }

    /// The two hopeful options with the highest sums; fewer if a tie stays open.
    fn finalists(&mut self) -> Vec<usize> {
        let (mut finalists, tied) = split(&self.counting.hopefuls(), 2, |option| self.sums[option]);
        let preferences: Vec<u64> =
            (0..self.sums.len()).map(|option| self.preferring_to(option, &tied)).collect();
        let (taken, tied) =
            self.narrow(About::Final, tied, 2 - finalists.len(), &preferences, Settled::Preferred);
        finalists.extend(taken);
        let highest = self.highest.clone();
        let (taken, tied) =
            self.narrow(About::Final, tied, 2 - finalists.len(), &highest, Settled::HighestScores);
        finalists.extend(taken);
        if !tied.is_empty() {
            finalists.extend(self.counting.draw(About::Final, &tied, 2 - finalists.len()));
        }
        finalists
    }

    /// Those of the tied options whose values take them into so many places, and those still tied for the places left.
    fn narrow<K: Ord>(
        &mut self,
        about: About,
        tied: Vec<usize>,
        places: usize,
        values: &[K],
        by: Settled,
    ) -> (Vec<usize>, Vec<usize>) {
        let (taken, left) = split(&tied, places, |option| &values[option]);
        if left.len() < tied.len() {
            let told_apart = taken.iter().chain(&left).copied().collect();
            self.counting.tie(about, &tied, told_apart, by);
        }
        (taken, left)
    }

    /// In how many comparisons with the others ballots prefer it, over all ballots.
    fn preferring_to(&self, option: usize, others: &[usize]) -> u64 {
        let others = others.iter().filter(|&&other| other != option);
        others.map(|&other| self.preferring(option, other)[0]).sum()
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
        let mut votes = vec![None; self.sums.len()];
        votes[one] = Some(Amount::whole(ones));
        votes[other] = Some(Amount::whole(others));
        self.counting.figures.votes = votes;
        self.counting.step(Event::Runoff([(one, ones), (other, others)], neither));
        match ones.cmp(&others) {
            Ordering::Greater => return Some(one),
            Ordering::Less => return Some(other),
            Ordering::Equal => {}
        }
        let (sums, highest) = (self.sums.clone(), self.highest.clone());
        let (taken, tied) = self.narrow(About::Election, vec![one, other], 1, &sums, Settled::HigherSum);
        let (taken, tied) = match taken[..] {
            [] => self.narrow(About::Election, tied, 1, &highest, Settled::HighestScores),
            _ => (taken, tied),
        };
        taken.first().copied().or_else(|| self.counting.draw_one(About::Election, &tied))
    }
}

/// The options whose values take them into so many places whatever happens, and those tied for the places left, if there are more of
/// them than places.
fn split<K: Ord>(options: &[usize], places: usize, value: impl Fn(usize) -> K) -> (Vec<usize>, Vec<usize>) {
    let (mut taken, mut left) = (Vec::new(), options.to_vec());
    while taken.len() < places {
        let best = largest(&left, &value);
        if best.is_empty() || taken.len() + best.len() > places {
            return (taken, best);
        }
        left.retain(|option| !best.contains(option));
        taken.extend(best);
    }
    (taken, Vec::new())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Limits;

    fn counted(rows: &[(u64, [i16; 3])], lot: &Lot) -> Count {
        let mut scores = Scores::new(["a", "b", "c"].map(String::from).to_vec(), Limits::scores(5)).unwrap();
        for (weight, row) in rows {
            scores.push(*weight, &row.map(Some)).unwrap();
        }
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
        // All three: sums 13; a and b are preferred three times, c twice: no lot for the final, only in it.
        let both = counted(&[(3, [4, 4, 3]), (1, [1, 1, 4])], &Lot::Order(vec![2, 0, 1]));
        assert_eq!((settled(&both), both.winners), (vec![Settled::Preferred, Settled::Lot], vec![0]));
        // In the final one ballot each, sums 7 and 5.
        let higher = counted(&[(1, [5, 1, 0]), (1, [2, 4, 0])], &Lot::Undeclared);
        assert_eq!((settled(&higher), higher.winners), (vec![Settled::HigherSum], vec![0]));
        let lot = counted(&[(1, [3, 2, 0]), (1, [2, 3, 0])], &Lot::Order(vec![1, 0, 2]));
        assert_eq!((settled(&lot), lot.winners), (vec![Settled::Lot], vec![1]));
    }
}
