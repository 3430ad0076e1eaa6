use std::collections::HashMap;

use jiff::Timestamp;
use kernel::{InitiativeId, PersonId, Result};
use store::{FromRow, Read, Row, Tx};
use uuid::Uuid;

use super::acts::By;
use super::{Clause, ClauseId, Voices, Wording};
use crate::statement::{StatementId, Weighed};

store::statements! {
    DRAFT = "SELECT id, number, section, place, text, then_what, because, difference, taken_out, version, written_at FROM clause
        WHERE initiative = $1 AND NOT taken_out ORDER BY place, number";
    EVERY = "SELECT id, number, section, place, text, then_what, because, difference, taken_out, version, written_at FROM clause
        WHERE initiative = $1 ORDER BY number";
    THESE = "SELECT id, number, section, place, text, then_what, because, difference, taken_out, version, written_at FROM clause
        WHERE initiative = $1 AND id = ANY($2)";
    NUMBERED = "SELECT id, number, section, place, text, then_what, because, difference, taken_out, version, written_at FROM clause
        WHERE initiative = $1 AND number = $2";
    LOCKED = "SELECT id, number, section, place, text, then_what, because, difference, taken_out, version, written_at FROM clause
        WHERE initiative = $1 AND number = $2 FOR UPDATE";
    INSERT = "INSERT INTO clause (initiative, id, number, section, place, text, then_what, because, difference, taken_out, version,
        written_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    UPDATE = "UPDATE clause SET section = $3, place = $4, text = $5, then_what = $6, because = $7,
        difference = $8, taken_out = $9, version = $10
        WHERE initiative = $1 AND id = $2";
    WORD = "INSERT INTO clause_wording (initiative, clause, version, text, then_what, because, difference, written_by,
        person, written_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    WRITER = "SELECT person FROM clause_wording WHERE initiative = $1 AND clause = $2 ORDER BY version DESC LIMIT 1";
    WORDINGS = "SELECT version, text, then_what, because, difference, written_by, written_at FROM clause_wording
        WHERE initiative = $1 AND clause = $2 ORDER BY version DESC";
    EVERY_WORDING = "SELECT c.number, w.version, w.text, w.then_what, w.because, w.difference, w.written_by, w.written_at
        FROM clause_wording w JOIN clause c ON c.initiative = w.initiative AND c.id = w.clause
        WHERE w.initiative = $1 ORDER BY c.number, w.version";
    CITE = "INSERT INTO clause_statement (initiative, clause, statement) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    CITED = "SELECT s.id, s.conversation, s.number, s.text, s.hidden, s.reason, s.at,
        COALESCE(t.agree, 0), COALESCE(t.disagree, 0), COALESCE(t.pass, 0)
        FROM clause_statement c JOIN statement s ON s.initiative = c.initiative AND s.id = c.statement
        LEFT JOIN statement_tally t
            ON t.initiative = s.initiative AND t.conversation = s.conversation AND t.statement = s.number
        WHERE c.initiative = $1 AND c.clause = $2 AND NOT s.hidden ORDER BY COALESCE(t.agree, 0) DESC, s.number";
    RESTING = "SELECT CAST(count(*) AS BIGINT) FROM clause_statement WHERE initiative = $1 AND statement = $2";
    VOICES = "SELECT c.clause, CAST(count(*) AS BIGINT), CAST(COALESCE(sum(t.agree), 0) AS BIGINT),
        CAST(COALESCE(sum(t.agree + t.disagree + t.pass), 0) AS BIGINT)
        FROM clause_statement c JOIN statement s ON s.initiative = c.initiative AND s.id = c.statement
        LEFT JOIN statement_tally t
            ON t.initiative = s.initiative AND t.conversation = s.conversation AND t.statement = s.number
        WHERE c.initiative = $1 AND NOT s.hidden GROUP BY c.clause";
    CITATIONS = "SELECT c.number, s.conversation, s.number
        FROM clause_statement q JOIN clause c ON c.initiative = q.initiative AND c.id = q.clause
        JOIN statement s ON s.initiative = q.initiative AND s.id = q.statement
        WHERE q.initiative = $1 ORDER BY c.number, s.conversation, s.number";
}

store::row!(Clause {
    id,
    number,
    section,
    place,
    text,
    then,
    because,
    difference,
    taken_out,
    version,
    written_at
});
store::row!(Wording { version, text, then, because, difference, written_by, written_at });

struct Resting {
    clause: ClauseId,
    voices: Voices,
}

impl FromRow for Resting {
    fn from_row(row: &mut Row) -> store::Result<Self> {
        let clause = row.take()?;
        Ok(Self {
            clause,
            voices: Voices { statements: row.take()?, agree: row.take()?, votes: row.take()? },
        })
    }
}

struct Worded {
    number: i64,
    wording: Wording,
}

impl FromRow for Worded {
    fn from_row(row: &mut Row) -> store::Result<Self> {
        Ok(Self { number: row.take()?, wording: Wording::from_row(row)? })
    }
}

