use ::store::Tx;
use ::store::search::{self, Document};
use async_trait::async_trait;
use courier::Mail;
use jiff::Timestamp;
use journal::Tell;
use kernel::{
    Act, Context, Error, InitiativeId, Owner, Problems, Ref, Relation, Result, Stale, Told, next_number,
};
use people::{GroupId, SeatId};
use serde::Deserialize;

use super::{Attended, Item, ItemId, Meeting, MeetingId, PLAN, Presence, Purpose, RUN, State, store};
use crate::Made;

/// The longest title or place, in characters.
const LINE: usize = 160;
/// The longest purpose or item.
const TEXT: usize = 1_000;
/// The longest notes or recap.
const NOTES: usize = 20_000;
/// The longest web address.
const LINK: usize = 2_000;
/// The longest meeting, in minutes: a day.
const DAY: i64 = 24 * 60;

/// Plans a meeting of a group.
#[derive(Debug, Clone, Deserialize)]
pub struct PlanMeeting {
    /// Whose.
    pub group: GroupId,
    /// What it is called.
    pub title: String,
    /// What will be different after it.
    pub purpose: String,
    /// When it begins.
    pub starts_at: Timestamp,
    /// How long it lasts, in minutes.
    pub minutes: i64,
    /// Where it is held.
    #[serde(default)]
    pub place: String,
    /// The web address for those who take part from elsewhere.
    #[serde(default)]
    pub link: String,
}

#[async_trait]
impl Act for PlanMeeting {
    type Out = Made;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<Made> {
        cx.may(&PLAN, Owner::Nobody)?;
        self.plan(cx, tx).await
    }
}

impl PlanMeeting {
    /// Plans it, for an act that asked who may.
    pub(crate) async fn plan(&self, cx: &Context, tx: &mut Tx) -> Result<Made> {
        let initiative = cx.initiative()?;
        let mut problems = Problems::none();
        let Self { title, purpose, place, link, .. } = self.checked(tx, initiative, &mut problems).await?;
        problems.done()?;

        let meeting = Meeting {
            id: MeetingId::new(),
            number: next_number(tx, initiative, "meeting").await?,
            group: self.group,
            title,
            purpose,
            starts_at: self.starts_at,
            minutes: self.minutes,
            place,
            link,
            state: State::Planned,
            notes: String::new(),
            recap: None,
            recap_by: None,
            recap_at: None,
            planned_at: cx.now(),
            version: 1,
        };
        store::insert(tx, initiative, &meeting).await?;
        let document = Document {
            initiative: initiative.0,
            kind: "meeting",
            id: meeting.id.0,
            title: &meeting.title,
            body: &meeting.purpose,
        };
        search::put(tx, &document).await?;
        let told = Told::new("meeting.planned", meeting.about(), &meeting.title)
            .change(None, &meeting.purpose)
            .from(Ref::new("group", self.group.0), Relation::Holds);
        cx.tell(tx, told).await?;
        Ok(Made { about: meeting.about(), number: meeting.number })
    }

    /// The same with its words in order; what cannot be meant is among the problems.
    pub(crate) async fn checked(
        &self,
        tx: &mut Tx,
        initiative: InitiativeId,
        problems: &mut Problems,
    ) -> Result<Self> {
        let group = people::group(tx, initiative, self.group).await?;
        problems.check(group.is_some(), "group", "problem-choose");
        problems.check((1..=DAY).contains(&self.minutes), "minutes", "problem-meeting-minutes");
        let plan = Self {
            title: problems.text("title", &self.title, LINE),
            purpose: problems.text("purpose", &self.purpose, TEXT),
            place: problems.maybe_text("place", &self.place, LINE),
            link: problems.maybe_text("link", &self.link, LINK),
            ..self.clone()
        };
        problems.check(is_address(&plan.link), "link", "problem-meeting-link");
        Ok(plan)
    }
}

/// Whether a link leads somewhere on the web; an empty one leads nowhere and is fine.
fn is_address(link: &str) -> bool {
    link.is_empty() || link.starts_with("https://") || link.starts_with("http://")
}

/// Adds something to talk about, after what is there already.
#[derive(Debug, Clone, Deserialize)]
pub struct AddItem {
    /// In which meeting.
    pub meeting: MeetingId,
    /// What it is for.
    pub purpose: Purpose,
    /// How long it takes, in minutes.
    pub minutes: i64,
    /// What it is about.
    pub text: String,
}

#[async_trait]
impl Act for AddItem {
    type Out = ItemId;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<ItemId> {
        cx.may(&PLAN, Owner::Nobody)?;
        let (initiative, meeting) = locked(cx, tx, self.meeting).await?;
        let mut problems = Problems::none();
        let text = problems.text("text", &self.text, TEXT);
        problems.check((1..=DAY).contains(&self.minutes), "minutes", "problem-meeting-minutes");
        problems.done()?;
        if meeting.state == State::Closed {
            return Err(Error::Rule("rule-meeting-closed"));
        }
        let item = Item {
            id: ItemId::new(),
            meeting: meeting.id,
            purpose: self.purpose,
            minutes: self.minutes,
            text,
        };
        store::insert_item(tx, initiative, &item).await?;
        let told = Told::new("meeting.item-added", meeting.about(), &meeting.title);
        cx.tell(tx, told.change(None, &item.text)).await?;
        Ok(item.id)
    }
}

/// Opens a meeting: from now on notes are taken.
#[derive(Debug, Clone, Deserialize)]
pub struct OpenMeeting {
    /// Which one.
    pub meeting: MeetingId,
}

