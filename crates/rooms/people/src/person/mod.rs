//! A person: somebody with an account.

pub(crate) mod acts;
pub(crate) mod page;
pub(crate) mod password;
pub(crate) mod store;

use ::store::{Read, Tx};
use async_trait::async_trait;
use jiff::Timestamp;
use kernel::{
    Ability, Card, Context, Error, Kind, PersonId, Problem, Problems, Ref, Result, Role, Stage, any,
};
use uuid::Uuid;

use crate::membership;

/// Seeing and changing one's own account.
pub(crate) static ACCOUNT: Ability = Ability { name: "people.account.own", grants: &[any(Role::Known)] };
/// Making and suspending accounts.
pub(crate) static ADMINISTER: Ability =
    Ability { name: "people.account.administer", grants: &[any(Role::Administrator)] };

/// The longest name, in characters.
pub(crate) const NAME: usize = 120;
/// The longest e-mail address (RFC 5321, 4.5.3.1.3).
const EMAIL: usize = 254;

/// An account.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub(crate) id: PersonId,
    pub(crate) name: String,
    /// Lower-cased: an address has one account.
    pub(crate) email: String,
    /// An Argon2id PHC string; none for who signs in by mailed link only.
    pub(crate) password: Option<String>,
    /// One of the words of [`State`].
    pub(crate) state: String,
    pub(crate) administrator: bool,
    pub(crate) created_at: Timestamp,
}

/// Whether an account can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Its owner has shown that the address is theirs, or an administrator said so.
    Confirmed,
    /// An administrator has closed it: no session, no token, no link.
    Suspended,
}

impl State {
    /// Its word in the database; its text's key is `person-state-` and this.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Suspended => "suspended",
        }
    }
}

impl Person {
    pub(crate) fn is_confirmed(&self) -> bool {
        self.state == State::Confirmed.word()
    }
}

/// What others call a person.
pub async fn name(read: &mut Read, person: PersonId) -> Result<Option<String>> {
    Ok(store::find(read, person).await?.map(|person| person.name))
}

/// Where mail reaches a person who may still sign in.
pub async fn email_of(read: &mut Read, person: PersonId) -> Result<Option<String>> {
    let found = store::find(read, person).await?.filter(Person::is_confirmed);
    Ok(found.map(|person| person.email))
}

/// Whose account an address is.
pub async fn by_email(read: &mut Read, email: &str) -> Result<Option<PersonId>> {
    Ok(store::by_email(read, &folded(email)).await?.map(|person| person.id))
}

/// An address as it is kept and compared.
pub(crate) fn folded(email: &str) -> String {
    email.trim().to_lowercase()
}

/// The address as it is kept; a problem with `field` unless it looks like one. Whether it is one, only mail tells.
pub(crate) fn email(problems: &mut Problems, field: &str, typed: &str) -> String {
    let email = folded(typed);
    let fine = email.split_once('@').is_some_and(|(local, host)| {
        !local.is_empty()
            && host.len() > 1
            && !host.contains('@')
            && !host.starts_with('.')
            && !host.ends_with('.')
    });
    let plain = !email.chars().any(|c| c.is_whitespace() || c.is_control() || "<>,;:\"()[]\\".contains(c));
    problems.check(fine && plain && email.len() <= EMAIL, field, "problem-email");
    email
}

/// Makes an account; a problem if the address has one.
pub(crate) async fn create(
    cx: &Context,
    tx: &mut Tx,
    name: &str,
    address: &str,
    password: Option<String>,
    administrator: bool,
) -> Result<Person> {
    let mut problems = Problems::none();
    let name = problems.text("name", name, NAME);
    let email = email(&mut problems, "email", address);
    problems.done()?;
    let state = State::Confirmed.word().to_owned();
    let person =
        Person { id: PersonId::new(), name, email, password, state, administrator, created_at: cx.now() };
    if store::insert(tx, &person).await? {
        Ok(person)
    } else {
        Err(Error::from(Problem::new("email", "problem-taken")))
    }
}

/// A person as those who belong to the same initiative may know them.
pub(crate) struct PersonKind;

#[async_trait]
impl Kind for PersonKind {
    fn name(&self) -> &'static str {
        "person"
    }

    fn stage(&self) -> Stage {
        Stage::Beside
    }

    async fn cards(&self, cx: &Context, read: &mut Read, ids: &[Uuid]) -> Result<Vec<Card>> {
        let (initiative, slug) = (cx.initiative()?, &cx.place()?.slug);
        if !cx.could(&membership::READ) {
            return Ok(Vec::new());
        }
        let card = |person: Person| Card {
            about: Ref::new("person", person.id.0),
            stage: Stage::Beside,
            href: format!("/i/{slug}/people/{}", person.id),
            title: person.name,
            at: person.created_at,
        };
        let mut cards = Vec::new();
        for id in ids.iter().copied().map(PersonId) {
            if membership::belongs(read, initiative, id).await? {
                cards.extend(store::find(read, id).await?.map(card));
            }
        }
        Ok(cards)
    }
}

#[cfg(test)]
mod tests {
    use super::email;
    use kernel::Problems;

    #[test]
    fn an_address_is_lower_cased_and_looks_like_one() {
        let mut problems = Problems::none();
        assert_eq!(email(&mut problems, "email", " Rosa@Example.ORG "), "rosa@example.org");
        assert!(problems.done().is_ok());
        for wrong in
            ["", "rosa", "@example.org", "rosa@", "a@b@c", "a b@c.d", "a@.d", "a\r\nbcc: x@y.z", "<a@b.c>"]
        {
            let mut problems = Problems::none();
            email(&mut problems, "email", wrong);
            assert!(problems.done().is_err(), "{wrong:?}");
        }
    }
}
