use jiff::Timestamp;
use kernel::{InitiativeId, PersonId, Result};
use store::{FromRow, Part, Read, Row, Tx};

use super::{Judgement, Queue};

store::statements! {
    /// What this moderator may take: their own first, then the oldest that nobody holds.
    FREE = "SELECT s.number FROM statement s LEFT JOIN moderation_hold h
            ON h.initiative = s.initiative AND h.conversation = s.conversation AND h.statement = s.number
                AND h.until > $3
        WHERE s.initiative = $1 AND s.conversation = $2 AND NOT s.judged
            AND (h.person IS NULL OR h.person = $4)
        ORDER BY (CASE WHEN h.person IS NULL THEN 1 ELSE 0 END), s.number LIMIT $5";
    /// Of two who take the same at once the second waits here, and then gets no row.
    HOLD = "INSERT INTO moderation_hold (initiative, conversation, statement, person, until)
        VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (initiative, conversation, statement) DO UPDATE
            SET person = excluded.person, until = excluded.until
            WHERE moderation_hold.until <= $6 OR moderation_hold.person = excluded.person";
    HELD = "SELECT s.number FROM moderation_hold h JOIN statement s
            ON s.initiative = h.initiative AND s.conversation = h.conversation AND s.number = h.statement
        WHERE h.initiative = $1 AND h.conversation = $2 AND h.person = $3 AND h.until > $4 AND NOT s.judged
        ORDER BY s.number LIMIT 1";
    HOLDER = "SELECT person FROM moderation_hold
        WHERE initiative = $1 AND conversation = $2 AND statement = $3 AND until > $4";
    LET_GO = "DELETE FROM moderation_hold WHERE initiative = $1 AND conversation = $2 AND statement = $3";
    JUDGE = "UPDATE statement SET hidden = $4, reason = $5, judged = $6
        WHERE initiative = $1 AND conversation = $2 AND number = $3";
    INSERT = "INSERT INTO judgement (initiative, id, conversation, statement, verdict, reason, name, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    QUEUE = "SELECT CAST(count(*) AS BIGINT), CAST(COALESCE(sum(CASE WHEN EXISTS (SELECT 1 FROM moderation_hold h
            WHERE h.initiative = s.initiative AND h.conversation = s.conversation AND h.statement = s.number
                AND h.until > $3 AND h.person <> $4) THEN 1 ELSE 0 END), 0) AS BIGINT)
        FROM statement s WHERE s.initiative = $1 AND s.conversation = $2 AND NOT s.judged";
    WAITING = "SELECT c.number, c.question, CAST(count(*) AS BIGINT), min(s.at)
        FROM statement s JOIN conversation c ON c.initiative = s.initiative AND c.number = s.conversation
        WHERE s.initiative = $1 AND NOT s.judged GROUP BY c.number, c.question ORDER BY c.number";
    LOG = "SELECT id, conversation, statement, verdict, reason, name, at FROM judgement
        WHERE initiative = $1 AND conversation = $2 ORDER BY at DESC, id DESC LIMIT $3 OFFSET $4";
    LENGTH = "SELECT CAST(count(*) AS BIGINT) FROM judgement WHERE initiative = $1 AND conversation = $2";
    EVERY = "SELECT id, conversation, statement, verdict, reason, name, at FROM judgement
        WHERE initiative = $1 ORDER BY conversation, at, id";
}

store::row!(Judgement { id, conversation, statement, verdict, reason, name, at });
store::row!(Queue { waiting, elsewhere });

/// Some of what this moderator may take now.
pub(crate) async fn free(
    read: &mut Read,
    initiative: InitiativeId,
    conversation: i64,
    (person, now): (PersonId, Timestamp),
    at_most: usize,
) -> Result<Vec<i64>> {
    let values = [initiative.into(), conversation.into(), now.into(), person.into(), at_most.into()];
    let found: Vec<(i64,)> = read.rows(&FREE, &values).await?;
    Ok(found.into_iter().map(|(number,)| number).collect())
}