/// The clauses of the working draft, in order of place.
pub(crate) async fn draft(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Clause>> {
    Ok(read.rows(&DRAFT, &[initiative.into()]).await?)
}

/// Those taken out as well, as they were written.
pub(crate) async fn all(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Clause>> {
    Ok(read.rows(&EVERY, &[initiative.into()]).await?)
}

pub(crate) async fn these(read: &mut Read, initiative: InitiativeId, ids: &[Uuid]) -> Result<Vec<Clause>> {
    Ok(read.rows(&THESE, &[initiative.into(), ids.into()]).await?)
}

pub(crate) async fn numbered(
    read: &mut Read,
    initiative: InitiativeId,
    number: i64,
) -> Result<Option<Clause>> {
    Ok(read.maybe(&NUMBERED, &[initiative.into(), number.into()]).await?)
}

/// Nobody else can change it until this transaction ends.
pub(crate) async fn locked(tx: &mut Tx, initiative: InitiativeId, number: i64) -> Result<Option<Clause>> {
    Ok(tx.maybe(&LOCKED, &[initiative.into(), number.into()]).await?)
}

pub(crate) async fn insert(tx: &mut Tx, initiative: InitiativeId, clause: &Clause) -> Result<()> {
    let values = [
        initiative.into(),
        clause.id.into(),
        clause.number.into(),
        clause.section.as_str().into(),
        clause.place.into(),
        clause.text.as_str().into(),
        clause.then.as_str().into(),
        clause.because.as_str().into(),
        clause.difference.as_str().into(),
        clause.taken_out.into(),
        clause.version.into(),
        clause.written_at.into(),
    ];
    tx.run(&INSERT, &values).await?;
    Ok(())
}

pub(crate) async fn update(tx: &mut Tx, initiative: InitiativeId, clause: &Clause) -> Result<()> {
    let values = [
        initiative.into(),
        clause.id.into(),
        clause.section.as_str().into(),
        clause.place.into(),
        clause.text.as_str().into(),
        clause.then.as_str().into(),
        clause.because.as_str().into(),
        clause.difference.as_str().into(),
        clause.taken_out.into(),
        clause.version.into(),
    ];
    tx.run(&UPDATE, &values).await?;
    Ok(())
}

/// Keeps the wording that the clause has now.
pub(crate) async fn keep_wording(
    tx: &mut Tx,
    initiative: InitiativeId,
    clause: &Clause,
    by: By<'_>,
    at: Timestamp,
) -> Result<()> {
    let values = [
        initiative.into(),
        clause.id.into(),
        clause.version.into(),
        clause.text.as_str().into(),
        clause.then.as_str().into(),
        clause.because.as_str().into(),
        clause.difference.as_str().into(),
        by.0.into(),
        by.1.into(),
        at.into(),
    ];
    tx.run(&WORD, &values).await?;
    Ok(())
}

/// Newest first.
pub(crate) async fn wordings(
    read: &mut Read,
    initiative: InitiativeId,
    clause: ClauseId,
) -> Result<Vec<Wording>> {
    Ok(read.rows(&WORDINGS, &[initiative.into(), clause.into()]).await?)
}

/// The account of whoever worded it last, if it was somebody's.
pub(crate) async fn writer(
    read: &mut Read,
    initiative: InitiativeId,
    clause: ClauseId,
) -> Result<Option<PersonId>> {
    let found: Option<(Option<PersonId>,)> = read.maybe(&WRITER, &[initiative.into(), clause.into()]).await?;
    Ok(found.and_then(|(person,)| person))
}

/// Every wording with its clause's number.
pub(crate) async fn every_wording(read: &mut Read, initiative: InitiativeId) -> Result<Vec<(i64, Wording)>> {
    let rows: Vec<Worded> = read.rows(&EVERY_WORDING, &[initiative.into()]).await?;
    Ok(rows.into_iter().map(|row| (row.number, row.wording)).collect())
}

/// Lets a clause rest on a statement; false if it did already.
pub(crate) async fn cite(
    tx: &mut Tx,
    initiative: InitiativeId,
    clause: ClauseId,
    statement: StatementId,
) -> Result<bool> {
    Ok(tx.run(&CITE, &[initiative.into(), clause.into(), statement.into()]).await? == 1)
}

/// What a clause rests on, most agreement first.
pub(crate) async fn cited(
    read: &mut Read,
    initiative: InitiativeId,
    clause: ClauseId,
) -> Result<Vec<Weighed>> {
    Ok(read.rows(&CITED, &[initiative.into(), clause.into()]).await?)
}

/// How many clauses rest on a statement.
pub(crate) async fn resting_on(
    read: &mut Read,
    initiative: InitiativeId,
    statement: StatementId,
) -> Result<i64> {
    let (clauses,) = read.one(&RESTING, &[initiative.into(), statement.into()]).await?;
    Ok(clauses)
}

/// What each clause rests on, in numbers.
pub(crate) async fn voices(read: &mut Read, initiative: InitiativeId) -> Result<HashMap<ClauseId, Voices>> {
    let rows: Vec<Resting> = read.rows(&VOICES, &[initiative.into()]).await?;
    Ok(rows.into_iter().map(|row| (row.clause, row.voices)).collect())
}

/// Clause, conversation and statement of every citation, by number.
pub(crate) async fn citations(read: &mut Read, initiative: InitiativeId) -> Result<Vec<(i64, i64, i64)>> {
    Ok(read.rows(&CITATIONS, &[initiative.into()]).await?)
}
