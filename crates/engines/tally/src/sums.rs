//! Counting by sums: show of hands, approval, scores, dots and quadratic votes.

use std::cmp::Ordering;

use crate::amount::Amount;
use crate::ballots::{Rankings, Scores, next};
use crate::count::{Count, Counting, largest};
use crate::lot::Lot;
use crate::transcript::{About, Event, Settled, State};

/// Show of hands: a ballot counts for its first option. The seats go to the options with most ballots.
///
/// A ballot whose first rank is shared counts for none of them and is shown as exhausted. Empty ballots abstain: they are in no
/// option's share, but they do count for a quorum ([`Count::with_quorum`]).
pub fn show_of_hands(ballots: &Rankings, seats: usize, lot: &Lot) -> Count {
    let (hands, unclear) = hands(ballots);
    let mut counting = Counting::new(ballots.options(), ballots.withdrawn(), lot);
    counting.figures.exhausted = Some(Amount::whole(unclear));
    most(counting, seats, &hands, |votes| Amount::whole(*votes))
}

/// Majority: a ballot counts for its first option. Elected is the option with more ballots than any other, if it has at least the
/// share `part / whole` of the ballots that count for an option; otherwise nobody is, and no lot decides.
pub fn majority(ballots: &Rankings, (part, whole): (u32, u32)) -> Count {
    let (hands, unclear) = hands(ballots);
    let mut counting = Counting::new(ballots.options(), ballots.withdrawn(), &Lot::Undeclared);
    counting.figures.exhausted = Some(Amount::whole(unclear));
    counting.hold(|option| Amount::whole(hands[option]));
    counting.step(Event::Begin);
    let counted: u64 = hands.iter().sum();
    let first = largest(&counting.hopefuls(), |option| hands[option]);
    let held = first.first().map_or(0, |&option| hands[option]);
    let share = (u128::from(counted) * u128::from(part)).div_ceil(u128::from(whole.max(1))) as u64;
    counting.step(Event::Threshold { held, needed: share.max(1) });
    match first[..] {
        [winner] if held >= share.max(1) => counting.elect(winner, State::Elected),
        [_] | [] => {}
        _ => counting.tie(About::Election, &first, Vec::new(), Settled::Open),
    }
    counting.end()
}

/// How many ballots count for each option, and how many share their first rank.
fn hands(ballots: &Rankings) -> (Vec<u64>, u64) {
    let mut hands = vec![0_u64; ballots.options().len()];
    let mut unclear = 0_u64;
    for (weight, places) in ballots.iter().filter(|(_, places)| !places.is_empty()) {
        match next(places, 0, |_| true) {
            Some((option, _)) => hands[option] += weight,
            None => unclear += weight,
        }
    }
    (hands, unclear)
}

/// Approval: a ballot counts for every option it names, in whatever order. The seats go to the options named most.
///
/// Approvals given as numbers, 1 for yes, are counted by [`total`].
pub fn approval(ballots: &Rankings, seats: usize, lot: &Lot) -> Count {
    let mut approvals = vec![0_u64; ballots.options().len()];
    for (weight, places) in ballots.iter() {
        for place in places {
            approvals[place.option()] += weight;
        }
    }
    let counting = Counting::new(ballots.options(), ballots.withdrawn(), lot);
    most(counting, seats, &approvals, |votes| Amount::whole(*votes))
}

/// Sums: an option holds the sum of its values; one without a value gets 0. The seats go to the largest sums.
///
/// This counts approvals, scores, dots and quadratic votes: they differ in what a ballot may hold
/// ([`Limits`](crate::Limits)), not in how it is counted.
pub fn total(scores: &Scores, seats: usize, lot: &Lot) -> Count {
    let counting = Counting::new(scores.options(), &vec![false; scores.options().len()], lot);
    most(counting, seats, &totals(scores), |sum| Amount::whole(*sum))
}

/// The sum of each option's values.
pub(crate) fn totals(scores: &Scores) -> Vec<i64> {
    let mut sums = vec![0_i64; scores.options().len()];
    for (weight, values) in scores.iter() {
        let weight = weight as i64;
        for (sum, value) in sums.iter_mut().zip(values) {
            *sum += weight * i64::from(value.unwrap_or(0));
        }
    }
    sums
}

/// Means: an option holds the mean of the values it got; ballots that give it none are ignored. The seats go to the largest
/// means, compared as exact fractions and shown to the nearest of 12 decimals. An option that nobody gave a value is last.
pub fn mean(scores: &Scores, seats: usize, lot: &Lot) -> Count {
    let mut given = vec![0_u64; scores.options().len()];
    for (weight, values) in scores.iter() {
        for (given, value) in given.iter_mut().zip(values) {
            *given += if value.is_some() { weight } else { 0 };
        }
    }
    let means: Vec<Mean> =
        totals(scores).into_iter().zip(given).map(|(sum, ballots)| Mean { sum, ballots }).collect();
    let counting = Counting::new(scores.options(), &vec![false; means.len()], lot);
    most(counting, seats, &means, |mean| mean.amount())
}

/// A sum over so many ballots.
#[derive(Debug, Clone, Copy)]
struct Mean {
    sum: i64,
    ballots: u64,
}

impl Mean {
    fn amount(self) -> Amount {
        const DECIMALS: u32 = 12;
        let (units, ballots) =
            (i128::from(self.sum) * 10_i128.pow(DECIMALS), i128::from(self.ballots.max(1)));
        let nearest = (units * 2 + ballots).div_euclid(ballots * 2);
        if units % ballots == 0 {
            Amount::decimal(nearest, DECIMALS)
        } else {
            Amount::nearest(nearest, DECIMALS)
        }
    }
}

