use ::store::{FromRow, Part, Read, Row, Tx};
use jiff::Timestamp;
use kernel::{InitiativeId, PersonId, Result};
use uuid::Uuid;

use super::{Answered, Outcome, Telling};
use crate::statement::store::tally;

/// A statement `s` with what came of it, in the order of [`Answered`].
macro_rules! answered {
    ($rest:literal) => {
        concat!(
            "SELECT s.id, s.number, s.text, COALESCE(t.agree, 0), COALESCE(t.disagree, 0), COALESCE(t.pass, 0),
            a.outcome, COALESCE(a.reason, ''), COALESCE(a.due, ''), COALESCE(a.told_by, ''), a.at,
            (SELECT min(c.number) FROM clause_statement q JOIN clause c
                ON c.initiative = q.initiative AND c.id = q.clause AND NOT c.taken_out
                WHERE q.initiative = s.initiative AND q.statement = s.id)
            FROM statement s LEFT JOIN statement_tally t
                ON t.initiative = s.initiative AND t.conversation = s.conversation AND t.statement = s.number
            LEFT JOIN telling a ON a.initiative = s.initiative AND a.statement = s.id AND a.latest
            WHERE s.initiative = $1 AND s.conversation = $2 AND ",
            $rest
        )
    };
}

/// 0 for a statement `s` with the latest telling `a` that waits for an answer, 1 otherwise: nobody said anything and no
/// clause cites it, or it was promised by a day before that of the parameter.
macro_rules! waits {
    ($day:literal) => {
        concat!(
            "(CASE WHEN a.outcome = 'will' AND a.due <> '' AND a.due < ",
            $day,
            " THEN 0 WHEN a.outcome IS NOT NULL OR EXISTS (SELECT 1
                FROM clause_statement q JOIN clause c
                    ON c.initiative = q.initiative AND c.id = q.clause AND NOT c.taken_out
                WHERE q.initiative = s.initiative AND q.statement = s.id) THEN 1 ELSE 0 END)"
        )
    };
}

/// The columns of a [`Telling`] in its order, of `telling a`.
macro_rules! columns {
    () => {
        "a.id, a.statement, a.outcome, a.reason, a.due, a.came, a.told_by, a.at"
    };
}

