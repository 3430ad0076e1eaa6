use jiff::Timestamp;
use kernel::{Error, Result};
use people::GroupId;
use serde::Serialize;
use web::{Answer, Routes, Visit};

use super::acts::{OfferTimes, SayTimes, TakeTime};
use super::{ANSWER, OFFER, READ, Suit, TimePoll, TimePollId, best, store};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .api_get("meetings/times", &READ, list)
        .api_post("meetings/times", &OFFER, offer)
        .api_get("meetings/times/{n}", &READ, one)
        .api_post("meetings/times/{n}/answers", &ANSWER, answer)
        .api_post("meetings/times/{n}/take", &OFFER, take)
}

/// A time poll as the API gives it.
#[derive(Serialize)]
struct Shown {
    id: TimePollId,
    number: i64,
    group: GroupId,
    title: String,
    purpose: String,
    minutes: i64,
    place: String,
    link: String,
    asked_by: String,
    asked_at: Timestamp,
    chosen: Option<i64>,
    meeting: Option<i64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    times: Vec<Time>,
    /// The time that is proposed.
    #[serde(skip_serializing_if = "Option::is_none")]
    best: Option<i64>,
}

/// One time with whom it suits.
#[derive(Serialize)]
struct Time {
    number: i64,
    starts_at: Timestamp,
    answers: Vec<Answered>,
}

#[derive(Serialize)]
struct Answered {
    name: String,
    suits: Suit,
}

impl From<TimePoll> for Shown {
    fn from(poll: TimePoll) -> Self {
        let TimePoll { id, number, group, title, purpose, minutes, place, link, .. } = poll;
        let TimePoll { asked_by, asked_at, chosen, meeting, .. } = poll;
        let (times, best) = (Vec::new(), None);
        Self {
            id,
            number,
            group,
            title,
            purpose,
            minutes,
            place,
            link,
            asked_by,
            asked_at,
            chosen,
            meeting,
            times,
            best,
        }
    }
}

/// Those of which no time was taken yet.
async fn list(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let polls = store::open(&mut read, visit.initiative()?).await?;
    Ok(Answer::json(&polls.into_iter().map(Shown::from).collect::<Vec<_>>()))
}

async fn one(visit: Visit) -> Result<Answer> {
    let initiative = visit.initiative()?;
    let mut read = visit.read().await?;
    let poll = store::numbered(&mut read, initiative, visit.part("n")?).await?.ok_or(Error::Missing)?;
    let times = store::times(&mut read, initiative, poll.id).await?;
    let said = store::said(&mut read, initiative, poll.id).await?;
    let best = best(&times, &said);
    let time = |number: i64| {
        let those = said.iter().filter(move |one| one.number == number);
        those.map(|one| Answered { name: one.name.clone(), suits: one.suits }).collect()
    };
    let times = times
        .iter()
        .map(|one| Time { number: one.number, starts_at: one.starts_at, answers: time(one.number) })
        .collect();
    Ok(Answer::json(&Shown { times, best, ..Shown::from(poll) }))
}

async fn offer(visit: Visit) -> Result<Answer> {
    let act: OfferTimes = visit.json()?;
    Ok(Answer::json(&visit.execute(act).await?))
}

async fn answer(visit: Visit) -> Result<Answer> {
    let mut act: SayTimes = visit.json()?;
    act.poll = visit.part("n")?;
    visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({ "answered": true })))
}

async fn take(visit: Visit) -> Result<Answer> {
    let mut act: TakeTime = visit.json()?;
    act.poll = visit.part("n")?;
    Ok(Answer::json(&visit.execute(act).await?))
}
