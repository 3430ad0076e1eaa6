use jiff::Timestamp;
use kernel::{InitiativeId, Result};
use store::{Read, Tx};
use uuid::Uuid;

use super::{Baseline, BaselineId, Step};
use crate::measure::MeasureId;

store::statements! {
    EVERY = "SELECT id, number, measure, version, since, until, points, last_value, method, hindsight, note, agreed_by,
        frozen_by, frozen_at FROM baseline WHERE initiative = $1 ORDER BY number";
    OF_MEASURE = "SELECT id, number, measure, version, since, until, points, last_value, method, hindsight, note,
        agreed_by, frozen_by, frozen_at FROM baseline WHERE initiative = $1 AND measure = $2 ORDER BY number DESC";
    STEPS = "SELECT baseline, period, low, likely, high FROM baseline_step
        WHERE initiative = $1 AND baseline = ANY($2) ORDER BY baseline, period";
    INSERT = "INSERT INTO baseline (initiative, id, number, measure, version, since, until, points, last_value, method,
        hindsight, note, agreed_by, frozen_by, frozen_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
    INSERT_STEP = "INSERT INTO baseline_step (initiative, baseline, period, low, likely, high)
        VALUES ($1, $2, $3, $4, $5, $6)";
}

struct Row {
    id: BaselineId,
    number: i64,
    measure: MeasureId,
    version: i64,
    since: String,
    until: String,
    points: i64,
    last_value: f64,
    method: String,
    hindsight: bool,
    note: String,
    agreed_by: String,
    frozen_by: String,
    frozen_at: Timestamp,
}

store::row!(Row {
    id,
    number,
    measure,
    version,
    since,
    until,
    points,
    last_value,
    method,
    hindsight,
    note,
    agreed_by,
    frozen_by,
    frozen_at
});
store::row!(Step { baseline, period, low, likely, high });

impl Row {
    fn with(self, steps: Vec<Step>) -> Baseline {
        Baseline {
            id: self.id,
            number: self.number,
            measure: self.measure,
            version: self.version,
            since: self.since,
            until: self.until,
            points: self.points,
            last_value: self.last_value,
            method: self.method,
            hindsight: self.hindsight,
            note: self.note,
            agreed_by: self.agreed_by,
            frozen_by: self.frozen_by,
            frozen_at: self.frozen_at,
            steps,
        }
    }
}

async fn with_steps(read: &mut Read, initiative: InitiativeId, rows: Vec<Row>) -> Result<Vec<Baseline>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id.0).collect();
    let mut steps: Vec<Step> = read.rows(&STEPS, &[initiative.into(), ids.as_slice().into()]).await?;
    let mut of = |id: BaselineId| steps.extract_if(.., |step| step.baseline == id).collect();
    Ok(rows.into_iter().map(|row| (of(row.id), row)).map(|(steps, row)| row.with(steps)).collect())
}

/// Every baseline, as they were frozen.
pub(crate) async fn all(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Baseline>> {
    let rows = read.rows(&EVERY, &[initiative.into()]).await?;
    with_steps(read, initiative, rows).await
}

/// The baselines of a measure, the latest first.
pub(crate) async fn of_measure(
    read: &mut Read,
    initiative: InitiativeId,
    measure: MeasureId,
) -> Result<Vec<Baseline>> {
    let rows = read.rows(&OF_MEASURE, &[initiative.into(), measure.into()]).await?;
    with_steps(read, initiative, rows).await
}

pub(crate) async fn insert(tx: &mut Tx, initiative: InitiativeId, baseline: &Baseline) -> Result<()> {
    let values = [
        initiative.into(),
        baseline.id.into(),
        baseline.number.into(),
        baseline.measure.into(),
        baseline.version.into(),
        baseline.since.as_str().into(),
        baseline.until.as_str().into(),
        baseline.points.into(),
        baseline.last_value.into(),
        baseline.method.as_str().into(),
        baseline.hindsight.into(),
        baseline.note.as_str().into(),
        baseline.agreed_by.as_str().into(),
        baseline.frozen_by.as_str().into(),
        baseline.frozen_at.into(),
    ];
    tx.run(&INSERT, &values).await?;
    for step in &baseline.steps {
        let values = [
            initiative.into(),
            step.baseline.into(),
            step.period.as_str().into(),
            step.low.into(),
            step.likely.into(),
            step.high.into(),
        ];
        tx.run(&INSERT_STEP, &values).await?;
    }
    Ok(())
}
