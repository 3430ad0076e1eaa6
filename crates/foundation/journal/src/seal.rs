//! Numbers, hashes and signs what the acts have told: one order for each initiative, without a gap.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use kernel::{InitiativeId, World};
use store::{Error, Read, Result, Tx, Value, Work};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::key::{Checkpoint, Key, public_key};
use crate::record::{Hex, Record, columns};
use crate::tree::Tree;

store::statements! {
    LATEST = "SELECT latest FROM journal_batch WHERE id = 1";
    ANYTHING = "SELECT id FROM journal_entry WHERE seq IS NULL ORDER BY id LIMIT 1";
    UNSEALED = concat!("SELECT ", columns!(), " FROM journal_entry WHERE seq IS NULL ORDER BY id LIMIT $1");
    SIZE = "SELECT size FROM journal_checkpoint WHERE initiative = $1 ORDER BY size DESC LIMIT 1";
    HASHES = "SELECT hashes FROM journal_entry WHERE initiative = $1 AND seq = $2";
    /// Whoever read another number than stands there now has lost; on PostgreSQL a second one waits here.
    ADVANCE = "UPDATE journal_batch SET latest = $1 + 1 WHERE id = 1 AND latest = $1";
    NUMBER = "UPDATE journal_entry SET seq = $3, hashes = $4 WHERE initiative = $1 AND id = $2 AND seq IS NULL";
    PROMISE = "INSERT INTO journal_checkpoint (initiative, first, size, note, batch) VALUES ($1, $2, $3, $4, $5)";
    NOTES = "SELECT note FROM journal_checkpoint WHERE initiative = $1 AND size <= $2 ORDER BY size DESC LIMIT $3";
    INITIATIVES = "SELECT DISTINCT initiative FROM journal_checkpoint ORDER BY initiative";
}

/// The most entries that one transaction seals: SQLite's one writer is held for a few milliseconds.
const BATCH: usize = 500;
/// How often to look, if nobody wakes us earlier.
const PAUSE: Duration = Duration::from_millis(150);
/// How long to wait after a failure.
const AFTER_FAILURE: Duration = Duration::from_secs(1);
/// How long others stand back for a sealer of which nothing is heard.
const LEASE: Duration = Duration::from_secs(2);

/// Seals what is unsealed. One node does it at a time; if two try, one of them fails cleanly.
pub struct Sealer {
    world: Arc<World>,
    holder: Uuid,
    held: Option<Instant>,
    key: Option<Key>,
    /// The batch after which `trees` are what the database holds.
    seen: Option<i64>,
    trees: HashMap<InitiativeId, Tree>,
}

/// How a step went.
enum Step {
    /// Sealed so many.
    Sealed(usize),
    /// There was nothing.
    Idle,
    /// Another node has the lease.
    Elsewhere,
}

impl Sealer {
    fn new(world: Arc<World>) -> Self {
        Self { world, holder: Uuid::now_v7(), held: None, key: None, seen: None, trees: HashMap::new() }
    }

    /// Seals what comes, within a fraction of a second, until told to stop.
    pub async fn run(world: Arc<World>, stop: CancellationToken) {
        let mut sealer = Self::new(world);
        while !stop.is_cancelled() {
            let pause = match sealer.step().await {
                Ok(Step::Sealed(_)) => continue,
                Ok(Step::Idle | Step::Elsewhere) => PAUSE,
                Err(error) => {
                    tracing::warn!(%error, "the journal was not sealed; trying again");
                    AFTER_FAILURE
                }
            };
            tokio::select! {
                () = stop.cancelled() => {}
                () = sealer.world.store.wait(pause) => {}
            }
        }
        sealer.release().await;
    }

    /// Seals all there is and answers how much that was: for imports, exports and the command line.
    pub async fn finish(world: Arc<World>) -> Result<usize> {
        let mut sealer = Self::new(world);
        let mut sealed = 0;
        loop {
            match sealer.step().await? {
                Step::Sealed(more) => sealed += more,
                Step::Elsewhere => tokio::time::sleep(PAUSE).await,
                Step::Idle => break,
            }
        }
        sealer.release().await;
        Ok(sealed)
    }

