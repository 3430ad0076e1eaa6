//! Who answered, and were they enough?

use std::collections::{BTreeMap, BTreeSet};

use crate::Verdict;

/// A seat in the round, of one constituency (residents, a partner, a sector).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seat {
    /// Its number.
    pub id: u32,
    /// The constituency it speaks for.
    pub constituency: u32,
}

/// How many must answer for a round to decide. Every answer counts towards it, whatever it says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Quorum {
    /// So many seats; at least one, even if this says none.
    pub seats: usize,
    /// Constituencies each of which must have answered from at least one seat.
    pub constituencies: Vec<u32>,
}

/// One step of a count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step<A> {
    /// These seats were asked.
    Called(Vec<u32>),
    /// A seat answered.
    Answered(u32, A),
    /// A seat answered again; the earlier answer no longer counts.
    Changed(u32, A),
    /// An answer for a seat that was not asked; it does not count.
    Refused(u32),
    /// These seats did not answer.
    Silent(Vec<u32>),
    /// So many of the seats needed answered, and these constituencies are missing.
    Quorum {
        /// Seats that answered.
        present: usize,
        /// Seats that had to.
        needed: usize,
        /// Constituencies that had to answer and did not.
        missing: Vec<u32>,
    },
    /// The end.
    Decided(Verdict),
}

/// How a round was counted, step by step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transcript<A> {
    /// The steps, in order.
    pub steps: Vec<Step<A>>,
}

/// A round before its verdict.
pub(crate) struct Roll<A> {
    /// The answers that count, by seat.
    pub(crate) answers: BTreeMap<u32, A>,
    /// The seats without one.
    pub(crate) silent: Vec<u32>,
    met: bool,
    steps: Vec<Step<A>>,
}

impl<A: Clone> Roll<A> {
    pub(crate) fn call(seats: &[Seat], quorum: &Quorum, answers: impl IntoIterator<Item = (u32, A)>) -> Self {
        let called: BTreeMap<u32, u32> = seats.iter().map(|seat| (seat.id, seat.constituency)).collect();
        let mut steps = vec![Step::Called(called.keys().copied().collect())];
        let mut counted: BTreeMap<u32, A> = BTreeMap::new();
        for (seat, answer) in answers {
            steps.push(if !called.contains_key(&seat) {
                Step::Refused(seat)
            } else if counted.insert(seat, answer.clone()).is_some() {
                Step::Changed(seat, answer)
            } else {
                Step::Answered(seat, answer)
            });
        }

        let silent: Vec<u32> = called.keys().copied().filter(|seat| !counted.contains_key(seat)).collect();
        steps.push(Step::Silent(silent.clone()));

        let heard: BTreeSet<u32> = counted.keys().map(|seat| called[seat]).collect();
        let missing: Vec<u32> =
            quorum.constituencies.iter().copied().filter(|c| !heard.contains(c)).collect();
        let (present, needed) = (counted.len(), quorum.seats.max(1));
        let met = present >= needed && missing.is_empty();
        steps.push(Step::Quorum { present, needed, missing });
        Self { answers: counted, silent, met, steps }
    }

    /// The verdict, if enough answered, and the transcript with it.
    pub(crate) fn decide(&self, adopted: bool) -> (Verdict, Transcript<A>) {
        let verdict = match (self.met, adopted) {
            (false, _) => Verdict::NoQuorum,
            (true, true) => Verdict::Adopted,
            (true, false) => Verdict::Amend,
        };
        let steps = self.steps.iter().cloned().chain([Step::Decided(verdict)]).collect();
        (verdict, Transcript { steps })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEATS: [Seat; 3] = [
        Seat { id: 1, constituency: 10 },
        Seat { id: 2, constituency: 10 },
        Seat { id: 3, constituency: 20 },
    ];

    #[test]
    fn the_transcript_tells_everything_in_order() {
        let quorum = Quorum { seats: 2, constituencies: vec![20] };
        let roll = Roll::call(&SEATS, &quorum, [(2, 'a'), (9, 'b'), (2, 'c')]);
        let (verdict, transcript) = roll.decide(true);
        assert_eq!(verdict, Verdict::NoQuorum);
        assert_eq!(
            transcript.steps,
            [
                Step::Called(vec![1, 2, 3]),
                Step::Answered(2, 'a'),
                Step::Refused(9),
                Step::Changed(2, 'c'),
                Step::Silent(vec![1, 3]),
                Step::Quorum { present: 1, needed: 2, missing: vec![20] },
                Step::Decided(Verdict::NoQuorum),
            ]
        );
    }

    #[test]
    fn a_missing_constituency_is_no_quorum_however_many_answer() {
        let quorum = Quorum { seats: 2, constituencies: vec![20] };
        let met = |answers: &[(u32, ())]| Roll::call(&SEATS, &quorum, answers.iter().copied()).met;
        assert!(!met(&[(1, ()), (2, ())]));
        assert!(met(&[(1, ()), (3, ())]));
    }

    #[test]
    fn nobody_decides_nothing() {
        let roll = Roll::call(&SEATS, &Quorum::default(), std::iter::empty::<(u32, ())>());
        assert_eq!(roll.decide(true).0, Verdict::NoQuorum);
    }
}
