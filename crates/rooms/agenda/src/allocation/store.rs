use budget::BigRational;
use kernel::{InitiativeId, Result};
use store::{FromRow, Read, Row, Tx, Value};

use super::{Allocation, Line};
use crate::fund::Rule;

store::statements! {
    HEADS = "SELECT rule, share, spent, served, ahead, behind, ties FROM allocation
        WHERE initiative = $1 AND fund = $2";
    LINES = "SELECT rule, project, supporters, score, place, reason, short_by, needed, paid, in_full, the_rest, none_left
        FROM allocation_line WHERE initiative = $1 AND fund = $2 ORDER BY project";
    INSERT = "INSERT INTO allocation (initiative, fund, rule, share, spent, served, ahead, behind, ties)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    INSERT_LINE = "INSERT INTO allocation_line (initiative, fund, rule, project, supporters, score, place, reason,
        short_by, needed, paid, in_full, the_rest, none_left)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
}

impl FromRow for Allocation {
    fn from_row(row: &mut Row) -> store::Result<Self> {
        Ok(Self {
            rule: row.take()?,
            share: exact(row)?,
            spent: row.take()?,
            served: row.take()?,
            ahead: row.take()?,
            behind: row.take()?,
            ties: ties(&row.take::<String>()?),
            lines: Vec::new(),
        })
    }
}

/// A line with the rule it belongs to.
struct OfRule {
    rule: Rule,
    line: Line,
}

impl FromRow for OfRule {
    fn from_row(row: &mut Row) -> store::Result<Self> {
        let rule = row.take()?;
        let line = Line {
            project: row.take()?,
            supporters: row.take()?,
            score: row.take()?,
            place: row.take()?,
            why: row.take()?,
            short_by: exact(row)?,
            needed: row.take()?,
            paid: exact(row)?,
            in_full: row.take()?,
            the_rest: row.take()?,
            none_left: row.take()?,
        };
        Ok(Self { rule, line })
    }
}

/// A fraction as it is kept; none where nothing is.
fn exact(row: &mut Row) -> store::Result<Option<BigRational>> {
    let text: String = row.take()?;
    Ok(text.parse().ok())
}

/// Projects that were equally good, as they are kept: `3,1;7,8`.
pub(super) fn ties_text(ties: &[Vec<i64>]) -> String {
    let tie = |tie: &Vec<i64>| tie.iter().map(i64::to_string).collect::<Vec<_>>().join(",");
    ties.iter().map(tie).collect::<Vec<_>>().join(";")
}

fn ties(text: &str) -> Vec<Vec<i64>> {
    let tie = |tie: &str| tie.split(',').filter_map(|number| number.parse().ok()).collect();
    text.split(';').filter(|tie| !tie.is_empty()).map(tie).collect()
}

/// What came of a fund under each rule, in the order of [`Rule::ALL`]; nothing before it is counted.
pub(crate) async fn all(read: &mut Read, initiative: InitiativeId, fund: i64) -> Result<Vec<Allocation>> {
    let values = [initiative.into(), fund.into()];
    let mut found: Vec<Allocation> = read.rows(&HEADS, &values).await?;
    found.sort_by_key(|allocation| allocation.rule);
    for OfRule { rule, line } in read.rows(&LINES, &values).await? {
        if let Some(allocation) = found.iter_mut().find(|allocation| allocation.rule == rule) {
            allocation.lines.push(line);
        }
    }
    Ok(found)
}

/// Writes down what came of a fund under one rule.
pub(crate) async fn insert(
    tx: &mut Tx,
    initiative: InitiativeId,
    fund: i64,
    allocation: &Allocation,
) -> Result<()> {
    let text = |amount: &Option<BigRational>| amount.as_ref().map(ToString::to_string).unwrap_or_default();
    let values = [
        initiative.into(),
        fund.into(),
        allocation.rule.into(),
        text(&allocation.share).into(),
        allocation.spent.into(),
        allocation.served.into(),
        allocation.ahead.into(),
        allocation.behind.into(),
        ties_text(&allocation.ties).into(),
    ];
    tx.run(&INSERT, &values).await?;
    let line = |line: &Line| -> Vec<Value> {
        vec![
            initiative.into(),
            fund.into(),
            allocation.rule.into(),
            line.project.into(),
            line.supporters.into(),
            line.score.into(),
            line.place.into(),
            line.why.into(),
            text(&line.short_by).into(),
            line.needed.into(),
            text(&line.paid).into(),
            line.in_full.into(),
            line.the_rest.into(),
            line.none_left.into(),
        ]
    };
    let lines: Vec<Vec<Value>> = allocation.lines.iter().map(line).collect();
    tx.run_each(&INSERT_LINE, &lines).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_are_kept_as_they_are() {
        let some = vec![vec![3, 1], vec![7, 8, 9]];
        assert_eq!(ties(&ties_text(&some)), some);
        assert_eq!(ties(&ties_text(&[])), Vec::<Vec<i64>>::new());
    }
}
