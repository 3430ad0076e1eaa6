use jiff::Timestamp;
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

/// Under which key the answer to one request is kept.
pub(crate) struct Receipt {
    key: [u8; 32],
    digest: [u8; 32],
    at: Timestamp,
}

impl Repeat {
    /// A key belongs to its sender and to the act: nobody is answered with another's receipt.
    pub(crate) fn receipt(&self, cx: &Context, act: &str) -> Receipt {
        let mut hash = Sha256::new();
        let person = cx.actor.person.map(|id| id.0).unwrap_or_default();
        for part in [person.as_bytes(), act.as_bytes(), self.key.as_bytes()] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        Receipt { key: hash.finalize().into(), digest: self.digest, at: cx.now() }
    }
}

/// The answer kept for this request, or `None` if this is its first run.
pub(crate) async fn open(tx: &mut Tx, receipt: &Receipt) -> Result<Option<String>> {
    let Receipt { key, digest, at } = *receipt;
    if tx.run(&OPEN, &[key.into(), digest.into(), at.into()]).await? == 1 {
        return Ok(None);
    }
    let (kept, answer): (Vec<u8>, String) = tx.one(&FIND, &[key.into()]).await?;
    if kept == digest { Ok(Some(answer)) } else { Err(Error::Reused) }
}

/// Keeps the answer in the act's own transaction.
pub(crate) async fn close(tx: &mut Tx, receipt: &Receipt, answer: &str) -> Result<()> {
    tx.run(&CLOSE, &[receipt.key.into(), answer.into()]).await?;
    Ok(())
}

struct Forget(Timestamp);

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
pub async fn forget(store: &Store, before: Timestamp) -> Result<u64, store::Error> {
    store.write(Forget(before)).await
}
