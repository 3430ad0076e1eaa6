use kernel::{InitiativeId, Result};
use store::{Read, Sql, Tx};

store::statements! {
    BEGUN = "SELECT number, published FROM conversation WHERE initiative = $1 AND source = $2";
    INSERT_STATEMENT = "INSERT INTO statement (initiative, conversation, id, number, text, author, hidden, reason, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, '', $8) ON CONFLICT DO NOTHING";
    INSERT_PARTICIPANT = "INSERT INTO participant (initiative, conversation, number) VALUES ($1, $2, $3)
        ON CONFLICT DO NOTHING";
    INSERT_VOTE = "INSERT INTO vote (initiative, conversation, participant, statement, choice)
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";
    INSERT_TALLY = "INSERT INTO statement_tally (initiative, conversation, statement, agree, disagree, pass)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";
    SET_ROLL = "UPDATE conversation_roll SET people = $3, latest_participant = $4, latest_statement = $5
        WHERE initiative = $1 AND conversation = $2";
    PUBLISH = "UPDATE conversation SET published = TRUE
        WHERE initiative = $1 AND number = $2 AND NOT published";
}

/// Writes a statement: id, number, text, author, hidden, at.
pub(super) const STATEMENT: &Sql = &INSERT_STATEMENT;
/// Writes a participant: number.
pub(super) const PARTICIPANT: &Sql = &INSERT_PARTICIPANT;
/// Writes a vote: participant, statement, choice.
pub(super) const VOTE: &Sql = &INSERT_VOTE;
/// Writes the counts of a statement: agree, disagree, pass.
pub(super) const TALLY: &Sql = &INSERT_TALLY;

/// The number of the conversation that these files began, and whether it is published.
pub(super) async fn begun(
    read: &mut Read,
    initiative: InitiativeId,
    source: &str,
) -> Result<Option<(i64, bool)>> {
    Ok(read.maybe(&BEGUN, &[initiative.into(), source.into()]).await?)
}

/// Lets it be seen with its roll: people, latest participant, latest statement. False if it was already.
pub(super) async fn publish(
    tx: &mut Tx,
    initiative: InitiativeId,
    conversation: i64,
    [people, participant, statement]: [i64; 3],
) -> Result<bool> {
    if tx.run(&PUBLISH, &[initiative.into(), conversation.into()]).await? == 0 {
        return Ok(false);
    }
    let values =
        [initiative.into(), conversation.into(), people.into(), participant.into(), statement.into()];
    tx.run(&SET_ROLL, &values).await?;
    Ok(true)
}
