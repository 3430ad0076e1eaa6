//! Takes mails from the outbox and gives them to the mail server.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use kernel::World;
use lettre::AsyncTransport;
use lettre::message::Mailbox;
use store::{Error, Result, Sql, Tx, Value, Work};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::message::{Claimed, Smtp, Transport};

store::statements! {
    WAITING = "SELECT id FROM outbox WHERE state = 'queued' AND due <= $1 LIMIT 1";
    /// The condition stands outside as well: of two who chose the same mail, the second finds it taken.
    CLAIM = "UPDATE outbox SET due = $2, attempts = attempts + 1
        WHERE id = (SELECT id FROM outbox WHERE state = 'queued' AND due <= $1 ORDER BY due, id LIMIT 1)
        AND state = 'queued' AND due <= $1
        RETURNING id, at, list, list_name, recipient, subject, text, html, attempts";
    LATER = "UPDATE outbox SET due = $2, problem = $3 WHERE id = $1 AND state = 'queued'";
    SENT = "UPDATE outbox SET state = 'sent', done = $2, problem = NULL,
        text = CASE WHEN secret THEN '' ELSE text END, html = CASE WHEN secret THEN NULL ELSE html END
        WHERE id = $1";
    FAILED = "UPDATE outbox SET state = 'failed', done = $2, problem = $3,
        text = CASE WHEN secret THEN '' ELSE text END, html = CASE WHEN secret THEN NULL ELSE html END
        WHERE id = $1";
    /// In the order of their ids: two nodes that took each other's in turn would wait for each other for good.
    KEPT = "UPDATE outbox SET state = 'kept', done = $1,
        text = CASE WHEN secret THEN '' ELSE text END, html = CASE WHEN secret THEN NULL ELSE html END
        WHERE id IN (SELECT id FROM outbox WHERE state = 'queued' AND due <= $1 ORDER BY id FOR UPDATE)";
}

/// How many mails are on their way at once.
const HANDS: usize = 4;
/// How often to look, if nobody wakes us earlier.
const PAUSE: Duration = Duration::from_secs(1);
/// How long a mail belongs to the hand that took it: longer than any server may be silent.
const HELD: Duration = Duration::from_mins(5);
/// The pause after the first refusal; it doubles up to [`LONGEST`], give or take a quarter.
const SHORTEST: Duration = Duration::from_secs(15);
const LONGEST: Duration = Duration::from_hours(1);
/// After so long a mail is given up.
const PATIENCE: Duration = Duration::from_hours(24);

/// Delivers what is posted until told to stop. Without a mail server the mails are kept for the outbox
/// page, but for their secrets: those are forgotten at once.
pub async fn run(world: Arc<World>, smtp: Option<Smtp>, stop: CancellationToken) {
    let mut hands = JoinSet::new();
    match smtp.map(|smtp| smtp.sender().and_then(|from| Ok((from, smtp.transport()?)))) {
        None => {
            hands.spawn(work(world, None, stop));
        }
        Some(Ok(way)) => {
            for _ in 0..HANDS {
                hands.spawn(work(Arc::clone(&world), Some(way.clone()), stop.clone()));
            }
        }
        Some(Err(error)) => tracing::error!(%error, "no mail is sent; it waits until the settings are right"),
    }
    hands.join_all().await;
}

async fn work(world: Arc<World>, way: Option<(Mailbox, Transport)>, stop: CancellationToken) {
    while !stop.is_cancelled() {
        let result = match &way {
            Some((from, transport)) => deliver(&world, from, transport).await,
            None => keep(&world).await,
        };
        match result {
            Ok(true) => continue,
            Ok(false) => {}
            Err(error) => tracing::warn!(%error, "the outbox cannot be reached; trying again"),
        }
        tokio::select! {
            () = stop.cancelled() => {}
            () = world.store.wait(PAUSE) => {}
        }
    }
}

/// Sends one mail; false if none is due.
async fn deliver(world: &World, from: &Mailbox, transport: &Transport) -> Result<bool> {
    let now = world.clock.now();
    if !waiting(world, now).await? {
        return Ok(false);
    }
    let Some(mail) = world.store.write(Take { now }).await? else { return Ok(true) };
    let (id, now) = (mail.id, world.clock.now());
    let note = match send(&mail, from, transport).await {
        Ok(()) => Note { sql: &SENT, values: vec![id.into(), now.into()] },
        Err(refusal) if refusal.is_final || now > mail.at + PATIENCE => {
            tracing::warn!(%id, problem = refusal.problem, "a mail is given up");
            Note { sql: &FAILED, values: vec![id.into(), now.into(), refusal.problem.into()] }
        }
        Err(refusal) => {
            let due = now + pause(mail.attempts);
            Note { sql: &LATER, values: vec![id.into(), due.into(), refusal.problem.into()] }
        }
    };
    world.store.write(note).await?;
    Ok(true)
}

/// Why a mail was not taken.
struct Refusal {
    is_final: bool,
    problem: String,
}

async fn send(mail: &Claimed, from: &Mailbox, transport: &Transport) -> Result<(), Refusal> {
    let message =
        mail.message(from).map_err(|error| Refusal { is_final: true, problem: error.to_string() })?;
    transport.send(message).await.map(drop).map_err(|error| {
        // 530, 534, 535 and 538 are about us (RFC 4954), not about this mail.
        let about_us = error.status().is_some_and(|code| matches!(u16::from(code), 530 | 534 | 535 | 538));
        Refusal { is_final: error.is_permanent() && !about_us, problem: error.to_string() }
    })
}

/// Keeps what is posted; there is nobody to give it to.
async fn keep(world: &World) -> Result<bool> {
    let now = world.clock.now();
    if waiting(world, now).await? {
        world.store.write(Note { sql: &KEPT, values: vec![now.into()] }).await?;
    }
    Ok(false)
}

async fn waiting(world: &World, now: Timestamp) -> Result<bool> {
    let found: Option<(Uuid,)> = world.store.read().await?.maybe(&WAITING, &[now.into()]).await?;
    Ok(found.is_some())
}

/// How long to wait after that many attempts.
fn pause(attempts: i64) -> Duration {
    let doubled = SHORTEST.saturating_mul(1 << (attempts - 1).clamp(0, 16));
    let mut byte = [128];
    // Without randomness all of them come back at the same moment; no worse than that.
    let _ = getrandom::fill(&mut byte);
    doubled.min(LONGEST).mul_f64(0.75 + f64::from(byte[0]) / 512.0)
}

struct Take {
    now: Timestamp,
}

impl Work for Take {
    type Out = Option<Claimed>;
    type Error = Error;

    async fn run(&self, tx: &mut Tx) -> Result<Option<Claimed>> {
        tx.maybe(&CLAIM, &[self.now.into(), (self.now + HELD).into()]).await
    }

    fn database_error(error: &Error) -> Option<&Error> {
        Some(error)
    }
}

/// What came of a mail.
struct Note {
    sql: &'static Sql,
    values: Vec<Value>,
}

impl Work for Note {
    type Out = u64;
    type Error = Error;

    async fn run(&self, tx: &mut Tx) -> Result<u64> {
        tx.run(self.sql, &self.values).await
    }

    fn database_error(error: &Error) -> Option<&Error> {
        Some(error)
    }
}

#[cfg(test)]
mod tests;
