use kernel::Result;
use serde::Serialize;
use web::{Answer, Routes, Visit};

use super::acts::OpenConversation;
use super::{Conversation, Heard, OPEN, READ, store};

/// Conversations in one answer.
const PAGE: usize = 100;

pub(crate) fn routes() -> Routes {
    Routes::new().api_get("conversations", &READ, list).api_post("conversations", &OPEN, open)
}

/// A conversation as the API gives it.
#[derive(Serialize)]
struct Line {
    number: i64,
    question: String,
    description: String,
    audience: String,
    opens_at: String,
    closes_at: Option<String>,
    people: i64,
    statements: i64,
    hidden: i64,
    votes: i64,
}

impl Line {
    fn new(conversation: Conversation, heard: Heard) -> Self {
        Self {
            number: conversation.number,
            question: conversation.question,
            description: conversation.description,
            audience: conversation.audience,
            opens_at: conversation.opens_at.to_string(),
            closes_at: conversation.closes_at.map(|at| at.to_string()),
            people: heard.people,
            statements: heard.statements,
            hidden: heard.hidden,
            votes: heard.votes,
        }
    }
}

/// A hundred at a time, newest first: `?page=2` has the next.
async fn list(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let found = store::part(&mut read, visit.initiative()?, visit.paging(PAGE).part()).await?;
    let lines = found.into_iter().map(|(conversation, heard)| Line::new(conversation, heard));
    Ok(Answer::json(&lines.collect::<Vec<_>>()))
}

async fn open(visit: Visit) -> Result<Answer> {
    let act: OpenConversation = visit.json()?;
    let number = visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({ "number": number })))
}
