use kernel::Result;
use serde::Serialize;
use serde_json::json;
use web::{Answer, Routes, Visit};

use super::acts::{OwnThing, ReopenThing, RetireThing, SetHours, TakeStock};
use super::stock::Since;
use super::{Item, KEEP, Ledger, READ};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .api_get("ledger", &READ, list)
        .api_post("ledger/own", &KEEP, own)
        .api_post("ledger/retire", &KEEP, retire)
        .api_post("ledger/reopen", &KEEP, reopen)
        .api_post("ledger/hours", &KEEP, set_hours)
        .api_post("ledger/stock", &KEEP, take)
}

/// A thing as the API gives it.
#[derive(Serialize)]
pub(crate) struct Shown<'a> {
    duty: i64,
    gap: &'static str,
    what: &'a str,
    measure: i64,
    partner: &'a str,
    named: &'a str,
    owner: &'a str,
    since: String,
    days: i64,
    hours: f64,
    retired: bool,
    reason: &'a str,
}

pub(crate) fn shown<'a>(ledger: &Ledger, item: &'a Item, now: jiff::Timestamp) -> Shown<'a> {
    Shown {
        duty: item.duty.number,
        gap: item.key.gap.word(),
        what: &item.key.what,
        measure: item.measure.0,
        partner: &item.partner,
        named: &item.named,
        owner: item.owner(),
        since: item.since.to_string(),
        days: item.days(now),
        hours: ledger.hours_of(item),
        retired: item.retired(),
        reason: item.note.as_ref().map_or("", |note| note.reason.as_str()),
    }
}

async fn list(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let ledger = Ledger::load(visit.cx(), &mut read).await?;
    let since = Since::load(visit.cx(), &mut read, &ledger).await?;
    drop(read);
    let items = |items: &[Item]| {
        serde_json::to_value(items.iter().map(|item| shown(&ledger, item, visit.now())).collect::<Vec<_>>())
            .unwrap_or_default()
    };
    let stock = |stock: &super::stock::Stock| {
        json!({ "day": stock.day, "label": stock.label, "duties": stock.duties, "points": stock.points,
            "open": stock.open })
    };
    let hours: std::collections::BTreeMap<&str, f64> =
        ledger.hours.iter().map(|(gap, hours)| (gap.word(), *hours)).collect();
    Ok(Answer::json(&json!({
        "duties": ledger.duties,
        "drift": ledger.drift(),
        "hours": ledger.effort(),
        "hours_of_one": hours,
        "opened": since.opened,
        "closed": since.closed,
        "open": items(&ledger.open),
        "retired": items(&ledger.retired),
        "stocks": since.stocks.iter().map(stock).collect::<Vec<_>>(),
    })))
}

async fn own(visit: Visit) -> Result<Answer> {
    let act: OwnThing = visit.json()?;
    visit.execute(act).await?;
    Ok(Answer::json(&json!({})))
}

async fn retire(visit: Visit) -> Result<Answer> {
    let act: RetireThing = visit.json()?;
    visit.execute(act).await?;
    Ok(Answer::json(&json!({})))
}

async fn reopen(visit: Visit) -> Result<Answer> {
    let act: ReopenThing = visit.json()?;
    visit.execute(act).await?;
    Ok(Answer::json(&json!({})))
}

async fn set_hours(visit: Visit) -> Result<Answer> {
    let act: SetHours = visit.json()?;
    visit.execute(act).await?;
    Ok(Answer::json(&json!({})))
}

async fn take(visit: Visit) -> Result<Answer> {
    let act: TakeStock = visit.json()?;
    let open = visit.execute(act).await?;
    Ok(Answer::json(&json!({ "open": open })))
}
