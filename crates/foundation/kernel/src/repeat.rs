use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use store::{Store, Tx, Work};

use crate::{Context, Error, Result};

/// The key under which a request happens once, however often it is sent.
#[derive(Debug, Clone)]
pub struct Repeat {
    /// What the sender chose (`Idempotency-Key`, or a form's hidden field).
    pub key: String,
    /// SHA-256 of what was sent, so that a key is not taken for another request's.
    pub digest: [u8; 32],
}

store::statements! {
    /// On PostgreSQL a second one waits here until the first is done.
    OPEN = "INSERT INTO receipt (key, digest, answer, at) VALUES ($1, $2, '', $3) ON CONFLICT (key) DO NOTHING";
    FIND = "SELECT digest, answer FROM receipt WHERE key = $1";
    CLOSE = "UPDATE receipt SET answer = $2 WHERE key = $1";
    FORGET = "DELETE FROM receipt WHERE at < $1";
}

/// The answer kept for this request, or `None` if this is its first run.
pub(crate) async fn open<T: DeserializeOwned>(cx: &Context, tx: &mut Tx, act: &str) -> Result<Option<T>> {
    let Some(repeat) = &cx.repeat else { return Ok(None) };
    let key = key(cx, repeat, act);
    let opened = tx.run(&OPEN, &[key.into(), repeat.digest.into(), cx.now().into()]).await?;
    if opened == 1 {
        return Ok(None);
    }
    let (digest, answer): (Vec<u8>, String) = tx.one(&FIND, &[key.into()]).await?;
    if digest != repeat.digest {
        return Err(Error::Reused);
    }
    serde_json::from_str(&answer).map(Some).map_err(|error| Error::Internal(error.to_string()))
}

/// Keeps the answer in the act's own transaction.
pub(crate) async fn close<T: Serialize>(cx: &Context, tx: &mut Tx, act: &str, out: &T) -> Result<()> {
    let Some(repeat) = &cx.repeat else { return Ok(()) };
    let answer = serde_json::to_string(out).map_err(|error| Error::Internal(error.to_string()))?;
    tx.run(&CLOSE, &[key(cx, repeat, act).into(), answer.into()]).await?;
    Ok(())
}

struct Forget(jiff::Timestamp);

impl Work for Forget {
    type Out = u64;
    type Error = store::Error;

    async fn run(&self, tx: &mut Tx) -> Result<u64, store::Error> {
        tx.run(&FORGET, &[self.0.into()]).await
    }

    fn database_error(error: &store::Error) -> Option<&store::Error> {
        Some(error)
    }
}

/// Forgets receipts older than `before`; answers how many.
pub async fn forget(store: &Store, before: jiff::Timestamp) -> Result<u64, store::Error> {
    store.write(Forget(before)).await
}

/// A key belongs to its sender and to the act: nobody is answered with another's receipt.
fn key(cx: &Context, repeat: &Repeat, act: &str) -> [u8; 32] {
    let mut hash = Sha256::new();
    let person = cx.actor.person.map(|id| id.0).unwrap_or_default();
    for part in [person.as_bytes(), act.as_bytes(), repeat.key.as_bytes()] {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}
