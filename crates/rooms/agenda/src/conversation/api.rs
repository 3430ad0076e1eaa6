use kernel::Result;
use serde::Serialize;
use web::{Answer, Routes, Visit};

use super::acts::OpenConversation;
use super::{Conversation, Heard, OPEN, READ, store};

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

async fn list(visit: Visit) -> Result<Answer> {
    let initiative = visit.initiative()?;
    let mut read = visit.read().await?;
    let mut lines = Vec::new();
    for conversation in store::all(&mut read, initiative).await? {
        let heard = store::heard(&mut read, initiative, conversation.number).await?;
        lines.push(Line::new(conversation, heard));
    }
    Ok(Answer::json(&lines))
}

async fn open(visit: Visit) -> Result<Answer> {
    let act: OpenConversation = visit.json()?;
    let number = visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({ "number": number })))
}
