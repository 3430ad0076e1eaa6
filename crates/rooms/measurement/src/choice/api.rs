use kernel::Result;
use serde::Serialize;
use signals::choice::{Power, Rating};
use web::{Answer, Routes, Visit};

use super::acts::{ProposeMeasure, RateMeasure, SetTier};
use super::{Choice, PROPOSE, RATE, READ, Ranked, TIER, verdict, word};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .api_get("choices", &READ, list)
        .api_post("choices", &PROPOSE, propose)
        .api_post("choices/{n}/rating", &RATE, rate)
        .api_post("choices/{n}/tier", &TIER, set_tier)
}

/// One power as the API gives it.
#[derive(Serialize)]
pub(crate) struct ShownPower {
    median: f64,
    low: usize,
    medium: usize,
    high: usize,
}

impl From<&Power> for ShownPower {
    fn from(power: &Power) -> Self {
        let [low, medium, high] = power.said;
        Self { median: power.median, low, medium, high }
    }
}

/// What the viewer found.
#[derive(Serialize)]
pub(crate) struct Mine {
    communication: &'static str,
    proxy: &'static str,
    data: &'static str,
}

impl From<&Rating> for Mine {
    fn from(rating: &Rating) -> Self {
        Self { communication: word(rating.communication), proxy: word(rating.proxy), data: word(rating.data) }
    }
}

/// A measure as the API gives it. What all found is null before one has rated oneself.
#[derive(Serialize)]
pub(crate) struct Shown<'a> {
    number: i64,
    name: &'a str,
    why: &'a str,
    status: &'static str,
    result: i64,
    tier: &'static str,
    tier_reason: &'a str,
    raters: usize,
    mine: Option<Mine>,
    communication: Option<ShownPower>,
    proxy: Option<ShownPower>,
    data: Option<ShownPower>,
    verdict: Option<&'static str>,
}

pub(crate) fn shown(result: i64, ranked: &Ranked) -> Shown<'_> {
    let measure = &ranked.measure;
    let weighed = ranked.weighed.as_ref();
    Shown {
        number: measure.number,
        name: &measure.name,
        why: &measure.why,
        status: measure.status().word(),
        result,
        tier: measure.tier.word(),
        tier_reason: &measure.tier_reason,
        raters: ranked.raters,
        mine: ranked.mine.as_ref().map(Mine::from),
        communication: weighed.map(|weighed| (&weighed.communication).into()),
        proxy: weighed.map(|weighed| (&weighed.proxy).into()),
        data: weighed.map(|weighed| (&weighed.data).into()),
        verdict: weighed.map(|weighed| verdict(weighed.verdict())),
    }
}

async fn list(visit: Visit) -> Result<Answer> {
    let choice = Choice::load(visit.cx(), &mut visit.read().await?).await?;
    let shown: Vec<Shown<'_>> = choice
        .results
        .iter()
        .flat_map(|(result, ranked)| ranked.iter().map(|ranked| shown(result.number, ranked)))
        .collect();
    Ok(Answer::json(&shown))
}

async fn propose(visit: Visit) -> Result<Answer> {
    let act: ProposeMeasure = visit.json()?;
    let number = visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({ "number": number })))
}

async fn rate(visit: Visit) -> Result<Answer> {
    let act: RateMeasure = visit.json()?;
    visit.execute(RateMeasure { measure: visit.part("n")?, ..act }).await?;
    Ok(Answer::json(&serde_json::json!({})))
}

async fn set_tier(visit: Visit) -> Result<Answer> {
    let act: SetTier = visit.json()?;
    visit.execute(SetTier { measure: visit.part("n")?, ..act }).await?;
    Ok(Answer::json(&serde_json::json!({})))
}
