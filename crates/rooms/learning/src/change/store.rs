use kernel::{InitiativeId, Result};
use store::{Read, Tx};
use uuid::Uuid;

use super::Change;

store::statements! {
    /// The newest lines.
    LATEST = "SELECT id, number, code, line, first_time, noted_by, noted_at FROM change_line
        WHERE initiative = $1 ORDER BY number DESC LIMIT $2";
    /// All of them, as they were noted.
    EVERY = "SELECT id, number, code, line, first_time, noted_by, noted_at FROM change_line
        WHERE initiative = $1 ORDER BY number";
    THESE = "SELECT id, number, code, line, first_time, noted_by, noted_at FROM change_line
        WHERE initiative = $1 AND id = ANY($2)";
    INSERT = "INSERT INTO change_line (initiative, id, number, code, line, first_time, noted_by, noted_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
}

store::row!(Change { id, number, code, line, first_time, noted_by, noted_at });

pub(crate) async fn latest(read: &mut Read, initiative: InitiativeId, at_most: i64) -> Result<Vec<Change>> {
    Ok(read.rows(&LATEST, &[initiative.into(), at_most.into()]).await?)
}

pub(crate) async fn all(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Change>> {
    Ok(read.rows(&EVERY, &[initiative.into()]).await?)
}

pub(crate) async fn these(read: &mut Read, initiative: InitiativeId, ids: &[Uuid]) -> Result<Vec<Change>> {
    Ok(read.rows(&THESE, &[initiative.into(), ids.into()]).await?)
}

pub(crate) async fn insert(tx: &mut Tx, initiative: InitiativeId, change: &Change) -> Result<()> {
    tx.run(
        &INSERT,
        &[
            initiative.into(),
            change.id.into(),
            change.number.into(),
            change.code.as_str().into(),
            change.line.as_str().into(),
            change.first_time.into(),
            change.noted_by.as_str().into(),
            change.noted_at.into(),
        ],
    )
    .await?;
    Ok(())
}
