//! What came of meetings, read from the thread.

use std::collections::HashSet;

use ::store::Read;
use journal::thread::{self, Reach};
use kernel::{Card, Context, Ref, Relation, Result};

use super::{Meeting, store};

/// How many former meetings the check on last commitments goes back.
const BACK: i64 = 6;

/// What came up in a meeting: commitments, decisions, whatever hangs on it.
pub(crate) async fn held(cx: &Context, read: &mut Read, meeting: &Meeting) -> Result<Vec<Card>> {
    under(cx, read, &meeting.about()).await
}

/// The commitments that the group and its former meetings hold, the earliest first; this meeting's own are
/// not last ones.
pub(crate) async fn last_commitments(cx: &Context, read: &mut Read, meeting: &Meeting) -> Result<Vec<Card>> {
    let new: HashSet<_> = held(cx, read, meeting).await?.into_iter().map(|card| card.about.id).collect();
    let mut cards = under(cx, read, &Ref::new("group", meeting.group.0)).await?;
    for former in store::former(read, cx.initiative()?, meeting, BACK).await? {
        cards.extend(held(cx, read, &former).await?);
    }
    let mut seen = HashSet::new();
    cards.retain(|card| {
        card.about.kind == "commitment" && !new.contains(&card.about.id) && seen.insert(card.about.id)
    });
    cards.sort_by_key(|card| card.at);
    Ok(cards)
}

/// What `about` holds.
async fn under(cx: &Context, read: &mut Read, about: &Ref) -> Result<Vec<Card>> {
    let thread = thread::of(cx, read, about, Reach::NEAR).await?;
    let held = thread.after.into_iter().filter(|knot| knot.relation == Relation::Holds);
    Ok(held.map(|knot| knot.card).collect())
}
