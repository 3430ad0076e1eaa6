use jiff::Timestamp;
use kernel::{InitiativeId, Result};
use store::{Read, Tx};
use uuid::Uuid;

use super::part::{Note, TurnPartner};
use super::{Clock, Turn, TurnId};
use crate::measure::MeasureId;

/// The columns of a [`Turn`] in its order.
macro_rules! columns {
    () => {
        "id, number, measure, group_id, question, state, step, different, opened_by, opened_at, agreed_by, agreed_at, \
         next_look"
    };
}

/// The columns of a [`TurnPartner`] in its order.
macro_rules! partner {
    () => {
        "id, number, turn, partnership, name, part, level, aside, added_by, added_at, version"
    };
}

store::statements! {
    THESE = concat!("SELECT ", columns!(), " FROM turn WHERE initiative = $1 AND id = ANY($2)");
    NUMBERED = concat!("SELECT ", columns!(), " FROM turn WHERE initiative = $1 AND number = $2");
    LOCK = concat!("SELECT ", columns!(), " FROM turn WHERE initiative = $1 AND number = $2 FOR UPDATE");
    EVERY = concat!("SELECT ", columns!(), " FROM turn WHERE initiative = $1 ORDER BY number");
    OF_MEASURE = concat!("SELECT ", columns!(), " FROM turn WHERE initiative = $1 AND measure = $2
        ORDER BY number DESC");
    LATEST = concat!("SELECT ", columns!(), " FROM turn WHERE initiative = $1 AND number < $2
        ORDER BY number DESC LIMIT $3");
    /// Those that somebody can go on with, and those whose day to look again comes before $2.
    CURRENT = concat!("SELECT ", columns!(), " FROM turn WHERE initiative = $1
        AND (state IN ('planned', 'running') OR (state = 'set' AND next_look <= $2)) ORDER BY number LIMIT 100");
    INSERT = concat!("INSERT INTO turn (initiative, ", columns!(), ")
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)");
    SAVE = "UPDATE turn SET state = $3, step = $4, different = $5, agreed_by = $6, agreed_at = $7, next_look = $8
        WHERE initiative = $1 AND id = $2";
    CLOCKS = "SELECT turn, step, used, since, done FROM turn_step WHERE initiative = $1 AND turn = $2";
    EVERY_CLOCK = "SELECT turn, step, used, since, done FROM turn_step WHERE initiative = $1 ORDER BY turn, step";
    PUT_CLOCK = "INSERT INTO turn_step (initiative, turn, step, used, since, done) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (initiative, turn, step) DO UPDATE
        SET used = excluded.used, since = excluded.since, done = excluded.done";
    NOTES = "SELECT id, turn, words, noted_by, noted_at FROM turn_note WHERE initiative = $1 AND turn = $2
        ORDER BY noted_at, id";
    EVERY_NOTE = "SELECT id, turn, words, noted_by, noted_at FROM turn_note WHERE initiative = $1
        ORDER BY turn, noted_at, id";
    INSERT_NOTE = "INSERT INTO turn_note (initiative, id, turn, words, noted_by, noted_at)
        VALUES ($1, $2, $3, $4, $5, $6)";
    PARTNERS = concat!("SELECT ", partner!(), " FROM turn_partner WHERE initiative = $1 AND turn = $2 ORDER BY number");
    EVERY_PARTNER = concat!("SELECT ", partner!(), " FROM turn_partner WHERE initiative = $1 ORDER BY number");
    PARTNER = concat!("SELECT ", partner!(), " FROM turn_partner WHERE initiative = $1 AND number = $2");
    LOCK_PARTNER = concat!("SELECT ", partner!(), " FROM turn_partner WHERE initiative = $1 AND number = $2 FOR UPDATE");
    INSERT_PARTNER = concat!("INSERT INTO turn_partner (initiative, ", partner!(), ")
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)");
    UPDATE_PARTNER = "UPDATE turn_partner SET partnership = $3, name = $4, part = $5, level = $6, aside = $7,
        version = $8 WHERE initiative = $1 AND id = $2";
}

store::row!(Turn {
    id,
    number,
    measure,
    group,
    question,
    state,
    step,
    different,
    opened_by,
    opened_at,
    agreed_by,
    agreed_at,
    next_look,
});
store::row!(Note { id, turn, words, noted_by, noted_at });
store::row!(TurnPartner {
    id,
    number,
    turn,
    partnership,
    name,
    part,
    level,
    aside,
    added_by,
    added_at,
    version,
});

pub(crate) async fn these(read: &mut Read, initiative: InitiativeId, ids: &[Uuid]) -> Result<Vec<Turn>> {
    Ok(read.rows(&THESE, &[initiative.into(), ids.into()]).await?)
}

pub(crate) async fn find(read: &mut Read, initiative: InitiativeId, id: TurnId) -> Result<Option<Turn>> {
    Ok(these(read, initiative, &[id.0]).await?.pop())
}

pub(crate) async fn numbered(read: &mut Read, initiative: InitiativeId, number: i64) -> Result<Option<Turn>> {
    Ok(read.maybe(&NUMBERED, &[initiative.into(), number.into()]).await?)
}

/// The same, locked until the act is over.
pub(crate) async fn lock(tx: &mut Tx, initiative: InitiativeId, number: i64) -> Result<Option<Turn>> {
    Ok(tx.maybe(&LOCK, &[initiative.into(), number.into()]).await?)
}

pub(crate) async fn all(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Turn>> {
    Ok(read.rows(&EVERY, &[initiative.into()]).await?)
}

/// The sessions about a measure, newest first.
pub(crate) async fn of_measure(
    read: &mut Read,
    initiative: InitiativeId,
    measure: MeasureId,
) -> Result<Vec<Turn>> {
    Ok(read.rows(&OF_MEASURE, &[initiative.into(), measure.into()]).await?)
}

/// Those before a number, newest first.
pub(crate) async fn latest(
    read: &mut Read,
    initiative: InitiativeId,
    before: i64,
    at_most: i64,
) -> Result<Vec<Turn>> {
    Ok(read.rows(&LATEST, &[initiative.into(), before.into(), at_most.into()]).await?)
}

/// Those that go on, and those whose day to look again comes before that time.
pub(crate) async fn current(
    read: &mut Read,
    initiative: InitiativeId,
    before: Timestamp,
) -> Result<Vec<Turn>> {
    Ok(read.rows(&CURRENT, &[initiative.into(), before.into()]).await?)
}

pub(crate) async fn insert(tx: &mut Tx, initiative: InitiativeId, turn: &Turn) -> Result<()> {
    let values = [
        initiative.into(),
        turn.id.into(),
        turn.number.into(),
        turn.measure.into(),
        turn.group.into(),
        turn.question.as_str().into(),
        turn.state.into(),
        turn.step.into(),
        turn.different.as_str().into(),
        turn.opened_by.as_str().into(),
        turn.opened_at.into(),
        turn.agreed_by.as_str().into(),
        turn.agreed_at.into(),
        turn.next_look.into(),
    ];
    tx.run(&INSERT, &values).await?;
    Ok(())
}

/// Writes how far it is.
pub(crate) async fn save(tx: &mut Tx, initiative: InitiativeId, turn: &Turn) -> Result<()> {
    let values = [
        initiative.into(),
        turn.id.into(),
        turn.state.into(),
        turn.step.into(),
        turn.different.as_str().into(),
        turn.agreed_by.as_str().into(),
        turn.agreed_at.into(),
        turn.next_look.into(),
    ];
    tx.run(&SAVE, &values).await?;
    Ok(())
}

/// The clocks of those steps that were begun.
pub(crate) async fn clocks(read: &mut Read, initiative: InitiativeId, turn: TurnId) -> Result<Vec<Clock>> {
    Ok(read.rows(&CLOCKS, &[initiative.into(), turn.into()]).await?)
}

pub(crate) async fn all_clocks(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Clock>> {
    Ok(read.rows(&EVERY_CLOCK, &[initiative.into()]).await?)
}

pub(crate) async fn put_clock(tx: &mut Tx, initiative: InitiativeId, clock: &Clock) -> Result<()> {
    let values = [
        initiative.into(),
        clock.turn.into(),
        clock.step.into(),
        clock.seconds_kept().into(),
        clock.since.into(),
        clock.done.into(),
    ];
    tx.run(&PUT_CLOCK, &values).await?;
    Ok(())
}

pub(crate) async fn notes(read: &mut Read, initiative: InitiativeId, turn: TurnId) -> Result<Vec<Note>> {
    Ok(read.rows(&NOTES, &[initiative.into(), turn.into()]).await?)
}

pub(crate) async fn all_notes(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Note>> {
    Ok(read.rows(&EVERY_NOTE, &[initiative.into()]).await?)
}

pub(crate) async fn insert_note(tx: &mut Tx, initiative: InitiativeId, note: &Note) -> Result<()> {
    let values = [
        initiative.into(),
        note.id.into(),
        note.turn.into(),
        note.words.as_str().into(),
        note.noted_by.as_str().into(),
        note.noted_at.into(),
    ];
    tx.run(&INSERT_NOTE, &values).await?;
    Ok(())
}

pub(crate) async fn partners(
    read: &mut Read,
    initiative: InitiativeId,
    turn: TurnId,
) -> Result<Vec<TurnPartner>> {
    Ok(read.rows(&PARTNERS, &[initiative.into(), turn.into()]).await?)
}

pub(crate) async fn all_partners(read: &mut Read, initiative: InitiativeId) -> Result<Vec<TurnPartner>> {
    Ok(read.rows(&EVERY_PARTNER, &[initiative.into()]).await?)
}

pub(crate) async fn partner(
    read: &mut Read,
    initiative: InitiativeId,
    number: i64,
) -> Result<Option<TurnPartner>> {
    Ok(read.maybe(&PARTNER, &[initiative.into(), number.into()]).await?)
}

/// The same, locked until the act is over.
pub(crate) async fn lock_partner(
    tx: &mut Tx,
    initiative: InitiativeId,
    number: i64,
) -> Result<Option<TurnPartner>> {
    Ok(tx.maybe(&LOCK_PARTNER, &[initiative.into(), number.into()]).await?)
}

pub(crate) async fn insert_partner(
    tx: &mut Tx,
    initiative: InitiativeId,
    partner: &TurnPartner,
) -> Result<()> {
    let values = [
        initiative.into(),
        partner.id.into(),
        partner.number.into(),
        partner.turn.into(),
        partner.partnership.into(),
        partner.name.as_str().into(),
        partner.part.as_str().into(),
        partner.level.into(),
        partner.aside.into(),
        partner.added_by.as_str().into(),
        partner.added_at.into(),
        partner.version.into(),
    ];
    tx.run(&INSERT_PARTNER, &values).await?;
    Ok(())
}

pub(crate) async fn update_partner(
    tx: &mut Tx,
    initiative: InitiativeId,
    partner: &TurnPartner,
) -> Result<()> {
    let values = [
        initiative.into(),
        partner.id.into(),
        partner.partnership.into(),
        partner.name.as_str().into(),
        partner.part.as_str().into(),
        partner.level.into(),
        partner.aside.into(),
        partner.version.into(),
    ];
    tx.run(&UPDATE_PARTNER, &values).await?;
    Ok(())
}
