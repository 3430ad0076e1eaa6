//! An edition's numbers, as they are when it is checked: what may be seen of them, beside everything that was ever
//! published.

use std::collections::{BTreeSet, HashMap, HashSet};

use ::store::Read;
use jiff::Timestamp;
use kernel::{InitiativeId, Result};
use signals::Pooled;
use signals::disclosure::{Fault, Reason};

use super::brought::Brought;
use super::store::{self, PublishedPart, PublishedValue, TruePart, TrueValue};
use super::{Chosen, Edition};
use crate::dimension::{self, Category, CategoryId, Dimension};
use crate::disclosure::{self, Fate, Figure, Known, Mode, Part, Table};
use crate::measure::{Measure, MeasureId};
use crate::value::{self, Value};

/// Below this a difference between editions would tell what one partner brought.
const LEAST: usize = 3;

/// A number of an edition, and what it is in truth.
#[derive(Debug, Clone)]
pub(crate) struct FrozenValue {
    pub(crate) shown: PublishedValue,
    pub(crate) truth: Option<Pooled>,
}

/// The same of a category or place.
#[derive(Debug, Clone)]
pub(crate) struct FrozenPart {
    pub(crate) shown: PublishedPart,
    pub(crate) truth: Option<Pooled>,
}

/// What an edition freezes.
#[derive(Debug, Clone)]
pub(crate) struct Frozen {
    pub(crate) values: Vec<FrozenValue>,
    pub(crate) parts: Vec<FrozenPart>,
    /// What a reader could work out all the same: measure and period.
    pub(crate) exposed: Vec<(MeasureId, String)>,
}

/// A period of a measure, and what is known of its categories.
type Row = (Value, Vec<(PublishedPart, Option<Pooled>)>);

/// A number is known by its measure, its period and its category, of which the whole has none.
type Place = (MeasureId, String, Option<CategoryId>);

/// What was published before.
struct Earlier {
    values: Vec<TrueValue>,
    parts: Vec<TruePart>,
    /// When each edition was checked, and how it kept small numbers from readers.
    issues: HashMap<i64, (Timestamp, Mode)>,
    hidden: HashSet<Place>,
    /// The last that was shown, and when.
    shown: HashMap<Place, (Pooled, Timestamp)>,
}

/// The numbers of an edition as they were read, beside everything that was published before.
pub(crate) struct Gathered {
    /// The fresh ones in the order of `rows`, then those of earlier editions.
    tables: Vec<Table>,
    rows: Vec<Row>,
    mode: Mode,
}

/// Reads the numbers of `chosen` as they are now.
pub(crate) async fn gather(
    read: &mut Read,
    initiative: InitiativeId,
    edition: &Edition,
    chosen: &[Chosen],
) -> Result<Gathered> {
    let earlier = Earlier::read(read, initiative, edition.confidential).await?;
    let measures = crate::measure::store::all(read, initiative).await?;
    let mut tables = Vec::new();
    let mut rows = Vec::new();
    for chosen in chosen {
        let Some(measure) = measures.iter().find(|measure| measure.id == chosen.measure) else { continue };
        let dimensions = dimension::store::of_measure(read, initiative, measure.id).await?;
        let mut values = value::store::of_measure(read, initiative, measure.id).await?;
        values.retain(|value| edition.holds(&value.period));
        let categories: Vec<CategoryId> =
            dimensions.iter().flat_map(|dimension| &dimension.categories).map(|own| own.id).collect();
        let mut parts = value::store::parts(read, initiative, measure.id, &categories).await?;
        let brought = if edition.confidential {
            let changed = earlier.changed(measure.id, &values, &parts);
            Some(Brought::read(read, initiative, measure.id, &dimensions, changed).await?)
        } else {
            None
        };
        for value in values {
            let mut own: Vec<(&Dimension, &Category, Value)> = Vec::new();
            for dimension in &dimensions {
                for category in &dimension.categories {
                    let found = parts.get_mut(&category.id);
                    let found = found.and_then(|known| {
                        let at = known.iter().position(|part| part.period == value.period)?;
                        Some(known.swap_remove(at))
                    });
                    own.extend(found.map(|found| (dimension, category, found)));
                }
            }
            let of = Of { measure, earlier: &earlier, brought: brought.as_ref() };
            tables.push(of.table(&value, &own));
            rows.push((value, own.into_iter().map(|(d, c, v)| described(d, c, v)).collect::<Vec<_>>()));
        }
    }
    tables.extend(earlier.tables(&measures));
    Ok(Gathered { tables, rows, mode: edition.mode() })
}

impl Gathered {
    /// Finds what may be seen of them, and what could be worked out all the same.
    pub(crate) fn freeze(self) -> Frozen {
        let Self { tables, rows, mode } = self;
        let fates = disclosure::pattern(&tables, mode);
        let exposed = exposed(&tables, &fates, mode, &rows);
        let mut frozen = Frozen { values: Vec::new(), parts: Vec::new(), exposed };
        for ((value, parts), fates) in rows.into_iter().zip(&fates) {
            let mut fates = fates.iter().copied();
            let mut fate = |truth: Option<Pooled>| truth.and_then(|_| fates.next());
            let truth = value.pooled();
            frozen.values.push(shown_value(value, truth, fate(truth)));
            for (shown, truth) in parts {
                let fate = fate(truth);
                frozen.parts.push(shown_part(shown, truth, fate));
            }
        }
        frozen
    }
}

