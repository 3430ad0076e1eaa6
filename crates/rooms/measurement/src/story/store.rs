use kernel::{InitiativeId, PersonId, Result};
use store::{Read, Tx};
use uuid::Uuid;

use super::{Story, StoryId};
use crate::measure::MeasureId;
use crate::turn::TurnId;

/// The columns of a [`Story`] in its order.
macro_rules! columns {
    () => {
        "id, number, measure, period, words, direction, source, told_by, told_at, voice, cause_of, turn, aside, version"
    };
}

store::statements! {
    EVERY = concat!("SELECT ", columns!(), " FROM curve_story WHERE initiative = $1 ORDER BY number");
    CHOICES = concat!("SELECT ", columns!(), " FROM curve_story WHERE initiative = $1 AND NOT aside ORDER BY number");
    OF_MEASURE = concat!("SELECT ", columns!(), " FROM curve_story
        WHERE initiative = $1 AND measure = $2 AND NOT aside ORDER BY number DESC");
    THESE = concat!("SELECT ", columns!(), " FROM curve_story WHERE initiative = $1 AND id = ANY($2)");
    NUMBERED = concat!("SELECT ", columns!(), " FROM curve_story WHERE initiative = $1 AND number = $2");
    LOCK = concat!("SELECT ", columns!(), " FROM curve_story WHERE initiative = $1 AND number = $2 FOR UPDATE");
    INSERT = concat!("INSERT INTO curve_story (initiative, ", columns!(), ")
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)");
    UPDATE = "UPDATE curve_story SET words = $3, direction = $4, source = $5, voice = $6, cause_of = $7, aside = $8,
        version = $9 WHERE initiative = $1 AND id = $2";
    MARKS = "SELECT story, person FROM story_mark WHERE initiative = $1 AND turn = $2";
    /// How many marked which story in which session: who did stays with them.
    COUNTED = "SELECT turn, story, CAST(count(*) AS BIGINT) FROM story_mark WHERE initiative = $1
        GROUP BY turn, story ORDER BY turn, story";
    MARK = "INSERT INTO story_mark (initiative, turn, story, person) VALUES ($1, $2, $3, $4)
        ON CONFLICT (initiative, turn, story, person) DO NOTHING";
    UNMARK = "DELETE FROM story_mark WHERE initiative = $1 AND turn = $2 AND story = $3 AND person = $4";
}

store::row!(Story {
    id,
    number,
    measure,
    period,
    words,
    direction,
    source,
    told_by,
    told_at,
    voice,
    cause_of,
    turn,
    aside,
    version,
});

pub(crate) async fn all(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Story>> {
    Ok(read.rows(&EVERY, &[initiative.into()]).await?)
}

/// Those that are counted on.
pub(crate) async fn choices(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Story>> {
    Ok(read.rows(&CHOICES, &[initiative.into()]).await?)
}

/// The stories of a measure that are counted on, newest first.
pub(crate) async fn of_measure(
    read: &mut Read,
    initiative: InitiativeId,
    measure: MeasureId,
) -> Result<Vec<Story>> {
    Ok(read.rows(&OF_MEASURE, &[initiative.into(), measure.into()]).await?)
}

pub(crate) async fn these(read: &mut Read, initiative: InitiativeId, ids: &[Uuid]) -> Result<Vec<Story>> {
    Ok(read.rows(&THESE, &[initiative.into(), ids.into()]).await?)
}

pub(crate) async fn numbered(
    read: &mut Read,
    initiative: InitiativeId,
    number: i64,
) -> Result<Option<Story>> {
    Ok(read.maybe(&NUMBERED, &[initiative.into(), number.into()]).await?)
}

pub(crate) async fn insert(tx: &mut Tx, initiative: InitiativeId, story: &Story) -> Result<()> {
    let values = [
        initiative.into(),
        story.id.into(),
        story.number.into(),
        story.measure.into(),
        story.period.as_str().into(),
        story.words.as_str().into(),
        story.direction.as_str().into(),
        story.source.as_str().into(),
        story.told_by.as_str().into(),
        story.told_at.into(),
        story.voice.as_str().into(),
        story.cause_of.into(),
        story.turn.into(),
        story.aside.into(),
        story.version.into(),
    ];
    tx.run(&INSERT, &values).await?;
    Ok(())
}

/// The same as [`numbered`], locked until the act is over.
pub(crate) async fn lock(tx: &mut Tx, initiative: InitiativeId, number: i64) -> Result<Option<Story>> {
    Ok(tx.maybe(&LOCK, &[initiative.into(), number.into()]).await?)
}

/// Writes what can be changed later.
pub(crate) async fn update(tx: &mut Tx, initiative: InitiativeId, story: &Story) -> Result<()> {
    let values = [
        initiative.into(),
        story.id.into(),
        story.words.as_str().into(),
        story.direction.as_str().into(),
        story.source.as_str().into(),
        story.voice.as_str().into(),
        story.cause_of.into(),
        story.aside.into(),
        story.version.into(),
    ];
    tx.run(&UPDATE, &values).await?;
    Ok(())
}

/// Who marked which stories of a session.
pub(crate) async fn marks(
    read: &mut Read,
    initiative: InitiativeId,
    turn: TurnId,
) -> Result<Vec<(StoryId, PersonId)>> {
    Ok(read.rows(&MARKS, &[initiative.into(), turn.into()]).await?)
}

/// How many marked each, in every session.
pub(crate) async fn counted(
    read: &mut Read,
    initiative: InitiativeId,
) -> Result<Vec<(TurnId, StoryId, i64)>> {
    Ok(read.rows(&COUNTED, &[initiative.into()]).await?)
}

/// Marks a story for a person, or takes the mark away.
pub(crate) async fn mark(
    tx: &mut Tx,
    initiative: InitiativeId,
    turn: TurnId,
    story: StoryId,
    person: PersonId,
    marked: bool,
) -> Result<()> {
    let values = [initiative.into(), turn.into(), story.into(), person.into()];
    tx.run(if marked { &MARK } else { &UNMARK }, &values).await?;
    Ok(())
}
