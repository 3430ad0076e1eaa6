use jiff::Timestamp;
use kernel::{InitiativeId, Result};
use store::{Read, Tx};

use super::Advice;
use crate::decision::DecisionId;

store::statements! {
    ASKED = "SELECT number, person, group_id, name, asked_at, text, given_by, given_at, answer, answered_at FROM advice
        WHERE initiative = $1 AND decision = $2 ORDER BY number";
    ASK = "INSERT INTO advice (initiative, decision, number, person, group_id, name, asked_at, text, given_by, answer)
        VALUES ($1, $2, $3, $4, $5, $6, $7, '', '', '')";
    GIVE = "UPDATE advice SET text = $4, given_by = $5, given_at = $6
        WHERE initiative = $1 AND decision = $2 AND number = $3";
    ANSWER = "UPDATE advice SET answer = $4, answered_at = $5
        WHERE initiative = $1 AND decision = $2 AND number = $3";
}

store::row!(Advice { number, person, group, name, asked_at, text, given_by, given_at, answer, answered_at });

/// In the order in which it was asked for.
pub(crate) async fn all(
    read: &mut Read,
    initiative: InitiativeId,
    decision: DecisionId,
) -> Result<Vec<Advice>> {
    Ok(read.rows(&ASKED, &[initiative.into(), decision.into()]).await?)
}

pub(crate) async fn ask(
    tx: &mut Tx,
    initiative: InitiativeId,
    decision: DecisionId,
    advice: &Advice,
) -> Result<()> {
    let values = [
        initiative.into(),
        decision.into(),
        advice.number.into(),
        advice.person.into(),
        advice.group.into(),
        advice.name.as_str().into(),
        advice.asked_at.into(),
    ];
    tx.run(&ASK, &values).await?;
    Ok(())
}

/// In place of what was advised before.
pub(crate) async fn give(
    tx: &mut Tx,
    initiative: InitiativeId,
    decision: DecisionId,
    (number, text, by, at): (i64, &str, &str, Timestamp),
) -> Result<()> {
    let values = [initiative.into(), decision.into(), number.into(), text.into(), by.into(), at.into()];
    tx.run(&GIVE, &values).await?;
    Ok(())
}

pub(crate) async fn answer(
    tx: &mut Tx,
    initiative: InitiativeId,
    decision: DecisionId,
    (number, text, at): (i64, &str, Timestamp),
) -> Result<()> {
    tx.run(&ANSWER, &[initiative.into(), decision.into(), number.into(), text.into(), at.into()]).await?;
    Ok(())
}
