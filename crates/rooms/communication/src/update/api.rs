use kernel::Result;
use serde::Serialize;
use web::{Answer, Routes, Visit};

use super::acts::PostUpdate;
use super::{POST, READ, READ_INSIDE, Update, store};

/// Updates in one answer.
const PAGE: i64 = 20;

pub(crate) fn routes() -> Routes {
    Routes::new().api_get("updates", &READ, list).api_post("updates", &POST, post)
}

/// An update as the API gives it.
#[derive(Serialize)]
struct Shown<'a> {
    id: String,
    number: i64,
    title: &'a str,
    text: &'a str,
    audience: &'static str,
    author: &'a str,
    at: String,
}

impl<'a> From<&'a Update> for Shown<'a> {
    fn from(update: &'a Update) -> Self {
        Self {
            id: update.id.to_string(),
            number: update.number,
            title: &update.title,
            text: &update.body,
            audience: update.audience.word(),
            author: &update.author,
            at: update.at.to_string(),
        }
    }
}

/// The newest; `?before=NUMBER` for older ones.
async fn list(visit: Visit) -> Result<Answer> {
    let before = visit.query().parse("before").unwrap_or(i64::MAX);
    let inside = visit.could(&READ_INSIDE);
    let mut read = visit.read().await?;
    let updates = store::latest(&mut read, visit.initiative()?, before, inside, PAGE).await?;
    Ok(Answer::json(&updates.iter().map(Shown::from).collect::<Vec<_>>()))
}

async fn post(visit: Visit) -> Result<Answer> {
    let act: PostUpdate = visit.json()?;
    Ok(Answer::json(&visit.execute(act).await?))
}
