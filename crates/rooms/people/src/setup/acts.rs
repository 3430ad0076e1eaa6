use ::store::Tx;
use async_trait::async_trait;
use kernel::{Act, Context, Error, Owner, Result};

use super::SET_UP;
use crate::link::{self, Link, Purpose, Secret};
use crate::person;
use crate::session::{self, Browser};

/// Makes a set-up link good while nobody has an account. Only the product itself does this, when it starts.
pub(crate) struct OfferSetUp {
    pub(crate) secret: Secret,
}

#[async_trait]
impl Act for OfferSetUp {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        nobody_yet(tx).await?;
        let link = Link { audience: String::new(), subject: None };
        link::issue(cx, tx, Purpose::SetUp, &link, &self.secret).await
    }
}

async fn nobody_yet(tx: &mut Tx) -> Result<()> {
    if person::store::count(tx).await? == 0 { Ok(()) } else { Err(Error::Rule("rule-set-up")) }
}

/// Makes the first administrator and signs them in.
pub struct SetUp {
    /// The secret that the server printed.
    pub secret: String,
    /// What others call them.
    pub name: String,
    /// Their e-mail address.
    pub email: String,
    /// Their password's hash.
    pub password: String,
    /// Where.
    pub browser: Browser,
}

#[async_trait]
impl Act for SetUp {
    /// How many seconds the cookie may live.
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        cx.may(&SET_UP, Owner::Nobody)?;
        link::take(cx, tx, Purpose::SetUp, &self.secret).await?;
        // Every set-up link goes before the count: of two who set up at once, one waits here and is refused.
        link::store::revoke_for(tx, Purpose::SetUp).await?;
        nobody_yet(tx).await?;
        let password = Some(self.password.clone());
        let person = person::create(cx, tx, &self.name, &self.email, password, true).await?;
        session::open(cx, tx, &person, &self.browser).await
    }
}
