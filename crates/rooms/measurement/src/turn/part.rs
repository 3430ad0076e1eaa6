//! What people add to a session beside factors, options and lines of the plan: what they see in the curve, and who has
//! a part in doing better.

use ::store::Tx;
use async_trait::async_trait;
use jiff::Timestamp;
use journal::Tell;
use kernel::{Act, Context, Error, InitiativeId, Owner, Problems, Result, Stale, Told, next_number};
use people::PartnershipId;
use serde::Deserialize;

use super::{TAKE_PART, TurnId, acts, store};

kernel::ids! {
    /// What somebody sees in the curve.
    NoteId,
    /// A partner's part in a session.
    TurnPartnerId,
}

/// The longest note or part, in characters.
const WORDS: usize = 500;
/// The longest name of somebody who is no partner yet.
const NAME: usize = 160;

/// What somebody sees in the curve.
#[derive(Debug, Clone)]
pub(crate) struct Note {
    pub(crate) id: NoteId,
    pub(crate) turn: TurnId,
    pub(crate) words: String,
    pub(crate) noted_by: String,
    pub(crate) noted_at: Timestamp,
}

kernel::words! {
    /// From where a partner can do something.
    pub enum Level {
        /// It decides on rules and money.
        Strategic = "strategic",
        /// It runs services and programmes.
        Middle = "middle",
        /// It meets the people it is about.
        Near = "near",
    }
}

/// Who has a part in doing better, and which.
#[derive(Debug, Clone)]
pub(crate) struct TurnPartner {
    pub(crate) id: TurnPartnerId,
    pub(crate) number: i64,
    pub(crate) turn: TurnId,
    /// The partner of the initiative; none for somebody who is not one yet.
    pub(crate) partnership: Option<PartnershipId>,
    /// What people call it.
    pub(crate) name: String,
    /// What it can do.
    pub(crate) part: String,
    pub(crate) level: Level,
    /// Whether it was laid aside.
    pub(crate) aside: bool,
    pub(crate) added_by: String,
    pub(crate) added_at: Timestamp,
    pub(crate) version: i64,
}

/// Says what one sees in the curve.
#[derive(Debug, Clone, Deserialize)]
pub struct AddNote {
    /// The session's number.
    pub turn: i64,
    /// What one sees.
    pub words: String,
}

#[async_trait]
impl Act for AddNote {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        cx.may(&TAKE_PART, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let turn = acts::at_work(tx, initiative, self.turn).await?;
        let mut problems = Problems::none();
        let words = problems.text("words", &self.words, WORDS);
        problems.done()?;
        let note = Note {
            id: NoteId::new(),
            turn: turn.id,
            words,
            noted_by: cx.actor.name.clone(),
            noted_at: cx.now(),
        };
        store::insert_note(tx, initiative, &note).await?;
        let told = Told::new("turn.noted", turn.about(), &turn.question);
        cx.tell(tx, told.change(None, note.words.as_str())).await
    }
}

/// Who has a part, as it is typed.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct PartnerPart {
    /// The partner of the initiative; left out for somebody who is not one yet.
    #[serde(default)]
    pub partner: Option<PartnershipId>,
    /// The name of somebody who is not a partner yet.
    #[serde(default)]
    pub name: String,
    /// What it can do.
    pub part: String,
    /// `strategic`, `middle` or `near`.
    pub level: String,
}

/// The same, checked.
struct Checked {
    partnership: Option<PartnershipId>,
    name: String,
    part: String,
    level: Level,
}

impl PartnerPart {
    async fn checked(&self, tx: &mut Tx, initiative: InitiativeId) -> Result<Checked> {
        let mut problems = Problems::none();
        let name = match self.partner {
            Some(id) => {
                let partner = people::partner(tx, initiative, id).await?;
                let partner = problems.some(partner, "partner", "problem-choose");
                partner.map(|partner| partner.name).unwrap_or_default()
            }
            None => problems.text("name", &self.name, NAME),
        };
        let part = problems.text("part", &self.part, WORDS);
        let level = problems.some(self.level.trim().parse().ok(), "level", "problem-choose");
        problems.done()?;
        Ok(Checked { partnership: self.partner, name, part, level: level.unwrap_or(Level::Near) })
    }
}

/// Adds somebody who has a part in doing better.
#[derive(Debug, Clone, Deserialize)]
pub struct AddTurnPartner {
    /// The session's number.
    pub turn: i64,
    /// Who, and which part.
    #[serde(flatten)]
    pub partner: PartnerPart,
}

#[async_trait]
impl Act for AddTurnPartner {
    /// Its number.
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        cx.may(&TAKE_PART, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let turn = acts::at_work(tx, initiative, self.turn).await?;
        let checked = self.partner.checked(tx, initiative).await?;
        let partner = TurnPartner {
            id: TurnPartnerId::new(),
            number: next_number(tx, initiative, "turn-partner").await?,
            turn: turn.id,
            partnership: checked.partnership,
            name: checked.name,
            part: checked.part,
            level: checked.level,
            aside: false,
            added_by: cx.actor.name.clone(),
            added_at: cx.now(),
            version: 1,
        };
        store::insert_partner(tx, initiative, &partner).await?;
        let told = Told::new("turn.partner-added", turn.about(), &partner.name);
        cx.tell(tx, told.change(None, partner.part.as_str())).await?;
        Ok(partner.number)
    }
}

/// Says better what somebody's part is, or lays it aside. Two who change it at once both keep their words.
#[derive(Debug, Clone, Deserialize)]
pub struct EditTurnPartner {
    /// The session's number.
    pub turn: i64,
    /// The entry's number.
    pub entry: i64,
    /// The version that was read before it was changed.
    pub version: i64,
    /// Who, and which part.
    #[serde(flatten)]
    pub partner: PartnerPart,
    /// Whether it is laid aside.
    #[serde(default)]
    pub aside: bool,
}

#[async_trait]
impl Act for EditTurnPartner {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        cx.may(&TAKE_PART, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let turn = acts::at_work(tx, initiative, self.turn).await?;
        let found = store::lock_partner(tx, initiative, self.entry).await?;
        let mut partner = found.filter(|partner| partner.turn == turn.id).ok_or(Error::Missing)?;
        let checked = self.partner.checked(tx, initiative).await?;
        if partner.version != self.version {
            let stale = Stale { version: partner.version, theirs: partner.part, mine: checked.part };
            return Err(Error::Stale(Box::new(stale)));
        }
        let before = std::mem::replace(&mut partner.part, checked.part);
        partner.partnership = checked.partnership;
        partner.name = checked.name;
        partner.level = checked.level;
        partner.aside = self.aside;
        partner.version += 1;
        store::update_partner(tx, initiative, &partner).await?;
        let act = if partner.aside { "turn.partner-laid-aside" } else { "turn.partner-changed" };
        let told = Told::new(act, turn.about(), &partner.name);
        cx.tell(tx, told.change(Some(before), partner.part.as_str())).await
    }
}
