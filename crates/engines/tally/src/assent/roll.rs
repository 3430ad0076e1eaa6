//! Who answered, and were they enough?

use std::collections::{BTreeMap, BTreeSet};

use super::Verdict;
use crate::transcript::{Event, Figures, Said, Step, Transcript};

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

/// A round before its verdict.
pub(crate) struct Roll<A> {
    /// The answers that count, by seat.
    pub(crate) answers: BTreeMap<u32, A>,
    /// The seats without one.
    pub(crate) silent: Vec<u32>,
    met: bool,
    events: Vec<Event>,
}

impl<A: Clone + Into<Said>> Roll<A> {
    pub(crate) fn call(seats: &[Seat], quorum: &Quorum, answers: impl IntoIterator<Item = (u32, A)>) -> Self {
        let called: BTreeMap<u32, u32> = seats.iter().map(|seat| (seat.id, seat.constituency)).collect();
        let mut events = vec![Event::Called(called.keys().copied().collect())];
        let mut counted: BTreeMap<u32, A> = BTreeMap::new();
        for (seat, answer) in answers {
            events.push(if !called.contains_key(&seat) {
                Event::Refused(seat)
            } else if counted.insert(seat, answer.clone()).is_some() {
                Event::Changed(seat, answer.into())
            } else {
                Event::Answered(seat, answer.into())
            });
        }

        let silent: Vec<u32> = called.keys().copied().filter(|seat| !counted.contains_key(seat)).collect();
        events.push(Event::Silent(silent.clone()));

        let heard: BTreeSet<u32> = counted.keys().map(|seat| called[seat]).collect();
        let missing: Vec<u32> =
            quorum.constituencies.iter().copied().filter(|c| !heard.contains(c)).collect();
        let (present, needed) = (counted.len(), quorum.seats.max(1));
        let met = present >= needed && missing.is_empty();
        events.push(Event::Quorum { present: present as u64, needed: needed as u64, missing });
        Self { answers: counted, silent, met, events }
    }

    /// The verdict, if enough answered, and the transcript with it.
    pub(crate) fn decide(&self, adopted: bool) -> (Verdict, Transcript) {
        let verdict = match (self.met, adopted) {
            (false, _) => Verdict::NoQuorum,
            (true, true) => Verdict::Adopted,
            (true, false) => Verdict::Amend,
        };
        let events = self.events.iter().cloned().chain([Event::Decided(verdict)]);
        let step = |event| Step { round: 1, event, figures: Figures::default() };
        (verdict, Transcript { steps: events.map(step).collect() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Level;

    const SEATS: [Seat; 3] = [
        Seat { id: 1, constituency: 10 },
        Seat { id: 2, constituency: 10 },
        Seat { id: 3, constituency: 20 },
    ];

    #[test]
    fn the_transcript_tells_everything_in_order() {
        let quorum = Quorum { seats: 2, constituencies: vec![20] };
        let roll = Roll::call(&SEATS, &quorum, [(2, Level::Block), (9, Level::Block), (2, Level::Reluctant)]);
        let (verdict, transcript) = roll.decide(true);
        assert_eq!(verdict, Verdict::NoQuorum);
        assert_eq!(
            transcript.steps.into_iter().map(|step| step.event).collect::<Vec<_>>(),
            [
                Event::Called(vec![1, 2, 3]),
                Event::Answered(2, Level::Block.into()),
                Event::Refused(9),
                Event::Changed(2, Level::Reluctant.into()),
                Event::Silent(vec![1, 3]),
                Event::Quorum { present: 1, needed: 2, missing: vec![20] },
                Event::Decided(Verdict::NoQuorum),
            ]
        );
    }

    #[test]
    fn a_missing_constituency_is_no_quorum_however_many_answer() {
        let quorum = Quorum { seats: 2, constituencies: vec![20] };
        let met = |answers: &[u32]| {
            Roll::call(&SEATS, &quorum, answers.iter().map(|&seat| (seat, Level::Block))).met
        };
        assert!(!met(&[1, 2]));
        assert!(met(&[1, 3]));
    }

    #[test]
    fn nobody_decides_nothing() {
        let roll = Roll::call(&SEATS, &Quorum::default(), std::iter::empty::<(u32, Level)>());
        assert_eq!(roll.decide(true).0, Verdict::NoQuorum);
    }
}
