use jiff::Timestamp;
use kernel::{InitiativeId, Result};
use store::{Read, Tx, Value};

use super::{Run, Sheet};

store::statements! {
    INSERT = "INSERT INTO paper_sheet (initiative, conversation, code, run, statements, printed_at, typed_at, name)
        VALUES ($1, $2, $3, $4, $5, $6, NULL, '')";
    LATEST = "SELECT CAST(COALESCE(max(run), 0) AS BIGINT) FROM paper_sheet
        WHERE initiative = $1 AND conversation = $2";
    RUNS = "SELECT run, CAST(count(*) AS BIGINT), CAST(count(typed_at) AS BIGINT), min(printed_at) FROM paper_sheet
        WHERE initiative = $1 AND conversation = $2 GROUP BY run ORDER BY run DESC";
    OF_RUN = "SELECT conversation, code, run, statements, printed_at, typed_at, name FROM paper_sheet
        WHERE initiative = $1 AND conversation = $2 AND run = $3 ORDER BY code";
    FIND = "SELECT conversation, code, run, statements, printed_at, typed_at, name FROM paper_sheet
        WHERE initiative = $1 AND conversation = $2 AND code = $3";
    EVERY = "SELECT conversation, code, run, statements, printed_at, typed_at, name FROM paper_sheet
        WHERE initiative = $1 ORDER BY conversation, run, code";
    TYPED = "UPDATE paper_sheet SET typed_at = $4, name = $5
        WHERE initiative = $1 AND conversation = $2 AND code = $3 AND typed_at IS NULL";
}

store::row!(Sheet { conversation, code, run, statements, printed_at, typed_at, name });
store::row!(Run { run, sheets, typed, printed_at });

pub(crate) async fn insert(tx: &mut Tx, initiative: InitiativeId, sheets: &[Sheet]) -> Result<()> {
    let row = |sheet: &Sheet| -> Vec<Value> {
        vec![
            initiative.into(),
            sheet.conversation.into(),
            sheet.code.as_str().into(),
            sheet.run.into(),
            sheet.statements.as_str().into(),
            sheet.printed_at.into(),
        ]
    };
    tx.run_each(&INSERT, &sheets.iter().map(row).collect::<Vec<_>>()).await?;
    Ok(())
}

/// The number of the latest printing; 0 before the first.
pub(crate) async fn latest(read: &mut Read, initiative: InitiativeId, conversation: i64) -> Result<i64> {
    let (run,) = read.one(&LATEST, &[initiative.into(), conversation.into()]).await?;
    Ok(run)
}

pub(crate) async fn runs(read: &mut Read, initiative: InitiativeId, conversation: i64) -> Result<Vec<Run>> {
    Ok(read.rows(&RUNS, &[initiative.into(), conversation.into()]).await?)
}

pub(crate) async fn of_run(
    read: &mut Read,
    initiative: InitiativeId,
    conversation: i64,
    run: i64,
) -> Result<Vec<Sheet>> {
    Ok(read.rows(&OF_RUN, &[initiative.into(), conversation.into(), run.into()]).await?)
}

pub(crate) async fn find(
    read: &mut Read,
    initiative: InitiativeId,
    conversation: i64,
    code: &str,
) -> Result<Option<Sheet>> {
    Ok(read.maybe(&FIND, &[initiative.into(), conversation.into(), code.into()]).await?)
}

pub(crate) async fn all(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Sheet>> {
    Ok(read.rows(&EVERY, &[initiative.into()]).await?)
}

/// Notes that a sheet is typed in; false if it was already.
pub(crate) async fn typed(
    tx: &mut Tx,
    initiative: InitiativeId,
    sheet: &Sheet,
    at: Timestamp,
    name: &str,
) -> Result<bool> {
    let values =
        [initiative.into(), sheet.conversation.into(), sheet.code.as_str().into(), at.into(), name.into()];
    Ok(tx.run(&TYPED, &values).await? == 1)
}
