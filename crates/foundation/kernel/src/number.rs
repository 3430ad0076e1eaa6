use store::Tx;

use crate::{InitiativeId, Result};

store::statements! {
    NEXT = "INSERT INTO numbering (initiative, kind, latest) VALUES ($1, $2, 1)
        ON CONFLICT (initiative, kind) DO UPDATE SET latest = numbering.latest + 1 RETURNING latest";
}

/// The next number of `kind` that people see in this initiative, from 1, without gaps but for
/// transactions that fail on PostgreSQL.
pub async fn next_number(tx: &mut Tx, initiative: InitiativeId, kind: &str) -> Result<i64> {
    let (number,) = tx.one(&NEXT, &[initiative.into(), kind.into()]).await?;
    Ok(number)
}