#[async_trait]
impl Act for OpenMeeting {
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        cx.may(&RUN, Owner::Nobody)?;
        let (initiative, mut meeting) = locked(cx, tx, self.meeting).await?;
        meeting.open()?;
        store::save(tx, initiative, &meeting).await?;
        cx.tell(tx, Told::new("meeting.opened", meeting.about(), &meeting.title)).await?;
        Ok(meeting.number)
    }
}

/// Whether the holder of one seat came.
#[derive(Debug, Clone, Deserialize)]
pub struct Attendance {
    /// The seat, of the meeting's group.
    pub seat: SeatId,
    /// Whether its holder came.
    pub presence: Presence,
}

/// Takes the notes of an open meeting, and who came. Two who note at once both keep their words.
#[derive(Debug, Clone, Deserialize)]
pub struct TakeNotes {
    /// Of which one.
    pub meeting: MeetingId,
    /// The version of the notes that was read before they were changed.
    pub version: i64,
    /// The notes, whole.
    pub notes: String,
    /// Who came and who could not; seats left out stay as they are.
    #[serde(default)]
    pub attendance: Vec<Attendance>,
}

#[async_trait]
impl Act for TakeNotes {
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        cx.may(&RUN, Owner::Nobody)?;
        let (initiative, mut meeting) = locked(cx, tx, self.meeting).await?;
        let mut problems = Problems::none();
        let notes = problems.maybe_text("notes", &self.notes, NOTES);
        problems.done()?;
        if meeting.version != self.version {
            let stale = Stale { version: meeting.version, theirs: meeting.notes, mine: notes };
            return Err(Error::Stale(Box::new(stale)));
        }
        let before = meeting.notes.clone();
        meeting.take_notes(notes)?;
        store::save(tx, initiative, &meeting).await?;
        self.attend(tx, initiative, &meeting).await?;
        let told = Told::new("meeting.noted", meeting.about(), &meeting.title);
        cx.tell(tx, told.change(Some(before), &meeting.notes)).await?;
        Ok(meeting.version)
    }
}

impl TakeNotes {
    /// Writes who came; only holders of the group's seats can.
    async fn attend(&self, tx: &mut Tx, initiative: InitiativeId, meeting: &Meeting) -> Result<()> {
        if self.attendance.is_empty() {
            return Ok(());
        }
        let seats = people::seats(tx, initiative, meeting.group).await?;
        for Attendance { seat, presence } in &self.attendance {
            let held = seats.iter().find(|held| held.id == *seat && held.person.is_some());
            let held = held.ok_or(Error::Missing)?;
            let attended = Attended {
                meeting: meeting.id,
                seat: *seat,
                name: held.name.clone(),
                constituency: held.constituency.clone(),
                presence: *presence,
            };
            store::put_attended(tx, initiative, &attended).await?;
        }
        Ok(())
    }
}

/// Closes an open meeting.
#[derive(Debug, Clone, Deserialize)]
pub struct CloseMeeting {
    /// Which one.
    pub meeting: MeetingId,
}

#[async_trait]
impl Act for CloseMeeting {
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        cx.may(&RUN, Owner::Nobody)?;
        let (initiative, mut meeting) = locked(cx, tx, self.meeting).await?;
        meeting.close()?;
        store::save(tx, initiative, &meeting).await?;
        cx.tell(tx, Told::new("meeting.closed", meeting.about(), &meeting.title)).await?;
        Ok(meeting.number)
    }
}

/// Tells the group of a closed meeting what came of it, once.
#[derive(Debug, Clone, Deserialize)]
pub struct SendRecap {
    /// Of which one.
    pub meeting: MeetingId,
    /// What came of it, in plain paragraphs; what it holds in its thread is listed under it.
    pub text: String,
    /// The address of the recap, for the mail to the group.
    #[serde(skip)]
    pub address: String,
}

#[async_trait]
impl Act for SendRecap {
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        cx.may(&RUN, Owner::Nobody)?;
        let (initiative, mut meeting) = locked(cx, tx, self.meeting).await?;
        let mut problems = Problems::none();
        let text = problems.text("text", &self.text, NOTES);
        problems.done()?;
        meeting.tell(text.clone(), cx.actor.name.clone(), cx.now())?;
        store::save(tx, initiative, &meeting).await?;
        tell_seats(cx, tx, &meeting, &format!("{text}\n\n{}", self.address)).await?;
        let told = Told::new("meeting.recap-sent", meeting.about(), &meeting.title);
        cx.tell(tx, told.change(None, text)).await?;
        Ok(meeting.number)
    }
}

/// Mails everybody who holds a seat in the meeting's group, each once.
async fn tell_seats(cx: &Context, tx: &mut Tx, meeting: &Meeting, words: &str) -> Result<()> {
    let seats = people::seats(tx, cx.initiative()?, meeting.group).await?;
    let mut holders: Vec<_> = seats.into_iter().filter_map(|seat| seat.person).collect();
    holders.sort_unstable();
    holders.dedup();
    for holder in holders {
        let Some(to) = people::email_of(tx, holder).await? else { continue };
        let (subject, text) = (meeting.title.clone(), words.to_owned());
        courier::post(cx, tx, Mail { to, subject, text, html: None, secret: false, purpose: "recap" })
            .await?;
    }
    Ok(())
}

async fn locked(cx: &Context, tx: &mut Tx, id: MeetingId) -> Result<(InitiativeId, Meeting)> {
    let initiative = cx.initiative()?;
    Ok((initiative, store::lock(tx, initiative, id).await?.ok_or(Error::Missing)?))
}

#[cfg(test)]
mod tests {
    use super::is_address;

    #[test]
    fn a_link_leads_to_the_web_or_nowhere() {
        assert!(is_address("") && is_address("https://example.org/room"));
        assert!(!is_address("javascript:alert(1)") && !is_address("example.org"));
    }
}