::store::statements! {
    /// Those that wait for an answer first, then those that most people agree with.
    PART = concat!(answered!("NOT s.hidden ORDER BY "), waits!("$3"), ", COALESCE(t.agree, 0) DESC, s.number
        LIMIT $4 OFFSET $5");
    ONE = answered!("s.number = $3");
    BY = answered!("NOT s.hidden AND s.author = $3 ORDER BY s.number");
    ANSWERED = concat!("SELECT CAST(count(*) AS BIGINT), CAST(COALESCE(sum(", waits!("$3"), "), 0) AS BIGINT)
        FROM statement s LEFT JOIN telling a ON a.initiative = s.initiative AND a.statement = s.id AND a.latest
        WHERE s.initiative = $1 AND s.conversation = $2 AND NOT s.hidden");
    OVERDUE = "SELECT s.conversation, s.number, s.text, a.due FROM telling a
        JOIN statement s ON s.initiative = a.initiative AND s.id = a.statement AND NOT s.hidden
        WHERE a.initiative = $1 AND a.latest AND a.outcome = 'will' AND a.due <> '' AND a.due < $2
        ORDER BY a.due, s.conversation, s.number";
    THESE = concat!("SELECT ", columns!(), " FROM telling a WHERE a.initiative = $1 AND a.id = ANY($2)");
    OF_STATEMENT = concat!("SELECT ", columns!(), " FROM telling a
        WHERE a.initiative = $1 AND a.statement = $2 ORDER BY a.at, a.id");
    /// What was told last of what is open, whatever the conversation.
    LATELY = concat!("SELECT s.conversation, s.number, s.text, ", columns!(), " FROM telling a
        JOIN statement s ON s.initiative = a.initiative AND s.id = a.statement AND NOT s.hidden
        JOIN conversation c ON c.initiative = s.initiative AND c.number = s.conversation AND c.published
        WHERE a.initiative = $1 AND a.latest ORDER BY a.at DESC, a.id DESC LIMIT $2 OFFSET $3");
    COUNTS = "SELECT a.outcome, CAST(count(*) AS BIGINT) FROM telling a
        JOIN statement s ON s.initiative = a.initiative AND s.id = a.statement AND NOT s.hidden
        JOIN conversation c ON c.initiative = s.initiative AND c.number = s.conversation AND c.published
        WHERE a.initiative = $1 AND a.latest GROUP BY a.outcome";
    SUPERSEDE = "UPDATE telling SET latest = FALSE WHERE initiative = $1 AND statement = $2 AND latest";
    INSERT = "INSERT INTO telling (initiative, id, statement, outcome, reason, due, came, told_by, at, latest)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, TRUE)";
    /// Authors with an account, and where there is something that they were not told yet.
    WAITING = "SELECT s.conversation, s.number, p.person, o.outcome FROM statement s
        JOIN participant p ON p.initiative = s.initiative AND p.conversation = s.conversation AND p.number = s.author
            AND p.person IS NOT NULL
        LEFT JOIN statement_told o ON o.initiative = s.initiative AND o.statement = s.id
        WHERE s.initiative = $1 AND NOT s.hidden
            AND (EXISTS (SELECT 1 FROM telling a WHERE a.initiative = s.initiative AND a.statement = s.id)
                OR EXISTS (SELECT 1 FROM clause_statement q WHERE q.initiative = s.initiative AND q.statement = s.id))
        ORDER BY p.person, s.conversation, s.number";
    NOTE = "INSERT INTO statement_told (initiative, statement, outcome, at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (initiative, statement) DO UPDATE SET outcome = excluded.outcome, at = excluded.at";
    EVERY = concat!("SELECT s.conversation, s.number, s.text, ", columns!(), "
        FROM telling a JOIN statement s ON s.initiative = a.initiative AND s.id = a.statement
        WHERE a.initiative = $1 ORDER BY s.conversation, s.number, a.at, a.id");
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
            due: row.take()?,
            by: row.take()?,
            at: row.take()?,
            clause: row.take()?,
        })
    }
}

::store::row!(Telling { id, statement, outcome, reason, due, came, by, at });

/// What was told of a statement, with the statement's conversation, number and words.
#[derive(Debug, Clone)]
pub(crate) struct Of {
    pub(crate) conversation: i64,
    pub(crate) number: i64,
    pub(crate) said: String,
    pub(crate) telling: Telling,
}

impl FromRow for Of {
    fn from_row(row: &mut Row) -> ::store::Result<Self> {
        Ok(Self {
            conversation: row.take()?,
            number: row.take()?,
            said: row.take()?,
            telling: Telling::from_row(row)?,
        })
    }
}

/// A part of a conversation's open statements on that day; those without an answer first.
pub(crate) async fn part(
    read: &mut Read,
    initiative: InitiativeId,
    conversation: i64,
    day: &str,
    part: Part,
) -> Result<Vec<Answered>> {
    let values = [initiative.into(), conversation.into(), day.into(), part.size.into(), part.skip.into()];
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

/// How many open statements there are, and how many of them have an answer on that day.
pub(crate) async fn answered(
    read: &mut Read,
    initiative: InitiativeId,
    conversation: i64,
    day: &str,
) -> Result<(i64, i64)> {
    Ok(read.one(&ANSWERED, &[initiative.into(), conversation.into(), day.into()]).await?)
}

/// What was promised by a day before that one: conversation, statement, its words, the day.
pub(crate) async fn overdue(
    read: &mut Read,
    initiative: InitiativeId,
    day: &str,
) -> Result<Vec<(i64, i64, String, String)>> {
    Ok(read.rows(&OVERDUE, &[initiative.into(), day.into()]).await?)
}

pub(crate) async fn these(read: &mut Read, initiative: InitiativeId, ids: &[Uuid]) -> Result<Vec<Telling>> {
    Ok(read.rows(&THESE, &[initiative.into(), ids.into()]).await?)
}

/// All that was told of a statement, from the first.
pub(crate) async fn of_statement(
    read: &mut Read,
    initiative: InitiativeId,
    statement: Uuid,
) -> Result<Vec<Telling>> {
    Ok(read.rows(&OF_STATEMENT, &[initiative.into(), statement.into()]).await?)
}

/// What was told last of each statement that is open, newest first.
pub(crate) async fn lately(read: &mut Read, initiative: InitiativeId, part: Part) -> Result<Vec<Of>> {
    Ok(read.rows(&LATELY, &[initiative.into(), part.size.into(), part.skip.into()]).await?)
}

/// How many of them there are of each outcome.
pub(crate) async fn counts(read: &mut Read, initiative: InitiativeId) -> Result<Vec<(Outcome, i64)>> {
    Ok(read.rows(&COUNTS, &[initiative.into()]).await?)
}

/// Writes what is told; earlier ones of the same statement stay, and are no longer the latest.
pub(crate) async fn tell(tx: &mut Tx, initiative: InitiativeId, telling: &Telling) -> Result<()> {
    tx.run(&SUPERSEDE, &[initiative.into(), telling.statement.into()]).await?;
    let values = [
        initiative.into(),
        telling.id.into(),
        telling.statement.into(),
        telling.outcome.into(),
        telling.reason.as_str().into(),
        telling.due.as_str().into(),
        telling.came.as_deref().into(),
        telling.by.as_str().into(),
        telling.at.into(),
    ];
    tx.run(&INSERT, &values).await?;
    Ok(())
}

/// Conversation, statement, author, and what they were told of it last.
pub(crate) type Waiting = (i64, i64, PersonId, Option<String>);

/// Statements with an answer whose authors have an account.
pub(crate) async fn waiting(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Waiting>> {
    Ok(read.rows(&WAITING, &[initiative.into()]).await?)
}

/// Notes that the author was told.
pub(crate) async fn note(
    tx: &mut Tx,
    initiative: InitiativeId,
    statement: Uuid,
    outcome: &str,
    at: Timestamp,
) -> Result<()> {
    tx.run(&NOTE, &[initiative.into(), statement.into(), outcome.into(), at.into()]).await?;
    Ok(())
}

/// Everything that was told, each time.
pub(crate) async fn every(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Of>> {
    Ok(read.rows(&EVERY, &[initiative.into()]).await?)
}

/// Conversation, statement, outcome and when.
pub(crate) async fn every_told(
    read: &mut Read,
    initiative: InitiativeId,
) -> Result<Vec<(i64, i64, String, Timestamp)>> {
    Ok(read.rows(&EVERY_TOLD, &[initiative.into()]).await?)
}
