use kernel::{Error, Problem, Result};
use serde::Deserialize;
use web::{Answer, Routes, Visit};

use super::page::invite;
use super::{Calling, INVITE};

pub(crate) fn routes() -> Routes {
    Routes::new().api_post("invitations", &INVITE, send)
}

/// An invitation as the API takes it.
#[derive(Deserialize)]
struct Body {
    email: String,
    /// `member`, `facilitator`, `backbone`, `partnership/{id}` or `seat/{id}`.
    calling: String,
}

async fn send(visit: Visit) -> Result<Answer> {
    let body: Body = visit.json()?;
    let calling = Calling::from_form(&body.calling);
    let calling = calling.ok_or_else(|| Error::from(Problem::new("calling", "problem-choose")))?;
    let id = invite(&visit, body.email, calling).await?;
    Ok(Answer::json(&serde_json::json!({ "id": id })))
}
