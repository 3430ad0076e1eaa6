use kernel::{Error, Result};
use serde::Serialize;
use web::{Answer, Routes, Visit};

use super::acts::TellBack;
use super::lately::{self, Seen};
use super::{ANSWER, Answered, Outcome, store, today_of};
use crate::conversation::{self, READ};

/// Statements in one answer.
const PAGE: usize = 100;

pub(crate) fn routes() -> Routes {
    Routes::new().api_get("answers", &READ, told).api_get("conversations/{n}/answers", &READ, list).api_post(
        "conversations/{n}/statements/{s}/answer",
        &ANSWER,
        answer,
    )
}

/// A statement with what became of it, as the API gives it.
#[derive(Serialize)]
struct Line {
    statement: i64,
    text: String,
    /// `open`, `heard`, `considered`, `not-used`, `will`, `did` or `used`.
    outcome: &'static str,
    /// The number of the clause that uses it.
    clause: Option<i64>,
    reason: String,
    /// By which day it will be; may be empty.
    due: String,
    answered_by: String,
    at: Option<String>,
}

impl From<Answered> for Line {
    fn from(one: Answered) -> Self {
        Self {
            statement: one.number,
            outcome: one.came().word(),
            text: one.text,
            clause: one.clause,
            reason: one.reason,
            due: one.due,
            answered_by: one.by,
            at: one.at.map(|at| at.to_string()),
        }
    }
}

/// A hundred at a time, those without an answer first: `?page=2` has the next.
async fn list(visit: Visit) -> Result<Answer> {
    let (initiative, number) = (visit.initiative()?, visit.part("n")?);
    let mut read = visit.read().await?;
    conversation::store::numbered(&mut read, initiative, number).await?.ok_or(Error::Missing)?;
    let today = today_of(&visit, &mut read).await?;
    let found = store::part(&mut read, initiative, number, &today, visit.paging(PAGE).part()).await?;
    Ok(Answer::json(&found.into_iter().map(Line::from).collect::<Vec<_>>()))
}

/// What was told last of a statement, whatever its conversation.
#[derive(Serialize)]
struct Told {
    id: String,
    conversation: i64,
    statement: i64,
    /// The statement's words.
    said: String,
    outcome: Outcome,
    reason: String,
    due: String,
    came: Option<String>,
    told_by: String,
    at: String,
}

impl From<Seen> for Told {
    fn from(Seen { of, came }: Seen) -> Self {
        Self {
            id: of.telling.id.to_string(),
            conversation: of.conversation,
            statement: of.number,
            said: of.said,
            outcome: of.telling.outcome,
            reason: of.telling.reason,
            due: of.telling.due,
            came: came.map(|card| card.about.to_string()),
            told_by: of.telling.by,
            at: of.telling.at.to_string(),
        }
    }
}

/// *You said, we did*, twenty at a time: `?page=2` has the next.
async fn told(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let seen = lately::seen(&visit, &mut read, visit.paging(lately::PAGE).part()).await?;
    Ok(Answer::json(&seen.into_iter().map(Told::from).collect::<Vec<_>>()))
}

async fn answer(visit: Visit) -> Result<Answer> {
    let act: TellBack = visit.json()?;
    visit.execute(TellBack { conversation: visit.part("n")?, statement: visit.part("s")?, ..act }).await?;
    Ok(Answer::json(&serde_json::json!({ "answered": true })))
}
