//! What figures are compared with and written under.

use std::collections::{BTreeMap, HashMap, HashSet};

use ::store::Read;
use kernel::{Context, Error, Owner, Result};

use super::IMPORT;
use super::acts::ImportTable;
use crate::cycle::{self, Cycle};
use crate::dimension::{self, CategoryId, Dimension};
use crate::duty::{self, Duty};
use crate::measure::{self, Measure};
use crate::submission::ACCEPT;

/// A measure with everything that its figures name.
pub(super) struct Known {
    pub(super) measure: Measure,
    pub(super) dimensions: Vec<Dimension>,
    /// The dimension of each category, by its place.
    pub(super) of_category: HashMap<CategoryId, usize>,
    /// By number.
    pub(super) duties: HashMap<i64, Duty>,
    /// By period; none yet where this person may open it.
    pub(super) cycles: BTreeMap<String, Option<Cycle>>,
    /// Why no figures are taken for the others.
    pub(super) closed: BTreeMap<String, &'static str>,
}

impl Known {
    /// The measure, the duties and the periods that these figures are for. Whoever sends may do so for each.
    pub(super) async fn of(cx: &Context, read: &mut Read, table: &ImportTable) -> Result<Self> {
        let initiative = cx.initiative()?;
        let measure =
            measure::store::numbered(read, initiative, table.measure).await?.ok_or(Error::Missing)?;
        let named: HashSet<i64> = table.lines.iter().map(|line| line.duty).collect();
        let mut duties = duty::store::of_measure(read, initiative, measure.id).await?;
        duties.retain(|duty| named.contains(&duty.number));
        if duties.len() < named.len() {
            return Err(Error::Missing);
        }
        for duty in &duties {
            cx.may(&IMPORT, duty.owner())?;
            if table.accept {
                cx.may(&ACCEPT, duty.owner())?;
            }
        }
        let dimensions = dimension::store::of_measure(read, initiative, measure.id).await?;
        let places = dimensions.iter().enumerate();
        let of_category =
            places.flat_map(|(at, one)| one.categories.iter().map(move |c| (c.id, at))).collect();
        let cycles = cycle::store::of_measure(read, initiative, measure.id).await?;
        let mut open: HashMap<String, Cycle> =
            cycles.into_iter().map(|cycle| (cycle.period.clone(), cycle)).collect();
        let mut known = Self {
            measure,
            dimensions,
            of_category,
            duties: duties.into_iter().map(|duty| (duty.number, duty)).collect(),
            cycles: BTreeMap::new(),
            closed: BTreeMap::new(),
        };
        for line in &table.lines {
            if !known.cycles.contains_key(&line.period) && !known.closed.contains_key(&line.period) {
                known.period(cx, &line.period, open.remove(&line.period));
            }
        }
        Ok(known)
    }

    /// What is to come is told by nobody, whoever it is.
    fn period(&mut self, cx: &Context, period: &str, cycle: Option<Cycle>) {
        let today = cx.now().to_zoned(jiff::tz::TimeZone::UTC).date();
        let start = self.measure.in_force().frequency().start(period);
        let why = match (start, &cycle) {
            (None, _) => Some("import-problem-no-period"),
            (Some(start), _) if start > today => Some("import-problem-future"),
            (_, Some(cycle)) if cycle.locked => Some("import-problem-locked"),
            (_, None) if !cx.can(&cycle::OPEN, Owner::Nobody) => Some("import-problem-not-open"),
            _ => None,
        };
        match why {
            Some(why) => {
                self.closed.insert(period.to_owned(), why);
            }
            None => {
                self.cycles.insert(period.to_owned(), cycle);
            }
        }
    }
}
