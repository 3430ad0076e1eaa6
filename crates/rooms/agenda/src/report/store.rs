use jiff::Timestamp;
use kernel::{InitiativeId, Result};
use store::{Read, Tx};

store::statements! {
    /// Over, and without a report of that end.
    DUE = "SELECT c.initiative, c.number, c.closes_at FROM conversation c
        JOIN conversation_map m ON m.initiative = c.initiative AND m.conversation = c.number AND m.drawn > 0
            AND m.asked = m.drawn AND NOT EXISTS (SELECT 1 FROM vote_cast v
                WHERE v.initiative = c.initiative AND v.conversation = c.number AND v.seq IS NULL)
        LEFT JOIN conversation_report r
            ON r.initiative = c.initiative AND r.conversation = c.number AND r.closes_at = c.closes_at
        WHERE c.published AND c.closes_at <= $1 AND r.conversation IS NULL";
    KEEP = "INSERT INTO conversation_report (initiative, conversation, closes_at, at, content)
        VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (initiative, conversation) DO UPDATE SET closes_at = excluded.closes_at, at = excluded.at,
            content = excluded.content";
    KEPT = "SELECT content FROM conversation_report WHERE initiative = $1 AND conversation = $2 AND closes_at = $3";
    EVERY_REPORT = "SELECT conversation, at, content FROM conversation_report WHERE initiative = $1
        ORDER BY conversation";
    CONSTITUENCIES = "SELECT c.number, c.name, (SELECT CAST(count(*) AS BIGINT) FROM participant_constituency p
            WHERE p.initiative = c.initiative AND p.conversation = c.conversation AND p.constituency = c.number)
        FROM conversation_constituency c WHERE c.initiative = $1 AND c.conversation = $2 ORDER BY c.number";
    EVERY_CONSTITUENCY = "SELECT conversation, number, name FROM conversation_constituency WHERE initiative = $1
        ORDER BY conversation, number";
    NAME = "INSERT INTO conversation_constituency (initiative, conversation, number, name) VALUES ($1, $2, $3, $4)
        ON CONFLICT (initiative, conversation, number) DO NOTHING";
    SAY = "INSERT INTO participant_constituency (initiative, conversation, participant, constituency)
        VALUES ($1, $2, $3, $4)
        ON CONFLICT (initiative, conversation, participant) DO UPDATE SET constituency = excluded.constituency";
    TAKE_BACK = "DELETE FROM participant_constituency
        WHERE initiative = $1 AND conversation = $2 AND participant = $3";
    SAID = "SELECT constituency FROM participant_constituency
        WHERE initiative = $1 AND conversation = $2 AND participant = $3";
}

pub(crate) async fn due(
    read: &mut Read,
    now: Timestamp,
) -> store::Result<Vec<(InitiativeId, i64, Timestamp)>> {
    read.rows(&DUE, &[now.into()]).await
}

pub(crate) async fn keep(
    tx: &mut Tx,
    initiative: InitiativeId,
    conversation: i64,
    (ended, at): (Timestamp, Timestamp),
    content: &str,
) -> store::Result<()> {
    let values = [initiative.into(), conversation.into(), ended.into(), at.into(), content.into()];
    tx.run(&KEEP, &values).await?;
    Ok(())
}

pub(crate) async fn kept(
    read: &mut Read,
    initiative: InitiativeId,
    conversation: i64,
    ended: Timestamp,
) -> Result<Option<String>> {
    let found: Option<(String,)> =
        read.maybe(&KEPT, &[initiative.into(), conversation.into(), ended.into()]).await?;
    Ok(found.map(|(content,)| content))
}

pub(crate) async fn every_report(
    read: &mut Read,
    initiative: InitiativeId,
) -> Result<Vec<(i64, Timestamp, String)>> {
    Ok(read.rows(&EVERY_REPORT, &[initiative.into()]).await?)
}

/// Number, name and how many said that they are of it.
pub(crate) async fn constituencies(
    read: &mut Read,
    initiative: InitiativeId,
    conversation: i64,
) -> Result<Vec<(i64, String, i64)>> {
    Ok(read.rows(&CONSTITUENCIES, &[initiative.into(), conversation.into()]).await?)
}

pub(crate) async fn every_constituency(
    read: &mut Read,
    initiative: InitiativeId,
) -> Result<Vec<(i64, i64, String)>> {
    Ok(read.rows(&EVERY_CONSTITUENCY, &[initiative.into()]).await?)
}

pub(crate) async fn name(
    tx: &mut Tx,
    initiative: InitiativeId,
    conversation: i64,
    (number, name): (i64, &str),
) -> Result<()> {
    tx.run(&NAME, &[initiative.into(), conversation.into(), number.into(), name.into()]).await?;
    Ok(())
}

/// Says of whom a participant is, or that they do not say it any more.
pub(crate) async fn say(
    tx: &mut Tx,
    initiative: InitiativeId,
    [conversation, participant]: [i64; 2],
    constituency: Option<i64>,
) -> Result<()> {
    let key = [initiative.into(), conversation.into(), participant.into()];
    match constituency {
        Some(number) => tx.run(&SAY, &[key.as_slice(), &[number.into()]].concat()).await?,
        None => tx.run(&TAKE_BACK, &key).await?,
    };
    Ok(())
}

/// What a participant said.
pub(crate) async fn said(
    read: &mut Read,
    initiative: InitiativeId,
    conversation: i64,
    participant: i64,
) -> Result<Option<i64>> {
    let values = [initiative.into(), conversation.into(), participant.into()];
    Ok(read.maybe::<(i64,)>(&SAID, &values).await?.map(|(number,)| number))
}
