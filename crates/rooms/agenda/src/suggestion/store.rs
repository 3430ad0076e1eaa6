use jiff::Timestamp;
use kernel::{InitiativeId, Result};
use store::{FromRow, Read, Row, Tx};
use uuid::Uuid;

use super::{State, Suggestion, SuggestionId};
use crate::clause::ClauseId;

/// The columns of a [`Suggestion`] in its order.
macro_rules! columns {
    () => {
        "s.id, s.number, s.clause, s.base, s.text, s.then_what, s.because, s.difference, s.why, s.state, s.suggester,
        s.suggested_by, s.suggested_at, s.answered_by, s.answered_at, s.reason, s.wording"
    };
}

store::statements! {
    THESE = concat!("SELECT ", columns!(), " FROM clause_suggestion s WHERE s.initiative = $1 AND s.id = ANY($2)");
    NUMBERED = concat!("SELECT ", columns!(), " FROM clause_suggestion s WHERE s.initiative = $1 AND s.number = $2");
    LOCKED = concat!("SELECT ", columns!(), " FROM clause_suggestion s
        WHERE s.initiative = $1 AND s.number = $2 FOR UPDATE");
    OF_CLAUSE = concat!("SELECT ", columns!(), " FROM clause_suggestion s
        WHERE s.initiative = $1 AND s.clause = $2 ORDER BY s.number DESC");
    OPEN = "SELECT clause, CAST(count(*) AS BIGINT) FROM clause_suggestion
        WHERE initiative = $1 AND state = 'open' GROUP BY clause";
    EVERY = concat!("SELECT c.number, ", columns!(), " FROM clause_suggestion s
        JOIN clause c ON c.initiative = s.initiative AND c.id = s.clause
        WHERE s.initiative = $1 ORDER BY s.number");
    INSERT = "INSERT INTO clause_suggestion (initiative, id, number, clause, base, text, then_what, because, difference,
        why, state, suggester, suggested_by, suggested_at, answered_by, reason, told)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, '', '', FALSE)";
    ANSWERED = concat!("SELECT c.number, ", columns!(), " FROM clause_suggestion s
        JOIN clause c ON c.initiative = s.initiative AND c.id = s.clause
        WHERE s.initiative = $1 AND NOT s.told AND s.state IN ('taken', 'declined') ORDER BY s.number LIMIT 200");
    TOLD = "UPDATE clause_suggestion SET told = TRUE WHERE initiative = $1 AND id = $2";
    ANSWER = "UPDATE clause_suggestion SET state = $3, answered_by = $4, answered_at = $5, reason = $6, wording = $7
        WHERE initiative = $1 AND id = $2";
}

store::row!(Suggestion {
    id,
    number,
    clause,
    base,
    text,
    then,
    because,
    difference,
    why,
    state,
    suggester,
    suggested_by,
    suggested_at,
    answered_by,
    answered_at,
    reason,
    wording,
});

struct Numbered {
    clause: i64,
    suggestion: Suggestion,
}

impl FromRow for Numbered {
    fn from_row(row: &mut Row) -> store::Result<Self> {
        Ok(Self { clause: row.take()?, suggestion: Suggestion::from_row(row)? })
    }
}

pub(crate) async fn these(
    read: &mut Read,
    initiative: InitiativeId,
    ids: &[Uuid],
) -> Result<Vec<Suggestion>> {
    Ok(read.rows(&THESE, &[initiative.into(), ids.into()]).await?)
}

pub(crate) async fn numbered(
    read: &mut Read,
    initiative: InitiativeId,
    number: i64,
) -> Result<Option<Suggestion>> {
    Ok(read.maybe(&NUMBERED, &[initiative.into(), number.into()]).await?)
}

/// Nobody else can answer it until this transaction ends.
pub(crate) async fn locked(tx: &mut Tx, initiative: InitiativeId, number: i64) -> Result<Option<Suggestion>> {
    Ok(tx.maybe(&LOCKED, &[initiative.into(), number.into()]).await?)
}

/// Newest first.
pub(crate) async fn of_clause(
    read: &mut Read,
    initiative: InitiativeId,
    clause: ClauseId,
) -> Result<Vec<Suggestion>> {
    Ok(read.rows(&OF_CLAUSE, &[initiative.into(), clause.into()]).await?)
}

/// How many wait for an answer, by clause.
pub(crate) async fn open(
    read: &mut Read,
    initiative: InitiativeId,
) -> Result<std::collections::HashMap<ClauseId, i64>> {
    Ok(read.rows(&OPEN, &[initiative.into()]).await?.into_iter().collect())
}

/// With the clause's number.
pub(crate) async fn every(read: &mut Read, initiative: InitiativeId) -> Result<Vec<(i64, Suggestion)>> {
    let rows: Vec<Numbered> = read.rows(&EVERY, &[initiative.into()]).await?;
    Ok(rows.into_iter().map(|row| (row.clause, row.suggestion)).collect())
}

pub(crate) async fn insert(tx: &mut Tx, initiative: InitiativeId, suggestion: &Suggestion) -> Result<()> {
    let values = [
        initiative.into(),
        suggestion.id.into(),
        suggestion.number.into(),
        suggestion.clause.into(),
        suggestion.base.into(),
        suggestion.text.as_str().into(),
        suggestion.then.as_str().into(),
        suggestion.because.as_str().into(),
        suggestion.difference.as_str().into(),
        suggestion.why.as_str().into(),
        suggestion.state.into(),
        suggestion.suggester.into(),
        suggestion.suggested_by.as_str().into(),
        suggestion.suggested_at.into(),
    ];
    tx.run(&INSERT, &values).await?;
    Ok(())
}

/// What became of it, by whom, why, and as which wording.
pub(crate) async fn answer(
    tx: &mut Tx,
    initiative: InitiativeId,
    id: SuggestionId,
    state: State,
    by: (&str, Timestamp),
    reason: &str,
    wording: Option<i64>,
) -> Result<()> {
    let values =
        [initiative.into(), id.into(), state.into(), by.0.into(), by.1.into(), reason.into(), wording.into()];
    tx.run(&ANSWER, &values).await?;
    Ok(())
}

/// Those that were taken or declined and whose makers were not told yet, with the clause's number.
pub(crate) async fn answered(read: &mut Read, initiative: InitiativeId) -> Result<Vec<(i64, Suggestion)>> {
    let rows: Vec<Numbered> = read.rows(&ANSWERED, &[initiative.into()]).await?;
    Ok(rows.into_iter().map(|row| (row.clause, row.suggestion)).collect())
}

/// Notes that whoever made it was told what became of it.
pub(crate) async fn told(tx: &mut Tx, initiative: InitiativeId, id: SuggestionId) -> Result<()> {
    tx.run(&TOLD, &[initiative.into(), id.into()]).await?;
    Ok(())
}
