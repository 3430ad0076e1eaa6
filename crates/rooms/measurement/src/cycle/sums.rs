//! What counts in a period, added up by the act that changes it: the whole by its kind, each category, and each place
//! with all that lies in it. A page reads one row a period, however many report.

use std::collections::{HashMap, HashSet};

use ::store::{Read, Tx};
use kernel::{Error, InitiativeId, Result};
use signals::rollup::{Reports, Tree, roll_up};
use signals::{Coverage, Kind, Pooled};
use uuid::Uuid;

use super::store::{self, PartSum};
use super::{Cycle, CycleId};
use crate::dimension::{self, Category, CategoryId, Dimension};
use crate::duty::{self, Duty};
use crate::measure::Measure;
use crate::submission;

/// What is needed to add up periods of a measure: who owes it, and by what it is told apart.
pub(crate) struct Sums<'a> {
    measure: &'a Measure,
    duties: Vec<Duty>,
    dimensions: Vec<Dimension>,
}

/// The parts of one category that count in a period: how many, and their sum.
type Counted = HashMap<CategoryId, (usize, Pooled)>;

/// Adds up one period, after something was accepted there.
pub(crate) async fn add_up(
    tx: &mut Tx,
    initiative: InitiativeId,
    measure: &Measure,
    cycle: CycleId,
    period: &str,
) -> Result<()> {
    Sums::of(tx, initiative, measure).await?.add_up(tx, initiative, cycle, period).await
}

/// Adds up every period of a measure, after somebody else owes it or it is told apart otherwise. Where it is neither
/// told apart nor of a kind that does not add, nothing depends on who owes it.
pub(crate) async fn add_up_all(tx: &mut Tx, initiative: InitiativeId, measure: &Measure) -> Result<()> {
    let sums = Sums::of(tx, initiative, measure).await?;
    let adds = measure.versions.iter().all(|version| version.value_kind().adds_over_places());
    if !sums.dimensions.is_empty() || !adds {
        sums.add_up_each(tx, initiative).await?;
    }
    Ok(())
}

impl<'a> Sums<'a> {
    /// Reads what is needed once, for as many periods as are to be added up.
    pub(crate) async fn of(read: &mut Read, initiative: InitiativeId, measure: &'a Measure) -> Result<Self> {
        let dimensions = dimension::store::of_measure(read, initiative, measure.id).await?;
        let adds = measure.versions.iter().all(|version| version.value_kind().adds_over_places());
        let duties = if dimensions.is_empty() && adds {
            Vec::new()
        } else {
            duty::store::of_measure(read, initiative, measure.id).await?
        };
        Ok(Self { measure, duties, dimensions })
    }

    /// Adds up every period there is; answers how many.
    pub(crate) async fn add_up_each(&self, tx: &mut Tx, initiative: InitiativeId) -> Result<usize> {
        let cycles = store::of_measure(tx, initiative, self.measure.id).await?;
        for Cycle { id, period, .. } in &cycles {
            self.add_up(tx, initiative, *id, period).await?;
        }
        Ok(cycles.len())
    }

    /// Adds up one period.
    pub(crate) async fn add_up(
        &self,
        tx: &mut Tx,
        initiative: InitiativeId,
        cycle: CycleId,
        period: &str,
    ) -> Result<()> {
        let kind = self.measure.at(period).value_kind();
        let owing: Vec<&Duty> = self.duties.iter().filter(|duty| duty.since.as_str() <= period).collect();
        let mut whole = store::counting(tx, initiative, cycle).await?;
        let sum = whole.numerator.zip(whole.denominator);
        let sum = sum.map(|(numerator, denominator)| Pooled { numerator, denominator });
        let coverage = Coverage { reported: whole.reported.max(0) as usize, expected: owing.len() };
        // Where it cannot be added, it is known that somebody reported and not what all say together.
        let pooled = kind.whole(sum, coverage).unwrap_or_default();
        (whole.numerator, whole.denominator) = parts_of(pooled);
        if kind != Kind::Estimate || pooled.is_none() {
            (whole.low, whole.high, whole.quality) = (None, None, None);
        }
        store::set_sums(tx, initiative, cycle, &whole).await?;
        if self.dimensions.is_empty() {
            return Ok(());
        }

        let mut counted = Counted::new();
        for (category, numerator, denominator) in
            submission::store::counting_parts(tx, initiative, cycle).await?
        {
            let part = Pooled { numerator, denominator };
            let sum = counted.entry(category).or_insert((0, Pooled { numerator: 0.0, denominator: 0.0 }));
            *sum = (sum.0 + 1, sum.1.and(part));
        }
        let mut sums = Vec::new();
        for dimension in &self.dimensions {
            sums.extend(of_dimension(dimension, kind, &counted, &owing, period)?);
        }
        write(tx, initiative, cycle, &sums).await
    }
}

fn parts_of(pooled: Option<Pooled>) -> (Option<f64>, Option<f64>) {
    (pooled.map(|pooled| pooled.numerator), pooled.map(|pooled| pooled.denominator))
}

