use kernel::Result;
use serde::Serialize;
use web::{Answer, Routes, Visit};

use super::acts::AmendProposal;
use super::{AMEND, store};
use crate::decision::READ;
use crate::poll;

pub(crate) fn routes() -> Routes {
    Routes::new().api_get("decisions/{n}/rounds", &READ, rounds).api_post(
        "decisions/{n}/amend",
        &AMEND,
        amend,
    )
}

/// A round that is over.
#[derive(Serialize)]
struct Line {
    round: i64,
    text: String,
    changed: String,
    ended_at: String,
}

/// An objection, and what became of it.
#[derive(Serialize)]
struct Held {
    number: i64,
    round: i64,
    constituency: String,
    name: String,
    reason: String,
    state: &'static str,
    settled_round: Option<i64>,
}

async fn rounds(visit: Visit) -> Result<Answer> {
    let (decision, ..) = poll::numbered(&visit, visit.part("n")?).await?;
    let initiative = visit.initiative()?;
    let mut read = visit.read().await?;
    let rounds = store::rounds(&mut read, initiative, decision.id).await?.into_iter();
    let rounds: Vec<Line> = rounds
        .map(|one| Line {
            round: one.round,
            text: one.text,
            changed: one.changed,
            ended_at: one.ended_at.to_string(),
        })
        .collect();
    let objections = store::all(&mut read, initiative, decision.id).await?.into_iter();
    let objections: Vec<Held> = objections
        .map(|one| Held {
            number: one.number,
            round: one.round,
            constituency: one.constituency,
            name: one.name,
            reason: one.reason,
            state: one.state.word(),
            settled_round: (one.settled_round > 0).then_some(one.settled_round),
        })
        .collect();
    Ok(Answer::json(
        &serde_json::json!({ "round": decision.round, "rounds": rounds, "objections": objections }),
    ))
}

async fn amend(visit: Visit) -> Result<Answer> {
    let mut act: AmendProposal = visit.json()?;
    act.decision = visit.part("n")?;
    let round = visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({ "round": round })))
}
