//! What other rooms and the shell may know of a measure, and how a decision adopts it.

use ::store::{Read, Tx};
use async_trait::async_trait;
use journal::Tell;
use kernel::{Card, Context, Error, Kind, Ref, Relation, Result, Stage, Told};
use uuid::Uuid;

use super::{MeasureId, READ, Status, store};

/// The kind.
pub(crate) struct MeasureKind;

#[async_trait]
impl Kind for MeasureKind {
    fn name(&self) -> &'static str {
        "measure"
    }

    fn stage(&self) -> Stage {
        Stage::Measure
    }

    async fn cards(&self, cx: &Context, read: &mut Read, ids: &[Uuid]) -> Result<Vec<Card>> {
        if !cx.could(&READ) {
            return Ok(Vec::new());
        }
        let slug = &cx.place()?.slug;
        Ok(store::these(read, cx.initiative()?, ids)
            .await?
            .iter()
            .map(|measure| measure.card(slug))
            .collect())
    }

    async fn choices(&self, cx: &Context, read: &mut Read) -> Result<Vec<Card>> {
        if !cx.could(&READ) {
            return Ok(Vec::new());
        }
        let slug = &cx.place()?.slug;
        let measures = store::all(read, cx.initiative()?).await?;
        Ok(measures.iter().map(|measure| measure.card(slug)).collect())
    }

    /// The latest version of each, unless a decision adopted it.
    async fn adoptable(&self, cx: &Context, read: &mut Read) -> Result<Vec<(Card, i64)>> {
        if !cx.could(&READ) {
            return Ok(Vec::new());
        }
        let slug = &cx.place()?.slug;
        let measures = store::all(read, cx.initiative()?).await?;
        let open = measures.iter().filter(|measure| measure.status() != Status::Adopted);
        Ok(open.map(|measure| (measure.card(slug), measure.latest().number)).collect())
    }

    async fn adopt(&self, cx: &Context, tx: &mut Tx, id: Uuid, version: i64, decision: Uuid) -> Result<()> {
        let initiative = cx.initiative()?;
        let measure = store::find(tx, initiative, MeasureId(id)).await?.ok_or(Error::Missing)?;
        if !store::adopt(tx, initiative, measure.id, version).await? {
            return Err(Error::Rule("measure-rule-other-version"));
        }
        if measure.versions.iter().any(|one| one.kind != measure.latest().kind) {
            let measure = store::find(tx, initiative, measure.id).await?.ok_or(Error::Missing)?;
            crate::cycle::sums::add_up_all(tx, initiative, &measure).await?;
        }
        let told = Told::new("measure.adopted", measure.about(), &measure.name)
            .change(measure.adopted.map(|adopted| adopted.to_string()), version.to_string())
            .from(Ref::new("decision", decision), Relation::Adopts);
        cx.tell(tx, told).await
    }
}
