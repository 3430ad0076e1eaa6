use kernel::{InitiativeId, Result};
use store::{Read, Tx, Value};

use super::Ballot;
use crate::vote::Known;

store::statements! {
    BY_PERSON = "SELECT number FROM fund_voter WHERE initiative = $1 AND fund = $2 AND person = $3";
    BY_MARK = "SELECT number FROM fund_voter WHERE initiative = $1 AND fund = $2 AND mark = $3";
    JOIN = "INSERT INTO fund_voter (initiative, fund, number, person, mark) VALUES ($1, $2, $3, $4, $5)";
    OF_VOTER = "SELECT projects, points FROM fund_ballot WHERE initiative = $1 AND fund = $2 AND voter = $3";
    CAST = "INSERT INTO fund_ballot (initiative, fund, voter, projects, points, code, more)
        VALUES ($1, $2, $3, $4, $5, '', '')";
    CHANGE = "UPDATE fund_ballot SET projects = $4, points = $5 WHERE initiative = $1 AND fund = $2 AND voter = $3";
    OF_FUND = "SELECT fund, voter, projects, points, code, more FROM fund_ballot
        WHERE initiative = $1 AND fund = $2 AND voter > $3 ORDER BY voter LIMIT $4";
    AFTER = "SELECT b.fund, b.voter, b.projects, b.points, b.code, b.more FROM fund_ballot b
        JOIN fund f ON f.initiative = b.initiative AND f.number = b.fund AND f.published
        WHERE b.initiative = $1 AND (b.fund, b.voter) > ($2, $3) ORDER BY b.fund, b.voter LIMIT $4";
}

/// A ballot as it is kept.
pub(crate) struct Kept {
    pub(crate) fund: i64,
    pub(crate) voter: i64,
    pub(crate) projects: String,
    pub(crate) points: String,
    /// Its `voter_id` in the file it came in.
    pub(crate) code: String,
    /// What else that file says, as a JSON list.
    pub(crate) more: String,
}

store::row!(Kept { fund, voter, projects, points, code, more });

pub(crate) async fn voter(
    read: &mut Read,
    initiative: InitiativeId,
    fund: i64,
    known: &Known,
) -> Result<Option<i64>> {
    let (sql, value): (_, Value) = match known {
        Known::Person(person) => (&BY_PERSON, (*person).into()),
        Known::Mark(mark) => (&BY_MARK, (*mark).into()),
    };
    let found: Option<(i64,)> = read.maybe(sql, &[initiative.into(), fund.into(), value]).await?;
    Ok(found.map(|(number,)| number))
}

pub(crate) async fn insert_voter(
    tx: &mut Tx,
    initiative: InitiativeId,
    fund: i64,
    number: i64,
    known: &Known,
) -> Result<()> {
    let (person, mark): (Value, Value) = match known {
        Known::Person(person) => ((*person).into(), Value::Null),
        Known::Mark(mark) => (Value::Null, (*mark).into()),
    };
    tx.run(&JOIN, &[initiative.into(), fund.into(), number.into(), person, mark]).await?;
    Ok(())
}

pub(crate) async fn of_voter(
    read: &mut Read,
    initiative: InitiativeId,
    fund: i64,
    voter: i64,
) -> Result<Option<Ballot>> {
    let found: Option<(String, String)> =
        read.maybe(&OF_VOTER, &[initiative.into(), fund.into(), voter.into()]).await?;
    Ok(found.map(|(projects, points)| Ballot::read(&projects, &points)))
}

/// Writes a ballot down in place of `before`.
pub(crate) async fn keep(
    tx: &mut Tx,
    initiative: InitiativeId,
    (fund, voter): (i64, i64),
    ballot: &Ballot,
    before: Option<&Ballot>,
) -> Result<()> {
    let sql = if before.is_some() { &CHANGE } else { &CAST };
    let [projects, points] = [&ballot.projects, &ballot.points].map(|numbers| Ballot::written(numbers));
    tx.run(sql, &[initiative.into(), fund.into(), voter.into(), projects.into(), points.into()]).await?;
    Ok(())
}

/// The next ballots of a fund after a voter's.
pub(crate) async fn of_fund(
    read: &mut Read,
    initiative: InitiativeId,
    fund: i64,
    after: i64,
    at_most: usize,
) -> Result<Vec<Kept>> {
    Ok(read.rows(&OF_FUND, &[initiative.into(), fund.into(), after.into(), at_most.into()]).await?)
}

/// The next ballots of all funds after one of them.
pub(crate) async fn after(
    read: &mut Read,
    initiative: InitiativeId,
    (fund, voter): (i64, i64),
    at_most: usize,
) -> Result<Vec<Kept>> {
    Ok(read.rows(&AFTER, &[initiative.into(), fund.into(), voter.into(), at_most.into()]).await?)
}
