use jiff::Timestamp;
use kernel::{InitiativeId, Result};
use store::Read;
use uuid::Uuid;

use crate::dimension::CategoryId;
use crate::measure::MeasureId;

// Few periods and then what was sent in each: `CROSS JOIN` keeps SQLite, which cannot know that, from reading every
// submission there is.
store::statements! {
    WHOLES = "SELECT c.period, CAST(count(*) AS BIGINT), max(s.numerator), max(s.denominator)
        FROM reporting_cycle c CROSS JOIN submission s
        WHERE c.initiative = $1 AND c.measure = $2 AND s.initiative = c.initiative AND s.cycle = c.id
        AND s.state = 'accepted' GROUP BY c.period";
    PARTS = "SELECT c.period, s.duty, p.category, p.numerator, p.denominator
        FROM reporting_cycle c CROSS JOIN submission s CROSS JOIN submission_part p
        WHERE c.initiative = $1 AND c.measure = $2 AND s.initiative = c.initiative AND s.cycle = c.id
        AND s.state = 'accepted' AND p.initiative = s.initiative AND p.submission = s.id";
    SINCE = "SELECT s.duty, min(s.accepted_at) FROM reporting_cycle c CROSS JOIN submission s
        WHERE c.initiative = $1 AND c.measure = $2 AND c.period = $3 AND s.initiative = c.initiative AND s.cycle = c.id
        AND s.accepted_at IS NOT NULL GROUP BY s.duty HAVING max(CASE WHEN s.state = 'accepted' THEN 1 ELSE 0 END) = 1";
}

/// What all partners brought to a period: how many, and the largest of each sum.
pub(super) struct Whole {
    pub(super) period: String,
    pub(super) partners: i64,
    pub(super) numerator: f64,
    pub(super) denominator: f64,
}

/// What a partner brought of a category.
pub(super) struct Part {
    pub(super) period: String,
    pub(super) duty: Uuid,
    pub(super) category: CategoryId,
    pub(super) numerator: f64,
    pub(super) denominator: f64,
}

store::row!(Whole { period, partners, numerator, denominator });
store::row!(Part { period, duty, category, numerator, denominator });

pub(super) async fn wholes(
    read: &mut Read,
    initiative: InitiativeId,
    measure: MeasureId,
) -> Result<Vec<Whole>> {
    Ok(read.rows(&WHOLES, &[initiative.into(), measure.into()]).await?)
}

pub(super) async fn parts(
    read: &mut Read,
    initiative: InitiativeId,
    measure: MeasureId,
) -> Result<Vec<Part>> {
    Ok(read.rows(&PARTS, &[initiative.into(), measure.into()]).await?)
}

/// Who brought something to a period, and since when anything of it counts.
pub(super) async fn since(
    read: &mut Read,
    initiative: InitiativeId,
    measure: MeasureId,
    period: &str,
) -> Result<Vec<(Uuid, Timestamp)>> {
    Ok(read.rows(&SINCE, &[initiative.into(), measure.into(), period.into()]).await?)
}
