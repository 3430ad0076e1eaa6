//! What the seats answer, and what it comes to.

use jiff::Timestamp;
use people::{Seat, SeatId};
use tally::{Consent, Quorum};

/// What a seat can say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Say {
    /// Good enough for now, safe enough to try.
    Consent,
    /// Consent, with a worry to be kept.
    Reservation,
    /// It would do harm, for this reason.
    Objection,
    /// Takes no part in this decision.
    Aside,
}

impl Say {
    /// Everything a seat can say, in the order of the form.
    pub(crate) const ALL: [Self; 4] = [Self::Consent, Self::Reservation, Self::Objection, Self::Aside];

    /// Its word in the database; its text's key is `reply-` and this.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Consent => "consent",
            Self::Reservation => "reservation",
            Self::Objection => "objection",
            Self::Aside => "aside",
        }
    }

    /// What is said by that word.
    pub(crate) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|say| say.word() == word)
    }

    /// Whether it counts for nothing without a reason.
    pub(crate) fn needs_reason(self) -> bool {
        matches!(self, Self::Reservation | Self::Objection)
    }
}

/// The word of a voting seat that said nothing until the decision was closed.
pub(crate) const SILENT: &str = "silent";

/// What one seat said, with the name and the constituency it had then.
#[derive(Debug, Clone)]
pub(crate) struct Given {
    pub(crate) seat: SeatId,
    pub(crate) name: String,
    pub(crate) constituency: String,
    /// A word of [`Say`], or [`SILENT`].
    pub(crate) answer: String,
    pub(crate) reason: String,
    pub(crate) at: Timestamp,
}

/// So many seats must answer where so many are held: more than half of them.
pub(crate) fn quorum_of(held: usize) -> usize {
    held / 2 + 1
}

/// Counts the answers of the voting `seats`, vacant ones too.
pub(crate) fn count(seats: &[Seat], quorum: usize, given: &[Given]) -> Consent {
    let place = |id: SeatId| seats.iter().position(|seat| seat.id == id).map(|place| place as u32);
    let called: Vec<tally::Seat> =
        (0..seats.len() as u32).map(|id| tally::Seat { id, constituency: 0 }).collect();
    let answers = given.iter().filter_map(|given| Some((place(given.seat)?, engine_answer(given)?)));
    let quorum = Quorum { seats: quorum, constituencies: Vec::new() };
    tally::consent(&called, &quorum, answers)
}

fn engine_answer(given: &Given) -> Option<tally::Answer> {
    let reason = given.reason.clone();
    Some(match Say::from_word(&given.answer)? {
        Say::Consent => tally::Answer::Consent,
        Say::Reservation => tally::Answer::Reservation(reason),
        Say::Objection => tally::Answer::Objection(reason),
        Say::Aside => tally::Answer::StandAside,
    })
}

/// How many said what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Sums {
    pub(crate) consent: usize,
    pub(crate) reservation: usize,
    pub(crate) objection: usize,
    pub(crate) aside: usize,
}

impl Sums {
    /// Of these answers.
    pub(crate) fn of(given: &[Given]) -> Self {
        let how_many = |say: Say| given.iter().filter(|given| given.answer == say.word()).count();
        Self {
            consent: how_many(Say::Consent),
            reservation: how_many(Say::Reservation),
            objection: how_many(Say::Objection),
            aside: how_many(Say::Aside),
        }
    }

    /// All who answered.
    pub(crate) fn answered(self) -> usize {
        self.consent + self.reservation + self.objection + self.aside
    }
}

#[cfg(test)]
mod tests {
    use super::{Say, Sums, quorum_of};

    #[test]
    fn everything_sayable_is_found_by_its_word() {
        for say in Say::ALL {
            assert_eq!(Say::from_word(say.word()), Some(say));
        }
        assert_eq!(Say::from_word(super::SILENT), None);
    }

    #[test]
    fn a_quorum_is_more_than_half() {
        assert_eq!([0, 1, 2, 3, 4, 5].map(quorum_of), [1, 1, 2, 2, 3, 3]);
    }

    #[test]
    fn nobody_said_nothing() {
        assert_eq!(Sums::of(&[]).answered(), 0);
    }
}
