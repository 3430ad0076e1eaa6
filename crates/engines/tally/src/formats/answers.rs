//! Answers of seats, in comma-separated files.

use std::collections::BTreeMap;

use super::cells::rows;
use super::{Malformed, tidy};
use crate::assent::{Answer, Level, Seat};

/// The seats of a round and what they answered, in the order of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answers<A> {
    /// What each seat is called, by its number.
    pub names: Vec<String>,
    /// The seats that were asked.
    pub seats: Vec<Seat>,
    /// What each constituency is called, by its number.
    pub constituencies: Vec<String>,
    /// Seat and answer; a seat's last answer counts.
    pub answers: Vec<(u32, A)>,
}

/// Reads a round of consent: columns `seat`, `answer` (consent, reservation, objection or aside; empty for a seat that has not
/// answered), `reason` and, where it matters, `constituency`. A reservation or an objection needs a reason.
pub fn consent_answers(text: &str) -> Result<Answers<Answer>, Malformed> {
    answers(text, |word, reason| {
        let reasoned = |answer: fn(String) -> Answer| match reason {
            "" => Err(format!("“{word}” needs a reason")),
            reason => Ok(answer(reason.to_owned())),
        };
        match word.to_lowercase().as_str() {
            "consent" => Ok(Answer::Consent),
            "reservation" => reasoned(Answer::Reservation),
            "objection" => reasoned(Answer::Objection),
            "aside" => Ok(Answer::StandAside),
            _ => Err(format!("“{word}” is no answer: consent, reservation, objection or aside")),
        }
    })
}

/// Reads a poll on the gradients of agreement: columns as for consent; an answer is a place on the scale, from 1 to 6.
pub fn gradient_answers(text: &str) -> Result<Answers<Level>, Malformed> {
    answers(text, |word, _| {
        let level = word.parse().ok().and_then(Level::at);
        level.ok_or_else(|| format!("“{word}” is no place on the scale from 1 to 6"))
    })
}

fn answers<A>(text: &str, read: impl Fn(&str, &str) -> Result<A, String>) -> Result<Answers<A>, Malformed> {
    let mut rows = rows(text);
    let (line, head) = rows.next().ok_or_else(|| Malformed::at(1, "the file is empty"))??;
    let column = |name: &str| head.iter().position(|cell| cell.eq_ignore_ascii_case(name));
    let needed =
        |name: &str| column(name).ok_or_else(|| Malformed::at(line, format!("no column is called {name}")));
    let (seat, answer) = (needed("seat")?, needed("answer")?);
    let (reason, constituency) = (column("reason"), column("constituency"));
    let mut all =
        Answers { names: Vec::new(), seats: Vec::new(), constituencies: Vec::new(), answers: Vec::new() };
    let (mut numbers, mut groups) = (BTreeMap::new(), BTreeMap::new());
    for row in rows {
        let (line, record) = row?;
        let cell = |column: usize| record.get(column).unwrap_or_default();
        let name = tidy(cell(seat));
        if name.is_empty() {
            return Err(Malformed::at(line, "the seat has no name"));
        }
        let group = numbered(&mut groups, &mut all.constituencies, &tidy(constituency.map_or("", cell)));
        let id = numbered(&mut numbers, &mut all.names, &name);
        match all.seats.get(id as usize) {
            None => all.seats.push(Seat { id, constituency: group }),
            Some(known) if known.constituency != group => {
                return Err(Malformed::at(line, format!("“{name}” was in another constituency before")));
            }
            Some(_) => {}
        }
        let word = cell(answer);
        if !word.is_empty() {
            let said = read(word, reason.map_or("", cell)).map_err(|reason| Malformed::at(line, reason))?;
            all.answers.push((id, said));
        }
    }
    Ok(all)
}

/// The number of a name; a new name gets the next.
fn numbered(numbers: &mut BTreeMap<String, u32>, names: &mut Vec<String>, name: &str) -> u32 {
    *numbers.entry(name.to_owned()).or_insert_with(|| {
        names.push(name.to_owned());
        names.len() as u32 - 1
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn seats_answer_again_or_not_at_all() {
        let read =
            consent_answers("seat,answer,reason\nNorth,Objection,too dear\nSouth,,\n\nNorth,consent,\n")
                .unwrap();
        assert_eq!(read.names, ["North", "South"]);
        assert_eq!(read.answers, [(0, Answer::Objection("too dear".into())), (0, Answer::Consent)]);
        assert_eq!(gradient_answers("answer,seat\n6,a\n").unwrap().answers, [(0, Level::Block)]);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        let refused = |text: &str| consent_answers(text).unwrap_err().to_string();
        assert_eq!(refused("seat\n"), "line 1: no column is called answer");
        assert_eq!(refused("seat,answer\na,consent\n\nb,objection\n"), "line 4: “objection” needs a reason");
        assert_eq!(
            refused("seat,answer\na,maybe\n"),
            "line 2: “maybe” is no answer: consent, reservation, objection or aside"
        );
        assert_eq!(
            refused("seat,answer,constituency\na,,x\na,consent,y\n"),
            "line 3: “a” was in another constituency before"
        );
        assert_eq!(
            gradient_answers("seat,answer\na,7\n").unwrap_err().to_string(),
            "line 2: “7” is no place on the scale from 1 to 6"
        );
    }

    proptest! {
        #[test]
        fn nothing_that_is_not_a_table_of_answers_is_fatal(text in "(seat,answer\n)?[a-c0-9,\"\n]{0,40}") {
            let _ = consent_answers(&text);
            let _ = gradient_answers(&text);
        }
    }
}
