use kernel::Result;
use serde::Deserialize;
use web::{Answer, Routes, Visit};

use super::acts::CastVote;
use super::{Choice, VOTE, Voice};

pub(crate) fn routes() -> Routes {
    Routes::new().api_post("conversations/{n}/statements/{s}/votes", &VOTE, cast)
}

#[derive(Deserialize)]
struct Cast {
    choice: Choice,
    #[serde(default)]
    important: bool,
    #[serde(default)]
    voice: Option<Voice>,
}

async fn cast(visit: Visit) -> Result<Answer> {
    let Cast { choice, important, voice } = visit.json()?;
    let act =
        CastVote { conversation: visit.part("n")?, statement: visit.part("s")?, choice, important, voice };
    visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({ "counted": true })))
}
