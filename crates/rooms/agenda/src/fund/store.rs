use jiff::Timestamp;
use kernel::{InitiativeId, Result};
use store::{Part, Read, Tx};
use uuid::Uuid;

use super::{Fund, Rule, Tied};

/// The columns of a [`Fund`] in its order.
macro_rules! columns {
    () => {
        "id, number, title, description, currency, decimals, amount, voters, way, most, proposals_until, \
         opens_at, closes_at, rule, ties, rule_why, rule_by, rule_at, opened_by, opened_at, counted_at, source"
    };
}

store::statements! {
    EVERY = concat!("SELECT ", columns!(), " FROM fund WHERE initiative = $1 AND published ORDER BY number");
    THESE = concat!("SELECT ", columns!(), " FROM fund WHERE initiative = $1 AND id = ANY($2) AND published");
    UNCOUNTED = concat!("SELECT ", columns!(), " FROM fund
        WHERE initiative = $1 AND published AND counted_at IS NULL ORDER BY number");
    PART = concat!("SELECT ", columns!(), " FROM fund
        WHERE initiative = $1 AND published ORDER BY number DESC LIMIT $2 OFFSET $3");
    COUNTS = "SELECT CAST(count(*) AS BIGINT), CAST(COALESCE(sum(CASE
            WHEN opens_at <= $2 AND closes_at > $2 AND rule IS NOT NULL AND counted_at IS NULL THEN 1 ELSE 0 END), 0) AS BIGINT)
        FROM fund WHERE initiative = $1 AND published";
    NUMBERED = concat!("SELECT ", columns!(), " FROM fund WHERE initiative = $1 AND number = $2 AND published");
    LOCKED = concat!("SELECT ", columns!(), " FROM fund
        WHERE initiative = $1 AND number = $2 AND published FOR UPDATE");
    INSERT = concat!("INSERT INTO fund (initiative, ", columns!(), ", kept, published)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
            $23, $24, $25)");
    UPDATE = "UPDATE fund SET title = $3, description = $4, currency = $5, amount = $6, voters = $7, way = $8, most = $9,
        proposals_until = $10, opens_at = $11, closes_at = $12 WHERE initiative = $1 AND number = $2";
    FIX = "UPDATE fund SET rule = $3, ties = $4, rule_why = $5, rule_by = $6, rule_at = $7
        WHERE initiative = $1 AND number = $2";
    END = "UPDATE fund SET closes_at = $3 WHERE initiative = $1 AND number = $2";
    ROLL = "INSERT INTO fund_roll (initiative, fund, ballots, casts, latest_project) VALUES ($1, $2, 0, 0, 0)";
    NEXT_PROJECT = "UPDATE fund_roll SET latest_project = latest_project + 1
        WHERE initiative = $1 AND fund = $2 RETURNING latest_project";
    CAST = "UPDATE fund_roll SET casts = casts + 1 WHERE initiative = $1 AND fund = $2";
    COUNT_BALLOT = "UPDATE fund_roll SET ballots = ballots + 1 WHERE initiative = $1 AND fund = $2";
    HOLD = "SELECT casts FROM fund_roll WHERE initiative = $1 AND fund = $2 FOR UPDATE";
    COUNTED = "UPDATE fund SET counted_at = $3 WHERE initiative = $1 AND number = $2";
    BALLOTS = "SELECT ballots, casts FROM fund_roll WHERE initiative = $1 AND fund = $2";
    /// In whatever initiative.
    DUE = "SELECT initiative, number FROM fund
        WHERE published AND counted_at IS NULL AND rule IS NOT NULL AND closes_at <= $1 ORDER BY initiative, number";
    KEPT = "SELECT kept FROM fund WHERE initiative = $1 AND number = $2";
}

store::row!(Fund {
    id,
    number,
    title,
    description,
    currency,
    decimals,
    amount,
    voters,
    way,
    most,
    proposals_until,
    opens_at,
    closes_at,
    rule,
    ties,
    rule_why,
    rule_by,
    rule_at,
    opened_by,
    opened_at,
    counted_at,
    source,
});

