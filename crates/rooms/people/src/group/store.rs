use kernel::{InitiativeId, Result};
use store::{Read, Tx};
use uuid::Uuid;

use super::{Group, GroupId, WorkingGroup};

store::statements! {
    GROUPS = "SELECT id, number, name FROM working_group WHERE initiative = $1 ORDER BY name, number";
    GROUP = "SELECT id, number, name FROM working_group WHERE initiative = $1 AND id = $2";
    EVERY = "SELECT id, number, name, kind, purpose, created_at FROM working_group
        WHERE initiative = $1 ORDER BY number";
    THESE = "SELECT id, number, name, kind, purpose, created_at FROM working_group
        WHERE initiative = $1 AND id = ANY($2)";
    FIND_NUMBER = "SELECT id, number, name, kind, purpose, created_at FROM working_group
        WHERE initiative = $1 AND number = $2";
    INSERT = "INSERT INTO working_group (initiative, id, number, name, kind, purpose, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
}

store::row!(Group { id, number, name });
store::row!(WorkingGroup { id, number, name, kind, purpose, created_at });

pub(crate) async fn groups(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Group>> {
    Ok(read.rows(&GROUPS, &[initiative.into()]).await?)
}

pub(crate) async fn group(read: &mut Read, initiative: InitiativeId, id: GroupId) -> Result<Option<Group>> {
    Ok(read.maybe(&GROUP, &[initiative.into(), id.into()]).await?)
}

pub(crate) async fn all(read: &mut Read, initiative: InitiativeId) -> Result<Vec<WorkingGroup>> {
    Ok(read.rows(&EVERY, &[initiative.into()]).await?)
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
