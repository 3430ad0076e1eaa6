use kernel::Result;
use serde::Serialize;
use web::{Answer, Routes, Visit};

use super::acts::{CiteStatements, EditClause, WriteClause};
use super::{Clause, READ, WRITE, store};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .api_get("clauses", &READ, list)
        .api_post("clauses", &WRITE, write)
        .api_post("clauses/{n}", &WRITE, edit)
        .api_post("clauses/{n}/voices", &WRITE, cite)
}

/// A clause of the working draft as the API gives it.
#[derive(Serialize)]
struct Line {
    number: i64,
    section: String,
    place: i64,
    text: String,
    then: String,
    because: String,
    difference: String,
    version: i64,
}

impl From<Clause> for Line {
    fn from(clause: Clause) -> Self {
        let Clause { number, section, place, text, then, because, difference, version, .. } = clause;
        Self { number, section, place, text, then, because, difference, version }
    }
}

async fn list(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let clauses = store::draft(&mut read, visit.initiative()?).await?;
    Ok(Answer::json(&clauses.into_iter().map(Line::from).collect::<Vec<_>>()))
}

async fn write(visit: Visit) -> Result<Answer> {
    let act: WriteClause = visit.json()?;
    let number = visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({ "number": number })))
}

async fn edit(visit: Visit) -> Result<Answer> {
    let mut act: EditClause = visit.json()?;
    act.clause = visit.part("n")?;
    let version = visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({ "version": version })))
}

async fn cite(visit: Visit) -> Result<Answer> {
    let mut act: CiteStatements = visit.json()?;
    act.clause = visit.part("n")?;
    let new = visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({ "new": new })))
}
