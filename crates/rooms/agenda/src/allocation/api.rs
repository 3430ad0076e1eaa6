use budget::BigRational;
use kernel::{Error, Result};
use serde_json::{Value, json};
use web::{Answer, Routes, Visit};

use super::acts::count_fund;
use super::{Allocation, Line, bought, store};
use crate::fund::page::asked;
use crate::fund::{Fund, OPEN, READ, Rule, ballot};
use crate::vote::page::voice;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .api_get("funds/{n}/result", &READ, result)
        .api_get("funds/{n}/share", &READ, share)
        .api_post("funds/{n}/count", &OPEN, count)
}

async fn count(visit: Visit) -> Result<Answer> {
    count_fund(&visit, visit.part("n")?).await?;
    Ok(Answer::json(&json!({ "counted": true })))
}

/// What came of a fund under each rule; the one that was fixed decides. Amounts are exact: decimals of the currency
/// where they end, otherwise a fraction.
async fn result(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let fund = asked(&visit, &mut read).await?;
    let found = store::all(&mut read, visit.initiative()?, fund.number).await?;
    let shown: Vec<Value> = found.iter().map(|allocation| shown(&fund, allocation)).collect();
    Ok(Answer::json(&json!({ "decides": fund.rule, "ties": fund.ties, "rules": shown })))
}

fn shown(fund: &Fund, allocation: &Allocation) -> Value {
    let money = fund.money();
    let exact = |amount: &Option<BigRational>| amount.as_ref().map(|amount| money.exact(amount));
    let line = |line: &Line| {
        json!({
            "project": line.project, "supporters": line.supporters, "score": line.score, "place": line.place,
            "why": line.why, "short_by": exact(&line.short_by), "supporters_needed": line.needed,
            "paid_for_each": exact(&line.paid), "in_full": line.in_full, "the_rest": line.the_rest,
            "none_left": line.none_left,
        })
    };
    json!({
        "rule": allocation.rule, "share": exact(&allocation.share), "spent": money.text(allocation.spent as u64),
        "served": allocation.served, "ahead_of_greedy": allocation.ahead, "behind_greedy": allocation.behind,
        "ties": allocation.ties, "projects": allocation.lines.iter().map(line).collect::<Vec<_>>(),
    })
}

/// What one's own share bought under Equal Shares: seen by nobody else.
async fn share(visit: Visit) -> Result<Answer> {
    let initiative = visit.initiative()?;
    let mut read = visit.read().await?;
    let fund = asked(&visit, &mut read).await?;
    let own = ballot::own(&visit, &mut read, &fund, voice(&visit).as_ref()).await?.ok_or(Error::Missing)?;
    let found = store::all(&mut read, initiative, fund.number).await?;
    let shares = found.iter().find(|allocation| allocation.rule == Rule::Shares).ok_or(Error::Missing)?;
    let share = bought(&mut read, initiative, &fund, shares, &own).await?.ok_or(Error::Missing)?;
    let money = fund.money();
    let paid =
        share.paid.iter().map(|(project, amount)| json!({ "project": project, "paid": money.exact(amount) }));
    Ok(Answer::json(&json!({
        "share": money.exact(&share.share), "paid": paid.collect::<Vec<_>>(), "left": money.exact(&share.left),
    })))
}