/// Holds a statement for this moderator; false if somebody else does.
pub(crate) async fn hold(
    tx: &mut Tx,
    initiative: InitiativeId,
    [conversation, statement]: [i64; 2],
    person: PersonId,
    [now, until]: [Timestamp; 2],
) -> Result<bool> {
    let values =
        [initiative.into(), conversation.into(), statement.into(), person.into(), until.into(), now.into()];
    Ok(tx.run(&HOLD, &values).await? == 1)
}

/// What this moderator looks at now.
pub(crate) async fn held(
    read: &mut Read,
    initiative: InitiativeId,
    conversation: i64,
    person: PersonId,
    now: Timestamp,
) -> Result<Option<i64>> {
    let values = [initiative.into(), conversation.into(), person.into(), now.into()];
    let found: Option<(i64,)> = read.maybe(&HELD, &values).await?;
    Ok(found.map(|(number,)| number))
}

/// Who looks at a statement now.
pub(crate) async fn holder(
    read: &mut Read,
    initiative: InitiativeId,
    conversation: i64,
    statement: i64,
    now: Timestamp,
) -> Result<Option<PersonId>> {
    let values = [initiative.into(), conversation.into(), statement.into(), now.into()];
    let found: Option<(PersonId,)> = read.maybe(&HOLDER, &values).await?;
    Ok(found.map(|(person,)| person))
}

/// Writes down how a statement stands now, and who decided why; nobody holds it any more.
pub(crate) async fn judge(
    tx: &mut Tx,
    initiative: InitiativeId,
    judgement: &Judgement,
    [hidden, judged]: [bool; 2],
) -> Result<()> {
    let Judgement { id, conversation, statement, verdict, reason, name, at } = judgement;
    let key = [initiative.into(), (*conversation).into(), (*statement).into()];
    let stands = [hidden.into(), reason.as_str().into(), judged.into()];
    tx.run(&JUDGE, &[key.as_slice(), &stands].concat()).await?;
    tx.run(&LET_GO, &key).await?;
    let values = [
        initiative.into(),
        (*id).into(),
        (*conversation).into(),
        (*statement).into(),
        (*verdict).into(),
        reason.as_str().into(),
        name.as_str().into(),
        (*at).into(),
    ];
    tx.run(&INSERT, &values).await?;
    Ok(())
}

pub(crate) async fn queue(
    read: &mut Read,
    initiative: InitiativeId,
    conversation: i64,
    (person, now): (PersonId, Timestamp),
) -> Result<Queue> {
    let values = [initiative.into(), conversation.into(), now.into(), person.into()];
    Ok(read.one(&QUEUE, &values).await?)
}

struct Waits(i64, String, i64, Timestamp);

impl FromRow for Waits {
    fn from_row(row: &mut Row) -> store::Result<Self> {
        Ok(Self(row.take()?, row.take()?, row.take()?, row.take()?))
    }
}

/// The conversations in which something waits: number, question, how many, since when.
pub(crate) async fn waiting(
    read: &mut Read,
    initiative: InitiativeId,
) -> Result<Vec<(i64, String, i64, Timestamp)>> {
    let found: Vec<Waits> = read.rows(&WAITING, &[initiative.into()]).await?;
    Ok(found.into_iter().map(|Waits(number, title, count, since)| (number, title, count, since)).collect())
}

/// A part of a conversation's log, newest first.
pub(crate) async fn log(
    read: &mut Read,
    initiative: InitiativeId,
    conversation: i64,
    part: Part,
) -> Result<Vec<Judgement>> {
    let values = [initiative.into(), conversation.into(), part.size.into(), part.skip.into()];
    Ok(read.rows(&LOG, &values).await?)
}

pub(crate) async fn length(read: &mut Read, initiative: InitiativeId, conversation: i64) -> Result<i64> {
    let (count,) = read.one(&LENGTH, &[initiative.into(), conversation.into()]).await?;
    Ok(count)
}

pub(crate) async fn all(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Judgement>> {
    Ok(read.rows(&EVERY, &[initiative.into()]).await?)
}
