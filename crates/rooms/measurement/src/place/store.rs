use std::collections::HashMap;

use kernel::{InitiativeId, Result};
use store::{Part, Read};
use uuid::Uuid;

use crate::dimension::{Category, CategoryId, DimensionId};
use crate::measure::MeasureId;

store::statements! {
    /// The tree of a measure.
    TREE = "SELECT id, name FROM measure_dimension WHERE initiative = $1 AND measure = $2 AND places ORDER BY number";
    CODED = "SELECT id, dimension, code, name, parent, rank, until FROM dimension_category
        WHERE initiative = $1 AND dimension = $2 AND code = $3";
    ONE = "SELECT id, dimension, code, name, parent, rank, until FROM dimension_category
        WHERE initiative = $1 AND id = $2";
    ROOTS = "SELECT id, dimension, code, name, parent, rank, until FROM dimension_category
        WHERE initiative = $1 AND dimension = $2 AND parent IS NULL ORDER BY rank LIMIT $3 OFFSET $4";
    WITHIN = "SELECT id, dimension, code, name, parent, rank, until FROM dimension_category
        WHERE initiative = $1 AND dimension = $2 AND parent = $3 ORDER BY rank LIMIT $4 OFFSET $5";
    COUNT_ROOTS = "SELECT CAST(count(*) AS BIGINT) FROM dimension_category
        WHERE initiative = $1 AND dimension = $2 AND parent IS NULL";
    /// How many lie directly in each of some places.
    COUNTS = "SELECT parent, CAST(count(*) AS BIGINT) FROM dimension_category
        WHERE initiative = $1 AND dimension = $2 AND parent = ANY($3) GROUP BY parent";
}

/// The tree of places of a measure, and its name.
pub(crate) async fn tree(
    read: &mut Read,
    initiative: InitiativeId,
    measure: MeasureId,
) -> Result<Option<(DimensionId, String)>> {
    Ok(read.maybe(&TREE, &[initiative.into(), measure.into()]).await?)
}

/// The place of a code.
pub(crate) async fn coded(
    read: &mut Read,
    initiative: InitiativeId,
    tree: DimensionId,
    code: &str,
) -> Result<Option<Category>> {
    Ok(read.maybe(&CODED, &[initiative.into(), tree.into(), code.into()]).await?)
}

/// The places in which a place lies, the widest first.
pub(crate) async fn above(
    read: &mut Read,
    initiative: InitiativeId,
    place: &Category,
) -> Result<Vec<Category>> {
    let (mut above, mut next) = (Vec::<Category>::new(), place.parent);
    while let Some(parent) = next {
        let found: Option<Category> = read.maybe(&ONE, &[initiative.into(), parent.into()]).await?;
        let Some(found) = found.filter(|found| above.iter().all(|known| known.id != found.id)) else { break };
        next = found.parent;
        above.push(found);
    }
    above.reverse();
    Ok(above)
}

/// Some of the places that lie directly in one, as they were listed; without one, of those that lie in none.
pub(crate) async fn within(
    read: &mut Read,
    initiative: InitiativeId,
    tree: DimensionId,
    place: Option<CategoryId>,
    part: Part,
) -> Result<Vec<Category>> {
    let (size, skip) = (part.size.into(), part.skip.into());
    Ok(match place {
        None => read.rows(&ROOTS, &[initiative.into(), tree.into(), size, skip]).await?,
        Some(place) => {
            read.rows(&WITHIN, &[initiative.into(), tree.into(), place.into(), size, skip]).await?
        }
    })
}

/// How many lie in none.
pub(crate) async fn roots(read: &mut Read, initiative: InitiativeId, tree: DimensionId) -> Result<i64> {
    let (count,) = read.one(&COUNT_ROOTS, &[initiative.into(), tree.into()]).await?;
    Ok(count)
}

/// How many lie directly in each of some places.
pub(crate) async fn counts(
    read: &mut Read,
    initiative: InitiativeId,
    tree: DimensionId,
    places: &[CategoryId],
) -> Result<HashMap<CategoryId, i64>> {
    let ids: Vec<Uuid> = places.iter().map(|place| place.0).collect();
    let rows: Vec<(CategoryId, i64)> =
        read.rows(&COUNTS, &[initiative.into(), tree.into(), ids.as_slice().into()]).await?;
    Ok(rows.into_iter().collect())
}
