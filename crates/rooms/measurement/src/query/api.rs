use kernel::{Error, Result};
use serde::{Deserialize, Serialize};
use web::{Answer, Routes, Visit};

use super::acts::{AnswerQuestion, AskPartner, SettleQuestion};
use super::{ANSWER, ASK, Query, READ, store};
use crate::measure::READ_PARTS;
use crate::{delegate, submission};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .api_get("submissions/{n}/questions", &READ_PARTS, of_submission)
        .api_post("submissions/{n}/questions", &ASK, ask)
        .api_post("questions/{n}/answer", &ANSWER, answer)
        .api_post("questions/{n}/settle", &ASK, settle)
}

/// A question as the API gives it.
#[derive(Serialize)]
pub(crate) struct Shown<'a> {
    number: i64,
    question: &'a str,
    asked_by: &'a str,
    asked_at: String,
    answer: &'a str,
    answered_by: &'a str,
    answered_at: Option<String>,
    corrected_by_revision: Option<i64>,
    state: &'static str,
}

pub(crate) fn shown(query: &Query) -> Shown<'_> {
    Shown {
        number: query.number,
        question: &query.question,
        asked_by: &query.asked_by,
        asked_at: query.asked_at.to_string(),
        answer: &query.answer,
        answered_by: &query.answered_by,
        answered_at: query.answered_at.map(|at| at.to_string()),
        corrected_by_revision: query.corrected,
        state: query.state.word(),
    }
}

async fn of_submission(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let initiative = visit.initiative()?;
    let cx = delegate::standing_in(&visit, &mut read).await?;
    let about = submission::store::numbered(&mut read, initiative, visit.part("n")?).await?;
    let about = about.filter(|about| about.seen_by(&cx)).ok_or(Error::Missing)?;
    cx.may(&READ, about.owner())?;
    let queries = store::of_duty(&mut read, initiative, about.duty, about.cycle).await?;
    Ok(Answer::json(&queries.iter().map(shown).collect::<Vec<_>>()))
}

#[derive(Deserialize)]
struct Asked {
    question: String,
}

async fn ask(visit: Visit) -> Result<Answer> {
    let submission = visit.part("n")?;
    let Asked { question } = visit.json()?;
    let address = visit.address(&format!("submissions/{submission}"));
    let number = visit.execute(AskPartner { submission, question, address }).await?;
    Ok(Answer::json(&serde_json::json!({ "number": number })))
}

#[derive(Deserialize)]
struct Answered {
    answer: String,
}

async fn answer(visit: Visit) -> Result<Answer> {
    let question = visit.part("n")?;
    let Answered { answer } = visit.json()?;
    let address = visit.address(&super::page::place_of(&visit, question).await?);
    visit.execute(AnswerQuestion { question, answer, address }).await?;
    Ok(Answer::json(&serde_json::json!({ "question": question })))
}

async fn settle(visit: Visit) -> Result<Answer> {
    let question = visit.part("n")?;
    visit.execute(SettleQuestion { question }).await?;
    Ok(Answer::json(&serde_json::json!({ "question": question })))
}
