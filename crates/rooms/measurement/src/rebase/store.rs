use kernel::{InitiativeId, Result};
use store::{Read, Tx};
use uuid::Uuid;

use super::Rebase;

store::statements! {
    EVERY = "SELECT measure, period, reason, agreed_by, decided_by, decided_at FROM rebase
        WHERE initiative = $1 ORDER BY measure, period";
    OF_MEASURES = "SELECT measure, period, reason, agreed_by, decided_by, decided_at FROM rebase
        WHERE initiative = $1 AND measure = ANY($2) ORDER BY measure, period";
    INSERT = "INSERT INTO rebase (initiative, measure, period, reason, agreed_by, decided_by, decided_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (initiative, measure, period) DO NOTHING";
}

store::row!(Rebase { measure, period, reason, agreed_by, decided_by, decided_at });

pub(crate) async fn all(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Rebase>> {
    Ok(read.rows(&EVERY, &[initiative.into()]).await?)
}

/// Those of some measures, in order of time.
pub(crate) async fn of_measures(
    read: &mut Read,
    initiative: InitiativeId,
    measures: &[Uuid],
) -> Result<Vec<Rebase>> {
    Ok(read.rows(&OF_MEASURES, &[initiative.into(), measures.into()]).await?)
}

/// False if limits begin afresh there already.
pub(crate) async fn insert(tx: &mut Tx, initiative: InitiativeId, rebase: &Rebase) -> Result<bool> {
    let values = [
        initiative.into(),
        rebase.measure.into(),
        rebase.period.as_str().into(),
        rebase.reason.as_str().into(),
        rebase.agreed_by.as_str().into(),
        rebase.decided_by.as_str().into(),
        rebase.decided_at.into(),
    ];
    Ok(tx.run(&INSERT, &values).await? == 1)
}
