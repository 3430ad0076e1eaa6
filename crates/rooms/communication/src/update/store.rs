use kernel::{InitiativeId, Result};
use store::{Read, Tx};
use uuid::Uuid;

use super::Update;

/// The columns of an [`Update`] in its order.
macro_rules! columns {
    () => {
        "id, number, title, body, audience, person, author, at"
    };
}

store::statements! {
    THESE = concat!("SELECT ", columns!(), " FROM news WHERE initiative = $1 AND id = ANY($2)");
    NUMBERED = concat!("SELECT ", columns!(), " FROM news WHERE initiative = $1 AND number = $2");
    EVERY = concat!("SELECT ", columns!(), " FROM news WHERE initiative = $1 ORDER BY number");
    /// $3: with those for members.
    LATEST = concat!("SELECT ", columns!(), " FROM news
        WHERE initiative = $1 AND number < $2 AND (audience = 'public' OR CAST($3 AS BOOLEAN))
        ORDER BY number DESC LIMIT $4");
    INSERT = concat!("INSERT INTO news (initiative, ", columns!(), ")
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
}

store::row!(Update { id, number, title, body, audience, person, author, at });

pub(crate) async fn these(read: &mut Read, initiative: InitiativeId, ids: &[Uuid]) -> Result<Vec<Update>> {
    Ok(read.rows(&THESE, &[initiative.into(), ids.into()]).await?)
}

pub(crate) async fn numbered(
    read: &mut Read,
    initiative: InitiativeId,
    number: i64,
) -> Result<Option<Update>> {
    Ok(read.maybe(&NUMBERED, &[initiative.into(), number.into()]).await?)
}

pub(crate) async fn all(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Update>> {
    Ok(read.rows(&EVERY, &[initiative.into()]).await?)
}

/// Those before the number `before`, newest first; with those for members if `inside`.
pub(crate) async fn latest(
    read: &mut Read,
    initiative: InitiativeId,
    before: i64,
    inside: bool,
    at_most: i64,
) -> Result<Vec<Update>> {
    Ok(read.rows(&LATEST, &[initiative.into(), before.into(), inside.into(), at_most.into()]).await?)
}

pub(crate) async fn insert(tx: &mut Tx, initiative: InitiativeId, update: &Update) -> Result<()> {
    tx.run(
        &INSERT,
        &[
            initiative.into(),
            update.id.into(),
            update.number.into(),
            update.title.as_str().into(),
            update.body.as_str().into(),
            update.audience.into(),
            update.person.into(),
            update.author.as_str().into(),
            update.at.into(),
        ],
    )
    .await?;
    Ok(())
}
