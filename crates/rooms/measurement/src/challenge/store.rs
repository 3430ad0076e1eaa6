use kernel::{InitiativeId, Result};
use store::{FromRow, Part, Read, Row, Tx};

use super::Challenge;
use crate::measure::MeasureId;

macro_rules! challenges {
    ($where:literal) => {
        concat!(
            "SELECT c.id, c.number, c.measure, c.period, c.edition, c.words, c.name, c.address, c.state, c.answer,
            c.answered_by, c.asked_at, c.answered_at, m.name FROM challenge c
            JOIN measure m ON m.initiative = c.initiative AND m.id = c.measure WHERE c.initiative = $1",
            $where
        )
    };
}

store::statements! {
    EVERY = challenges!(" ORDER BY c.number");
    NEWEST = challenges!(" ORDER BY c.number DESC LIMIT $2 OFFSET $3");
    OPEN = challenges!(" AND c.state = 'open' ORDER BY c.number LIMIT 50");
    NUMBERED = challenges!(" AND c.number = $2");
    ANSWERED = challenges!(" AND c.measure = $2 AND c.state = 'public' ORDER BY c.number DESC LIMIT 20");
    COUNT = "SELECT CAST(count(*) AS BIGINT) FROM challenge WHERE initiative = $1";
    INSERT = "INSERT INTO challenge (initiative, id, number, measure, period, edition, words, name, address, state,
        answer, answered_by, asked_at, answered_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    /// Only what is open; a private answer leaves no address behind.
    ANSWER = "UPDATE challenge SET state = $3, answer = $4, answered_by = $5, answered_at = $6, address = ''
        WHERE initiative = $1 AND number = $2 AND state = 'open'";
}

/// A question, and its measure's name.
struct Named(Challenge, String);

impl FromRow for Named {
    fn from_row(row: &mut Row) -> store::Result<Self> {
        let challenge = Challenge {
            id: row.take()?,
            number: row.take()?,
            measure: row.take()?,
            period: row.take()?,
            edition: row.take()?,
            words: row.take()?,
            name: row.take()?,
            address: row.take()?,
            state: row.take()?,
            answer: row.take()?,
            answered_by: row.take()?,
            asked_at: row.take()?,
            answered_at: row.take()?,
        };
        Ok(Self(challenge, row.take()?))
    }
}

fn named(rows: Vec<Named>) -> Vec<(Challenge, String)> {
    rows.into_iter().map(|Named(challenge, measure)| (challenge, measure)).collect()
}

/// Every question, in the order they were asked.
pub(crate) async fn every(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Challenge>> {
    let rows: Vec<Named> = read.rows(&EVERY, &[initiative.into()]).await?;
    Ok(rows.into_iter().map(|named| named.0).collect())
}

/// A part of them, the newest first, each with its measure's name; and how many there are.
pub(crate) async fn newest(
    read: &mut Read,
    initiative: InitiativeId,
    part: Part,
) -> Result<(Vec<(Challenge, String)>, i64)> {
    let (count,): (i64,) = read.one(&COUNT, &[initiative.into()]).await?;
    let of = [initiative.into(), part.size.into(), part.skip.into()];
    Ok((named(read.rows(&NEWEST, &of).await?), count))
}

/// The first that wait for an answer, each with its measure's name.
pub(crate) async fn open(read: &mut Read, initiative: InitiativeId) -> Result<Vec<(Challenge, String)>> {
    Ok(named(read.rows(&OPEN, &[initiative.into()]).await?))
}

pub(crate) async fn numbered(
    read: &mut Read,
    initiative: InitiativeId,
    number: i64,
) -> Result<Option<(Challenge, String)>> {
    let found: Option<Named> = read.maybe(&NUMBERED, &[initiative.into(), number.into()]).await?;
    Ok(found.map(|Named(challenge, measure)| (challenge, measure)))
}

/// What was asked about a measure and answered for everybody, the newest first.
pub(crate) async fn answered(
    read: &mut Read,
    initiative: InitiativeId,
    measure: MeasureId,
) -> Result<Vec<Challenge>> {
    let rows: Vec<Named> = read.rows(&ANSWERED, &[initiative.into(), measure.into()]).await?;
    Ok(rows.into_iter().map(|named| named.0).collect())
}

pub(crate) async fn insert(tx: &mut Tx, initiative: InitiativeId, challenge: &Challenge) -> Result<()> {
    let values = [
        initiative.into(),
        challenge.id.into(),
        challenge.number.into(),
        challenge.measure.into(),
        challenge.period.as_str().into(),
        challenge.edition.into(),
        challenge.words.as_str().into(),
        challenge.name.as_str().into(),
        challenge.address.as_str().into(),
        challenge.state.as_str().into(),
        challenge.answer.as_str().into(),
        challenge.answered_by.as_str().into(),
        challenge.asked_at.into(),
        challenge.answered_at.into(),
    ];
    tx.run(&INSERT, &values).await?;
    Ok(())
}

/// False if somebody else answered it meanwhile.
pub(crate) async fn answer(tx: &mut Tx, initiative: InitiativeId, answered: &Challenge) -> Result<bool> {
    let values = [
        initiative.into(),
        answered.number.into(),
        answered.state.as_str().into(),
        answered.answer.as_str().into(),
        answered.answered_by.as_str().into(),
        answered.answered_at.into(),
    ];
    Ok(tx.run(&ANSWER, &values).await? == 1)
}
