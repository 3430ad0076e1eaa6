//! A meeting of a group: it opens with last commitments and ends with new ones.

pub(crate) mod acts;
pub(crate) mod api;
pub(crate) mod export;
pub(crate) mod form;
pub(crate) mod outcome;
pub(crate) mod page;
pub(crate) mod recap;
pub(crate) mod store;

use ::store::Read;
use async_trait::async_trait;
use jiff::Timestamp;
use kernel::{Ability, Card, Context, Error, Kind, Ref, Result, Role, Stage, any};
use people::{GroupId, SeatId};
use uuid::Uuid;
use web::{Waiting, Why};

kernel::ids! {
    /// A meeting.
    MeetingId,
    /// Something a meeting is to talk about.
    ItemId,
}

/// Reading about meetings.
pub(crate) static READ: Ability =
    Ability { name: "communication.meeting.read", grants: &[any(Role::Member)] };
/// Planning a meeting.
pub(crate) static PLAN: Ability =
    Ability { name: "communication.meeting.plan", grants: &[any(Role::Facilitator), any(Role::Backbone)] };
/// Opening it, taking its notes, closing it, telling its group what came of it.
pub(crate) static RUN: Ability =
    Ability { name: "communication.meeting.run", grants: &[any(Role::Facilitator), any(Role::Backbone)] };

/// This concept's rows of the permission table.
pub(crate) const ABILITIES: &[&Ability] = &[&READ, &PLAN, &RUN];

/// Minutes for the first item of every meeting: what became of the last commitments.
pub(crate) const LAST_COMMITMENTS: i64 = 10;

/// Meetings of one group that one sees ahead in the morning.
const AHEAD: i64 = 3;

kernel::words! {
    /// How far a meeting is.
    pub enum State {
        /// It is prepared.
        Planned = "planned",
        /// It goes on.
        Open = "open",
        /// It is over.
        Closed = "closed",
    }
}

kernel::words! {
    /// What an item is for.
    pub enum Purpose {
        /// Everybody knows the same afterwards.
        Inform = "inform",
        /// The group decides.
        Decide = "decide",
        /// Somebody promises something.
        Commit = "commit",
        /// The group looks at how it works.
        Reflect = "reflect",
    }
}

kernel::words! {
    /// Whether a seat was taken.
    pub enum Presence {
        /// Its holder came.
        Present = "present",
        /// Its holder could not come and said so.
        Apologies = "apologies",
    }
}

/// People of one group around one table.
#[derive(Debug, Clone)]
pub(crate) struct Meeting {
    pub(crate) id: MeetingId,
    pub(crate) number: i64,
    pub(crate) group: GroupId,
    pub(crate) title: String,
    pub(crate) purpose: String,
    pub(crate) starts_at: Timestamp,
    pub(crate) minutes: i64,
    pub(crate) place: String,
    pub(crate) link: String,
    pub(crate) state: State,
    pub(crate) notes: String,
    pub(crate) recap: Option<String>,
    pub(crate) recap_by: Option<String>,
    pub(crate) recap_at: Option<Timestamp>,
    pub(crate) planned_at: Timestamp,
    /// Of the notes: two can take them.
    pub(crate) version: i64,
}

/// Something a meeting is to talk about.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    pub(crate) id: ItemId,
    pub(crate) meeting: MeetingId,
    pub(crate) purpose: Purpose,
    pub(crate) minutes: i64,
    pub(crate) text: String,
}

/// Who took, or did not take, a seat.
#[derive(Debug, Clone)]
pub(crate) struct Attended {
    pub(crate) meeting: MeetingId,
    pub(crate) seat: SeatId,
    pub(crate) name: String,
    pub(crate) constituency: String,
    pub(crate) presence: Presence,
}

impl Meeting {
    /// What links and the journal call it.
    pub(crate) fn about(&self) -> Ref {
        Ref::new("meeting", self.id.0)
    }

    pub(crate) fn card(&self, slug: &str) -> Card {
        Card {
            about: self.about(),
            stage: Stage::Beside,
            title: self.title.clone(),
            href: format!("/i/{slug}/meetings/{}", self.number),
            at: self.starts_at,
        }
    }

    /// It begins.
    pub(crate) fn open(&mut self) -> Result<()> {
        if self.state != State::Planned {
            return Err(Error::Rule("rule-meeting-begun"));
        }
        self.state = State::Open;
        Ok(())
    }

    /// Notes are taken while it goes on.
    pub(crate) fn take_notes(&mut self, notes: String) -> Result<()> {
        self.goes_on()?;
        self.notes = notes;
        self.version += 1;
        Ok(())
    }

    /// It is over.
    pub(crate) fn close(&mut self) -> Result<()> {
        self.goes_on()?;
        self.state = State::Closed;
        Ok(())
    }

