use kernel::{Error, Result};
use serde::Serialize;
use web::{Answer, Routes, Visit};

use super::acts::{AcceptSubmission, SendSubmission};
use super::{ACCEPT, SEND, store};
use crate::delegate;
use crate::measure::READ_PARTS;

pub(crate) fn routes() -> Routes {
    Routes::new().api_post("submissions", &SEND, send).api_get("submissions/{n}", &READ_PARTS, show).api_post(
        "submissions/{n}/accept",
        &ACCEPT,
        accept,
    )
}

/// A submission as the API gives it: its partner's until it is accepted, every member's afterwards.
#[derive(Serialize)]
struct Shown {
    number: i64,
    partner: people::PartnershipId,
    period: String,
    revision: i64,
    definition_version: i64,
    numerator: f64,
    denominator: f64,
    note: String,
    state: String,
    sent_at: String,
    accepted_at: Option<String>,
    /// The codes of what was asked at the door and confirmed.
    confirmed: Vec<String>,
}

async fn send(visit: Visit) -> Result<Answer> {
    let act: SendSubmission = visit.json()?;
    let number = visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({ "number": number })))
}

async fn show(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let initiative = visit.initiative()?;
    let cx = delegate::standing_in(&visit, &mut read).await?;
    let found = store::numbered(&mut read, initiative, visit.part("n")?).await?;
    let one = found.filter(|found| found.seen_by(&cx)).ok_or(Error::Missing)?;
    let confirmed = store::confirmed(&mut read, initiative, one.id).await?;
    Ok(Answer::json(&Shown {
        number: one.number,
        partner: one.partnership,
        period: one.period,
        revision: one.revision,
        definition_version: one.version,
        numerator: one.numerator,
        denominator: one.denominator,
        note: one.note,
        state: one.state,
        sent_at: one.sent_at.to_string(),
        accepted_at: one.accepted_at.map(|at| at.to_string()),
        confirmed: confirmed.into_iter().map(|one| one.code).collect(),
    }))
}

async fn accept(visit: Visit) -> Result<Answer> {
    let accepted = visit.execute(AcceptSubmission { submission: visit.part("n")? }).await?;
    Ok(Answer::json(&accepted))
}
