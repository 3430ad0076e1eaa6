use kernel::{Error, Result};
use serde_json::json;
use web::{Answer, Routes, Visit};

use super::acts::ChooseProjects;
use super::{Ballot, VOTE, own};
use crate::fund::{READ, store};
use crate::vote;

pub(crate) fn routes() -> Routes {
    Routes::new().api_get("funds/{n}/ballot", &READ, mine).api_post("funds/{n}/ballots", &VOTE, cast)
}

/// One's own ballot; whoever has no account is known by the cookie of their browser.
async fn mine(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let fund = store::numbered(&mut read, visit.initiative()?, visit.part("n")?).await?;
    let voice = vote::page::voice(&visit);
    let ballot = own(&visit, &mut read, &fund.ok_or(Error::Missing)?, voice.as_ref()).await?;
    let voted = ballot.is_some();
    let Ballot { projects, points } = ballot.unwrap_or_default();
    Ok(Answer::json(&json!({ "voted": voted, "projects": projects, "points": points })))
}

async fn cast(visit: Visit) -> Result<Answer> {
    let act = ChooseProjects { fund: visit.part("n")?, ..visit.json()? };
    visit.execute(act).await?;
    Ok(Answer::json(&json!({ "counted": true })))
}
