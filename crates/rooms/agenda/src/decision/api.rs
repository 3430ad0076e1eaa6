use kernel::{Error, Result};
use serde::Serialize;
use web::{Answer, Routes, Visit};

use super::acts::{AnswerProposal, Propose};
use super::{ANSWER, CLOSE, Decision, PROPOSE, READ, Seen, WITHDRAW, store, visible};
use crate::ballot;
use crate::ballot::acts::CastBallot;
use crate::ballot::close::{close_decision, withdraw_proposal};
use crate::poll::count::Outcome;
use crate::poll::{self, Poll, Secrecy};

/// Decisions in one answer.
const PAGE: usize = 100;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .api_get("decisions", &READ, list)
        .api_post("decisions", &PROPOSE, propose)
        .api_get("decisions/{n}", &READ, one)
        .api_post("decisions/{n}/answers", &ANSWER, answer)
        .api_post("decisions/{n}/close", &CLOSE, close)
        .api_post("decisions/{n}/withdraw", &WITHDRAW, withdraw)
}

/// A decision as the API gives it.
#[derive(Serialize)]
struct Line {
    number: i64,
    title: String,
    text: String,
    why: String,
    group: String,
    adopts: Option<String>,
    quorum: i64,
    closes_at: String,
    state: String,
    proposed_by: String,
    decided_at: Option<String>,
    round: i64,
    affected: String,
    review_on: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    answers: Vec<Said>,
    #[serde(skip_serializing_if = "Option::is_none")]
    poll: Option<Manner>,
    /// The published list of a secret vote.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    ballots: Vec<Published>,
}

/// One line of the published list.
#[derive(Serialize)]
struct Published {
    receipt: String,
    answer: String,
}

/// How it is decided, and the finished count.
#[derive(Serialize)]
struct Manner {
    method: &'static str,
    electorate: &'static str,
    secrecy: &'static str,
    options: Vec<String>,
    winners: i64,
    highest: i64,
    threshold: i64,
    seed_sha256: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    ballots_sha256: String,
    /// Told with the result.
    #[serde(skip_serializing_if = "Option::is_none")]
    seed: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<Outcome>,
}

impl Manner {
    fn new(poll: &Poll, options: Vec<String>) -> Self {
        let outcome = poll.counted();
        Self {
            method: poll.method.word(),
            electorate: poll.electorate.word(),
            secrecy: poll.secrecy.word(),
            options,
            winners: poll.winners,
            highest: poll.highest,
            threshold: poll.threshold,
            seed_sha256: poll.sealed_seed(),
            ballots_sha256: poll.list_hash.clone(),
            seed: outcome.is_some().then(|| poll.seed.clone()),
            outcome,
        }
    }
}

/// What one voter said, as far as it may be seen.
#[derive(Serialize)]
struct Said {
    constituency: String,
    name: String,
    answer: String,
    reason: String,
    at: Option<String>,
    /// Who gave it in the voter's place.
    #[serde(skip_serializing_if = "String::is_empty")]
    through: String,
}

impl Line {
    fn new(decision: Decision, seen: Vec<Seen>, poll: Option<Manner>) -> Self {
        Self {
            poll,
            ballots: Vec::new(),
            number: decision.number,
            adopts: decision.adopts().map(|subject| subject.to_string()),
            title: decision.title,
            text: decision.text,
            why: decision.why,
            group: decision.group.to_string(),
            quorum: decision.quorum,
            closes_at: decision.closes_at.to_string(),
            state: decision.state,
            proposed_by: decision.proposed_by,
            round: decision.round,
            affected: decision.affected,
            review_on: decision.review_on,
            decided_at: decision.decided_at.map(|at| at.to_string()),
            answers: seen.into_iter().map(Said::from).collect(),
        }
    }
}

impl From<Seen> for Said {
    fn from(seen: Seen) -> Self {
        let Seen { constituency, name, answer, reason, at, through } = seen;
        Self { constituency, name, answer, reason, at: at.map(|at| at.to_string()), through }
    }
}

/// A hundred at a time, newest first: `?page=2` has the next.
async fn list(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let decisions = store::part(&mut read, visit.initiative()?, visit.paging(PAGE).part()).await?;
    let lines: Vec<Line> =
        decisions.into_iter().map(|decision| Line::new(decision, Vec::new(), None)).collect();
    Ok(Answer::json(&lines))
}

async fn one(visit: Visit) -> Result<Answer> {
    let initiative = visit.initiative()?;
    let mut read = visit.read().await?;
    let found = store::numbered(&mut read, initiative, visit.part("n")?).await?;
    let decision = found.ok_or(Error::Missing)?;
    let (poll, options) = poll::of(&visit, &mut read, decision.id).await?;
    let given = store::answers(&mut read, initiative, decision.id).await?;
    let opened = ballot::store::opened(&mut read, initiative, decision.id).await?;
    let seen = visible(&decision, &poll, given);
    let mut line = Line::new(decision, seen, Some(Manner::new(&poll, options)));
    line.ballots = opened.into_iter().map(|(receipt, answer)| Published { receipt, answer }).collect();
    Ok(Answer::json(&line))
}

async fn propose(visit: Visit) -> Result<Answer> {
    let act: Propose = visit.json()?;
    let number = act.ask(&visit).await?;
    Ok(Answer::json(&serde_json::json!({ "number": number })))
}

async fn answer(visit: Visit) -> Result<Answer> {
    let mut act: AnswerProposal = visit.json()?;
    act.decision = visit.part("n")?;
    if poll::numbered(&visit, act.decision).await?.1.secrecy == Secrecy::Secret {
        let ballot = CastBallot { decision: act.decision, answer: act.answer };
        let receipt = ballot.cast(&visit).await?;
        return Ok(Answer::json(&serde_json::json!({ "answered": true, "receipt": receipt })));
    }
    visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({ "answered": true })))
}

async fn close(visit: Visit) -> Result<Answer> {
    let adopted = close_decision(&visit, visit.part("n")?).await?;
    Ok(Answer::json(&serde_json::json!({ "adopted": adopted })))
}

async fn withdraw(visit: Visit) -> Result<Answer> {
    withdraw_proposal(&visit, visit.part("n")?).await?;
    Ok(Answer::json(&serde_json::json!({ "withdrawn": true })))
}
