use kernel::{Error, Result};
use serde::Serialize;
use web::{Answer, Routes, Visit};

use super::acts::{AnswerConsultation, EndConsultation, HideWords, OpenConsultation};
use super::summary::Summary;
use super::{ANSWER, CONSULT, Consultation, Stands, store};
use crate::clause::READ;

/// Words in one part of the list.
const WORDS: usize = 200;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .api_get("consultations", &READ, list)
        .api_post("consultations", &CONSULT, open)
        .api_get("consultations/{n}", &READ, one)
        .api_get("consultations/{n}/words", &READ, words)
        .api_post("consultations/{n}/answers", &ANSWER, answer)
        .api_post("consultations/{n}/end", &CONSULT, end)
        .api_post("consultations/{n}/hide", &CONSULT, hide)
}

/// A consultation as the API gives it.
#[derive(Serialize)]
struct Line {
    number: i64,
    title: String,
    words: String,
    audience: String,
    opened_by: String,
    opened_at: String,
    closes_at: String,
    people: i64,
}

impl From<Consultation> for Line {
    fn from(consultation: Consultation) -> Self {
        Self {
            number: consultation.number,
            title: consultation.title,
            words: consultation.words,
            audience: consultation.audience,
            opened_by: consultation.opened_by,
            opened_at: consultation.opened_at.to_string(),
            closes_at: consultation.closes_at.to_string(),
            people: consultation.people,
        }
    }
}

/// The same with what was answered.
#[derive(Serialize)]
struct Whole {
    #[serde(flatten)]
    line: Line,
    residents: i64,
    partners: i64,
    others: i64,
    clauses: Vec<Clause>,
}

/// What was said to a clause: how many agree, could live with it and cannot.
#[derive(Serialize)]
struct Clause {
    number: i64,
    text: String,
    all: [i64; 3],
    residents: [i64; 3],
    partners: [i64; 3],
    others: [i64; 3],
}

/// Words that somebody left.
#[derive(Serialize)]
struct Words {
    clause: i64,
    person: i64,
    stands: String,
    answer: String,
    /// Empty if they are hidden; the reason says why.
    words: String,
    hidden: bool,
    reason: String,
}

async fn find(visit: &Visit, read: &mut ::store::Read) -> Result<Consultation> {
    store::numbered(read, visit.initiative()?, visit.part("n")?).await?.ok_or(Error::Missing)
}

async fn list(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let all = store::all(&mut read, visit.initiative()?).await?;
    Ok(Answer::json(&all.into_iter().map(Line::from).collect::<Vec<_>>()))
}

async fn one(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let consultation = find(&visit, &mut read).await?;
    let summary = Summary::of(&mut read, visit.initiative()?, &consultation).await?;
    let clauses = summary.clauses.iter().map(|clause| Clause {
        number: clause.number,
        text: clause.text.clone(),
        all: summary.of_clause(clause.number),
        residents: summary.of_those(clause.number, Stands::Resident),
        partners: summary.of_those(clause.number, Stands::Partner),
        others: summary.of_those(clause.number, Stands::Other),
    });
    let [residents, partners, others] = summary.people;
    let clauses = clauses.collect();
    Ok(Answer::json(&Whole { line: Line::from(consultation), residents, partners, others, clauses }))
}

/// Two hundred at a time: `?page=2` has the next.
async fn words(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let consultation = find(&visit, &mut read).await?;
    let part = visit.paging(WORDS).part();
    let found = store::words(&mut read, visit.initiative()?, consultation.id, part).await?;
    let line = |words: store::Words| Words {
        clause: words.clause,
        person: words.person,
        stands: words.stands,
        answer: words.answer,
        words: if words.hidden { String::new() } else { words.words },
        hidden: words.hidden,
        reason: words.reason,
    };
    Ok(Answer::json(&found.into_iter().map(line).collect::<Vec<_>>()))
}

async fn open(visit: Visit) -> Result<Answer> {
    let act: OpenConsultation = visit.json()?;
    let number = visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({ "number": number })))
}

async fn answer(visit: Visit) -> Result<Answer> {
    let mut act: AnswerConsultation = visit.json()?;
    act.consultation = visit.part("n")?;
    visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({ "answered": true })))
}

async fn end(visit: Visit) -> Result<Answer> {
    visit.execute(EndConsultation { consultation: visit.part("n")? }).await?;
    Ok(Answer::json(&serde_json::json!({ "ended": true })))
}

async fn hide(visit: Visit) -> Result<Answer> {
    let mut act: HideWords = visit.json()?;
    act.consultation = visit.part("n")?;
    let hidden = act.hidden;
    visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({ "hidden": hidden })))
}
