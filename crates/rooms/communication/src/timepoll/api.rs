use jiff::Timestamp;
use kernel::{Error, Result};
use serde::Serialize;
use web::{Answer, Routes, Visit};

use super::acts::{OfferTimes, SayTimes, TakeTime};
use super::{ANSWER, OFFER, READ, Suit, TimePoll, best, store};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .api_get("meetings/times", &READ, list)
        .api_post("meetings/times", &OFFER, offer)
        .api_get("meetings/times/{n}", &READ, one)
        .api_post("meetings/times/{n}/answers", &ANSWER, answer)
        .api_post("meetings/times/{n}/take", &OFFER, take)
}

/// A time poll as the API gives it; in a list without its times.
#[derive(Serialize)]
struct Shown {
    #[serde(flatten)]
    poll: TimePoll,
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

/// Those of which no time was taken yet.
async fn list(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let polls = store::open(&mut read, visit.initiative()?).await?;
    let shown = polls.into_iter().map(|poll| Shown { poll, times: Vec::new(), best: None });
    Ok(Answer::json(&shown.collect::<Vec<_>>()))
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
    Ok(Answer::json(&Shown { poll, times, best }))
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
