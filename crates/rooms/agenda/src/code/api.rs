use kernel::{Error, Result};
use serde::{Deserialize, Serialize};
use web::{Answer, Routes, Visit};

use super::acts::{EnterWithCode, HandOutCodes, WithdrawCode};
use super::store;
use crate::conversation::{self, OPEN};
use crate::vote::{VOTE, Voice};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .api_get("conversations/{n}/codes", &OPEN, list)
        .api_post("conversations/{n}/codes", &OPEN, make)
        .api_post("conversations/{n}/codes/withdraw", &OPEN, withdraw)
        .api_post("conversations/{n}/enter", &VOTE, enter)
}

#[derive(Serialize)]
struct Line {
    code: String,
    once: bool,
    used: i64,
}

async fn list(visit: Visit) -> Result<Answer> {
    let (initiative, number) = (visit.initiative()?, visit.part("n")?);
    let mut read = visit.read().await?;
    conversation::store::numbered(&mut read, initiative, number).await?.ok_or(Error::Missing)?;
    let codes = store::of_conversation(&mut read, initiative, number).await?;
    let lines = codes.into_iter().map(|code| Line { code: code.code, once: code.once, used: code.used });
    Ok(Answer::json(&lines.collect::<Vec<_>>()))
}

async fn make(visit: Visit) -> Result<Answer> {
    let act = HandOutCodes { conversation: visit.part("n")?, ..visit.json()? };
    let codes = visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({ "codes": codes })))
}

async fn withdraw(visit: Visit) -> Result<Answer> {
    let act = WithdrawCode { conversation: visit.part("n")?, ..visit.json()? };
    visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({ "withdrawn": true })))
}

#[derive(Deserialize)]
struct Brought {
    code: String,
    #[serde(default)]
    voice: Option<Voice>,
}

async fn enter(visit: Visit) -> Result<Answer> {
    let Brought { code, voice } = visit.json()?;
    visit.execute(EnterWithCode { conversation: visit.part("n")?, code, voice }).await?;
    Ok(Answer::json(&serde_json::json!({ "entered": true })))
}
