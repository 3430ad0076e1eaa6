use kernel::{InitiativeId, Result};
use store::{Read, Sql, Tx};

store::statements! {
    BEGUN = "SELECT number, published FROM fund WHERE initiative = $1 AND source = $2";
    INSERT_PROJECT = "INSERT INTO project (initiative, fund, id, number, code, title, text, place, cost, author, proposed_by,
        proposed_at, state, reason, selected, more)
        VALUES ($1, $2, $3, $4, $5, $6, $7, '', $8, NULL, '', $9, 'accepted', '', $10, $11) ON CONFLICT DO NOTHING";
    INSERT_BALLOT = "INSERT INTO fund_ballot (initiative, fund, voter, projects, points, code, more)
        VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING";
    SET_ROLL = "UPDATE fund_roll SET ballots = $3, casts = $3, latest_project = $4 WHERE initiative = $1 AND fund = $2";
    PUBLISH = "UPDATE fund SET published = TRUE WHERE initiative = $1 AND number = $2 AND NOT published";
}

/// Writes a project: id, number, code, title, text, cost, when, selected, more.
pub(super) const PROJECT: &Sql = &INSERT_PROJECT;
/// Writes a ballot: voter, projects, points, code, more.
pub(super) const BALLOT: &Sql = &INSERT_BALLOT;

/// The number of the fund that this file began, and whether it is published.
pub(super) async fn begun(
    read: &mut Read,
    initiative: InitiativeId,
    source: &str,
) -> Result<Option<(i64, bool)>> {
    Ok(read.maybe(&BEGUN, &[initiative.into(), source.into()]).await?)
}

/// Lets it be seen with its roll: how many voted, and the last number of a project. False if it was already.
pub(super) async fn publish(
    tx: &mut Tx,
    initiative: InitiativeId,
    fund: i64,
    [ballots, projects]: [i64; 2],
) -> Result<bool> {
    if tx.run(&PUBLISH, &[initiative.into(), fund.into()]).await? == 0 {
        return Ok(false);
    }
    tx.run(&SET_ROLL, &[initiative.into(), fund.into(), ballots.into(), projects.into()]).await?;
    Ok(true)
}
