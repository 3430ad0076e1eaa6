use kernel::{InitiativeId, Result};
use store::{Read, Tx};
use uuid::Uuid;

use super::Draft;
use crate::cycle::CycleId;
use crate::duty::DutyId;

store::statements! {
    EVERY = "SELECT duty, cycle, typed, saved_by, saved_at FROM reporting_draft WHERE initiative = $1
        ORDER BY saved_at, duty";
    OF_DUTIES = "SELECT duty, cycle, typed, saved_by, saved_at FROM reporting_draft WHERE initiative = $1
        AND duty = ANY($2)";
    IN_CYCLES = "SELECT duty, cycle FROM reporting_draft WHERE initiative = $1 AND cycle = ANY($2)";
    KEEP = "INSERT INTO reporting_draft (initiative, duty, cycle, typed, saved_by, saved_at)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (initiative, duty, cycle) DO UPDATE SET
        typed = excluded.typed, saved_by = excluded.saved_by, saved_at = excluded.saved_at";
    FORGET = "DELETE FROM reporting_draft WHERE initiative = $1 AND duty = $2 AND cycle = $3";
}

store::row!(Draft { duty, cycle, typed, saved_by, saved_at });

pub(crate) async fn all(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Draft>> {
    Ok(read.rows(&EVERY, &[initiative.into()]).await?)
}

pub(crate) async fn of_duties(
    read: &mut Read,
    initiative: InitiativeId,
    duties: &[Uuid],
) -> Result<Vec<Draft>> {
    Ok(read.rows(&OF_DUTIES, &[initiative.into(), duties.into()]).await?)
}

/// Who has begun in some cycles; not what is typed.
pub(crate) async fn in_cycles(
    read: &mut Read,
    initiative: InitiativeId,
    cycles: &[Uuid],
) -> Result<Vec<(DutyId, CycleId)>> {
    Ok(read.rows(&IN_CYCLES, &[initiative.into(), cycles.into()]).await?)
}

pub(crate) async fn keep(tx: &mut Tx, initiative: InitiativeId, draft: &Draft) -> Result<()> {
    let values = [
        initiative.into(),
        draft.duty.into(),
        draft.cycle.into(),
        draft.typed.as_str().into(),
        draft.saved_by.as_str().into(),
        draft.saved_at.into(),
    ];
    tx.run(&KEEP, &values).await?;
    Ok(())
}

pub(crate) async fn forget(
    tx: &mut Tx,
    initiative: InitiativeId,
    duty: DutyId,
    cycle: CycleId,
) -> Result<()> {
    tx.run(&FORGET, &[initiative.into(), duty.into(), cycle.into()]).await?;
    Ok(())
}
