use kernel::Result;
use serde::Serialize;
use web::{Answer, Routes, Visit};

use super::acts::KeepDraft;
use super::page::asked;
use super::{Report, mine};
use crate::delegate;
use crate::measure::READ_PARTS;
use crate::submission::acts::{AcceptReport, SendReport};
use crate::submission::{ACCEPT, SEND};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .api_get("reporting", &READ_PARTS, partners)
        .api_get("reporting/{partner}", &READ_PARTS, show)
        .api_post("reporting", &SEND, send)
        .api_post("reporting/drafts", &SEND, keep)
        .api_post("reporting/accept", &ACCEPT, accept)
}

/// A partner one reports for.
#[derive(Serialize)]
struct Mine {
    number: i64,
    partner: people::PartnershipId,
    name: String,
}

async fn partners(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let cx = delegate::standing_in(&visit, &mut read).await?;
    let partners = mine(&cx, &mut read).await?;
    let body = partners.into_iter().map(|one| Mine { number: one.number, partner: one.id, name: one.name });
    Ok(Answer::json(&body.collect::<Vec<_>>()))
}

/// A period that is owed. `last` is what counts of the period before.
#[derive(Serialize)]
struct Owing<'a> {
    duty: i64,
    measure: i64,
    name: &'a str,
    period: &'a str,
    label: &'a str,
    due: Option<String>,
    definition_version: i64,
    numerator: &'a str,
    denominator: &'a str,
    last: Option<Last<'a>>,
    draft: Option<std::collections::BTreeMap<String, String>>,
}

#[derive(Serialize)]
struct Last<'a> {
    period: &'a str,
    numerator: f64,
    denominator: f64,
}

async fn show(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let partner = asked(&visit, &mut read).await?;
    let report = Report::of(&visit, &mut read, partner.id).await?;
    drop(read);
    let owed: Vec<Owing<'_>> = report
        .owed
        .iter()
        .map(|one| {
            let version = one.measure.at(&one.cycle.period);
            Owing {
                duty: one.duty.number,
                measure: one.measure.number,
                name: &one.measure.name,
                period: &one.cycle.period,
                label: &one.cycle.label,
                due: one.cycle.due.map(|due| due.to_string()),
                definition_version: version.number,
                numerator: &version.numerator,
                denominator: &version.denominator,
                last: one.last.as_ref().map(|last| Last {
                    period: &last.period,
                    numerator: last.numerator,
                    denominator: last.denominator,
                }),
                draft: one.draft.as_ref().map(|draft| draft.typed().0),
            }
        })
        .collect();
    let waiting: Vec<i64> = report.waiting.iter().map(|(submission, _)| submission.number).collect();
    let questions: Vec<i64> = report.asked.iter().map(|(query, ..)| query.number).collect();
    let body = serde_json::json!({
        "partner": partner.number, "owed": owed, "waiting": waiting, "questions": questions,
        "counting": report.counting, "all": report.all,
    });
    Ok(Answer::json(&body))
}

async fn send(visit: Visit) -> Result<Answer> {
    let act: SendReport = visit.json()?;
    let numbers = visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({ "numbers": numbers })))
}

async fn keep(visit: Visit) -> Result<Answer> {
    let act: KeepDraft = visit.json()?;
    let kept = visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({ "kept": kept })))
}

async fn accept(visit: Visit) -> Result<Answer> {
    let act: AcceptReport = visit.json()?;
    let accepted = visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({ "accepted": accepted })))
}
