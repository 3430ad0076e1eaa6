//! SQLite: one writer thread that commits in groups, readers apart.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::time::Duration;

use futures_util::FutureExt;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, vtab};
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore, oneshot};

use crate::session::Session;
use crate::{Error, Read, Result, Row, Sql, Tx, Value, Work};

/// What the database's file is called in its folder.
pub const FILE: &str = "groundswell.db";
/// The most acts that share one commit.
const GROUP: usize = 64;
/// Statements kept prepared on each connection.
const PREPARED: usize = 512;
/// How the process ends when the disk did not keep what it promised (`EX_IOERR` of `sysexits.h`).
const DISK_FAILED: i32 = 74;

pub(crate) struct Sqlite {
    file: PathBuf,
    jobs: mpsc::Sender<Box<dyn Job>>,
    readers: Arc<Readers>,
    woken: Notify,
}

impl Sqlite {
    pub(crate) fn open(folder: &Path) -> Result<Self> {
        std::fs::create_dir_all(folder)
            .map_err(|error| Error::Away(format!("{} cannot be made: {error}", folder.display())))?;
        let file = folder.join(FILE);
        let writer = connect(&file)?;
        let readers = Readers::open(&file)?;
        let (jobs, queue) = mpsc::channel();
        std::thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || write_all(writer, &queue))
            .map_err(|error| Error::Away(format!("the writer could not start: {error}")))?;
        Ok(Self { file, jobs, readers: Arc::new(readers), woken: Notify::new() })
    }

    pub(crate) async fn read(&self) -> Result<Read> {
        Ok(Read::of(Session::Sqlite(Readers::take(&self.readers).await?)))
    }

    pub(crate) async fn write<W: Work>(&self, work: W) -> std::result::Result<W::Out, W::Error> {
        let (reply, answer) = oneshot::channel();
        self.jobs
            .send(Box::new(Waiting { work, outcome: None, reply }))
            .map_err(|_| Error::Away("the writer has stopped".to_owned()))?;
        answer.await.map_err(|_| Error::Away("the writer gave up on this change".to_owned()))?
    }

    pub(crate) async fn copy_to(
        &self,
        target: PathBuf,
        progress: impl Fn(u64, u64) + Send + 'static,
    ) -> Result<()> {
        let source = self.file.clone();
        let size = move || std::fs::metadata(&source).map_or(0, |found| found.len());
        let source = connect(&self.file)?;
        let written = target.clone();
        // One read transaction: a consistent picture, while the writer goes on.
        let copying = tokio::task::spawn_blocking(move || {
            source
                .execute("VACUUM INTO ?1", [target.to_string_lossy()])
                .map_err(|error| Error::sqlite("copy the database", error))
        });
        while !copying.is_finished() {
            tokio::time::sleep(Duration::from_millis(100)).await;
            progress(std::fs::metadata(&written).map_or(0, |found| found.len()), size());
        }
        copying.await.map_err(|error| Error::Away(error.to_string()))??;
        Ok(())
    }

    pub(crate) fn wake(&self) {
        self.woken.notify_waiters();
    }

    pub(crate) async fn wait(&self, at_most: Duration) {
        let _ = tokio::time::timeout(at_most, self.woken.notified()).await;
    }
}

fn connect(file: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_EXRESCODE;
    let open = || {
        let connection = Connection::open_with_flags(file, flags)?;
        connection.busy_timeout(Duration::from_secs(10))?;
        connection.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
             PRAGMA temp_store = MEMORY; PRAGMA journal_size_limit = 67108864;",
        )?;
        // A plan must not depend on what is bound, or SQLite prepares the statement anew whenever a `LIMIT` differs.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        connection.set_prepared_statement_cache_capacity(PREPARED);
        vtab::array::load_module(&connection)?;
        Ok(connection)
    };
    open().map_err(|error| Error::sqlite(&format!("open {}", file.display()), error))
}

/// The connections that read. Each can see the last commit, none can write.
struct Readers {
    idle: Mutex<Vec<Connection>>,
    free: Arc<Semaphore>,
}

