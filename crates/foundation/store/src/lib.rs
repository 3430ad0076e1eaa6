//! SQLite and PostgreSQL behind one small door: statements, transactions, migrations.
//!
//! A room writes its SQL once, in [`statements!`], and reads or writes through [`Read`] and [`Tx`].
//! Only [`Store::write`] hands out a [`Tx`]; so every change of the product is one transaction that
//! either engine may run again.

mod error;
mod migrate;
mod postgres;
mod row;
pub mod search;
mod session;
mod sql;
mod sqlite;
mod value;

use std::future::Future;
use std::path::PathBuf;
use std::sync::Arc;

pub use error::{Error, Result};
pub use migrate::Migration;
pub use row::{FromRow, Row};
pub use session::{Read, Tx};
pub use sql::Sql;
pub use sqlite::{FILE, inspect};
pub use value::{FromValue, Value};

/// Where the data lives.
#[derive(Debug, Clone)]
pub enum Location {
    /// A folder; the database is [`FILE`] inside it.
    Folder(PathBuf),
    /// A PostgreSQL connection string (`postgres://…`).
    Postgres(String),
}

/// A part of a long list, as `LIMIT` and `OFFSET` take it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// How many come before it.
    pub skip: usize,
    /// How many it holds at most.
    pub size: usize,
}

/// Which engine answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// SQLite, embedded.
    Sqlite,
    /// PostgreSQL 15 or newer.
    Postgres,
}

/// The open database. Cheap to clone.
#[derive(Clone)]
pub struct Store(Arc<Inside>);

enum Inside {
    Sqlite(sqlite::Sqlite),
    Postgres(postgres::Postgres),
}

/// One piece of writing: it may be run more than once, each time in a fresh transaction, and only the
/// last run counts.
pub trait Work: Send + Sync + 'static {
    /// What it answers when it succeeded.
    type Out: Send + 'static;
    /// Its error; the store asks it whether the database itself failed.
    type Error: From<Error> + Send + 'static;

    /// Runs in the transaction.
    fn run(&self, tx: &mut Tx) -> impl Future<Output = std::result::Result<Self::Out, Self::Error>> + Send;

    /// The database's error inside `error`, if that is what it is; decides whether to run again.
    fn database_error(error: &Self::Error) -> Option<&Error>;
}

impl Store {
    /// Opens the database; creates it if the place is empty. Does not migrate.
    pub async fn open(location: &Location) -> Result<Self> {
        let inside = match location {
            Location::Folder(folder) => Inside::Sqlite(sqlite::Sqlite::open(folder)?),
            Location::Postgres(url) => Inside::Postgres(postgres::Postgres::open(url).await?),
        };
        Ok(Self(Arc::new(inside)))
    }

    /// Which engine answers.
    pub fn engine(&self) -> Engine {
        match *self.0 {
            Inside::Sqlite(_) => Engine::Sqlite,
            Inside::Postgres(_) => Engine::Postgres,
        }
    }

    /// A connection that can only read. Give it back soon (drop it): there are few. On SQLite all it reads is of one
    /// moment, that of its first statement; on PostgreSQL, where that would cost a round, each statement has its own.
    pub async fn read(&self) -> Result<Read> {
        match &*self.0 {
            Inside::Sqlite(sqlite) => sqlite.read().await,
            Inside::Postgres(postgres) => postgres.read().await,
        }
    }

    /// Runs `work` in one transaction and answers once it is on disk.
    pub async fn write<W: Work>(&self, work: W) -> std::result::Result<W::Out, W::Error> {
        match &*self.0 {
            Inside::Sqlite(sqlite) => sqlite.write(work).await,
            Inside::Postgres(postgres) => postgres.write(work).await,
        }
    }

    /// Brings the schema up to date, in order, each migration once; refuses a schema newer than this
    /// binary. Answers the names of what was run.
    pub async fn migrate(&self, migrations: &[Migration]) -> Result<Vec<String>> {
        self.write(migrate::Migrate::new(migrations.to_vec())).await
    }

    /// The migrations that are still to be run; an error if the schema is newer than this binary.
    pub async fn pending(&self, migrations: &[Migration]) -> Result<Vec<String>> {
        migrate::pending(&mut self.read().await?, migrations).await
    }

    /// Prepares `sql` without running it.
    pub async fn prepare(&self, sql: &Sql) -> Result<()> {
        self.read().await?.prepare(sql).await
    }

    /// The store's own statements, for the test that prepares every statement.
    pub fn statements(&self) -> impl Iterator<Item = &'static Sql> {
        migrate::ALL.iter().chain(search::statements(self.engine())).copied()
    }

    /// Copies the whole database into a new SQLite file while writing goes on; an error on PostgreSQL,
    /// whose own tools do that better (`pg_dump`).
    pub async fn copy_to(&self, file: PathBuf, progress: impl Fn(u64, u64) + Send + 'static) -> Result<()> {
        match &*self.0 {
            Inside::Sqlite(sqlite) => sqlite.copy_to(file, progress).await,
            Inside::Postgres(_) => Err(Error::Unsupported("use pg_dump to copy a PostgreSQL database")),
        }
    }

    /// Wakes everybody who [`Store::wait`]s on this database, on other nodes too where it can.
    pub async fn wake(&self) -> Result<()> {
        match &*self.0 {
            Inside::Sqlite(sqlite) => sqlite.wake(),
            Inside::Postgres(postgres) => postgres.wake().await?,
        }
        Ok(())
    }

    /// Waits until woken or until `at_most` has passed. A hint only: whoever waits reads again anyway.
    pub async fn wait(&self, at_most: std::time::Duration) {
        match &*self.0 {
            Inside::Sqlite(sqlite) => sqlite.wait(at_most).await,
            Inside::Postgres(postgres) => postgres.wait(at_most).await,
        }
    }

    /// Asks PostgreSQL to pass wake-ups between nodes (`LISTEN`/`NOTIFY`), or not to. Nothing but speed
    /// depends on it; engines that only speak PostgreSQL's wire often lack it.
    pub fn listen(&self, yes: bool) {
        if let Inside::Postgres(postgres) = &*self.0 {
            postgres.listen(yes);
        }
    }
}
