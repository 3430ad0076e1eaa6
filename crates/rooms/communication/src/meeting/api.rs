use jiff::Timestamp;
use kernel::Result;
use people::GroupId;
use serde::Serialize;
use web::{Answer, Routes, Visit};

use super::acts::{AddItem, CloseMeeting, OpenMeeting, PlanMeeting, SendRecap, TakeNotes};
use super::page::found;
use super::{Item, ItemId, Meeting, MeetingId, PLAN, Purpose, READ, RUN, State, store};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .api_get("meetings", &READ, list)
        .api_post("meetings", &PLAN, plan)
        .api_get("meetings/{n}", &READ, one)
        .api_post("meetings/items", &PLAN, add_item)
        .api_post("meetings/open", &RUN, open)
        .api_post("meetings/notes", &RUN, take_notes)
        .api_post("meetings/close", &RUN, close)
        .api_post("meetings/recap", &RUN, recap)
}

/// A meeting as the API gives it.
#[derive(Serialize)]
struct Shown<'a> {
    id: MeetingId,
    number: i64,
    group: GroupId,
    title: &'a str,
    purpose: &'a str,
    starts_at: Timestamp,
    minutes: i64,
    place: &'a str,
    link: &'a str,
    state: State,
    notes: &'a str,
    recap: Option<&'a str>,
    version: i64,
}

impl<'a> From<&'a Meeting> for Shown<'a> {
    fn from(meeting: &'a Meeting) -> Self {
        Self {
            id: meeting.id,
            number: meeting.number,
            group: meeting.group,
            title: &meeting.title,
            purpose: &meeting.purpose,
            starts_at: meeting.starts_at,
            minutes: meeting.minutes,
            place: &meeting.place,
            link: &meeting.link,
            state: meeting.state,
            notes: &meeting.notes,
            recap: meeting.recap.as_deref(),
            version: meeting.version,
        }
    }
}

/// A meeting with what it is to talk about.
#[derive(Serialize)]
struct Whole<'a> {
    #[serde(flatten)]
    meeting: Shown<'a>,
    items: Vec<ShownItem<'a>>,
}

#[derive(Serialize)]
struct ShownItem<'a> {
    id: ItemId,
    purpose: Purpose,
    minutes: i64,
    text: &'a str,
}

impl<'a> From<&'a Item> for ShownItem<'a> {
    fn from(item: &'a Item) -> Self {
        Self { id: item.id, purpose: item.purpose, minutes: item.minutes, text: &item.text }
    }
}

/// Those that are to come, then those that are over.
async fn list(visit: Visit) -> Result<Answer> {
    let initiative = visit.initiative()?;
    let mut read = visit.read().await?;
    let mut meetings = store::coming(&mut read, initiative).await?;
    meetings.extend(store::past(&mut read, initiative).await?);
    Ok(Answer::json(&meetings.iter().map(Shown::from).collect::<Vec<_>>()))
}

async fn one(visit: Visit) -> Result<Answer> {
    let meeting = found(&visit).await?;
    let mut read = visit.read().await?;
    let items = store::items(&mut read, visit.initiative()?, meeting.id).await?;
    let items = items.iter().map(ShownItem::from).collect();
    Ok(Answer::json(&Whole { meeting: Shown::from(&meeting), items }))
}

async fn plan(visit: Visit) -> Result<Answer> {
    let act: PlanMeeting = visit.json()?;
    Ok(Answer::json(&visit.execute(act).await?))
}

async fn add_item(visit: Visit) -> Result<Answer> {
    let act: AddItem = visit.json()?;
    Ok(Answer::json(&serde_json::json!({ "id": visit.execute(act).await? })))
}

async fn open(visit: Visit) -> Result<Answer> {
    let act: OpenMeeting = visit.json()?;
    Ok(Answer::json(&serde_json::json!({ "number": visit.execute(act).await? })))
}

async fn take_notes(visit: Visit) -> Result<Answer> {
    let act: TakeNotes = visit.json()?;
    Ok(Answer::json(&serde_json::json!({ "version": visit.execute(act).await? })))
}

async fn close(visit: Visit) -> Result<Answer> {
    let act: CloseMeeting = visit.json()?;
    Ok(Answer::json(&serde_json::json!({ "number": visit.execute(act).await? })))
}

async fn recap(visit: Visit) -> Result<Answer> {
    let mut act: SendRecap = visit.json()?;
    act.address = visit.address("meetings");
    Ok(Answer::json(&serde_json::json!({ "number": visit.execute(act).await? })))
}
