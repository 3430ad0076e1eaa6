//! Condition 4, continuous communication: updates, discussions, meetings. What became of a statement is told back where it
//! was said, in the agenda room.
//!
//! Other rooms lead here by address: `discussions?about=KIND/ID` is the talk about any object, `meetings/new?group=ID`
//! plans a group's meeting.

mod discussion;
mod meeting;
mod paragraphs;
#[cfg(test)]
mod tests;
mod timepoll;
mod update;

use async_trait::async_trait;
use kernel::{Ability, Context, Kind, Profile, Ref, Result};
use maud::Markup;
use serde::{Deserialize, Serialize};
use store::{Migration, Read, Sql};
use web::look::{self, NavItem};
use web::text::{Say, Source};
use web::{Door, ExportTable, Panel, Room, Routes, Visit, Waiting};

pub use discussion::acts::{ReopenThread, ResolveThread, StartDiscussion, WritePost};
pub use discussion::{DiscussionId, PostId};
pub use meeting::acts::{AddItem, Attendance, CloseMeeting, OpenMeeting, PlanMeeting, SendRecap, TakeNotes};
pub use meeting::{ItemId, MeetingId, Presence, Purpose, State};
pub use timepoll::acts::{OfferTimes, SayTimes, Suiting, TakeTime};
pub use timepoll::{Suit, TimePollId};
pub use update::acts::PostUpdate;
pub use update::{Audience, UpdateId};

/// What was made: how links and how addresses name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// The object.
    pub about: Ref,
    /// The number people see.
    pub number: i64,
}

static DOORS: &[Door] =
    &[Door { label: "communication-door", path: "updates", rank: 50, ability: &update::READ }];

/// The views of this room: path, key of the title, who may see it.
static VIEWS: [(&str, &str, &Ability); 3] = [
    ("updates", "updates-title", &update::READ),
    ("discussions", "discussions-title", &discussion::READ),
    ("meetings", "meetings-title", &meeting::READ),
];

/// The room.
pub struct Communication;

#[async_trait]
impl Room for Communication {
    fn name(&self) -> &'static str {
        "communication"
    }

    fn migrations(&self) -> &'static [Migration] {
        &[
            Migration { name: "communication/0001", text: include_str!("../migrations/0001_update.sql") },
            Migration { name: "communication/0002", text: include_str!("../migrations/0002_discussion.sql") },
            Migration { name: "communication/0003", text: include_str!("../migrations/0003_meeting.sql") },
            Migration { name: "communication/0005", text: include_str!("../migrations/0005_timepoll.sql") },
            Migration { name: "communication/0006", text: include_str!("../migrations/0006_thread.sql") },
        ]
    }

    fn statements(&self) -> Vec<&'static Sql> {
        [update::store::ALL, discussion::store::ALL, meeting::store::ALL, timepoll::store::ALL].concat()
    }

    fn texts(&self) -> Vec<Source> {
        let source = |profile, text| Source { room: "communication", language: "en", profile, text };
        vec![
            source(None, include_str!("../text/update.en.ftl")),
            source(None, include_str!("../text/discussion.en.ftl")),
            source(None, include_str!("../text/meeting.en.ftl")),
            source(None, include_str!("../text/timepoll.en.ftl")),
            source(Some(Profile::Inside), include_str!("../text/inside.en.ftl")),
        ]
    }

    fn abilities(&self) -> Vec<&'static Ability> {
        [update::ABILITIES, discussion::ABILITIES, meeting::ABILITIES, timepoll::ABILITIES].concat()
    }

    fn kinds(&self) -> Vec<Box<dyn Kind>> {
        vec![
            Box::new(update::UpdateKind),
            Box::new(discussion::DiscussionKind),
            Box::new(discussion::PostKind),
            Box::new(meeting::MeetingKind),
            Box::new(timepoll::TimePollKind),
        ]
    }

    fn routes(&self) -> Routes {
        update::page::routes()
            .and(update::api::routes())
            .and(discussion::page::routes())
            .and(discussion::api::routes())
            .and(meeting::page::routes())
            .and(meeting::form::routes())
            .and(meeting::recap::routes())
            .and(meeting::api::routes())
            .and(timepoll::page::routes())
            .and(timepoll::form::routes())
            .and(timepoll::api::routes())
    }

    fn doors(&self) -> &'static [Door] {
        DOORS
    }

    async fn today(&self, cx: &Context, read: &mut Read) -> Result<Vec<Waiting>> {
        let mut waiting = meeting::today(cx, read).await?;
        waiting.extend(timepoll::today(cx, read).await?);
        waiting.extend(update::today(cx, read).await?);
        Ok(waiting)
    }

    async fn front(&self, cx: &Context, read: &mut Read, say: &Say) -> Result<Vec<Panel>> {
        update::page::panel(cx, read, say).await
    }

    async fn export(&self, cx: &Context, read: &mut Read) -> Result<Vec<ExportTable>> {
        let mut tables = vec![update::export(cx, read).await?];
        tables.extend(discussion::export(cx, read).await?);
        tables.extend(meeting::export::export(cx, read).await?);
        tables.extend(timepoll::export(cx, read).await?);
        Ok(tables)
    }
}

/// The views of this room that the reader may see.
fn tabs(visit: &Visit, here: &str) -> Markup {
    let items: Vec<NavItem> = VIEWS
        .iter()
        .filter(|(_, _, ability)| visit.could(ability))
        .map(|(path, key, _)| NavItem::new(visit.href(path), visit.t(key)).here_if(*path == here))
        .collect();
    look::tabs(&visit.t("communication-door"), &items)
}
