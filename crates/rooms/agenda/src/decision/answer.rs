//! What the seats answer, and what it comes to.

use jiff::Timestamp;
use uuid::Uuid;

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

/// What one voter said, with the name and the constituency it had then.
#[derive(Debug, Clone)]
pub(crate) struct Given {
    /// The seat, the member or the partnership.
    pub(crate) seat: Uuid,
    pub(crate) name: String,
    pub(crate) constituency: String,
    /// The line of a [`Choice`](crate::ballot::Choice), or [`SILENT`].
    pub(crate) answer: String,
    pub(crate) reason: String,
    pub(crate) at: Timestamp,
    /// Who gave it in the voter's place; empty where the voter did.
    pub(crate) through: String,
}

/// What the engine takes it for.
pub(crate) fn engine_answer(say: Say, reason: &str) -> tally::Answer {
    match say {
        Say::Consent => tally::Answer::Consent,
        Say::Reservation => tally::Answer::Reservation(reason.to_owned()),
        Say::Objection => tally::Answer::Objection(reason.to_owned()),
        Say::Aside => tally::Answer::StandAside,
    }
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
    use super::{Say, Sums};

    #[test]
    fn everything_sayable_is_found_by_its_word() {
        for say in Say::ALL {
            assert_eq!(Say::from_word(say.word()), Some(say));
        }
        assert_eq!(Say::from_word(super::SILENT), None);
    }

    #[test]
    fn nobody_said_nothing() {
        assert_eq!(Sums::of(&[]).answered(), 0);
    }
}
