//! Membership: who belongs to an initiative, and as what.

pub(crate) mod acts;
pub(crate) mod api;
pub(crate) mod choose;
pub(crate) mod page;
pub(crate) mod store;

use ::store::{Read, Tx};
use journal::Tell;
use kernel::{Ability, Context, Error, InitiativeId, PersonId, Ref, Result, Role, Told, any};
use web::ExportTable;

use crate::{person, seat, session};

/// Seeing who belongs to the initiative.
pub(crate) static READ: Ability =
    Ability { name: "people.membership.read", grants: &[any(Role::Member), any(Role::Administrator)] };
/// Giving and taking roles of those who belong to it.
pub(crate) static CHANGE: Ability =
    Ability { name: "people.membership.change", grants: &[any(Role::Backbone), any(Role::Administrator)] };
/// Taking somebody in without an invitation.
pub(crate) static ADD: Ability =
    Ability { name: "people.membership.add", grants: &[any(Role::Administrator)] };

/// The roles that a membership can give; all others come from seats and partnerships.
pub(crate) const ROLES: [Role; 3] = [Role::Member, Role::Facilitator, Role::Backbone];

/// Somebody who belongs to an initiative.
#[derive(Debug, Clone)]
pub struct Member {
    /// Who.
    pub person: PersonId,
    /// What others call them.
    pub name: String,
}

/// Everybody who belongs to the initiative in any way, by name.
pub async fn members(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Member>> {
    store::members(read, initiative).await
}

/// Everybody who has a voice where all members decide: whoever belongs here and is not of the neutral backbone.
pub async fn voters(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Member>> {
    store::voters(read, initiative).await
}

/// The role of that word, if a membership can give it.
pub(crate) fn role(word: &str) -> Option<Role> {
    ROLES.into_iter().find(|role| role.word() == word)
}

/// Whether somebody belongs to the initiative in any way.
pub(crate) async fn belongs(read: &mut Read, initiative: InitiativeId, person: PersonId) -> Result<bool> {
    Ok(!store::grounds(read, initiative, person).await?.is_empty())
}

/// Whether somebody is of the backbone.
pub(crate) async fn is_backbone(read: &mut Read, initiative: InitiativeId, person: PersonId) -> Result<bool> {
    let roles = store::roles_of(read, initiative, person).await?;
    Ok(roles.iter().any(|role| role == Role::Backbone.word()))
}

/// Goes on if `person` belongs here, or if the actor may take people in; answers the account, locked.
pub(crate) async fn reach(cx: &Context, tx: &mut Tx, person: PersonId) -> Result<person::Person> {
    if !belongs(tx, cx.initiative()?, person).await? {
        cx.may(&ADD, kernel::Owner::Nobody)?;
    }
    person::store::lock(tx, person).await?.ok_or(Error::Missing)
}

/// Gives a role. Whoever holds a seat that votes is not of the backbone, and whoever becomes backbone signs in
/// again, for a shorter time. The account must be locked.
pub(crate) async fn give(cx: &Context, tx: &mut Tx, person: PersonId, role: Role) -> Result<()> {
    let initiative = cx.initiative()?;
    let account = person::store::lock(tx, person).await?.ok_or(Error::Missing)?;
    if role == Role::Backbone && seat::store::holds_a_vote(tx, initiative, person).await? {
        return Err(Error::Rule("rule-backbone-holds-vote"));
    }
    if !store::add(tx, initiative, person, role.word(), cx.now()).await? {
        return Ok(());
    }
    if role == Role::Backbone && cx.actor.person != Some(person) {
        session::store::end_all(tx, person).await?;
    }
    cx.tell(tx, Told::new(given(role), Ref::new("person", person.0), &account.name)).await
}

fn given(role: Role) -> &'static str {
    match role {
        Role::Backbone => "membership.backbone",
        Role::Facilitator => "membership.facilitator",
        _ => "membership.member",
    }
}

/// Memberships as an open table.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<ExportTable> {
    let rows = store::held(read, cx.initiative()?).await?.into_iter().map(|held| vec![held.name, held.role]);
    Ok(ExportTable { name: "memberships", columns: &["person", "role"], rows: rows.collect() })
}