    async fn step(&mut self) -> Result<Step> {
        let anything: Option<(Uuid,)> = self.world.store.read().await?.maybe(&ANYTHING, &[]).await?;
        if anything.is_none() {
            return Ok(Step::Idle);
        }
        if !self.hold().await? {
            return Ok(Step::Elsewhere);
        }
        let now = self.world.clock.now();
        let key = match self.key.take() {
            Some(key) => key,
            None => Key::of(&self.world.store, now).await?,
        };
        let result = self.seal(&key, now).await;
        self.key = Some(key);
        if result.is_err() {
            self.seen = None;
            self.held = None;
        }
        result
    }

    async fn seal(&mut self, key: &Key, now: Timestamp) -> Result<Step> {
        let mut read = self.world.store.read().await?;
        let (latest,): (i64,) = read.one(&LATEST, &[]).await?;
        if self.seen != Some(latest) {
            self.trees.clear();
        }
        let mut groups: BTreeMap<InitiativeId, Vec<Record>> = BTreeMap::new();
        for record in read.rows::<Record>(&UNSEALED, &[BATCH.into()]).await? {
            groups.entry(InitiativeId(record.leaf.initiative)).or_default().push(record);
        }
        let mut seal = Seal { latest, entries: Vec::new(), checkpoints: Vec::new() };
        for (initiative, mut records) in groups {
            let mut tree = match self.trees.remove(&initiative) {
                Some(tree) => tree,
                None => load(&mut read, initiative).await?,
            };
            let checkpoint = number(key, initiative, &mut tree, &mut records, now);
            seal.add(initiative, records, checkpoint);
            self.trees.insert(initiative, tree);
        }
        drop(read);
        let sealed = seal.entries.len();
        self.world.store.write(seal).await?;
        self.seen = Some(latest + 1);
        self.world.store.wake().await?;
        Ok(if sealed == 0 { Step::Idle } else { Step::Sealed(sealed) })
    }

    async fn hold(&mut self) -> Result<bool> {
        if self.held.is_none_or(|since| since.elapsed() > LEASE / 2) {
            let held = kernel::hold(&self.world.store, "journal-seal", self.holder, LEASE).await?;
            self.held = held.then(Instant::now);
        }
        Ok(self.held.is_some())
    }

    /// Lets the next one begin at once. If that fails, the lease runs out by itself.
    async fn release(&self) {
        if self.held.is_some() {
            let _ = kernel::hold(&self.world.store, "journal-seal", self.holder, Duration::ZERO).await;
        }
    }
}

/// The tree of what is sealed of an initiative.
async fn load(read: &mut Read, initiative: InitiativeId) -> Result<Tree> {
    let size = read.maybe::<(i64,)>(&SIZE, &[initiative.into()]).await?.map_or(0, |(size,)| size as u64);
    let mut completed = HashMap::new();
    for (leaf, _) in Tree::edge(size) {
        let found: Option<(Option<Vec<u8>>,)> =
            read.maybe(&HASHES, &[initiative.into(), (leaf as i64).into()]).await?;
        completed.insert(leaf, found.and_then(|(hashes,)| hashes));
    }
    Tree::from_edge(size, |leaf| completed.remove(&leaf).flatten()).ok_or_else(|| {
        Error::Refused(format!(
            "the journal of {initiative} is damaged; `groundswell journal verify` says where"
        ))
    })
}

/// Gives `records` the next numbers and hashes, and signs what the tree is then.
pub(crate) fn number(
    key: &Key,
    initiative: InitiativeId,
    tree: &mut Tree,
    records: &mut [Record],
    now: Timestamp,
) -> Checkpoint {
    let first = tree.size();
    for record in records {
        record.leaf.seq = tree.size() as i64;
        record.hashes = Hex(tree.append(record.leaf.hash()));
    }
    Checkpoint::sign(key, initiative, first, tree, now)
}

/// What one batch writes.
struct Seal {
    latest: i64,
    entries: Vec<Vec<Value>>,
    checkpoints: Vec<Vec<Value>>,
}

impl Seal {
    fn add(&mut self, initiative: InitiativeId, records: Vec<Record>, checkpoint: Checkpoint) {
        self.entries.extend(records.into_iter().map(|record| {
            vec![initiative.into(), record.leaf.id.into(), record.leaf.seq.into(), record.hashes.0.into()]
        }));
        let (first, size) = (checkpoint.first as i64, checkpoint.size as i64);
        self.checkpoints.push(vec![
            initiative.into(),
            first.into(),
            size.into(),
            checkpoint.note.into(),
            (self.latest + 1).into(),
        ]);
    }
}

impl Work for Seal {
    type Out = ();
    type Error = Error;

