use kernel::Result;
use serde::Serialize;
use uuid::Uuid;
use web::{Answer, Routes, Visit};

use super::acts::{HandVote, TakeVoteBack};
use super::{Delegation, held};
use crate::decision::{ANSWER, READ};
use crate::poll;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .api_get("decisions/{n}/delegations", &READ, list)
        .api_post("decisions/{n}/delegations", &ANSWER, hand)
        .api_post("decisions/{n}/delegations/back", &ANSWER, take_back)
}

/// A vote in another's hands, as the API gives it.
#[derive(Serialize)]
struct Line {
    voter: Uuid,
    voter_name: String,
    delegate: Uuid,
    delegate_name: String,
    /// Empty for this decision alone.
    until: Option<String>,
    at: String,
}

impl From<Delegation> for Line {
    fn from(one: Delegation) -> Self {
        let Delegation { voter, voter_name, delegate, delegate_name, until, at, .. } = one;
        let until = until.map(|until| until.to_string());
        Self { voter, voter_name, delegate, delegate_name, until, at: at.to_string() }
    }
}

async fn list(visit: Visit) -> Result<Answer> {
    let (decision, poll, _) = poll::numbered(&visit, visit.part("n")?).await?;
    let mut read = visit.read().await?;
    let held = held(&visit, &mut read, &decision, &poll).await?;
    Ok(Answer::json(&held.into_iter().map(Line::from).collect::<Vec<_>>()))
}

async fn hand(visit: Visit) -> Result<Answer> {
    let mut act: HandVote = visit.json()?;
    act.decision = visit.part("n")?;
    visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({ "delegated": true })))
}

async fn take_back(visit: Visit) -> Result<Answer> {
    visit.execute(TakeVoteBack { decision: visit.part("n")? }).await?;
    Ok(Answer::json(&serde_json::json!({ "delegated": false })))
}
