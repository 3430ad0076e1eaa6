//! A frozen baseline: what was expected if nothing changes, kept as it was said on the day it was frozen. Success is
//! to beat it, which may also mean that a decline slows down.

pub(crate) mod acts;
pub(crate) mod api;
pub(crate) mod outcome;
pub(crate) mod outlook;
pub(crate) mod page;
pub(crate) mod store;
#[cfg(test)]
mod tests;
pub(crate) mod view;

use ::store::Read;
use jiff::Timestamp;
use kernel::{Ability, Context, Result, Role, any};
use web::ExportTable;

use crate::measure::{Measure, MeasureId};
use crate::value::{Series, Value};
use outlook::Outlook;

kernel::ids! {
    /// A frozen baseline.
    BaselineId
}

/// Freezing a forecast that was agreed to.
pub(crate) static FREEZE: Ability =
    Ability { name: "measurement.baseline.freeze", grants: &[any(Role::Facilitator), any(Role::Backbone)] };

/// What was expected of one period, as people write values.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Step {
    pub(crate) baseline: BaselineId,
    pub(crate) period: String,
    pub(crate) low: f64,
    pub(crate) likely: f64,
    pub(crate) high: f64,
}

/// A forecast as it was frozen.
#[derive(Debug, Clone)]
pub(crate) struct Baseline {
    pub(crate) id: BaselineId,
    pub(crate) number: i64,
    pub(crate) measure: MeasureId,
    /// The definition's version that was in force.
    pub(crate) version: i64,
    /// The first period it was made from.
    pub(crate) since: String,
    /// The last period it knew.
    pub(crate) until: String,
    /// From how many values.
    pub(crate) points: i64,
    /// The last value it knew, as people write it.
    pub(crate) last_value: f64,
    /// `drift` or `damped Holt`.
    pub(crate) method: String,
    /// Whether later values were known already when it was frozen.
    pub(crate) hindsight: bool,
    /// What “nothing changes” means here; may be empty.
    pub(crate) note: String,
    pub(crate) agreed_by: String,
    pub(crate) frozen_by: String,
    pub(crate) frozen_at: Timestamp,
    /// In order of time.
    pub(crate) steps: Vec<Step>,
}

impl Baseline {
    /// All of it as one text, for the journal.
    fn as_text(&self) -> String {
        let steps = self
            .steps
            .iter()
            .map(|step| format!("{}: {:.4} ({:.4} to {:.4})", step.period, step.likely, step.low, step.high));
        let from = format!("{} to {}, {}, agreed by {}", self.since, self.until, self.method, self.agreed_by);
        [from].into_iter().chain(steps).collect::<Vec<_>>().join("\n")
    }

    /// Whether it says nothing beyond what follows from values that somebody may see: the same forecast comes of them.
    fn follows_from(&self, measure: &Measure, seen: &[Value]) -> bool {
        let known: Vec<Value> = seen.iter().filter(|value| value.period <= self.until).cloned().collect();
        let series = Series::of(measure, known);
        Outlook::of(measure, &series).is_ok_and(|outlook| outlook.says(measure.in_force(), self))
    }
}

/// The baselines of a measure that somebody may see who sees these values: all of them for those who see each value
/// as it is; for others only those that tell nothing new.
pub(crate) fn shown(all: Vec<Baseline>, whole: bool, measure: &Measure, seen: &[Value]) -> Vec<Baseline> {
    all.into_iter().filter(|baseline| whole || baseline.follows_from(measure, seen)).collect()
}

/// The baselines, and what each expected, as open tables.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<Vec<ExportTable>> {
    let all = store::all(read, cx.initiative()?).await?;
    let baseline = |baseline: &Baseline| {
        vec![
            baseline.id.to_string(),
            baseline.number.to_string(),
            baseline.measure.to_string(),
            baseline.version.to_string(),
            baseline.since.clone(),
            baseline.until.clone(),
            baseline.points.to_string(),
            baseline.last_value.to_string(),
            baseline.method.clone(),
            baseline.hindsight.to_string(),
            baseline.note.clone(),
            baseline.agreed_by.clone(),
            baseline.frozen_by.clone(),
            baseline.frozen_at.to_string(),
        ]
    };
    let step = |step: &Step| {
        let [low, likely, high] = [step.low, step.likely, step.high].map(|value| value.to_string());
        vec![step.baseline.to_string(), step.period.clone(), low, likely, high]
    };
    Ok(vec![
        ExportTable {
            name: "baselines",
            columns: &[
                "id",
                "number",
                "measure",
                "version",
                "since",
                "until",
                "points",
                "last_value",
                "method",
                "hindsight",
                "note",
                "agreed_by",
                "frozen_by",
                "frozen_at",
            ],
            rows: all.iter().map(baseline).collect(),
        },
        ExportTable {
            name: "baseline_steps",
            columns: &["baseline", "period", "low", "likely", "high"],
            rows: all.iter().flat_map(|baseline| &baseline.steps).map(step).collect(),
        },
    ])
}
