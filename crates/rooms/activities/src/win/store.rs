use kernel::{InitiativeId, Result};
use store::{FromRow, Read, Row, Tx};
use uuid::Uuid;

use super::{Credit, Win, WinId};

/// The columns of a [`Win`] in its order, of `win w`.
macro_rules! columns {
    () => {
        "w.id, w.number, w.title, w.different, w.helped, w.person, w.author, w.confirmed, w.at"
    };
}

/// The columns of a [`Credit`] in its order, of `win_credit c`.
macro_rules! credit_columns {
    () => {
        "c.id, c.win, c.partnership, c.person, c.name, c.own, c.state"
    };
}

store::statements! {
    THESE = concat!("SELECT ", columns!(), " FROM win w WHERE w.initiative = $1 AND w.id = ANY($2)");
    LOCK = concat!("SELECT ", columns!(), " FROM win w WHERE w.initiative = $1 AND w.id = $2 FOR UPDATE");
    NUMBERED = concat!("SELECT ", columns!(), " FROM win w WHERE w.initiative = $1 AND w.number = $2");
    EVERY = concat!("SELECT ", columns!(), " FROM win w WHERE w.initiative = $1 ORDER BY w.number");
    LATEST = concat!("SELECT ", columns!(), " FROM win w
        WHERE w.initiative = $1 AND w.number < $2 AND (w.confirmed OR CAST($3 AS BOOLEAN))
        ORDER BY w.number DESC LIMIT $4");
    PROPOSED = concat!("SELECT ", columns!(), ", ", credit_columns!(), " FROM win_credit c
        JOIN win w ON w.initiative = c.initiative AND w.id = c.win
        WHERE c.initiative = $1 AND c.state = 'proposed' ORDER BY w.number DESC LIMIT 500");
    CREDITS = concat!("SELECT ", credit_columns!(), " FROM win_credit c
        WHERE c.initiative = $1 AND c.win = $2 ORDER BY c.name, c.id");
    CREDITS_BETWEEN = concat!("SELECT ", credit_columns!(), " FROM win w
        JOIN win_credit c ON c.initiative = w.initiative AND c.win = w.id
        WHERE w.initiative = $1 AND w.number >= $2 AND w.number <= $3 ORDER BY c.name, c.id");
    EVERY_CREDIT = concat!("SELECT ", credit_columns!(), " FROM win_credit c
        WHERE c.initiative = $1 ORDER BY c.win, c.id");
    INSERT = "INSERT INTO win (initiative, id, number, title, different, helped, person, author, confirmed, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    INSERT_CREDIT = "INSERT INTO win_credit (initiative, id, win, partnership, person, name, own, state)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    STATE = "UPDATE win_credit SET state = $3 WHERE initiative = $1 AND id = $2";
    CONFIRMED = "UPDATE win SET confirmed = $3 WHERE initiative = $1 AND id = $2";
}

store::row!(Win { id, number, title, different, helped, person, author, confirmed, at });
store::row!(Credit { id, win, partnership, person, name, own, state });

/// A credit with its win.
struct Both(Win, Credit);

impl FromRow for Both {
    fn from_row(row: &mut Row) -> store::Result<Self> {
        Ok(Self(Win::from_row(row)?, Credit::from_row(row)?))
    }
}

pub(crate) async fn these(read: &mut Read, initiative: InitiativeId, ids: &[Uuid]) -> Result<Vec<Win>> {
    Ok(read.rows(&THESE, &[initiative.into(), ids.into()]).await?)
}

/// The same, locked until the act is over.
pub(crate) async fn lock(tx: &mut Tx, initiative: InitiativeId, id: WinId) -> Result<Option<Win>> {
    Ok(tx.maybe(&LOCK, &[initiative.into(), id.into()]).await?)
}

pub(crate) async fn numbered(read: &mut Read, initiative: InitiativeId, number: i64) -> Result<Option<Win>> {
    Ok(read.maybe(&NUMBERED, &[initiative.into(), number.into()]).await?)
}

pub(crate) async fn all(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Win>> {
    Ok(read.rows(&EVERY, &[initiative.into()]).await?)
}

/// Those before the number `before`, newest first; with those not confirmed yet if `unconfirmed`.
pub(crate) async fn latest(
    read: &mut Read,
    initiative: InitiativeId,
    before: i64,
    unconfirmed: bool,
    at_most: i64,
) -> Result<Vec<Win>> {
    let values = [initiative.into(), before.into(), unconfirmed.into(), at_most.into()];
    Ok(read.rows(&LATEST, &values).await?)
}

/// Credits that wait for their confirmation.
pub(crate) async fn proposed(read: &mut Read, initiative: InitiativeId) -> Result<Vec<(Win, Credit)>> {
    let both: Vec<Both> = read.rows(&PROPOSED, &[initiative.into()]).await?;
    Ok(both.into_iter().map(|both| (both.0, both.1)).collect())
}

pub(crate) async fn credits(read: &mut Read, initiative: InitiativeId, win: WinId) -> Result<Vec<Credit>> {
    Ok(read.rows(&CREDITS, &[initiative.into(), win.into()]).await?)
}

/// The credits in a run of `wins`, in one question.
pub(crate) async fn credits_of(
    read: &mut Read,
    initiative: InitiativeId,
    wins: &[Win],
) -> Result<Vec<Credit>> {
    let numbers = wins.iter().map(|win| win.number);
    let (Some(first), Some(last)) = (numbers.clone().min(), numbers.max()) else { return Ok(Vec::new()) };
    Ok(read.rows(&CREDITS_BETWEEN, &[initiative.into(), first.into(), last.into()]).await?)
}

pub(crate) async fn all_credits(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Credit>> {
    Ok(read.rows(&EVERY_CREDIT, &[initiative.into()]).await?)
}

pub(crate) async fn insert(tx: &mut Tx, initiative: InitiativeId, win: &Win) -> Result<()> {
    tx.run(
        &INSERT,
        &[
            initiative.into(),
            win.id.into(),
            win.number.into(),
            win.title.as_str().into(),
            win.different.as_str().into(),
            win.helped.as_str().into(),
            win.person.into(),
            win.author.as_str().into(),
            win.confirmed.into(),
            win.at.into(),
        ],
    )
    .await?;
    Ok(())
}

pub(crate) async fn insert_credit(tx: &mut Tx, initiative: InitiativeId, credit: &Credit) -> Result<()> {
    tx.run(
        &INSERT_CREDIT,
        &[
            initiative.into(),
            credit.id.into(),
            credit.win.into(),
            credit.partnership.into(),
            credit.person.into(),
            credit.name.as_str().into(),
            credit.own.into(),
            credit.state.into(),
        ],
    )
    .await?;
    Ok(())
}

/// Writes how a credit stands, and whether its win is confirmed by that.
pub(crate) async fn answer(
    tx: &mut Tx,
    initiative: InitiativeId,
    credit: &Credit,
    confirmed: bool,
) -> Result<()> {
    tx.run(&STATE, &[initiative.into(), credit.id.into(), credit.state.into()]).await?;
    tx.run(&CONFIRMED, &[initiative.into(), credit.win.into(), confirmed.into()]).await?;
    Ok(())
}
