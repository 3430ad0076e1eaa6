//! Fresh limits: people decide, with a reason and a date, that what is usual for a measure begins anew with a period.
//! Never by itself. The older limits stay to be seen.

pub(crate) mod acts;
pub(crate) mod page;
pub(crate) mod store;

use ::store::Read;
use jiff::Timestamp;
use kernel::{Ability, Context, Result, Role, any};
use web::ExportTable;

use crate::annotation::Annotation;
use crate::measure::{Measure, MeasureId};
use crate::value::{Series, Value};

/// Letting limits begin afresh.
pub(crate) static REBASE: Ability =
    Ability { name: "measurement.rebase.decide", grants: &[any(Role::Facilitator), any(Role::Backbone)] };

/// Limits that begin afresh.
#[derive(Debug, Clone)]
pub(crate) struct Rebase {
    pub(crate) measure: MeasureId,
    /// The first period of the new limits.
    pub(crate) period: String,
    pub(crate) reason: String,
    pub(crate) agreed_by: String,
    pub(crate) decided_by: String,
    pub(crate) decided_at: Timestamp,
}

/// What the room proposes: the series has settled elsewhere, and something that happened may explain it.
#[derive(Debug, Clone)]
pub(crate) struct Proposal<'a> {
    /// The first period that lies on the other side.
    pub(crate) from: &'a Value,
    /// How many have done so since.
    pub(crate) points: usize,
    /// What happened.
    pub(crate) because: &'a Annotation,
}

/// Where in the values that are read fresh limits were decided on.
fn begun(measure: &Measure, series: &Series) -> Vec<usize> {
    let at = |period: &str| series.read.iter().position(|at| series.values[*at].period.as_str() >= period);
    measure.rebases.iter().filter_map(|rebase| at(&rebase.period)).collect()
}

/// Whether limits may begin afresh with the value at this place of those that are read.
pub(crate) fn allowed(measure: &Measure, series: &Series, at: usize) -> bool {
    signals::far_enough(&begun(measure, series), at)
}

/// What the room proposes, if it has a reason: eight points or more on one side of what was usual, and an event that
/// was noted for the period in which that began, or the one before.
pub(crate) fn proposed<'a>(
    measure: &Measure,
    series: &'a Series,
    annotations: &'a [Annotation],
) -> Option<Proposal<'a>> {
    let shift = series.chart.shift().filter(signals::Shift::settled)?;
    if shift.start == 0 || !allowed(measure, series, shift.start) {
        return None;
    }
    let period = |place: usize| series.values[series.read[place]].period.as_str();
    let near = period(shift.start - 1)..=period(shift.start);
    let frequency = measure.in_force().frequency();
    let explains = |annotation: &&Annotation| {
        annotation
            .periods(frequency)
            .is_some_and(|(first, last)| first.as_str() <= *near.end() && last.as_str() >= *near.start())
    };
    let because = annotations.iter().find(explains)?;
    Some(Proposal { from: &series.values[series.read[shift.start]], points: shift.len, because })
}

/// The decisions as an open table.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<ExportTable> {
    let rows = store::all(read, cx.initiative()?).await?.into_iter().map(|rebase| {
        vec![
            rebase.measure.to_string(),
            rebase.period,
            rebase.reason,
            rebase.agreed_by,
            rebase.decided_by,
            rebase.decided_at.to_string(),
        ]
    });
    Ok(ExportTable {
        name: "fresh_limits",
        columns: &["measure", "period", "reason", "agreed_by", "decided_by", "decided_at"],
        rows: rows.collect(),
    })
}
