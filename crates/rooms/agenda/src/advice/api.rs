use kernel::Result;
use serde::Serialize;
use web::{Answer, Routes, Visit};

use super::acts::{AnswerAdvice, AskForAdvice, GiveAdvice, OpenVote};
use super::{ASK, GIVE, store};
use crate::decision::READ;
use crate::poll;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .api_get("decisions/{n}/advice", &READ, list)
        .api_post("decisions/{n}/advice", &ASK, ask)
        .api_post("decisions/{n}/advice/{a}", &GIVE, give)
        .api_post("decisions/{n}/advice/{a}/answer", &ASK, answer)
        .api_post("decisions/{n}/open", &ASK, open)
}

/// Advice as the API gives it.
#[derive(Serialize)]
struct Line {
    number: i64,
    asked: String,
    advice: String,
    given_by: String,
    given_at: Option<String>,
    answer: String,
    answered_at: Option<String>,
}

async fn list(visit: Visit) -> Result<Answer> {
    let (decision, ..) = poll::numbered(&visit, visit.part("n")?).await?;
    let mut read = visit.read().await?;
    let lines = store::all(&mut read, visit.initiative()?, decision.id).await?.into_iter().map(|one| Line {
        number: one.number,
        asked: one.name,
        advice: one.text,
        given_by: one.given_by,
        given_at: one.given_at.map(|at| at.to_string()),
        answer: one.answer,
        answered_at: one.answered_at.map(|at| at.to_string()),
    });
    Ok(Answer::json(&lines.collect::<Vec<_>>()))
}

async fn ask(visit: Visit) -> Result<Answer> {
    let mut act: AskForAdvice = visit.json()?;
    act.decision = visit.part("n")?;
    let number = visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({ "number": number })))
}

async fn give(visit: Visit) -> Result<Answer> {
    let mut act: GiveAdvice = visit.json()?;
    (act.decision, act.advice) = (visit.part("n")?, visit.part("a")?);
    visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({ "given": true })))
}

async fn answer(visit: Visit) -> Result<Answer> {
    let mut act: AnswerAdvice = visit.json()?;
    (act.decision, act.advice) = (visit.part("n")?, visit.part("a")?);
    visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({ "answered": true })))
}

async fn open(visit: Visit) -> Result<Answer> {
    let mut act: OpenVote = visit.json()?;
    act.decision = visit.part("n")?;
    visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({ "open": true })))
}
