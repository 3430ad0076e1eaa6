//! What partners brought to the numbers of a measure: how many they are and what the largest of it is, and how many are new
//! since a number was shown. Where ten million values were brought, the database adds up.

pub(crate) mod store;

use std::collections::{BTreeSet, HashMap};

use ::store::Read;
use jiff::Timestamp;
use kernel::{InitiativeId, Result};
use signals::Pooled;
use uuid::Uuid;

use crate::dimension::{CategoryId, Dimension};
use crate::measure::MeasureId;

/// Who is behind a number.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Behind {
    pub(super) partners: u64,
    /// The largest numerator and the largest denominator, perhaps of two.
    pub(super) largest: Option<Pooled>,
}

pub(super) struct Brought {
    wholes: HashMap<String, Behind>,
    parts: HashMap<(String, CategoryId), Vec<(Uuid, Pooled)>>,
    /// Of the periods that changed, since when anything of each partner counts.
    since: HashMap<String, HashMap<Uuid, Timestamp>>,
    /// Those of the measure.
    dimensions: Vec<Dimension>,
}

impl Brought {
    /// Of a measure; `changed` are the periods in which a number is another than was shown.
    pub(super) async fn read(
        read: &mut Read,
        initiative: InitiativeId,
        measure: MeasureId,
        dimensions: &[Dimension],
        changed: BTreeSet<String>,
    ) -> Result<Self> {
        let wholes = store::wholes(read, initiative, measure).await?.into_iter().map(|own| {
            let largest = Some(Pooled { numerator: own.numerator, denominator: own.denominator });
            (own.period, Behind { partners: own.partners.unsigned_abs(), largest })
        });
        let mut brought = Self {
            wholes: wholes.collect(),
            parts: HashMap::new(),
            since: HashMap::new(),
            dimensions: dimensions.to_vec(),
        };
        if !dimensions.is_empty() {
            for own in store::parts(read, initiative, measure).await? {
                let pooled = Pooled { numerator: own.numerator, denominator: own.denominator };
                brought.parts.entry((own.period, own.category)).or_default().push((own.duty, pooled));
            }
        }
        for period in changed {
            let since = store::since(read, initiative, measure, &period).await?;
            brought.since.insert(period, since.into_iter().collect());
        }
        Ok(brought)
    }

    /// Who is behind a number of a period; of the whole, or of a category.
    pub(super) fn behind(&self, period: &str, category: Option<CategoryId>) -> Behind {
        let Some(category) = category else { return self.wholes.get(period).copied().unwrap_or_default() };
        let who = self.of(period, category);
        let largest = who.values().copied().reduce(|a, b| Pooled {
            numerator: a.numerator.max(b.numerator),
            denominator: a.denominator.max(b.denominator),
        });
        Behind { partners: who.len() as u64, largest }
    }

    /// How many of them brought nothing until `at`, if the number changed.
    pub(super) fn newcomers(&self, period: &str, category: Option<CategoryId>, at: Timestamp) -> usize {
        let Some(since) = self.since.get(period) else { return 0 };
        let within = category.map(|category| self.of(period, category));
        let here = |duty: &Uuid| within.as_ref().is_none_or(|within| within.contains_key(duty));
        since.iter().filter(|(duty, first)| **first > at && here(duty)).count()
    }

    /// What each brought of a category; of a place, what each brought of all in it.
    fn of(&self, period: &str, category: CategoryId) -> HashMap<Uuid, Pooled> {
        let mut within = vec![category];
        let places = self.dimensions.iter().find(|dimension| dimension.category(category).is_some());
        let mut at = 0;
        while let (Some(places), Some(place)) = (places, within.get(at).copied()) {
            within.extend(places.within(Some(place)).map(|place| place.id));
            at += 1;
        }
        let mut found: HashMap<Uuid, Pooled> = HashMap::new();
        for place in within {
            for (duty, pooled) in self.parts.get(&(period.to_owned(), place)).into_iter().flatten() {
                found.entry(*duty).and_modify(|sum| *sum = sum.and(*pooled)).or_insert(*pooled);
            }
        }
        found
    }
}