fn exposed(tables: &[Table], fates: &[Vec<Fate>], mode: Mode, rows: &[Row]) -> Vec<(MeasureId, String)> {
    let fresh = rows.len();
    let found = match disclosure::exposed(tables, fates, mode) {
        Ok(found) => found,
        // What cannot be solved cannot be said to be safe.
        Err(Fault::TooHard) => {
            (0..fresh).filter(|at| fates[*at].iter().any(|f| f.is_hidden())).map(|at| (at, 0)).collect()
        }
        // Every sum was made from the numbers themselves.
        Err(_) => (0..fresh).map(|at| (at, 0)).collect(),
    };
    let mut named: Vec<(MeasureId, String)> = found
        .into_iter()
        .map(|(at, _)| match rows.get(at) {
            Some((value, _)) => (value.measure, value.period.clone()),
            // A number of an earlier edition: what is new beside it gives it away.
            None => rows
                .iter()
                .find(|(value, _)| value.period == tables[at].period)
                .or(rows.first())
                .map_or_else(|| (MeasureId::new(), String::new()), |(v, _)| (v.measure, v.period.clone())),
        })
        .collect();
    named.dedup();
    named
}

/// What is needed to make a table of a period.
struct Of<'a> {
    measure: &'a Measure,
    earlier: &'a Earlier,
    brought: Option<&'a Brought>,
}

impl Of<'_> {
    fn table(&self, value: &Value, parts: &[(&Dimension, &Category, Value)]) -> Table {
        let period = value.period.as_str();
        let whole = value.pooled().map(|pooled| self.figure(period, None, String::new(), pooled));
        let part = |(dimension, category, value): &(&Dimension, &Category, Value)| {
            let of = path(&dimension.code, &category.code);
            Some(Part {
                dimension: dimension.id,
                category: category.id,
                within: category.parent,
                figure: self.figure(period, Some(category.id), of, value.pooled()?),
            })
        };
        Table::new(self.measure.at(period), period, whole, parts.iter().filter_map(part))
    }

    fn figure(&self, period: &str, category: Option<CategoryId>, of: String, pooled: Pooled) -> Figure {
        let place = (self.measure.id, period.to_owned(), category);
        let mut figure = Figure { held: self.earlier.hidden.contains(&place), ..Figure::new(of, pooled) };
        if let Some(brought) = self.brought {
            let behind = brought.behind(period, category);
            figure.contributors = Some(behind.partners);
            figure.largest = behind.largest;
            if let Some(at) = self.earlier.changed_since(&place, pooled) {
                // The difference is what came since: of one or two partners that would be their own numbers.
                figure.held |= (1..LEAST).contains(&brought.newcomers(period, category, at));
            }
        }
        figure
    }
}

impl Earlier {
    async fn read(read: &mut Read, initiative: InitiativeId, confidential: bool) -> Result<Self> {
        let (mut values, mut parts) = store::truth(read, initiative).await?;
        if !confidential {
            release(&mut values, &mut parts);
        }
        let editions = store::all(read, initiative).await?;
        let issues = editions.iter().filter_map(|edition| {
            Some((edition.issue?, (edition.checked_at.unwrap_or(edition.made_at), edition.mode())))
        });
        let mut earlier =
            Self { values, parts, issues: issues.collect(), hidden: HashSet::new(), shown: HashMap::new() };
        let whole = |own: &TrueValue| {
            let place = (own.measure, own.period.clone(), None);
            (
                place,
                own.issue,
                own.hidden(),
                Pooled { numerator: own.numerator, denominator: own.denominator },
            )
        };
        let part = |own: &TruePart| {
            let place = (own.measure, own.period.clone(), Some(own.category));
            (
                place,
                own.issue,
                own.hidden(),
                Pooled { numerator: own.numerator, denominator: own.denominator },
            )
        };
        let all: Vec<_> = earlier.values.iter().map(whole).chain(earlier.parts.iter().map(part)).collect();
        for (place, issue, hidden, pooled) in all {
            if hidden {
                earlier.hidden.insert(place);
            } else if let Some((at, _)) = earlier.issues.get(&issue) {
                earlier.shown.insert(place, (pooled, *at));
            }
        }
        Ok(earlier)
    }

    /// When a number was shown that is another now.
    fn changed_since(&self, place: &Place, now: Pooled) -> Option<Timestamp> {
        self.shown.get(place).filter(|(shown, _)| *shown != now).map(|(_, at)| *at)
    }

    /// The periods of a measure in which there are such numbers.
    fn changed(
        &self,
        measure: MeasureId,
        wholes: &[Value],
        parts: &HashMap<CategoryId, Vec<Value>>,
    ) -> BTreeSet<String> {
        let parts = parts.iter().flat_map(|(category, own)| own.iter().map(|value| (Some(*category), value)));
        let all = wholes.iter().map(|value| (None, value)).chain(parts);
        let changed = all.filter(|(category, value)| {
            let place = (measure, value.period.clone(), *category);
            value.pooled().is_some_and(|now| self.changed_since(&place, now).is_some())
        });
        changed.map(|(_, value)| value.period.clone()).collect()
    }

