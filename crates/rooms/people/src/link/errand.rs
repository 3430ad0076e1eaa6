//! A link for one errand of another room: whoever shows it acts for its holder in that one thing, until a time, as often
//! as they like. It opens no session and leads to nothing else.
//!
//! OWASP ASVS 5.0, V9: the mark is made of the room's purpose and of what the errand is about, so that a link for one
//! ballot is never found where another is asked for.

use ::store::{Read, Tx};
use jiff::Timestamp;
use kernel::{Actor, Context, Identity, PersonId, Place, Result, Role};

use super::{Link, Secret, VERSION, is_secret, mark, store};
use crate::identity::{Directory, actor};
use crate::person;
use crate::session::store::Who;

/// What a link is for: the room's word, and about what.
#[derive(Debug, Clone)]
pub struct Errand {
    /// Such as `ballot`.
    pub purpose: &'static str,
    /// Which one, in whatever words the room asks with again.
    pub about: String,
}

impl Errand {
    fn mark(&self, secret: &str) -> [u8; 32] {
        mark(&format!("{}/{}", self.purpose, self.about), secret)
    }
}

/// Makes `secret` good for that errand of `person`, whose address is `email`, until that time.
pub async fn send_on_errand(
    cx: &Context,
    tx: &mut Tx,
    errand: &Errand,
    (person, email): (PersonId, &str),
    until: Timestamp,
    secret: &Secret,
) -> Result<()> {
    let link = Link { audience: email.to_owned(), subject: Some(person.0) };
    let mark = errand.mark(secret.as_str());
    store::insert(tx, errand.purpose, VERSION, &link, mark, cx.now(), until).await
}

/// Whom `secret` stands for in that errand, if it still does: with all that they are in that initiative, for the one act
/// that the errand is.
pub async fn on_errand(
    read: &mut Read,
    place: &Place,
    errand: &Errand,
    secret: &str,
    now: Timestamp,
) -> Result<Option<Actor>> {
    if !is_secret(secret) {
        return Ok(None);
    }
    let link = store::find(read, errand.mark(secret), VERSION, now).await?;
    match link.and_then(|link| link.subject) {
        Some(person) => acting(read, place, PersonId(person)).await,
        None => Ok(None),
    }
}

/// That person with all that they are in that initiative; nobody for an account that is not in use.
pub async fn acting(read: &mut Read, place: &Place, person: PersonId) -> Result<Option<Actor>> {
    let found = person::store::find(read, person).await?;
    let Some(account) = found.filter(person::Person::is_confirmed) else { return Ok(None) };
    let who = Who { id: account.id, name: account.name, administrator: account.administrator };
    let mut actor = Directory.standing(read, actor(who), Some(place)).await?;
    actor.standing.roles = actor.standing.roles.with(Role::Anyone).with(Role::Known);
    Ok(Some(actor))
}
