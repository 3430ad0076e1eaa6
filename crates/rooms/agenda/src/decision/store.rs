use jiff::Timestamp;
use kernel::{InitiativeId, Result};
use store::{Part, Read, Tx};
use uuid::Uuid;

use super::answer::Given;
use super::{Counts, Decision, DecisionId, State};

store::statements! {
    EVERY = "SELECT id, number, title, text, why, group_id, subject_kind, subject, subject_version, quorum,
        closes_at, state, proposer, proposed_by, proposed_at, decided_at, round, affected,
        review_on, called_round FROM decision WHERE initiative = $1 ORDER BY number DESC";
    PART = "SELECT id, number, title, text, why, group_id, subject_kind, subject, subject_version, quorum,
        closes_at, state, proposer, proposed_by, proposed_at, decided_at, round, affected,
        review_on, called_round FROM decision WHERE initiative = $1 ORDER BY number DESC LIMIT $2 OFFSET $3";
    COUNTS = "SELECT CAST(count(*) AS BIGINT),
        CAST(COALESCE(sum(CASE WHEN state = 'open' THEN 1 ELSE 0 END), 0) AS BIGINT),
        CAST(COALESCE(sum(CASE WHEN state = 'adopted' THEN 1 ELSE 0 END), 0) AS BIGINT)
        FROM decision WHERE initiative = $1";
    OPEN = "SELECT id, number, title, text, why, group_id, subject_kind, subject, subject_version, quorum,
        closes_at, state, proposer, proposed_by, proposed_at, decided_at, round, affected,
        review_on, called_round FROM decision WHERE initiative = $1 AND state = 'open' ORDER BY closes_at, number";
    THESE = "SELECT id, number, title, text, why, group_id, subject_kind, subject, subject_version, quorum,
        closes_at, state, proposer, proposed_by, proposed_at, decided_at, round, affected,
        review_on, called_round FROM decision WHERE initiative = $1 AND id = ANY($2)";
    NUMBERED = "SELECT id, number, title, text, why, group_id, subject_kind, subject, subject_version, quorum,
        closes_at, state, proposer, proposed_by, proposed_at, decided_at, round, affected,
        review_on, called_round FROM decision WHERE initiative = $1 AND number = $2";
    LOCKED = "SELECT id, number, title, text, why, group_id, subject_kind, subject, subject_version, quorum,
        closes_at, state, proposer, proposed_by, proposed_at, decided_at, round, affected,
        review_on, called_round FROM decision WHERE initiative = $1 AND number = $2 FOR UPDATE";
    INSERT = "INSERT INTO decision (initiative, id, number, title, text, why, group_id, subject_kind, subject,
        subject_version, quorum, closes_at, state, proposer, proposed_by, proposed_at, affected, review_on)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)";
    /// In whatever initiative: those whose time is over and whose ballots can be opened, and those to which nobody was
    /// called yet and in which people can vote.
    DUE = "SELECT initiative, number, closes_at FROM decision
        WHERE state = 'open' AND (
            (closes_at <= $1 AND (SELECT count(*) FROM trustee t WHERE t.initiative = decision.initiative
                AND t.decision = decision.id AND t.state = 'handed-in') >= (SELECT p.key_needed FROM poll p
                WHERE p.initiative = decision.initiative AND p.decision = decision.id))
            OR (closes_at > $1 AND called_round < round AND NOT EXISTS (SELECT 1 FROM trustee t
                WHERE t.initiative = decision.initiative AND t.decision = decision.id AND t.state = 'waiting')))
        ORDER BY initiative, number";
    IN_STATE = "SELECT id, number, title, text, why, group_id, subject_kind, subject, subject_version, quorum,
        closes_at, state, proposer, proposed_by, proposed_at, decided_at, round, affected,
        review_on, called_round FROM decision WHERE initiative = $1 AND state = $2 ORDER BY number";
    OPEN_VOTE = "UPDATE decision SET state = 'open', text = $3, closes_at = $4 WHERE initiative = $1 AND id = $2";
    END = "UPDATE decision SET closes_at = $3 WHERE initiative = $1 AND id = $2";
    DECIDE = "UPDATE decision SET state = $3, decided_at = $4 WHERE initiative = $1 AND id = $2";
    ANSWERS = "SELECT seat, name, constituency, answer, reason, at, through FROM decision_answer
        WHERE initiative = $1 AND decision = $2 ORDER BY constituency, name, seat";
    ANSWER = "INSERT INTO decision_answer (initiative, decision, seat, name, constituency, answer, reason, at, through)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (initiative, decision, seat) DO UPDATE SET name = excluded.name,
            constituency = excluded.constituency, answer = excluded.answer, reason = excluded.reason,
            at = excluded.at, through = excluded.through";
}

store::row!(Decision {
    id,
    number,
    title,
    text,
    why,
    group,
    subject_kind,
    subject,
    subject_version,
    quorum,
    closes_at,
    state,
    proposer,
    proposed_by,
    proposed_at,
    decided_at,
    round,
    affected,
    review_on,
    called_round,
});
store::row!(Counts { all, open, adopted });
store::row!(Given { seat, name, constituency, answer, reason, at, through });

