use kernel::{InitiativeId, Result};
use store::{Read, Tx};
use uuid::Uuid;

use super::Reply;

/// The columns of a [`Reply`] in its order.
macro_rules! columns {
    () => {
        "id, number, statement, outcome, text, came, author, at"
    };
}

store::statements! {
    THESE = concat!("SELECT ", columns!(), " FROM answer WHERE initiative = $1 AND id = ANY($2)");
    NUMBERED = concat!("SELECT ", columns!(), " FROM answer WHERE initiative = $1 AND number = $2");
    EVERY = concat!("SELECT ", columns!(), " FROM answer WHERE initiative = $1 ORDER BY number");
    LATEST = concat!("SELECT ", columns!(), " FROM answer
        WHERE initiative = $1 AND number < $2 ORDER BY number DESC LIMIT $3");
    COUNTS = "SELECT outcome, CAST(count(*) AS BIGINT) FROM answer WHERE initiative = $1 GROUP BY outcome";
    INSERT = concat!("INSERT INTO answer (initiative, ", columns!(), ")
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
}

store::row!(Reply { id, number, statement, outcome, text, came, author, at });

pub(crate) async fn these(read: &mut Read, initiative: InitiativeId, ids: &[Uuid]) -> Result<Vec<Reply>> {
    Ok(read.rows(&THESE, &[initiative.into(), ids.into()]).await?)
}

pub(crate) async fn numbered(
    read: &mut Read,
    initiative: InitiativeId,
    number: i64,
) -> Result<Option<Reply>> {
    Ok(read.maybe(&NUMBERED, &[initiative.into(), number.into()]).await?)
}

pub(crate) async fn all(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Reply>> {
    Ok(read.rows(&EVERY, &[initiative.into()]).await?)
}

/// Those before the number `before`, newest first.
pub(crate) async fn latest(
    read: &mut Read,
    initiative: InitiativeId,
    before: i64,
    at_most: i64,
) -> Result<Vec<Reply>> {
    Ok(read.rows(&LATEST, &[initiative.into(), before.into(), at_most.into()]).await?)
}

/// How many answers there are of each outcome.
pub(crate) async fn counts(read: &mut Read, initiative: InitiativeId) -> Result<Vec<(super::Outcome, i64)>> {
    Ok(read.rows(&COUNTS, &[initiative.into()]).await?)
}

pub(crate) async fn insert(tx: &mut Tx, initiative: InitiativeId, reply: &Reply) -> Result<()> {
    tx.run(
        &INSERT,
        &[
            initiative.into(),
            reply.id.into(),
            reply.number.into(),
            reply.statement.into(),
            reply.outcome.into(),
            reply.text.as_str().into(),
            reply.came.as_deref().into(),
            reply.author.as_str().into(),
            reply.at.into(),
        ],
    )
    .await?;
    Ok(())
}
