//! Shared budgets as open tables.

use ::store::Read;
use kernel::{Context, Result};
use web::ExportTable;

use super::{Fund, store};
use crate::{allocation, project};

/// Every budget and every project. Ballots are a table of their own, because there can be very many.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<Vec<ExportTable>> {
    let funds = store::all(read, cx.initiative()?).await?;
    let projects = project::export(cx, read, &funds).await?;
    let [allocations, lines] = allocation::export(cx, read, &funds).await?;
    let mut rows = Vec::new();
    for fund in funds {
        let kept = store::kept(read, cx.initiative()?, fund.number).await?;
        rows.push(row(fund, kept));
    }
    let funds = ExportTable { name: "funds", columns: COLUMNS, rows };
    Ok(vec![funds, projects, allocations, lines])
}

const COLUMNS: &[&str] = &[
    "number",
    "amount",
    "title",
    "description",
    "currency",
    "voters",
    "way",
    "most",
    "proposals_until",
    "opens_at",
    "closes_at",
    "rule",
    "ties",
    "rule_why",
    "rule_by",
    "rule_at",
    "opened_by",
    "opened_at",
    "counted_at",
    "source",
    "kept",
];

fn row(fund: Fund, kept: String) -> Vec<String> {
    let at = |at: Option<jiff::Timestamp>| at.map(|at| at.to_string()).unwrap_or_default();
    vec![
        fund.number.to_string(),
        fund.money().text(fund.amount as u64),
        fund.title,
        fund.description,
        fund.currency,
        fund.voters.word().to_owned(),
        fund.way.word().to_owned(),
        fund.most.to_string(),
        at(fund.proposals_until),
        fund.opens_at.to_string(),
        fund.closes_at.to_string(),
        fund.rule.map(|rule| rule.word().to_owned()).unwrap_or_default(),
        fund.ties.word().to_owned(),
        fund.rule_why,
        fund.rule_by,
        at(fund.rule_at),
        fund.opened_by,
        fund.opened_at.to_string(),
        at(fund.counted_at),
        fund.source,
        kept,
    ]
}
