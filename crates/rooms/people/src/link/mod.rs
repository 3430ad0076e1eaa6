//! A link with a secret: mailed to somebody, or printed by the server, for one purpose, once, for a time.

pub(crate) mod errand;
pub(crate) mod store;

use ::store::{Read, Tx};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{Timestamp, ToSpan};
use kernel::{Context, Error, Result};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// The first byte of every secret: which construction it is.
const VERSION: u8 = 1;
/// Random bytes in a secret.
const RANDOM: usize = 32;

/// A secret on its way to the one who may hold it. Only its [`mark`] is ever written down here.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// A new one: a version byte and 256 random bits, as URL-safe base64.
    pub fn new() -> Result<Self> {
        let mut bytes = [VERSION; 1 + RANDOM];
        getrandom::fill(&mut bytes[1..]).map_err(|error| Error::Internal(error.to_string()))?;
        Ok(Self(URL_SAFE_NO_PAD.encode(bytes)))
    }

    /// The text that is handed out.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether `text` is built as a secret of this version is.
fn is_secret(text: &str) -> bool {
    URL_SAFE_NO_PAD.decode(text).is_ok_and(|bytes| bytes.len() == 1 + RANDOM && bytes[0] == VERSION)
}

/// What is kept of a secret: SHA-256 over what it is for and the secret itself. A secret for one purpose is
/// therefore never found where another one is looked for.
pub(crate) fn mark(purpose: &str, secret: &str) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update((purpose.len() as u64).to_le_bytes());
    hash.update(purpose);
    hash.update(secret);
    hash.finalize().into()
}

/// What a link is for. One for one purpose is never taken for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Signing in.
    SignIn,
    /// Setting a new password.
    Recovery,
    /// Accepting an invitation.
    Invitation,
    /// Making the first administrator.
    SetUp,
}

impl Purpose {
    #[cfg(test)]
    pub(crate) const ALL: [Self; 4] = [Self::SignIn, Self::Recovery, Self::Invitation, Self::SetUp];

    /// Its word in the database.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::SignIn => "sign-in",
            Self::Recovery => "recovery",
            Self::Invitation => "invitation",
            Self::SetUp => "set-up",
        }
    }

    /// When a link made `now` is over. Ten minutes for what replaces a password: OWASP ASVS 5.0, 6.5.5.
    pub(crate) fn expires(self, now: Timestamp) -> Timestamp {
        now + match self {
            Self::SignIn | Self::Recovery => 10.minutes(),
            Self::Invitation => (7 * 24).hours(),
            Self::SetUp => 24.hours(),
        }
    }
}

/// What a link was made out for.
pub(crate) struct Link {
    /// The e-mail address it was sent to; empty for one that the server printed.
    pub(crate) audience: String,
    /// The person or the invitation it stands for; none for an address that nobody here has.
    pub(crate) subject: Option<Uuid>,
}

/// Makes `secret` good for `purpose`: the one place where links come from.
pub(crate) async fn issue(
    cx: &Context,
    tx: &mut Tx,
    purpose: Purpose,
    link: &Link,
    secret: &Secret,
) -> Result<()> {
    store::forget(tx, cx.now()).await?;
    let (now, mark) = (cx.now(), mark(purpose.word(), secret.as_str()));
    store::insert(tx, purpose.word(), VERSION, link, mark, now, purpose.expires(now)).await
}

/// What `secret` is good for, if it still is; takes nothing away.
pub(crate) async fn find(
    read: &mut Read,
    purpose: Purpose,
    secret: &str,
    now: Timestamp,
) -> Result<Option<Link>> {
    if !is_secret(secret) {
        return Ok(None);
    }
    store::find(read, mark(purpose.word(), secret), VERSION, now).await
}

/// Uses `secret` up.
pub(crate) async fn take(cx: &Context, tx: &mut Tx, purpose: Purpose, secret: &str) -> Result<Link> {
    if !is_secret(secret) {
        return Err(Error::Rule("rule-link-over"));
    }
    let taken = store::take(tx, mark(purpose.word(), secret), VERSION, cx.now()).await?;
    taken.ok_or(Error::Rule("rule-link-over"))
}

/// What is written to somebody, in their words already.
#[derive(Debug, Clone)]
pub struct Letter {
    /// The subject line.
    pub subject: String,
    /// The text, with the link in it.
    pub text: String,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Purpose, Secret, is_secret, mark};

    #[test]
    fn a_secret_is_long_and_never_the_same() {
        let (one, other) = (Secret::new().unwrap(), Secret::new().unwrap());
        assert_ne!(one.as_str(), other.as_str());
        assert_eq!(one.as_str().len(), 44);
        assert!(is_secret(one.as_str()));
    }

    #[test]
    fn another_version_is_no_secret() {
        let secret = Secret::new().unwrap();
        assert!(!is_secret(&format!("B{}", &secret.as_str()[1..])), "the first byte says the version");
        assert!(!is_secret(""));
        assert!(!is_secret(&secret.as_str()[..43]));
    }

    #[test]
    fn each_purpose_leaves_another_mark() {
        let secret = Secret::new().unwrap();
        for one in Purpose::ALL {
            for other in Purpose::ALL {
                let same = mark(one.word(), secret.as_str()) == mark(other.word(), secret.as_str());
                assert_eq!(same, one == other);
            }
        }
    }

    proptest! {
        #[test]
        fn nothing_else_is_a_secret(text in "\\PC{0,60}|[A-Za-z0-9_-]{40,48}") {
            prop_assert!(!is_secret(&text) || text.len() == 44 && text.starts_with("AQ"), "{}", text);
        }
    }
}
