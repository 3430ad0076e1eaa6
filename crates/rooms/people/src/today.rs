//! What this room adds to somebody's morning view: seats that nobody holds, invitations that nobody answers.

use ::store::Read;
use jiff::SignedDuration;
use kernel::{Context, Owner, Result};
use web::{Waiting, Why};

use crate::invitation::{self, INVITE};
use crate::seat::{self, MANAGE};
use crate::{group, words::href};

/// So long an invitation may stay without an answer.
const PATIENCE: SignedDuration = SignedDuration::from_hours(3 * 24);

pub(crate) async fn today(cx: &Context, read: &mut Read) -> Result<Vec<Waiting>> {
    let initiative = cx.initiative()?;
    let mut lines = Vec::new();
    let seats = seat::store::all(read, initiative).await?;
    for group in group::store::all(read, initiative).await? {
        if !cx.can(&MANAGE, Owner::Group(group.id.0)) {
            continue;
        }
        let vacant = seats.iter().filter(|seat| seat.group == group.id && seat.person.is_none());
        lines.extend(vacant.map(|seat| Waiting {
            why: Why::Waits,
            text: "today-seat-vacant",
            args: vec![("constituency", seat.constituency.clone()), ("group", group.name.clone())],
            href: href(cx, &format!("groups/{}/seats/{}", group.number, seat.id)),
            at: None,
        }));
    }
    if cx.can(&INVITE, Owner::Nobody) {
        let invitations = invitation::store::all(read, initiative).await?;
        let unanswered =
            invitations.into_iter().filter(|one| one.state == "open" && one.made_at + PATIENCE < cx.now());
        lines.extend(unanswered.map(|one| Waiting {
            why: Why::Quiet,
            text: "today-invitation-quiet",
            args: vec![("email", one.email)],
            href: href(cx, "people/invite"),
            at: Some(one.made_at),
        }));
    }
    Ok(lines)
}