    async fn run(&self, tx: &mut Tx) -> Result<()> {
        let lost = || Error::Refused("another node sealed at the same time".to_owned());
        if tx.run(&ADVANCE, &[self.latest.into()]).await? != 1 {
            return Err(lost());
        }
        if tx.run_each(&NUMBER, &self.entries).await? != self.entries.len() as u64 {
            return Err(lost());
        }
        tx.run_each(&PROMISE, &self.checkpoints).await?;
        Ok(())
    }

    fn database_error(error: &Error) -> Option<&Error> {
        Some(error)
    }
}

/// The latest checkpoint of an initiative: what a member downloads and keeps.
pub async fn checkpoint(read: &mut Read, initiative: InitiativeId) -> Result<Option<Checkpoint>> {
    Ok(checkpoints(read, initiative, None, 1).await?.into_iter().next())
}

/// The latest checkpoints of at most `size` entries, newest first. One that its key did not sign is left out.
pub async fn checkpoints(
    read: &mut Read,
    initiative: InitiativeId,
    size: Option<u64>,
    limit: usize,
) -> Result<Vec<Checkpoint>> {
    let Some(public) = public_key(read, initiative).await? else { return Ok(Vec::new()) };
    let at_most = size.map_or(i64::MAX, |size| size as i64);
    let notes: Vec<(String,)> = read.rows(&NOTES, &[initiative.into(), at_most.into(), limit.into()]).await?;
    Ok(notes.iter().filter_map(|(note,)| Checkpoint::read(&public, initiative, note)).collect())
}

/// The initiatives of which something is sealed.
pub async fn initiatives(read: &mut Read) -> Result<Vec<InitiativeId>> {
    let found: Vec<(InitiativeId,)> = read.rows(&INITIATIVES, &[]).await?;
    Ok(found.into_iter().map(|(initiative,)| initiative).collect())
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use kernel::{Context, Kinds, Place, Profile, Ref, Told, Via};
    use store::{Tx, Work};

    use super::{Arc, Error, InitiativeId, Sealer, Step, World};
    use crate::{Tell, verify_store};

    struct Proposals(Context);

    impl Work for Proposals {
        type Out = ();
        type Error = kernel::Error;
        async fn run(&self, tx: &mut Tx) -> kernel::Result<()> {
            for _ in 0..40 {
                self.0
                    .tell(tx, Told::new("clause.proposed", Ref::new("clause", self.0.request), "Reading"))
                    .await?;
            }
            Ok(())
        }
        fn database_error(error: &kernel::Error) -> Option<&Error> {
            if let kernel::Error::Store(error) = error { Some(error) } else { None }
        }
    }

    /// Seals as if it had the lease, as a node does whose clock or network misleads it.
    async fn seal_without_asking(world: Arc<World>) -> (usize, usize) {
        let (mut sealer, mut sealed, mut lost) = (Sealer::new(world), 0, 0);
        loop {
            sealer.held = Some(Instant::now() + Duration::from_mins(1));
            match sealer.step().await {
                Ok(Step::Sealed(count)) => sealed += count,
                Ok(Step::Idle | Step::Elsewhere) => return (sealed, lost),
                Err(_) => lost += 1,
            }
        }
    }

    #[test]
    fn two_never_seal_the_same() {
        house::both(async |store| {
            let world = house::world(store, &[crate::MIGRATIONS], Kinds::default()).await;
            let initiative = InitiativeId::new();
            let place = Place {
                id: initiative,
                slug: String::new(),
                name: String::new(),
                profile: Profile::Classic,
                public: true,
            };
            let cx = Context::of(Arc::clone(&world), Via::Web).at(place);
            let (mut sealed, mut lost) = (0, 0);
            for _ in 0..15 {
                world.store.write(Proposals(cx.clone())).await.unwrap();
                let rivals = (0..3).map(|_| tokio::spawn(seal_without_asking(Arc::clone(&world))));
                for outcome in futures_util::future::join_all(rivals).await {
                    let (more, defeats) = outcome.unwrap();
                    (sealed, lost) = (sealed + more, lost + defeats);
                }
            }
            assert_eq!(sealed, 600);
            assert!(lost > 0, "no two of them ever met");
            let report = verify_store(&mut cx.read().await.unwrap(), initiative, None).await.unwrap();
            assert!(report.is_whole(), "{report}");
            assert_eq!((report.entries, report.checkpoints), (600, 15));
        });
    }
}
