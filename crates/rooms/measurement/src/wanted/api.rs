use kernel::Result;
use serde::Serialize;
use web::{Answer, Routes, Visit};

use super::acts::{BecomeMeasure, DropWanted, MoveWanted, WantMeasure};
use super::{KEEP, READ, WANT, Wanted, store};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .api_get("wanted", &READ, list)
        .api_post("wanted", &WANT, want)
        .api_post("wanted/{n}/step", &KEEP, step)
        .api_post("wanted/{n}/become", &KEEP, become_measure)
        .api_post("wanted/{n}/drop", &KEEP, drop_it)
}

/// One of them as the API gives it.
#[derive(Serialize)]
pub(crate) struct Shown<'a> {
    number: i64,
    name: &'a str,
    why: &'a str,
    obstacle: &'static str,
    owner: &'a str,
    step: &'a str,
    step_due: Option<String>,
    late: bool,
    stopgap: &'a str,
    state: &'static str,
    outcome: &'a str,
    version: i64,
}

pub(crate) fn shown(wanted: &Wanted, now: jiff::Timestamp) -> Shown<'_> {
    Shown {
        number: wanted.number,
        name: &wanted.name,
        why: &wanted.why,
        obstacle: wanted.obstacle.word(),
        owner: &wanted.owner,
        step: &wanted.step,
        step_due: wanted.step_due.map(|due| due.to_string()),
        late: wanted.is_late(now),
        stopgap: &wanted.stopgap,
        state: wanted.state.word(),
        outcome: &wanted.outcome,
        version: wanted.version,
    }
}

async fn list(visit: Visit) -> Result<Answer> {
    let wanted = store::all(&mut visit.read().await?, visit.initiative()?).await?;
    Ok(Answer::json(&wanted.iter().map(|wanted| shown(wanted, visit.now())).collect::<Vec<_>>()))
}

async fn want(visit: Visit) -> Result<Answer> {
    let act: WantMeasure = visit.json()?;
    let number = visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({ "number": number })))
}

async fn step(visit: Visit) -> Result<Answer> {
    let act: MoveWanted = visit.json()?;
    visit.execute(MoveWanted { wanted: visit.part("n")?, ..act }).await?;
    Ok(Answer::json(&serde_json::json!({})))
}

async fn become_measure(visit: Visit) -> Result<Answer> {
    let measure = visit.execute(BecomeMeasure { wanted: visit.part("n")? }).await?;
    Ok(Answer::json(&serde_json::json!({ "measure": measure })))
}

async fn drop_it(visit: Visit) -> Result<Answer> {
    let act: DropWanted = visit.json()?;
    visit.execute(DropWanted { wanted: visit.part("n")?, ..act }).await?;
    Ok(Answer::json(&serde_json::json!({})))
}
