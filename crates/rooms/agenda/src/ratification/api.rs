use kernel::{Error, Result};
use serde::Serialize;
use web::{Answer, Routes, Visit};

use super::acts::RatifyVersion;
use super::{Answer as Word, Given, Picture, RATIFY};
use crate::clause::READ;
use crate::version;

pub(crate) fn routes() -> Routes {
    Routes::new().api_get("versions/{n}/ratifications", &READ, list).api_post(
        "versions/{n}/ratifications",
        &RATIFY,
        ratify,
    )
}

/// How the partners stand to a version.
#[derive(Serialize)]
struct Whole {
    partners: usize,
    ratified: usize,
    reservations: usize,
    declined: usize,
    words: Vec<Line>,
}

/// A partner's word as the API gives it.
#[derive(Serialize)]
struct Line {
    partner: String,
    round: i64,
    answer: Word,
    words: String,
    said_by: String,
    said_at: String,
}

impl Line {
    fn of(partner: String, given: Given) -> Self {
        let Given { round, answer, words, said_by, said_at, .. } = given;
        Self { partner, round, answer, words, said_by, said_at: said_at.to_string() }
    }
}

async fn list(visit: Visit) -> Result<Answer> {
    let initiative = visit.initiative()?;
    let mut read = visit.read().await?;
    let found = version::store::numbered(&mut read, initiative, visit.part("n")?).await?;
    let version = found.ok_or(Error::Missing)?;
    let names = people::partner_names(&mut read, initiative).await?;
    let picture = Picture::of(&mut read, initiative, version.id).await?;
    let share = picture.share();
    let name = |given: &Given| names.get(&given.partnership).cloned().unwrap_or_default();
    Ok(Answer::json(&Whole {
        partners: share.partners,
        ratified: share.ratified,
        reservations: share.reservations,
        declined: share.declined,
        words: picture.given.into_iter().map(|given| Line::of(name(&given), given)).collect(),
    }))
}

async fn ratify(visit: Visit) -> Result<Answer> {
    let mut act: RatifyVersion = visit.json()?;
    act.version = visit.part("n")?;
    visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({ "said": true })))
}
