use kernel::{InitiativeId, Result};
use store::Read;

use super::Value;
use crate::measure::MeasureId;

store::statements! {
    /// Every period of every measure: sums over accepted submissions, and who owes it by then.
    POOL_ALL = "SELECT c.measure, c.period, c.label, c.locked,
        (SELECT CAST(count(*) AS BIGINT) FROM data_duty d
            WHERE d.initiative = c.initiative AND d.measure = c.measure AND d.since <= c.period),
        CAST(count(s.id) AS BIGINT), sum(s.numerator), sum(s.denominator), max(s.accepted_at)
        FROM reporting_cycle c
        LEFT JOIN submission s ON s.initiative = c.initiative AND s.cycle = c.id AND s.state = 'accepted'
        WHERE c.initiative = $1
        GROUP BY c.initiative, c.measure, c.period, c.label, c.locked ORDER BY c.measure, c.period";
    /// The same for one measure.
    POOL = "SELECT c.measure, c.period, c.label, c.locked,
        (SELECT CAST(count(*) AS BIGINT) FROM data_duty d
            WHERE d.initiative = c.initiative AND d.measure = c.measure AND d.since <= c.period),
        CAST(count(s.id) AS BIGINT), sum(s.numerator), sum(s.denominator), max(s.accepted_at)
        FROM reporting_cycle c
        LEFT JOIN submission s ON s.initiative = c.initiative AND s.cycle = c.id AND s.state = 'accepted'
        WHERE c.initiative = $1 AND c.measure = $2
        GROUP BY c.initiative, c.measure, c.period, c.label, c.locked ORDER BY c.period";
    LATEST_PERIOD = "SELECT max(c.period) FROM reporting_cycle c
        JOIN submission s ON s.initiative = c.initiative AND s.cycle = c.id AND s.state = 'accepted'
        WHERE c.initiative = $1 AND c.measure = $2";
}

impl store::FromRow for Value {
    fn from_row(row: &mut store::Row) -> store::Result<Self> {
        Ok(Self {
            measure: row.take()?,
            period: row.take()?,
            label: row.take()?,
            locked: row.take()?,
            expected: row.take()?,
            reported: row.take()?,
            numerator: row.take()?,
            denominator: row.take()?,
            updated: row.take()?,
        })
    }
}

/// Every period of every measure, in order of time.
pub(crate) async fn all(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Value>> {
    Ok(read.rows(&POOL_ALL, &[initiative.into()]).await?)
}

/// Every period of a measure, in order of time.
pub(crate) async fn of_measure(
    read: &mut Read,
    initiative: InitiativeId,
    measure: MeasureId,
) -> Result<Vec<Value>> {
    Ok(read.rows(&POOL, &[initiative.into(), measure.into()]).await?)
}

/// The latest period for which anybody's number counts.
pub(crate) async fn latest_period(
    read: &mut Read,
    initiative: InitiativeId,
    measure: MeasureId,
) -> Result<Option<String>> {
    let (latest,): (Option<String>,) = read.one(&LATEST_PERIOD, &[initiative.into(), measure.into()]).await?;
    Ok(latest)
}
