use kernel::{Error, Result};
use serde::Serialize;
use web::{Answer, Routes, Visit};

use super::acts::{PrintSheets, TypeSheet};
use super::{PAPER, Run, asked, store};
use crate::code::plain;
use crate::conversation::READ;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .api_get("conversations/{n}/paper", &PAPER, runs)
        .api_post("conversations/{n}/paper", &PAPER, make)
        .api_get("conversations/{n}/paper/{run}", &PAPER, codes)
        .api_get("conversations/{n}/sheets/{code}", &READ, one)
        .api_post("conversations/{n}/sheets/{code}", &PAPER, type_in)
}

#[derive(Serialize)]
struct Line {
    run: i64,
    sheets: i64,
    typed: i64,
    printed_at: String,
}

async fn runs(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let conversation = asked(&visit, &mut read, visit.part("n")?).await?;
    let runs = store::runs(&mut read, visit.initiative()?, conversation.number).await?;
    let line = |Run { run, sheets, typed, printed_at }| Line {
        run,
        sheets,
        typed,
        printed_at: printed_at.to_string(),
    };
    Ok(Answer::json(&runs.into_iter().map(line).collect::<Vec<_>>()))
}

async fn make(visit: Visit) -> Result<Answer> {
    let run = visit.execute(PrintSheets { conversation: visit.part("n")?, ..visit.json()? }).await?;
    Ok(Answer::json(&serde_json::json!({ "run": run })))
}

/// The sheets of a printing: their codes, what they ask, and whether they counted.
async fn codes(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let conversation = asked(&visit, &mut read, visit.part("n")?).await?;
    let run = visit.part("run")?;
    let sheets = store::of_run(&mut read, visit.initiative()?, conversation.number, run).await?;
    let line = |sheet: super::Sheet| serde_json::json!({ "code": sheet.code, "asks": sheet.asks(), "typed": sheet.typed_at.is_some() });
    Ok(Answer::json(&sheets.into_iter().map(line).collect::<Vec<_>>()))
}

async fn one(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let conversation = asked(&visit, &mut read, visit.part("n")?).await?;
    let code: String = visit.part("code")?;
    let found = store::find(&mut read, visit.initiative()?, conversation.number, &plain(&code)).await?;
    let sheet = found.ok_or(Error::Missing)?;
    Ok(Answer::json(&serde_json::json!({ "asks": sheet.asks(), "typed": sheet.typed_at.is_some() })))
}

async fn type_in(visit: Visit) -> Result<Answer> {
    let act = TypeSheet { conversation: visit.part("n")?, code: visit.part("code")?, ..visit.json()? };
    let counted = visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({ "counted": counted })))
}
