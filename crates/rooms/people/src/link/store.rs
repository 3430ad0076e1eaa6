use jiff::Timestamp;
use kernel::Result;
use store::{Read, Tx};

use super::{Link, Purpose};

store::statements! {
    FIND = "SELECT audience, subject FROM secret_link
        WHERE mark = $1 AND version = $2 AND expires_at > $3 AND used_at IS NULL";
    /// Of two who use it at once, one finds it used.
    TAKE = "UPDATE secret_link SET used_at = $3
        WHERE mark = $1 AND version = $2 AND expires_at > $3 AND used_at IS NULL RETURNING audience, subject";
    INSERT = "INSERT INTO secret_link (mark, version, purpose, audience, subject, made_at, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    FORGET = "DELETE FROM secret_link WHERE expires_at <= $1";
    REVOKE_SUBJECT = "DELETE FROM secret_link WHERE subject = $1";
    REVOKE_PURPOSE = "DELETE FROM secret_link WHERE purpose = $1";
}

store::row!(Link { audience, subject });

pub(crate) async fn find(
    read: &mut Read,
    mark: [u8; 32],
    version: u8,
    now: Timestamp,
) -> Result<Option<Link>> {
    Ok(read.maybe(&FIND, &[mark.into(), i64::from(version).into(), now.into()]).await?)
}

pub(crate) async fn take(tx: &mut Tx, mark: [u8; 32], version: u8, now: Timestamp) -> Result<Option<Link>> {
    Ok(tx.maybe(&TAKE, &[mark.into(), i64::from(version).into(), now.into()]).await?)
}

pub(crate) async fn insert(
    tx: &mut Tx,
    purpose: &str,
    version: u8,
    link: &Link,
    mark: [u8; 32],
    now: Timestamp,
    expires: Timestamp,
) -> Result<()> {
    let values = [
        mark.into(),
        i64::from(version).into(),
        purpose.into(),
        link.audience.as_str().into(),
        link.subject.into(),
        now.into(),
        expires.into(),
    ];
    tx.run(&INSERT, &values).await?;
    Ok(())
}

/// Forgets links that are over.
pub(crate) async fn forget(tx: &mut Tx, now: Timestamp) -> Result<()> {
    tx.run(&FORGET, &[now.into()]).await?;
    Ok(())
}

/// Takes back every link that stands for `subject`.
pub(crate) async fn revoke_of(tx: &mut Tx, subject: uuid::Uuid) -> Result<()> {
    tx.run(&REVOKE_SUBJECT, &[subject.into()]).await?;
    Ok(())
}

/// Takes back every link of a purpose; whoever does the same at once waits here.
pub(crate) async fn revoke_for(tx: &mut Tx, purpose: Purpose) -> Result<()> {
    tx.run(&REVOKE_PURPOSE, &[purpose.word().into()]).await?;
    Ok(())
}
