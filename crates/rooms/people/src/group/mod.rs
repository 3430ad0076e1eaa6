//! A group: people around one table, with a purpose.

pub(crate) mod acts;
pub(crate) mod api;
pub(crate) mod page;
pub(crate) mod store;

use ::store::Read;
use async_trait::async_trait;
use jiff::Timestamp;
use kernel::{Ability, Card, Context, InitiativeId, Kind, Ref, Result, Role, Stage, any};
use uuid::Uuid;
use web::ExportTable;

kernel::ids! {
    /// A group of an initiative.
    GroupId
}

/// Seeing the groups and their seats.
pub(crate) static READ: Ability =
    Ability { name: "people.group.read", grants: &[any(Role::Anyone), any(Role::Member)] };
/// Creating a group.
pub(crate) static CREATE: Ability = Ability {
    name: "people.group.create",
    grants: &[any(Role::Facilitator), any(Role::Backbone), any(Role::Administrator)],
};

/// The longest name, in characters.
const NAME: usize = 120;
/// The longest purpose.
const PURPOSE: usize = 1000;

/// The kinds of groups; a kind's text key is `group-kind-` and this.
pub(crate) const KINDS: [&str; 7] =
    ["working", "steering", "community", "data", "backbone", "network", "learning"];

/// What other rooms know of a group.
#[derive(Debug, Clone)]
pub struct Group {
    /// Which group.
    pub id: GroupId,
    /// Its number in the initiative: `/i/{slug}/groups/{number}`.
    pub number: i64,
    /// Its name.
    pub name: String,
}

/// All that is known of a group.
#[derive(Debug, Clone)]
pub(crate) struct WorkingGroup {
    pub(crate) id: GroupId,
    pub(crate) number: i64,
    pub(crate) name: String,
    /// One of [`KINDS`].
    pub(crate) kind: String,
    pub(crate) purpose: String,
    pub(crate) created_at: Timestamp,
}

/// A group and how many sit in it.
pub(crate) struct Seated {
    pub(crate) group: WorkingGroup,
    pub(crate) seats: i64,
    pub(crate) vacant: i64,
}

impl WorkingGroup {
    pub(crate) fn about(&self) -> Ref {
        Ref::new("group", self.id.0)
    }

    fn card(&self, slug: &str) -> Card {
        Card {
            about: self.about(),
            stage: Stage::Beside,
            title: self.name.clone(),
            href: format!("/i/{slug}/groups/{}", self.number),
            at: self.created_at,
        }
    }
}

/// Every group, by name.
pub async fn groups(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Group>> {
    store::groups(read, initiative).await
}

/// One of them.
pub async fn group(read: &mut Read, initiative: InitiativeId, id: GroupId) -> Result<Option<Group>> {
    store::group(read, initiative, id).await
}

/// What other rooms and the shell may know of a group.
pub(crate) struct GroupKind;

#[async_trait]
impl Kind for GroupKind {
    fn name(&self) -> &'static str {
        "group"
    }

    fn stage(&self) -> Stage {
        Stage::Beside
    }

    async fn cards(&self, cx: &Context, read: &mut Read, ids: &[Uuid]) -> Result<Vec<Card>> {
        if !cx.could(&READ) {
            return Ok(Vec::new());
        }
        let slug = &cx.place()?.slug;
        Ok(store::these(read, cx.initiative()?, ids).await?.iter().map(|group| group.card(slug)).collect())
    }

    async fn choices(&self, cx: &Context, read: &mut Read) -> Result<Vec<Card>> {
        if !cx.could(&READ) {
            return Ok(Vec::new());
        }
        let slug = &cx.place()?.slug;
        let all = store::all(read, cx.initiative()?).await?;
        Ok(all.iter().map(|group| group.card(slug)).collect())
    }
}

/// The groups as an open table.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<ExportTable> {
    let rows = store::all(read, cx.initiative()?).await?.into_iter().map(|group| {
        vec![
            group.number.to_string(),
            group.id.to_string(),
            group.name,
            group.kind,
            group.purpose,
            group.created_at.to_string(),
        ]
    });
    Ok(ExportTable {
        name: "groups",
        columns: &["number", "id", "name", "kind", "purpose", "created_at"],
        rows: rows.collect(),
    })
}
