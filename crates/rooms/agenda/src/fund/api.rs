use kernel::Result;
use serde::Serialize;
use serde_json::json;
use web::{Answer, Routes, Visit};

use super::acts::{EditFund, EndFund, FixRule, OpenFund};
use super::{Fund, OPEN, Phase, READ, Rule, ballot, page, store};

/// Budgets in one answer.
const PAGE: usize = 100;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .api_get("funds", &READ, list)
        .api_post("funds", &OPEN, open)
        .api_get("funds/{n}", &READ, one)
        .api_post("funds/{n}/edit", &OPEN, edit)
        .api_post("funds/{n}/rule", &OPEN, fix)
        .api_post("funds/{n}/end", &OPEN, end)
        .and(ballot::api::routes())
}

/// A budget as the API gives it.
#[derive(Serialize)]
struct Line {
    number: i64,
    id: String,
    title: String,
    description: String,
    amount: String,
    currency: String,
    voters: &'static str,
    way: &'static str,
    most: i64,
    proposals_until: Option<String>,
    opens_at: String,
    closes_at: String,
    phase: &'static str,
    rule: Option<&'static str>,
    ties: &'static str,
    rule_why: String,
    rule_by: String,
    rule_at: Option<String>,
    counted_at: Option<String>,
    imported: bool,
    ballots: i64,
}

fn shown(fund: Fund, phase: Phase, ballots: i64) -> Line {
    Line {
        number: fund.number,
        id: fund.id.to_string(),
        amount: fund.money().text(fund.amount as u64),
        imported: fund.is_imported(),
        title: fund.title,
        description: fund.description,
        currency: fund.currency,
        voters: fund.voters.word(),
        way: fund.way.word(),
        most: fund.most,
        proposals_until: fund.proposals_until.map(|at| at.to_string()),
        opens_at: fund.opens_at.to_string(),
        closes_at: fund.closes_at.to_string(),
        phase: phase.word(),
        rule: fund.rule.map(Rule::word),
        ties: fund.ties.word(),
        rule_why: fund.rule_why,
        rule_by: fund.rule_by,
        rule_at: fund.rule_at.map(|at| at.to_string()),
        counted_at: fund.counted_at.map(|at| at.to_string()),
        ballots,
    }
}

/// A hundred at a time, newest first: `?page=2` has the next.
async fn list(visit: Visit) -> Result<Answer> {
    let initiative = visit.initiative()?;
    let mut read = visit.read().await?;
    let now = crate::clock(&visit, &mut read).await?;
    let mut lines = Vec::new();
    for fund in store::part(&mut read, initiative, visit.paging(PAGE).part()).await? {
        let (ballots, _) = store::ballots(&mut read, initiative, fund.number).await?;
        let phase = fund.phase(now);
        lines.push(shown(fund, phase, ballots));
    }
    Ok(Answer::json(&lines))
}

async fn one(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let fund = page::asked(&visit, &mut read).await?;
    let phase = fund.now(&visit, &mut read).await?;
    let (ballots, _) = store::ballots(&mut read, visit.initiative()?, fund.number).await?;
    Ok(Answer::json(&shown(fund, phase, ballots)))
}

async fn open(visit: Visit) -> Result<Answer> {
    let number = visit.execute(visit.json::<OpenFund>()?).await?;
    Ok(Answer::json(&json!({ "number": number })))
}

async fn edit(visit: Visit) -> Result<Answer> {
    visit.execute(EditFund { fund: visit.part("n")?, ..visit.json()? }).await?;
    Ok(Answer::json(&json!({ "edited": true })))
}

async fn fix(visit: Visit) -> Result<Answer> {
    visit.execute(FixRule { fund: visit.part("n")?, ..visit.json()? }).await?;
    Ok(Answer::json(&json!({ "fixed": true })))
}

async fn end(visit: Visit) -> Result<Answer> {
    visit.execute(EndFund { fund: visit.part("n")? }).await?;
    Ok(Answer::json(&json!({ "ended": true })))
}
