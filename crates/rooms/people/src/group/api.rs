use kernel::{Error, Result};
use serde::Serialize;
use web::{Answer, Routes, Visit};

use super::acts::CreateGroup;
use super::{CREATE, READ, Seated, store};
use crate::seat;
use crate::words::sees_names;

/// Groups in one answer.
const PAGE: usize = 100;

pub(crate) fn routes() -> Routes {
    Routes::new().api_get("groups", &READ, list).api_post("groups", &CREATE, create).api_get(
        "groups/{number}/seats",
        &READ,
        seats,
    )
}

/// A group as the API gives it.
#[derive(Serialize)]
struct Body {
    id: super::GroupId,
    number: i64,
    name: String,
    kind: String,
    purpose: String,
}

/// A seat as the API gives it.
#[derive(Serialize)]
struct SeatBody {
    id: seat::SeatId,
    constituency: String,
    role: String,
    votes: bool,
    vacant: bool,
    /// Only among those who belong to the initiative.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
}

/// A hundred at a time, the oldest first: `?page=2` has the next.
async fn list(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let found = store::part(&mut read, visit.initiative()?, visit.paging(PAGE).part()).await?;
    let groups = found.into_iter().map(|Seated { group, .. }| Body {
        id: group.id,
        number: group.number,
        name: group.name,
        kind: group.kind,
        purpose: group.purpose,
    });
    Ok(Answer::json(&groups.collect::<Vec<_>>()))
}

async fn create(visit: Visit) -> Result<Answer> {
    let act: CreateGroup = visit.json()?;
    let (id, number) = visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({ "id": id, "number": number })))
}

async fn seats(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let initiative = visit.initiative()?;
    let group = store::numbered(&mut read, initiative, visit.part("number")?).await?.ok_or(Error::Missing)?;
    let named = sees_names(&visit);
    let seats = seat::seats(&mut read, initiative, group.id).await?.into_iter().map(|seat| SeatBody {
        id: seat.id,
        constituency: seat.constituency,
        role: seat.role,
        votes: seat.votes,
        vacant: seat.person.is_none(),
        name: Some(seat.name).filter(|name| named && !name.is_empty()),
    });
    Ok(Answer::json(&seats.collect::<Vec<_>>()))
}
