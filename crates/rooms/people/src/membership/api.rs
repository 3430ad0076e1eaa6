use kernel::Result;
use serde::Serialize;
use web::{Answer, Routes, Visit};

use super::{READ, store};

pub(crate) fn routes() -> Routes {
    Routes::new().api_get("people", &READ, list)
}

/// Somebody as the API gives them.
#[derive(Serialize)]
struct Body {
    person: kernel::PersonId,
    name: String,
}

async fn list(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let members = store::members(&mut read, visit.initiative()?).await?;
    let bodies: Vec<Body> =
        members.into_iter().map(|member| Body { person: member.person, name: member.name }).collect();
    Ok(Answer::json(&bodies))
}
