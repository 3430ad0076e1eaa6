//! What happens, as it happens, on every node.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use futures_util::Stream;
use futures_util::stream::unfold;
use kernel::{InitiativeId, World};
use store::Result;
use tokio::sync::broadcast;
use tokio::sync::broadcast::error::RecvError;
use tokio_util::sync::CancellationToken;

use crate::feed::{self, Entry, columns};

store::statements! {
    LATEST = "SELECT latest FROM journal_batch WHERE id = 1";
    /// CROSS JOIN so that SQLite begins with the few checkpoints.
    SEALED = concat!("SELECT ", columns!(), " FROM journal_checkpoint c CROSS JOIN journal_entry e
        WHERE c.batch > $1 AND c.batch <= $2
        AND e.initiative = c.initiative AND e.seq >= c.first AND e.seq < c.size
        ORDER BY c.batch, e.initiative, e.seq");
}

/// How often to look, if nobody wakes us earlier.
const PAUSE: Duration = Duration::from_millis(250);
/// The most batches read at once.
const BATCHES: i64 = 4;
/// How many entries a slow listener may be behind before it has to read them itself.
const ROOM: usize = 4096;
/// How many entries a listener reads at once.
const PAGE: usize = 500;

/// Follows what the sealer of whatever node seals, and tells everybody on this node who listens.
pub struct Live {
    news: broadcast::Sender<Arc<Entry>>,
}

impl Live {
    /// One for the whole process.
    #[allow(clippy::new_without_default, reason = "a process has one, and says where it is made")]
    pub fn new() -> Self {
        Self { news: broadcast::Sender::new(ROOM) }
    }

    /// Follows until told to stop.
    pub async fn run(&self, world: Arc<World>, stop: CancellationToken) {
        let mut seen = None;
        while !stop.is_cancelled() {
            match self.follow(&world, seen).await {
                Ok(latest) => seen = Some(latest),
                Err(error) => tracing::warn!(%error, "the live feed could not be read; trying again"),
            }
            tokio::select! {
                () = stop.cancelled() => {}
                () = world.store.wait(PAUSE) => {}
            }
        }
    }

    /// Tells what was sealed after the batch `seen`; answers the batch that was told last.
    async fn follow(&self, world: &World, seen: Option<i64>) -> Result<i64> {
        let mut read = world.store.read().await?;
        let (latest,): (i64,) = read.one(&LATEST, &[]).await?;
        let Some(mut seen) = seen else { return Ok(latest) };
        // Whoever begins to listen now, after `latest` was read, reads for itself what came before.
        while seen < latest && self.news.receiver_count() > 0 {
            let until = latest.min(seen + BATCHES);
            for entry in read.rows::<Entry>(&SEALED, &[seen.into(), until.into()]).await? {
                let _ = self.news.send(Arc::new(entry));
            }
            seen = until;
        }
        Ok(latest)
    }

    /// Everything that is sealed from now on, of all initiatives.
    pub fn subscribe(&self) -> broadcast::Receiver<Arc<Entry>> {
        self.news.subscribe()
    }
}

/// The sealed entries of an initiative after the number `after` (from now on, if there is none), each once
/// and in order, as long as the process lives. It ends when the database cannot be read: whoever listens
/// comes again with the last number it has seen.
pub fn stream(
    live: &Live,
    world: Arc<World>,
    initiative: InitiativeId,
    after: Option<i64>,
) -> impl Stream<Item = Arc<Entry>> + Send + use<> {
    let listener = Listener {
        news: live.subscribe(),
        world,
        initiative,
        last: after,
        behind: true,
        ready: VecDeque::new(),
    };
    unfold(listener, |mut listener| async move { listener.next().await.map(|entry| (entry, listener)) })
}

struct Listener {
    news: broadcast::Receiver<Arc<Entry>>,
    world: Arc<World>,
    initiative: InitiativeId,
    /// The number of the last entry that is in `ready` or was given out.
    last: Option<i64>,
    /// Whether something was missed that has to be read.
    behind: bool,
    ready: VecDeque<Arc<Entry>>,
}

impl Listener {
    async fn next(&mut self) -> Option<Arc<Entry>> {
        loop {
            if let Some(entry) = self.ready.pop_front() {
                return Some(entry);
            }
            if self.behind {
                let caught_up = self.catch_up().await;
                caught_up.inspect_err(|error| tracing::warn!(%error, "a live feed ends")).ok()?;
                continue;
            }
            match self.news.recv().await {
                Ok(entry) if entry.initiative != self.initiative || entry.seq <= self.last => {}
                Ok(entry) if entry.seq == self.last.map(|last| last + 1) => {
                    self.last = entry.seq;
                    return Some(entry);
                }
                Ok(_) | Err(RecvError::Lagged(_)) => self.behind = true,
                Err(RecvError::Closed) => return None,
            }
        }
    }

    /// Numbers have no gap, so whatever was missed is known to be missing, and read.
    async fn catch_up(&mut self) -> Result<()> {
        let mut read = self.world.store.read().await?;
        let Some(last) = self.last else {
            self.last = Some(feed::newest(&mut read, self.initiative).await?.unwrap_or(-1));
            self.behind = false;
            return Ok(());
        };
        let missed = feed::since(&mut read, self.initiative, last, PAGE).await?;
        self.behind = missed.len() == PAGE;
        self.last = missed.last().map_or(Some(last), |entry| entry.seq);
        self.ready.extend(missed.into_iter().map(Arc::new));
        Ok(())
    }
}
