use kernel::{Error, Result};
use serde::Serialize;
use web::{Answer, Routes, Visit};

use super::acts::TranslateClause;
use super::{Paired, TRANSLATE, store};
use crate::clause::{self, READ};

pub(crate) fn routes() -> Routes {
    Routes::new().api_get("clauses/{n}/translations", &READ, list).api_post(
        "clauses/{n}/translations",
        &TRANSLATE,
        translate,
    )
}

/// A translation as the API gives it.
#[derive(Serialize)]
struct Line {
    language: String,
    wording: i64,
    /// Whether the clause still says what it is a translation of.
    current: bool,
    text: String,
    then: String,
    because: String,
    difference: String,
    revision: i64,
    translated_by: String,
    translated_at: String,
}

impl Line {
    fn of(paired: Paired, current: bool) -> Self {
        let found = paired.translation;
        Self {
            language: found.language,
            wording: found.wording,
            current,
            text: found.text,
            then: found.then,
            because: found.because,
            difference: found.difference,
            revision: found.revision,
            translated_by: found.translated_by,
            translated_at: found.translated_at.to_string(),
        }
    }
}

async fn list(visit: Visit) -> Result<Answer> {
    let initiative = visit.initiative()?;
    let mut read = visit.read().await?;
    let clause = clause::store::numbered(&mut read, initiative, visit.part("n")?).await?;
    let clause = clause.ok_or(Error::Missing)?;
    let found = store::of_clause(&mut read, initiative, clause.id).await?;
    let lines = found.into_iter().map(|paired| {
        let current = paired.is_of(&clause.says());
        Line::of(paired, current)
    });
    Ok(Answer::json(&lines.collect::<Vec<_>>()))
}

async fn translate(visit: Visit) -> Result<Answer> {
    let mut act: TranslateClause = visit.json()?;
    act.clause = visit.part("n")?;
    let revision = visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({ "revision": revision })))
}
