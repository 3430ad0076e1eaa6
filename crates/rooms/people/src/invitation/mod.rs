//! An invitation: to one address, for one thing, for a week, once.

pub(crate) mod acts;
pub(crate) mod api;
pub(crate) mod page;
pub(crate) mod store;

use ::store::Read;
use jiff::Timestamp;
use kernel::{Ability, Context, Error, InitiativeId, Owner, Ref, Result, Role, any, own};
use uuid::Uuid;

use crate::partnership::{self, PartnershipId};
use crate::seat::{self, SeatId};

kernel::ids! {
    /// An invitation.
    InvitationId
}

/// Inviting somebody; a partner to speak for it, a facilitator to a seat of the group.
pub(crate) static INVITE: Ability = Ability {
    name: "people.invitation.send",
    grants: &[own(Role::Partner), own(Role::Facilitator), any(Role::Backbone), any(Role::Administrator)],
};
/// Accepting one; the secret decides.
pub(crate) static ACCEPT: Ability =
    Ability { name: "people.invitation.accept", grants: &[any(Role::Anyone), any(Role::Known)] };

/// What somebody is invited to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Calling {
    /// A member.
    Member,
    /// One who speaks for a partner.
    Partner(PartnershipId),
    /// The holder of a seat.
    Seat(SeatId),
    /// A facilitator.
    Facilitator,
    /// One of the backbone.
    Backbone,
}

impl Calling {
    /// Its word in the database; its text's key is `invitation-to-` and this.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Partner(_) => "partner",
            Self::Seat(_) => "seat",
            Self::Facilitator => "facilitator",
            Self::Backbone => "backbone",
        }
    }

    /// The partnership or the seat, if it is for one.
    pub(crate) fn subject(self) -> Option<Uuid> {
        match self {
            Self::Partner(id) => Some(id.0),
            Self::Seat(id) => Some(id.0),
            Self::Member | Self::Facilitator | Self::Backbone => None,
        }
    }

    fn of(word: &str, subject: Option<Uuid>) -> Option<Self> {
        match (word, subject) {
            ("member", None) => Some(Self::Member),
            ("facilitator", None) => Some(Self::Facilitator),
            ("backbone", None) => Some(Self::Backbone),
            ("partner", Some(id)) => Some(Self::Partner(PartnershipId(id))),
            ("seat", Some(id)) => Some(Self::Seat(SeatId(id))),
            _ => None,
        }
    }

    /// As forms carry it: `member`, `facilitator`, `backbone`, `partnership/{id}` or `seat/{id}`.
    pub(crate) fn from_form(text: &str) -> Option<Self> {
        match text.parse::<Ref>() {
            Ok(about) if about.kind == "partnership" => Some(Self::Partner(PartnershipId(about.id))),
            Ok(about) if about.kind == "seat" => Some(Self::Seat(SeatId(about.id))),
            Ok(_) => None,
            Err(()) => Self::of(text, None),
        }
    }

    /// To whom the thing belongs that is offered; [`Error::Missing`] if there is none.
    async fn owner(self, read: &mut Read, initiative: InitiativeId) -> Result<Owner> {
        match self {
            Self::Partner(id) => {
                Ok(partnership::store::find(read, initiative, id).await?.ok_or(Error::Missing)?.owner())
            }
            Self::Seat(id) => Ok(Owner::Group(
                seat::store::find(read, initiative, id).await?.ok_or(Error::Missing)?.group.0,
            )),
            Self::Member | Self::Facilitator | Self::Backbone => Ok(Owner::Nobody),
        }
    }
}

/// An invitation that was sent.
#[derive(Debug, Clone)]
pub(crate) struct Invitation {
    pub(crate) initiative: InitiativeId,
    pub(crate) id: InvitationId,
    pub(crate) email: String,
    /// The word of a [`Calling`].
    pub(crate) calling: String,
    pub(crate) subject: Option<Uuid>,
    /// `open`, `accepted` or `revoked`.
    pub(crate) state: String,
    pub(crate) invited_by: String,
    pub(crate) made_at: Timestamp,
    pub(crate) expires_at: Timestamp,
}

impl Invitation {
    pub(crate) fn calling(&self) -> Result<Calling> {
        Calling::of(&self.calling, self.subject)
            .ok_or_else(|| Error::Internal("an unknown calling".to_owned()))
    }

    /// How it stands; its text's key is `invitation-` and this.
    pub(crate) fn standing(&self, now: Timestamp) -> &str {
        if self.state == "open" && self.expires_at <= now { "expired" } else { &self.state }
    }
}

/// The invitations whose subject the viewer may invite to.
pub(crate) async fn visible(cx: &Context, read: &mut Read) -> Result<Vec<Invitation>> {
    let initiative = cx.initiative()?;
    let mut visible = Vec::new();
    for invitation in store::all(read, initiative).await? {
        let owner = invitation.calling()?.owner(read, initiative).await;
        if owner.is_ok_and(|owner| cx.can(&INVITE, owner)) {
            visible.push(invitation);
        }
    }
    Ok(visible)
}

#[cfg(test)]
mod tests {
    use super::Calling;
    use crate::seat::SeatId;

    #[test]
    fn a_calling_comes_back_as_it_was_kept() {
        let seat = SeatId::new();
        for calling in [Calling::Member, Calling::Facilitator, Calling::Backbone, Calling::Seat(seat)] {
            assert_eq!(Calling::of(calling.word(), calling.subject()), Some(calling));
        }
        assert_eq!(Calling::from_form(&format!("seat/{seat}")), Some(Calling::Seat(seat)));
        assert_eq!(Calling::from_form("seat"), None);
        assert_eq!(Calling::from_form(&format!("measure/{seat}")), None);
        assert_eq!(Calling::of("member", Some(seat.0)), None);
    }
}
