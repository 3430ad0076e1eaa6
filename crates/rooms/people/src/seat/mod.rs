//! A seat: a place at a group's table for a constituency, shown while it is vacant too.

pub(crate) mod acts;
pub(crate) mod page;
pub(crate) mod store;

use ::store::{Read, Tx};
use async_trait::async_trait;
use journal::Tell;
use kernel::{
    Ability, Card, Context, Error, InitiativeId, Kind, PersonId, Problem, Problems, Ref, Result, Role, Stage,
    Told, any, own,
};
use uuid::Uuid;
use web::ExportTable;

use crate::group::{self, GroupId, WorkingGroup};
use crate::{membership, person};

kernel::ids! {
    /// A seat in a group.
    SeatId
}

/// Making, filling and vacating seats.
pub(crate) static MANAGE: Ability = Ability {
    name: "people.seat.manage",
    grants: &[own(Role::Facilitator), any(Role::Backbone), any(Role::Administrator)],
};

/// The longest name of a constituency, in characters.
const CONSTITUENCY: usize = 160;
/// The most seats that are made at once.
pub(crate) const MOST: usize = 60;

/// What one does in a seat; a role's text key is `seat-role-` and this.
pub(crate) const ROLES: [&str; 8] =
    ["member", "co-chair", "facilitator", "note-taker", "listener", "connector", "data-lead", "alternate"];

/// A seat, held or vacant.
#[derive(Debug, Clone)]
pub struct Seat {
    /// Which seat.
    pub id: SeatId,
    /// In which group.
    pub group: GroupId,
    /// Who holds it; nobody if it is vacant.
    pub person: Option<PersonId>,
    /// That person's name; empty if it is vacant.
    pub name: String,
    /// For whom it speaks, such as *residents of the west side*.
    pub constituency: String,
    /// `member`, `co-chair`, `facilitator`, `note-taker`, `listener`, `connector`, `data-lead` or `alternate`.
    pub role: String,
    /// Whether it counts when the group decides.
    pub votes: bool,
}

/// The seats of a group, vacant ones too, in the order they were made.
pub async fn seats(read: &mut Read, initiative: InitiativeId, group: GroupId) -> Result<Vec<Seat>> {
    store::of_group(read, initiative, group).await
}

/// The seat a person holds in a group; the one that votes if there are several.
pub async fn seat_of(
    read: &mut Read,
    initiative: InitiativeId,
    group: GroupId,
    person: PersonId,
) -> Result<Option<Seat>> {
    store::of_person(read, initiative, group, person).await
}

/// A seat that is to be.
pub(crate) struct NewSeat<'a> {
    pub(crate) constituency: &'a str,
    pub(crate) role: &'a str,
    pub(crate) votes: bool,
    /// Who sits there from the beginning; the account is locked.
    pub(crate) person: Option<&'a person::Person>,
}

/// Makes a seat in `group`; problems are said beside `field`.
pub(crate) async fn make(
    cx: &Context,
    tx: &mut Tx,
    group: &WorkingGroup,
    new: &NewSeat<'_>,
    field: &str,
) -> Result<SeatId> {
    let mut problems = Problems::none();
    let constituency = problems.text(field, new.constituency, CONSTITUENCY);
    problems.check(ROLES.contains(&new.role), "role", "problem-choose");
    problems.done()?;
    let seat = Seat {
        id: SeatId::new(),
        group: group.id,
        person: None,
        name: String::new(),
        constituency,
        role: new.role.to_owned(),
        votes: new.votes,
    };
    store::insert(tx, cx.initiative()?, &seat, cx.now()).await?;
    cx.tell(tx, Told::new("seat.made", seat.about(), format!("{}: {}", group.name, seat.constituency)))
        .await?;
    if let Some(person) = new.person {
        put(cx, tx, &seat, person).await?;
    }
    Ok(seat.id)
}

/// Puts `person`, whose account is locked, into a vacant seat. Nobody of the backbone sits where votes count.
pub(crate) async fn put(cx: &Context, tx: &mut Tx, seat: &Seat, person: &person::Person) -> Result<()> {
    let initiative = cx.initiative()?;
    if seat.votes && membership::is_backbone(tx, initiative, person.id).await? {
        return Err(Error::Rule("rule-backbone-no-vote"));
    }
    if !person.is_confirmed() {
        return Err(Error::Rule("rule-suspended"));
    }
    if !store::fill(tx, initiative, seat.id, person.id, cx.now()).await? {
        return Err(Error::from(Problem::new("person", "problem-seat-taken")));
    }
    let told = Told::new("seat.filled", seat.about(), &seat.constituency);
    cx.tell(tx, told.change(None, &person.name)).await
}

impl Seat {
    pub(crate) fn about(&self) -> Ref {
        Ref::new("seat", self.id.0)
    }
}

/// What other rooms and the shell may know of a seat: its constituency; its holder only among members.
pub(crate) struct SeatKind;

#[async_trait]
impl Kind for SeatKind {
    fn name(&self) -> &'static str {
        "seat"
    }

    fn stage(&self) -> Stage {
        Stage::Beside
    }

    async fn cards(&self, cx: &Context, read: &mut Read, ids: &[Uuid]) -> Result<Vec<Card>> {
        if !cx.could(&group::READ) {
            return Ok(Vec::new());
        }
        let (initiative, slug) = (cx.initiative()?, &cx.place()?.slug);
        let mut cards = Vec::new();
        for seat in store::these(read, initiative, ids).await? {
            let Some(group) = group::store::find(read, initiative, seat.group).await? else { continue };
            let named = !seat.name.is_empty() && cx.could(&membership::READ);
            let title =
                if named { format!("{} ({})", seat.constituency, seat.name) } else { seat.constituency };
            cards.push(Card {
                about: Ref::new("seat", seat.id.0),
                stage: Stage::Beside,
                title,
                href: format!("/i/{slug}/groups/{}#seat-{}", group.number, seat.id),
                at: group.created_at,
            });
        }
        Ok(cards)
    }
}

/// The seats as an open table.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<ExportTable> {
    let rows = store::all(read, cx.initiative()?).await?.into_iter().map(|seat| {
        vec![
            seat.id.to_string(),
            seat.group.to_string(),
            seat.constituency,
            seat.role,
            seat.votes.to_string(),
            seat.name,
        ]
    });
    Ok(ExportTable {
        name: "seats",
        columns: &["id", "group", "constituency", "role", "votes", "person"],
        rows: rows.collect(),
    })
}
