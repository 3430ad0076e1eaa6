//! The one door through which values are read: what this reader may see of them. Pages, the API, exports and charts
//! come through here and never go to the sums themselves.
//!
//! Members see what counts now; of groups and places, small numbers only those who look after the data. Everybody else
//! sees what the latest edition froze.

use std::collections::HashMap;

use ::store::Read;
use kernel::{Context, Error, InitiativeId, Owner, Result};
use signals::Pooled;

use crate::dimension::{self, CategoryId, Dimension};
use crate::disclosure::{self, Fate, Figure, Known, Part, READ_SMALL, Table};
use crate::edition::{self, Edition, EditionId};
use crate::measure::{Measure, MeasureId, READ_PARTS};
use crate::value::{self, Value};

/// Whether this reader sees what counts now, or what was published.
pub(crate) fn is_live(cx: &Context) -> bool {
    cx.could(&READ_PARTS)
}

/// Every period of every measure, in order of time.
pub(crate) async fn all(cx: &Context, read: &mut Read) -> Result<Vec<Value>> {
    let initiative = cx.initiative()?;
    if is_live(cx) {
        return value::store::all(read, initiative).await;
    }
    let Some(latest) = edition::store::latest(read, initiative).await? else { return Ok(Vec::new()) };
    Ok(edition::store::values(read, initiative, latest.id).await?.into_iter().map(Value::from).collect())
}

/// What an edition froze of a measure.
async fn frozen(
    read: &mut Read,
    initiative: InitiativeId,
    edition: EditionId,
    measure: MeasureId,
) -> Result<Vec<Value>> {
    let values = edition::store::values_of(read, initiative, edition, measure).await?;
    Ok(values.into_iter().map(Value::from).collect())
}

/// Every period of a measure, in order of time.
pub(crate) async fn whole(cx: &Context, read: &mut Read, measure: &Measure) -> Result<Vec<Value>> {
    let initiative = cx.initiative()?;
    if is_live(cx) {
        return value::store::of_measure(read, initiative, measure.id).await;
    }
    match edition::store::latest(read, initiative).await? {
        Some(latest) => frozen(read, initiative, latest.id, measure.id).await,
        None => Ok(Vec::new()),
    }
}

/// A measure as this reader sees it: by the definition that its numbers follow.
pub(crate) async fn as_seen(cx: &Context, read: &mut Read, measure: Measure) -> Result<Measure> {
    let mut seen = all_as_seen(cx, read, vec![measure]).await?;
    seen.pop().ok_or(Error::Missing)
}

/// The same of several.
pub(crate) async fn all_as_seen(
    cx: &Context,
    read: &mut Read,
    measures: Vec<Measure>,
) -> Result<Vec<Measure>> {
    if is_live(cx) {
        return Ok(measures);
    }
    let initiative = cx.initiative()?;
    let Some(latest) = edition::store::latest(read, initiative).await? else { return Ok(measures) };
    let chosen = edition::store::chosen(read, initiative, latest.id).await?;
    let seen = |measure: Measure| match chosen.iter().find(|chosen| chosen.measure == measure.id) {
        Some(chosen) => measure.under(chosen.definition, &chosen.name),
        None => measure,
    };
    Ok(measures.into_iter().map(seen).collect())
}

/// A measure and its values as an edition shows them; `None` if it is not in it.
pub(crate) async fn published(
    read: &mut Read,
    initiative: InitiativeId,
    edition: &Edition,
    measure: Measure,
) -> Result<Option<(Measure, Vec<Value>)>> {
    let chosen = edition::store::chosen(read, initiative, edition.id).await?;
    let Some(chosen) = chosen.into_iter().find(|chosen| chosen.measure == measure.id) else {
        return Ok(None);
    };
    let values = frozen(read, initiative, edition.id, measure.id).await?;
    Ok(Some((measure.under(chosen.definition, &chosen.name), values)))
}

/// Every period of every category of a dimension, in order of time; places with all that lies in them.
pub(crate) async fn parts(
    cx: &Context,
    read: &mut Read,
    measure: &Measure,
    dimension: &Dimension,
) -> Result<HashMap<CategoryId, Vec<Value>>> {
    let every: Vec<CategoryId> = dimension.categories.iter().map(|category| category.id).collect();
    parts_of(cx, read, measure, &every).await
}

