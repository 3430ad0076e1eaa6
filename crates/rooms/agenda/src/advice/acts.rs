use ::store::Tx;
use async_trait::async_trait;
use journal::Tell;
use kernel::{Act, Context, Error, Owner, PersonId, Problem, Problems, Result, Told};
use people::GroupId;
use serde::Deserialize;

use super::{ASK, Advice, GIVE, store};
use crate::day;
use crate::decision::{self, Decision, State};

/// The longest advice, and the longest answer to it, in characters.
const TEXT: usize = 4_000;

/// A proposal that is still advised on, locked.
async fn advised(cx: &Context, tx: &mut Tx, number: i64) -> Result<Decision> {
    let decision = decision::store::locked(tx, cx.initiative()?, number).await?.ok_or(Error::Missing)?;
    if decision.state == State::Advice.word() { Ok(decision) } else { Err(Error::Rule("rule-advice-over")) }
}

/// The same, if it is the actor's own.
async fn own(cx: &Context, tx: &mut Tx, number: i64) -> Result<Decision> {
    let decision = decision::store::locked(tx, cx.initiative()?, number).await?.ok_or(Error::Missing)?;
    cx.may(&ASK, Owner::Person(decision.proposer))?;
    advised(cx, tx, number).await
}

/// Asks a member or a group for advice on one's own proposal. It answers the advice's number.
#[derive(Debug, Clone, Deserialize)]
pub struct AskForAdvice {
    /// The decision's number; the API takes it from the address.
    #[serde(default)]
    pub decision: i64,
    /// Who is asked: `person/…` or `group/…` with the id.
    pub whom: String,
}

#[async_trait]
impl Act for AskForAdvice {
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        let initiative = cx.initiative()?;
        let decision = own(cx, tx, self.decision).await?;
        let (mut person, mut group, mut name) = (None, None, None);
        match self.whom.trim().split_once('/') {
            Some(("person", id)) => {
                let wanted: Option<PersonId> = id.parse().ok();
                let members = people::members(tx, initiative).await?;
                if let Some(member) = members.into_iter().find(|member| Some(member.person) == wanted) {
                    (person, name) = (Some(member.person), Some(member.name));
                }
            }
            Some(("group", id)) => {
                if let Some(found) = match id.parse::<GroupId>() {
                    Ok(id) => people::group(tx, initiative, id).await?,
                    Err(_) => None,
                } {
                    (group, name) = (Some(found.id), Some(found.name));
                }
            }
            _ => {}
        }
        let name = name.ok_or_else(|| Problem::new("whom", "problem-choose"))?;
        let asked = store::all(tx, initiative, decision.id).await?;
        if asked.iter().any(|one| (one.person, one.group) == (person, group)) {
            return Err(Problem::new("whom", "problem-advice-asked").into());
        }
        let advice = Advice {
            number: asked.len() as i64 + 1,
            person,
            group,
            name,
            asked_at: cx.now(),
            text: String::new(),
            given_by: String::new(),
            given_at: None,
            answer: String::new(),
            answered_at: None,
        };
        store::ask(tx, initiative, decision.id, &advice).await?;
        let told = Told::new("advice.asked", decision.about(), &decision.title);
        cx.tell(tx, told.change(None, advice.name.clone())).await?;
        Ok(advice.number)
    }
}

/// Gives the advice that one was asked for, or changes it.
#[derive(Debug, Clone, Deserialize)]
pub struct GiveAdvice {
    /// The decision's number; the API takes it from the address.
    #[serde(default)]
    pub decision: i64,
    /// The advice's number; the API takes it from the address.
    #[serde(default)]
    pub advice: i64,
    /// What one advises.
    pub text: String,
}

#[async_trait]
impl Act for GiveAdvice {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        let initiative = cx.initiative()?;
        let decision = decision::store::locked(tx, initiative, self.decision).await?.ok_or(Error::Missing)?;
        let asked = store::all(tx, initiative, decision.id).await?;
        let asked = asked.into_iter().find(|one| one.number == self.advice).ok_or(Error::Missing)?;
        cx.may(&GIVE, asked.owner())?;
        advised(cx, tx, self.decision).await?;
        let mut problems = Problems::none();
        let text = problems.text("text", &self.text, TEXT);
        problems.done()?;
        let given = (asked.number, text.as_str(), cx.actor.name.as_str(), cx.now());
        store::give(tx, initiative, decision.id, given).await?;
        let told = Told::new("advice.given", decision.about(), &decision.title);
        let before = Some(asked.text).filter(|text| !text.is_empty());
        cx.tell(tx, told.change(before, text)).await
    }
}

/// Says what becomes of advice on one's own proposal.
#[derive(Debug, Clone, Deserialize)]
pub struct AnswerAdvice {
    /// The decision's number; the API takes it from the address.
    #[serde(default)]
    pub decision: i64,
    /// The advice's number; the API takes it from the address.
    #[serde(default)]
    pub advice: i64,
    /// What becomes of it, and why.
    pub text: String,
}

#[async_trait]
impl Act for AnswerAdvice {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        let initiative = cx.initiative()?;
        let decision = own(cx, tx, self.decision).await?;
        let asked = store::all(tx, initiative, decision.id).await?;
        let asked = asked.into_iter().find(|one| one.number == self.advice).ok_or(Error::Missing)?;
        if asked.text.is_empty() {
            return Err(Error::Rule("rule-advice-not-given"));
        }
        let mut problems = Problems::none();
        let text = problems.text("text", &self.text, TEXT);
        problems.done()?;
        store::answer(tx, initiative, decision.id, (asked.number, text.as_str(), cx.now())).await?;
        let told = Told::new("advice.answered", decision.about(), &decision.title);
        let before = Some(asked.answer).filter(|text| !text.is_empty());
        cx.tell(tx, told.change(before, text)).await
    }
}

/// Ends the advice round and asks those who decide. Advice that was given has to be answered first.
#[derive(Debug, Clone, Deserialize)]
pub struct OpenVote {
    /// The decision's number; the API takes it from the address.
    #[serde(default)]
    pub decision: i64,
    /// The proposal as it shall be decided on.
    pub text: String,
    /// The last day for answers.
    pub closes: String,
}

#[async_trait]
impl Act for OpenVote {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        let initiative = cx.initiative()?;
        let mut decision = own(cx, tx, self.decision).await?;
        let mut problems = Problems::none();
        let before =
            std::mem::replace(&mut decision.text, problems.text("text", &self.text, decision::acts::TEXT));
        let closes_at = problems.some(day::ends(&self.closes), "closes", "problem-date");
        let now = crate::clock(cx, tx).await?;
        problems.check(closes_at.is_none_or(|end| now < end), "closes", "problem-day-over");
        problems.done()?;
        let asked = store::all(tx, initiative, decision.id).await?;
        if asked.iter().any(|one| !one.text.is_empty() && one.answer.is_empty()) {
            return Err(Error::Rule("rule-advice-unanswered"));
        }
        decision.closes_at = closes_at.ok_or(Error::Missing)?;
        decision::store::open_vote(tx, initiative, &decision).await?;
        let told = Told::new("decision.opened", decision.about(), &decision.title);
        cx.tell(tx, told.change(Some(before), decision.text.clone())).await
    }
}
