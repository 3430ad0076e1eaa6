use kernel::Result;
use serde::Serialize;
use web::{Answer, Routes, Visit};

use super::acts::{ChangeCategories, DefineDimension};
use super::{Category, Dimension, store};
use crate::measure::page::asked;
use crate::measure::{DEFINE, READ};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .api_get("measures/{n}/dimensions", &READ, list)
        .api_post("measures/{n}/dimensions", &DEFINE, define)
        .api_post("measures/{n}/dimensions/{code}", &DEFINE, change)
}

/// A category as the API gives it.
#[derive(Serialize)]
struct OneCategory<'a> {
    code: &'a str,
    name: &'a str,
    /// The code of the place it lies in.
    parent: Option<&'a str>,
    until: Option<&'a str>,
}

/// A dimension as the API gives it.
#[derive(Serialize)]
struct Shown<'a> {
    code: &'a str,
    name: &'a str,
    required: bool,
    places: bool,
    categories: Vec<OneCategory<'a>>,
}

fn shown(dimension: &Dimension) -> Shown<'_> {
    let codes: std::collections::HashMap<_, &str> =
        dimension.categories.iter().map(|category| (category.id, category.code.as_str())).collect();
    let one =
        |category: &'_ Category| -> Option<&str> { category.parent.and_then(|id| codes.get(&id).copied()) };
    let categories = dimension.categories.iter().map(|category| OneCategory {
        code: &category.code,
        name: &category.name,
        parent: one(category),
        until: Some(category.until.as_str()).filter(|until| !until.is_empty()),
    });
    Shown {
        code: &dimension.code,
        name: &dimension.name,
        required: dimension.required,
        places: dimension.places,
        categories: categories.collect(),
    }
}

async fn list(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let measure = asked(&visit, &mut read).await?;
    let dimensions = store::of_measure(&mut read, visit.initiative()?, measure.id).await?;
    Ok(Answer::json(&dimensions.iter().map(shown).collect::<Vec<_>>()))
}

async fn define(visit: Visit) -> Result<Answer> {
    let act = DefineDimension { measure: visit.part("n")?, ..visit.json()? };
    let code = visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({ "code": code })))
}

async fn change(visit: Visit) -> Result<Answer> {
    let act = ChangeCategories { measure: visit.part("n")?, dimension: visit.part("code")?, ..visit.json()? };
    let version = visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({ "version": version })))
}
