use ::store::Tx;
use async_trait::async_trait;
use journal::Tell;
use kernel::{Act, Context, Error, Owner, PersonId, Result, Told};

use super::{MANAGE, NewSeat, SeatId, store};
use crate::group::{self, GroupId};
use crate::membership;

/// Makes a seat in a group, held or vacant.
pub struct AddSeat {
    /// In which group.
    pub group: GroupId,
    /// For whom it speaks.
    pub constituency: String,
    /// What one does there (see [`Seat::role`](crate::Seat)).
    pub role: String,
    /// Whether it counts when the group decides.
    pub votes: bool,
    /// Who sits there from the beginning.
    pub person: Option<PersonId>,
}

#[async_trait]
impl Act for AddSeat {
    type Out = SeatId;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<SeatId> {
        cx.may(&MANAGE, Owner::Group(self.group.0))?;
        let group = group::store::find(tx, cx.initiative()?, self.group).await?.ok_or(Error::Missing)?;
        let person = match self.person {
            Some(person) => Some(membership::reach(cx, tx, person).await?),
            None => None,
        };
        let seat = NewSeat {
            constituency: &self.constituency,
            role: &self.role,
            votes: self.votes,
            person: person.as_ref(),
        };
        super::make(cx, tx, &group, &seat, "constituency").await
    }
}

/// Puts somebody who belongs to the initiative into a vacant seat.
pub struct FillSeat {
    /// Which seat.
    pub seat: SeatId,
    /// Whom.
    pub person: PersonId,
}

#[async_trait]
impl Act for FillSeat {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        let seat = store::find(tx, cx.initiative()?, self.seat).await?.ok_or(Error::Missing)?;
        cx.may(&MANAGE, Owner::Group(seat.group.0))?;
        let person = membership::reach(cx, tx, self.person).await?;
        super::put(cx, tx, &seat, &person).await
    }
}

/// Makes a seat vacant. Whoever sat there stays a member.
pub struct VacateSeat {
    /// Which seat.
    pub seat: SeatId,
}

#[async_trait]
impl Act for VacateSeat {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        let initiative = cx.initiative()?;
        let seat = store::find(tx, initiative, self.seat).await?.ok_or(Error::Missing)?;
        cx.may(&MANAGE, Owner::Group(seat.group.0))?;
        let Some(person) = seat.person else { return Err(Error::Rule("rule-seat-vacant")) };
        if !store::vacate(tx, initiative, seat.id).await? {
            return Err(Error::Rule("rule-seat-vacant"));
        }
        membership::store::add(tx, initiative, person, kernel::Role::Member.word(), cx.now()).await?;
        let told = Told::new("seat.vacated", seat.about(), &seat.constituency);
        cx.tell(tx, told.change(Some(seat.name), "")).await
    }
}
