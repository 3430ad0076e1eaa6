use kernel::{InitiativeId, Result};
use store::{Read, Tx};
use uuid::Uuid;

use super::Story;
use crate::measure::MeasureId;

store::statements! {
    EVERY = "SELECT id, number, measure, period, words, direction, source, told_by, told_at FROM curve_story
        WHERE initiative = $1 ORDER BY number";
    OF_MEASURE = "SELECT id, number, measure, period, words, direction, source, told_by, told_at FROM curve_story
        WHERE initiative = $1 AND measure = $2 ORDER BY number DESC";
    THESE = "SELECT id, number, measure, period, words, direction, source, told_by, told_at FROM curve_story
        WHERE initiative = $1 AND id = ANY($2)";
    NUMBERED = "SELECT id, number, measure, period, words, direction, source, told_by, told_at FROM curve_story
        WHERE initiative = $1 AND number = $2";
    INSERT = "INSERT INTO curve_story (initiative, id, number, measure, period, words, direction, source, told_by,
        told_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
}

store::row!(Story { id, number, measure, period, words, direction, source, told_by, told_at });

pub(crate) async fn all(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Story>> {
    Ok(read.rows(&EVERY, &[initiative.into()]).await?)
}

/// The stories of a measure, newest first.
pub(crate) async fn of_measure(
    read: &mut Read,
    initiative: InitiativeId,
    measure: MeasureId,
) -> Result<Vec<Story>> {
    Ok(read.rows(&OF_MEASURE, &[initiative.into(), measure.into()]).await?)
}

pub(crate) async fn these(read: &mut Read, initiative: InitiativeId, ids: &[Uuid]) -> Result<Vec<Story>> {
    Ok(read.rows(&THESE, &[initiative.into(), ids.into()]).await?)
}

pub(crate) async fn numbered(
    read: &mut Read,
    initiative: InitiativeId,
    number: i64,
) -> Result<Option<Story>> {
    Ok(read.maybe(&NUMBERED, &[initiative.into(), number.into()]).await?)
}

pub(crate) async fn insert(tx: &mut Tx, initiative: InitiativeId, story: &Story) -> Result<()> {
    let values = [
        initiative.into(),
        story.id.into(),
        story.number.into(),
        story.measure.into(),
        story.period.as_str().into(),
        story.words.as_str().into(),
        story.direction.as_str().into(),
        story.source.as_str().into(),
        story.told_by.as_str().into(),
        story.told_at.into(),
    ];
    tx.run(&INSERT, &values).await?;
    Ok(())
}
