use kernel::{InitiativeId, Result};
use people::PartnershipId;
use store::{Read, Tx};
use uuid::Uuid;

use super::{Activity, ActivityId, Part};

/// The columns of an [`Activity`] in its order, of `activity a`.
macro_rules! columns {
    () => {
        "a.id, a.number, a.title, a.what, a.for_whom, a.place, a.strategy, a.story, a.status, a.because, \
         a.confirmed, a.entered_by, a.entered_at, a.version"
    };
}

store::statements! {
    THESE = concat!("SELECT ", columns!(), " FROM activity a WHERE a.initiative = $1 AND a.id = ANY($2)");
    LOCK = concat!("SELECT ", columns!(), " FROM activity a WHERE a.initiative = $1 AND a.id = $2 FOR UPDATE");
    NUMBERED = concat!("SELECT ", columns!(), " FROM activity a WHERE a.initiative = $1 AND a.number = $2");
    EVERY = concat!("SELECT ", columns!(), " FROM activity a WHERE a.initiative = $1 ORDER BY a.number");
    /// What can still be linked to; $2: suggested ones too.
    GOING = concat!("SELECT ", columns!(), " FROM activity a
        WHERE a.initiative = $1 AND a.status <> 'stopped' AND (a.confirmed OR CAST($2 AS BOOLEAN))
        ORDER BY a.title LIMIT 500");
    LATEST = concat!("SELECT ", columns!(), " FROM activity a
        WHERE a.initiative = $1 AND a.number < $2 AND (a.confirmed OR CAST($3 AS BOOLEAN))
        ORDER BY a.number DESC LIMIT $4");
    OF_STRATEGY = concat!("SELECT ", columns!(), " FROM activity a
        WHERE a.initiative = $1 AND a.strategy = $2 AND a.number < $3 AND (a.confirmed OR CAST($4 AS BOOLEAN))
        ORDER BY a.number DESC LIMIT $5");
    /// The newest of each strategy, and of those that serve none.
    MAP = concat!("SELECT ", columns!(), " FROM (SELECT ", columns!(), ",
            ROW_NUMBER() OVER (PARTITION BY a.strategy ORDER BY a.number DESC) AS place_in_strategy
            FROM activity a WHERE a.initiative = $1 AND (a.confirmed OR CAST($2 AS BOOLEAN))) a
        WHERE a.place_in_strategy <= $3 ORDER BY a.number DESC");
    COUNTS = "SELECT strategy, CAST(count(*) AS BIGINT) FROM activity
        WHERE initiative = $1 AND (confirmed OR CAST($2 AS BOOLEAN)) GROUP BY strategy";
    SUGGESTED_TO = concat!("SELECT ", columns!(), " FROM activity a JOIN activity_part p
        ON p.initiative = a.initiative AND p.activity = a.id
        WHERE p.initiative = $1 AND p.partnership = $2 AND NOT p.confirmed ORDER BY a.number DESC LIMIT 20");
    PARTS = "SELECT activity, partnership, strength, confirmed FROM activity_part
        WHERE initiative = $1 AND activity = $2 ORDER BY confirmed DESC, partnership";
    /// Of the activities with numbers from $2 to $3.
    PARTS_BETWEEN = "SELECT p.activity, p.partnership, p.strength, p.confirmed FROM activity a
        JOIN activity_part p ON p.initiative = a.initiative AND p.activity = a.id
        WHERE a.initiative = $1 AND a.number >= $2 AND a.number <= $3";
    /// Of the activities that MAP answers.
    PARTS_OF_MAP = "SELECT p.activity, p.partnership, p.strength, p.confirmed FROM (
            SELECT m.id, ROW_NUMBER() OVER (PARTITION BY m.strategy ORDER BY m.number DESC) AS place_in_strategy
            FROM activity m WHERE m.initiative = $1 AND (m.confirmed OR CAST($2 AS BOOLEAN))) a
        JOIN activity_part p ON p.activity = a.id
        WHERE p.initiative = $1 AND a.place_in_strategy <= $3";
    EVERY_PART = "SELECT activity, partnership, strength, confirmed FROM activity_part
        WHERE initiative = $1 ORDER BY activity, partnership";
    INSERT = "INSERT INTO activity (initiative, id, number, title, what, for_whom, place, strategy, story, status,
        because, confirmed, entered_by, entered_at, version)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
    UPDATE = "UPDATE activity SET title = $3, what = $4, for_whom = $5, place = $6, strategy = $7, story = $8,
        status = $9, because = $10, version = $11 WHERE initiative = $1 AND id = $2";
    CONFIRMED = "UPDATE activity SET confirmed = TRUE WHERE initiative = $1 AND id = $2";
    PUT_PART = "INSERT INTO activity_part (initiative, activity, partnership, strength, confirmed)
        VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (initiative, activity, partnership) DO UPDATE
        SET strength = excluded.strength, confirmed = excluded.confirmed";
    DROP_PART = "DELETE FROM activity_part WHERE initiative = $1 AND activity = $2 AND partnership = $3";
}

store::row!(Activity {
    id,
    number,
    title,
    what,
    for_whom,
    place,
    strategy,
    story,
    status,
    because,
    confirmed,
    entered_by,
    entered_at,
    version,
});
store::row!(Part { activity, partnership, strength, confirmed });

pub(crate) async fn these(read: &mut Read, initiative: InitiativeId, ids: &[Uuid]) -> Result<Vec<Activity>> {
    Ok(read.rows(&THESE, &[initiative.into(), ids.into()]).await?)
}

/// The same, locked until the act is over.
pub(crate) async fn lock(tx: &mut Tx, initiative: InitiativeId, id: ActivityId) -> Result<Option<Activity>> {
    Ok(tx.maybe(&LOCK, &[initiative.into(), id.into()]).await?)
}

pub(crate) async fn numbered(
    read: &mut Read,
    initiative: InitiativeId,
    number: i64,
) -> Result<Option<Activity>> {
    Ok(read.maybe(&NUMBERED, &[initiative.into(), number.into()]).await?)
}

pub(crate) async fn all(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Activity>> {
    Ok(read.rows(&EVERY, &[initiative.into()]).await?)
}

pub(crate) async fn going(
    read: &mut Read,
    initiative: InitiativeId,
    suggested: bool,
) -> Result<Vec<Activity>> {
    Ok(read.rows(&GOING, &[initiative.into(), suggested.into()]).await?)
}

/// Those before the number `before`, newest first; of one strategy if it is given.
pub(crate) async fn latest(
    read: &mut Read,
    initiative: InitiativeId,
    strategy: Option<Uuid>,
    before: i64,
    suggested: bool,
    at_most: i64,
) -> Result<Vec<Activity>> {
    Ok(match strategy {
        None => {
            let values = [initiative.into(), before.into(), suggested.into(), at_most.into()];
            read.rows(&LATEST, &values).await?
        }
        Some(strategy) => {
            let values =
                [initiative.into(), strategy.into(), before.into(), suggested.into(), at_most.into()];
            read.rows(&OF_STRATEGY, &values).await?
        }
    })
}

/// At most `each` of every strategy, newest first, and the parts in them.
pub(crate) async fn map(
    read: &mut Read,
    initiative: InitiativeId,
    suggested: bool,
    each: i64,
) -> Result<(Vec<Activity>, Vec<Part>)> {
    let values = [initiative.into(), suggested.into(), each.into()];
    Ok((read.rows(&MAP, &values).await?, read.rows(&PARTS_OF_MAP, &values).await?))
}

/// How many activities each strategy has.
pub(crate) async fn counts(
    read: &mut Read,
    initiative: InitiativeId,
    suggested: bool,
) -> Result<Vec<(Option<Uuid>, i64)>> {
    Ok(read.rows(&COUNTS, &[initiative.into(), suggested.into()]).await?)
}

pub(crate) async fn suggested_to(
    read: &mut Read,
    initiative: InitiativeId,
    partnership: PartnershipId,
) -> Result<Vec<Activity>> {
    Ok(read.rows(&SUGGESTED_TO, &[initiative.into(), partnership.into()]).await?)
}

pub(crate) async fn parts(
    read: &mut Read,
    initiative: InitiativeId,
    activity: ActivityId,
) -> Result<Vec<Part>> {
    Ok(read.rows(&PARTS, &[initiative.into(), activity.into()]).await?)
}

/// The parts in a run of `activities`, in one question.
pub(crate) async fn parts_of(
    read: &mut Read,
    initiative: InitiativeId,
    activities: &[Activity],
) -> Result<Vec<Part>> {
    let numbers = activities.iter().map(|activity| activity.number);
    let (Some(first), Some(last)) = (numbers.clone().min(), numbers.max()) else { return Ok(Vec::new()) };
    Ok(read.rows(&PARTS_BETWEEN, &[initiative.into(), first.into(), last.into()]).await?)
}

pub(crate) async fn all_parts(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Part>> {
    Ok(read.rows(&EVERY_PART, &[initiative.into()]).await?)
}

pub(crate) async fn insert(tx: &mut Tx, initiative: InitiativeId, activity: &Activity) -> Result<()> {
    tx.run(
        &INSERT,
        &[
            initiative.into(),
            activity.id.into(),
            activity.number.into(),
            activity.title.as_str().into(),
            activity.what.as_str().into(),
            activity.for_whom.as_str().into(),
            activity.place.as_str().into(),
            activity.strategy.into(),
            activity.story.into(),
            activity.status.into(),
            activity.because.into(),
            activity.confirmed.into(),
            activity.entered_by.as_str().into(),
            activity.entered_at.into(),
            activity.version.into(),
        ],
    )
    .await?;
    Ok(())
}

pub(crate) async fn update(tx: &mut Tx, initiative: InitiativeId, activity: &Activity) -> Result<()> {
    tx.run(
        &UPDATE,
        &[
            initiative.into(),
            activity.id.into(),
            activity.title.as_str().into(),
            activity.what.as_str().into(),
            activity.for_whom.as_str().into(),
            activity.place.as_str().into(),
            activity.strategy.into(),
            activity.story.into(),
            activity.status.into(),
            activity.because.into(),
            activity.version.into(),
        ],
    )
    .await?;
    Ok(())
}

/// Writes a part; one that is confirmed makes the activity confirmed.
pub(crate) async fn put_part(tx: &mut Tx, initiative: InitiativeId, part: &Part) -> Result<()> {
    tx.run(
        &PUT_PART,
        &[
            initiative.into(),
            part.activity.into(),
            part.partnership.into(),
            part.strength.as_str().into(),
            part.confirmed.into(),
        ],
    )
    .await?;
    if part.confirmed {
        tx.run(&CONFIRMED, &[initiative.into(), part.activity.into()]).await?;
    }
    Ok(())
}

pub(crate) async fn drop_part(tx: &mut Tx, initiative: InitiativeId, part: &Part) -> Result<()> {
    tx.run(&DROP_PART, &[initiative.into(), part.activity.into(), part.partnership.into()]).await?;
    Ok(())
}