impl Readers {
    fn open(file: &Path) -> Result<Self> {
        let count = std::thread::available_parallelism().map_or(4, |n| (2 * n.get()).clamp(4, 16));
        let idle = (0..count)
            .map(|_| {
                let reader = connect(file)?;
                reader
                    .pragma_update(None, "query_only", true)
                    .map_err(|error| Error::sqlite("open", error))?;
                Ok(reader)
            })
            .collect::<Result<Vec<_>>>()?;
        Ok(Self { idle: Mutex::new(idle), free: Arc::new(Semaphore::new(count)) })
    }

    /// One that sees the same moment until it goes home; its first statement chooses which.
    async fn take(this: &Arc<Self>) -> Result<Held> {
        let permit = Arc::clone(&this.free).acquire_owned().await.expect("readers are never closed");
        let connection = this.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let held = Held { connection, home: Some((Arc::clone(this), permit)) };
        held.say("BEGIN")?;
        Ok(held)
    }
}

/// A connection in use; a reader goes home when dropped.
pub(crate) struct Held {
    connection: Option<Connection>,
    home: Option<(Arc<Readers>, OwnedSemaphorePermit)>,
}

impl Drop for Held {
    fn drop(&mut self) {
        let Some((home, _permit)) = self.home.take() else { return };
        // A transaction that only read has nothing to lose.
        let _ = self.say("COMMIT");
        home.idle.lock().unwrap_or_else(PoisonError::into_inner).extend(self.connection.take());
    }
}

impl Held {
    fn connection(&self) -> &Connection {
        self.connection.as_ref().expect("held until dropped")
    }

    pub(crate) fn rows(&self, sql: &Sql, values: &[Value]) -> Result<Vec<Row>> {
        let read = || {
            let mut statement = self.connection().prepare_cached(sql.for_sqlite())?;
            let columns = statement.column_count();
            let mut rows = statement.query(rusqlite::params_from_iter(values))?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                let mut values = Vec::with_capacity(columns);
                for column in 0..columns {
                    values.push(Value::from_sqlite(row.get_ref(column)?));
                }
                found.push(Row::new(values));
            }
            Ok(found)
        };
        read().map_err(|error| Error::sqlite(sql.name(), error))
    }

    pub(crate) fn run(&self, sql: &Sql, values: &[Value]) -> Result<u64> {
        self.connection()
            .prepare_cached(sql.for_sqlite())
            .and_then(|mut statement| statement.execute(rusqlite::params_from_iter(values)))
            .map(|touched| touched as u64)
            .map_err(|error| Error::sqlite(sql.name(), error))
    }

    /// A word that begins or ends something; kept prepared like any other statement.
    fn say(&self, word: &'static str) -> Result<()> {
        self.connection()
            .prepare_cached(word)
            .and_then(|mut statement| statement.execute(()))
            .map(drop)
            .map_err(|error| Error::sqlite(word, error))
    }

    pub(crate) fn script(&self, text: &str) -> Result<()> {
        self.connection().execute_batch(text).map_err(|error| Error::sqlite(text, error))
    }

    pub(crate) fn prepare(&self, sql: &Sql) -> Result<()> {
        self.connection()
            .prepare(sql.for_sqlite())
            .map(drop)
            .map_err(|error| Error::sqlite(sql.name(), error))
    }
}

/// One act in the writer's queue.
trait Job: Send {
    /// Runs it in the open transaction; whether it succeeded.
    fn attempt(&mut self, tx: &mut Tx) -> bool;
    /// Answers whoever waits: with its own outcome, or with why the group was not committed.
    fn answer(self: Box<Self>, group: Result<()>);
}

struct Waiting<W: Work> {
    work: W,
    outcome: Option<std::result::Result<W::Out, W::Error>>,
    reply: oneshot::Sender<std::result::Result<W::Out, W::Error>>,
}

impl<W: Work> Job for Waiting<W> {
    fn attempt(&mut self, tx: &mut Tx) -> bool {
        // Statements answer at once on this engine, so an act ends at its first poll or it waited for
        // something that does not belong in a transaction.
        let outcome = self.work.run(tx).now_or_never().unwrap_or_else(|| {
            Err(Error::Unsupported("an act waited for something other than the database").into())
        });
        let succeeded = outcome.is_ok();
        self.outcome = Some(outcome);
        succeeded
    }

