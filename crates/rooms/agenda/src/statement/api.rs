use kernel::{Error, Result};
use serde::{Deserialize, Serialize};
use web::{Answer, Routes, Visit};

use super::acts::{AddStatement, HideStatement};
use super::{ADD, HIDE, Weighed, store};
use crate::conversation::{self, READ};
use crate::vote::Voice;

/// Statements in one answer.
const PAGE: usize = 100;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .api_get("conversations/{n}/statements", &READ, list)
        .api_post("conversations/{n}/statements", &ADD, add)
        .api_post("conversations/{n}/statements/{s}/hide", &HIDE, hide)
}

/// A statement as the API gives it.
#[derive(Serialize)]
struct Line {
    number: i64,
    at: String,
    text: String,
    agree: u32,
    disagree: u32,
    pass: u32,
}

impl From<Weighed> for Line {
    fn from(Weighed { statement, tally }: Weighed) -> Self {
        Self {
            number: statement.number,
            at: statement.at.to_string(),
            text: statement.text,
            agree: tally.agree,
            disagree: tally.disagree,
            pass: tally.pass,
        }
    }
}

/// A hundred at a time, newest first: `?page=2` has the next.
async fn list(visit: Visit) -> Result<Answer> {
    let (initiative, number) = (visit.initiative()?, visit.part("n")?);
    let mut read = visit.read().await?;
    conversation::store::numbered(&mut read, initiative, number).await?.ok_or(Error::Missing)?;
    let statements = store::part(&mut read, initiative, number, false, visit.paging(PAGE).part()).await?;
    Ok(Answer::json(&statements.into_iter().map(Line::from).collect::<Vec<_>>()))
}

#[derive(Deserialize)]
struct Said {
    text: String,
    #[serde(default)]
    voice: Option<Voice>,
}

async fn add(visit: Visit) -> Result<Answer> {
    let said: Said = visit.json()?;
    let act = AddStatement { conversation: visit.part("n")?, text: said.text, voice: said.voice };
    let number = visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({ "number": number })))
}

/// Why it is hidden; nothing shows it again.
#[derive(Deserialize)]
struct Hidden {
    #[serde(default)]
    reason: Option<String>,
}

async fn hide(visit: Visit) -> Result<Answer> {
    let Hidden { reason } = visit.json()?;
    let hidden = reason.is_some();
    visit
        .execute(HideStatement { conversation: visit.part("n")?, statement: visit.part("s")?, reason })
        .await?;
    Ok(Answer::json(&serde_json::json!({ "hidden": hidden })))
}
