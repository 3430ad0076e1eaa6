//! What was posted, and what an administrator may see of it.

use jiff::Timestamp;
use kernel::{Context, Result};
use serde::Serialize;
use store::{Error, FromRow, FromValue, Read, Row, Tx, Value};
use uuid::Uuid;

store::statements! {
    POST = "INSERT INTO outbox (id, at, initiative, list, list_name, recipient, subject, text, html, secret,
        purpose, state, due, attempts)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'queued', $2, 0)";
    NEWEST = "SELECT id, at, recipient, subject, CASE WHEN secret THEN NULL ELSE text END, purpose, state,
        attempts, problem, done FROM outbox WHERE id < $1 ORDER BY id DESC LIMIT $2";
}

/// A mail to be sent: one person, one thing to do.
#[derive(Debug, Clone)]
pub struct Mail {
    /// The address.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// What it says. Every mail can be read as plain text.
    pub text: String,
    /// The same with marks; a whole HTML document.
    pub html: Option<String>,
    /// Whether its words let somebody in (a sign-in link): then nobody else ever sees them.
    pub secret: bool,
    /// What it is for, such as `sign-in` or `invitation`.
    pub purpose: &'static str,
}

/// Posts a mail in the act's transaction. It carries the list of the initiative at hand.
pub async fn post(cx: &Context, tx: &mut Tx, mail: Mail) -> Result<()> {
    let place = cx.place.as_deref();
    tx.run(
        &POST,
        &[
            Uuid::now_v7().into(),
            cx.now().into(),
            place.map(|place| place.id).into(),
            place.map(|place| place.slug.as_str()).into(),
            place.map(|place| place.name.as_str()).into(),
            mail.to.into(),
            mail.subject.into(),
            mail.text.into(),
            mail.html.into(),
            mail.secret.into(),
            mail.purpose.into(),
        ],
    )
    .await?;
    Ok(())
}

/// How far a mail has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// It waits to be sent, perhaps again.
    Queued,
    /// The mail server has taken it.
    Sent,
    /// It was refused for good, or for a whole day.
    Failed,
    /// There is no mail server: it stays here to be read.
    Kept,
}

impl State {
    /// Its word in the database; its text's key is `mail-` and this.
    pub fn word(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::Kept => "kept",
        }
    }
}

impl FromValue for State {
    fn from_value(value: Value, column: usize) -> store::Result<Self> {
        let word = String::from_value(value, column)?;
        let all = [Self::Queued, Self::Sent, Self::Failed, Self::Kept];
        let shape = Error::Shape { column, found: "another word", wanted: "a mail's state" };
        all.into_iter().find(|state| state.word() == word).ok_or(shape)
    }
}

/// A mail as the outbox page shows it.
#[derive(Debug, Clone, Serialize)]
pub struct Posted {
    /// Its id; later ones are greater.
    pub id: Uuid,
    /// When it was posted.
    pub at: Timestamp,
    /// To whom.
    pub to: String,
    /// Its subject.
    pub subject: String,
    /// What it says; none if that is a secret.
    pub text: Option<String>,
    /// What it is for.
    pub purpose: String,
    /// How far it has come.
    pub state: State,
    /// How often it was tried.
    pub attempts: i64,
    /// Why it could not be sent the last time.
    pub problem: Option<String>,
    /// When it was sent, given up or kept.
    pub done: Option<Timestamp>,
}

impl FromRow for Posted {
    fn from_row(row: &mut Row) -> store::Result<Self> {
        Ok(Self {
            id: row.take()?,
            at: row.take()?,
            to: row.take()?,
            subject: row.take()?,
            text: row.take()?,
            purpose: row.take()?,
            state: row.take()?,
            attempts: row.take()?,
            problem: row.take()?,
            done: row.take()?,
        })
    }
}

/// The newest mails posted before the mail `before`, newest first. Secrets are left out by the question
/// itself.
pub async fn outbox(read: &mut Read, before: Option<Uuid>, limit: usize) -> Result<Vec<Posted>> {
    Ok(read.rows(&NEWEST, &[before.unwrap_or(Uuid::max()).into(), limit.into()]).await?)
}
