use std::collections::HashMap;

use kernel::{InitiativeId, Result};
use store::{Read, Tx};
use uuid::Uuid;

use super::{Crosswalk, State};
use crate::cycle::CycleId;
use crate::duty::DutyId;

macro_rules! crosswalks {
    ($where:literal) => {
        concat!(
            "SELECT id, number, duty, version, state, fit, local_name, local_definition, stands, numerator, denominator,
            reason, said_by, said_at, judged_by, judged_at, judgement FROM crosswalk WHERE initiative = $1",
            $where
        )
    };
}

store::statements! {
    EVERY = crosswalks!(" ORDER BY number");
    OF_DUTY = crosswalks!(" AND duty = $2 ORDER BY number");
    NUMBERED = crosswalks!(" AND number = $2");
    /// In the order they were said, so that the last of a duty is what holds.
    APPROVED = crosswalks!(" AND duty = ANY($2) AND state = 'approved' ORDER BY number");
    /// How many numbers of a period that count are, as it was approved last, something else than was agreed; by version.
    APART = "SELECT s.version, CAST(count(*) AS BIGINT)
        FROM submission s
        JOIN crosswalk x ON x.initiative = s.initiative AND x.duty = s.duty
        WHERE s.initiative = $1 AND s.cycle = $2 AND s.state = 'accepted'
            AND x.state = 'approved' AND x.fit IN ('proxy', 'not-comparable')
            AND NOT EXISTS (SELECT 1 FROM crosswalk later WHERE later.initiative = x.initiative
                AND later.duty = x.duty AND later.state = 'approved' AND later.number > x.number)
        GROUP BY s.version";
    INSERT = "INSERT INTO crosswalk (initiative, id, number, duty, version, state, fit, local_name, local_definition,
        stands, numerator, denominator, reason, said_by, said_at, judged_by, judged_at, judgement)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)";
    /// What the partner says anew takes the place of what was not approved.
    SUPERSEDE = "UPDATE crosswalk SET state = 'superseded'
        WHERE initiative = $1 AND duty = $2 AND state IN ('said', 'returned')";
    /// Nothing for whoever comes second.
    JUDGE = "UPDATE crosswalk SET state = $3, judged_by = $4, judged_at = $5, judgement = $6
        WHERE initiative = $1 AND id = $2 AND state = 'said'";
}

store::row!(Crosswalk {
    id,
    number,
    duty,
    version,
    state,
    fit,
    local_name,
    local_definition,
    stands,
    numerator,
    denominator,
    reason,
    said_by,
    said_at,
    judged_by,
    judged_at,
    judgement
});

pub(crate) async fn all(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Crosswalk>> {
    Ok(read.rows(&EVERY, &[initiative.into()]).await?)
}

/// All that was said under a duty, in the order it was said.
pub(crate) async fn of_duty(
    read: &mut Read,
    initiative: InitiativeId,
    duty: DutyId,
) -> Result<Vec<Crosswalk>> {
    Ok(read.rows(&OF_DUTY, &[initiative.into(), duty.into()]).await?)
}

pub(crate) async fn numbered(
    read: &mut Read,
    initiative: InitiativeId,
    number: i64,
) -> Result<Option<Crosswalk>> {
    Ok(read.maybe(&NUMBERED, &[initiative.into(), number.into()]).await?)
}

/// What holds for each of these duties: the way a partner's file is read.
pub(crate) async fn in_force(
    read: &mut Read,
    initiative: InitiativeId,
    duties: &[DutyId],
) -> Result<HashMap<DutyId, Crosswalk>> {
    let ids: Vec<Uuid> = duties.iter().map(|duty| duty.0).collect();
    let approved: Vec<Crosswalk> = read.rows(&APPROVED, &[initiative.into(), ids.as_slice().into()]).await?;
    Ok(approved.into_iter().map(|one| (one.duty, one)).collect())
}

/// How many numbers of a period that count stand in for what was agreed or cannot be compared, by the version they follow.
pub(crate) async fn apart_in(
    read: &mut Read,
    initiative: InitiativeId,
    cycle: CycleId,
) -> Result<Vec<(i64, i64)>> {
    Ok(read.rows(&APART, &[initiative.into(), cycle.into()]).await?)
}

/// Writes what a partner says in place of what was not approved yet.
pub(crate) async fn say(tx: &mut Tx, initiative: InitiativeId, one: &Crosswalk) -> Result<()> {
    tx.run(&SUPERSEDE, &[initiative.into(), one.duty.into()]).await?;
    let values = [
        initiative.into(),
        one.id.into(),
        one.number.into(),
        one.duty.into(),
        one.version.into(),
        one.state.into(),
        one.fit.into(),
        one.local_name.as_str().into(),
        one.local_definition.as_str().into(),
        one.stands.as_str().into(),
        one.numerator.as_str().into(),
        one.denominator.as_str().into(),
        one.reason.as_str().into(),
        one.said_by.as_str().into(),
        one.said_at.into(),
        one.judged_by.as_str().into(),
        one.judged_at.into(),
        one.judgement.as_str().into(),
    ];
    tx.run(&INSERT, &values).await?;
    Ok(())
}

/// False if it was judged already, or said anew.
pub(crate) async fn judge(
    tx: &mut Tx,
    initiative: InitiativeId,
    one: &Crosswalk,
    state: State,
    (by, at, note): (&str, jiff::Timestamp, &str),
) -> Result<bool> {
    let values = [initiative.into(), one.id.into(), state.into(), by.into(), at.into(), note.into()];
    Ok(tx.run(&JUDGE, &values).await? == 1)
}
