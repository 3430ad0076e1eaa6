use std::collections::HashSet;

use jiff::Timestamp;
use kernel::{InitiativeId, Result};
use store::{Read, Tx};
use uuid::Uuid;

use super::stock::Stock;
use super::{Gap, Key, Note};
use crate::duty::DutyId;
use crate::submission::SubmissionId;

store::statements! {
    NOTES = "SELECT duty, gap, what, owner, reason, retired, noted_by, noted_at FROM ledger_note
        WHERE initiative = $1 ORDER BY noted_at, duty, gap, what";
    NOTE = "INSERT INTO ledger_note (initiative, duty, gap, what, owner, reason, retired, noted_by, noted_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (initiative, duty, gap, what)
        DO UPDATE SET owner = excluded.owner, reason = excluded.reason, retired = excluded.retired,
            noted_by = excluded.noted_by, noted_at = excluded.noted_at";
    HOURS = "SELECT gap, hours FROM ledger_hours WHERE initiative = $1 ORDER BY gap";
    SET_HOURS = "INSERT INTO ledger_hours (initiative, gap, hours) VALUES ($1, $2, $3)
        ON CONFLICT (initiative, gap) DO UPDATE SET hours = excluded.hours";
    STOCKS = "SELECT day, label, taken_at, duties, points, open FROM ledger_stock
        WHERE initiative = $1 ORDER BY day";
    STOCK_ITEMS = "SELECT day, duty, gap, what FROM ledger_stock_item
        WHERE initiative = $1 ORDER BY day, duty, gap, what";
    ITEMS_OF = "SELECT duty, gap, what FROM ledger_stock_item WHERE initiative = $1 AND day = $2";
    TAKE = "INSERT INTO ledger_stock (initiative, day, label, taken_at, duties, points, open)
        VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (initiative, day)
        DO UPDATE SET label = excluded.label, taken_at = excluded.taken_at, duties = excluded.duties,
            points = excluded.points, open = excluded.open";
    CLEAR_ITEMS = "DELETE FROM ledger_stock_item WHERE initiative = $1 AND day = $2";
    PUT_ITEM = "INSERT INTO ledger_stock_item (initiative, day, duty, gap, what) VALUES ($1, $2, $3, $4, $5)";
    /// What stands in these periods: accepted, or sent and waiting for its partner.
    STANDING = "SELECT id, duty, state, version, sent_at FROM submission
        WHERE initiative = $1 AND cycle = ANY($2) AND state IN ('accepted', 'sent')";
    /// Those of these duties under which anything has ever come.
    EVER = "SELECT DISTINCT duty FROM submission
        WHERE initiative = $1 AND duty = ANY($2) AND state IN ('accepted', 'sent')";
}

/// A submission that stands in a period that is due.
pub(super) struct Stands {
    pub(super) id: SubmissionId,
    pub(super) duty: DutyId,
    pub(super) state: String,
    pub(super) version: i64,
    pub(super) sent_at: Timestamp,
}

store::row!(Stands { id, duty, state, version, sent_at });
store::row!(Note { duty, gap, what, owner, reason, retired, noted_by, noted_at });
store::row!(Stock { day, label, taken_at, duties, points, open });

pub(super) async fn notes(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Note>> {
    Ok(read.rows(&NOTES, &[initiative.into()]).await?)
}

pub(super) async fn note(tx: &mut Tx, initiative: InitiativeId, note: &Note) -> Result<()> {
    let values = [
        initiative.into(),
        note.duty.into(),
        note.gap.into(),
        note.what.as_str().into(),
        note.owner.as_str().into(),
        note.reason.as_str().into(),
        note.retired.into(),
        note.noted_by.as_str().into(),
        note.noted_at.into(),
    ];
    tx.run(&NOTE, &values).await?;
    Ok(())
}

/// The hours that somebody said.
pub(super) async fn hours(read: &mut Read, initiative: InitiativeId) -> Result<Vec<(Gap, f64)>> {
    Ok(read.rows(&HOURS, &[initiative.into()]).await?)
}

pub(super) async fn set_hours(tx: &mut Tx, initiative: InitiativeId, gap: Gap, hours: f64) -> Result<()> {
    tx.run(&SET_HOURS, &[initiative.into(), gap.into(), hours.into()]).await?;
    Ok(())
}

/// All that were taken, in order of time.
pub(super) async fn stocks(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Stock>> {
    Ok(read.rows(&STOCKS, &[initiative.into()]).await?)
}

pub(super) async fn stock_items(
    read: &mut Read,
    initiative: InitiativeId,
) -> Result<Vec<(String, DutyId, Gap, String)>> {
    Ok(read.rows(&STOCK_ITEMS, &[initiative.into()]).await?)
}

/// What was to be mended when stock was taken on a day.
pub(super) async fn items_of(read: &mut Read, initiative: InitiativeId, day: &str) -> Result<HashSet<Key>> {
    let rows: Vec<(DutyId, Gap, String)> = read.rows(&ITEMS_OF, &[initiative.into(), day.into()]).await?;
    Ok(rows.into_iter().map(|(duty, gap, what)| Key { duty, gap, what }).collect())
}

/// Writes a day's stock in place of what was taken earlier that day.
pub(super) async fn take(
    tx: &mut Tx,
    initiative: InitiativeId,
    stock: &Stock,
    items: &HashSet<Key>,
) -> Result<()> {
    let day = stock.day.as_str();
    let values = [
        initiative.into(),
        day.into(),
        stock.label.as_str().into(),
        stock.taken_at.into(),
        stock.duties.into(),
        stock.points.into(),
        stock.open.into(),
    ];
    tx.run(&TAKE, &values).await?;
    tx.run(&CLEAR_ITEMS, &[initiative.into(), day.into()]).await?;
    for item in items {
        let values =
            [initiative.into(), day.into(), item.duty.into(), item.gap.into(), item.what.as_str().into()];
        tx.run(&PUT_ITEM, &values).await?;
    }
    Ok(())
}

pub(super) async fn standing(
    read: &mut Read,
    initiative: InitiativeId,
    cycles: &[Uuid],
) -> Result<Vec<Stands>> {
    Ok(read.rows(&STANDING, &[initiative.into(), cycles.into()]).await?)
}

pub(super) async fn ever(
    read: &mut Read,
    initiative: InitiativeId,
    duties: &[Uuid],
) -> Result<HashSet<DutyId>> {
    let rows: Vec<(DutyId,)> = read.rows(&EVER, &[initiative.into(), duties.into()]).await?;
    Ok(rows.into_iter().map(|(duty,)| duty).collect())
}
