use kernel::Result;
use serde::Serialize;
use web::{Answer, Routes, Visit};

use super::acts::{EndDelegate, NameDelegate};
use super::{NAME, READ, store};
use crate::report::page::asked;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .api_get("reporting/{partner}/delegates", &READ, list)
        .api_post("delegates", &NAME, name)
        .api_post("delegates/{n}/end", &NAME, end)
}

/// A delegate as the API gives it.
#[derive(Serialize)]
struct Shown {
    number: i64,
    person: kernel::PersonId,
    since: String,
    until: String,
    accepts: bool,
}

async fn list(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let partner = asked(&visit, &mut read).await?;
    let delegates = store::of_partners(&mut read, visit.initiative()?, &[partner.id.0]).await?;
    let shown = delegates.into_iter().map(|one| Shown {
        number: one.number,
        person: one.person,
        since: one.since,
        until: one.until,
        accepts: one.accepts,
    });
    Ok(Answer::json(&shown.collect::<Vec<_>>()))
}

async fn name(visit: Visit) -> Result<Answer> {
    let act: NameDelegate = visit.json()?;
    let number = visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({ "number": number })))
}

async fn end(visit: Visit) -> Result<Answer> {
    let delegate = visit.part("n")?;
    visit.execute(EndDelegate { delegate }).await?;
    Ok(Answer::json(&serde_json::json!({ "delegate": delegate })))
}
