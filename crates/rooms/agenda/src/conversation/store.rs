use jiff::Timestamp;
use kernel::{InitiativeId, Result};
use store::{Part, Read, Tx};
use uuid::Uuid;

use super::{Conversation, Heard};

store::statements! {
    EVERY = "SELECT id, number, question, description, audience, seats_of, moderation,
        languages, privacy, opens_at, closes_at, source FROM conversation
        WHERE initiative = $1 AND published ORDER BY number DESC";
    THESE = "SELECT id, number, question, description, audience, seats_of, moderation,
        languages, privacy, opens_at, closes_at, source FROM conversation
        WHERE initiative = $1 AND id = ANY($2) AND published";
    PART = "SELECT id, number, question, description, audience, seats_of, moderation,
        languages, privacy, opens_at, closes_at, source FROM conversation
        WHERE initiative = $1 AND published ORDER BY number DESC LIMIT $2 OFFSET $3";
    COUNTS = "SELECT CAST(count(*) AS BIGINT), CAST(COALESCE(sum(CASE
            WHEN opens_at <= $2 AND (closes_at IS NULL OR closes_at > $2) THEN 1 ELSE 0 END), 0) AS BIGINT)
        FROM conversation WHERE initiative = $1 AND published";
    NUMBERED = "SELECT id, number, question, description, audience, seats_of, moderation, languages, privacy,
        opens_at, closes_at, source FROM conversation WHERE initiative = $1 AND number = $2 AND published";
    INSERT = "INSERT INTO conversation (initiative, id, number, question, description, audience, seats_of,
        moderation, languages, privacy, opens_at, closes_at, source, published)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    CHANGE = "UPDATE conversation SET question = $3, description = $4, audience = $5, seats_of = $6,
        moderation = $7, languages = $8, privacy = $9, opens_at = $10, closes_at = $11
        WHERE initiative = $1 AND number = $2";
    ROLL = "INSERT INTO conversation_roll (initiative, conversation, people, latest_participant, latest_statement)
        VALUES ($1, $2, 0, 0, 0)";
    END = "UPDATE conversation SET closes_at = $3 WHERE initiative = $1 AND number = $2";
    HEARD = "SELECT r.people + (SELECT CAST(COALESCE(sum(d.people), 0) AS BIGINT) FROM conversation_door d
            WHERE d.initiative = $1 AND d.conversation = $2),
        (SELECT CAST(count(*) AS BIGINT) FROM statement s
            WHERE s.initiative = $1 AND s.conversation = $2 AND (s.judged OR NOT s.hidden)),
        (SELECT CAST(count(*) AS BIGINT) FROM statement s
            WHERE s.initiative = $1 AND s.conversation = $2 AND s.hidden AND s.judged),
        (SELECT CAST(COALESCE(sum(t.agree + t.disagree + t.pass), 0) AS BIGINT) FROM statement_tally t
            WHERE t.initiative = $1 AND t.conversation = $2)
        FROM conversation_roll r WHERE r.initiative = $1 AND r.conversation = $2";
}

store::row!(Conversation {
    id,
    number,
    question,
    description,
    audience,
    group,
    moderation,
    languages,
    privacy,
    opens_at,
    closes_at,
    source
});
store::row!(Heard { people, statements, hidden, votes });

/// Newest first.
pub(crate) async fn all(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Conversation>> {
    Ok(read.rows(&EVERY, &[initiative.into()]).await?)
}

/// A part of them in this order, each with how much was heard.
pub(crate) async fn part(
    read: &mut Read,
    initiative: InitiativeId,
    part: Part,
) -> Result<Vec<(Conversation, Heard)>> {
    let values = [initiative.into(), part.size.into(), part.skip.into()];
    let conversations: Vec<Conversation> = read.rows(&PART, &values).await?;
    let mut found = Vec::new();
    for conversation in conversations {
        let heard = heard(read, initiative, conversation.number).await?;
        found.push((conversation, heard));
    }
    Ok(found)
}

/// How many there are, and how many of them are open at that moment.
pub(crate) async fn counts(read: &mut Read, initiative: InitiativeId, at: Timestamp) -> Result<(i64, i64)> {
    Ok(read.one(&COUNTS, &[initiative.into(), at.into()]).await?)
}

pub(crate) async fn these(
    read: &mut Read,
    initiative: InitiativeId,
    ids: &[Uuid],
) -> Result<Vec<Conversation>> {
    Ok(read.rows(&THESE, &[initiative.into(), ids.into()]).await?)
}

pub(crate) async fn numbered(
    read: &mut Read,
    initiative: InitiativeId,
    number: i64,
) -> Result<Option<Conversation>> {
    Ok(read.maybe(&NUMBERED, &[initiative.into(), number.into()]).await?)
}

/// With an empty roll.
pub(crate) async fn insert(
    tx: &mut Tx,
    initiative: InitiativeId,
    conversation: &Conversation,
    published: bool,
) -> Result<()> {
    let values = [
        initiative.into(),
        conversation.id.into(),
        conversation.number.into(),
        conversation.question.as_str().into(),
        conversation.description.as_str().into(),
        conversation.audience.into(),
        conversation.group.into(),
        conversation.moderation.into(),
        conversation.languages.as_str().into(),
        conversation.privacy.as_str().into(),
        conversation.opens_at.into(),
        conversation.closes_at.into(),
        conversation.source.as_str().into(),
        published.into(),
    ];
    tx.run(&INSERT, &values).await?;
    tx.run(&ROLL, &[initiative.into(), conversation.number.into()]).await?;
    Ok(())
}

/// Writes it down in place of what it was; its number and source stay.
pub(crate) async fn change(tx: &mut Tx, initiative: InitiativeId, conversation: &Conversation) -> Result<()> {
    let values = [
        initiative.into(),
        conversation.number.into(),
        conversation.question.as_str().into(),
        conversation.description.as_str().into(),
        conversation.audience.into(),
        conversation.group.into(),
        conversation.moderation.into(),
        conversation.languages.as_str().into(),
        conversation.privacy.as_str().into(),
        conversation.opens_at.into(),
        conversation.closes_at.into(),
    ];
    tx.run(&CHANGE, &values).await?;
    Ok(())
}

pub(crate) async fn end(tx: &mut Tx, initiative: InitiativeId, number: i64, at: Timestamp) -> Result<()> {
    tx.run(&END, &[initiative.into(), number.into(), at.into()]).await?;
    Ok(())
}

pub(crate) async fn heard(read: &mut Read, initiative: InitiativeId, number: i64) -> Result<Heard> {
    Ok(read.one(&HEARD, &[initiative.into(), number.into()]).await?)
}
