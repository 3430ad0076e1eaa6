//! Instant runoff: whoever holds least is excluded, until somebody holds more than half.

use crate::amount::Amount;
use crate::ballots::{Rankings, next};
use crate::count::{Count, Counting, largest};
use crate::lot::Lot;
use crate::transcript::{About, Event, Settled, State};

struct Runoff<'a> {
    ballots: &'a Rankings,
    counting: Counting,
    /// The ballots that count for each option: which, and where on it the places after that option begin.
    piles: Vec<Vec<(u32, u16)>>,
    votes: Vec<u64>,
    exhausted: u64,
    /// The votes of each round.
    history: Vec<Vec<u64>>,
}

/// Counts by instant runoff, for one seat.
///
/// Each round a ballot counts for its first option that is not excluded. Who holds more than half of the ballots that still count
/// is elected. Otherwise the one with least is excluded, one in a round; of several the one that held less in the last round in
/// which they differed, then by lot. A skipped rank is no rank. A ballot is exhausted when it names no further option, and where
/// its next rank is shared by several that are not excluded.
pub fn instant_runoff(ballots: &Rankings, lot: &Lot) -> Count {
    let options = ballots.options().len();
    let mut runoff = Runoff {
        ballots,
        counting: Counting::new(ballots.options(), ballots.withdrawn(), lot),
        piles: vec![Vec::new(); options],
        votes: vec![0; options],
        exhausted: 0,
        history: Vec::new(),
    };
    for (ballot, (_, places)) in ballots.iter().enumerate() {
        if !places.is_empty() {
            runoff.hand_on(ballot as u32, 0);
        }
    }
    runoff.show();
    runoff.counting.step(Event::Begin);
    if let Some(winner) = runoff.run() {
        runoff.counting.elect(winner, State::Elected);
    }
    runoff.counting.end()
}

impl Runoff<'_> {
    /// The winner; `None` if a tie stays open, or if there is nobody to elect.
    fn run(&mut self) -> Option<usize> {
        loop {
            let hopefuls = self.counting.hopefuls();
            let counting: u64 = hopefuls.iter().map(|&option| self.votes[option]).sum();
            let first = *largest(&hopefuls, |option| self.votes[option]).first()?;
            if hopefuls.len() == 1 || self.votes[first] > counting / 2 {
                return Some(first);
            }
            let last = self.last(hopefuls)?;
            self.counting.defeat(last);
            self.history.push(self.votes.clone());
            self.counting.round += 1;
            self.votes[last] = 0;
            for (ballot, at) in std::mem::take(&mut self.piles[last]) {
                self.hand_on(ballot, at);
            }
            self.show();
            self.counting.step(Event::Transfer(last));
        }
    }

    /// Who is excluded.
    fn last(&mut self, hopefuls: Vec<usize>) -> Option<usize> {
        let fewest =
            |options: &[usize], votes: &[u64]| largest(options, |option| std::cmp::Reverse(votes[option]));
        let all = fewest(&hopefuls, &self.votes);
        if let [only] = all[..] {
            return Some(only);
        }
        let mut tied = all.clone();
        for (at, votes) in self.history.iter().enumerate().rev() {
            tied = fewest(&tied, votes);
            if let [only] = tied[..] {
                self.counting.tie(About::Exclusion, &all, vec![only], Settled::Earlier(at as u32 + 1));
                return Some(only);
            }
        }
        self.counting.draw_one(About::Exclusion, &tied)
    }

    fn hand_on(&mut self, ballot: u32, from: u16) {
        let (weight, places) = self.ballots.ballot(ballot as usize);
        match next(places, usize::from(from), |option| self.counting.is_hopeful(option)) {
            Some((option, at)) => {
                self.votes[option] += weight;
                self.piles[option].push((ballot, at as u16));
            }
            None => self.exhausted += weight,
        }
    }

    fn show(&mut self) {
        let votes = &self.votes;
        self.counting.hold(|option| Amount::whole(votes[option]));
        self.counting.figures.exhausted = Some(Amount::whole(self.exhausted));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Place;

    fn ballots(rows: &[(u64, &[usize])]) -> Rankings {
        let mut ballots = Rankings::new(["a", "b", "c", "d"].map(String::from).to_vec(), &[]).unwrap();
        for (weight, order) in rows {
            ballots.push(*weight, order.iter().map(|&option| Place::next(option))).unwrap();
        }
        ballots
    }

    #[test]
    fn the_second_preferences_of_the_excluded_decide() {
        let count =
            instant_runoff(&ballots(&[(4, &[0]), (3, &[1, 2]), (2, &[2, 1]), (1, &[3])]), &Lot::Undeclared);
        assert_eq!(count.winners, [1]);
        let last = &count.transcript.steps.last().unwrap().figures;
        assert_eq!(last.votes[1], Some(Amount::whole(5)));
        assert_eq!(last.exhausted, Some(Amount::whole(1)));
        assert_eq!(count.transcript.ties().count(), 0);
    }

    #[test]
    fn a_tie_for_last_goes_by_earlier_rounds_and_then_by_lot() {
        // d goes first, to b, which then ties with c; b held less before.
        let earlier =
            instant_runoff(&ballots(&[(5, &[0]), (2, &[1]), (3, &[2]), (1, &[3, 1])]), &Lot::Undeclared);
        assert_eq!(earlier.transcript.ties().next().unwrap().by, Settled::Earlier(1));
        let tied = ballots(&[(5, &[0]), (3, &[1, 2]), (3, &[2, 1])]);
        let open = instant_runoff(&tied, &Lot::Undeclared);
        assert!(open.is_open() && open.winners.is_empty());
        assert_eq!(instant_runoff(&tied, &Lot::Order(vec![3, 2, 0, 1])).winners, [1]);
    }
}
