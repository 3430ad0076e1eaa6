//! A dimension: by what a measure is told apart, such as age, and its categories; or the tree of places.

pub(crate) mod acts;
pub(crate) mod api;
pub(crate) mod list;
pub(crate) mod page;
pub(crate) mod store;

use ::store::Read;
use kernel::{Context, Result};
use web::ExportTable;

use crate::measure::{MeasureId, written};

kernel::ids! {
    /// A dimension.
    DimensionId,
    /// A category of one.
    CategoryId,
}

/// A dimension of a measure.
#[derive(Debug, Clone)]
pub(crate) struct Dimension {
    pub(crate) id: DimensionId,
    pub(crate) number: i64,
    pub(crate) measure: MeasureId,
    /// How files and the API name it.
    pub(crate) code: String,
    pub(crate) name: String,
    /// Whether each report is asked for it.
    pub(crate) required: bool,
    /// Whether it is the tree of places: its leaves are reported and rolled up.
    pub(crate) places: bool,
    /// By rank: as they were listed.
    pub(crate) categories: Vec<Category>,
}

/// A category of a dimension, or a place.
#[derive(Debug, Clone)]
pub(crate) struct Category {
    pub(crate) id: CategoryId,
    pub(crate) dimension: DimensionId,
    /// How files and the API name it.
    pub(crate) code: String,
    pub(crate) name: String,
    /// The place in which a place lies.
    pub(crate) parent: Option<CategoryId>,
    /// Where it stands in the list.
    pub(crate) rank: i64,
    /// The first period that does not have it any more; empty while it is there.
    pub(crate) until: String,
}

impl Category {
    /// Whether numbers are told apart by it in a period.
    pub(crate) fn holds_for(&self, period: &str) -> bool {
        self.until.is_empty() || period < self.until.as_str()
    }
}

impl Dimension {
    /// The category that files and the API name so.
    pub(crate) fn coded(&self, code: &str) -> Option<&Category> {
        self.categories.iter().find(|category| category.code.eq_ignore_ascii_case(code.trim()))
    }

    /// The category of that id.
    pub(crate) fn category(&self, id: CategoryId) -> Option<&Category> {
        self.categories.iter().find(|category| category.id == id)
    }

    /// Those that lie in a place; without one, those that lie in none.
    pub(crate) fn within(&self, place: Option<CategoryId>) -> impl Iterator<Item = &Category> {
        self.categories.iter().filter(move |category| category.parent == place)
    }
}

/// Dimensions and categories as open tables.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<Vec<ExportTable>> {
    let dimensions = store::all(read, cx.initiative()?).await?;
    let dimension = |dimension: &Dimension| {
        vec![
            dimension.id.to_string(),
            dimension.number.to_string(),
            dimension.measure.to_string(),
            dimension.code.clone(),
            dimension.name.clone(),
            dimension.required.to_string(),
            dimension.places.to_string(),
        ]
    };
    let category = |category: &Category| {
        vec![
            category.id.to_string(),
            category.dimension.to_string(),
            category.code.clone(),
            category.name.clone(),
            written(category.parent),
            category.rank.to_string(),
            category.until.clone(),
        ]
    };
    let names = store::former_names(read, cx.initiative()?).await?;
    let name = |(category, version, name): (CategoryId, i64, String)| {
        vec![category.to_string(), version.to_string(), name]
    };
    Ok(vec![
        ExportTable {
            name: "category_names",
            columns: &["category", "until_version", "name"],
            rows: names.into_iter().map(name).collect(),
        },
        ExportTable {
            name: "dimensions",
            columns: &["id", "number", "measure", "code", "name", "required", "places"],
            rows: dimensions.iter().map(dimension).collect(),
        },
        ExportTable {
            name: "categories",
            columns: &["id", "dimension", "code", "name", "parent", "rank", "until"],
            rows: dimensions.iter().flat_map(|dimension| &dimension.categories).map(category).collect(),
        },
    ])
}
