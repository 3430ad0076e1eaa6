use kernel::{InitiativeId, PersonId, Result};
use store::{Read, Tx};
use uuid::Uuid;

use crate::decision::{Decision, DecisionId};

store::statements! {
    SEALED = "SELECT sealed FROM sealed_ballot WHERE initiative = $1 AND decision = $2";
    VOTERS = "SELECT voter FROM sealed_ballot WHERE initiative = $1 AND decision = $2 ORDER BY voter";
    SEAL = "INSERT INTO sealed_ballot (initiative, decision, voter, sealed) VALUES ($1, $2, $3, $4)
        ON CONFLICT (initiative, decision, voter) DO UPDATE SET sealed = excluded.sealed";
    DESTROY = "DELETE FROM sealed_ballot WHERE initiative = $1 AND decision = $2";
    TURNOUT = "INSERT INTO turnout (initiative, decision, voter) VALUES ($1, $2, $3)";
    TOOK_PART = "SELECT voter FROM turnout WHERE initiative = $1 AND decision = $2 ORDER BY voter";
    OPEN = "INSERT INTO opened_ballot (initiative, decision, receipt, line) VALUES ($1, $2, $3, $4)";
    OPENED = "SELECT receipt, line FROM opened_ballot WHERE initiative = $1 AND decision = $2 ORDER BY receipt";
    CALL = "INSERT INTO decision_call (initiative, decision, person, round) VALUES ($1, $2, $3, $4)
        ON CONFLICT (initiative, decision, person) DO UPDATE SET round = excluded.round";
    CALLED_TO = "SELECT person FROM decision_call WHERE initiative = $1 AND decision = $2 AND round = $3 ORDER BY person";
    CALLED = "UPDATE decision SET called_round = $3 WHERE initiative = $1 AND id = $2";
    CALLS = "SELECT d.number, c.round, CAST(count(*) AS BIGINT) FROM decision_call c
        JOIN decision d ON d.initiative = c.initiative AND d.id = c.decision
        WHERE c.initiative = $1 GROUP BY d.number, c.round ORDER BY d.number, c.round";
}

/// The sealed ballots of a poll.
pub(crate) async fn sealed(
    read: &mut Read,
    initiative: InitiativeId,
    decision: DecisionId,
) -> Result<Vec<Vec<u8>>> {
    let rows: Vec<(Vec<u8>,)> = read.rows(&SEALED, &[initiative.into(), decision.into()]).await?;
    Ok(rows.into_iter().map(|(sealed,)| sealed).collect())
}

/// Who has taken part, while it is open.
pub(crate) async fn voters(
    read: &mut Read,
    initiative: InitiativeId,
    decision: DecisionId,
) -> Result<Vec<Uuid>> {
    let rows: Vec<(Uuid,)> = read.rows(&VOTERS, &[initiative.into(), decision.into()]).await?;
    Ok(rows.into_iter().map(|(voter,)| voter).collect())
}

/// In place of what the voter cast before.
pub(crate) async fn seal(
    tx: &mut Tx,
    initiative: InitiativeId,
    decision: DecisionId,
    voter: Uuid,
    sealed: Vec<u8>,
) -> Result<()> {
    tx.run(&SEAL, &[initiative.into(), decision.into(), voter.into(), sealed.into()]).await?;
    Ok(())
}

/// Takes the sealed ballots away.
pub(crate) async fn destroy(tx: &mut Tx, initiative: InitiativeId, decision: DecisionId) -> Result<()> {
    tx.run(&DESTROY, &[initiative.into(), decision.into()]).await?;
    Ok(())
}

/// Notes who took part.
pub(crate) async fn took_part(
    tx: &mut Tx,
    initiative: InitiativeId,
    decision: DecisionId,
    voters: &[Uuid],
) -> Result<()> {
    for &voter in voters {
        tx.run(&TURNOUT, &[initiative.into(), decision.into(), voter.into()]).await?;
    }
    Ok(())
}

/// Who took part in a vote that has ended.
pub(crate) async fn turnout(
    read: &mut Read,
    initiative: InitiativeId,
    decision: DecisionId,
) -> Result<Vec<Uuid>> {
    let rows: Vec<(Uuid,)> = read.rows(&TOOK_PART, &[initiative.into(), decision.into()]).await?;
    Ok(rows.into_iter().map(|(voter,)| voter).collect())
}

/// Publishes a ballot.
pub(crate) async fn open(
    tx: &mut Tx,
    initiative: InitiativeId,
    decision: DecisionId,
    receipt: &str,
    line: &str,
) -> Result<()> {
    tx.run(&OPEN, &[initiative.into(), decision.into(), receipt.into(), line.into()]).await?;
    Ok(())
}

/// The published list.
pub(crate) async fn opened(
    read: &mut Read,
    initiative: InitiativeId,
    decision: DecisionId,
) -> Result<Vec<(String, String)>> {
    Ok(read.rows(&OPENED, &[initiative.into(), decision.into()]).await?)
}

/// Notes that somebody was called to this round.
pub(crate) async fn call(
    tx: &mut Tx,
    initiative: InitiativeId,
    decision: &Decision,
    person: PersonId,
) -> Result<()> {
    tx.run(&CALL, &[initiative.into(), decision.id.into(), person.into(), decision.round.into()]).await?;
    Ok(())
}

/// Who was called to this round, by id.
pub(crate) async fn called_to(
    read: &mut Read,
    initiative: InitiativeId,
    decision: &Decision,
) -> Result<Vec<PersonId>> {
    let values = [initiative.into(), decision.id.into(), decision.round.into()];
    let rows: Vec<(PersonId,)> = read.rows(&CALLED_TO, &values).await?;
    Ok(rows.into_iter().map(|(person,)| person).collect())
}

/// Notes that everybody was called to this round who decides now.
pub(crate) async fn called(tx: &mut Tx, initiative: InitiativeId, decision: &Decision) -> Result<()> {
    tx.run(&CALLED, &[initiative.into(), decision.id.into(), decision.round.into()]).await?;
    Ok(())
}

/// How many were called to each decision, by the round to which they were called last.
pub(crate) async fn calls(read: &mut Read, initiative: InitiativeId) -> Result<Vec<(i64, i64, i64)>> {
    Ok(read.rows(&CALLS, &[initiative.into()]).await?)
}
