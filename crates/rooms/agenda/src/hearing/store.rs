use ::store::{FromRow, Part, Read, Row, Tx};
use jiff::Timestamp;
use kernel::{InitiativeId, PersonId, Result};
use uuid::Uuid;

use super::{Answered, Outcome};
use crate::statement::store::tally;

/// A statement `s` with what came of it, in the order of [`Answered`].
macro_rules! answered {
    ($rest:literal) => {
        concat!(
            "SELECT s.id, s.number, s.text, COALESCE(t.agree, 0), COALESCE(t.disagree, 0), COALESCE(t.pass, 0),
            a.outcome, COALESCE(a.reason, ''), COALESCE(a.answered_by, ''), a.at,
            (SELECT min(c.number) FROM clause_statement q JOIN clause c
                ON c.initiative = q.initiative AND c.id = q.clause AND NOT c.taken_out
                WHERE q.initiative = s.initiative AND q.statement = s.id)
            FROM statement s LEFT JOIN statement_tally t
                ON t.initiative = s.initiative AND t.conversation = s.conversation AND t.statement = s.number
            LEFT JOIN statement_answer a ON a.initiative = s.initiative AND a.statement = s.id
            WHERE s.initiative = $1 AND s.conversation = $2 AND ",
            $rest
        )
    };
}

::store::statements! {
    /// Those that wait for an answer first, then those that most people agree with.
    PART = answered!("NOT s.hidden ORDER BY (CASE WHEN a.outcome IS NOT NULL OR EXISTS (SELECT 1
        FROM clause_statement q JOIN clause c ON c.initiative = q.initiative AND c.id = q.clause AND NOT c.taken_out
        WHERE q.initiative = s.initiative AND q.statement = s.id) THEN 1 ELSE 0 END),
        COALESCE(t.agree, 0) DESC, s.number LIMIT $3 OFFSET $4");
    ONE = answered!("s.number = $3");
    BY = answered!("NOT s.hidden AND s.author = $3 ORDER BY s.number");
    ANSWERED = "SELECT CAST(count(*) AS BIGINT),
        CAST(COALESCE(sum(CASE WHEN a.outcome IS NOT NULL OR EXISTS (SELECT 1
            FROM clause_statement q JOIN clause c ON c.initiative = q.initiative AND c.id = q.clause AND NOT c.taken_out
            WHERE q.initiative = s.initiative AND q.statement = s.id) THEN 1 ELSE 0 END), 0) AS BIGINT)
        FROM statement s LEFT JOIN statement_answer a ON a.initiative = s.initiative AND a.statement = s.id
        WHERE s.initiative = $1 AND s.conversation = $2 AND NOT s.hidden";
    ANSWER = "INSERT INTO statement_answer (initiative, statement, outcome, reason, answered_by, at)
        VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (initiative, statement) DO UPDATE SET outcome = excluded.outcome, reason = excluded.reason,
            answered_by = excluded.answered_by, at = excluded.at";
    /// Authors with an account, and where there is something that they were not told yet.
    WAITING = "SELECT s.conversation, s.number, p.person, o.outcome FROM statement s
        JOIN participant p ON p.initiative = s.initiative AND p.conversation = s.conversation AND p.number = s.author
            AND p.person IS NOT NULL
        LEFT JOIN statement_told o ON o.initiative = s.initiative AND o.statement = s.id
        WHERE s.initiative = $1 AND NOT s.hidden
            AND (EXISTS (SELECT 1 FROM statement_answer a WHERE a.initiative = s.initiative AND a.statement = s.id)
                OR EXISTS (SELECT 1 FROM clause_statement q WHERE q.initiative = s.initiative AND q.statement = s.id))
        ORDER BY p.person, s.conversation, s.number";
    TELL = "INSERT INTO statement_told (initiative, statement, outcome, at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (initiative, statement) DO UPDATE SET outcome = excluded.outcome, at = excluded.at";
    EVERY_ANSWER = "SELECT s.conversation, s.number, a.outcome, a.reason, a.answered_by, a.at
        FROM statement_answer a JOIN statement s ON s.initiative = a.initiative AND s.id = a.statement
        WHERE a.initiative = $1 ORDER BY s.conversation, s.number";
    EVERY_TOLD = "SELECT s.conversation, s.number, o.outcome, o.at
        FROM statement_told o JOIN statement s ON s.initiative = o.initiative AND s.id = o.statement
        WHERE o.initiative = $1 ORDER BY s.conversation, s.number";
}

