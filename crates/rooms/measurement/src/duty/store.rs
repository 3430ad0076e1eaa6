use kernel::{InitiativeId, Result};
use people::PartnershipId;
use store::{Read, Tx};

use super::{Duty, DutyId};
use crate::measure::MeasureId;

store::statements! {
    EVERY = "SELECT id, number, measure, partnership, code, since, owed_at FROM data_duty
        WHERE initiative = $1 ORDER BY number";
    OF_MEASURE = "SELECT id, number, measure, partnership, code, since, owed_at FROM data_duty
        WHERE initiative = $1 AND measure = $2 ORDER BY number";
    OF_PARTNER = "SELECT id, number, measure, partnership, code, since, owed_at FROM data_duty
        WHERE initiative = $1 AND partnership = $2 ORDER BY number";
    FIND = "SELECT id, number, measure, partnership, code, since, owed_at FROM data_duty
        WHERE initiative = $1 AND id = $2";
    NUMBERED = "SELECT id, number, measure, partnership, code, since, owed_at FROM data_duty
        WHERE initiative = $1 AND number = $2";
    /// Whoever writes under a duty waits here for whoever was first.
    LOCK = "SELECT number FROM data_duty WHERE initiative = $1 AND id = $2 FOR UPDATE";
    INSERT = "INSERT INTO data_duty (initiative, id, number, measure, partnership, code, since, owed_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
}

store::row!(Duty { id, number, measure, partnership, code, since, owed_at });

pub(crate) async fn all(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Duty>> {
    Ok(read.rows(&EVERY, &[initiative.into()]).await?)
}

pub(crate) async fn of_measure(
    read: &mut Read,
    initiative: InitiativeId,
    measure: MeasureId,
) -> Result<Vec<Duty>> {
    Ok(read.rows(&OF_MEASURE, &[initiative.into(), measure.into()]).await?)
}

pub(crate) async fn of_partner(
    read: &mut Read,
    initiative: InitiativeId,
    partnership: PartnershipId,
) -> Result<Vec<Duty>> {
    Ok(read.rows(&OF_PARTNER, &[initiative.into(), partnership.into()]).await?)
}

pub(crate) async fn find(read: &mut Read, initiative: InitiativeId, id: DutyId) -> Result<Option<Duty>> {
    Ok(read.maybe(&FIND, &[initiative.into(), id.into()]).await?)
}

pub(crate) async fn numbered(read: &mut Read, initiative: InitiativeId, number: i64) -> Result<Option<Duty>> {
    Ok(read.maybe(&NUMBERED, &[initiative.into(), number.into()]).await?)
}

/// Keeps others from writing under a duty until the transaction is over.
pub(crate) async fn lock(tx: &mut Tx, initiative: InitiativeId, id: DutyId) -> Result<()> {
    let _: (i64,) = tx.one(&LOCK, &[initiative.into(), id.into()]).await?;
    Ok(())
}

pub(crate) async fn insert(tx: &mut Tx, initiative: InitiativeId, duty: &Duty) -> Result<()> {
    let values = [
        initiative.into(),
        duty.id.into(),
        duty.number.into(),
        duty.measure.into(),
        duty.partnership.into(),
        duty.code.as_str().into(),
        duty.since.as_str().into(),
        duty.owed_at.into(),
    ];
    tx.run(&INSERT, &values).await?;
    Ok(())
}
