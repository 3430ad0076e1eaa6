use kernel::Result;
use store::{Read, Tx};

use super::Organisation;

store::statements! {
    NAMED = "SELECT id, name, kind FROM organisation WHERE folded = $1";
    /// Of an initiative's partners: what its export holds.
    OF_INITIATIVE = "SELECT o.id, o.name, o.kind FROM organisation o
        JOIN partnership p ON p.organisation = o.id WHERE p.initiative = $1 ORDER BY o.folded";
    INSERT = "INSERT INTO organisation (id, name, folded, kind, created_at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (folded) DO NOTHING";
}

store::row!(Organisation { id, name, kind });

pub(crate) async fn named(read: &mut Read, folded: &str) -> Result<Option<Organisation>> {
    Ok(read.maybe(&NAMED, &[folded.into()]).await?)
}

pub(crate) async fn of_initiative(
    read: &mut Read,
    initiative: kernel::InitiativeId,
) -> Result<Vec<Organisation>> {
    Ok(read.rows(&OF_INITIATIVE, &[initiative.into()]).await?)
}

/// False if there is one of that name.
pub(crate) async fn insert(
    tx: &mut Tx,
    organisation: &Organisation,
    folded: &str,
    at: jiff::Timestamp,
) -> Result<bool> {
    let values = [
        organisation.id.into(),
        organisation.name.as_str().into(),
        folded.into(),
        organisation.kind.as_str().into(),
        at.into(),
    ];
    Ok(tx.run(&INSERT, &values).await? == 1)
}
