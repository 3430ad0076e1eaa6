//! A session: a browser in which somebody is signed in.

pub(crate) mod acts;
pub(crate) mod page;
pub(crate) mod store;

use ::store::Tx;
use jiff::{SignedDuration, Timestamp};
use kernel::{Ability, Context, Error, PersonId, Result, Role, any};
use web::Visit;

use crate::link::{Secret, mark};
use crate::membership;
use crate::person::Person;

kernel::ids! {
    /// A session.
    SessionId
}

/// Signing in and out.
pub(crate) static SIGN_IN: Ability =
    Ability { name: "people.session.open", grants: &[any(Role::Anyone), any(Role::Known)] };

/// The most that is kept of what a browser says it is, in characters.
const AGENT: usize = 200;
/// How old the last sign of life may be before a change is noted as a new one.
const QUIET: SignedDuration = SignedDuration::from_mins(10);

/// A browser in which somebody is signed in.
#[derive(Debug, Clone)]
pub(crate) struct Session {
    pub(crate) id: SessionId,
    pub(crate) person: PersonId,
    /// SHA-256 of the secret in its cookie.
    pub(crate) mark: Vec<u8>,
    /// What the browser says it is; [`device`] reads it.
    pub(crate) agent: String,
    pub(crate) opened_at: Timestamp,
    pub(crate) seen_at: Timestamp,
    /// After how many microseconds without a sign of life it is over.
    pub(crate) idle: i64,
    /// When it is over in any case.
    pub(crate) ends_at: Timestamp,
}

/// The browser that is to be signed in.
#[derive(Clone)]
pub struct Browser {
    /// What its cookie will hold.
    pub secret: Secret,
    /// What it says it is.
    pub agent: String,
    /// The secret of the session it had until now: a new one takes its place.
    pub replaces: Option<String>,
}

impl Browser {
    /// A browser with a new secret.
    pub fn new(agent: impl Into<String>) -> Result<Self> {
        Ok(Self { secret: Secret::new()?, agent: agent.into(), replaces: None })
    }

    /// The browser that sent this request.
    pub(crate) fn of(visit: &Visit) -> Result<Self> {
        let agent = visit.header("user-agent").unwrap_or_default().chars().take(AGENT).collect::<String>();
        Ok(Self { replaces: visit.session().map(str::to_owned), ..Self::new(agent)? })
    }
}

/// The browser and the system that `agent` names. Most browsers name others too, so the first that is found counts.
pub(crate) fn device(agent: &str) -> Option<(&'static str, &'static str)> {
    const BROWSERS: [(&str, &str); 7] = [
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];
    const SYSTEMS: [(&str, &str); 7] = [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("CrOS", "ChromeOS"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ];
    let named = |names: &[(&str, &'static str)]| {
        names.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name)
    };
    Some((named(&BROWSERS)?, named(&SYSTEMS)?))
}

/// How long a session holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Lasting {
    /// Without a sign of life.
    idle: SignedDuration,
    /// In any case.
    most: SignedDuration,
}

impl Lasting {
    /// Whoever can change much for others is signed in for a day; others for a month.
    fn of(much: bool) -> Self {
        let hours = SignedDuration::from_hours;
        if much {
            Self { idle: hours(8), most: hours(24) }
        } else {
            Self { idle: hours(7 * 24), most: hours(30 * 24) }
        }
    }
}

/// Signs `person` in; answers how many seconds the cookie may live.
pub(crate) async fn open(cx: &Context, tx: &mut Tx, person: &Person, browser: &Browser) -> Result<i64> {
    if !person.is_confirmed() {
        return Err(Error::Rule("rule-suspended"));
    }
    let now = cx.now();
    store::forget(tx, person.id, now).await?;
    if let Some(old) = &browser.replaces {
        store::end_by_mark(tx, mark("session", old)).await?;
    }
    let much = person.administrator || membership::store::is_backbone_anywhere(tx, person.id).await?;
    let lasting = Lasting::of(much);
    let session = Session {
        id: SessionId::new(),
        person: person.id,
        mark: mark("session", browser.secret.as_str()).to_vec(),
        agent: browser.agent.clone(),
        opened_at: now,
        seen_at: now,
        idle: lasting.idle.as_micros() as i64,
        ends_at: now + lasting.most,
    };
    store::insert(tx, &session).await?;
    Ok(lasting.most.as_secs())
}

/// The context without its receipt. What hands out a secret must not be answered from a receipt, which would
/// have to hold that secret.
pub(crate) fn without_receipt(cx: &Context) -> Context {
    Context { repeat: None, ..cx.clone() }
}

#[cfg(test)]
mod tests {
    use super::{Lasting, device};

    #[test]
    fn whoever_can_change_much_is_signed_in_for_less() {
        let (much, little) = (Lasting::of(true), Lasting::of(false));
        assert_eq!((much.idle.as_hours(), much.most.as_hours()), (8, 24));
        assert_eq!((little.idle.as_hours(), little.most.as_hours()), (168, 720));
    }

    #[test]
    fn a_device_is_named_as_its_owner_would() {
        let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
        assert_eq!(device(firefox), Some(("Firefox", "Linux")));
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0";
        assert_eq!(device(edge), Some(("Edge", "Windows")));
        let phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1";
        assert_eq!(device(phone), Some(("Safari", "iPhone")));
        let tablet = "Mozilla/5.0 (Linux; Android 15) Chrome/140.0.0.0 Safari/537.36";
        assert_eq!(device(tablet), Some(("Chrome", "Android")));
        assert_eq!(device("a program"), None);
    }
}
