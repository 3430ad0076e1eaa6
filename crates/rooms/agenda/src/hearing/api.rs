use kernel::{Error, Result};
use serde::Serialize;
use web::{Answer, Routes, Visit};

use super::acts::TellBack;
use super::{ANSWER, Answered, Came, store};
use crate::conversation::{self, READ};

/// Statements in one answer.
const PAGE: usize = 100;

pub(crate) fn routes() -> Routes {
    Routes::new().api_get("conversations/{n}/answers", &READ, list).api_post(
        "conversations/{n}/statements/{s}/answer",
        &ANSWER,
        answer,
    )
}

/// A statement with what came of it, as the API gives it.
#[derive(Serialize)]
struct Line {
    statement: i64,
    text: String,
    /// `open`, `heard`, `considered`, `not-used` or `used`.
    outcome: &'static str,
    /// The number of the clause that uses it.
    clause: Option<i64>,
    reason: String,
    answered_by: String,
    at: Option<String>,
}

impl From<Answered> for Line {
    fn from(one: Answered) -> Self {
        let came = one.came();
        let clause = match came {
            Came::Used(clause) => Some(clause),
            Came::Open | Came::Said(_) => None,
        };
        Self {
            statement: one.number,
            text: one.text,
            outcome: came.word(),
            clause,
            reason: one.reason,
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
    let found = store::part(&mut read, initiative, number, visit.paging(PAGE).part()).await?;
    Ok(Answer::json(&found.into_iter().map(Line::from).collect::<Vec<_>>()))
}

async fn answer(visit: Visit) -> Result<Answer> {
    let act: TellBack = visit.json()?;
    visit.execute(TellBack { conversation: visit.part("n")?, statement: visit.part("s")?, ..act }).await?;
    Ok(Answer::json(&serde_json::json!({ "answered": true })))
}
