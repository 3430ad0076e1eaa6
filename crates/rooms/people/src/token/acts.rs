use ::store::Tx;
use async_trait::async_trait;
use kernel::{Act, Context, Error, Owner, PersonId, Problem, Problems, Result};

use super::{BEGINNING, MOST, NAME, Token, TokenId, store};
use crate::link::{Secret, mark};
use crate::person::{self, ACCOUNT, ADMINISTER};

/// What a token's holder sends for `secret`.
pub(crate) fn handed_out(secret: &Secret) -> String {
    format!("{BEGINNING}{}", secret.as_str())
}

/// Makes a token of one's own.
pub struct CreateToken {
    /// What it is for.
    pub name: String,
    /// The text that was handed out.
    pub secret: String,
}

#[async_trait]
impl Act for CreateToken {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        make(cx, tx, cx.me(&ACCOUNT)?, &self.name, &self.secret).await
    }
}

/// Makes a token for somebody, from the server's command line.
pub(crate) struct CreateTokenFor {
    pub(crate) email: String,
    pub(crate) name: String,
    pub(crate) secret: String,
}

#[async_trait]
impl Act for CreateTokenFor {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        cx.may(&ADMINISTER, Owner::Nobody)?;
        let person =
            person::store::by_email(tx, &person::folded(&self.email)).await?.ok_or(Error::Missing)?;
        make(cx, tx, person.id, &self.name, &self.secret).await
    }
}

async fn make(cx: &Context, tx: &mut Tx, person: PersonId, name: &str, secret: &str) -> Result<()> {
    let mut problems = Problems::none();
    let name = problems.text("token", name, NAME);
    problems.done()?;
    if store::mine(tx, person).await?.len() >= MOST {
        return Err(Problem::new("token", "problem-too-many-tokens").into());
    }
    let mark = mark("token", secret).to_vec();
    let token = Token { id: TokenId::new(), person, name, mark, made_at: cx.now(), used_at: None };
    store::insert(tx, &token).await
}

/// Makes a token of one's own worthless.
pub struct RevokeToken {
    /// Which.
    pub token: TokenId,
}

#[async_trait]
impl Act for RevokeToken {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        let revoked = store::revoke(tx, self.token, cx.me(&ACCOUNT)?).await?;
        if revoked { Ok(()) } else { Err(Error::Missing) }
    }
}
