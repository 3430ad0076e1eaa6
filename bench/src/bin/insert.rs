//! The least a durable change can cost: one table, one index, and nothing but inserts, each commit on disk
//! before the next. Prints `connected` when it begins, and in the end one line of JSON: `rows`, `seconds`, and the
//! milliseconds a commit took (`p50`, `p99`).

use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::Result;
use clap::{Args, Parser};
use futures_util::future::try_join_all;
use rusqlite::Connection;
use serde_json::json;
use tokio_postgres::{Client, NoTls};
use uuid::Uuid;

/// What every row says: as long as a short post.
const WORDS: &str = "What would help is knowing how many of the open jobs pay enough to live on, and for whom; \
    the figures come a year late, but they exist, and the next meeting could look at them together.";

/// Insert rows into an empty table, as fast as a durable commit allows
#[derive(Parser)]
enum Insert {
    /// One writer, with `journal_mode=WAL` and `synchronous=FULL`
    Sqlite {
        /// The database file, made anew
        file: PathBuf,
        /// Rows that share one commit
        #[arg(long, default_value_t = 1)]
        group: u32,
        #[command(flatten)]
        spell: Spell,
    },
    /// Several connections, each row its own transaction, with `synchronous_commit=on`
    Postgres {
        /// The database
        url: String,
        #[arg(long, default_value_t = 1)]
        connections: usize,
        #[command(flatten)]
        spell: Spell,
    },
}

#[derive(Args)]
struct Spell {
    /// How long
    #[arg(long, default_value_t = 2.0)]
    seconds: f64,
}

/// The time in which rows are inserted; it begins when everything is connected.
struct Running {
    begun: Instant,
    end: Instant,
}

impl Spell {
    fn begin(&self) -> Running {
        println!("connected");
        let begun = Instant::now();
        Running { begun, end: begun + Duration::from_secs_f64(self.seconds) }
    }
}

/// What was done: the time each commit took, and all of them together.
struct Done {
    commits: Vec<Duration>,
    seconds: f64,
}

impl Running {
    fn goes_on(&self) -> bool {
        Instant::now() < self.end
    }

    fn done(&self, commits: Vec<Duration>) -> Done {
        Done { commits, seconds: self.begun.elapsed().as_secs_f64() }
    }
}

#[tokio::main]
async fn main() -> Result<()> {
    let (group, Done { mut commits, seconds }) = match Insert::parse() {
        Insert::Sqlite { file, group, spell } => (group, sqlite(Connection::open(file)?, group, &spell)?),
        Insert::Postgres { url, connections, spell } => (1, postgres(&url, connections, &spell).await?),
    };
    commits.sort_unstable();
    let at = |share: f64| commits[(share * (commits.len() - 1) as f64) as usize].as_secs_f64() * 1000.0;
    let rows = commits.len() * group as usize;
    println!("{}", json!({ "rows": rows, "seconds": seconds, "p50": at(0.50), "p99": at(0.99) }));
    Ok(())
}

fn sqlite(mut connection: Connection, group: u32, spell: &Spell) -> Result<Done> {
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
         CREATE TABLE post (id BLOB PRIMARY KEY, at INTEGER NOT NULL, words TEXT NOT NULL) WITHOUT ROWID;",
    )?;
    let running = spell.begin();
    let mut commits = Vec::new();
    loop {
        let begun = Instant::now();
        let transaction = connection.transaction()?;
        for at in 0..group {
            transaction.prepare_cached("INSERT INTO post (id, at, words) VALUES (?1, ?2, ?3)")?.execute((
                Uuid::now_v7().as_bytes(),
                at,
                WORDS,
            ))?;
        }
        transaction.commit()?;
        commits.push(begun.elapsed());
        if !running.goes_on() {
            return Ok(running.done(commits));
        }
    }
}

async fn connect(url: &str) -> Result<Client> {
    let (client, driver) = tokio_postgres::connect(url, NoTls).await?;
    tokio::spawn(driver);
    Ok(client)
}

async fn postgres(url: &str, connections: usize, spell: &Spell) -> Result<Done> {
    let clients = try_join_all((0..connections).map(|_| connect(url))).await?;
    clients[0]
        .batch_execute(
            "DROP TABLE IF EXISTS post;
             CREATE TABLE post (id uuid PRIMARY KEY, at bigint NOT NULL, words text NOT NULL);",
        )
        .await?;
    let running = spell.begin();
    let writers = try_join_all(clients.iter().map(|client| write(client, &running))).await?;
    Ok(running.done(writers.into_iter().flatten().collect()))
}

async fn write(client: &Client, running: &Running) -> Result<Vec<Duration>> {
    let insert = client.prepare("INSERT INTO post (id, at, words) VALUES ($1, $2, $3)").await?;
    let mut commits = Vec::new();
    loop {
        let begun = Instant::now();
        client.execute(&insert, &[&Uuid::now_v7(), &1_i64, &WORDS]).await?;
        commits.push(begun.elapsed());
        if !running.goes_on() {
            return Ok(commits);
        }
    }
}
