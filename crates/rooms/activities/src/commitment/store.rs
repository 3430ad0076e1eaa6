use jiff::Timestamp;
use kernel::{InitiativeId, PersonId, Result};
use people::GroupId;
use store::{Read, Tx};
use uuid::Uuid;

use super::{Commitment, CommitmentId, Standing};

/// The columns of a [`Commitment`] in its order.
macro_rules! columns {
    () => {
        "id, number, text, person, name, partnership, group_id, about, first_due, due, early, state, \
         needs_help, reason, offered_at, reported_at"
    };
}

store::statements! {
    THESE = concat!("SELECT ", columns!(), " FROM commitment WHERE initiative = $1 AND id = ANY($2)");
    LOCK = concat!("SELECT ", columns!(), " FROM commitment WHERE initiative = $1 AND id = $2 FOR UPDATE");
    NUMBERED = concat!("SELECT ", columns!(), " FROM commitment WHERE initiative = $1 AND number = $2");
    EVERY = concat!("SELECT ", columns!(), " FROM commitment WHERE initiative = $1 ORDER BY number");
    LATEST = concat!("SELECT ", columns!(), " FROM commitment
        WHERE initiative = $1 AND number < $2 ORDER BY number DESC LIMIT $3");
    OPEN = concat!("SELECT ", columns!(), " FROM commitment
        WHERE initiative = $1 AND state IN ('accepted', 'renegotiated') ORDER BY due, number LIMIT 500");
    DUE_OF = concat!("SELECT ", columns!(), " FROM commitment
        WHERE initiative = $1 AND person = $2 AND state IN ('accepted', 'renegotiated') AND due <= $3
        ORDER BY due LIMIT 20");
    OFFERED_TO = concat!("SELECT ", columns!(), " FROM commitment
        WHERE initiative = $1 AND group_id = $2 AND state = 'offered' AND person <> $3
        ORDER BY number LIMIT 20");
    KEPT_SINCE = concat!("SELECT ", columns!(), " FROM commitment
        WHERE initiative = $1 AND state IN ('kept', 'kept-late') AND reported_at >= $2
        ORDER BY reported_at DESC LIMIT 5");
    QUIET = "SELECT group_id, CAST(count(*) AS BIGINT), min(due) FROM commitment
        WHERE initiative = $1 AND state IN ('accepted', 'renegotiated') AND NOT needs_help AND due < $2
        GROUP BY group_id ORDER BY group_id";
    STANDINGS = "SELECT group_id, state, first_due, due, early, needs_help FROM commitment
        WHERE initiative = $1";
    INSERT = concat!("INSERT INTO commitment (initiative, ", columns!(), ")
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)");
    UPDATE = "UPDATE commitment SET due = $3, early = $4, state = $5, needs_help = $6, reason = $7,
        reported_at = $8 WHERE initiative = $1 AND id = $2";
}

store::row!(Commitment {
    id,
    number,
    text,
    person,
    name,
    partnership,
    group,
    about,
    first_due,
    due,
    early,
    state,
    needs_help,
    reason,
    offered_at,
    reported_at,
});
store::row!(Standing { group, state, first_due, due, early, needs_help });

pub(crate) async fn find(
    read: &mut Read,
    initiative: InitiativeId,
    id: CommitmentId,
) -> Result<Option<Commitment>> {
    Ok(these(read, initiative, &[id.0]).await?.pop())
}

pub(crate) async fn these(
    read: &mut Read,
    initiative: InitiativeId,
    ids: &[Uuid],
) -> Result<Vec<Commitment>> {
    Ok(read.rows(&THESE, &[initiative.into(), ids.into()]).await?)
}

/// The same, locked until the act is over.
pub(crate) async fn lock(
    tx: &mut Tx,
    initiative: InitiativeId,
    id: CommitmentId,
) -> Result<Option<Commitment>> {
    Ok(tx.maybe(&LOCK, &[initiative.into(), id.into()]).await?)
}

pub(crate) async fn numbered(
    read: &mut Read,
    initiative: InitiativeId,
    number: i64,
) -> Result<Option<Commitment>> {
    Ok(read.maybe(&NUMBERED, &[initiative.into(), number.into()]).await?)
}

pub(crate) async fn all(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Commitment>> {
    Ok(read.rows(&EVERY, &[initiative.into()]).await?)
}

pub(crate) async fn latest(
    read: &mut Read,
    initiative: InitiativeId,
    before: i64,
    at_most: i64,
) -> Result<Vec<Commitment>> {
    Ok(read.rows(&LATEST, &[initiative.into(), before.into(), at_most.into()]).await?)
}

/// What still has to be done, by its day.
pub(crate) async fn open(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Commitment>> {
    Ok(read.rows(&OPEN, &[initiative.into()]).await?)
}

/// What `person` still has to do by `until`.
pub(crate) async fn due_of(
    read: &mut Read,
    initiative: InitiativeId,
    person: PersonId,
    until: Timestamp,
) -> Result<Vec<Commitment>> {
    Ok(read.rows(&DUE_OF, &[initiative.into(), person.into(), until.into()]).await?)
}

/// What was offered to `group` by somebody else than `person`.
pub(crate) async fn offered_to(
    read: &mut Read,
    initiative: InitiativeId,
    group: GroupId,
    person: PersonId,
) -> Result<Vec<Commitment>> {
    Ok(read.rows(&OFFERED_TO, &[initiative.into(), group.into(), person.into()]).await?)
}

pub(crate) async fn kept_since(
    read: &mut Read,
    initiative: InitiativeId,
    since: Timestamp,
) -> Result<Vec<Commitment>> {
    Ok(read.rows(&KEPT_SINCE, &[initiative.into(), since.into()]).await?)
}

/// By group: how many were due before `before` without a word, and the earliest of those days.
pub(crate) async fn quiet(
    read: &mut Read,
    initiative: InitiativeId,
    before: Timestamp,
) -> Result<Vec<(GroupId, i64, Timestamp)>> {
    Ok(read.rows(&QUIET, &[initiative.into(), before.into()]).await?)
}

pub(crate) async fn standings(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Standing>> {
    Ok(read.rows(&STANDINGS, &[initiative.into()]).await?)
}

pub(crate) async fn insert(tx: &mut Tx, initiative: InitiativeId, one: &Commitment) -> Result<()> {
    tx.run(
        &INSERT,
        &[
            initiative.into(),
            one.id.into(),
            one.number.into(),
            one.text.as_str().into(),
            one.person.into(),
            one.name.as_str().into(),
            one.partnership.into(),
            one.group.into(),
            one.about.as_deref().into(),
            one.first_due.into(),
            one.due.into(),
            one.early.into(),
            one.state.into(),
            one.needs_help.into(),
            one.reason.as_str().into(),
            one.offered_at.into(),
            one.reported_at.into(),
        ],
    )
    .await?;
    Ok(())
}

pub(crate) async fn update(tx: &mut Tx, initiative: InitiativeId, one: &Commitment) -> Result<()> {
    tx.run(
        &UPDATE,
        &[
            initiative.into(),
            one.id.into(),
            one.due.into(),
            one.early.into(),
            one.state.into(),
            one.needs_help.into(),
            one.reason.as_str().into(),
            one.reported_at.into(),
        ],
    )
    .await?;
    Ok(())
}
