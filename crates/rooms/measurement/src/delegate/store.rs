use kernel::{InitiativeId, PersonId, Result};
use store::{Read, Tx};
use uuid::Uuid;

use super::Delegate;

store::statements! {
    EVERY = "SELECT id, number, partnership, person, since, until, accepts, named_by, named_at FROM reporting_delegate
        WHERE initiative = $1 ORDER BY number";
    NUMBERED = "SELECT id, number, partnership, person, since, until, accepts, named_by, named_at FROM reporting_delegate
        WHERE initiative = $1 AND number = $2";
    OF_PERSON = "SELECT id, number, partnership, person, since, until, accepts, named_by, named_at FROM reporting_delegate
        WHERE initiative = $1 AND person = $2 ORDER BY number";
    OF_PARTNERS = "SELECT id, number, partnership, person, since, until, accepts, named_by, named_at FROM reporting_delegate
        WHERE initiative = $1 AND partnership = ANY($2) ORDER BY since, number";
    INSERT = "INSERT INTO reporting_delegate (initiative, id, number, partnership, person, since, until, accepts, named_by,
        named_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    END = "DELETE FROM reporting_delegate WHERE initiative = $1 AND id = $2";
}

store::row!(Delegate { id, number, partnership, person, since, until, accepts, named_by, named_at });

pub(crate) async fn all(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Delegate>> {
    Ok(read.rows(&EVERY, &[initiative.into()]).await?)
}

pub(crate) async fn numbered(
    read: &mut Read,
    initiative: InitiativeId,
    number: i64,
) -> Result<Option<Delegate>> {
    Ok(read.maybe(&NUMBERED, &[initiative.into(), number.into()]).await?)
}

/// For whom somebody reports, or will, or has.
pub(crate) async fn of_person(
    read: &mut Read,
    initiative: InitiativeId,
    person: PersonId,
) -> Result<Vec<Delegate>> {
    Ok(read.rows(&OF_PERSON, &[initiative.into(), person.into()]).await?)
}

/// Who reports for some partners, or will, or has.
pub(crate) async fn of_partners(
    read: &mut Read,
    initiative: InitiativeId,
    partners: &[Uuid],
) -> Result<Vec<Delegate>> {
    Ok(read.rows(&OF_PARTNERS, &[initiative.into(), partners.into()]).await?)
}

pub(crate) async fn insert(tx: &mut Tx, initiative: InitiativeId, delegate: &Delegate) -> Result<()> {
    let values = [
        initiative.into(),
        delegate.id.into(),
        delegate.number.into(),
        delegate.partnership.into(),
        delegate.person.into(),
        delegate.since.as_str().into(),
        delegate.until.as_str().into(),
        delegate.accepts.into(),
        delegate.named_by.as_str().into(),
        delegate.named_at.into(),
    ];
    tx.run(&INSERT, &values).await?;
    Ok(())
}

pub(crate) async fn end(tx: &mut Tx, initiative: InitiativeId, delegate: &Delegate) -> Result<()> {
    tx.run(&END, &[initiative.into(), delegate.id.into()]).await?;
    Ok(())
}