/// Writes only what differs from what stands there: an accepted number touches its own categories, its place and the
/// places above.
async fn write(tx: &mut Tx, initiative: InitiativeId, cycle: CycleId, sums: &[PartSum]) -> Result<()> {
    let stands: HashMap<CategoryId, PartSum> =
        store::part_sums(tx, initiative, cycle).await?.into_iter().map(|sum| (sum.category, sum)).collect();
    let changed: Vec<&PartSum> = sums.iter().filter(|sum| stands.get(&sum.category) != Some(*sum)).collect();
    let there: HashSet<CategoryId> = sums.iter().map(|sum| sum.category).collect();
    let gone: Vec<Uuid> = stands.keys().filter(|id| !there.contains(id)).map(|id| id.0).collect();
    store::set_part_sums(tx, initiative, cycle, (&changed, &gone), stands.is_empty()).await
}

fn of_dimension(
    dimension: &Dimension,
    kind: Kind,
    counted: &Counted,
    owing: &[&Duty],
    period: &str,
) -> Result<Vec<PartSum>> {
    match (dimension.places, kind.adds_over_places()) {
        (true, true) => of_tree(dimension, kind, counted, owing, period),
        (true, false) => {
            let each = |place: &Category| i64::from(owes(place, owing, period)) as usize;
            Ok(one_by_one(dimension, kind, counted, each))
        }
        (false, _) => {
            Ok(one_by_one(
                dimension,
                kind,
                counted,
                |category| {
                    if category.holds_for(period) { owing.len() } else { 0 }
                },
            ))
        }
    }
}

/// Whether a number is expected of a place itself: a partner reports for it alone, or one reports for all of them.
fn owes(place: &Category, owing: &[&Duty], period: &str) -> bool {
    place.holds_for(period) && owing.iter().any(|duty| duty.place.is_none_or(|own| own == place.id))
}

/// Each category for itself.
fn one_by_one(
    dimension: &Dimension,
    kind: Kind,
    counted: &Counted,
    expected: impl Fn(&Category) -> usize,
) -> Vec<PartSum> {
    let sum = |category: &Category| {
        let part = counted.get(&category.id);
        let coverage = Coverage { reported: part.map_or(0, |part| part.0), expected: expected(category) };
        if coverage == (Coverage { reported: 0, expected: 0 }) {
            return None;
        }
        let pooled = kind.whole(part.map(|part| part.1), coverage).unwrap_or_default();
        Some(part_sum(category.id, pooled, coverage))
    };
    dimension.categories.iter().filter_map(sum).collect()
}

fn part_sum(category: CategoryId, pooled: Option<Pooled>, coverage: Coverage) -> PartSum {
    let (numerator, denominator) = parts_of(pooled);
    PartSum {
        category,
        reported: coverage.reported as i64,
        expected: coverage.expected as i64,
        numerator,
        denominator,
    }
}

/// Each place with all that lies in it: what reported and what was expected are the places at the ends of the tree.
fn of_tree(
    dimension: &Dimension,
    kind: Kind,
    counted: &Counted,
    owing: &[&Duty],
    period: &str,
) -> Result<Vec<PartSum>> {
    let places = &dimension.categories;
    let at: HashMap<CategoryId, usize> =
        places.iter().enumerate().map(|(at, place)| (place.id, at)).collect();
    let parents = places.iter().map(|place| place.parent.and_then(|parent| at.get(&parent).copied()));
    let tree = Tree::new(parents.collect()).map_err(|error| Error::Internal(error.to_string()))?;
    let holding = tree.holding();
    let alone: HashSet<CategoryId> = owing.iter().filter_map(|duty| duty.place).collect();
    let for_all = owing.iter().any(|duty| duty.place.is_none());
    let expected = |at: &usize| {
        let place = &places[*at];
        let counts = counted.contains_key(&place.id);
        counts || (place.holds_for(period) && (alone.contains(&place.id) || (for_all && !holding[*at])))
    };
    let rows: Vec<usize> = (0..places.len()).filter(expected).collect();
    let value = |at: &usize| match counted.get(&places[*at].id) {
        Some((_, sum)) => [sum.numerator, sum.denominator],
        None => [f64::NAN; 2],
    };
    let values: Vec<[f64; 2]> = rows.iter().map(value).collect();
    let reports = Reports { places: &rows, columns: 1, values: &values };
    let totals = roll_up(&tree, reports, None).map_err(|error| Error::Internal(error.to_string()))?;
    let sum = |at: usize| {
        let total = totals.total(at, 0);
        if total.coverage.expected == 0 {
            return None;
        }
        let sum = total.parts.map(|[numerator, denominator]| Pooled { numerator, denominator });
        let pooled = kind.whole(sum, total.coverage).unwrap_or_default();
        Some(part_sum(places[at].id, pooled, total.coverage))
    };
    Ok((0..places.len()).filter_map(sum).collect())
}
