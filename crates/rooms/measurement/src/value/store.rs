use std::collections::HashMap;

use kernel::{InitiativeId, Result};
use store::Read;
use uuid::Uuid;

use super::Value;
use crate::dimension::CategoryId;
use crate::measure::MeasureId;

store::statements! {
    /// Every period of every measure, with what counts in it.
    EVERY = "SELECT measure, period, label, locked, reported, numerator, denominator,
        low, high, quality, updated
        FROM reporting_cycle WHERE initiative = $1 ORDER BY measure, period";
    /// The same for one measure.
    OF_MEASURE = "SELECT measure, period, label, locked, reported, numerator, denominator,
        low, high, quality, updated
        FROM reporting_cycle WHERE initiative = $1 AND measure = $2 ORDER BY period";
    /// How many partners owe each measure, by the first period they owe.
    OWED = "SELECT measure, since, CAST(count(*) AS BIGINT) FROM data_duty
        WHERE initiative = $1 GROUP BY measure, since";
    /// The same for one measure.
    OWED_OF = "SELECT measure, since, CAST(count(*) AS BIGINT) FROM data_duty
        WHERE initiative = $1 AND measure = $2 GROUP BY measure, since";
    /// The sums of some categories in every period of a measure.
    PARTS = "SELECT p.category, c.measure, c.period, c.label, c.locked, p.expected, p.reported, p.numerator,
        p.denominator, c.updated FROM reporting_cycle c
        JOIN cycle_part p ON p.initiative = c.initiative AND p.cycle = c.id
        WHERE c.initiative = $1 AND c.measure = $2 AND p.category = ANY($3) ORDER BY c.period";
    LATEST_PERIOD = "SELECT max(period) FROM reporting_cycle
        WHERE initiative = $1 AND measure = $2 AND reported > 0";
}

/// One category's sums in one period.
struct OfCategory {
    category: CategoryId,
    value: Value,
}

impl store::FromRow for OfCategory {
    fn from_row(row: &mut store::Row) -> store::Result<Self> {
        Ok(Self {
            category: row.take()?,
            value: Value {
                measure: row.take()?,
                period: row.take()?,
                label: row.take()?,
                locked: row.take()?,
                expected: row.take()?,
                reported: row.take()?,
                numerator: row.take()?,
                denominator: row.take()?,
                low: None,
                high: None,
                quality: None,
                hidden: false,
                updated: row.take()?,
            },
        })
    }
}

impl store::FromRow for Value {
    fn from_row(row: &mut store::Row) -> store::Result<Self> {
        Ok(Self {
            measure: row.take()?,
            period: row.take()?,
            label: row.take()?,
            locked: row.take()?,
            expected: 0,
            reported: row.take()?,
            numerator: row.take()?,
            denominator: row.take()?,
            low: row.take()?,
            high: row.take()?,
            quality: row.take()?,
            hidden: false,
            updated: row.take()?,
        })
    }
}

/// Every period of every measure, in order of time.
pub(crate) async fn all(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Value>> {
    let values = read.rows(&EVERY, &[initiative.into()]).await?;
    Ok(expected(values, read.rows(&OWED, &[initiative.into()]).await?))
}

/// Every period of a measure, in order of time.
pub(crate) async fn of_measure(
    read: &mut Read,
    initiative: InitiativeId,
    measure: MeasureId,
) -> Result<Vec<Value>> {
    let of = [initiative.into(), measure.into()];
    let values = read.rows(&OF_MEASURE, &of).await?;
    Ok(expected(values, read.rows(&OWED_OF, &of).await?))
}

/// The values with how many owe each of them: all whose duty began by then.
fn expected(mut values: Vec<Value>, owed: Vec<(MeasureId, String, i64)>) -> Vec<Value> {
    let mut by_measure: HashMap<MeasureId, Vec<(String, i64)>> = HashMap::new();
    for (measure, since, count) in owed {
        by_measure.entry(measure).or_default().push((since, count));
    }
    for value in &mut values {
        let begun = by_measure.get(&value.measure).into_iter().flatten();
        value.expected = begun.filter(|(since, _)| *since <= value.period).map(|(_, count)| count).sum();
    }
    values
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

/// The sums of some categories in every period for which they have any, in order of time.
pub(crate) async fn parts(
    read: &mut Read,
    initiative: InitiativeId,
    measure: MeasureId,
    categories: &[CategoryId],
) -> Result<HashMap<CategoryId, Vec<Value>>> {
    let ids: Vec<Uuid> = categories.iter().map(|category| category.0).collect();
    let values = [initiative.into(), measure.into(), ids.as_slice().into()];
    let mut found: HashMap<CategoryId, Vec<Value>> = HashMap::new();
    for OfCategory { category, value } in read.rows::<OfCategory>(&PARTS, &values).await? {
        found.entry(category).or_default().push(value);
    }
    Ok(found)
}
