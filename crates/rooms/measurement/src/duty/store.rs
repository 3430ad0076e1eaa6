use jiff::Timestamp;
use kernel::{InitiativeId, Result};
use people::PartnershipId;
use store::{Part, Read, Tx};
use uuid::Uuid;

use super::waiver::Waiver;
use super::{Duty, DutyId};
use crate::cycle::CycleId;
use crate::measure::MeasureId;

store::statements! {
    EVERY = "SELECT id, number, measure, partnership, code, since, place, owed_at FROM data_duty
        WHERE initiative = $1 ORDER BY number";
    PART = "SELECT id, number, measure, partnership, code, since, place, owed_at FROM data_duty
        WHERE initiative = $1 ORDER BY number LIMIT $2 OFFSET $3";
    HOW_MANY = "SELECT CAST(count(*) AS BIGINT) FROM data_duty WHERE initiative = $1";
    OF_MEASURE = "SELECT id, number, measure, partnership, code, since, place, owed_at FROM data_duty
        WHERE initiative = $1 AND measure = $2 ORDER BY number";
    THESE = "SELECT id, number, measure, partnership, code, since, place, owed_at FROM data_duty
        WHERE initiative = $1 AND id = ANY($2)";
    NUMBERED = "SELECT id, number, measure, partnership, code, since, place, owed_at FROM data_duty
        WHERE initiative = $1 AND number = $2";
    /// The periods of which a partner has sent nothing yet.
    MISSING = "SELECT d.number, d.measure, c.period, c.label, c.due, c.opened_at FROM data_duty d
        JOIN reporting_cycle c ON c.initiative = d.initiative AND c.measure = d.measure
        WHERE d.initiative = $1 AND d.partnership = $2 AND NOT c.locked AND c.period >= d.since
        AND NOT EXISTS (SELECT 1 FROM submission s WHERE s.initiative = d.initiative AND s.duty = d.id
            AND s.cycle = c.id)
        AND NOT EXISTS (SELECT 1 FROM duty_waiver w WHERE w.initiative = d.initiative AND w.duty = d.id
            AND w.cycle = c.id)
        ORDER BY c.period DESC";
    OF_PARTNER = "SELECT id, number, measure, partnership, code, since, place, owed_at FROM data_duty
        WHERE initiative = $1 AND partnership = $2 ORDER BY number";
    /// False if it is waived already.
    WAIVE = "INSERT INTO duty_waiver (initiative, duty, cycle, reason, waived_by, waived_at)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (initiative, duty, cycle) DO NOTHING";
    LIFT = "DELETE FROM duty_waiver WHERE initiative = $1 AND duty = $2 AND cycle = $3";
    EVERY_WAIVER = "SELECT duty, cycle, reason, waived_by, waived_at FROM duty_waiver WHERE initiative = $1
        ORDER BY waived_at, duty";
    WAIVERS_OF = "SELECT duty, cycle, reason, waived_by, waived_at FROM duty_waiver WHERE initiative = $1
        AND duty = ANY($2)";
    WAIVERS_IN = "SELECT duty, cycle, reason, waived_by, waived_at FROM duty_waiver WHERE initiative = $1
        AND cycle = ANY($2)";
    /// Whoever writes under a duty waits here for whoever was first.
    LOCK = "SELECT number FROM data_duty WHERE initiative = $1 AND id = $2 FOR UPDATE";
    INSERT = "INSERT INTO data_duty (initiative, id, number, measure, partnership, code, since, place, owed_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
}

/// A period that a partner owes and has sent nothing for.
pub(crate) struct Missing {
    /// The duty's number.
    pub(crate) duty: i64,
    pub(crate) measure: MeasureId,
    pub(crate) period: String,
    pub(crate) label: String,
    pub(crate) due: Option<Timestamp>,
    pub(crate) opened_at: Timestamp,
}

store::row!(Missing { duty, measure, period, label, due, opened_at });
store::row!(Duty { id, number, measure, partnership, code, since, place, owed_at });

store::row!(Waiver { duty, cycle, reason, waived_by, waived_at });

pub(crate) async fn all(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Duty>> {
    Ok(read.rows(&EVERY, &[initiative.into()]).await?)
}

/// A part of all duties, in the order they were given, and how many there are.
pub(crate) async fn part(
    read: &mut Read,
    initiative: InitiativeId,
    part: Part,
) -> Result<(Vec<Duty>, usize)> {
    let (count,): (i64,) = read.one(&HOW_MANY, &[initiative.into()]).await?;
    let values = [initiative.into(), part.size.into(), part.skip.into()];
    Ok((read.rows(&PART, &values).await?, count as usize))
}

pub(crate) async fn of_measure(
    read: &mut Read,
    initiative: InitiativeId,
    measure: MeasureId,
) -> Result<Vec<Duty>> {
    Ok(read.rows(&OF_MEASURE, &[initiative.into(), measure.into()]).await?)
}

/// What one partner owes.
pub(crate) async fn of_partner(
    read: &mut Read,
    initiative: InitiativeId,
    partnership: PartnershipId,
) -> Result<Vec<Duty>> {
    Ok(read.rows(&OF_PARTNER, &[initiative.into(), partnership.into()]).await?)
}

/// What a partner owes and has sent nothing for.
pub(crate) async fn missing(
    read: &mut Read,
    initiative: InitiativeId,
    partnership: PartnershipId,
) -> Result<Vec<Missing>> {
    Ok(read.rows(&MISSING, &[initiative.into(), partnership.into()]).await?)
}

pub(crate) async fn find(read: &mut Read, initiative: InitiativeId, id: DutyId) -> Result<Option<Duty>> {
    Ok(these(read, initiative, &[id.0]).await?.pop())
}

pub(crate) async fn these(read: &mut Read, initiative: InitiativeId, ids: &[Uuid]) -> Result<Vec<Duty>> {
    Ok(read.rows(&THESE, &[initiative.into(), ids.into()]).await?)
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
        duty.place.into(),
        duty.owed_at.into(),
    ];
    tx.run(&INSERT, &values).await?;
    Ok(())
}

/// False if it is waived already.
pub(crate) async fn waive(tx: &mut Tx, initiative: InitiativeId, waiver: &Waiver) -> Result<bool> {
    let values = [
        initiative.into(),
        waiver.duty.into(),
        waiver.cycle.into(),
        waiver.reason.as_str().into(),
        waiver.waived_by.as_str().into(),
        waiver.waived_at.into(),
    ];
    Ok(tx.run(&WAIVE, &values).await? == 1)
}

/// False if it is not waived.
pub(crate) async fn lift(
    tx: &mut Tx,
    initiative: InitiativeId,
    duty: DutyId,
    cycle: CycleId,
) -> Result<bool> {
    Ok(tx.run(&LIFT, &[initiative.into(), duty.into(), cycle.into()]).await? == 1)
}

pub(crate) async fn all_waivers(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Waiver>> {
    Ok(read.rows(&EVERY_WAIVER, &[initiative.into()]).await?)
}

/// From which periods some duties are let off.
pub(crate) async fn waivers_of(
    read: &mut Read,
    initiative: InitiativeId,
    duties: &[Uuid],
) -> Result<Vec<Waiver>> {
    Ok(read.rows(&WAIVERS_OF, &[initiative.into(), duties.into()]).await?)
}

/// Who is let off in some cycles.
pub(crate) async fn waivers_in(
    read: &mut Read,
    initiative: InitiativeId,
    cycles: &[Uuid],
) -> Result<Vec<Waiver>> {
    Ok(read.rows(&WAIVERS_IN, &[initiative.into(), cycles.into()]).await?)
}
