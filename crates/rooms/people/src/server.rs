//! What the binary asks of this room beside its pages: the server's command line and the demonstration.

use std::sync::Arc;

use kernel::{Actor, Context, Identity, InitiativeId, PersonId, Result, Role, Roles, Standing, Via, World};

use crate::identity::{Directory, actor};
use crate::link::Secret;
use crate::session::acts::{IssueLink, OpenSession};
use crate::session::store::Who;
use crate::session::{Browser, without_receipt};
use crate::token::acts::{CreateTokenFor, handed_out};
use crate::{initiative, person};

/// A one-time sign-in link for somebody who is locked out: the path on this site. `cx` must be allowed to
/// administer.
pub async fn sign_in_link(cx: &Context, email: &str) -> Result<String> {
    let secret = Secret::new()?;
    let act = IssueLink { email: email.to_owned(), secret: secret.clone() };
    without_receipt(cx).execute(act).await?;
    Ok(format!("/sign-in/link/{}", secret.as_str()))
}

/// A new API token for the owner of `email`: the text to hand out, once. `cx` must be allowed to administer.
pub async fn create_token(cx: &Context, email: &str, name: &str) -> Result<String> {
    let secret = handed_out(&Secret::new()?);
    let act = CreateTokenFor { email: email.to_owned(), name: name.to_owned(), secret: secret.clone() };
    without_receipt(cx).execute(act).await?;
    Ok(secret)
}

/// Signs somebody in without asking them: the secret for the cookie `sid`, and how many seconds it may live. For
/// the invented people of a demonstration only. `cx` must be allowed to administer.
pub async fn open_session(cx: &Context, person: PersonId, agent: &str) -> Result<(String, i64)> {
    let browser = Browser::new(agent)?;
    let secret = browser.secret.as_str().to_owned();
    let seconds = without_receipt(cx).execute(OpenSession { person, browser }).await?;
    Ok((secret, seconds))
}

/// The product itself at work on its installation: it may administer, and belongs to no initiative.
pub fn steward(world: &Arc<World>, via: Via, name: &str) -> Context {
    let roles = Roles::default().with(Role::Known).with(Role::Administrator);
    let standing = Standing { roles, ..Standing::default() };
    let actor = Actor { person: None, name: name.to_owned(), standing };
    Context::of(Arc::clone(world), via).by(actor)
}

/// `person` at work in an initiative, with all that they are there: for what is done in their name by a
/// demonstration or a test.
pub async fn at_work(
    world: &Arc<World>,
    person: PersonId,
    initiative: InitiativeId,
    via: Via,
) -> Result<Context> {
    let mut read = world.store.read().await?;
    let place = initiative::store::find(&mut read, initiative).await?.ok_or(kernel::Error::Missing)?.place();
    let account = person::store::find(&mut read, person).await?.ok_or(kernel::Error::Missing)?;
    let who = Who { id: account.id, name: account.name, administrator: account.administrator };
    let mut actor = Directory.standing(&mut read, actor(who), Some(&place)).await?;
    actor.standing.roles = actor.standing.roles.with(Role::Anyone).with(Role::Known);
    Ok(Context::of(Arc::clone(world), via).by(actor).at(place))
}
