//! The first start: there is no account yet, and no default one. A link on the server's screen makes the first.

pub(crate) mod acts;
pub(crate) mod page;

use std::sync::Arc;

use kernel::{Ability, Context, Result, Role, Via, World, any};

use crate::link::Secret;
use crate::person;

/// Making the first account; the secret decides.
pub(crate) static SET_UP: Ability =
    Ability { name: "people.set-up", grants: &[any(Role::Anyone), any(Role::Known)] };

/// While nobody has an account: a new secret for `/setup/{secret}`, good for a day or until somebody used it.
pub async fn first_start(world: &Arc<World>) -> Result<Option<String>> {
    let mut read = world.store.read().await?;
    let people = person::store::count(&mut read).await?;
    drop(read);
    if people > 0 {
        return Ok(None);
    }
    let secret = Secret::new()?;
    let cx = Context::of(Arc::clone(world), Via::CommandLine);
    cx.execute(acts::OfferSetUp { secret: secret.clone() }).await?;
    Ok(Some(secret.as_str().to_owned()))
}
