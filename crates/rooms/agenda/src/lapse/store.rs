use jiff::Timestamp;
use kernel::{InitiativeId, Result};
use store::{Read, Tx, Value};

use super::Frame;

store::statements! {
    /// With a history that has grown since the frames were made, some time ago.
    DUE = "SELECT m.initiative, m.conversation, m.numbered FROM conversation_map m
        WHERE m.numbered > 0 AND m.drawn > 0 AND NOT EXISTS (SELECT 1 FROM conversation_frame f
            WHERE f.initiative = m.initiative AND f.conversation = m.conversation AND f.place = 0
                AND (f.stamp = m.numbered OR f.made_at > $1))";
    CLEAR = "DELETE FROM conversation_frame WHERE initiative = $1 AND conversation = $2";
    KEEP = "INSERT INTO conversation_frame (initiative, conversation, place, stamp, made_at, day, picture)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    DAYS = "SELECT place, day FROM conversation_frame
        WHERE initiative = $1 AND conversation = $2 AND place > 0 ORDER BY place";
    ONE = "SELECT day, picture FROM conversation_frame WHERE initiative = $1 AND conversation = $2 AND place = $3";
    EVERY = "SELECT conversation, place, day, picture FROM conversation_frame WHERE initiative = $1 AND place > 0
        ORDER BY conversation, place";
}

store::row!(Frame { day, picture });

/// Those whose frames are to be made, with how much history there is; none whose frames were made after `before`.
pub(crate) async fn due(read: &mut Read, before: Timestamp) -> store::Result<Vec<(InitiativeId, i64, i64)>> {
    read.rows(&DUE, &[before.into()]).await
}

/// Puts frames in the place of those that are there.
pub(crate) async fn keep(
    tx: &mut Tx,
    initiative: InitiativeId,
    conversation: i64,
    (stamp, at): (i64, Timestamp),
    frames: &[(Timestamp, String)],
) -> store::Result<()> {
    tx.run(&CLEAR, &[initiative.into(), conversation.into()]).await?;
    // The first row has no picture and says that they were made, even if there is none.
    let made = (at, String::new());
    let rows: Vec<Vec<Value>> = (0_i64..)
        .zip(std::iter::once(&made).chain(frames))
        .map(|(place, (day, picture))| {
            vec![
                initiative.into(),
                conversation.into(),
                place.into(),
                stamp.into(),
                at.into(),
                (*day).into(),
                picture.as_str().into(),
            ]
        })
        .collect();
    tx.run_each(&KEEP, &rows).await?;
    Ok(())
}

/// Place and day of each frame.
pub(crate) async fn days(
    read: &mut Read,
    initiative: InitiativeId,
    conversation: i64,
) -> Result<Vec<(i64, Timestamp)>> {
    Ok(read.rows(&DAYS, &[initiative.into(), conversation.into()]).await?)
}

pub(crate) async fn one(
    read: &mut Read,
    initiative: InitiativeId,
    conversation: i64,
    place: i64,
) -> Result<Option<Frame>> {
    Ok(read.maybe(&ONE, &[initiative.into(), conversation.into(), place.into()]).await?)
}

pub(crate) async fn every(
    read: &mut Read,
    initiative: InitiativeId,
) -> Result<Vec<(i64, i64, Timestamp, String)>> {
    Ok(read.rows(&EVERY, &[initiative.into()]).await?)
}
