use ::store::Tx;
use async_trait::async_trait;
use journal::Tell;
use kernel::{Act, Context, Error, Owner, Problem, Problems, Result, Told};
use serde::Deserialize;

use super::{HEADLINES, PROPOSE, RATE, Rated, TIER, Tier, level, store};
use crate::measure::{self, Accountability};

/// The longest reason, in characters.
const REASON: usize = 500;

/// Proposes a measure for a result: what people would call it, and why. What exactly it counts is written later.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct ProposeMeasure {
    /// The result's number.
    pub result: i64,
    /// What people would call it.
    pub name: String,
    /// Why it would say something about the result.
    pub why: String,
}

#[async_trait]
impl Act for ProposeMeasure {
    /// Its number.
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        cx.may(&PROPOSE, Owner::Nobody)?;
        let mut problems = Problems::none();
        let why = problems.text("why", &self.why, REASON);
        let proposal = measure::acts::Proposal {
            result: self.result,
            name: &self.name,
            kind: Accountability::Population,
            why: &why,
        };
        proposal.record(cx, tx, problems).await
    }
}

/// Says what somebody finds of a measure. Once again writes over it.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct RateMeasure {
    /// The measure's number.
    #[serde(default)]
    pub measure: i64,
    /// `low`, `medium` or `high`: is it understood at once?
    pub communication: String,
    /// `low`, `medium` or `high`: does it say something central?
    pub proxy: String,
    /// `low`, `medium` or `high`: is there good data?
    pub data: String,
}

#[async_trait]
impl Act for RateMeasure {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        cx.may(&RATE, Owner::Nobody)?;
        let (person, initiative) = (cx.person()?, cx.initiative()?);
        let measure = measure::store::numbered(tx, initiative, self.measure).await?.ok_or(Error::Missing)?;
        let mut problems = Problems::none();
        let mut read = |field, word| {
            problems.some(level(word), field, "problem-choose").map_or(0, signals::choice::Level::number)
        };
        let rated = Rated {
            measure: measure.id,
            person,
            communication: read("communication", &self.communication),
            proxy: read("proxy", &self.proxy),
            data: read("data", &self.data),
            rated_at: cx.now(),
        };
        problems.done()?;
        store::rate(tx, initiative, &rated).await?;
        cx.tell(tx, Told::new("measure.rated", measure.about(), &measure.name).anonymous()).await
    }
}

/// Says where a measure belongs among those of its result.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct SetTier {
    /// The measure's number.
    #[serde(default)]
    pub measure: i64,
    /// `headline`, `secondary` or `developing`.
    pub tier: String,
    /// Why; a fourth headline measure of a result needs one.
    #[serde(default)]
    pub reason: String,
    /// That it is meant, where a result has its headline measures already.
    #[serde(default)]
    pub confirmed: bool,
}

#[async_trait]
impl Act for SetTier {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        cx.may(&TIER, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let measure = measure::store::numbered(tx, initiative, self.measure).await?.ok_or(Error::Missing)?;
        let mut problems = Problems::none();
        let reason = problems.maybe_text("reason", &self.reason, REASON);
        let tier = problems.some(self.tier.parse::<Tier>().ok(), "tier", "problem-choose");
        if tier == Some(Tier::Headline) {
            store::hold(tx, initiative, measure.result).await?;
            let others = store::headlines(tx, initiative, &measure).await?;
            if others.len() >= HEADLINES {
                let crowded =
                    |field| Problem::new(field, "choice-problem-headlines").with("others", others.join(", "));
                if reason.is_empty() {
                    problems.add(crowded("reason"));
                } else if !self.confirmed {
                    problems.add(crowded("confirmed"));
                }
            }
        }
        problems.done()?;
        let tier = tier.ok_or(Error::Missing)?;
        store::set_tier(tx, initiative, measure.id, tier, (&reason, cx.now())).await?;
        let words = |tier: &str, reason: &str| match reason {
            "" => tier.to_owned(),
            reason => format!("{tier}: {reason}"),
        };
        let before = words(measure.tier.word(), &measure.tier_reason);
        let told = Told::new("measure.tiered", measure.about(), &measure.name)
            .change(Some(before), words(tier.word(), &reason));
        cx.tell(tx, told).await
    }
}
