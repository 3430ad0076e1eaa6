use kernel::{InitiativeId, PersonId, Result};
use store::{Read, Tx};
use uuid::Uuid;

use super::{Offered, Said, Suit, TimePoll, TimePollId};

/// The columns of a [`TimePoll`] in its order.
macro_rules! columns {
    () => {
        "id, number, group_id, title, purpose, minutes, place, link, asked_by, asked_at, chosen, meeting"
    };
}

store::statements! {
    THESE = concat!("SELECT ", columns!(), " FROM time_poll WHERE initiative = $1 AND id = ANY($2)");
    EVERY = concat!("SELECT ", columns!(), " FROM time_poll WHERE initiative = $1 ORDER BY number");
    OPEN = concat!("SELECT ", columns!(), " FROM time_poll WHERE initiative = $1 AND meeting IS NULL
        ORDER BY number LIMIT 100");
    NUMBERED = concat!("SELECT ", columns!(), " FROM time_poll WHERE initiative = $1 AND number = $2");
    LOCK = concat!("SELECT ", columns!(), " FROM time_poll WHERE initiative = $1 AND number = $2 FOR UPDATE");
    INSERT = concat!("INSERT INTO time_poll (initiative, ", columns!(), ")
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)");
    TAKE = "UPDATE time_poll SET chosen = $3, meeting = $4 WHERE initiative = $1 AND id = $2";
    TIMES = "SELECT number, starts_at FROM time_offered WHERE initiative = $1 AND poll = $2 ORDER BY number";
    OFFER = "INSERT INTO time_offered (initiative, poll, number, starts_at) VALUES ($1, $2, $3, $4)";
    SAID = "SELECT number, person, name, suits FROM time_answer
        WHERE initiative = $1 AND poll = $2 ORDER BY name, person, number";
    FORGET = "DELETE FROM time_answer WHERE initiative = $1 AND poll = $2 AND person = $3";
    SAY = "INSERT INTO time_answer (initiative, poll, number, person, name, suits) VALUES ($1, $2, $3, $4, $5, $6)";
}

store::row!(TimePoll {
    id,
    number,
    group,
    title,
    purpose,
    minutes,
    place,
    link,
    asked_by,
    asked_at,
    chosen,
    meeting,
});
store::row!(Offered { number, starts_at });
store::row!(Said { number, person, name, suits });

pub(crate) async fn these(read: &mut Read, initiative: InitiativeId, ids: &[Uuid]) -> Result<Vec<TimePoll>> {
    Ok(read.rows(&THESE, &[initiative.into(), ids.into()]).await?)
}

pub(crate) async fn all(read: &mut Read, initiative: InitiativeId) -> Result<Vec<TimePoll>> {
    Ok(read.rows(&EVERY, &[initiative.into()]).await?)
}

/// Those of which no time was taken yet.
pub(crate) async fn open(read: &mut Read, initiative: InitiativeId) -> Result<Vec<TimePoll>> {
    Ok(read.rows(&OPEN, &[initiative.into()]).await?)
}

pub(crate) async fn numbered(
    read: &mut Read,
    initiative: InitiativeId,
    number: i64,
) -> Result<Option<TimePoll>> {
    Ok(read.maybe(&NUMBERED, &[initiative.into(), number.into()]).await?)
}

/// The same, locked until the act is over.
pub(crate) async fn lock(tx: &mut Tx, initiative: InitiativeId, number: i64) -> Result<Option<TimePoll>> {
    Ok(tx.maybe(&LOCK, &[initiative.into(), number.into()]).await?)
}

pub(crate) async fn insert(tx: &mut Tx, initiative: InitiativeId, poll: &TimePoll) -> Result<()> {
    let values = [
        initiative.into(),
        poll.id.into(),
        poll.number.into(),
        poll.group.into(),
        poll.title.as_str().into(),
        poll.purpose.as_str().into(),
        poll.minutes.into(),
        poll.place.as_str().into(),
        poll.link.as_str().into(),
        poll.asked_by.as_str().into(),
        poll.asked_at.into(),
        poll.chosen.into(),
        poll.meeting.into(),
    ];
    tx.run(&INSERT, &values).await?;
    Ok(())
}

/// Notes the time that was taken and the meeting it became.
pub(crate) async fn take(
    tx: &mut Tx,
    initiative: InitiativeId,
    poll: TimePollId,
    chosen: i64,
    meeting: i64,
) -> Result<()> {
    tx.run(&TAKE, &[initiative.into(), poll.into(), chosen.into(), meeting.into()]).await?;
    Ok(())
}

pub(crate) async fn times(
    read: &mut Read,
    initiative: InitiativeId,
    poll: TimePollId,
) -> Result<Vec<Offered>> {
    Ok(read.rows(&TIMES, &[initiative.into(), poll.into()]).await?)
}

pub(crate) async fn offer(
    tx: &mut Tx,
    initiative: InitiativeId,
    poll: TimePollId,
    time: &Offered,
) -> Result<()> {
    tx.run(&OFFER, &[initiative.into(), poll.into(), time.number.into(), time.starts_at.into()]).await?;
    Ok(())
}

/// By name.
pub(crate) async fn said(read: &mut Read, initiative: InitiativeId, poll: TimePollId) -> Result<Vec<Said>> {
    Ok(read.rows(&SAID, &[initiative.into(), poll.into()]).await?)
}

/// In place of what the person said before.
pub(crate) async fn say(
    tx: &mut Tx,
    initiative: InitiativeId,
    poll: TimePollId,
    (person, name): (PersonId, &str),
    suits: &[(i64, Suit)],
) -> Result<()> {
    tx.run(&FORGET, &[initiative.into(), poll.into(), person.into()]).await?;
    for &(number, suit) in suits {
        let values = [initiative.into(), poll.into(), number.into(), person.into(), name.into(), suit.into()];
        tx.run(&SAY, &values).await?;
    }
    Ok(())
}
