//! A cycle: a period of a measure, opened for reporting.

pub(crate) mod acts;
pub(crate) mod api;
pub(crate) mod board;
pub(crate) mod page;
mod period;
pub(crate) mod progress;
pub(crate) mod remind;
pub(crate) mod store;
pub(crate) mod sums;

use ::store::Read;
use jiff::Timestamp;
use kernel::{Ability, Context, Result, Role, any};
pub use period::Frequency;
use web::ExportTable;

use crate::measure::MeasureId;

kernel::ids! {
    /// A cycle.
    CycleId
}

/// Reading who has reported.
pub(crate) static READ: Ability = Ability { name: "measurement.cycle.read", grants: &[any(Role::Member)] };
/// Opening and locking cycles.
pub(crate) static OPEN: Ability =
    Ability { name: "measurement.cycle.open", grants: &[any(Role::Facilitator), any(Role::Backbone)] };

/// A period, opened for reporting.
#[derive(Debug, Clone)]
pub(crate) struct Cycle {
    pub(crate) id: CycleId,
    pub(crate) measure: MeasureId,
    /// Its key: `2018`, `2018-Q3`, `2018-03`.
    pub(crate) period: String,
    /// What people call it.
    pub(crate) label: String,
    pub(crate) opened_at: Timestamp,
    pub(crate) due: Option<Timestamp>,
    /// Whether nothing more is taken.
    pub(crate) locked: bool,
}

/// The cycles as an open table.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<ExportTable> {
    let rows = store::all(read, cx.initiative()?).await?.into_iter().map(|cycle| {
        vec![
            cycle.id.to_string(),
            cycle.measure.to_string(),
            cycle.period,
            cycle.label,
            cycle.opened_at.to_string(),
            cycle.due.map_or_else(String::new, |due| due.to_string()),
            cycle.locked.to_string(),
        ]
    });
    Ok(ExportTable {
        name: "cycles",
        columns: &["id", "measure", "period", "label", "opened_at", "due", "locked"],
        rows: rows.collect(),
    })
}
