//! A target: what a measure shall be by a period, on what that rests, and who agreed to it.

pub(crate) mod acts;
pub(crate) mod pace;
pub(crate) mod page;
pub(crate) mod store;

use ::store::Read;
use jiff::Timestamp;
use kernel::{Context, Result};
use web::ExportTable;

use crate::measure::MeasureId;
use crate::value::Series;

/// What a target rests on. The first is taken if nothing is said.
pub(crate) const BASES: [&str; 4] = ["aspiration", "benchmark", "modelled", "parity"];

/// A value that a measure should have by a period.
#[derive(Debug, Clone)]
pub(crate) struct Target {
    pub(crate) measure: MeasureId,
    pub(crate) period: String,
    /// As people write it: 4 for 4 %.
    pub(crate) value: f64,
    /// One of [`BASES`].
    pub(crate) basis: String,
    /// Who agreed to it; may be empty.
    pub(crate) agreed_by: String,
    pub(crate) set_by: String,
    pub(crate) set_at: Timestamp,
}

/// The target that comes next; the last one if all are past.
pub(crate) fn next<'a>(targets: &'a [Target], series: &Series) -> Option<&'a Target> {
    let latest = series.read.last().map_or("", |at| series.values[*at].period.as_str());
    targets.iter().find(|target| target.period.as_str() > latest).or(targets.last())
}

/// The targets, and what they were before, as an open table.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<ExportTable> {
    let initiative = cx.initiative()?;
    let row = |target: Target, stands: bool| {
        vec![
            target.measure.to_string(),
            target.period,
            target.value.to_string(),
            target.basis,
            target.agreed_by,
            target.set_by,
            target.set_at.to_string(),
            stands.to_string(),
        ]
    };
    let mut rows: Vec<Vec<String>> =
        store::all(read, initiative).await?.into_iter().map(|target| row(target, true)).collect();
    rows.extend(store::every_former(read, initiative).await?.into_iter().map(|target| row(target, false)));
    Ok(ExportTable {
        name: "targets",
        columns: &["measure", "period", "value", "basis", "agreed_by", "set_by", "set_at", "stands"],
        rows,
    })
}
