use kernel::{InitiativeId, Result};
use store::{Read, Tx};
use uuid::Uuid;

use super::{PopulationResult, ResultId};

store::statements! {
    EVERY = "SELECT id, number, condition, population, place, written_by, written_at FROM population_result
        WHERE initiative = $1 ORDER BY number";
    THESE = "SELECT id, number, condition, population, place, written_by, written_at FROM population_result
        WHERE initiative = $1 AND id = ANY($2)";
    NUMBERED = "SELECT id, number, condition, population, place, written_by, written_at FROM population_result
        WHERE initiative = $1 AND number = $2";
    INSERT = "INSERT INTO population_result (initiative, id, number, condition, population, place, written_by,
        written_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
}

store::row!(PopulationResult { id, number, condition, population, place, written_by, written_at });

pub(crate) async fn all(read: &mut Read, initiative: InitiativeId) -> Result<Vec<PopulationResult>> {
    Ok(read.rows(&EVERY, &[initiative.into()]).await?)
}

pub(crate) async fn find(
    read: &mut Read,
    initiative: InitiativeId,
    id: ResultId,
) -> Result<Option<PopulationResult>> {
    Ok(these(read, initiative, &[id.0]).await?.pop())
}

pub(crate) async fn these(
    read: &mut Read,
    initiative: InitiativeId,
    ids: &[Uuid],
) -> Result<Vec<PopulationResult>> {
    Ok(read.rows(&THESE, &[initiative.into(), ids.into()]).await?)
}

pub(crate) async fn numbered(
    read: &mut Read,
    initiative: InitiativeId,
    number: i64,
) -> Result<Option<PopulationResult>> {
    Ok(read.maybe(&NUMBERED, &[initiative.into(), number.into()]).await?)
}

pub(crate) async fn insert(tx: &mut Tx, initiative: InitiativeId, result: &PopulationResult) -> Result<()> {
    let values = [
        initiative.into(),
        result.id.into(),
        result.number.into(),
        result.condition.as_str().into(),
        result.population.as_str().into(),
        result.place.as_str().into(),
        result.written_by.as_str().into(),
        result.written_at.into(),
    ];
    tx.run(&INSERT, &values).await?;
    Ok(())
}
