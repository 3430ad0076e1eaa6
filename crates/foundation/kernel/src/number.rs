use std::ops::RangeInclusive;

use store::Tx;

use crate::{InitiativeId, Result};

store::statements! {
    NEXT = "INSERT INTO numbering (initiative, kind, latest) VALUES ($1, $2, $3)
        ON CONFLICT (initiative, kind) DO UPDATE SET latest = numbering.latest + excluded.latest RETURNING latest";
}

/// The next number of `kind` that people see in this initiative, from 1, without gaps but for
/// transactions that fail on PostgreSQL.
pub async fn next_number(tx: &mut Tx, initiative: InitiativeId, kind: &str) -> Result<i64> {
    Ok(*next_numbers(tx, initiative, kind, 1).await?.end())
}

/// The next so many of them at once.
pub async fn next_numbers(
    tx: &mut Tx,
    initiative: InitiativeId,
    kind: &str,
    count: usize,
) -> Result<RangeInclusive<i64>> {
    let (latest,): (i64,) = tx.one(&NEXT, &[initiative.into(), kind.into(), count.into()]).await?;
    Ok(latest - count as i64 + 1..=latest)
}