    /// What readers of earlier editions know, as tables: of each edition, measure and period one.
    fn tables(&self, measures: &[Measure]) -> Vec<Table> {
        let mut parts: HashMap<(i64, MeasureId, &str), Vec<&TruePart>> = HashMap::new();
        for part in &self.parts {
            parts.entry((part.issue, part.measure, &part.period)).or_default().push(part);
        }
        let table = |value: &TrueValue| {
            let measure = measures.iter().find(|measure| measure.id == value.measure)?;
            let version = measure.at(&value.period);
            let mode = self.issues.get(&value.issue)?.1;
            let figure = |of: String, numerator: f64, denominator: f64, hidden: bool| {
                let pooled = Pooled { numerator, denominator };
                Figure { known: known(mode, version.people, hidden), ..Figure::new(of, pooled) }
            };
            let whole = figure(String::new(), value.numerator, value.denominator, value.hidden());
            let own = parts.get(&(value.issue, value.measure, value.period.as_str())).into_iter().flatten();
            let own = own.map(|part| Part {
                dimension: part.dimension,
                category: part.category,
                within: part.parent,
                figure: figure(
                    path(&part.dimension_code, &part.code),
                    part.numerator,
                    part.denominator,
                    part.hidden(),
                ),
            });
            Some(Table::new(version, &value.period, Some(whole), own))
        };
        self.values.iter().filter_map(table).collect()
    }
}

/// Where nobody minds any more that what a partner brought is known, what was hidden for its sake alone need not stay so.
fn release(values: &mut [TrueValue], parts: &mut [TruePart]) {
    let partners = [Reason::FewContributors, Reason::Dominated, Reason::Companion].map(Reason::word);
    let kept = |reason: &str| !reason.is_empty() && !partners.contains(&reason);
    let mut people: HashSet<(i64, MeasureId, String)> = HashSet::new();
    people.extend(
        values.iter().filter(|own| kept(&own.reason)).map(|own| (own.issue, own.measure, own.period.clone())),
    );
    people.extend(
        parts.iter().filter(|own| kept(&own.reason)).map(|own| (own.issue, own.measure, own.period.clone())),
    );
    for own in values {
        if !people.contains(&(own.issue, own.measure, own.period.clone())) {
            own.reason.clear();
        }
    }
    for own in parts {
        if !people.contains(&(own.issue, own.measure, own.period.clone())) {
            own.reason.clear();
        }
    }
}

/// What readers know of a number of an earlier edition.
fn known(mode: Mode, people: bool, hidden: bool) -> Known {
    match mode {
        _ if hidden => Known::Hidden,
        Mode::Round if people => Known::Roughly,
        _ => Known::Shown,
    }
}

fn path(dimension: &str, category: &str) -> String {
    format!("{}/{}", dimension.to_lowercase(), category.to_lowercase())
}

fn described(dimension: &Dimension, category: &Category, value: Value) -> (PublishedPart, Option<Pooled>) {
    let truth = value.pooled();
    let shown = PublishedPart {
        measure: value.measure,
        dimension: dimension.id,
        category: category.id,
        period: value.period,
        label: value.label,
        dimension_code: dimension.code.clone(),
        dimension_name: dimension.name.clone(),
        code: category.code.clone(),
        name: category.name.clone(),
        parent: category.parent,
        reported: value.reported,
        expected: value.expected,
        numerator: None,
        denominator: None,
        reason: String::new(),
    };
    (shown, truth)
}

/// The sums as they are shown, and why they are not.
fn told(fate: Option<Fate>) -> (Option<Pooled>, String) {
    match fate {
        None => (None, String::new()),
        Some(Fate::Seen(pooled)) => (Some(pooled), String::new()),
        Some(Fate::Hidden(reason)) => (None, reason.word().to_owned()),
    }
}

fn shown_value(value: Value, truth: Option<Pooled>, fate: Option<Fate>) -> FrozenValue {
    let (pooled, reason) = told(fate);
    let value = if reason.is_empty() { value } else { value.hide() };
    let shown = PublishedValue {
        measure: value.measure,
        period: value.period,
        label: value.label,
        reported: value.reported,
        expected: value.expected,
        numerator: pooled.map(|pooled| pooled.numerator),
        denominator: pooled.map(|pooled| pooled.denominator),
        low: value.low,
        high: value.high,
        quality: value.quality,
        updated: value.updated,
        reason,
    };
    FrozenValue { shown, truth }
}

fn shown_part(shown: PublishedPart, truth: Option<Pooled>, fate: Option<Fate>) -> FrozenPart {
    let (pooled, reason) = told(fate);
    let numerator = pooled.map(|pooled| pooled.numerator);
    let shown =
        PublishedPart { numerator, denominator: pooled.map(|pooled| pooled.denominator), reason, ..shown };
    FrozenPart { shown, truth }
}