    fn answer(self: Box<Self>, group: Result<()>) {
        let outcome = match (self.outcome, group) {
            (Some(Ok(_)) | None, Err(error)) => Err(error.into()),
            (Some(outcome), _) => outcome,
            (None, Ok(())) => return,
        };
        // Nobody waits any more when a browser has gone; the change stands all the same.
        let _ = self.reply.send(outcome);
    }
}

fn write_all(mut connection: Connection, queue: &mpsc::Receiver<Box<dyn Job>>) {
    while let Ok(first) = queue.recv() {
        let mut group = vec![first];
        group.extend(queue.try_iter().take(GROUP - 1));
        connection = write_group(connection, group);
    }
}

/// Runs a group in one transaction, each act in its own savepoint, and answers all once it is on disk.
fn write_group(connection: Connection, mut group: Vec<Box<dyn Job>>) -> Connection {
    let mut tx = Tx(Read::of(Session::Sqlite(Held { connection: Some(connection), home: None })));
    let result = run_group(&mut tx, &mut group);
    let Session::Sqlite(held) = &mut tx.0.session else { unreachable!("made above") };
    let connection = held.connection.take().expect("nobody else takes it");
    if result.is_err() && !connection.is_autocommit() {
        let _ = connection.execute_batch("ROLLBACK");
    }
    for job in group {
        job.answer(result.clone());
    }
    connection
}

fn run_group(tx: &mut Tx, group: &mut Vec<Box<dyn Job>>) -> Result<()> {
    say(tx, "BEGIN IMMEDIATE")?;
    let mut panicked = Vec::new();
    for (place, job) in group.iter_mut().enumerate() {
        say(tx, "SAVEPOINT act")?;
        let succeeded = catch_unwind(AssertUnwindSafe(|| job.attempt(tx)));
        if is_rolled_back(tx) {
            // SQLite undoes everything when the disk is full or fails: nobody's act stands.
            return Err(Error::Full);
        }
        if !matches!(succeeded, Ok(true)) {
            say(tx, "ROLLBACK TO act")?;
        }
        say(tx, "RELEASE act")?;
        if succeeded.is_err() {
            panicked.push(place);
        }
    }
    // Whoever waits for an act that panicked learns it from the closed channel.
    for place in panicked.into_iter().rev() {
        group.remove(place);
    }
    commit(tx)
}

fn commit(tx: &mut Tx) -> Result<()> {
    let Session::Sqlite(held) = &tx.0.session else { unreachable!("the writer is SQLite's") };
    let Err(error) = held.connection().execute_batch("COMMIT") else { return Ok(()) };
    if let rusqlite::Error::SqliteFailure(failure, _) = &error
        && failure.code == rusqlite::ErrorCode::SystemIoFailure
    {
        // After a failed sync the kernel may have dropped the pages: the next "ok" would be a lie.
        tracing::error!(%error, "the disk did not keep a commit; stopping before a promise is broken");
        eprintln!(
            "groundswell: the disk did not keep a commit ({error}); stopping before a promise is broken"
        );
        std::process::exit(DISK_FAILED);
    }
    Err(Error::sqlite("commit", error))
}

fn say(tx: &mut Tx, word: &'static str) -> Result<()> {
    let Session::Sqlite(held) = &tx.0.session else { unreachable!("the writer is SQLite's") };
    held.say(word)
}

fn is_rolled_back(tx: &Tx) -> bool {
    let Session::Sqlite(held) = &tx.0.session else { unreachable!("the writer is SQLite's") };
    held.connection().is_autocommit()
}

/// Reads a whole database file again: every page, every key. Answers what is wrong with it.
pub fn inspect(file: &Path) -> Result<Vec<String>> {
    let read = || {
        let connection = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let pages: Vec<String> = connection
            .prepare("PRAGMA integrity_check")?
            .query_map([], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        let keys: Vec<String> = connection
            .prepare("PRAGMA foreign_key_check")?
            .query_map([], |row| {
                row.get::<_, String>(0).map(|table| format!("{table}: a key points nowhere"))
            })?
            .collect::<rusqlite::Result<_>>()?;
        Ok(pages.into_iter().filter(|line| line != "ok").chain(keys).collect())
    };
    read().map_err(|error| Error::sqlite(&format!("read {}", file.display()), error))
}
