use kernel::{InitiativeId, Result};
use store::{FromRow, Part, Read, Row, Tx};
use uuid::Uuid;

use super::{Group, GroupId, Seated, WorkingGroup};

store::statements! {
    GROUPS = "SELECT id, number, name FROM working_group WHERE initiative = $1 ORDER BY name, number";
    GROUP = "SELECT id, number, name FROM working_group WHERE initiative = $1 AND id = $2";
    EVERY = "SELECT id, number, name, kind, purpose, created_at FROM working_group
        WHERE initiative = $1 ORDER BY number";
    THESE = "SELECT id, number, name, kind, purpose, created_at FROM working_group
        WHERE initiative = $1 AND id = ANY($2)";
    /// A part of them, each with how many seats it has and how many of these are vacant.
    PART = "SELECT g.id, g.number, g.name, g.kind, g.purpose, g.created_at,
            (SELECT CAST(count(*) AS BIGINT) FROM seat s WHERE s.initiative = $1 AND s.group_id = g.id),
            (SELECT CAST(count(*) AS BIGINT) FROM seat s
                WHERE s.initiative = $1 AND s.group_id = g.id AND s.person IS NULL)
        FROM working_group g WHERE g.initiative = $1 ORDER BY g.number LIMIT $2 OFFSET $3";
    COUNTS = "SELECT
        (SELECT CAST(count(*) AS BIGINT) FROM working_group WHERE initiative = $1),
        (SELECT CAST(count(*) AS BIGINT) FROM seat WHERE initiative = $1 AND person IS NULL)";
    FIND_NUMBER = "SELECT id, number, name, kind, purpose, created_at FROM working_group
        WHERE initiative = $1 AND number = $2";
    INSERT = "INSERT INTO working_group (initiative, id, number, name, kind, purpose, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
}

store::row!(Group { id, number, name });
store::row!(WorkingGroup { id, number, name, kind, purpose, created_at });

impl FromRow for Seated {
    fn from_row(row: &mut Row) -> store::Result<Self> {
        Ok(Self { group: WorkingGroup::from_row(row)?, seats: row.take()?, vacant: row.take()? })
    }
}

pub(crate) async fn groups(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Group>> {
    Ok(read.rows(&GROUPS, &[initiative.into()]).await?)
}

pub(crate) async fn group(read: &mut Read, initiative: InitiativeId, id: GroupId) -> Result<Option<Group>> {
    Ok(read.maybe(&GROUP, &[initiative.into(), id.into()]).await?)
}

pub(crate) async fn all(read: &mut Read, initiative: InitiativeId) -> Result<Vec<WorkingGroup>> {
    Ok(read.rows(&EVERY, &[initiative.into()]).await?)
}

/// A part of them by number.
pub(crate) async fn part(read: &mut Read, initiative: InitiativeId, part: Part) -> Result<Vec<Seated>> {
    Ok(read.rows(&PART, &[initiative.into(), part.size.into(), part.skip.into()]).await?)
}

/// How many groups there are, and how many vacant seats in all of them.
pub(crate) async fn counts(read: &mut Read, initiative: InitiativeId) -> Result<(i64, i64)> {
    Ok(read.one(&COUNTS, &[initiative.into()]).await?)
}

pub(crate) async fn find(
    read: &mut Read,
    initiative: InitiativeId,
    id: GroupId,
) -> Result<Option<WorkingGroup>> {
    Ok(these(read, initiative, &[id.0]).await?.pop())
}

pub(crate) async fn these(
    read: &mut Read,
    initiative: InitiativeId,
    ids: &[Uuid],
) -> Result<Vec<WorkingGroup>> {
    Ok(read.rows(&THESE, &[initiative.into(), ids.into()]).await?)
}

pub(crate) async fn numbered(
    read: &mut Read,
    initiative: InitiativeId,
    number: i64,
) -> Result<Option<WorkingGroup>> {
    Ok(read.maybe(&FIND_NUMBER, &[initiative.into(), number.into()]).await?)
}

pub(crate) async fn insert(tx: &mut Tx, initiative: InitiativeId, group: &WorkingGroup) -> Result<()> {
    let values = [
        initiative.into(),
        group.id.into(),
        group.number.into(),
        group.name.as_str().into(),
        group.kind.as_str().into(),
        group.purpose.as_str().into(),
        group.created_at.into(),
    ];
    tx.run(&INSERT, &values).await?;
    Ok(())
}
