//! A time for a meeting: several are offered, everybody says which suit, and one press makes the meeting.

pub(crate) mod acts;
pub(crate) mod api;
pub(crate) mod form;
pub(crate) mod page;
pub(crate) mod store;

use ::store::Read;
use async_trait::async_trait;
use jiff::Timestamp;
use kernel::{Ability, Card, Context, Kind, PersonId, Ref, Result, Role, Stage, any};
use people::GroupId;
use serde::Serialize;
use tally::Suits;
use uuid::Uuid;
use web::{ExportTable, Waiting, Why};

kernel::ids! {
    /// A time poll.
    TimePollId
}

/// Seeing which times are offered and whom they suit.
pub(crate) static READ: Ability = Ability { name: "communication.time.read", grants: &[any(Role::Member)] };
/// Offering times, and taking one for the meeting.
pub(crate) static OFFER: Ability =
    Ability { name: "communication.time.offer", grants: &[any(Role::Facilitator), any(Role::Backbone)] };
/// Saying which times suit oneself.
pub(crate) static ANSWER: Ability =
    Ability { name: "communication.time.answer", grants: &[any(Role::Member)] };

/// This concept's rows of the permission table.
pub(crate) const ABILITIES: &[&Ability] = &[&READ, &OFFER, &ANSWER];

/// The most times that are offered.
pub(crate) const MOST: usize = 8;

kernel::words! {
    /// What somebody says of a time.
    pub enum Suit {
        /// It suits.
        Yes = "yes",
        /// They come if need be.
        IfNeedBe = "if-need-be",
        /// They cannot come.
        No = "no",
    }
}

/// Times offered for one meeting.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct TimePoll {
    pub(crate) id: TimePollId,
    pub(crate) number: i64,
    pub(crate) group: GroupId,
    pub(crate) title: String,
    pub(crate) purpose: String,
    pub(crate) minutes: i64,
    pub(crate) place: String,
    pub(crate) link: String,
    pub(crate) asked_by: String,
    pub(crate) asked_at: Timestamp,
    /// The time that was taken, by number.
    pub(crate) chosen: Option<i64>,
    /// The number of the meeting that it became.
    pub(crate) meeting: Option<i64>,
}

/// One time.
#[derive(Debug, Clone)]
pub(crate) struct Offered {
    pub(crate) number: i64,
    pub(crate) starts_at: Timestamp,
}

/// What one person said of one time.
#[derive(Debug, Clone)]
pub(crate) struct Said {
    pub(crate) number: i64,
    pub(crate) person: PersonId,
    pub(crate) name: String,
    pub(crate) suits: Suit,
}

impl TimePoll {
    /// What links and the journal call it.
    pub(crate) fn about(&self) -> Ref {
        Ref::new("time-poll", self.id.0)
    }

    pub(crate) fn is_open(&self) -> bool {
        self.meeting.is_none()
    }

    pub(crate) fn card(&self, slug: &str) -> Card {
        Card {
            about: self.about(),
            stage: Stage::Beside,
            title: self.title.clone(),
            href: format!("/i/{slug}/meetings/times/{}", self.number),
            at: self.asked_at,
        }
    }
}

/// Whom a time suits.
pub(crate) fn suits(time: &Offered, said: &[Said]) -> Suits {
    let how_many =
        |suit: Suit| said.iter().filter(|one| one.number == time.number && one.suits == suit).count() as u64;
    Suits { yes: how_many(Suit::Yes), if_need_be: how_many(Suit::IfNeedBe), no: how_many(Suit::No) }
}

/// The time that is proposed, by number; none while nobody can make any.
pub(crate) fn best(times: &[Offered], said: &[Said]) -> Option<i64> {
    let all: Vec<Suits> = times.iter().map(|time| suits(time, said)).collect();
    tally::best_time(&all).map(|at| times[at].number)
}

/// What other rooms and the shell may know of it.
pub(crate) struct TimePollKind;

#[async_trait]
impl Kind for TimePollKind {
    fn name(&self) -> &'static str {
        "time-poll"
    }

    fn stage(&self) -> Stage {
        Stage::Beside
    }

    async fn cards(&self, cx: &Context, read: &mut Read, ids: &[Uuid]) -> Result<Vec<Card>> {
        if !cx.could(&READ) {
            return Ok(Vec::new());
        }
        let slug = &cx.place()?.slug;
        Ok(store::these(read, cx.initiative()?, ids).await?.iter().map(|poll| poll.card(slug)).collect())
    }
}

/// Times on which this person has said nothing yet, of groups in which they sit.
pub(crate) async fn today(cx: &Context, read: &mut Read) -> Result<Vec<Waiting>> {
    let Some(person) = cx.actor.person.filter(|_| cx.could(&ANSWER)) else { return Ok(Vec::new()) };
    let (initiative, slug) = (cx.initiative()?, &cx.place()?.slug);
    let mut waiting = Vec::new();
    for poll in store::open(read, initiative).await? {
        if !cx.actor.standing.groups.contains(&poll.group.0) {
            continue;
        }
        let said = store::said(read, initiative, poll.id).await?;
        if said.iter().all(|one| one.person != person) {
            waiting.push(Waiting {
                why: Why::Waits,
                text: "today-time-poll",
                href: poll.card(slug).href,
                at: Some(poll.asked_at),
                args: vec![("title", poll.title)],
            });
        }
    }
    Ok(waiting)
}

/// Time polls, their times, and what everybody said, as open tables.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<[ExportTable; 3]> {
    let initiative = cx.initiative()?;
    let (mut polls, mut offered, mut answers) = (Vec::new(), Vec::new(), Vec::new());
    for poll in store::all(read, initiative).await? {
        let number = poll.number.to_string();
        for time in store::times(read, initiative, poll.id).await? {
            offered.push(vec![number.clone(), time.number.to_string(), time.starts_at.to_string()]);
        }
        for said in store::said(read, initiative, poll.id).await? {
            let suits = said.suits.word().to_owned();
            answers.push(vec![number.clone(), said.number.to_string(), said.name, suits]);
        }
        polls.push(vec![
            number,
            poll.group.to_string(),
            poll.title,
            poll.purpose,
            poll.minutes.to_string(),
            poll.place,
            poll.link,
            poll.asked_by,
            poll.asked_at.to_string(),
            poll.chosen.map(|number| number.to_string()).unwrap_or_default(),
            poll.meeting.map(|number| number.to_string()).unwrap_or_default(),
        ]);
    }
    Ok([
        ExportTable {
            name: "time-polls",
            columns: &[
                "number", "group", "title", "purpose", "minutes", "place", "link", "asked_by", "asked_at",
                "chosen", "meeting",
            ],
            rows: polls,
        },
        ExportTable { name: "time-offers", columns: &["poll", "time", "starts_at"], rows: offered },
        ExportTable { name: "time-answers", columns: &["poll", "time", "name", "suits"], rows: answers },
    ])
}
