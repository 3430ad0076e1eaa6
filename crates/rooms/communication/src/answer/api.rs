use kernel::Result;
use serde::Serialize;
use web::{Answer, Routes, Visit};

use super::acts::AnswerStatement;
use super::page::{PAGE, Seen, seen};
use super::{ANSWER, Outcome, READ, store};

pub(crate) fn routes() -> Routes {
    Routes::new().api_get("answers", &READ, list).api_post("answers", &ANSWER, give)
}

/// An answer as the API gives it.
#[derive(Serialize)]
struct Shown<'a> {
    id: String,
    number: i64,
    statement: String,
    /// The statement's words.
    said: &'a str,
    outcome: Outcome,
    text: &'a str,
    came: Option<String>,
    author: &'a str,
    at: String,
}

impl<'a> From<&'a Seen> for Shown<'a> {
    fn from(seen: &'a Seen) -> Self {
        Self {
            id: seen.reply.id.to_string(),
            number: seen.reply.number,
            statement: seen.said.about.to_string(),
            said: &seen.said.title,
            outcome: seen.reply.outcome,
            text: &seen.reply.text,
            came: seen.came.as_ref().map(|card| card.about.to_string()),
            author: &seen.reply.author,
            at: seen.reply.at.to_string(),
        }
    }
}

/// The newest; `?before=NUMBER` for older ones.
async fn list(visit: Visit) -> Result<Answer> {
    let before = visit.query().parse("before").unwrap_or(i64::MAX);
    let mut read = visit.read().await?;
    let replies = store::latest(&mut read, visit.initiative()?, before, PAGE).await?;
    let seen = seen(&visit, &mut read, replies).await?;
    Ok(Answer::json(&seen.iter().map(Shown::from).collect::<Vec<_>>()))
}

async fn give(visit: Visit) -> Result<Answer> {
    let act: AnswerStatement = visit.json()?;
    Ok(Answer::json(&visit.execute(act).await?))
}
