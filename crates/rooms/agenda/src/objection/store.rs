use kernel::{InitiativeId, Result};
use store::{Read, Tx};
use uuid::Uuid;

use super::{Objection, Round, Standing};
use crate::decision::answer::Given;
use crate::decision::{Decision, DecisionId};

store::statements! {
    ALL_OF = "SELECT number, round, seat, name, constituency, reason, raised_at, state, settled_round FROM objection
        WHERE initiative = $1 AND decision = $2 ORDER BY number";
    RAISE = "INSERT INTO objection (initiative, decision, number, round, seat, name, constituency, reason, raised_at,
        state, settled_round) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'raised', 0)";
    REASON = "UPDATE objection SET reason = $4 WHERE initiative = $1 AND decision = $2 AND number = $3";
    SETTLE = "UPDATE objection SET state = $4, settled_round = $5
        WHERE initiative = $1 AND decision = $2 AND number = $3";
    ROUNDS = "SELECT round, text, changed, ended_at FROM decision_round
        WHERE initiative = $1 AND decision = $2 ORDER BY round";
    ROUND = "INSERT INTO decision_round (initiative, decision, round, text, changed, ended_at)
        VALUES ($1, $2, $3, $4, $5, $6)";
    KEEP = "INSERT INTO round_answer (initiative, decision, round, seat, name, constituency, answer, reason, at)
        SELECT a.initiative, a.decision, d.round, a.seat, a.name, a.constituency, a.answer, a.reason, a.at
        FROM decision_answer a JOIN decision d ON d.initiative = a.initiative AND d.id = a.decision
        WHERE a.initiative = $1 AND a.decision = $2";
    CLEAR = "DELETE FROM decision_answer WHERE initiative = $1 AND decision = $2";
    /// A round that ended without a count has no answers of delegates.
    KEPT = "SELECT seat, name, constituency, answer, reason, at, '' FROM round_answer
        WHERE initiative = $1 AND decision = $2 AND round = $3 ORDER BY constituency, name, seat";
    AMEND = "UPDATE decision SET text = $3, round = round + 1, closes_at = $4, subject = $5, subject_version = $6
        WHERE initiative = $1 AND id = $2";
}

store::row!(Objection { number, round, seat, name, constituency, reason, raised_at, state, settled_round });
store::row!(Round { round, text, changed, ended_at });

/// In the order in which they were raised.
pub(crate) async fn all(
    read: &mut Read,
    initiative: InitiativeId,
    decision: DecisionId,
) -> Result<Vec<Objection>> {
    Ok(read.rows(&ALL_OF, &[initiative.into(), decision.into()]).await?)
}

/// Writes a new one down.
pub(crate) async fn raise(
    tx: &mut Tx,
    initiative: InitiativeId,
    decision: &Decision,
    number: i64,
    given: &Given,
) -> Result<()> {
    let values = [
        initiative.into(),
        decision.id.into(),
        number.into(),
        decision.round.into(),
        given.seat.into(),
        given.name.as_str().into(),
        given.constituency.as_str().into(),
        given.reason.as_str().into(),
        given.at.into(),
    ];
    tx.run(&RAISE, &values).await?;
    Ok(())
}

/// Another reason for the same objection.
pub(crate) async fn reason(
    tx: &mut Tx,
    initiative: InitiativeId,
    decision: DecisionId,
    number: i64,
    reason: &str,
) -> Result<()> {
    tx.run(&REASON, &[initiative.into(), decision.into(), number.into(), reason.into()]).await?;
    Ok(())
}

/// Notes what became of one.
pub(crate) async fn settle(
    tx: &mut Tx,
    initiative: InitiativeId,
    decision: &Decision,
    number: i64,
    state: Standing,
) -> Result<()> {
    let values = [initiative.into(), decision.id.into(), number.into(), state.into(), decision.round.into()];
    tx.run(&SETTLE, &values).await?;
    Ok(())
}

/// The rounds that are over, the first one first.
pub(crate) async fn rounds(
    read: &mut Read,
    initiative: InitiativeId,
    decision: DecisionId,
) -> Result<Vec<Round>> {
    Ok(read.rows(&ROUNDS, &[initiative.into(), decision.into()]).await?)
}

/// What was answered in a round that is over.
pub(crate) async fn answers(
    read: &mut Read,
    initiative: InitiativeId,
    decision: DecisionId,
    round: i64,
) -> Result<Vec<Given>> {
    Ok(read.rows(&KEPT, &[initiative.into(), decision.into(), round.into()]).await?)
}

/// Ends the round: its text and its answers are kept, and nobody has answered the next one.
pub(crate) async fn end_round(
    tx: &mut Tx,
    initiative: InitiativeId,
    decision: &Decision,
    round: &Round,
) -> Result<()> {
    let values = [
        initiative.into(),
        decision.id.into(),
        round.round.into(),
        round.text.as_str().into(),
        round.changed.as_str().into(),
        round.ended_at.into(),
    ];
    tx.run(&ROUND, &values).await?;
    tx.run(&KEEP, &[initiative.into(), decision.id.into()]).await?;
    tx.run(&CLEAR, &[initiative.into(), decision.id.into()]).await?;
    Ok(())
}

/// The proposal as it is asked about in the next round.
pub(crate) async fn amend(tx: &mut Tx, initiative: InitiativeId, next: &Decision) -> Result<()> {
    let subject: Option<Uuid> = next.subject;
    let values = [
        initiative.into(),
        next.id.into(),
        next.text.as_str().into(),
        next.closes_at.into(),
        subject.into(),
        next.subject_version.into(),
    ];
    tx.run(&AMEND, &values).await?;
    Ok(())
}
