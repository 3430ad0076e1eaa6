use kernel::{InitiativeId, Result};
use store::{Read, Tx};

use super::Poll;
use crate::decision::DecisionId;

store::statements! {
    OF = "SELECT method, electorate, secrecy, winners, highest, threshold, seed, outcome, seal_key, key_needed,
        list_hash FROM poll WHERE initiative = $1 AND decision = $2";
    INSERT = "INSERT INTO poll (initiative, decision, method, electorate, secrecy, winners, highest, threshold, seed,
        outcome, seal_key, key_needed) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, '', $10, $11)";
    LIST = "UPDATE poll SET list_hash = $3 WHERE initiative = $1 AND decision = $2";
    SEALED = "SELECT p.seal_key, d.state FROM poll p
        JOIN decision d ON d.initiative = p.initiative AND d.id = p.decision
        WHERE p.initiative = $1 AND p.seal_key <> ''";
    COUNTED = "UPDATE poll SET outcome = $3 WHERE initiative = $1 AND decision = $2";
    OPTIONS = "SELECT text FROM poll_option WHERE initiative = $1 AND decision = $2 ORDER BY place";
    OPTION = "INSERT INTO poll_option (initiative, decision, place, text) VALUES ($1, $2, $3, $4)";
}

store::row!(Poll {
    method,
    electorate,
    secrecy,
    winners,
    highest,
    threshold,
    seed,
    outcome,
    seal_key,
    key_needed,
    list_hash
});

pub(crate) async fn of(
    read: &mut Read,
    initiative: InitiativeId,
    decision: DecisionId,
) -> Result<Option<Poll>> {
    Ok(read.maybe(&OF, &[initiative.into(), decision.into()]).await?)
}

/// In the order of the ballot.
pub(crate) async fn options(
    read: &mut Read,
    initiative: InitiativeId,
    decision: DecisionId,
) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = read.rows(&OPTIONS, &[initiative.into(), decision.into()]).await?;
    Ok(rows.into_iter().map(|(text,)| text).collect())
}

pub(crate) async fn insert(
    tx: &mut Tx,
    initiative: InitiativeId,
    decision: DecisionId,
    poll: &Poll,
    options: &[String],
) -> Result<()> {
    let values = [
        initiative.into(),
        decision.into(),
        poll.method.into(),
        poll.electorate.into(),
        poll.secrecy.into(),
        poll.winners.into(),
        poll.highest.into(),
        poll.threshold.into(),
        poll.seed.as_str().into(),
        poll.seal_key.as_str().into(),
        poll.key_needed.into(),
    ];
    tx.run(&INSERT, &values).await?;
    for (place, text) in (1_i64..).zip(options) {
        tx.run(&OPTION, &[initiative.into(), decision.into(), place.into(), text.as_str().into()]).await?;
    }
    Ok(())
}

/// Keeps the finished count.
pub(crate) async fn counted(
    tx: &mut Tx,
    initiative: InitiativeId,
    decision: DecisionId,
    outcome: &str,
) -> Result<()> {
    tx.run(&COUNTED, &[initiative.into(), decision.into(), outcome.into()]).await?;
    Ok(())
}

/// Keeps the hash of the published list.
pub(crate) async fn listed(
    tx: &mut Tx,
    initiative: InitiativeId,
    decision: DecisionId,
    hash: &str,
) -> Result<()> {
    tx.run(&LIST, &[initiative.into(), decision.into(), hash.into()]).await?;
    Ok(())
}

/// The public keys of all secret votes, each with the state of its decision.
pub(crate) async fn sealed(read: &mut Read, initiative: InitiativeId) -> Result<Vec<(String, String)>> {
    Ok(read.rows(&SEALED, &[initiative.into()]).await?)
}
