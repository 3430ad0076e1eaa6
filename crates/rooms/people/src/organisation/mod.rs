//! An organisation: it stands once in the installation, in however many initiatives it is.

pub(crate) mod store;

use ::store::{Read, Tx};
use async_trait::async_trait;
use kernel::{Card, Context, Kind, Problems, Ref, Result, Stage};
use uuid::Uuid;
use web::ExportTable;

use crate::partnership;

kernel::ids! {
    /// An organisation, or a team of one.
    OrganisationId
}

/// The longest name, in characters.
const NAME: usize = 160;

/// The kinds of organisations; a kind's text key is `organisation-kind-` and this.
pub(crate) const KINDS: [&str; 9] =
    ["nonprofit", "government", "school", "health", "business", "funder", "community", "residents", "team"];

/// An organisation.
#[derive(Debug, Clone)]
pub(crate) struct Organisation {
    pub(crate) id: OrganisationId,
    pub(crate) name: String,
    /// One of [`KINDS`].
    pub(crate) kind: String,
}

/// A name as it is compared: case and spaces do not make another organisation.
fn folded(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The organisation of that name; written down if it is new.
pub(crate) async fn find_or_create(
    cx: &Context,
    tx: &mut Tx,
    name: &str,
    kind: &str,
) -> Result<Organisation> {
    let mut problems = Problems::none();
    let name = problems.text("name", name, NAME);
    problems.check(KINDS.contains(&kind), "kind", "problem-choose");
    problems.done()?;
    let new = Organisation { id: OrganisationId::new(), name, kind: kind.to_owned() };
    let folded = folded(&new.name);
    if store::insert(tx, &new, &folded, cx.now()).await? {
        return Ok(new);
    }
    store::named(tx, &folded).await?.ok_or(kernel::Error::Missing)
}

/// The organisation where it stands in the initiative at hand: at its partnership.
pub(crate) struct OrganisationKind;

#[async_trait]
impl Kind for OrganisationKind {
    fn name(&self) -> &'static str {
        "organisation"
    }

    fn stage(&self) -> Stage {
        Stage::Beside
    }

    async fn cards(&self, cx: &Context, read: &mut Read, ids: &[Uuid]) -> Result<Vec<Card>> {
        if !cx.could(&partnership::READ) {
            return Ok(Vec::new());
        }
        let slug = &cx.place()?.slug;
        let mut cards = Vec::new();
        for id in ids.iter().copied() {
            let found =
                partnership::store::of_organisation(read, cx.initiative()?, OrganisationId(id)).await?;
            let about = Ref::new("organisation", id);
            cards.extend(found.map(|partnership| Card { about, ..partnership.card(slug) }));
        }
        Ok(cards)
    }
}

/// The organisations of an initiative's partners as an open table.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<ExportTable> {
    let rows = store::of_initiative(read, cx.initiative()?)
        .await?
        .into_iter()
        .map(|organisation| vec![organisation.id.to_string(), organisation.name, organisation.kind]);
    Ok(ExportTable { name: "organisations", columns: &["id", "name", "kind"], rows: rows.collect() })
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn case_and_spaces_make_no_other_organisation() {
        assert_eq!(folded("  Health   Department "), folded("health department"));
        assert_ne!(folded("Health Department"), folded("Healthy Department"));
    }
}
