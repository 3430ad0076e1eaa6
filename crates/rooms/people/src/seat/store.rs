use jiff::Timestamp;
use kernel::{InitiativeId, PersonId, Result};
use store::{Read, Tx};
use uuid::Uuid;

use super::{Seat, SeatId};
use crate::group::GroupId;

store::statements! {
    OF_GROUP = "SELECT s.id, s.group_id, s.person, COALESCE(p.name, ''), s.constituency, s.role, s.votes
        FROM seat s LEFT JOIN person p ON p.id = s.person
        WHERE s.initiative = $1 AND s.group_id = $2 ORDER BY s.created_at, s.id";
    OF_PERSON = "SELECT s.id, s.group_id, s.person, p.name, s.constituency, s.role, s.votes
        FROM seat s JOIN person p ON p.id = s.person
        WHERE s.initiative = $1 AND s.group_id = $2 AND s.person = $3 ORDER BY s.votes DESC, s.created_at";
    EVERY = "SELECT s.id, s.group_id, s.person, COALESCE(p.name, ''), s.constituency, s.role, s.votes
        FROM seat s LEFT JOIN person p ON p.id = s.person
        WHERE s.initiative = $1 ORDER BY s.created_at, s.id";
    THESE = "SELECT s.id, s.group_id, s.person, COALESCE(p.name, ''), s.constituency, s.role, s.votes
        FROM seat s LEFT JOIN person p ON p.id = s.person WHERE s.initiative = $1 AND s.id = ANY($2)";
    INSERT = "INSERT INTO seat (initiative, id, group_id, person, constituency, role, votes, since, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    /// Only a vacant one: two who are put in at once do not both sit there.
    FILL = "UPDATE seat SET person = $3, since = $4 WHERE initiative = $1 AND id = $2 AND person IS NULL";
    VACATE = "UPDATE seat SET person = NULL, since = NULL WHERE initiative = $1 AND id = $2 AND person IS NOT NULL";
    VOTING = "SELECT CAST(count(*) AS BIGINT) FROM seat WHERE person = $2 AND initiative = $1 AND votes";
}

store::row!(Seat { id, group, person, name, constituency, role, votes });

pub(crate) async fn of_group(read: &mut Read, initiative: InitiativeId, group: GroupId) -> Result<Vec<Seat>> {
    Ok(read.rows(&OF_GROUP, &[initiative.into(), group.into()]).await?)
}

pub(crate) async fn of_person(
    read: &mut Read,
    initiative: InitiativeId,
    group: GroupId,
    person: PersonId,
) -> Result<Option<Seat>> {
    Ok(read.maybe(&OF_PERSON, &[initiative.into(), group.into(), person.into()]).await?)
}

pub(crate) async fn all(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Seat>> {
    Ok(read.rows(&EVERY, &[initiative.into()]).await?)
}

pub(crate) async fn find(read: &mut Read, initiative: InitiativeId, id: SeatId) -> Result<Option<Seat>> {
    Ok(these(read, initiative, &[id.0]).await?.pop())
}

pub(crate) async fn these(read: &mut Read, initiative: InitiativeId, ids: &[Uuid]) -> Result<Vec<Seat>> {
    Ok(read.rows(&THESE, &[initiative.into(), ids.into()]).await?)
}

pub(crate) async fn insert(tx: &mut Tx, initiative: InitiativeId, seat: &Seat, at: Timestamp) -> Result<()> {
    let values = [
        initiative.into(),
        seat.id.into(),
        seat.group.into(),
        seat.person.into(),
        seat.constituency.as_str().into(),
        seat.role.as_str().into(),
        seat.votes.into(),
        seat.person.map(|_| at).into(),
        at.into(),
    ];
    tx.run(&INSERT, &values).await?;
    Ok(())
}

/// False if somebody sits there.
pub(crate) async fn fill(
    tx: &mut Tx,
    initiative: InitiativeId,
    id: SeatId,
    person: PersonId,
    at: Timestamp,
) -> Result<bool> {
    Ok(tx.run(&FILL, &[initiative.into(), id.into(), person.into(), at.into()]).await? == 1)
}

/// False if nobody sits there.
pub(crate) async fn vacate(tx: &mut Tx, initiative: InitiativeId, id: SeatId) -> Result<bool> {
    Ok(tx.run(&VACATE, &[initiative.into(), id.into()]).await? == 1)
}

/// Whether the person holds a seat that votes, in any group.
pub(crate) async fn holds_a_vote(
    read: &mut Read,
    initiative: InitiativeId,
    person: PersonId,
) -> Result<bool> {
    let (seats,): (i64,) = read.one(&VOTING, &[initiative.into(), person.into()]).await?;
    Ok(seats > 0)
}
