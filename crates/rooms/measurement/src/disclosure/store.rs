use kernel::{InitiativeId, Result};
use store::{Read, Tx};

use super::Policy;

store::statements! {
    POLICY = "SELECT mode, confidential, version, changed_by, changed_at FROM disclosure WHERE initiative = $1";
    /// Nothing if somebody else changed it meanwhile.
    SET = "INSERT INTO disclosure (initiative, mode, confidential, version, changed_by, changed_at)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (initiative) DO UPDATE SET mode = excluded.mode,
        confidential = excluded.confidential, version = excluded.version, changed_by = excluded.changed_by,
        changed_at = excluded.changed_at WHERE disclosure.version = excluded.version - 1";
}

store::row!(Policy { mode, confidential, version, changed_by, changed_at });

/// How the initiative does it; the default while nobody chose.
pub(crate) async fn policy(read: &mut Read, initiative: InitiativeId) -> Result<Policy> {
    Ok(read.maybe(&POLICY, &[initiative.into()]).await?.unwrap_or_default())
}

/// False if another version stands there already.
pub(crate) async fn set(tx: &mut Tx, initiative: InitiativeId, policy: &Policy) -> Result<bool> {
    let values = [
        initiative.into(),
        policy.mode.as_str().into(),
        policy.confidential.into(),
        policy.version.into(),
        policy.changed_by.as_str().into(),
        policy.changed_at.into(),
    ];
    Ok(tx.run(&SET, &values).await? == 1)
}
