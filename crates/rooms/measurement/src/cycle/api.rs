use kernel::{Error, Result};
use serde::{Deserialize, Serialize};
use web::{Answer, Routes, Visit};

use super::acts::{LockCycle, OpenCycle, OpenCycles};
use super::board::{Board, Column};
use super::page::{of_address, remind_all, remind_one};
use super::{Cycle, OPEN, READ, store};
use crate::measure::page::asked;

/// Partners on one part of a board.
const LINES: usize = 100;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .api_get("cycles", &READ, latest)
        .api_get("cycles/{period}", &READ, of_period)
        .api_post("cycles", &OPEN, open_all)
        .api_post("cycles/{period}/remind", &OPEN, remind)
        .api_get("measures/{n}/cycles", &READ, of_measure)
        .api_post("measures/{n}/cycles", &OPEN, open)
        .api_get("measures/{n}/cycles/{period}", &READ, board)
        .api_post("measures/{n}/cycles/{period}/lock", &OPEN, lock)
        .api_post("measures/{n}/cycles/{period}/remind", &OPEN, remind_of)
}

/// A cycle as the API gives it.
#[derive(Serialize)]
struct Shown {
    period: String,
    label: String,
    opened_at: String,
    due: Option<String>,
    locked: bool,
}

fn shown(cycle: &Cycle) -> Shown {
    Shown {
        period: cycle.period.clone(),
        label: cycle.label.clone(),
        opened_at: cycle.opened_at.to_string(),
        due: cycle.due.map(|due| due.to_string()),
        locked: cycle.locked,
    }
}

/// A partner on the board: how far it has come with each measure, never how many.
#[derive(Serialize)]
struct Line {
    partner: people::PartnershipId,
    name: String,
    states: Vec<State>,
}

#[derive(Serialize)]
struct State {
    duty: i64,
    measure: i64,
    period: String,
    state: &'static str,
    waived_because: Option<String>,
}

/// What needs somebody first, a hundred partners at a time.
fn lines(visit: &Visit, board: &Board) -> Answer {
    let paging = visit.paging(LINES);
    let state = |(duty, column): (&Option<crate::duty::Duty>, &Column)| {
        let duty = duty.as_ref()?;
        Some(State {
            duty: duty.number,
            measure: column.measure.number,
            period: column.cycle.period.clone(),
            state: board.standings.progress(duty, &column.cycle).word(),
            waived_because: board.standings.reason(duty, &column.cycle).map(str::to_owned),
        })
    };
    let line = |line: &super::board::Line| Line {
        partner: line.partner,
        name: line.name.clone(),
        states: line.duties.iter().zip(&board.columns).filter_map(state).collect(),
    };
    Answer::json(&board.lines.iter().skip(paging.skip()).take(LINES).map(line).collect::<Vec<_>>())
}

async fn latest(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    Ok(lines(&visit, &Board::of(&visit, &mut read, None).await?))
}

async fn of_period(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let period: String = visit.part("period")?;
    let board = Board::of(&visit, &mut read, Some(&period)).await?;
    if board.columns.is_empty() { Err(Error::Missing) } else { Ok(lines(&visit, &board)) }
}

async fn open_all(visit: Visit) -> Result<Answer> {
    let act: OpenCycles = visit.json()?;
    let measures = visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({ "measures": measures })))
}

async fn remind(visit: Visit) -> Result<Answer> {
    let period: String = visit.part("period")?;
    let partners = remind_all(&visit, &period).await?;
    Ok(Answer::json(&serde_json::json!({ "reminded": partners })))
}

async fn of_measure(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let measure = asked(&visit, &mut read).await?;
    let cycles = store::of_measure(&mut read, visit.initiative()?, measure.id).await?;
    Ok(Answer::json(&cycles.iter().map(shown).collect::<Vec<_>>()))
}

#[derive(Deserialize)]
struct Opening {
    period: String,
    #[serde(default)]
    label: String,
    #[serde(default)]
    due: String,
}

async fn open(visit: Visit) -> Result<Answer> {
    let Opening { period, label, due } = visit.json()?;
    let period = visit.execute(OpenCycle { measure: visit.part("n")?, period, label, due }).await?;
    Ok(Answer::json(&serde_json::json!({ "period": period })))
}

async fn board(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let (measure, cycle) = of_address(&visit, &mut read).await?;
    Ok(lines(&visit, &Board::of_one(&visit, &mut read, measure, cycle).await?))
}

#[derive(Deserialize)]
struct Locking {
    locked: bool,
}

async fn lock(visit: Visit) -> Result<Answer> {
    let Locking { locked } = visit.json()?;
    let act = LockCycle { measure: visit.part("n")?, period: visit.part("period")?, locked };
    visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({ "locked": locked })))
}

async fn remind_of(visit: Visit) -> Result<Answer> {
    let partners = remind_one(&visit).await?;
    Ok(Answer::json(&serde_json::json!({ "reminded": partners })))
}
