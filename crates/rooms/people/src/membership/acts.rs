use ::store::Tx;
use async_trait::async_trait;
use journal::Tell;
use kernel::{Act, Context, Error, Owner, PersonId, Problem, Ref, Result, Role, Told};

use super::{CHANGE, store};
use crate::person;

/// Gives a role to somebody who belongs to the initiative; an administrator can take somebody in this way.
pub struct AddMember {
    /// Whom.
    pub person: PersonId,
    /// `member`, `facilitator` or `backbone`.
    pub role: String,
}

#[async_trait]
impl Act for AddMember {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        cx.may(&CHANGE, Owner::Nobody)?;
        super::reach(cx, tx, self.person).await?;
        let role =
            super::role(&self.role).ok_or_else(|| Error::from(Problem::new("role", "problem-choose")))?;
        super::give(cx, tx, self.person, role).await
    }
}

/// Takes a role away.
pub struct TakeRole {
    /// From whom.
    pub person: PersonId,
    /// `member`, `facilitator` or `backbone`.
    pub role: String,
}

#[async_trait]
impl Act for TakeRole {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        cx.may(&CHANGE, Owner::Nobody)?;
        let account = person::store::lock(tx, self.person).await?.ok_or(Error::Missing)?;
        let role =
            super::role(&self.role).ok_or_else(|| Error::from(Problem::new("role", "problem-choose")))?;
        if !store::remove(tx, cx.initiative()?, self.person, role.word()).await? {
            return Err(Error::Missing);
        }
        let act = match role {
            Role::Backbone => "membership.backbone-ended",
            Role::Facilitator => "membership.facilitator-ended",
            _ => "membership.ended",
        };
        cx.tell(tx, Told::new(act, Ref::new("person", self.person.0), &account.name)).await
    }
}

/// Takes somebody out of the initiative: their seats are vacant, they speak for no partner.
pub struct RemoveMember {
    /// Whom.
    pub person: PersonId,
}

#[async_trait]
impl Act for RemoveMember {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        cx.may(&CHANGE, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let account = person::store::lock(tx, self.person).await?.ok_or(Error::Missing)?;
        if !super::belongs(tx, initiative, self.person).await? {
            return Err(Error::Missing);
        }
        store::leave(tx, initiative, self.person).await?;
        cx.tell(tx, Told::new("membership.left", Ref::new("person", self.person.0), &account.name)).await
    }
}
