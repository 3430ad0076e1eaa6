//! Who decides: each voter once, with whoever may answer for it.

use ::store::Read;
use kernel::{Context, Owner, PersonId, Result};
use people::GroupId;
use uuid::Uuid;

use super::Electorate;
use crate::decision::Decision;
use crate::decision::acts::voting;

/// One vote: a seat, a member, or a partner organisation.
#[derive(Debug, Clone)]
pub(crate) struct Voter {
    /// The seat, the person or the partnership.
    pub(crate) id: Uuid,
    /// Who answers for it; nobody for a vacant seat.
    pub(crate) people: Vec<PersonId>,
    /// Whose name stands beside the answer.
    pub(crate) name: String,
    /// For whom a seat speaks; empty elsewhere.
    pub(crate) constituency: String,
}

impl Voter {
    /// Whether anybody can be asked.
    pub(crate) fn is_held(&self) -> bool {
        !self.people.is_empty()
    }

    /// Whether that person may answer for it.
    pub(crate) fn is_spoken_for_by(&self, person: Option<PersonId>) -> bool {
        person.is_some_and(|person| self.people.contains(&person))
    }
}

/// Everybody who decides, vacant seats too.
pub(crate) async fn roll(
    cx: &Context,
    read: &mut Read,
    group: GroupId,
    electorate: Electorate,
) -> Result<Vec<Voter>> {
    let initiative = cx.initiative()?;
    match electorate {
        Electorate::Seats => {
            let seats = voting(read, initiative, group).await?;
            let voter = |seat: people::Seat| Voter {
                id: seat.id.0,
                people: seat.person.into_iter().collect(),
                name: seat.name,
                constituency: seat.constituency,
            };
            Ok(seats.into_iter().map(voter).collect())
        }
        Electorate::Members => {
            let members = people::voters(read, initiative).await?;
            let voter = |member: people::Member| Voter {
                id: member.person.0,
                people: vec![member.person],
                name: member.name,
                constituency: String::new(),
            };
            Ok(members.into_iter().map(voter).collect())
        }
        Electorate::Partners => {
            let partners = people::partners(read, initiative).await?;
            let ids: Vec<Uuid> = partners.iter().map(|partner| partner.id.0).collect();
            let speakers = people::partner_addresses(read, initiative, &ids).await?;
            let voter = |partner: people::Partner| Voter {
                id: partner.id.0,
                people: speakers
                    .iter()
                    .filter(|(id, ..)| *id == partner.id)
                    .map(|(_, who, _)| *who)
                    .collect(),
                name: partner.name,
                constituency: String::new(),
            };
            Ok(partners.into_iter().map(voter).collect())
        }
    }
}

/// To whom an answer belongs that this actor would give.
pub(crate) fn owner(cx: &Context, decision: &Decision, electorate: Electorate) -> Owner {
    match electorate {
        Electorate::Seats => decision.owner(),
        Electorate::Members => cx.actor.person.map_or(Owner::Nobody, Owner::Person),
        Electorate::Partners => {
            cx.actor.standing.partnerships.first().map_or(Owner::Nobody, |&id| Owner::Partnership(id))
        }
    }
}

/// The voter that this actor answers for, if there is one.
pub(crate) fn own<'a>(cx: &Context, roll: &'a [Voter]) -> Option<&'a Voter> {
    roll.iter().find(|voter| voter.is_spoken_for_by(cx.actor.person))
}
