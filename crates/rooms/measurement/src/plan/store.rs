use kernel::{InitiativeId, Result};
use store::{Read, Tx};
use uuid::Uuid;

use super::PlanLine;
use crate::turn::TurnId;

/// The columns of a [`PlanLine`] in its order.
macro_rules! columns {
    () => {
        "id, number, turn, option_id, what, who, due, early, aside, added_by, added_at, version"
    };
}

store::statements! {
    THESE = concat!("SELECT ", columns!(), " FROM plan_line WHERE initiative = $1 AND id = ANY($2)");
    NUMBERED = concat!("SELECT ", columns!(), " FROM plan_line WHERE initiative = $1 AND number = $2");
    LOCK = concat!("SELECT ", columns!(), " FROM plan_line WHERE initiative = $1 AND number = $2 FOR UPDATE");
    OF_TURN = concat!("SELECT ", columns!(), " FROM plan_line WHERE initiative = $1 AND turn = $2 ORDER BY due, number");
    CHOICES = concat!("SELECT ", columns!(), " FROM plan_line WHERE initiative = $1 AND NOT aside
        ORDER BY due DESC, number LIMIT 300");
    EVERY = concat!("SELECT ", columns!(), " FROM plan_line WHERE initiative = $1 ORDER BY number");
    INSERT = concat!("INSERT INTO plan_line (initiative, ", columns!(), ")
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)");
    UPDATE = "UPDATE plan_line SET option_id = $3, what = $4, who = $5, due = $6, early = $7, aside = $8, version = $9
        WHERE initiative = $1 AND id = $2";
}

store::row!(PlanLine { id, number, turn, option, what, who, due, early, aside, added_by, added_at, version });

pub(crate) async fn these(read: &mut Read, initiative: InitiativeId, ids: &[Uuid]) -> Result<Vec<PlanLine>> {
    Ok(read.rows(&THESE, &[initiative.into(), ids.into()]).await?)
}

pub(crate) async fn numbered(
    read: &mut Read,
    initiative: InitiativeId,
    number: i64,
) -> Result<Option<PlanLine>> {
    Ok(read.maybe(&NUMBERED, &[initiative.into(), number.into()]).await?)
}

/// The same, locked until the act is over.
pub(crate) async fn lock(tx: &mut Tx, initiative: InitiativeId, number: i64) -> Result<Option<PlanLine>> {
    Ok(tx.maybe(&LOCK, &[initiative.into(), number.into()]).await?)
}

/// The lines of a session's plan, by their day.
pub(crate) async fn of_turn(
    read: &mut Read,
    initiative: InitiativeId,
    turn: TurnId,
) -> Result<Vec<PlanLine>> {
    Ok(read.rows(&OF_TURN, &[initiative.into(), turn.into()]).await?)
}

/// Those that can be chosen in another room, the latest first.
pub(crate) async fn choices(read: &mut Read, initiative: InitiativeId) -> Result<Vec<PlanLine>> {
    Ok(read.rows(&CHOICES, &[initiative.into()]).await?)
}

pub(crate) async fn all(read: &mut Read, initiative: InitiativeId) -> Result<Vec<PlanLine>> {
    Ok(read.rows(&EVERY, &[initiative.into()]).await?)
}

pub(crate) async fn insert(tx: &mut Tx, initiative: InitiativeId, line: &PlanLine) -> Result<()> {
    let values = [
        initiative.into(),
        line.id.into(),
        line.number.into(),
        line.turn.into(),
        line.option.into(),
        line.what.as_str().into(),
        line.who.as_str().into(),
        line.due.into(),
        line.early.into(),
        line.aside.into(),
        line.added_by.as_str().into(),
        line.added_at.into(),
        line.version.into(),
    ];
    tx.run(&INSERT, &values).await?;
    Ok(())
}

pub(crate) async fn update(tx: &mut Tx, initiative: InitiativeId, line: &PlanLine) -> Result<()> {
    let values = [
        initiative.into(),
        line.id.into(),
        line.option.into(),
        line.what.as_str().into(),
        line.who.as_str().into(),
        line.due.into(),
        line.early.into(),
        line.aside.into(),
        line.version.into(),
    ];
    tx.run(&UPDATE, &values).await?;
    Ok(())
}
