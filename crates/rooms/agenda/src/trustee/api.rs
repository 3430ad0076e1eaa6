use kernel::Result;
use serde::{Deserialize, Serialize};
use web::{Answer, Routes, Visit};

use super::acts::{EndVote, hand_in_share, take_share};
use super::{KEEP, Where, of};
use crate::decision::{CLOSE, READ};
use crate::poll;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .api_get("decisions/{n}/key", &READ, list)
        .api_post("decisions/{n}/key", &KEEP, take)
        .api_post("decisions/{n}/key/hand-in", &KEEP, hand_in)
        .api_post("decisions/{n}/end", &CLOSE, end)
}

/// Who holds the key of a secret vote.
#[derive(Serialize)]
struct Held {
    /// So many shares open the ballots; 0 where the server keeps the whole key.
    needed: i64,
    trustees: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    share: i64,
    name: String,
    state: Where,
}

async fn list(visit: Visit) -> Result<Answer> {
    let (decision, poll, _) = poll::numbered(&visit, visit.part("n")?).await?;
    let mut read = visit.read().await?;
    let trustees = of(&visit, &mut read, &decision).await?;
    let line = |one: super::Trustee| Line { share: one.number, name: one.name, state: one.state };
    let trustees = trustees.into_iter().map(line).collect();
    Ok(Answer::json(&Held { needed: poll.key_needed, trustees }))
}

async fn take(visit: Visit) -> Result<Answer> {
    let share = take_share(&visit, visit.part("n")?).await?;
    Ok(Answer::json(&serde_json::json!({ "share": share })))
}

#[derive(Deserialize)]
struct Given {
    share: String,
}

async fn hand_in(visit: Visit) -> Result<Answer> {
    let Given { share } = visit.json()?;
    hand_in_share(&visit, visit.part("n")?, &share).await?;
    Ok(Answer::json(&serde_json::json!({ "handed_in": true })))
}

async fn end(visit: Visit) -> Result<Answer> {
    visit.execute(EndVote { decision: visit.part("n")? }).await?;
    Ok(Answer::json(&serde_json::json!({ "ended": true })))
}
