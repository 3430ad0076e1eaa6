use kernel::{InitiativeId, Result};
use store::{Read, Tx};
use uuid::Uuid;

use super::Wanted;

macro_rules! wanted {
    ($where:literal) => {
        concat!(
            "SELECT id, number, result, name, why, obstacle, owner, step, step_due, stopgap, state, measure, outcome,
            wanted_by, wanted_at, version FROM wanted_measure WHERE initiative = $1",
            $where
        )
    };
}

store::statements! {
    EVERY = wanted!(" ORDER BY number");
    THESE = wanted!(" AND id = ANY($2)");
    NUMBERED = wanted!(" AND number = $2");
    INSERT = "INSERT INTO wanted_measure (initiative, id, number, result, name, why, obstacle, owner, step, step_due,
        stopgap, state, measure, outcome, wanted_by, wanted_at, version)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)";
    /// Nothing if somebody else changed it meanwhile.
    CHANGE = "UPDATE wanted_measure SET obstacle = $4, owner = $5, step = $6, step_due = $7, stopgap = $8, state = $9,
        measure = $10, outcome = $11, version = version + 1 WHERE initiative = $1 AND id = $2 AND version = $3";
}

store::row!(Wanted {
    id,
    number,
    result,
    name,
    why,
    obstacle,
    owner,
    step,
    step_due,
    stopgap,
    state,
    measure,
    outcome,
    wanted_by,
    wanted_at,
    version
});

pub(crate) async fn all(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Wanted>> {
    Ok(read.rows(&EVERY, &[initiative.into()]).await?)
}

pub(crate) async fn these(read: &mut Read, initiative: InitiativeId, ids: &[Uuid]) -> Result<Vec<Wanted>> {
    Ok(read.rows(&THESE, &[initiative.into(), ids.into()]).await?)
}

pub(crate) async fn numbered(
    read: &mut Read,
    initiative: InitiativeId,
    number: i64,
) -> Result<Option<Wanted>> {
    Ok(read.maybe(&NUMBERED, &[initiative.into(), number.into()]).await?)
}

pub(crate) async fn insert(tx: &mut Tx, initiative: InitiativeId, wanted: &Wanted) -> Result<()> {
    let values = [
        initiative.into(),
        wanted.id.into(),
        wanted.number.into(),
        wanted.result.into(),
        wanted.name.as_str().into(),
        wanted.why.as_str().into(),
        wanted.obstacle.into(),
        wanted.owner.as_str().into(),
        wanted.step.as_str().into(),
        wanted.step_due.into(),
        wanted.stopgap.as_str().into(),
        wanted.state.into(),
        wanted.measure.into(),
        wanted.outcome.as_str().into(),
        wanted.wanted_by.as_str().into(),
        wanted.wanted_at.into(),
        wanted.version.into(),
    ];
    tx.run(&INSERT, &values).await?;
    Ok(())
}

/// Writes what may change; false if it is not the version that was read.
pub(crate) async fn change(tx: &mut Tx, initiative: InitiativeId, wanted: &Wanted) -> Result<bool> {
    let values = [
        initiative.into(),
        wanted.id.into(),
        wanted.version.into(),
        wanted.obstacle.into(),
        wanted.owner.as_str().into(),
        wanted.step.as_str().into(),
        wanted.step_due.into(),
        wanted.stopgap.as_str().into(),
        wanted.state.into(),
        wanted.measure.into(),
        wanted.outcome.as_str().into(),
    ];
    Ok(tx.run(&CHANGE, &values).await? == 1)
}