impl Ord for Mean {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.ballots, other.ballots) {
            (0, 0) => Ordering::Equal,
            (0, _) => Ordering::Less,
            (_, 0) => Ordering::Greater,
            (ours, theirs) => {
                (i128::from(self.sum) * i128::from(theirs)).cmp(&(i128::from(other.sum) * i128::from(ours)))
            }
        }
    }
}

impl PartialOrd for Mean {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Mean {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Mean {}

/// Gives the seats to the largest values.
fn most<K: Ord>(mut counting: Counting, seats: usize, values: &[K], amount: impl Fn(&K) -> Amount) -> Count {
    counting.hold(|option| amount(&values[option]));
    counting.step(Event::Begin);
    counting.elect_largest(|option| &values[option], seats);
    counting.end()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Limits, Place, Settled};

    fn names() -> Vec<String> {
        ["a", "b", "c"].map(String::from).to_vec()
    }

    fn scores(limits: Limits, rows: &[[i16; 3]]) -> Scores {
        let mut scores = Scores::new(names(), limits).unwrap();
        for row in rows {
            scores.push(1, &row.map(|value| (value != -9).then_some(value))).unwrap();
        }
        scores
    }

    fn votes(count: &Count) -> Vec<String> {
        count.transcript.steps[0].figures.votes.iter().flatten().map(ToString::to_string).collect()
    }

    #[test]
    fn hands_and_approvals_count_what_a_ballot_names() {
        let mut ballots = Rankings::new(names(), &[]).unwrap();
        ballots.push(3, [Place::next(1), Place::next(0)]).unwrap();
        ballots.push(2, [Place::next(0), Place::equal(2)]).unwrap();
        ballots.push(4, []).unwrap();
        let hands = show_of_hands(&ballots, 1, &Lot::Undeclared);
        assert_eq!(
            (hands.winners.as_slice(), votes(&hands)),
            (&[1][..], vec!["0".into(), "3".into(), "0".into()])
        );
        assert_eq!(hands.transcript.steps[0].figures.exhausted, Some(Amount::whole(2)));
        let approvals = approval(&ballots, 2, &Lot::Undeclared);
        assert_eq!(
            (approvals.winners.as_slice(), votes(&approvals)),
            (&[0, 1][..], vec!["5".into(), "3".into(), "2".into()])
        );
    }

    #[test]
    fn a_majority_needs_its_share_and_more_than_any_other() {
        let count = |rows: [u64; 3], share| {
            let mut ballots = Rankings::new(names(), &[]).unwrap();
            for (option, weight) in rows.into_iter().enumerate() {
                ballots.push(weight, [Place::next(option)]).unwrap();
            }
            ballots.push(9, []).unwrap();
            majority(&ballots, share)
        };
        assert_eq!(count([4, 2, 0], (2, 3)).winners, [0], "exactly two thirds, abstentions aside");
        let below = count([5, 3, 0], (2, 3));
        assert!(below.winners.is_empty() && !below.is_open());
        assert_eq!(below.transcript.steps[1].event, Event::Threshold { held: 5, needed: 6 });
        assert!(count([3, 3, 1], (1, 4)).winners.is_empty(), "no lot makes a majority");
        assert!(count([0, 0, 0], (1, 2)).winners.is_empty(), "nobody decided");
        assert_eq!(count([2, 1, 1], (1, 2)).winners, [0]);
    }

    #[test]
    fn votes_against_are_subtracted() {
        let quadratic =
            total(&scores(Limits::credits(25), &[[3, -4, 0], [0, 5, 0], [4, 0, 3]]), 1, &Lot::Undeclared);
        assert_eq!(
            (quadratic.winners.as_slice(), votes(&quadratic)),
            (&[0][..], vec!["7".into(), "1".into(), "3".into()])
        );
    }

    #[test]
    fn a_mean_ignores_ballots_without_a_value() {
        let rows = scores(Limits::scores(5), &[[5, 4, -9], [-9, 4, -9], [-9, 2, -9]]);
        assert_eq!(total(&rows, 1, &Lot::Undeclared).winners, [1]);
        let means = mean(&rows, 3, &Lot::Undeclared);
        assert_eq!(means.winners, [0, 1, 2]);
        assert_eq!(votes(&means)[1], "3.333333333333");
        assert!(means.transcript.steps[0].figures.votes[1].unwrap().is_rounded());
    }

    #[test]
    fn a_tie_at_the_last_seat_stays_open_without_a_lot() {
        let tied = scores(Limits::scores(5), &[[5, 3, 3]]);
        let open = total(&tied, 2, &Lot::Undeclared);
        assert_eq!((open.winners.as_slice(), open.is_open()), (&[0][..], true));
        let drawn = total(&tied, 2, &Lot::Order(vec![2, 1, 0]));
        assert_eq!((drawn.winners.as_slice(), drawn.is_open()), (&[0, 2][..], false));
        let tie = drawn.transcript.ties().next().unwrap();
        assert_eq!(
            (tie.options.as_slice(), tie.taken.as_slice(), tie.by),
            (&[1, 2][..], &[2][..], Settled::Lot)
        );
        assert!(!total(&tied, 3, &Lot::Undeclared).is_open(), "nobody is left out");
    }
}
