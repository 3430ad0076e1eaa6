use kernel::{InitiativeId, Result};
use store::{Read, Tx, Value};

use super::Target;
use crate::measure::MeasureId;

store::statements! {
    EVERY = "SELECT measure, period, value, basis, agreed_by, set_by, set_at FROM measure_target
        WHERE initiative = $1 ORDER BY measure, period";
    OF_MEASURE = "SELECT measure, period, value, basis, agreed_by, set_by, set_at FROM measure_target
        WHERE initiative = $1 AND measure = $2 ORDER BY period";
    EVERY_FORMER = "SELECT measure, period, value, basis, agreed_by, set_by, set_at FROM former_target
        WHERE initiative = $1 ORDER BY measure, period, set_at";
    FORMER = "SELECT measure, period, value, basis, agreed_by, set_by, set_at FROM former_target
        WHERE initiative = $1 AND measure = $2 ORDER BY set_at DESC, period";
    /// What stood before is kept.
    KEEP = "INSERT INTO former_target (initiative, measure, period, value, basis, agreed_by, set_by, set_at)
        SELECT initiative, measure, period, value, basis, agreed_by, set_by, set_at FROM measure_target
        WHERE initiative = $1 AND measure = $2 AND period = $3
        ON CONFLICT (initiative, measure, period, set_at) DO NOTHING";
    SET = "INSERT INTO measure_target (initiative, measure, period, value, basis, agreed_by, set_by, set_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (initiative, measure, period)
        DO UPDATE SET value = excluded.value, basis = excluded.basis, agreed_by = excluded.agreed_by,
        set_by = excluded.set_by, set_at = excluded.set_at";
}

store::row!(Target { measure, period, value, basis, agreed_by, set_by, set_at });

pub(crate) async fn all(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Target>> {
    Ok(read.rows(&EVERY, &[initiative.into()]).await?)
}

/// The targets of a measure, in order of time.
pub(crate) async fn of_measure(
    read: &mut Read,
    initiative: InitiativeId,
    measure: MeasureId,
) -> Result<Vec<Target>> {
    Ok(read.rows(&OF_MEASURE, &[initiative.into(), measure.into()]).await?)
}

/// What targets of every measure were before they were set again.
pub(crate) async fn every_former(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Target>> {
    Ok(read.rows(&EVERY_FORMER, &[initiative.into()]).await?)
}

/// What the targets of a measure were before they were set again, latest first.
pub(crate) async fn former(
    read: &mut Read,
    initiative: InitiativeId,
    measure: MeasureId,
) -> Result<Vec<Target>> {
    Ok(read.rows(&FORMER, &[initiative.into(), measure.into()]).await?)
}

pub(crate) async fn set(tx: &mut Tx, initiative: InitiativeId, target: &Target) -> Result<()> {
    let place: [Value; 3] = [initiative.into(), target.measure.into(), target.period.as_str().into()];
    tx.run(&KEEP, &place).await?;
    let values = [
        initiative.into(),
        target.measure.into(),
        target.period.as_str().into(),
        target.value.into(),
        target.basis.as_str().into(),
        target.agreed_by.as_str().into(),
        target.set_by.as_str().into(),
        target.set_at.into(),
    ];
    tx.run(&SET, &values).await?;
    Ok(())
}
