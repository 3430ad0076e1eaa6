use kernel::{Error, Result};
use serde::Serialize;
use web::{Answer, Routes, Visit};

use super::acts::ProposeVersion;
use super::{Frozen, PROPOSE, Version, store};
use crate::clause::READ;

pub(crate) fn routes() -> Routes {
    Routes::new().api_get("versions", &READ, list).api_post("versions", &PROPOSE, propose).api_get(
        "versions/{n}",
        &READ,
        one,
    )
}

/// A version as the API gives it.
#[derive(Serialize)]
struct Line {
    number: i64,
    title: String,
    state: String,
    proposed_by: String,
    proposed_at: String,
    in_force_at: Option<String>,
}

impl From<Version> for Line {
    fn from(version: Version) -> Self {
        Self {
            number: version.number,
            title: version.title,
            state: version.state,
            proposed_by: version.proposed_by,
            proposed_at: version.proposed_at.to_string(),
            in_force_at: version.in_force_at.map(|at| at.to_string()),
        }
    }
}

/// The same with its clauses.
#[derive(Serialize)]
struct Whole {
    #[serde(flatten)]
    line: Line,
    clauses: Vec<Said>,
}

/// A clause as a version keeps it.
#[derive(Serialize)]
struct Said {
    number: i64,
    section: String,
    text: String,
    then: String,
    because: String,
    difference: String,
}

impl From<Frozen> for Said {
    fn from(clause: Frozen) -> Self {
        let Frozen { number, section, text, then, because, difference, .. } = clause;
        Self { number, section, text, then, because, difference }
    }
}

async fn list(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let versions = store::all(&mut read, visit.initiative()?).await?;
    Ok(Answer::json(&versions.into_iter().map(Line::from).collect::<Vec<_>>()))
}

async fn one(visit: Visit) -> Result<Answer> {
    let initiative = visit.initiative()?;
    let mut read = visit.read().await?;
    let version = store::numbered(&mut read, initiative, visit.part("n")?).await?.ok_or(Error::Missing)?;
    let clauses = store::clauses(&mut read, initiative, version.id).await?;
    let clauses = clauses.into_iter().map(Said::from).collect();
    Ok(Answer::json(&Whole { line: Line::from(version), clauses }))
}

async fn propose(visit: Visit) -> Result<Answer> {
    let act: ProposeVersion = visit.json()?;
    let proposed = visit.execute(act).await?;
    Ok(Answer::json(&proposed))
}
