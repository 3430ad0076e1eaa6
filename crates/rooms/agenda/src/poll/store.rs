use kernel::{InitiativeId, Result};
use store::{Read, Tx};

use super::Poll;
use crate::decision::DecisionId;

store::statements! {
    OF = "SELECT method, electorate, secrecy, winners, highest, threshold, seed, outcome FROM poll
        WHERE initiative = $1 AND decision = $2";
    INSERT = "INSERT INTO poll (initiative, decision, method, electorate, secrecy, winners, highest, threshold, seed,
        outcome) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, '')";
    COUNTED = "UPDATE poll SET outcome = $3 WHERE initiative = $1 AND decision = $2";
    OPTIONS = "SELECT text FROM poll_option WHERE initiative = $1 AND decision = $2 ORDER BY place";
    OPTION = "INSERT INTO poll_option (initiative, decision, place, text) VALUES ($1, $2, $3, $4)";
}

store::row!(Poll { method, electorate, secrecy, winners, highest, threshold, seed, outcome });

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
