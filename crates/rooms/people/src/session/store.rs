use jiff::Timestamp;
use kernel::{PersonId, Result};
use store::{Read, Tx};

use super::{Session, SessionId};

store::statements! {
    /// Whom a secret stands for: one indexed question, on every request.
    WHO = "SELECT p.id, p.name, p.administrator FROM session s JOIN person p ON p.id = s.person
        WHERE s.mark = $1 AND s.ends_at > $2 AND s.seen_at + s.idle > $2 AND p.state = 'confirmed'";
    MINE = "SELECT id, person, mark, agent, opened_at, seen_at, idle, ends_at FROM session
        WHERE person = $1 AND ends_at > $2 AND seen_at + idle > $2 ORDER BY opened_at DESC";
    BY_MARK = "SELECT id, person, mark, agent, opened_at, seen_at, idle, ends_at FROM session WHERE mark = $1";
    INSERT = "INSERT INTO session (id, person, mark, agent, opened_at, seen_at, idle, ends_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    SEEN = "UPDATE session SET seen_at = $2 WHERE mark = $1";
    END = "DELETE FROM session WHERE id = $1 AND person = $2";
    END_BY_MARK = "DELETE FROM session WHERE mark = $1";
    END_ALL = "DELETE FROM session WHERE person = $1";
    END_OTHERS = "DELETE FROM session WHERE person = $1 AND mark <> $2";
    FORGET = "DELETE FROM session WHERE person = $1 AND (ends_at <= $2 OR seen_at + idle <= $2)";
}

/// Whom a secret stands for.
pub(crate) struct Who {
    pub(crate) id: PersonId,
    pub(crate) name: String,
    pub(crate) administrator: bool,
}

store::row!(Who { id, name, administrator });
store::row!(Session { id, person, mark, agent, opened_at, seen_at, idle, ends_at });

pub(crate) async fn who(read: &mut Read, mark: [u8; 32], now: Timestamp) -> Result<Option<Who>> {
    Ok(read.maybe(&WHO, &[mark.into(), now.into()]).await?)
}

/// A person's sessions that still hold, newest first.
pub(crate) async fn mine(read: &mut Read, person: PersonId, now: Timestamp) -> Result<Vec<Session>> {
    Ok(read.rows(&MINE, &[person.into(), now.into()]).await?)
}

pub(crate) async fn by_mark(read: &mut Read, mark: [u8; 32]) -> Result<Option<Session>> {
    Ok(read.maybe(&BY_MARK, &[mark.into()]).await?)
}

pub(crate) async fn insert(tx: &mut Tx, session: &Session) -> Result<()> {
    let values = [
        session.id.into(),
        session.person.into(),
        session.mark.as_slice().into(),
        session.agent.as_str().into(),
        session.opened_at.into(),
        session.seen_at.into(),
        session.idle.into(),
        session.ends_at.into(),
    ];
    tx.run(&INSERT, &values).await?;
    Ok(())
}

pub(crate) async fn seen(tx: &mut Tx, mark: [u8; 32], at: Timestamp) -> Result<()> {
    tx.run(&SEEN, &[mark.into(), at.into()]).await?;
    Ok(())
}

/// False if it is not that person's.
pub(crate) async fn end(tx: &mut Tx, id: SessionId, person: PersonId) -> Result<bool> {
    Ok(tx.run(&END, &[id.into(), person.into()]).await? == 1)
}

pub(crate) async fn end_by_mark(tx: &mut Tx, mark: [u8; 32]) -> Result<()> {
    tx.run(&END_BY_MARK, &[mark.into()]).await?;
    Ok(())
}

pub(crate) async fn end_all(tx: &mut Tx, person: PersonId) -> Result<u64> {
    Ok(tx.run(&END_ALL, &[person.into()]).await?)
}

/// Ends all but the one with that mark.
pub(crate) async fn end_others(tx: &mut Tx, person: PersonId, mark: [u8; 32]) -> Result<u64> {
    Ok(tx.run(&END_OTHERS, &[person.into(), mark.into()]).await?)
}

/// Forgets a person's sessions that are over.
pub(crate) async fn forget(tx: &mut Tx, person: PersonId, now: Timestamp) -> Result<()> {
    tx.run(&FORGET, &[person.into(), now.into()]).await?;
    Ok(())
}
