use ::store::Tx;
use async_trait::async_trait;
use kernel::{Act, Context, Error, Owner, PersonId, Problem, Problems, Result};

use super::{ACCOUNT, ADMINISTER, NAME, State, store};
use crate::link::{self, mark};
use crate::{session, token};

/// Makes an account for somebody whose address is known to be theirs.
pub struct CreatePerson {
    /// What others call them.
    pub name: String,
    /// Their e-mail address.
    pub email: String,
    /// Whether they may run the installation.
    pub administrator: bool,
}

#[async_trait]
impl Act for CreatePerson {
    type Out = PersonId;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<PersonId> {
        cx.may(&ADMINISTER, Owner::Nobody)?;
        Ok(super::create(cx, tx, &self.name, &self.email, None, self.administrator).await?.id)
    }
}

/// Changes what others call oneself.
pub struct Rename {
    /// The new name.
    pub name: String,
}

#[async_trait]
impl Act for Rename {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        let me = cx.me(&ACCOUNT)?;
        let mut problems = Problems::none();
        let name = problems.text("name", &self.name, NAME);
        problems.done()?;
        store::rename(tx, me, &name).await
    }
}

/// Sets another password of one's own; all other sessions end.
pub struct ChangePassword {
    /// The hash that the present password was found to fit; none if there was none.
    pub present: Option<String>,
    /// The hash of the new one.
    pub new: String,
    /// The secret of the session that goes on.
    pub session: String,
}

#[async_trait]
impl Act for ChangePassword {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        let id = cx.me(&ACCOUNT)?;
        let person = store::lock(tx, id).await?.ok_or(Error::Missing)?;
        if person.password != self.present {
            return Err(Problem::new("present-password", "problem-password-wrong").into());
        }
        store::set_password(tx, id, &self.new).await?;
        link::store::revoke_of(tx, id.0).await?;
        session::store::end_others(tx, id, mark("session", &self.session)).await?;
        Ok(())
    }
}

/// Closes an account, or opens it again. Whoever is suspended is out at once.
pub struct SetState {
    /// Whose.
    pub person: PersonId,
    /// Which state.
    pub suspended: bool,
}

#[async_trait]
impl Act for SetState {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        cx.may(&ADMINISTER, Owner::Nobody)?;
        let administrators = store::lock_administrators(tx).await?;
        let person = store::lock(tx, self.person).await?.ok_or(Error::Missing)?;
        if self.suspended && administrators == [person.id] {
            return Err(Error::Rule("rule-last-administrator"));
        }
        let state = if self.suspended { State::Suspended } else { State::Confirmed };
        store::set_state(tx, person.id, state.word()).await?;
        if self.suspended {
            session::store::end_all(tx, person.id).await?;
            token::store::revoke_all(tx, person.id).await?;
            link::store::revoke_of(tx, person.id.0).await?;
        }
        Ok(())
    }
}

/// Gives or takes the right to run the installation; the person signs in again.
pub struct SetAdministrator {
    /// Whose.
    pub person: PersonId,
    /// Given or taken.
    pub yes: bool,
}

#[async_trait]
impl Act for SetAdministrator {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        cx.may(&ADMINISTER, Owner::Nobody)?;
        let administrators = store::lock_administrators(tx).await?;
        let person = store::lock(tx, self.person).await?.ok_or(Error::Missing)?;
        if !self.yes && administrators == [person.id] {
            return Err(Error::Rule("rule-last-administrator"));
        }
        store::set_administrator(tx, person.id, self.yes).await?;
        session::store::end_all(tx, person.id).await?;
        Ok(())
    }
}
