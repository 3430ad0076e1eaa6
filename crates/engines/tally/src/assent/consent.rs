//! Consent: adopted unless somebody objects with a reason.

use std::collections::BTreeMap;

use super::Verdict;
use super::roll::{Quorum, Roll, Seat};
use crate::transcript::Transcript;

/// What a seat says to a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Good enough for now, safe enough to try.
    Consent,
    /// Consent, with a worry to be kept.
    Reservation(String),
    /// It would do harm, for this reason. Holds the proposal until it is amended.
    Objection(String),
    /// Takes no part in this decision and does not hold it; still present.
    StandAside,
}

/// A counted round of consent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// How it ends.
    pub verdict: Verdict,
    /// The answers that count, by seat.
    pub answers: BTreeMap<u32, Answer>,
    /// Seats that did not answer.
    pub silent: Vec<u32>,
    /// How it was counted.
    pub transcript: Transcript,
}

impl Consent {
    /// The objections that stand: seat and reason.
    pub fn objections(&self) -> impl Iterator<Item = (u32, &str)> {
        self.answers.iter().filter_map(|(&seat, answer)| match answer {
            Answer::Objection(reason) => Some((seat, reason.as_str())),
            _ => None,
        })
    }

    /// The worries to be kept with the decision: seat and words.
    pub fn reservations(&self) -> impl Iterator<Item = (u32, &str)> {
        self.answers.iter().filter_map(|(&seat, answer)| match answer {
            Answer::Reservation(worry) => Some((seat, worry.as_str())),
            _ => None,
        })
    }
}

/// Counts a round of consent. Adopted with a quorum and no objection left; a seat's last answer counts.
///
/// The answers to an amended proposal make a new round: consent given to an earlier wording is not carried over.
pub fn consent(seats: &[Seat], quorum: &Quorum, answers: impl IntoIterator<Item = (u32, Answer)>) -> Consent {
    let roll = Roll::call(seats, quorum, answers);
    let objected = roll.answers.values().any(|answer| matches!(answer, Answer::Objection(_)));
    let (verdict, transcript) = roll.decide(!objected);
    Consent { verdict, answers: roll.answers, silent: roll.silent, transcript }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn seats(n: u32) -> Vec<Seat> {
        (1..=n).map(|id| Seat { id, constituency: 0 }).collect()
    }

    fn quorum(seats: usize) -> Quorum {
        Quorum { seats, ..Quorum::default() }
    }

    #[test]
    fn one_objection_holds_the_proposal_until_it_is_withdrawn() {
        let objection = Answer::Objection("no way to reach the village".into());
        let held = [(1, Answer::Consent), (2, objection), (3, Answer::StandAside)];
        let round = consent(&seats(4), &quorum(3), held.clone());
        assert_eq!((round.verdict, round.silent.as_slice()), (Verdict::Amend, &[4][..]));
        assert_eq!(round.objections().collect::<Vec<_>>(), [(2, "no way to reach the village")]);

        let worry = Answer::Reservation("watch the village".into());
        let freed = consent(&seats(4), &quorum(3), held.into_iter().chain([(2, worry)]));
        assert_eq!(freed.verdict, Verdict::Adopted);
        assert_eq!(freed.reservations().collect::<Vec<_>>(), [(2, "watch the village")]);
    }

    #[test]
    fn an_objection_without_a_quorum_decides_nothing_either() {
        let round = consent(&seats(4), &quorum(2), [(1, Answer::Objection("cost".into()))]);
        assert_eq!(round.verdict, Verdict::NoQuorum);
    }

    fn answer() -> impl Strategy<Value = Answer> {
        prop_oneof![
            Just(Answer::Consent),
            Just(Answer::Reservation("r".into())),
            Just(Answer::Objection("o".into())),
            Just(Answer::StandAside),
        ]
    }

    proptest! {
        #[test]
        fn every_seat_is_counted_once(answers in prop::collection::vec((0_u32..9, answer()), 0..40)) {
            let round = consent(&seats(6), &quorum(3), answers);
            prop_assert_eq!(round.answers.len() + round.silent.len(), 6);
            let enough = round.answers.len() >= 3;
            let expected = match (enough, round.objections().count()) {
                (false, _) => Verdict::NoQuorum,
                (true, 0) => Verdict::Adopted,
                (true, _) => Verdict::Amend,
            };
            prop_assert_eq!(round.verdict, expected);
        }
    }
}
