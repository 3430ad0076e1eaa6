use jiff::Timestamp;
use kernel::{InitiativeId, Result};
use store::{Read, Tx, Value};
use uuid::Uuid;

use super::{Frozen, Held, State, Version, VersionId};
use crate::clause::ClauseId;
use crate::statement::Weighed;

store::statements! {
    EVERY = "SELECT id, number, title, state, proposed_by, proposed_at, decision, in_force_at
        FROM agenda_version WHERE initiative = $1 ORDER BY number DESC";
    LOCKED = "SELECT id, number, title, state, proposed_by, proposed_at, decision, in_force_at
        FROM agenda_version WHERE initiative = $1 ORDER BY number DESC FOR UPDATE";
    THESE = "SELECT id, number, title, state, proposed_by, proposed_at, decision, in_force_at
        FROM agenda_version WHERE initiative = $1 AND id = ANY($2)";
    NUMBERED = "SELECT id, number, title, state, proposed_by, proposed_at, decision, in_force_at
        FROM agenda_version WHERE initiative = $1 AND number = $2";
    IN_FORCE = "SELECT id, number, title, state, proposed_by, proposed_at, decision, in_force_at
        FROM agenda_version WHERE initiative = $1 AND state = 'in-force'";
    INSERT = "INSERT INTO agenda_version (initiative, id, number, title, state, proposed_by, proposed_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    FREEZE = "INSERT INTO version_clause (initiative, version, clause, number, section, place, text, then_what,
        because, difference) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    CLAUSES = "SELECT clause, number, section, place, text, then_what, because, difference FROM version_clause
        WHERE initiative = $1 AND version = $2 ORDER BY place, number";
    VOICES = "SELECT s.id, s.conversation, s.number, s.text, s.hidden, s.reason, s.at,
        COALESCE(t.agree, 0), COALESCE(t.disagree, 0), COALESCE(t.pass, 0)
        FROM statement s LEFT JOIN statement_tally t
            ON t.initiative = s.initiative AND t.conversation = s.conversation AND t.statement = s.number
        WHERE s.initiative = $1 AND NOT s.hidden AND s.id IN (SELECT c.statement
            FROM version_clause v JOIN clause_statement c ON c.initiative = v.initiative AND c.clause = v.clause
            WHERE v.initiative = $1 AND v.version = $2)
        ORDER BY COALESCE(t.agree, 0) DESC, s.number";
    HOLDING = "SELECT v.number, v.proposed_by, v.proposed_at, v.in_force_at, d.number FROM version_clause c
        JOIN agenda_version v ON v.initiative = c.initiative AND v.id = c.version
        LEFT JOIN decision d ON d.initiative = v.initiative AND d.id = v.decision
        WHERE c.initiative = $1 AND c.clause = $2 ORDER BY v.number";
    BEFORE = "SELECT number FROM agenda_version WHERE initiative = $1 AND state = 'superseded'
        ORDER BY number DESC LIMIT 1";
    SET_STATE = "UPDATE agenda_version SET state = $3 WHERE initiative = $1 AND id = $2";
    BRING_INTO_FORCE = "UPDATE agenda_version SET state = 'in-force', decision = $3, in_force_at = $4
        WHERE initiative = $1 AND id = $2";
}

store::row!(Version { id, number, title, state, proposed_by, proposed_at, decision, in_force_at });
store::row!(Frozen { clause, number, section, place, text, then, because, difference });

store::row!(Held { number, proposed_by, proposed_at, in_force_at, decision });

/// Newest first.
pub(crate) async fn all(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Version>> {
    Ok(read.rows(&EVERY, &[initiative.into()]).await?)
}

/// Newest first; nobody else can change them until this transaction ends.
pub(crate) async fn locked(tx: &mut Tx, initiative: InitiativeId) -> Result<Vec<Version>> {
    Ok(tx.rows(&LOCKED, &[initiative.into()]).await?)
}

pub(crate) async fn these(read: &mut Read, initiative: InitiativeId, ids: &[Uuid]) -> Result<Vec<Version>> {
    Ok(read.rows(&THESE, &[initiative.into(), ids.into()]).await?)
}

pub(crate) async fn numbered(
    read: &mut Read,
    initiative: InitiativeId,
    number: i64,
) -> Result<Option<Version>> {
    Ok(read.maybe(&NUMBERED, &[initiative.into(), number.into()]).await?)
}

pub(crate) async fn in_force(read: &mut Read, initiative: InitiativeId) -> Result<Option<Version>> {
    Ok(read.maybe(&IN_FORCE, &[initiative.into()]).await?)
}

/// With the clauses as they stand.
pub(crate) async fn insert(
    tx: &mut Tx,
    initiative: InitiativeId,
    version: &Version,
    clauses: &[Frozen],
) -> Result<()> {
    let values = [
        initiative.into(),
        version.id.into(),
        version.number.into(),
        version.title.as_str().into(),
        version.state.as_str().into(),
        version.proposed_by.as_str().into(),
        version.proposed_at.into(),
    ];
    tx.run(&INSERT, &values).await?;
    let rows: Vec<Vec<Value>> = clauses.iter().map(|clause| clause.row(initiative, version.id)).collect();
    tx.run_each(&FREEZE, &rows).await?;
    Ok(())
}

pub(crate) async fn clauses(
    read: &mut Read,
    initiative: InitiativeId,
    version: VersionId,
) -> Result<Vec<Frozen>> {
    Ok(read.rows(&CLAUSES, &[initiative.into(), version.into()]).await?)
}

/// The number of the version that was in force before.
pub(crate) async fn before(read: &mut Read, initiative: InitiativeId) -> Result<Option<i64>> {
    let found: Option<(i64,)> = read.maybe(&BEFORE, &[initiative.into()]).await?;
    Ok(found.map(|(number,)| number))
}

/// The versions in which a clause stands, oldest first.
pub(crate) async fn holding(
    read: &mut Read,
    initiative: InitiativeId,
    clause: ClauseId,
) -> Result<Vec<Held>> {
    Ok(read.rows(&HOLDING, &[initiative.into(), clause.into()]).await?)
}

pub(crate) async fn set_state(
    tx: &mut Tx,
    initiative: InitiativeId,
    version: VersionId,
    state: State,
) -> Result<()> {
    tx.run(&SET_STATE, &[initiative.into(), version.into(), state.word().into()]).await?;
    Ok(())
}

pub(crate) async fn bring_into_force(
    tx: &mut Tx,
    initiative: InitiativeId,
    version: VersionId,
    decision: Uuid,
    at: Timestamp,
) -> Result<()> {
    tx.run(&BRING_INTO_FORCE, &[initiative.into(), version.into(), decision.into(), at.into()]).await?;
    Ok(())
}

/// What people said that the clauses of a version rest on, most agreement first.
pub(crate) async fn voices(
    read: &mut Read,
    initiative: InitiativeId,
    version: VersionId,
) -> Result<Vec<Weighed>> {
    Ok(read.rows(&VOICES, &[initiative.into(), version.into()]).await?)
}
