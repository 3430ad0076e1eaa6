//! A partnership: an organisation in an initiative, and what it brings. Duties, commitments and activities
//! hang here.

pub(crate) mod acts;
pub(crate) mod api;
pub(crate) mod page;
pub(crate) mod store;

use std::collections::HashMap;

use ::store::{Read, Tx};
use async_trait::async_trait;
use jiff::Timestamp;
use journal::Tell;
use kernel::{
    Ability, Card, Context, InitiativeId, Kind, Owner, PersonId, Ref, Result, Role, Stage, Told, any, own,
};
use uuid::Uuid;
use web::ExportTable;

use crate::organisation::OrganisationId;
use crate::person;

kernel::ids! {
    /// An organisation in an initiative.
    PartnershipId
}

/// Seeing who the partners are and what they bring.
pub(crate) static READ: Ability =
    Ability { name: "people.partnership.read", grants: &[any(Role::Anyone), any(Role::Member)] };
/// Taking in a partner, and saying how it stands.
pub(crate) static ADD: Ability =
    Ability { name: "people.partnership.add", grants: &[any(Role::Backbone), any(Role::Administrator)] };
/// Saying what a partner brings and needs.
pub(crate) static CHANGE: Ability = Ability {
    name: "people.partnership.change",
    grants: &[own(Role::Partner), any(Role::Backbone), any(Role::Administrator)],
};
/// Saying who speaks for a partner.
pub(crate) static SPEAK: Ability = Ability {
    name: "people.partnership.speak",
    grants: &[own(Role::Partner), any(Role::Backbone), any(Role::Administrator)],
};

/// The longest account of what a partner brings or needs, in characters.
const WORDS: usize = 1000;

/// How a partner stands; a status's text key is `partner-status-` and this. Whoever has left keeps its history
/// and its representatives lose their role.
pub(crate) const STATUSES: [&str; 7] =
    ["prospect", "invited", "talking", "agreed", "active", "paused", "left"];

/// What other rooms know of a partner.
#[derive(Debug, Clone)]
pub struct Partner {
    /// Which partnership.
    pub id: PartnershipId,
    /// Its number in the initiative: `/i/{slug}/partners/{number}`.
    pub number: i64,
    /// The organisation's name.
    pub name: String,
    /// Its strengths, in its own words; may be empty.
    pub brings: String,
}

/// All that is known of a partnership.
#[derive(Debug, Clone)]
pub(crate) struct Partnership {
    pub(crate) id: PartnershipId,
    pub(crate) number: i64,
    pub(crate) organisation: OrganisationId,
    pub(crate) name: String,
    pub(crate) kind: String,
    pub(crate) brings: String,
    pub(crate) needs: String,
    /// One of [`STATUSES`].
    pub(crate) status: String,
    pub(crate) version: i64,
    pub(crate) since: Timestamp,
}

impl Partnership {
    pub(crate) fn owner(&self) -> Owner {
        Owner::Partnership(self.id.0)
    }

    pub(crate) fn about(&self) -> Ref {
        Ref::new("partnership", self.id.0)
    }

    pub(crate) fn card(&self, slug: &str) -> Card {
        Card {
            about: self.about(),
            stage: Stage::Beside,
            title: self.name.clone(),
            href: format!("/i/{slug}/partners/{}", self.number),
            at: self.since,
        }
    }

    /// What two people may edit, as one text.
    fn words(&self) -> String {
        format!("{}\n\n{}\n\n{}", self.brings, self.needs, self.status)
    }
}

/// Those who are partners now, by name.
pub async fn partners(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Partner>> {
    store::partners(read, initiative).await
}

/// The names of all that are or were partners, for pages that speak of many of them.
pub async fn partner_names(
    read: &mut Read,
    initiative: InitiativeId,
) -> Result<HashMap<PartnershipId, String>> {
    store::names(read, initiative).await
}

/// The names of those of `ids`, also if they have left.
pub async fn partner_names_of(
    read: &mut Read,
    initiative: InitiativeId,
    ids: &[Uuid],
) -> Result<HashMap<PartnershipId, String>> {
    store::names_of(read, initiative, ids).await
}

/// One of them, also if it has left.
pub async fn partner(
    read: &mut Read,
    initiative: InitiativeId,
    id: PartnershipId,
) -> Result<Option<Partner>> {
    store::partner(read, initiative, id).await
}

/// Where mail reaches those who speak for some partners and may still sign in: partner, person, address.
pub async fn partner_addresses(
    read: &mut Read,
    initiative: InitiativeId,
    ids: &[Uuid],
) -> Result<Vec<(PartnershipId, PersonId, String)>> {
    store::reached(read, initiative, ids).await
}

/// Those of `ids` that are partners and have not left.
pub async fn still_partners(
    read: &mut Read,
    initiative: InitiativeId,
    ids: &[Uuid],
) -> Result<Vec<PartnershipId>> {
    store::still(read, initiative, ids).await
}

/// Lets `person`, whose account is locked, speak for a partner.
pub(crate) async fn speak(
    cx: &Context,
    tx: &mut Tx,
    id: PartnershipId,
    person: &person::Person,
) -> Result<()> {
    let initiative = cx.initiative()?;
    let partnership = store::find(tx, initiative, id).await?.ok_or(kernel::Error::Missing)?;
    if !store::add_speaker(tx, initiative, id, person.id, cx.now()).await? {
        return Ok(());
    }
    let told = Told::new("partnership.spoken-for", partnership.about(), &partnership.name);
    cx.tell(tx, told.change(None, &person.name)).await
}

/// What other rooms and the shell may know of a partnership.
pub(crate) struct PartnershipKind;

#[async_trait]
impl Kind for PartnershipKind {
    fn name(&self) -> &'static str {
        "partnership"
    }

    fn stage(&self) -> Stage {
        Stage::Beside
    }

    async fn cards(&self, cx: &Context, read: &mut Read, ids: &[Uuid]) -> Result<Vec<Card>> {
        if !cx.could(&READ) {
            return Ok(Vec::new());
        }
        let slug = &cx.place()?.slug;
        Ok(store::these(read, cx.initiative()?, ids)
            .await?
            .iter()
            .map(|partnership| partnership.card(slug))
            .collect())
    }

    async fn choices(&self, cx: &Context, read: &mut Read) -> Result<Vec<Card>> {
        if !cx.could(&READ) {
            return Ok(Vec::new());
        }
        let slug = &cx.place()?.slug;
        let all = store::all(read, cx.initiative()?).await?;
        Ok(all.iter().filter(|partner| partner.status != "left").map(|partner| partner.card(slug)).collect())
    }
}

/// The partners as an open table.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<ExportTable> {
    let rows = store::all(read, cx.initiative()?).await?.into_iter().map(|partner| {
        vec![
            partner.number.to_string(),
            partner.organisation.to_string(),
            partner.name,
            partner.brings,
            partner.needs,
            partner.status,
            partner.since.to_string(),
        ]
    });
    Ok(ExportTable {
        name: "partners",
        columns: &["number", "organisation", "name", "brings", "needs", "status", "since"],
        rows: rows.collect(),
    })
}

/// Who speaks for which partner, as an open table.
pub(crate) async fn export_speakers(cx: &Context, read: &mut Read) -> Result<ExportTable> {
    let rows = store::all_speakers(read, cx.initiative()?).await?;
    let rows = rows.into_iter().map(|(partner, person, since)| vec![partner, person, since.to_string()]);
    Ok(ExportTable {
        name: "partner-representatives",
        columns: &["partner", "person", "since"],
        rows: rows.collect(),
    })
}