/// The same of some categories only: one level of a tree that has thousands of places.
pub(crate) async fn parts_of(
    cx: &Context,
    read: &mut Read,
    measure: &Measure,
    categories: &[CategoryId],
) -> Result<HashMap<CategoryId, Vec<Value>>> {
    let initiative = cx.initiative()?;
    let periods = whole(cx, read, measure).await?;
    let mut sums = if !is_live(cx) {
        published_parts(read, initiative, measure, &periods).await?
    } else if cx.can(&READ_SMALL, Owner::Nobody) || !measure.versions.iter().any(|version| version.people) {
        value::store::parts(read, initiative, measure.id, categories).await?
    } else {
        protected(read, initiative, measure, &periods).await?
    };
    let of = |category: &CategoryId| {
        let known = sums.remove(category).unwrap_or_default();
        (*category, value::in_every(&periods, known))
    };
    Ok(categories.iter().map(of).collect())
}

/// What the latest edition shows of categories.
async fn published_parts(
    read: &mut Read,
    initiative: InitiativeId,
    measure: &Measure,
    periods: &[Value],
) -> Result<HashMap<CategoryId, Vec<Value>>> {
    let mut found: HashMap<CategoryId, Vec<Value>> = HashMap::new();
    let Some(latest) = edition::store::latest(read, initiative).await? else { return Ok(found) };
    for part in edition::store::parts_of(read, initiative, latest.id, measure.id).await? {
        let Some(period) = periods.iter().find(|value| value.period == part.period) else { continue };
        let mut own = period.clone().with_sums(part.pooled());
        (own.reported, own.expected, own.hidden) = (part.reported, part.expected, false);
        (own.low, own.high, own.quality) = (None, None, None);
        let own = if part.reason.is_empty() { own } else { own.hide() };
        found.entry(part.category).or_default().push(own);
    }
    Ok(found)
}

/// What counts now of every category, small numbers hidden, and with them what would give them away. The whole is seen
/// anyway: whoever may see what counts now may see what each partner brought.
async fn protected(
    read: &mut Read,
    initiative: InitiativeId,
    measure: &Measure,
    periods: &[Value],
) -> Result<HashMap<CategoryId, Vec<Value>>> {
    let mode = disclosure::store::policy(read, initiative).await?.mode();
    let dimensions = dimension::store::of_measure(read, initiative, measure.id).await?;
    let every: Vec<CategoryId> =
        dimensions.iter().flat_map(|dimension| &dimension.categories).map(|category| category.id).collect();
    let mut sums = value::store::parts(read, initiative, measure.id, &every).await?;
    let mut places: Vec<Vec<(CategoryId, usize)>> = vec![Vec::new(); periods.len()];
    let at: HashMap<&str, usize> =
        periods.iter().enumerate().map(|(at, value)| (value.period.as_str(), at)).collect();
    let mut parts: Vec<Vec<Part>> = periods.iter().map(|_| Vec::new()).collect();
    for dimension in &dimensions {
        for category in &dimension.categories {
            for (place, value) in sums.get(&category.id).into_iter().flatten().enumerate() {
                let (Some(pooled), Some(at)) = (value.pooled(), at.get(value.period.as_str())) else {
                    continue;
                };
                places[*at].push((category.id, place));
                parts[*at].push(Part {
                    dimension: dimension.id,
                    category: category.id,
                    within: category.parent,
                    figure: Figure::new(category.id.to_string(), pooled),
                });
            }
        }
    }
    let seen = |pooled: Pooled| Figure { known: Known::Shown, ..Figure::new(String::new(), pooled) };
    let tables: Vec<Table> = periods
        .iter()
        .zip(parts)
        .map(|(value, parts)| {
            Table::new(measure.at(&value.period), &value.period, value.pooled().map(seen), parts)
        })
        .collect();
    for ((places, fates), whole) in
        places.iter().zip(disclosure::pattern(&tables, mode)).zip(periods.iter().map(Value::pooled))
    {
        for ((category, place), fate) in places.iter().zip(fates.iter().skip(usize::from(whole.is_some()))) {
            let Some(value) = sums.get_mut(category).and_then(|values| values.get_mut(*place)) else {
                continue;
            };
            *value = match fate {
                Fate::Hidden(_) => value.clone().hide(),
                Fate::Seen(pooled) => value.clone().with_sums(Some(*pooled)),
            };
        }
    }
    Ok(sums)
}
