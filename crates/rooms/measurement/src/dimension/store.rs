use std::collections::HashMap;

use kernel::{InitiativeId, Result};
use store::{Read, Tx};

use super::{Category, CategoryId, Dimension, DimensionId};
use crate::measure::MeasureId;

store::statements! {
    EVERY = "SELECT id, number, measure, code, name, required, places FROM measure_dimension
        WHERE initiative = $1 ORDER BY number";
    OF_MEASURE = "SELECT id, number, measure, code, name, required, places FROM measure_dimension
        WHERE initiative = $1 AND measure = $2 ORDER BY number";
    EVERY_CATEGORY = "SELECT id, dimension, code, name, parent, rank, until FROM dimension_category
        WHERE initiative = $1 ORDER BY dimension, rank";
    CATEGORIES = "SELECT id, dimension, code, name, parent, rank, until FROM dimension_category
        WHERE initiative = $1 AND dimension = ANY($2) ORDER BY dimension, rank";
    INSERT = "INSERT INTO measure_dimension (initiative, id, number, measure, code, name, required, places)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    RENAME = "UPDATE dimension_category SET name = $3 WHERE initiative = $1 AND id = $2";
    KEEP_NAME = "INSERT INTO category_name (initiative, category, version, name) VALUES ($1, $2, $3, $4)";
    RETIRE = "UPDATE dimension_category SET until = $3 WHERE initiative = $1 AND id = $2";
    FORMER_NAMES = "SELECT category, version, name FROM category_name
        WHERE initiative = $1 ORDER BY category, version";
    FORMER_NAMES_OF = "SELECT category, version, name FROM category_name
        WHERE initiative = $1 AND category = ANY($2) ORDER BY category, version";
    INSERT_CATEGORY = "INSERT INTO dimension_category (initiative, id, dimension, code, name, parent, rank, until)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
}

struct Row {
    id: DimensionId,
    number: i64,
    measure: MeasureId,
    code: String,
    name: String,
    required: bool,
    places: bool,
}

store::row!(Row { id, number, measure, code, name, required, places });
store::row!(Category { id, dimension, code, name, parent, rank, until });

fn whole(rows: Vec<Row>, categories: Vec<Category>) -> Vec<Dimension> {
    let mut of: HashMap<DimensionId, Vec<Category>> = HashMap::new();
    for category in categories {
        of.entry(category.dimension).or_default().push(category);
    }
    let dimension = |row: Row| {
        let Row { id, number, measure, code, name, required, places } = row;
        let categories = of.remove(&id).unwrap_or_default();
        Dimension { id, number, measure, code, name, required, places, categories }
    };
    rows.into_iter().map(dimension).collect()
}

/// Every dimension of every measure, in the order they were defined.
pub(crate) async fn all(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Dimension>> {
    let rows = read.rows(&EVERY, &[initiative.into()]).await?;
    Ok(whole(rows, read.rows(&EVERY_CATEGORY, &[initiative.into()]).await?))
}

/// The dimensions of a measure, in the order they were defined.
pub(crate) async fn of_measure(
    read: &mut Read,
    initiative: InitiativeId,
    measure: MeasureId,
) -> Result<Vec<Dimension>> {
    let rows: Vec<Row> = read.rows(&OF_MEASURE, &[initiative.into(), measure.into()]).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<uuid::Uuid> = rows.iter().map(|row| row.id.0).collect();
    Ok(whole(rows, read.rows(&CATEGORIES, &[initiative.into(), ids.as_slice().into()]).await?))
}

/// A new dimension with its categories.
pub(crate) async fn insert(tx: &mut Tx, initiative: InitiativeId, dimension: &Dimension) -> Result<()> {
    let values = [
        initiative.into(),
        dimension.id.into(),
        dimension.number.into(),
        dimension.measure.into(),
        dimension.code.as_str().into(),
        dimension.name.as_str().into(),
        dimension.required.into(),
        dimension.places.into(),
    ];
    tx.run(&INSERT, &values).await?;
    add(tx, initiative, &dimension.categories).await
}

/// More categories.
pub(crate) async fn add(tx: &mut Tx, initiative: InitiativeId, categories: &[Category]) -> Result<()> {
    let row = |category: &Category| {
        vec![
            initiative.into(),
            category.id.into(),
            category.dimension.into(),
            category.code.as_str().into(),
            category.name.as_str().into(),
            category.parent.into(),
            category.rank.into(),
            category.until.as_str().into(),
        ]
    };
    let rows: Vec<_> = categories.iter().map(row).collect();
    tx.run_each(&INSERT_CATEGORY, &rows).await?;
    Ok(())
}

/// Calls a category otherwise from a version on, and keeps what it was called.
pub(crate) async fn rename(
    tx: &mut Tx,
    initiative: InitiativeId,
    category: &Category,
    name: &str,
    version: i64,
) -> Result<()> {
    let before = [initiative.into(), category.id.into(), version.into(), category.name.as_str().into()];
    tx.run(&KEEP_NAME, &before).await?;
    tx.run(&RENAME, &[initiative.into(), category.id.into(), name.into()]).await?;
    Ok(())
}

/// Asks for a category no longer from a period on.
pub(crate) async fn retire(
    tx: &mut Tx,
    initiative: InitiativeId,
    category: CategoryId,
    from: &str,
) -> Result<()> {
    tx.run(&RETIRE, &[initiative.into(), category.into(), from.into()]).await?;
    Ok(())
}

/// What categories were called before which version.
pub(crate) async fn former_names(
    read: &mut Read,
    initiative: InitiativeId,
) -> Result<Vec<(CategoryId, i64, String)>> {
    Ok(read.rows(&FORMER_NAMES, &[initiative.into()]).await?)
}

/// The same of some.
pub(crate) async fn former_names_of(
    read: &mut Read,
    initiative: InitiativeId,
    categories: &[CategoryId],
) -> Result<Vec<(CategoryId, i64, String)>> {
    let ids: Vec<uuid::Uuid> = categories.iter().map(|category| category.0).collect();
    Ok(read.rows(&FORMER_NAMES_OF, &[initiative.into(), ids.as_slice().into()]).await?)
}
