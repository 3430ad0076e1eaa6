use ::store::Tx;
use async_trait::async_trait;
use courier::Mail;
use kernel::{Act, Context, Error, Owner, PersonId, Problem, Result};

use super::{Browser, QUIET, SIGN_IN, SessionId, store};
use crate::link::{self, Letter, Link, Purpose, Secret, mark};
use crate::person::{self, ACCOUNT, ADMINISTER};
use crate::token;

/// Asks for a link by mail. What happens is the same for an address that nobody here has, but for the mail.
pub struct AskForLink {
    /// The address as it was typed.
    pub email: String,
    /// To sign in, or to set a new password.
    pub purpose: Purpose,
    /// The secret in the letter.
    pub secret: Secret,
    /// What is written.
    pub letter: Letter,
}

#[async_trait]
impl Act for AskForLink {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        cx.may(&SIGN_IN, Owner::Nobody)?;
        let email = person::folded(&self.email);
        let person = person::store::by_email(tx, &email).await?.filter(person::Person::is_confirmed);
        let link = Link { audience: email, subject: person.as_ref().map(|person| person.id.0) };
        link::issue(cx, tx, self.purpose, &link, &self.secret).await?;
        if let Some(person) = person {
            let mail = Mail {
                to: person.email,
                subject: self.letter.subject.clone(),
                text: self.letter.text.clone(),
                html: None,
                secret: true,
                purpose: self.purpose.word(),
            };
            courier::post(cx, tx, mail).await?;
        }
        Ok(())
    }
}

/// Makes a sign-in link for somebody who is locked out; whoever has the server's command line hands it over.
pub(crate) struct IssueLink {
    pub(crate) email: String,
    pub(crate) secret: Secret,
}

#[async_trait]
impl Act for IssueLink {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        cx.may(&ADMINISTER, Owner::Nobody)?;
        let person =
            person::store::by_email(tx, &person::folded(&self.email)).await?.ok_or(Error::Missing)?;
        let link = Link { audience: person.email, subject: Some(person.id.0) };
        link::issue(cx, tx, Purpose::SignIn, &link, &self.secret).await
    }
}

/// Signs in by a link that was mailed.
pub struct SignInByLink {
    /// The link's secret.
    pub secret: String,
    /// Where.
    pub browser: Browser,
}

#[async_trait]
impl Act for SignInByLink {
    /// How many seconds the cookie may live.
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        cx.may(&SIGN_IN, Owner::Nobody)?;
        let person = owner(cx, tx, Purpose::SignIn, &self.secret).await?;
        super::open(cx, tx, &person, &self.browser).await
    }
}

/// Sets a new password by a link that was mailed, and signs in; every other session ends.
pub struct Recover {
    /// The link's secret.
    pub secret: String,
    /// The new password's hash.
    pub password: String,
    /// Where.
    pub browser: Browser,
}

#[async_trait]
impl Act for Recover {
    /// How many seconds the cookie may live.
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        cx.may(&SIGN_IN, Owner::Nobody)?;
        let person = owner(cx, tx, Purpose::Recovery, &self.secret).await?;
        if !person.is_confirmed() {
            return Err(Error::Rule("rule-suspended"));
        }
        person::store::set_password(tx, person.id, &self.password).await?;
        link::store::revoke_of(tx, person.id.0).await?;
        store::end_all(tx, person.id).await?;
        super::open(cx, tx, &person, &self.browser).await
    }
}

/// Whose link it is; uses it up.
async fn owner(cx: &Context, tx: &mut Tx, purpose: Purpose, secret: &str) -> Result<person::Person> {
    let link = link::take(cx, tx, purpose, secret).await?;
    let id = link.subject.map(PersonId).ok_or(Error::Rule("rule-link-over"))?;
    person::store::lock(tx, id).await?.ok_or(Error::Rule("rule-link-over"))
}

/// Signs in somebody whose password was found to be right.
pub(crate) struct SignInByPassword {
    pub(crate) person: PersonId,
    /// The hash that the password fits: it must still be the account's.
    pub(crate) fits: String,
    pub(crate) browser: Browser,
}

#[async_trait]
impl Act for SignInByPassword {
    /// How many seconds the cookie may live.
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        cx.may(&SIGN_IN, Owner::Nobody)?;
        let person = person::store::lock(tx, self.person).await?.ok_or(Error::Missing)?;
        if person.password.as_ref() != Some(&self.fits) {
            return Err(Problem::new("password", "problem-sign-in").into());
        }
        super::open(cx, tx, &person, &self.browser).await
    }
}

/// Signs somebody in without asking them: for the invented people of a demonstration, and for tests.
pub struct OpenSession {
    /// Whom.
    pub person: PersonId,
    /// Where.
    pub browser: Browser,
}

#[async_trait]
impl Act for OpenSession {
    /// How many seconds the cookie may live.
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        cx.may(&ADMINISTER, Owner::Nobody)?;
        let person = person::store::lock(tx, self.person).await?.ok_or(Error::Missing)?;
        super::open(cx, tx, &person, &self.browser).await
    }
}

/// Signs out of this browser.
pub(crate) struct SignOut {
    pub(crate) secret: String,
}

#[async_trait]
impl Act for SignOut {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        cx.may(&SIGN_IN, Owner::Nobody)?;
        store::end_by_mark(tx, mark("session", &self.secret)).await
    }
}

/// Ends one of one's own sessions.
pub struct EndSession {
    /// Which.
    pub session: SessionId,
}

#[async_trait]
impl Act for EndSession {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        let ended = store::end(tx, self.session, cx.me(&ACCOUNT)?).await?;
        if ended { Ok(()) } else { Err(Error::Missing) }
    }
}

/// Ends every session of one's own, this one too.
pub struct EndSessions;

#[async_trait]
impl Act for EndSessions {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        store::end_all(tx, cx.me(&ACCOUNT)?).await?;
        Ok(())
    }
}

/// Ends every session of somebody else, who has lost a telephone for example.
pub struct EndSessionsOf {
    /// Whose.
    pub person: PersonId,
}

#[async_trait]
impl Act for EndSessionsOf {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        cx.may(&ADMINISTER, Owner::Nobody)?;
        store::end_all(tx, self.person).await?;
        Ok(())
    }
}

/// Notes a sign of life of the session or the token that a change came with.
pub(crate) struct NoteLife {
    pub(crate) secret: String,
}

#[async_trait]
impl Act for NoteLife {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        cx.may(&ACCOUNT, Owner::Nobody)?;
        store::seen(tx, mark("session", &self.secret), cx.now()).await?;
        token::store::used(tx, mark("token", &self.secret), cx.now()).await
    }
}

/// Notes a sign of life unless there was one a moment ago.
pub(crate) async fn note_life(cx: &Context, secret: &str) -> Result<()> {
    let mut read = cx.read().await?;
    let session = store::by_mark(&mut read, mark("session", secret)).await?;
    let last = match session {
        Some(session) => Some(session.seen_at),
        None => {
            token::store::by_mark(&mut read, mark("token", secret)).await?.and_then(|token| token.used_at)
        }
    };
    drop(read);
    if last.is_some_and(|last| cx.now().duration_since(last) < QUIET) {
        return Ok(());
    }
    super::without_receipt(cx).execute(NoteLife { secret: secret.to_owned() }).await
}
