//! A delegate: somebody who reports for a partner from one day to another, beside those who speak for it.

pub(crate) mod acts;
pub(crate) mod api;
pub(crate) mod page;
pub(crate) mod store;

use std::sync::Arc;

use ::store::Read;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use kernel::{Ability, Actor, Context, Owner, PersonId, Result, Role, Via, any, own};
use people::PartnershipId;
use uuid::Uuid;
use web::ExportTable;

kernel::ids! {
    /// Somebody who reports for a partner.
    DelegateId
}

/// Seeing who reports for a partner beside those who speak for it.
pub(crate) static READ: Ability = Ability {
    name: "measurement.delegate.read",
    grants: &[own(Role::Partner), any(Role::Facilitator), any(Role::Backbone)],
};
/// Naming who reports for a partner, and ending it: the partner's own.
pub(crate) static NAME: Ability =
    Ability { name: "measurement.delegate.name", grants: &[own(Role::Partner)] };

/// Somebody who reports for a partner.
#[derive(Debug, Clone)]
pub(crate) struct Delegate {
    pub(crate) id: DelegateId,
    pub(crate) number: i64,
    pub(crate) partnership: PartnershipId,
    pub(crate) person: PersonId,
    /// The first day, as `2026-07-01`.
    pub(crate) since: String,
    /// The last day.
    pub(crate) until: String,
    /// Whether they accept numbers too, so that these count.
    pub(crate) accepts: bool,
    pub(crate) named_by: String,
    pub(crate) named_at: Timestamp,
}

impl Delegate {
    /// Whose it is, as far as permissions care.
    pub(crate) fn owner(&self) -> Owner {
        Owner::Partnership(self.partnership.0)
    }

    /// Whether that day is one of theirs.
    pub(crate) fn on(&self, day: &str) -> bool {
        self.since.as_str() <= day && day <= self.until.as_str()
    }
}

/// The day it is, in UTC, as `2026-07-01`.
pub(crate) fn today(cx: &Context) -> String {
    cx.now().to_zoned(TimeZone::UTC).date().to_string()
}

/// The actor with the partners they report for today beside those they speak for: for sending, and for seeing what was
/// sent.
pub(crate) async fn standing_in(cx: &Context, read: &mut Read) -> Result<Context> {
    standing(cx, read, |_| true).await
}

/// The same for accepting.
pub(crate) async fn accepting(cx: &Context, read: &mut Read) -> Result<Context> {
    standing(cx, read, |delegate| delegate.accepts).await
}

async fn standing(cx: &Context, read: &mut Read, may: fn(&Delegate) -> bool) -> Result<Context> {
    // Whoever no longer belongs to the initiative reports for nobody in it.
    let Some(person) = cx.actor.person.filter(|_| cx.actor.standing.roles.has(Role::Member)) else {
        return Ok(cx.clone());
    };
    let (initiative, day) = (cx.initiative()?, today(cx));
    let delegates = store::of_person(read, initiative, person).await?;
    let partners: Vec<Uuid> = delegates
        .iter()
        .filter(|delegate| delegate.on(&day) && may(delegate))
        .map(|delegate| delegate.partnership.0)
        .collect();
    if partners.is_empty() {
        return Ok(cx.clone());
    }
    let mut standing = cx.actor.standing.clone();
    let still = people::still_partners(read, initiative, &partners).await?;
    if !still.is_empty() {
        standing.roles = standing.roles.with(Role::Partner);
        standing.partnerships.extend(still.into_iter().map(|partner| partner.0));
    }
    Ok(Context { actor: Arc::new(Actor { standing, ..Actor::clone(&cx.actor) }), ..cx.clone() })
}

/// Where mail about numbers reaches some partners: those who speak for them and who reports for them today, each address
/// once a partner.
pub(crate) async fn addresses(
    cx: &Context,
    read: &mut Read,
    partners: &[PartnershipId],
) -> Result<Vec<(PartnershipId, String)>> {
    let initiative = cx.initiative()?;
    let ids: Vec<Uuid> = partners.iter().map(|partner| partner.0).collect();
    let speakers = people::partner_addresses(read, initiative, &ids).await?;
    let mut all: Vec<_> = speakers.into_iter().map(|(partner, _, address)| (partner, address)).collect();
    let day = today(cx);
    for delegate in store::of_partners(read, initiative, &ids).await? {
        if !delegate.on(&day) {
            continue;
        }
        let address = people::email_of(read, delegate.person).await?;
        all.extend(address.map(|address| (delegate.partnership, address)));
    }
    all.sort_unstable();
    all.dedup();
    Ok(all)
}

/// Who reports for which partner, as an open table.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<ExportTable> {
    let mut rows = Vec::new();
    for delegate in store::all(read, cx.initiative()?).await? {
        if cx.via != Via::CommandLine && !cx.can(&READ, delegate.owner()) {
            continue;
        }
        rows.push(vec![
            delegate.number.to_string(),
            delegate.partnership.to_string(),
            people::name(read, delegate.person).await?.unwrap_or_default(),
            delegate.since,
            delegate.until,
            delegate.accepts.to_string(),
            delegate.named_by,
            delegate.named_at.to_string(),
        ]);
    }
    Ok(ExportTable {
        name: "delegates",
        columns: &["number", "partnership", "person", "since", "until", "accepts", "named_by", "named_at"],
        rows,
    })
}
