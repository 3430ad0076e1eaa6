use kernel::Result;
use serde::Serialize;
use web::{Answer, Routes, Visit};

use super::acts::NoteChange;
use super::{Change, NOTE, READ, store};

pub(crate) fn routes() -> Routes {
    Routes::new().api_get("changes", &READ, list).api_post("changes", &NOTE, note)
}

/// A line as the API gives it.
#[derive(Serialize)]
struct Line<'a> {
    number: i64,
    noted_at: String,
    code: &'a str,
    line: &'a str,
    first_time: bool,
    noted_by: &'a str,
}

impl<'a> From<&'a Change> for Line<'a> {
    fn from(change: &'a Change) -> Self {
        Self {
            number: change.number,
            noted_at: change.noted_at.to_string(),
            code: &change.code,
            line: &change.line,
            first_time: change.first_time,
            noted_by: &change.noted_by,
        }
    }
}

async fn list(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let changes = store::latest(&mut read, visit.initiative()?, 20).await?;
    Ok(Answer::json(&changes.iter().map(Line::from).collect::<Vec<_>>()))
}

async fn note(visit: Visit) -> Result<Answer> {
    let act: NoteChange = visit.json()?;
    let number = visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({ "number": number })))
}
