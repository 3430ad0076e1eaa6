use kernel::{Error, Result};
use serde::{Deserialize, Serialize};
use web::{Answer, Routes, Visit};

use super::acts::OweDuty;
use super::waiver::{LiftWaiver, WAIVE, WaiveDuty};
use super::{OWE, READ, store};
use crate::cycle::progress::Standings;
use crate::measure::page::LINES;
use crate::submission::ACCEPT;
use crate::submission::acts::AcceptAll;
use crate::{cycle, measure};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .api_get("duties", &READ, list)
        .api_get("duties/{n}", &READ, show)
        .api_post("duties", &OWE, owe)
        .api_post("duties/{n}/accept", &ACCEPT, accept)
        .api_post("duties/{n}/waive/{period}", &WAIVE, waive)
        .api_post("duties/{n}/waive/{period}/lift", &WAIVE, lift)
}

/// A duty as the API gives it.
#[derive(Serialize)]
struct Shown {
    number: i64,
    partner: people::PartnershipId,
    measure: Option<i64>,
    code: String,
    since: String,
}

async fn list(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let initiative = visit.initiative()?;
    let measures = measure::store::all(&mut read, initiative).await?;
    let (duties, _) = store::part(&mut read, initiative, visit.paging(LINES).part()).await?;
    let shown = duties.into_iter().map(|duty| Shown {
        number: duty.number,
        partner: duty.partnership,
        measure: measures.iter().find(|measure| measure.id == duty.measure).map(|measure| measure.number),
        code: duty.code,
        since: duty.since,
    });
    Ok(Answer::json(&shown.collect::<Vec<_>>()))
}

/// A period of a duty and how far it has come, never how many.
#[derive(Serialize)]
struct Period {
    period: String,
    label: String,
    due: Option<String>,
    state: &'static str,
    waived_because: Option<String>,
}

async fn show(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let initiative = visit.initiative()?;
    let duty = store::numbered(&mut read, initiative, visit.part("n")?).await?.ok_or(Error::Missing)?;
    let cycles = cycle::store::of_measure(&mut read, initiative, duty.measure).await?;
    let cycles: Vec<_> = cycles.iter().filter(|cycle| duty.since <= cycle.period).collect();
    let standings = Standings::of(&visit, &mut read, &cycles).await?;
    drop(read);
    let period = |cycle: &&cycle::Cycle| Period {
        period: cycle.period.clone(),
        label: cycle.label.clone(),
        due: cycle.due.map(|due| due.to_string()),
        state: standings.progress(&duty, cycle).word(),
        waived_because: standings.reason(&duty, cycle).map(str::to_owned),
    };
    let periods: Vec<Period> = cycles.iter().map(period).collect();
    Ok(Answer::json(&serde_json::json!({ "number": duty.number, "periods": periods })))
}

async fn owe(visit: Visit) -> Result<Answer> {
    let act: OweDuty = visit.json()?;
    let numbers = visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({ "numbers": numbers })))
}

async fn accept(visit: Visit) -> Result<Answer> {
    let accepted = visit.execute(AcceptAll { duty: visit.part("n")? }).await?;
    Ok(Answer::json(&serde_json::json!({ "accepted": accepted })))
}

#[derive(Deserialize)]
struct Because {
    reason: String,
}

async fn waive(visit: Visit) -> Result<Answer> {
    let Because { reason } = visit.json()?;
    let act = WaiveDuty { duty: visit.part("n")?, period: visit.part("period")?, reason };
    let duty = act.duty;
    visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({ "duty": duty })))
}

async fn lift(visit: Visit) -> Result<Answer> {
    let act = LiftWaiver { duty: visit.part("n")?, period: visit.part("period")? };
    let duty = act.duty;
    visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({ "duty": duty })))
}