pub(crate) async fn all(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Fund>> {
    Ok(read.rows(&EVERY, &[initiative.into()]).await?)
}

/// Those of which nobody knows yet what is funded.
pub(crate) async fn uncounted(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Fund>> {
    Ok(read.rows(&UNCOUNTED, &[initiative.into()]).await?)
}

pub(crate) async fn these(read: &mut Read, initiative: InitiativeId, ids: &[Uuid]) -> Result<Vec<Fund>> {
    Ok(read.rows(&THESE, &[initiative.into(), ids.into()]).await?)
}

/// Newest first.
pub(crate) async fn part(read: &mut Read, initiative: InitiativeId, part: Part) -> Result<Vec<Fund>> {
    Ok(read.rows(&PART, &[initiative.into(), part.size.into(), part.skip.into()]).await?)
}

/// How many there are, and in how many people vote at that moment.
pub(crate) async fn counts(read: &mut Read, initiative: InitiativeId, at: Timestamp) -> Result<(i64, i64)> {
    Ok(read.one(&COUNTS, &[initiative.into(), at.into()]).await?)
}

pub(crate) async fn numbered(read: &mut Read, initiative: InitiativeId, number: i64) -> Result<Option<Fund>> {
    Ok(read.maybe(&NUMBERED, &[initiative.into(), number.into()]).await?)
}

pub(crate) async fn locked(tx: &mut Tx, initiative: InitiativeId, number: i64) -> Result<Option<Fund>> {
    Ok(tx.maybe(&LOCKED, &[initiative.into(), number.into()]).await?)
}

/// With an empty roll. `kept` is what else its file says.
pub(crate) async fn insert(
    tx: &mut Tx,
    initiative: InitiativeId,
    fund: &Fund,
    kept: &str,
    published: bool,
) -> Result<()> {
    let values = [
        initiative.into(),
        fund.id.into(),
        fund.number.into(),
        fund.title.as_str().into(),
        fund.description.as_str().into(),
        fund.currency.as_str().into(),
        fund.decimals.into(),
        fund.amount.into(),
        fund.voters.into(),
        fund.way.into(),
        fund.most.into(),
        fund.proposals_until.into(),
        fund.opens_at.into(),
        fund.closes_at.into(),
        fund.rule.into(),
        fund.ties.into(),
        fund.rule_why.as_str().into(),
        fund.rule_by.as_str().into(),
        fund.rule_at.into(),
        fund.opened_by.as_str().into(),
        fund.opened_at.into(),
        fund.counted_at.into(),
        fund.source.as_str().into(),
        kept.into(),
        published.into(),
    ];
    tx.run(&INSERT, &values).await?;
    tx.run(&ROLL, &[initiative.into(), fund.number.into()]).await?;
    Ok(())
}

/// What can be changed before anybody votes.
pub(crate) async fn update(tx: &mut Tx, initiative: InitiativeId, fund: &Fund) -> Result<()> {
    let values = [
        initiative.into(),
        fund.number.into(),
        fund.title.as_str().into(),
        fund.description.as_str().into(),
        fund.currency.as_str().into(),
        fund.amount.into(),
        fund.voters.into(),
        fund.way.into(),
        fund.most.into(),
        fund.proposals_until.into(),
        fund.opens_at.into(),
        fund.closes_at.into(),
    ];
    tx.run(&UPDATE, &values).await?;
    Ok(())
}

/// Writes down by which rule it will be counted, why, and by whom that was fixed.
pub(crate) async fn fix(
    tx: &mut Tx,
    initiative: InitiativeId,
    number: i64,
    (rule, ties): (Rule, Tied),
    (why, by): (&str, &str),
    at: Timestamp,
) -> Result<()> {
    let values =
        [initiative.into(), number.into(), rule.into(), ties.into(), why.into(), by.into(), at.into()];
    tx.run(&FIX, &values).await?;
    Ok(())
}

pub(crate) async fn end(tx: &mut Tx, initiative: InitiativeId, number: i64, at: Timestamp) -> Result<()> {
    tx.run(&END, &[initiative.into(), number.into(), at.into()]).await?;
    Ok(())
}

/// The next number of a project in the fund.
pub(crate) async fn next_project(tx: &mut Tx, initiative: InitiativeId, fund: i64) -> Result<i64> {
    let (number,) = tx.one(&NEXT_PROJECT, &[initiative.into(), fund.into()]).await?;
    Ok(number)
}

/// A ballot is being cast: others wait until it is done.
pub(crate) async fn cast(tx: &mut Tx, initiative: InitiativeId, fund: i64) -> Result<()> {
    tx.run(&CAST, &[initiative.into(), fund.into()]).await?;
    Ok(())
}

/// One more has voted.
pub(crate) async fn count_ballot(tx: &mut Tx, initiative: InitiativeId, fund: i64) -> Result<()> {
    tx.run(&COUNT_BALLOT, &[initiative.into(), fund.into()]).await?;
    Ok(())
}

/// How many have voted, and how often a ballot was cast or changed.
pub(crate) async fn ballots(read: &mut Read, initiative: InitiativeId, fund: i64) -> Result<(i64, i64)> {
    Ok(read.one(&BALLOTS, &[initiative.into(), fund.into()]).await?)
}

/// How often a ballot was cast or changed. None can be until this is done.
pub(crate) async fn hold(tx: &mut Tx, initiative: InitiativeId, fund: i64) -> Result<i64> {
    let (casts,) = tx.one(&HOLD, &[initiative.into(), fund.into()]).await?;
    Ok(casts)
}

/// It is known what is funded.
pub(crate) async fn counted(tx: &mut Tx, initiative: InitiativeId, number: i64, at: Timestamp) -> Result<()> {
    tx.run(&COUNTED, &[initiative.into(), number.into(), at.into()]).await?;
    Ok(())
}

/// What else the file says that it was imported from, as JSON; empty if it was held here.
pub(crate) async fn kept(read: &mut Read, initiative: InitiativeId, fund: i64) -> Result<String> {
    let (kept,) = read.one(&KEPT, &[initiative.into(), fund.into()]).await?;
    Ok(kept)
}

/// Those of any initiative whose voting is over at that moment and whose votes are not counted yet.
pub(crate) async fn due(read: &mut Read, now: Timestamp) -> Result<Vec<(InitiativeId, i64)>> {
    Ok(read.rows(&DUE, &[now.into()]).await?)
}
