use kernel::{Error, Result};
use serde::Serialize;
use web::{Answer, Routes, Visit};

use super::acts::{ChangeConversation, EndConversation, OpenConversation};
use super::{Audience, Conversation, Heard, Moderation, OPEN, READ, store};

/// Conversations in one answer.
const PAGE: usize = 100;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .api_get("conversations", &READ, list)
        .api_post("conversations", &OPEN, open)
        .api_get("conversations/{n}", &READ, one)
        .api_post("conversations/{n}/change", &OPEN, change)
        .api_post("conversations/{n}/end", &OPEN, end)
}

/// A conversation as the API gives it.
#[derive(Serialize)]
struct Line {
    number: i64,
    question: String,
    description: String,
    audience: Audience,
    group: Option<String>,
    moderation: Moderation,
    languages: String,
    privacy: String,
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
            group: conversation.group.map(|group| group.to_string()),
            moderation: conversation.moderation,
            languages: conversation.languages,
            privacy: conversation.privacy,
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

async fn one(visit: Visit) -> Result<Answer> {
    let (initiative, number) = (visit.initiative()?, visit.part("n")?);
    let mut read = visit.read().await?;
    let conversation = store::numbered(&mut read, initiative, number).await?.ok_or(Error::Missing)?;
    let heard = store::heard(&mut read, initiative, number).await?;
    Ok(Answer::json(&Line::new(conversation, heard)))
}

async fn change(visit: Visit) -> Result<Answer> {
    let act = ChangeConversation { conversation: visit.part("n")?, ..visit.json()? };
    visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({ "changed": true })))
}

async fn end(visit: Visit) -> Result<Answer> {
    visit.execute(EndConversation { conversation: visit.part("n")? }).await?;
    Ok(Answer::json(&serde_json::json!({ "ended": true })))
}