/// Newest first.
pub(crate) async fn all(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Decision>> {
    Ok(read.rows(&EVERY, &[initiative.into()]).await?)
}

/// A part of them in this order.
pub(crate) async fn part(read: &mut Read, initiative: InitiativeId, part: Part) -> Result<Vec<Decision>> {
    Ok(read.rows(&PART, &[initiative.into(), part.size.into(), part.skip.into()]).await?)
}

pub(crate) async fn counts(read: &mut Read, initiative: InitiativeId) -> Result<Counts> {
    Ok(read.one(&COUNTS, &[initiative.into()]).await?)
}

/// Those that are asked still, the first to close first.
pub(crate) async fn open(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Decision>> {
    Ok(read.rows(&OPEN, &[initiative.into()]).await?)
}

pub(crate) async fn these(read: &mut Read, initiative: InitiativeId, ids: &[Uuid]) -> Result<Vec<Decision>> {
    Ok(read.rows(&THESE, &[initiative.into(), ids.into()]).await?)
}

pub(crate) async fn numbered(
    read: &mut Read,
    initiative: InitiativeId,
    number: i64,
) -> Result<Option<Decision>> {
    Ok(read.maybe(&NUMBERED, &[initiative.into(), number.into()]).await?)
}

/// Nobody else can answer it or close it until this transaction ends.
pub(crate) async fn locked(tx: &mut Tx, initiative: InitiativeId, number: i64) -> Result<Option<Decision>> {
    Ok(tx.maybe(&LOCKED, &[initiative.into(), number.into()]).await?)
}

pub(crate) async fn insert(tx: &mut Tx, initiative: InitiativeId, decision: &Decision) -> Result<()> {
    let values = [
        initiative.into(),
        decision.id.into(),
        decision.number.into(),
        decision.title.as_str().into(),
        decision.text.as_str().into(),
        decision.why.as_str().into(),
        decision.group.into(),
        decision.subject_kind.as_deref().into(),
        decision.subject.into(),
        decision.subject_version.into(),
        decision.quorum.into(),
        decision.closes_at.into(),
        decision.state.as_str().into(),
        decision.proposer.into(),
        decision.proposed_by.as_str().into(),
        decision.proposed_at.into(),
        decision.affected.as_str().into(),
        decision.review_on.as_str().into(),
    ];
    tx.run(&INSERT, &values).await?;
    Ok(())
}

/// Nobody answers it any more from this moment on.
pub(crate) async fn end(
    tx: &mut Tx,
    initiative: InitiativeId,
    decision: DecisionId,
    at: Timestamp,
) -> Result<()> {
    tx.run(&END, &[initiative.into(), decision.into(), at.into()]).await?;
    Ok(())
}

pub(crate) async fn decide(
    tx: &mut Tx,
    initiative: InitiativeId,
    id: DecisionId,
    state: State,
    at: Timestamp,
) -> Result<()> {
    tx.run(&DECIDE, &[initiative.into(), id.into(), state.word().into(), at.into()]).await?;
    Ok(())
}

/// By constituency.
pub(crate) async fn answers(
    read: &mut Read,
    initiative: InitiativeId,
    decision: DecisionId,
) -> Result<Vec<Given>> {
    Ok(read.rows(&ANSWERS, &[initiative.into(), decision.into()]).await?)
}

/// In place of what the seat said before.
pub(crate) async fn answer(
    tx: &mut Tx,
    initiative: InitiativeId,
    decision: DecisionId,
    given: &Given,
) -> Result<()> {
    let values = [
        initiative.into(),
        decision.into(),
        given.seat.into(),
        given.name.as_str().into(),
        given.constituency.as_str().into(),
        given.answer.as_str().into(),
        given.reason.as_str().into(),
        given.at.into(),
        given.through.as_str().into(),
    ];
    tx.run(&ANSWER, &values).await?;
    Ok(())
}

/// Those in a state, the first one first.
pub(crate) async fn in_state(
    read: &mut Read,
    initiative: InitiativeId,
    state: State,
) -> Result<Vec<Decision>> {
    Ok(read.rows(&IN_STATE, &[initiative.into(), state.word().into()]).await?)
}

/// Asks those who decide: the proposal as it reads now, until that day.
pub(crate) async fn open_vote(tx: &mut Tx, initiative: InitiativeId, decision: &Decision) -> Result<()> {
    let values =
        [initiative.into(), decision.id.into(), decision.text.as_str().into(), decision.closes_at.into()];
    tx.run(&OPEN_VOTE, &values).await?;
    Ok(())
}

/// Open decisions of any initiative that are over at that moment or to which nobody was called yet, with their end.
pub(crate) async fn due(read: &mut Read, now: Timestamp) -> Result<Vec<(InitiativeId, i64, Timestamp)>> {
    Ok(read.rows(&DUE, &[now.into()]).await?)
}
