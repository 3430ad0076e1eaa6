use std::collections::BTreeSet;

use ::store::Tx;
use ::store::search::{self, Document};
use async_trait::async_trait;
use jiff::Timestamp;
use journal::Tell;
use kernel::{Act, Context, Error, Owner, Problem, Problems, Ref, Relation, Result, Told, next_number};
use people::GroupId;
use serde::Deserialize;

use super::{ANSWER, MOST, OFFER, Offered, Suit, TimePoll, TimePollId, best, store};
use crate::Made;
use crate::meeting::acts::PlanMeeting;

/// Offers times for a meeting of a group.
#[derive(Debug, Clone, Deserialize)]
pub struct OfferTimes {
    /// Whose meeting.
    pub group: GroupId,
    /// What it will be called.
    pub title: String,
    /// What will be different after it.
    pub purpose: String,
    /// When it could begin; two times at least.
    pub times: Vec<Timestamp>,
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
impl Act for OfferTimes {
    type Out = Made;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<Made> {
        cx.may(&OFFER, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let mut problems = Problems::none();
        let times: BTreeSet<Timestamp> = self.times.iter().copied().collect();
        // Whatever time is taken, it will be this meeting.
        let plan = PlanMeeting {
            group: self.group,
            title: self.title.clone(),
            purpose: self.purpose.clone(),
            starts_at: times.first().copied().unwrap_or_else(|| cx.now()),
            minutes: self.minutes,
            place: self.place.clone(),
            link: self.link.clone(),
        };
        let plan = plan.checked(tx, initiative, &mut problems).await?;
        problems.check((2..=MOST).contains(&times.len()), "time-1", "problem-times-few");
        problems.check(times.first().is_none_or(|first| cx.now() < *first), "time-1", "problem-times-past");
        problems.done()?;

        let poll = TimePoll {
            id: TimePollId::new(),
            number: next_number(tx, initiative, "time-poll").await?,
            group: plan.group,
            title: plan.title,
            purpose: plan.purpose,
            minutes: plan.minutes,
            place: plan.place,
            link: plan.link,
            asked_by: cx.actor.name.clone(),
            asked_at: cx.now(),
            chosen: None,
            meeting: None,
        };
        store::insert(tx, initiative, &poll).await?;
        for (starts_at, number) in times.into_iter().zip(1..) {
            store::offer(tx, initiative, poll.id, &Offered { number, starts_at }).await?;
        }
        let document = Document {
            initiative: initiative.0,
            kind: "time-poll",
            id: poll.id.0,
            title: &poll.title,
            body: &poll.purpose,
        };
        search::put(tx, &document).await?;
        let told = Told::new("time.offered", poll.about(), &poll.title)
            .change(None, &poll.purpose)
            .from(Ref::new("group", self.group.0), Relation::Holds);
        cx.tell(tx, told).await?;
        Ok(Made { about: poll.about(), number: poll.number })
    }
}

/// What somebody says of one time.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Suiting {
    /// The time's number.
    pub time: i64,
    /// Whether it suits.
    pub suits: Suit,
}

/// Says which times suit oneself, in place of what one said before.
#[derive(Debug, Clone, Deserialize)]
pub struct SayTimes {
    /// The poll's number; the API takes it from the address.
    #[serde(default)]
    pub poll: i64,
    /// What one says of each; times left out suit neither well nor badly.
    pub answers: Vec<Suiting>,
}

#[async_trait]
impl Act for SayTimes {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        let person = cx.me(&ANSWER)?;
        let initiative = cx.initiative()?;
        let poll = open(cx, tx, self.poll).await?;
        let times = store::times(tx, initiative, poll.id).await?;
        let mut said = Vec::new();
        for Suiting { time, suits } in &self.answers {
            let known = times.iter().any(|one| one.number == *time);
            if !known || said.iter().any(|(number, _)| number == time) {
                return Err(Problem::new(format!("time-{time}"), "problem-unknown").into());
            }
            said.push((*time, *suits));
        }
        if said.is_empty() {
            return Err(Problem::new("time-1", "problem-times-none").into());
        }
        store::say(tx, initiative, poll.id, (person, &cx.actor.name), &said).await?;
        cx.tell(tx, Told::new("time.answered", poll.about(), &poll.title)).await
    }
}

/// Takes one of the times, and plans the meeting at it. It answers the meeting.
#[derive(Debug, Clone, Deserialize)]
pub struct TakeTime {
    /// The poll's number; the API takes it from the address.
    #[serde(default)]
    pub poll: i64,
    /// The time's number; without one, the best.
    #[serde(default)]
    pub time: Option<i64>,
}

#[async_trait]
impl Act for TakeTime {
    type Out = Made;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<Made> {
        cx.may(&OFFER, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let poll = open(cx, tx, self.poll).await?;
        let times = store::times(tx, initiative, poll.id).await?;
        let said = store::said(tx, initiative, poll.id).await?;
        let wanted = match self.time {
            Some(number) => number,
            None => best(&times, &said).ok_or(Error::Rule("rule-times-none-best"))?,
        };
        let time = times.into_iter().find(|time| time.number == wanted);
        let time = time.ok_or_else(|| Error::from(Problem::new("time", "problem-choose")))?;
        let plan = PlanMeeting {
            group: poll.group,
            title: poll.title.clone(),
            purpose: poll.purpose.clone(),
            starts_at: time.starts_at,
            minutes: poll.minutes,
            place: poll.place.clone(),
            link: poll.link.clone(),
        };
        let made = plan.plan(cx, tx).await?;
        store::take(tx, initiative, poll.id, time.number, made.number).await?;
        let told = Told::new("time.taken", poll.about(), &poll.title)
            .change(None, time.starts_at.to_string())
            .to(Relation::Holds, made.about.clone());
        cx.tell(tx, told).await?;
        Ok(made)
    }
}

/// A poll that goes on, locked.
async fn open(cx: &Context, tx: &mut Tx, number: i64) -> Result<TimePoll> {
    let poll = store::lock(tx, cx.initiative()?, number).await?.ok_or(Error::Missing)?;
    if poll.is_open() { Ok(poll) } else { Err(Error::Rule("rule-times-over")) }
}
