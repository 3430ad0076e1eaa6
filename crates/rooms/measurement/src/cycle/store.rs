use kernel::{InitiativeId, Result};
use store::{Read, Tx};

use super::{Cycle, CycleId};
use crate::measure::MeasureId;

store::statements! {
    EVERY = "SELECT id, measure, period, label, opened_at, due, locked FROM reporting_cycle
        WHERE initiative = $1 ORDER BY measure, period";
    OF_MEASURE = "SELECT id, measure, period, label, opened_at, due, locked FROM reporting_cycle
        WHERE initiative = $1 AND measure = $2 ORDER BY period DESC";
    FIND = "SELECT id, measure, period, label, opened_at, due, locked FROM reporting_cycle
        WHERE initiative = $1 AND measure = $2 AND period = $3";
    INSERT = "INSERT INTO reporting_cycle (initiative, id, measure, period, label, opened_at, due, locked)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (initiative, measure, period) DO NOTHING";
    /// Whoever adds up a period waits here for whoever was first, and then sees what that one accepted.
    HOLD = "SELECT id FROM reporting_cycle WHERE initiative = $1 AND id = $2 FOR UPDATE";
    ADD_UP = "UPDATE reporting_cycle SET (reported, numerator, denominator, updated) = (
            SELECT count(*), sum(s.numerator), sum(s.denominator), max(s.accepted_at) FROM submission s
            WHERE s.initiative = $1 AND s.cycle = $2 AND s.state = 'accepted')
        WHERE initiative = $1 AND id = $2";
    LOCK = "UPDATE reporting_cycle SET locked = $4 WHERE initiative = $1 AND measure = $2 AND period = $3";
}

store::row!(Cycle { id, measure, period, label, opened_at, due, locked });

pub(crate) async fn all(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Cycle>> {
    Ok(read.rows(&EVERY, &[initiative.into()]).await?)
}

/// The cycles of a measure, latest first.
pub(crate) async fn of_measure(
    read: &mut Read,
    initiative: InitiativeId,
    measure: MeasureId,
) -> Result<Vec<Cycle>> {
    Ok(read.rows(&OF_MEASURE, &[initiative.into(), measure.into()]).await?)
}

pub(crate) async fn find(
    read: &mut Read,
    initiative: InitiativeId,
    measure: MeasureId,
    period: &str,
) -> Result<Option<Cycle>> {
    Ok(read.maybe(&FIND, &[initiative.into(), measure.into(), period.into()]).await?)
}

/// False if that period is open already.
pub(crate) async fn insert(tx: &mut Tx, initiative: InitiativeId, cycle: &Cycle) -> Result<bool> {
    let values = [
        initiative.into(),
        cycle.id.into(),
        cycle.measure.into(),
        cycle.period.as_str().into(),
        cycle.label.as_str().into(),
        cycle.opened_at.into(),
        cycle.due.into(),
        cycle.locked.into(),
    ];
    Ok(tx.run(&INSERT, &values).await? == 1)
}

pub(crate) async fn set_locked(
    tx: &mut Tx,
    initiative: InitiativeId,
    cycle: &Cycle,
    locked: bool,
) -> Result<()> {
    let values = [initiative.into(), cycle.measure.into(), cycle.period.as_str().into(), locked.into()];
    tx.run(&LOCK, &values).await?;
    Ok(())
}

/// Adds up what counts in a period, after something was accepted there.
pub(crate) async fn add_up(tx: &mut Tx, initiative: InitiativeId, cycle: CycleId) -> Result<()> {
    let values = [initiative.into(), cycle.into()];
    let _: (CycleId,) = tx.one(&HOLD, &values).await?;
    tx.run(&ADD_UP, &values).await?;
    Ok(())
}
