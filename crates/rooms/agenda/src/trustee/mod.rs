//! Trustees of a secret vote, on request: its key is split among them before anybody votes, each sees a share once, and the
//! ballots are opened when enough of them have handed theirs in. Until then nobody can open one, not even whoever holds the
//! server.

pub(crate) mod acts;
pub(crate) mod api;
pub(crate) mod page;
pub(crate) mod split;
pub(crate) mod store;

use ::store::Read;
use kernel::{Ability, Context, Key, PersonId, Result, Role, own};
use web::{ExportTable, Waiting, Why};

use crate::ballot::seal;
use crate::decision::{self, Decision};
use crate::poll::{self, Poll};

/// Taking one's share of a key, and handing it in.
pub(crate) static KEEP: Ability = Ability { name: "agenda.key.keep", grants: &[own(Role::Member)] };

/// The most trustees of one vote.
pub(crate) const MOST: usize = 9;

kernel::words! {
    /// Where a share is.
    pub enum Where {
        /// On the server, until its trustee has seen it.
        Waiting = "waiting",
        /// With its trustee alone.
        Taken = "taken",
        /// On the server again, for the count.
        HandedIn = "handed-in",
    }
}

/// Somebody who holds a share.
#[derive(Debug, Clone)]
pub(crate) struct Trustee {
    /// Which share.
    pub(crate) number: i64,
    pub(crate) person: PersonId,
    pub(crate) name: String,
    pub(crate) state: Where,
}

/// Whether the server holds nothing any more by which ballots could be opened: only then may anybody vote.
pub(crate) fn is_out_of_hand(trustees: &[Trustee]) -> bool {
    trustees.iter().all(|trustee| trustee.state != Where::Waiting)
}

/// How many shares are not here yet of those that it takes to open the ballots.
pub(crate) fn missing(poll: &Poll, trustees: &[Trustee]) -> i64 {
    let here = trustees.iter().filter(|trustee| trustee.state == Where::HandedIn).count() as i64;
    (poll.key_needed - here).max(0)
}

/// Every id under which something of this poll's key may be kept.
pub(crate) fn kept_as(poll: &Poll, trustees: &[Trustee]) -> Vec<uuid::Uuid> {
    let shares = trustees.iter().map(|trustee| split::share_id(&poll.seal_key, trustee.number));
    [seal::key_id(&poll.seal_key)].into_iter().chain(shares).collect()
}

/// The key, if it is here: whole, or in as many shares as it takes.
pub(crate) fn key(cx: &Context, poll: &Poll, trustees: &[Trustee]) -> Result<Option<Key>> {
    if poll.key_needed == 0 {
        return cx.world.vault.find(seal::key_id(&poll.seal_key));
    }
    let mut shares = Vec::new();
    for trustee in trustees.iter().filter(|trustee| trustee.state == Where::HandedIn) {
        if let Some(share) = cx.world.vault.find(split::share_id(&poll.seal_key, trustee.number))? {
            shares.push((trustee.number as u8, share));
        }
    }
    Ok(split::join(poll.key_needed as u8, &shares))
}

/// What waits for whoever holds a share: to take it, and in the end to hand it in.
pub(crate) async fn today(cx: &Context, read: &mut Read) -> Result<Vec<Waiting>> {
    let Some(person) = cx.actor.person else { return Ok(Vec::new()) };
    let (initiative, slug) = (cx.initiative()?, &cx.place()?.slug);
    let now = crate::clock(cx, read).await?;
    let mut waiting = Vec::new();
    for (decision, state) in store::of_person(read, initiative, person).await? {
        let Some(decision) = decision::store::numbered(read, initiative, decision).await? else { continue };
        let text = match state {
            Where::Waiting => "today-key-take",
            Where::Taken if decision.closes_at <= now => "today-key-hand-in",
            _ => continue,
        };
        waiting.push(Waiting {
            why: Why::Waits,
            text,
            args: vec![("title", decision.title.clone())],
            href: format!("/i/{slug}/decisions/{}#trustees", decision.number),
            at: Some(decision.closes_at),
        });
    }
    Ok(waiting)
}

/// Of a decision.
pub(crate) async fn of(cx: &Context, read: &mut Read, decision: &Decision) -> Result<Vec<Trustee>> {
    store::of(read, cx.initiative()?, decision.id).await
}

/// Who held shares of keys, as an open table.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<ExportTable> {
    let initiative = cx.initiative()?;
    let mut rows = Vec::new();
    for decision in decision::store::all(read, initiative).await? {
        let (poll, _) = poll::of(cx, read, decision.id).await?;
        for trustee in of(cx, read, &decision).await? {
            rows.push(vec![
                decision.number.to_string(),
                trustee.number.to_string(),
                trustee.name,
                trustee.state.word().to_owned(),
                poll.key_needed.to_string(),
            ]);
        }
    }
    Ok(ExportTable { name: "trustees", columns: &["decision", "share", "name", "state", "needed"], rows })
}
