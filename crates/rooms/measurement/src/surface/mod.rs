//! The one door through which values are read: what this reader may see of them. Pages, the API, exports and charts
//! come through here and never go to the sums themselves.

use std::collections::HashMap;

use ::store::Read;
use kernel::{Context, Result};

use crate::dimension::{CategoryId, Dimension};
use crate::measure::Measure;
use crate::value::{self, Value};

/// Every period of every measure, in order of time.
pub(crate) async fn all(cx: &Context, read: &mut Read) -> Result<Vec<Value>> {
    value::store::all(read, cx.initiative()?).await
}

/// Every period of a measure, in order of time.
pub(crate) async fn whole(cx: &Context, read: &mut Read, measure: &Measure) -> Result<Vec<Value>> {
    value::store::of_measure(read, cx.initiative()?, measure.id).await
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
    let periods = value::store::of_measure(read, initiative, measure.id).await?;
    let mut sums = value::store::parts(read, initiative, measure.id, categories).await?;
    let of = |category: &CategoryId| {
        let known = sums.remove(category).unwrap_or_default();
        (*category, value::in_every(&periods, known))
    };
    Ok(categories.iter().map(of).collect())
}
