use kernel::{InitiativeId, Result};
use store::{FromRow, Read, Row, Tx};

use super::Given;
use crate::version::VersionId;

/// The columns of a [`Given`] in its order.
macro_rules! columns {
    () => {
        "r.version, r.partnership, r.round, r.answer, r.words, r.said_by, r.said_at"
    };
}

store::statements! {
    OF_VERSION = concat!("SELECT ", columns!(), " FROM ratification r
        WHERE r.initiative = $1 AND r.version = $2 ORDER BY r.said_at, r.partnership, r.round");
    EVERY = concat!("SELECT v.number, ", columns!(), " FROM ratification r
        JOIN agenda_version v ON v.initiative = r.initiative AND v.id = r.version
        WHERE r.initiative = $1 ORDER BY v.number, r.said_at, r.partnership, r.round");
    INSERT = "INSERT INTO ratification (initiative, version, partnership, round, answer, words, said_by, said_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
}

store::row!(Given { version, partnership, round, answer, words, said_by, said_at });

struct Numbered {
    version: i64,
    given: Given,
}

impl FromRow for Numbered {
    fn from_row(row: &mut Row) -> store::Result<Self> {
        Ok(Self { version: row.take()?, given: Given::from_row(row)? })
    }
}

/// Every word said to a version, as it was said.
pub(crate) async fn of_version(
    read: &mut Read,
    initiative: InitiativeId,
    version: VersionId,
) -> Result<Vec<Given>> {
    Ok(read.rows(&OF_VERSION, &[initiative.into(), version.into()]).await?)
}

/// With the version's number.
pub(crate) async fn every(read: &mut Read, initiative: InitiativeId) -> Result<Vec<(i64, Given)>> {
    let rows: Vec<Numbered> = read.rows(&EVERY, &[initiative.into()]).await?;
    Ok(rows.into_iter().map(|row| (row.version, row.given)).collect())
}

pub(crate) async fn insert(tx: &mut Tx, initiative: InitiativeId, given: &Given) -> Result<()> {
    let values = [
        initiative.into(),
        given.version.into(),
        given.partnership.into(),
        given.round.into(),
        given.answer.into(),
        given.words.as_str().into(),
        given.said_by.as_str().into(),
        given.said_at.into(),
    ];
    tx.run(&INSERT, &values).await?;
    Ok(())
}
