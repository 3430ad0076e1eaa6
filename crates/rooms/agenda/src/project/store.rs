use kernel::{InitiativeId, Result};
use store::{Read, Tx};
use uuid::Uuid;

use super::{Project, Standing};

/// The columns of a [`Project`] in its order.
macro_rules! columns {
    () => {
        "id, fund, number, code, title, text, place, cost, author, proposed_by, proposed_at, state, reason, selected, more"
    };
}

store::statements! {
    EVERY = concat!("SELECT ", columns!(), " FROM project WHERE initiative = $1 AND fund = $2 ORDER BY number");
    THESE = concat!("SELECT ", columns!(), " FROM project p WHERE p.initiative = $1 AND p.id = ANY($2)
        AND EXISTS (SELECT 1 FROM fund f WHERE f.initiative = $1 AND f.number = p.fund AND f.published)");
    /// What a fund that was held here gives money to: somebody has to do it.
    FUNDED = concat!("SELECT ", columns!(), " FROM project p WHERE p.initiative = $1
        AND EXISTS (SELECT 1 FROM fund f JOIN allocation_line l
            ON l.initiative = f.initiative AND l.fund = f.number AND l.rule = f.rule AND l.place IS NOT NULL
            WHERE f.initiative = $1 AND f.number = p.fund AND l.project = p.number) ORDER BY title LIMIT 500");
    NUMBERED = concat!("SELECT ", columns!(), " FROM project WHERE initiative = $1 AND fund = $2 AND number = $3");
    LOCKED = concat!("SELECT ", columns!(), " FROM project
        WHERE initiative = $1 AND fund = $2 AND number = $3 FOR UPDATE");
    INSERT = concat!("INSERT INTO project (initiative, ", columns!(), ")
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)");
    UPDATE = "UPDATE project SET title = $3, text = $4, place = $5, cost = $6 WHERE initiative = $1 AND id = $2";
    JUDGE = "UPDATE project SET state = $3, reason = $4 WHERE initiative = $1 AND id = $2";
    WAITING = "SELECT CAST(count(*) AS BIGINT) FROM project WHERE initiative = $1 AND fund = $2 AND state = 'proposed'";
}

store::row!(Project {
    id,
    fund,
    number,
    code,
    title,
    text,
    place,
    cost,
    author,
    proposed_by,
    proposed_at,
    state,
    reason,
    selected,
    more,
});

/// Every project of a fund, as they came.
pub(crate) async fn all(read: &mut Read, initiative: InitiativeId, fund: i64) -> Result<Vec<Project>> {
    Ok(read.rows(&EVERY, &[initiative.into(), fund.into()]).await?)
}

/// Those that people vote on, as they came.
pub(crate) async fn accepted(read: &mut Read, initiative: InitiativeId, fund: i64) -> Result<Vec<Project>> {
    let mut projects = all(read, initiative, fund).await?;
    projects.retain(|project| project.state == Standing::Accepted);
    Ok(projects)
}

pub(crate) async fn these(read: &mut Read, initiative: InitiativeId, ids: &[Uuid]) -> Result<Vec<Project>> {
    Ok(read.rows(&THESE, &[initiative.into(), ids.into()]).await?)
}

/// Those that get money, of funds that were held here, by title.
pub(crate) async fn funded(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Project>> {
    Ok(read.rows(&FUNDED, &[initiative.into()]).await?)
}

pub(crate) async fn numbered(
    read: &mut Read,
    initiative: InitiativeId,
    fund: i64,
    number: i64,
) -> Result<Option<Project>> {
    Ok(read.maybe(&NUMBERED, &[initiative.into(), fund.into(), number.into()]).await?)
}

pub(crate) async fn locked(
    tx: &mut Tx,
    initiative: InitiativeId,
    fund: i64,
    number: i64,
) -> Result<Option<Project>> {
    Ok(tx.maybe(&LOCKED, &[initiative.into(), fund.into(), number.into()]).await?)
}

pub(crate) async fn insert(tx: &mut Tx, initiative: InitiativeId, project: &Project) -> Result<()> {
    let values = [
        initiative.into(),
        project.id.into(),
        project.fund.into(),
        project.number.into(),
        project.code.as_str().into(),
        project.title.as_str().into(),
        project.text.as_str().into(),
        project.place.as_str().into(),
        project.cost.into(),
        project.author.into(),
        project.proposed_by.as_str().into(),
        project.proposed_at.into(),
        project.state.into(),
        project.reason.as_str().into(),
        project.selected.into(),
        project.more.as_str().into(),
    ];
    tx.run(&INSERT, &values).await?;
    Ok(())
}

/// What can be changed before people vote.
pub(crate) async fn update(tx: &mut Tx, initiative: InitiativeId, project: &Project) -> Result<()> {
    let values = [
        initiative.into(),
        project.id.into(),
        project.title.as_str().into(),
        project.text.as_str().into(),
        project.place.as_str().into(),
        project.cost.into(),
    ];
    tx.run(&UPDATE, &values).await?;
    Ok(())
}

pub(crate) async fn judge(
    tx: &mut Tx,
    initiative: InitiativeId,
    project: &Project,
    state: Standing,
    reason: &str,
) -> Result<()> {
    tx.run(&JUDGE, &[initiative.into(), project.id.into(), state.into(), reason.into()]).await?;
    Ok(())
}

/// How many wait to be judged.
pub(crate) async fn waiting(read: &mut Read, initiative: InitiativeId, fund: i64) -> Result<i64> {
    let (waiting,) = read.one(&WAITING, &[initiative.into(), fund.into()]).await?;
    Ok(waiting)
}
