//! A result: a condition of people in a place that is to be true in the end, in plain words.

pub(crate) mod acts;
pub(crate) mod page;
pub(crate) mod store;

use ::store::Read;
use async_trait::async_trait;
use jiff::Timestamp;
use kernel::{Ability, Card, Context, Kind, Ref, Result, Role, Stage, any};
use uuid::Uuid;
use web::ExportTable;

kernel::ids! {
    /// A result.
    ResultId
}

/// Reading results.
pub(crate) static READ: Ability =
    Ability { name: "measurement.result.read", grants: &[any(Role::Anyone), any(Role::Member)] };
/// Writing one down.
pub(crate) static WRITE: Ability =
    Ability { name: "measurement.result.write", grants: &[any(Role::Facilitator), any(Role::Backbone)] };

/// A result as it was written down. (`Outcome` is what came of work; a result is what shall be true.)
#[derive(Debug, Clone)]
pub(crate) struct PopulationResult {
    pub(crate) id: ResultId,
    pub(crate) number: i64,
    /// "People have work they can live on".
    pub(crate) condition: String,
    /// Whom it is about; may be empty.
    pub(crate) population: String,
    /// Where; may be empty.
    pub(crate) place: String,
    pub(crate) written_by: String,
    pub(crate) written_at: Timestamp,
}

impl PopulationResult {
    pub(crate) fn about(&self) -> Ref {
        Ref::new("result", self.id.0)
    }

    fn card(&self, slug: &str) -> Card {
        Card {
            about: self.about(),
            stage: Stage::Result,
            title: self.condition.clone(),
            href: format!("/i/{slug}/results/{}", self.number),
            at: self.written_at,
        }
    }
}

/// What other rooms and the shell may know of a result.
pub(crate) struct ResultKind;

#[async_trait]
impl Kind for ResultKind {
    fn name(&self) -> &'static str {
        "result"
    }

    fn stage(&self) -> Stage {
        Stage::Result
    }

    async fn cards(&self, cx: &Context, read: &mut Read, ids: &[Uuid]) -> Result<Vec<Card>> {
        if !cx.could(&READ) {
            return Ok(Vec::new());
        }
        let slug = &cx.place()?.slug;
        Ok(store::these(read, cx.initiative()?, ids).await?.iter().map(|result| result.card(slug)).collect())
    }

    async fn choices(&self, cx: &Context, read: &mut Read) -> Result<Vec<Card>> {
        if !cx.could(&READ) {
            return Ok(Vec::new());
        }
        let slug = &cx.place()?.slug;
        let results = store::all(read, cx.initiative()?).await?;
        Ok(results.iter().map(|result| result.card(slug)).collect())
    }
}

/// The results as an open table.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<ExportTable> {
    let rows = store::all(read, cx.initiative()?).await?.into_iter().map(|result| {
        vec![
            result.number.to_string(),
            result.condition,
            result.population,
            result.place,
            result.written_by,
            result.written_at.to_string(),
        ]
    });
    Ok(ExportTable {
        name: "results",
        columns: &["number", "condition", "population", "place", "written_by", "written_at"],
        rows: rows.collect(),
    })
}
