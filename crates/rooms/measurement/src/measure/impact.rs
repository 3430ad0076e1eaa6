//! What a change of a definition touches, before it is written.

use ::store::Read;
use kernel::{Context, Result};
use serde::Serialize;

use super::Measure;
use crate::{baseline, crosswalk, dimension, duty, submission, surface, target};

/// What hangs on a definition.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Impact {
    /// The partners who report by it, by name.
    pub(crate) partners: Vec<String>,
    /// Periods that were opened, and those of them for which numbers count.
    pub(crate) periods: usize,
    pub(crate) counting: usize,
    /// The latest of those.
    pub(crate) latest: Option<String>,
    /// Numbers that were sent by it and wait to be accepted.
    pub(crate) waiting: i64,
    /// Targets that are set in its unit.
    pub(crate) targets: usize,
    /// Forecasts that were frozen in it.
    pub(crate) baselines: usize,
    /// What partners said of their own fields, to be said anew.
    pub(crate) crosswalks: usize,
    /// By what it is told apart.
    pub(crate) dimensions: Vec<String>,
    /// Whether a decision adopted the version that is in force.
    pub(crate) adopted: bool,
}

impl Impact {
    /// Reads what hangs on a measure now.
    pub(crate) async fn of(cx: &Context, read: &mut Read, measure: &Measure) -> Result<Self> {
        let initiative = cx.initiative()?;
        let mut names = people::partner_names(read, initiative).await?;
        let duties = duty::store::of_measure(read, initiative, measure.id).await?;
        let mut partners: Vec<String> =
            duties.iter().filter_map(|duty| names.remove(&duty.partnership)).collect();
        partners.sort_by_cached_key(|name| name.to_lowercase());
        let values = surface::whole(cx, read, measure).await?;
        let counting = || values.iter().filter(|value| value.reported > 0);
        let dimensions = dimension::store::of_measure(read, initiative, measure.id).await?;
        let ids: Vec<_> = duties.iter().map(|duty| duty.id).collect();
        Ok(Self {
            crosswalks: crosswalk::store::in_force(read, initiative, &ids).await?.len(),
            partners,
            periods: values.len(),
            counting: counting().count(),
            latest: counting().next_back().map(|value| value.period.clone()),
            waiting: submission::store::waiting_of_measure(read, initiative, measure.id).await?,
            targets: target::store::of_measure(read, initiative, measure.id).await?.len(),
            baselines: baseline::store::of_measure(read, initiative, measure.id).await?.len(),
            dimensions: dimensions.into_iter().map(|dimension| dimension.name).collect(),
            adopted: measure.adopted.is_some(),
        })
    }
}
