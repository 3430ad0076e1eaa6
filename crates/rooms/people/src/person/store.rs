use kernel::{PersonId, Result};
use store::{Read, Tx};

use super::Person;

store::statements! {
    FIND = "SELECT id, name, email, password, state, administrator, created_at FROM person WHERE id = $1";
    /// Locked: what depends on what a person is, is decided one after the other.
    LOCK = "SELECT id, name, email, password, state, administrator, created_at FROM person WHERE id = $1 FOR UPDATE";
    BY_EMAIL = "SELECT id, name, email, password, state, administrator, created_at FROM person WHERE email = $1";
    EVERY = "SELECT id, name, email, password, state, administrator, created_at FROM person ORDER BY name, id";
    COUNT = "SELECT CAST(count(*) AS BIGINT) FROM person";
    ADMINISTRATORS = "SELECT id FROM person WHERE administrator AND state = 'confirmed' FOR UPDATE";
    INSERT = "INSERT INTO person (id, name, email, password, state, administrator, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (email) DO NOTHING";
    RENAME = "UPDATE person SET name = $2 WHERE id = $1";
    PASSWORD = "UPDATE person SET password = $2 WHERE id = $1";
    STATE = "UPDATE person SET state = $2 WHERE id = $1";
    ADMINISTRATOR = "UPDATE person SET administrator = $2 WHERE id = $1";
}

store::row!(Person { id, name, email, password, state, administrator, created_at });

pub(crate) async fn find(read: &mut Read, id: PersonId) -> Result<Option<Person>> {
    Ok(read.maybe(&FIND, &[id.into()]).await?)
}

pub(crate) async fn lock(tx: &mut Tx, id: PersonId) -> Result<Option<Person>> {
    Ok(tx.maybe(&LOCK, &[id.into()]).await?)
}

/// By the address as it is kept: lower-cased.
pub(crate) async fn by_email(read: &mut Read, email: &str) -> Result<Option<Person>> {
    Ok(read.maybe(&BY_EMAIL, &[email.into()]).await?)
}

pub(crate) async fn all(read: &mut Read) -> Result<Vec<Person>> {
    Ok(read.rows(&EVERY, &[]).await?)
}

pub(crate) async fn count(read: &mut Read) -> Result<i64> {
    let (count,) = read.one(&COUNT, &[]).await?;
    Ok(count)
}

/// Those who can administer now, locked.
pub(crate) async fn lock_administrators(tx: &mut Tx) -> Result<Vec<PersonId>> {
    let rows: Vec<(PersonId,)> = tx.rows(&ADMINISTRATORS, &[]).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// False if the address has an account.
pub(crate) async fn insert(tx: &mut Tx, person: &Person) -> Result<bool> {
    let values = [
        person.id.into(),
        person.name.as_str().into(),
        person.email.as_str().into(),
        person.password.as_deref().into(),
        person.state.as_str().into(),
        person.administrator.into(),
        person.created_at.into(),
    ];
    Ok(tx.run(&INSERT, &values).await? == 1)
}

pub(crate) async fn rename(tx: &mut Tx, id: PersonId, name: &str) -> Result<()> {
    tx.run(&RENAME, &[id.into(), name.into()]).await?;
    Ok(())
}

pub(crate) async fn set_password(tx: &mut Tx, id: PersonId, hash: &str) -> Result<()> {
    tx.run(&PASSWORD, &[id.into(), hash.into()]).await?;
    Ok(())
}

pub(crate) async fn set_state(tx: &mut Tx, id: PersonId, state: &str) -> Result<()> {
    tx.run(&STATE, &[id.into(), state.into()]).await?;
    Ok(())
}

pub(crate) async fn set_administrator(tx: &mut Tx, id: PersonId, yes: bool) -> Result<()> {
    tx.run(&ADMINISTRATOR, &[id.into(), yes.into()]).await?;
    Ok(())
}
