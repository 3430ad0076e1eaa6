use kernel::Result;
use serde::Serialize;
use signals::Middle;
use web::{Answer, Routes, Visit};

use super::acts::{MoveStrategy, RateStrategy};
use super::{MOVE, RATE, Strategy, strategies};
use crate::clause::READ;

pub(crate) fn routes() -> Routes {
    Routes::new().api_get("strategies", &READ, list).api_post("clauses/{n}/rating", &RATE, rate).api_post(
        "clauses/{n}/state",
        &MOVE,
        advance,
    )
}

/// A strategy as the API gives it.
#[derive(Serialize)]
struct Line {
    clause: i64,
    text: String,
    then: String,
    because: String,
    difference: String,
    state: &'static str,
    /// How many rated it.
    people: usize,
    leverage: Option<Side>,
    reach: Option<Side>,
    specificity: Option<Side>,
    values: Option<Side>,
}

/// What all say of one side.
#[derive(Serialize)]
struct Side {
    median: f64,
    low: u8,
    high: u8,
}

impl From<Middle> for Side {
    fn from(middle: Middle) -> Self {
        Self { median: middle.median, low: middle.low, high: middle.high }
    }
}

impl From<Strategy> for Line {
    fn from(strategy: Strategy) -> Self {
        let Strategy { clause, state, scored, .. } = strategy;
        Self {
            clause: clause.number,
            text: clause.text,
            then: clause.then,
            because: clause.because,
            difference: clause.difference,
            state: state.word(),
            people: scored.map_or(0, |scored| scored.people),
            leverage: scored.map(|scored| scored.leverage.into()),
            reach: scored.map(|scored| scored.reach.into()),
            specificity: scored.map(|scored| scored.specificity.into()),
            values: scored.map(|scored| scored.values.into()),
        }
    }
}

async fn list(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let found = strategies(&visit, &mut read, visit.initiative()?, None).await?;
    Ok(Answer::json(&found.into_iter().map(Line::from).collect::<Vec<_>>()))
}

async fn rate(visit: Visit) -> Result<Answer> {
    let mut act: RateStrategy = visit.json()?;
    act.clause = visit.part("n")?;
    visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({ "rated": true })))
}

async fn advance(visit: Visit) -> Result<Answer> {
    let mut act: MoveStrategy = visit.json()?;
    act.clause = visit.part("n")?;
    visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({ "moved": true })))
}
