//! Gradients of agreement: how much, not only whether.

use std::collections::BTreeMap;

use super::Verdict;
use super::roll::{Quorum, Roll, Seat};
use crate::transcript::Transcript;

/// Six degrees from yes to no; the first three support the proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Yes, wholeheartedly.
    Wholehearted,
    /// Yes, with minor reservations.
    MinorReservations,
    /// Yes, reluctantly.
    Reluctant,
    /// More discussion first.
    MoreDiscussion,
    /// No, but it may go ahead.
    NotBlocking,
    /// No, and it must not go ahead.
    Block,
}

impl Level {
    /// All levels, from yes to no.
    pub const ALL: [Self; 6] = [
        Self::Wholehearted,
        Self::MinorReservations,
        Self::Reluctant,
        Self::MoreDiscussion,
        Self::NotBlocking,
        Self::Block,
    ];

    /// Its place on the scale, from 1 to 6.
    pub fn position(self) -> usize {
        self as usize + 1
    }

    /// The level at a place from 1 to 6; `None` elsewhere.
    pub fn at(position: usize) -> Option<Self> {
        Self::ALL.get(position.checked_sub(1)?).copied()
    }

    /// Whether it supports the proposal.
    pub fn supports(self) -> bool {
        self <= Self::Reluctant
    }
}

/// What adopts a proposal; agreed before anybody answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Threshold {
    /// Support needed from the seats that answered, as the exact share `part / whole`: (2, 3) for two thirds.
    pub share: (u32, u32),
    /// So many blocks are borne.
    pub blocks: usize,
}

/// A counted poll.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gradients {
    /// How it ends.
    pub verdict: Verdict,
    /// How many seats at each level, from yes to no.
    pub distribution: [usize; 6],
    /// The answers that count, by seat.
    pub answers: BTreeMap<u32, Level>,
    /// Seats that did not answer.
    pub silent: Vec<u32>,
    /// How it was counted.
    pub transcript: Transcript,
}

impl Gradients {
    /// Seats at a level that supports the proposal.
    pub fn support(&self) -> usize {
        self.answers.values().filter(|level| level.supports()).count()
    }

    /// Seats that block it.
    pub fn blocks(&self) -> usize {
        self.distribution[Level::Block as usize]
    }
}

/// Counts a poll. Adopted with a quorum, enough support among the answers and no more blocks than are borne; a seat's
/// last answer counts.
pub fn gradients(
    seats: &[Seat],
    quorum: &Quorum,
    threshold: Threshold,
    answers: impl IntoIterator<Item = (u32, Level)>,
) -> Gradients {
    let roll = Roll::call(seats, quorum, answers);
    let mut distribution = [0; 6];
    for level in roll.answers.values() {
        distribution[*level as usize] += 1;
    }
    let support: usize = distribution[..=Level::Reluctant as usize].iter().sum();
    let (part, whole) = threshold.share;
    let enough = support as u64 * u64::from(whole) >= roll.answers.len() as u64 * u64::from(part);
    let borne = distribution[Level::Block as usize] <= threshold.blocks;
    let (verdict, transcript) = roll.decide(enough && borne);
    Gradients { verdict, distribution, answers: roll.answers, silent: roll.silent, transcript }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TWO_THIRDS: Threshold = Threshold { share: (2, 3), blocks: 0 };

    fn poll(threshold: Threshold, positions: &[usize]) -> Gradients {
        let seats: Vec<Seat> = (0..9).map(|id| Seat { id, constituency: 0 }).collect();
        let answers = (0..).zip(positions.iter().map(|position| Level::at(*position).unwrap()));
        gradients(&seats, &Quorum { seats: 3, ..Quorum::default() }, threshold, answers)
    }

    #[test]
    fn two_thirds_are_exactly_two_thirds() {
        assert_eq!(poll(TWO_THIRDS, &[1, 3, 4]).verdict, Verdict::Adopted);
        assert_eq!(poll(TWO_THIRDS, &[1, 3, 4, 5]).verdict, Verdict::Amend);
        assert_eq!(poll(TWO_THIRDS, &[1, 2]).verdict, Verdict::NoQuorum);
    }

    #[test]
    fn a_block_holds_unless_it_is_borne() {
        let divided = poll(TWO_THIRDS, &[1, 1, 1, 1, 6]);
        assert_eq!((divided.verdict, divided.support(), divided.blocks()), (Verdict::Amend, 4, 1));
        assert_eq!(divided.distribution, [4, 0, 0, 0, 0, 1]);
        assert_eq!(divided.silent, [5, 6, 7, 8]);
        assert_eq!(poll(Threshold { blocks: 1, ..TWO_THIRDS }, &[1, 1, 1, 1, 6]).verdict, Verdict::Adopted);
    }

    #[test]
    fn places_and_levels_match() {
        assert!(Level::ALL.into_iter().all(|level| Level::at(level.position()) == Some(level)));
        assert_eq!((Level::at(0), Level::at(7)), (None, None));
    }

    proptest! {
        #[test]
        fn the_distribution_sums_to_the_answers(positions in prop::collection::vec(1_usize..=6, 0..9)) {
            let poll = poll(TWO_THIRDS, &positions);
            prop_assert_eq!(poll.distribution.iter().sum::<usize>(), positions.len());
            prop_assert_eq!(poll.answers.len() + poll.silent.len(), 9);
        }

        #[test]
        fn more_agreement_never_loses(positions in prop::collection::vec(2_usize..=6, 3..9), who in 0_usize..9) {
            let before = poll(TWO_THIRDS, &positions);
            let mut warmer = positions.clone();
            warmer[who % positions.len()] -= 1;
            if before.verdict == Verdict::Adopted {
                prop_assert_eq!(poll(TWO_THIRDS, &warmer).verdict, Verdict::Adopted);
            }
        }
    }
}