    fn goes_on(&self) -> Result<()> {
        if self.state == State::Open { Ok(()) } else { Err(Error::Rule("rule-meeting-not-open")) }
    }

    /// Its group is told what came of it, once.
    pub(crate) fn tell(&mut self, recap: String, by: String, at: Timestamp) -> Result<()> {
        if self.state != State::Closed {
            return Err(Error::Rule("rule-meeting-not-closed"));
        }
        if self.recap_at.is_some() {
            return Err(Error::Rule("rule-meeting-recap-sent"));
        }
        self.recap = Some(recap);
        self.recap_by = Some(by);
        self.recap_at = Some(at);
        Ok(())
    }
}

/// The minutes that are planned, the check on last commitments among them.
pub(crate) fn planned_minutes(items: &[Item]) -> i64 {
    LAST_COMMITMENTS + items.iter().map(|item| item.minutes).sum::<i64>()
}

/// What other rooms and the shell may know of a meeting.
pub(crate) struct MeetingKind;

#[async_trait]
impl Kind for MeetingKind {
    fn name(&self) -> &'static str {
        "meeting"
    }

    fn stage(&self) -> Stage {
        Stage::Beside
    }

    async fn cards(&self, cx: &Context, read: &mut Read, ids: &[Uuid]) -> Result<Vec<Card>> {
        if !cx.could(&READ) {
            return Ok(Vec::new());
        }
        let slug = &cx.place()?.slug;
        Ok(store::these(read, cx.initiative()?, ids)
            .await?
            .iter()
            .map(|meeting| meeting.card(slug))
            .collect())
    }
}

/// Meetings ahead of groups in which the actor sits, and those over whose group waits to be told.
pub(crate) async fn today(cx: &Context, read: &mut Read) -> Result<Vec<Waiting>> {
    let (initiative, slug) = (cx.initiative()?, &cx.place()?.slug);
    let mut waiting = Vec::new();
    if cx.could(&READ) {
        for group in &cx.actor.standing.groups {
            for meeting in store::ahead(read, initiative, GroupId(*group), AHEAD).await? {
                waiting.push(Waiting {
                    why: Why::Waits,
                    text: "today-meeting-ahead",
                    href: meeting.card(slug).href,
                    at: Some(meeting.starts_at),
                    args: vec![("title", meeting.title)],
                });
            }
        }
    }
    if cx.could(&RUN) {
        for meeting in store::untold(read, initiative).await? {
            waiting.push(Waiting {
                why: Why::Waits,
                text: "today-meeting-recap",
                href: format!("{}/recap", meeting.card(slug).href),
                at: Some(meeting.starts_at),
                args: vec![("title", meeting.title)],
            });
        }
    }
    Ok(waiting)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meeting() -> Meeting {
        Meeting {
            id: MeetingId::new(),
            number: 1,
            group: GroupId::new(),
            title: "Buses".to_owned(),
            purpose: "To choose a line".to_owned(),
            starts_at: Timestamp::UNIX_EPOCH,
            minutes: 90,
            place: String::new(),
            link: String::new(),
            state: State::Planned,
            notes: String::new(),
            recap: None,
            recap_by: None,
            recap_at: None,
            planned_at: Timestamp::UNIX_EPOCH,
            version: 1,
        }
    }

    #[test]
    fn a_meeting_goes_one_way() {
        let mut meeting = meeting();
        let at = Timestamp::UNIX_EPOCH;
        assert!(meeting.take_notes("early".to_owned()).is_err());
        assert!(meeting.close().is_err());
        meeting.open().unwrap();
        assert!(meeting.open().is_err());
        meeting.take_notes("Line 4".to_owned()).unwrap();
        assert_eq!((meeting.notes.as_str(), meeting.version), ("Line 4", 2));
        assert!(meeting.tell("too soon".to_owned(), String::new(), at).is_err());
        meeting.close().unwrap();
        assert!(meeting.open().is_err());
        assert!(meeting.take_notes("late".to_owned()).is_err());
        meeting.tell("Line 4 it is".to_owned(), String::new(), at).unwrap();
        assert!(meeting.tell("again".to_owned(), String::new(), at).is_err());
        assert_eq!(meeting.recap.as_deref(), Some("Line 4 it is"));
    }

    #[test]
    fn last_commitments_take_their_time_in_every_meeting() {
        let meeting = MeetingId::new();
        let item = |minutes| Item {
            id: ItemId::new(),
            meeting,
            purpose: Purpose::Decide,
            minutes,
            text: "The line".to_owned(),
        };
        assert_eq!(planned_minutes(&[]), LAST_COMMITMENTS);
        assert_eq!(planned_minutes(&[item(20), item(15)]), LAST_COMMITMENTS + 35);
    }
}
