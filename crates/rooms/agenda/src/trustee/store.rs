use kernel::{InitiativeId, PersonId, Result};
use store::{Read, Tx};

use super::{Trustee, Where};
use crate::decision::DecisionId;

store::statements! {
    OF = "SELECT number, person, name, state FROM trustee WHERE initiative = $1 AND decision = $2 ORDER BY number";
    OF_PERSON = "SELECT d.number, t.state FROM trustee t
        JOIN decision d ON d.initiative = t.initiative AND d.id = t.decision
        WHERE t.initiative = $1 AND t.person = $2 AND d.state = 'open' ORDER BY d.number";
    INSERT = "INSERT INTO trustee (initiative, decision, number, person, name, state)
        VALUES ($1, $2, $3, $4, $5, 'waiting')";
    MOVE_TO = "UPDATE trustee SET state = $4 WHERE initiative = $1 AND decision = $2 AND number = $3";
}

store::row!(Trustee { number, person, name, state });

/// By the number of their share.
pub(crate) async fn of(
    read: &mut Read,
    initiative: InitiativeId,
    decision: DecisionId,
) -> Result<Vec<Trustee>> {
    Ok(read.rows(&OF, &[initiative.into(), decision.into()]).await?)
}

/// The open votes of which somebody holds a share, by number, and where it is.
pub(crate) async fn of_person(
    read: &mut Read,
    initiative: InitiativeId,
    person: PersonId,
) -> Result<Vec<(i64, Where)>> {
    Ok(read.rows(&OF_PERSON, &[initiative.into(), person.into()]).await?)
}

/// Names somebody who will hold a share.
pub(crate) async fn insert(
    tx: &mut Tx,
    initiative: InitiativeId,
    decision: DecisionId,
    number: i64,
    (person, name): (PersonId, &str),
) -> Result<()> {
    let values = [initiative.into(), decision.into(), number.into(), person.into(), name.into()];
    tx.run(&INSERT, &values).await?;
    Ok(())
}

/// Notes where a share is now.
pub(crate) async fn move_to(
    tx: &mut Tx,
    initiative: InitiativeId,
    decision: DecisionId,
    number: i64,
    state: Where,
) -> Result<()> {
    tx.run(&MOVE_TO, &[initiative.into(), decision.into(), number.into(), state.into()]).await?;
    Ok(())
}
