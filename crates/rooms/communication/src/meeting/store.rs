use kernel::{InitiativeId, Result};
use people::GroupId;
use store::{Read, Tx};
use uuid::Uuid;

use super::{Attended, Item, Meeting, MeetingId};

/// The columns of a [`Meeting`] in its order.
macro_rules! columns {
    () => {
        "id, number, group_id, title, purpose, starts_at, minutes, place, link, state, notes, recap, recap_by, \
         recap_at, planned_at, version"
    };
}

store::statements! {
    THESE = concat!("SELECT ", columns!(), " FROM meeting WHERE initiative = $1 AND id = ANY($2)");
    LOCK = concat!("SELECT ", columns!(), " FROM meeting WHERE initiative = $1 AND id = $2 FOR UPDATE");
    NUMBERED = concat!("SELECT ", columns!(), " FROM meeting WHERE initiative = $1 AND number = $2");
    EVERY = concat!("SELECT ", columns!(), " FROM meeting WHERE initiative = $1 ORDER BY number");
    COMING = concat!("SELECT ", columns!(), " FROM meeting WHERE initiative = $1
        AND state IN ('planned', 'open') ORDER BY starts_at LIMIT 100");
    PAST = concat!("SELECT ", columns!(), " FROM meeting WHERE initiative = $1 AND state = 'closed'
        ORDER BY starts_at DESC LIMIT 50");
    /// Those of a group that are still to be held or go on.
    AHEAD = concat!("SELECT ", columns!(), " FROM meeting WHERE initiative = $1 AND group_id = $2
        AND state IN ('planned', 'open') ORDER BY starts_at LIMIT $3");
    /// Those of a group before a time, the latest first.
    FORMER = concat!("SELECT ", columns!(), " FROM meeting WHERE initiative = $1 AND group_id = $2
        AND starts_at < $3 ORDER BY starts_at DESC LIMIT $4");
    /// Over, and the group not told yet.
    UNTOLD = concat!("SELECT ", columns!(), " FROM meeting WHERE initiative = $1 AND state = 'closed'
        AND recap_at IS NULL ORDER BY starts_at LIMIT 10");
    INSERT = concat!("INSERT INTO meeting (initiative, ", columns!(), ")
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)");
    SAVE = "UPDATE meeting SET state = $3, notes = $4, recap = $5, recap_by = $6, recap_at = $7, version = $8
        WHERE initiative = $1 AND id = $2";
    ITEMS = "SELECT id, meeting, purpose, minutes, text FROM meeting_item
        WHERE initiative = $1 AND meeting = $2 ORDER BY id";
    EVERY_ITEM = "SELECT id, meeting, purpose, minutes, text FROM meeting_item
        WHERE initiative = $1 ORDER BY meeting, id";
    INSERT_ITEM = "INSERT INTO meeting_item (initiative, id, meeting, purpose, minutes, text)
        VALUES ($1, $2, $3, $4, $5, $6)";
    ATTENDED = "SELECT meeting, seat, name, constituency, presence FROM meeting_seat
        WHERE initiative = $1 AND meeting = $2 ORDER BY name, seat";
    EVERY_ATTENDED = "SELECT meeting, seat, name, constituency, presence FROM meeting_seat
        WHERE initiative = $1 ORDER BY meeting, name, seat";
    PUT_ATTENDED = "INSERT INTO meeting_seat (initiative, meeting, seat, name, constituency, presence)
        VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (initiative, meeting, seat) DO UPDATE SET name = excluded.name,
        constituency = excluded.constituency, presence = excluded.presence";
}

store::row!(Meeting {
    id,
    number,
    group,
    title,
    purpose,
    starts_at,
    minutes,
    place,
    link,
    state,
    notes,
    recap,
    recap_by,
    recap_at,
    planned_at,
    version,
});
store::row!(Item { id, meeting, purpose, minutes, text });
store::row!(Attended { meeting, seat, name, constituency, presence });

pub(crate) async fn these(read: &mut Read, initiative: InitiativeId, ids: &[Uuid]) -> Result<Vec<Meeting>> {
    Ok(read.rows(&THESE, &[initiative.into(), ids.into()]).await?)
}

/// The same, locked until the act is over.
pub(crate) async fn lock(tx: &mut Tx, initiative: InitiativeId, id: MeetingId) -> Result<Option<Meeting>> {
    Ok(tx.maybe(&LOCK, &[initiative.into(), id.into()]).await?)
}

pub(crate) async fn numbered(
    read: &mut Read,
    initiative: InitiativeId,
    number: i64,
) -> Result<Option<Meeting>> {
    Ok(read.maybe(&NUMBERED, &[initiative.into(), number.into()]).await?)
}

pub(crate) async fn all(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Meeting>> {
    Ok(read.rows(&EVERY, &[initiative.into()]).await?)
}

/// Those that are still to be held or go on, the nearest first.
pub(crate) async fn coming(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Meeting>> {
    Ok(read.rows(&COMING, &[initiative.into()]).await?)
}

/// Those that are over, the latest first.
pub(crate) async fn past(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Meeting>> {
    Ok(read.rows(&PAST, &[initiative.into()]).await?)
}

pub(crate) async fn ahead(
    read: &mut Read,
    initiative: InitiativeId,
    group: GroupId,
    at_most: i64,
) -> Result<Vec<Meeting>> {
    Ok(read.rows(&AHEAD, &[initiative.into(), group.into(), at_most.into()]).await?)
}

/// The group's meetings before this one, the latest first.
pub(crate) async fn former(
    read: &mut Read,
    initiative: InitiativeId,
    meeting: &Meeting,
    at_most: i64,
) -> Result<Vec<Meeting>> {
    let values = [initiative.into(), meeting.group.into(), meeting.starts_at.into(), at_most.into()];
    Ok(read.rows(&FORMER, &values).await?)
}

pub(crate) async fn untold(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Meeting>> {
    Ok(read.rows(&UNTOLD, &[initiative.into()]).await?)
}

pub(crate) async fn insert(tx: &mut Tx, initiative: InitiativeId, meeting: &Meeting) -> Result<()> {
    let values = [
        initiative.into(),
        meeting.id.into(),
        meeting.number.into(),
        meeting.group.into(),
        meeting.title.as_str().into(),
        meeting.purpose.as_str().into(),
        meeting.starts_at.into(),
        meeting.minutes.into(),
        meeting.place.as_str().into(),
        meeting.link.as_str().into(),
        meeting.state.into(),
        meeting.notes.as_str().into(),
        meeting.recap.as_deref().into(),
        meeting.recap_by.as_deref().into(),
        meeting.recap_at.into(),
        meeting.planned_at.into(),
        meeting.version.into(),
    ];
    tx.run(&INSERT, &values).await?;
    Ok(())
}

/// Writes what changes after planning.
pub(crate) async fn save(tx: &mut Tx, initiative: InitiativeId, meeting: &Meeting) -> Result<()> {
    let values = [
        initiative.into(),
        meeting.id.into(),
        meeting.state.into(),
        meeting.notes.as_str().into(),
        meeting.recap.as_deref().into(),
        meeting.recap_by.as_deref().into(),
        meeting.recap_at.into(),
        meeting.version.into(),
    ];
    tx.run(&SAVE, &values).await?;
    Ok(())
}

pub(crate) async fn items(
    read: &mut Read,
    initiative: InitiativeId,
    meeting: MeetingId,
) -> Result<Vec<Item>> {
    Ok(read.rows(&ITEMS, &[initiative.into(), meeting.into()]).await?)
}

pub(crate) async fn all_items(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Item>> {
    Ok(read.rows(&EVERY_ITEM, &[initiative.into()]).await?)
}

pub(crate) async fn insert_item(tx: &mut Tx, initiative: InitiativeId, item: &Item) -> Result<()> {
    let values = [
        initiative.into(),
        item.id.into(),
        item.meeting.into(),
        item.purpose.into(),
        item.minutes.into(),
        item.text.as_str().into(),
    ];
    tx.run(&INSERT_ITEM, &values).await?;
    Ok(())
}

pub(crate) async fn attended(
    read: &mut Read,
    initiative: InitiativeId,
    meeting: MeetingId,
) -> Result<Vec<Attended>> {
    Ok(read.rows(&ATTENDED, &[initiative.into(), meeting.into()]).await?)
}

pub(crate) async fn all_attended(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Attended>> {
    Ok(read.rows(&EVERY_ATTENDED, &[initiative.into()]).await?)
}

pub(crate) async fn put_attended(tx: &mut Tx, initiative: InitiativeId, attended: &Attended) -> Result<()> {
    let values = [
        initiative.into(),
        attended.meeting.into(),
        attended.seat.into(),
        attended.name.as_str().into(),
        attended.constituency.as_str().into(),
        attended.presence.into(),
    ];
    tx.run(&PUT_ATTENDED, &values).await?;
    Ok(())
}
