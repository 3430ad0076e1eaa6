use kernel::{InitiativeId, Result};
use store::{Read, Tx};
use uuid::Uuid;

use super::Delegation;
use crate::decision::Decision;

store::statements! {
    /// Of the decision, and of its group as long as they outlast the decision.
    OF = "SELECT scope, voter, voter_name, delegate, delegate_name, until, at FROM delegation
        WHERE initiative = $1 AND (scope = $2 OR (scope = $3 AND until >= $4))";
    EVERY = "SELECT scope, voter, voter_name, delegate, delegate_name, until, at FROM delegation
        WHERE initiative = $1 ORDER BY at, scope, voter";
    HAND = "INSERT INTO delegation (initiative, scope, voter, voter_name, delegate, delegate_name, until, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (initiative, scope, voter) DO UPDATE SET voter_name = excluded.voter_name,
            delegate = excluded.delegate, delegate_name = excluded.delegate_name, until = excluded.until,
            at = excluded.at";
    TAKE_BACK = "DELETE FROM delegation WHERE initiative = $1 AND voter = $2 AND (scope = $3 OR scope = $4)";
}

store::row!(Delegation { scope, voter, voter_name, delegate, delegate_name, until, at });

/// Those that concern a decision: of itself and of its group.
pub(crate) async fn of(
    read: &mut Read,
    initiative: InitiativeId,
    decision: &Decision,
) -> Result<Vec<Delegation>> {
    let values = [initiative.into(), decision.id.into(), decision.group.into(), decision.closes_at.into()];
    Ok(read.rows(&OF, &values).await?)
}

pub(crate) async fn all(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Delegation>> {
    Ok(read.rows(&EVERY, &[initiative.into()]).await?)
}

/// In place of what the voter said of the same before.
pub(crate) async fn hand(tx: &mut Tx, initiative: InitiativeId, one: &Delegation) -> Result<()> {
    let values = [
        initiative.into(),
        one.scope.into(),
        one.voter.into(),
        one.voter_name.as_str().into(),
        one.delegate.into(),
        one.delegate_name.as_str().into(),
        one.until.into(),
        one.at.into(),
    ];
    tx.run(&HAND, &values).await?;
    Ok(())
}

/// Of this decision, and of its group.
pub(crate) async fn take_back(
    tx: &mut Tx,
    initiative: InitiativeId,
    decision: &Decision,
    voter: Uuid,
) -> Result<()> {
    let values = [initiative.into(), voter.into(), decision.id.into(), decision.group.into()];
    tx.run(&TAKE_BACK, &values).await?;
    Ok(())
}
