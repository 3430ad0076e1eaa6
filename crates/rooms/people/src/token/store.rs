use jiff::Timestamp;
use kernel::{PersonId, Result};
use store::{Read, Tx};

use super::{Token, TokenId};
use crate::session::store::Who;

store::statements! {
    /// Whom a secret stands for: one indexed question, on every call.
    WHO = "SELECT p.id, p.name, p.administrator FROM api_token t JOIN person p ON p.id = t.person
        WHERE t.mark = $1 AND p.state = 'confirmed'";
    MINE = "SELECT id, person, name, mark, made_at, used_at FROM api_token WHERE person = $1 ORDER BY made_at DESC";
    BY_MARK = "SELECT id, person, name, mark, made_at, used_at FROM api_token WHERE mark = $1";
    INSERT = "INSERT INTO api_token (id, person, name, mark, made_at) VALUES ($1, $2, $3, $4, $5)";
    USED = "UPDATE api_token SET used_at = $2 WHERE mark = $1";
    REVOKE = "DELETE FROM api_token WHERE id = $1 AND person = $2";
    REVOKE_ALL = "DELETE FROM api_token WHERE person = $1";
}

store::row!(Token { id, person, name, mark, made_at, used_at });

pub(crate) async fn who(read: &mut Read, mark: [u8; 32]) -> Result<Option<Who>> {
    Ok(read.maybe(&WHO, &[mark.into()]).await?)
}

/// A person's tokens, newest first.
pub(crate) async fn mine(read: &mut Read, person: PersonId) -> Result<Vec<Token>> {
    Ok(read.rows(&MINE, &[person.into()]).await?)
}

pub(crate) async fn by_mark(read: &mut Read, mark: [u8; 32]) -> Result<Option<Token>> {
    Ok(read.maybe(&BY_MARK, &[mark.into()]).await?)
}

pub(crate) async fn insert(tx: &mut Tx, token: &Token) -> Result<()> {
    let values = [
        token.id.into(),
        token.person.into(),
        token.name.as_str().into(),
        token.mark.as_slice().into(),
        token.made_at.into(),
    ];
    tx.run(&INSERT, &values).await?;
    Ok(())
}

pub(crate) async fn used(tx: &mut Tx, mark: [u8; 32], at: Timestamp) -> Result<()> {
    tx.run(&USED, &[mark.into(), at.into()]).await?;
    Ok(())
}

/// False if it is not that person's.
pub(crate) async fn revoke(tx: &mut Tx, id: TokenId, person: PersonId) -> Result<bool> {
    Ok(tx.run(&REVOKE, &[id.into(), person.into()]).await? == 1)
}

pub(crate) async fn revoke_all(tx: &mut Tx, person: PersonId) -> Result<()> {
    tx.run(&REVOKE_ALL, &[person.into()]).await?;
    Ok(())
}
