//! An initiative: the people and organisations who act together on one problem.

pub(crate) mod acts;
pub(crate) mod page;
pub(crate) mod store;

use ::store::Read;
use async_trait::async_trait;
use jiff::Timestamp;
use kernel::{
    Ability, Card, Context, InitiativeId, Kind, Place, Problems, Profile, Ref, Result, Role, Stage, any,
};
use uuid::Uuid;
use web::ExportTable;

/// Seeing which initiatives there are.
pub(crate) static LIST: Ability =
    Ability { name: "people.initiative.list", grants: &[any(Role::Anyone), any(Role::Known)] };
/// Creating one.
pub(crate) static CREATE: Ability =
    Ability { name: "people.initiative.create", grants: &[any(Role::Administrator)] };
/// Changing its name, its profile, who may look.
pub(crate) static CHANGE: Ability =
    Ability { name: "people.initiative.change", grants: &[any(Role::Backbone), any(Role::Administrator)] };

/// The longest name, in characters.
const NAME: usize = 120;
/// The longest problem line.
const PROBLEM: usize = 280;
/// The longest slug.
const SLUG: usize = 60;

/// An initiative.
#[derive(Debug, Clone)]
pub(crate) struct Initiative {
    pub(crate) id: InitiativeId,
    /// Its name in addresses.
    pub(crate) slug: String,
    pub(crate) name: String,
    /// The word of a [`Profile`].
    pub(crate) profile: String,
    pub(crate) public: bool,
    /// The problem, in one line.
    pub(crate) problem: String,
    pub(crate) version: i64,
    pub(crate) created_at: Timestamp,
}

impl Initiative {
    /// The place that it is.
    pub(crate) fn place(&self) -> Place {
        Place {
            id: self.id,
            slug: self.slug.clone(),
            name: self.name.clone(),
            profile: Profile::from_word(&self.profile),
            public: self.public,
        }
    }

    /// What two people may edit, as one text.
    fn words(&self) -> String {
        format!("{}\n{}", self.name, self.problem)
    }
}

/// A slug made of a name: small letters and digits between single hyphens. Empty if the name has none.
pub(crate) fn slug_of(name: &str) -> String {
    let mut slug = String::new();
    for c in name.to_lowercase().chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let cut: String = slug.chars().take(SLUG).collect();
    cut.trim_matches('-').to_owned()
}

/// The slug that was typed, or one made of the name; a problem if it could not stand in an address.
fn slug(problems: &mut Problems, typed: &str, name: &str) -> String {
    let slug = if typed.trim().is_empty() { slug_of(name) } else { typed.trim().to_owned() };
    problems.check(!slug.is_empty() && slug_of(&slug) == slug, "slug", "problem-slug");
    slug
}

/// Every initiative of the installation, by name.
pub async fn places(read: &mut Read) -> Result<Vec<Place>> {
    Ok(store::all(read).await?.iter().map(Initiative::place).collect())
}

/// The initiative in the words of the journal.
pub(crate) struct InitiativeKind;

#[async_trait]
impl Kind for InitiativeKind {
    fn name(&self) -> &'static str {
        "initiative"
    }

    fn stage(&self) -> Stage {
        Stage::Beside
    }

    async fn cards(&self, cx: &Context, read: &mut Read, ids: &[Uuid]) -> Result<Vec<Card>> {
        let here = cx.initiative()?;
        if !ids.contains(&here.0) {
            return Ok(Vec::new());
        }
        let card = |initiative: Initiative| Card {
            about: Ref::new("initiative", here.0),
            stage: Stage::Beside,
            title: initiative.name,
            href: format!("/i/{}", initiative.slug),
            at: initiative.created_at,
        };
        Ok(store::find(read, here).await?.map(card).into_iter().collect())
    }
}

/// The initiative itself as an open table of one row.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<ExportTable> {
    let rows = store::find(read, cx.initiative()?).await?.into_iter().map(|initiative| {
        vec![
            initiative.slug,
            initiative.name,
            initiative.profile,
            initiative.public.to_string(),
            initiative.problem,
            initiative.created_at.to_string(),
        ]
    });
    Ok(ExportTable {
        name: "initiative",
        columns: &["slug", "name", "profile", "public", "problem", "created_at"],
        rows: rows.collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::{slug, slug_of};
    use kernel::Problems;

    #[test]
    fn a_slug_holds_small_letters_digits_and_single_hyphens() {
        assert_eq!(slug_of("Bowling Green & Warren County"), "bowling-green-warren-county");
        assert_eq!(slug_of("  --Élan 2030!  "), "lan-2030");
        assert_eq!(slug_of("…"), "");
        assert_eq!(slug_of(&"a ".repeat(100)).len(), 59);
    }

    #[test]
    fn a_typed_slug_must_be_one() {
        for wrong in ["Upper", "two--hyphens", "-edge", "a/b", "..", "é"] {
            let mut problems = Problems::none();
            slug(&mut problems, wrong, "name");
            assert!(problems.done().is_err(), "{wrong}");
        }
        let mut problems = Problems::none();
        assert_eq!(slug(&mut problems, "", "My Town"), "my-town");
        assert!(problems.done().is_ok());
    }
}
