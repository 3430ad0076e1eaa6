//! What a consultation said, counted: to each clause how many agree, could live with it or cannot, of residents, of
//! partners and of others.

use std::collections::BTreeMap;

use ::store::Read;
use kernel::{InitiativeId, Result};

use super::store::Count;
use super::{Answer, Consultation, Stands, store};
use crate::version::Frozen;

/// How many gave each answer, in the order of [`Answer::ALL`].
pub(crate) type Counts = [i64; 3];

/// What was said, counted.
pub(crate) struct Summary {
    /// What was put to people.
    pub(crate) clauses: Vec<Frozen>,
    /// How many speak for whom, in the order of [`Stands::ALL`].
    pub(crate) people: [i64; 3],
    /// The answers to each clause, by number, of each of [`Stands::ALL`].
    answers: BTreeMap<i64, [Counts; 3]>,
}

impl Summary {
    pub(crate) async fn of(
        read: &mut Read,
        initiative: InitiativeId,
        consultation: &Consultation,
    ) -> Result<Self> {
        let clauses = store::clauses(read, initiative, consultation.id).await?;
        let stands = store::stands(read, initiative, consultation.id).await?;
        let counts = store::counts(read, initiative, consultation.id).await?;
        Ok(Self { clauses, people: people(&stands), answers: answers(&counts) })
    }

    /// What everybody said to a clause.
    pub(crate) fn of_clause(&self, clause: i64) -> Counts {
        let of = self.answers.get(&clause).copied().unwrap_or_default();
        [0, 1, 2].map(|answer| of.iter().map(|counts| counts[answer]).sum())
    }

    /// What those who speak for one sort said to a clause.
    pub(crate) fn of_those(&self, clause: i64, stands: Stands) -> Counts {
        let at = Stands::ALL.iter().position(|one| *one == stands).unwrap_or_default();
        self.answers.get(&clause).copied().unwrap_or_default()[at]
    }

    /// The numbers of those clauses with which somebody cannot live.
    pub(crate) fn disputed(&self) -> Vec<i64> {
        let cannot = |clause: &Frozen| self.of_clause(clause.number)[2] > 0;
        self.clauses.iter().filter(|clause| cannot(clause)).map(|clause| clause.number).collect()
    }
}

fn people(stands: &[(String, i64)]) -> [i64; 3] {
    [Stands::Resident, Stands::Partner, Stands::Other]
        .map(|one| stands.iter().filter(|(word, _)| word == one.word()).map(|(_, people)| people).sum())
}

fn answers(counts: &[Count]) -> BTreeMap<i64, [Counts; 3]> {
    let mut answers: BTreeMap<i64, [Counts; 3]> = BTreeMap::new();
    for count in counts {
        let stands = Stands::ALL.iter().position(|one| one.word() == count.stands);
        let answer = Answer::ALL.iter().position(|one| one.word() == count.answer);
        if let (Some(stands), Some(answer)) = (stands, answer) {
            answers.entry(count.clause).or_default()[stands][answer] += count.people;
        }
    }
    answers
}

#[cfg(test)]
mod tests {
    use super::{Count, Stands, Summary, answers, people};
    use crate::clause::ClauseId;
    use crate::version::Frozen;

    fn count(clause: i64, stands: &str, answer: &str, people: i64) -> Count {
        Count { clause, stands: stands.to_owned(), answer: answer.to_owned(), people }
    }

    #[test]
    fn everybody_is_the_sum_of_those_who_speak_for_somebody() {
        let clause = |number| Frozen {
            clause: ClauseId::new(),
            number,
            section: "vision".to_owned(),
            place: number,
            text: String::new(),
            then: String::new(),
            because: String::new(),
            difference: String::new(),
        };
        let counts = [
            count(1, "resident", "agree", 7),
            count(1, "partner", "agree", 2),
            count(1, "partner", "could-live", 1),
            count(2, "resident", "cannot", 3),
            // Words alone are no answer.
            count(2, "other", "", 5),
        ];
        let summary = Summary {
            clauses: vec![clause(1), clause(2), clause(3)],
            people: people(&[("resident".to_owned(), 10), ("other".to_owned(), 5)]),
            answers: answers(&counts),
        };
        assert_eq!(summary.people, [10, 0, 5]);
        assert_eq!(summary.of_clause(1), [9, 1, 0]);
        assert_eq!(summary.of_those(1, Stands::Partner), [2, 1, 0]);
        assert_eq!(summary.of_clause(2), [0, 0, 3]);
        assert_eq!(summary.of_clause(3), [0, 0, 0]);
        assert_eq!(summary.disputed(), [2]);
    }
}
