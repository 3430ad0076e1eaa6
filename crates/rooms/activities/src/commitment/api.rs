use kernel::Result;
use serde::Serialize;
use web::{Answer, Routes, Visit};

use super::acts::{AcceptCommitment, OfferCommitment, ReleaseCommitment, ReportCommitment};
use super::{ACCEPT, Commitment, OFFER, READ, READ_WHO, REPORT, store};

/// Commitments in one answer.
const PAGE: i64 = 50;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .api_get("commitments", &READ, list)
        .api_post("commitments", &OFFER, offer)
        .api_post("commitments/accept", &ACCEPT, accept)
        .api_post("commitments/report", &REPORT, report)
        .api_post("commitments/release", &ACCEPT, release)
}

/// A commitment as the API gives it; who and why only to members.
#[derive(Serialize)]
struct Shown<'a> {
    id: String,
    number: i64,
    text: &'a str,
    group: String,
    about: Option<&'a str>,
    due: String,
    state: &'static str,
    needs_help: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
}

/// The newest; `?before=NUMBER` for older ones.
async fn list(visit: Visit) -> Result<Answer> {
    let before = visit.query().parse("before").unwrap_or(i64::MAX);
    let mut read = visit.read().await?;
    let commitments = store::latest(&mut read, visit.initiative()?, before, PAGE).await?;
    let who = visit.could(&READ_WHO);
    Ok(Answer::json(&commitments.iter().map(|one| shown(one, who)).collect::<Vec<_>>()))
}

fn shown(one: &Commitment, who: bool) -> Shown<'_> {
    Shown {
        id: one.id.to_string(),
        number: one.number,
        text: &one.text,
        group: one.group.to_string(),
        about: one.about.as_deref(),
        due: one.due.to_string(),
        state: one.state.word(),
        needs_help: one.needs_help,
        name: who.then_some(&one.name),
        reason: who.then_some(&one.reason),
    }
}

async fn offer(visit: Visit) -> Result<Answer> {
    let act: OfferCommitment = visit.json()?;
    Ok(Answer::json(&visit.execute(act).await?))
}

async fn accept(visit: Visit) -> Result<Answer> {
    let act: AcceptCommitment = visit.json()?;
    Ok(numbered(visit.execute(act).await?))
}

async fn report(visit: Visit) -> Result<Answer> {
    let act: ReportCommitment = visit.json()?;
    Ok(numbered(visit.execute(act).await?))
}

async fn release(visit: Visit) -> Result<Answer> {
    let act: ReleaseCommitment = visit.json()?;
    Ok(numbered(visit.execute(act).await?))
}

fn numbered(number: i64) -> Answer {
    Answer::json(&serde_json::json!({ "number": number }))
}
