use kernel::Result;
use serde::Serialize;
use web::{Answer, Routes, Visit};

use super::acts::{CelebrateWin, ConfirmCredit};
use super::{CELEBRATE, CONFIRM, READ, READ_UNCONFIRMED, Win, store};

/// Wins in one answer.
const PAGE: i64 = 20;

pub(crate) fn routes() -> Routes {
    Routes::new().api_get("wins", &READ, list).api_post("wins", &CELEBRATE, celebrate).api_post(
        "wins/credit",
        &CONFIRM,
        confirm,
    )
}

/// A win as the API gives it.
#[derive(Serialize)]
struct Shown<'a> {
    id: String,
    number: i64,
    title: &'a str,
    different: &'a str,
    helped: &'a str,
    confirmed: bool,
    at: String,
}

impl<'a> From<&'a Win> for Shown<'a> {
    fn from(win: &'a Win) -> Self {
        Self {
            id: win.id.to_string(),
            number: win.number,
            title: &win.title,
            different: &win.different,
            helped: &win.helped,
            confirmed: win.confirmed,
            at: win.at.to_string(),
        }
    }
}

/// The newest; `?before=NUMBER` for older ones.
async fn list(visit: Visit) -> Result<Answer> {
    let before = visit.query().parse("before").unwrap_or(i64::MAX);
    let mut read = visit.read().await?;
    let unconfirmed = visit.could(&READ_UNCONFIRMED);
    let wins = store::latest(&mut read, visit.initiative()?, before, unconfirmed, PAGE).await?;
    Ok(Answer::json(&wins.iter().map(Shown::from).collect::<Vec<_>>()))
}

async fn celebrate(visit: Visit) -> Result<Answer> {
    let act: CelebrateWin = visit.json()?;
    Ok(Answer::json(&visit.execute(act).await?))
}

async fn confirm(visit: Visit) -> Result<Answer> {
    let act: ConfirmCredit = visit.json()?;
    Ok(Answer::json(&serde_json::json!({ "number": visit.execute(act).await? })))
}
