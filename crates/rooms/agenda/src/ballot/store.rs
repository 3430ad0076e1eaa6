use kernel::{InitiativeId, Result};
use store::{Read, Tx};
use uuid::Uuid;

use crate::decision::DecisionId;

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