impl FromRow for Answered {
    fn from_row(row: &mut Row) -> ::store::Result<Self> {
        Ok(Self {
            id: row.take()?,
            number: row.take()?,
            text: row.take()?,
            tally: tally(row)?,
            outcome: row.take()?,
            reason: row.take()?,
            by: row.take()?,
            at: row.take()?,
            clause: row.take()?,
        })
    }
}

/// A part of a conversation's open statements; those without an answer first.
pub(crate) async fn part(
    read: &mut Read,
    initiative: InitiativeId,
    conversation: i64,
    part: Part,
) -> Result<Vec<Answered>> {
    let values = [initiative.into(), conversation.into(), part.size.into(), part.skip.into()];
    Ok(read.rows(&PART, &values).await?)
}

pub(crate) async fn one(
    read: &mut Read,
    initiative: InitiativeId,
    conversation: i64,
    statement: i64,
) -> Result<Option<Answered>> {
    Ok(read.maybe(&ONE, &[initiative.into(), conversation.into(), statement.into()]).await?)
}

/// What a participant said, with what came of it; hidden statements too, for their author.
pub(crate) async fn by(
    read: &mut Read,
    initiative: InitiativeId,
    conversation: i64,
    author: i64,
) -> Result<Vec<Answered>> {
    Ok(read.rows(&BY, &[initiative.into(), conversation.into(), author.into()]).await?)
}

/// How many open statements there are, and how many of them have an answer.
pub(crate) async fn answered(
    read: &mut Read,
    initiative: InitiativeId,
    conversation: i64,
) -> Result<(i64, i64)> {
    Ok(read.one(&ANSWERED, &[initiative.into(), conversation.into()]).await?)
}

/// Puts an answer in the place of an earlier one.
pub(crate) async fn answer(
    tx: &mut Tx,
    initiative: InitiativeId,
    statement: Uuid,
    (outcome, reason): (Outcome, &str),
    (by, at): (&str, Timestamp),
) -> Result<()> {
    let values = [initiative.into(), statement.into(), outcome.into(), reason.into(), by.into(), at.into()];
    tx.run(&ANSWER, &values).await?;
    Ok(())
}

/// Conversation, statement, author, and what they were told of it last.
pub(crate) type Waiting = (i64, i64, PersonId, Option<String>);

/// Statements with an answer whose authors have an account.
pub(crate) async fn waiting(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Waiting>> {
    Ok(read.rows(&WAITING, &[initiative.into()]).await?)
}

/// Notes that the author was told.
pub(crate) async fn tell(
    tx: &mut Tx,
    initiative: InitiativeId,
    statement: Uuid,
    outcome: &str,
    at: Timestamp,
) -> Result<()> {
    tx.run(&TELL, &[initiative.into(), statement.into(), outcome.into(), at.into()]).await?;
    Ok(())
}

/// Conversation, statement, outcome, reason, by whom and when.
pub(crate) async fn every_answer(
    read: &mut Read,
    initiative: InitiativeId,
) -> Result<Vec<(i64, i64, Outcome, String, String, Timestamp)>> {
    Ok(read.rows(&EVERY_ANSWER, &[initiative.into()]).await?)
}

/// Conversation, statement, outcome and when.
pub(crate) async fn every_told(
    read: &mut Read,
    initiative: InitiativeId,
) -> Result<Vec<(i64, i64, String, Timestamp)>> {
    Ok(read.rows(&EVERY_TOLD, &[initiative.into()]).await?)
}
