//! PostgreSQL: a pool, ordinary transactions, the whole act again when another was in the way.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use deadpool_postgres::{
    ClientWrapper, Hook, HookError, Manager, ManagerConfig, Metrics, Object, Pool, QueueMode,
    RecyclingMethod, Runtime,
};
use futures_util::future::{BoxFuture, try_join_all};
use futures_util::{StreamExt, stream};
use rustls::{ClientConfig, RootCertStore};
use tokio::sync::Notify;
use tokio_postgres::binary_copy::BinaryCopyInWriter;
use tokio_postgres::config::SslMode;
use tokio_postgres::error::SqlState;
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{AsyncMessage, Config, Statement};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::session::Session;
use crate::{Error, Read, Result, Row, Sql, Tx, Value, Work};

/// Connections a node keeps. PostgreSQL serves them with a process each.
const CONNECTIONS: usize = 16;
/// From how many rows on they are copied in: fewer are written sooner than a copy has begun.
const COPIED: usize = 100;
/// How often an act is run before its conflict is somebody's to see.
const ATTEMPTS: u32 = 6;
/// Asks for wake-ups; [`NOTIFY`] gives one.
const LISTEN: &str = "LISTEN groundswell";
const NOTIFY: &str = "NOTIFY groundswell";
/// What is asked often has an index, and its plan is kept. One that was made while a table was small would go on reading the
/// whole table when it has grown, until the statistics are renewed. It is made once and without the values: otherwise each
/// connection plans its first five times anew, which for a list of a thousand ids takes longer than to answer. No question
/// here is worth compiling either.
const SETTINGS: &str = "SET enable_seqscan = off; SET jit = off; SET plan_cache_mode = force_generic_plan";
/// For so long a connection keeps its plans.
const PLANNED: Duration = Duration::from_mins(1);

pub(crate) struct Postgres {
    pool: Pool,
    woken: Arc<Notify>,
    listening: Arc<AtomicBool>,
}

impl Postgres {
    pub(crate) async fn open(url: &str) -> Result<Self> {
        let mut config: Config =
            url.parse().map_err(|error| Error::postgres("read the database's address", error))?;
        let outcome = Self::connect(config.clone()).await;
        match outcome {
            // What an address without `sslmode` says: encrypted if that can be had.
            Err(error) if config.get_ssl_mode() == SslMode::Prefer => {
                tracing::warn!(%error, "the database cannot be reached encrypted, so it is tried without");
                config.ssl_mode(SslMode::Disable);
                Self::connect(config).await
            }
            _ => outcome,
        }
    }

    async fn connect(config: Config) -> Result<Self> {
        let tls = tls(config.get_ssl_mode())?;
        let manager = Manager::from_config(
            config.clone(),
            tls.clone(),
            ManagerConfig { recycling_method: RecyclingMethod::Fast },
        );
        let pool = Pool::builder(manager)
            .max_size(CONNECTIONS)
            // The one that answered last knows the most plans.
            .queue_mode(QueueMode::Lifo)
            .runtime(Runtime::Tokio1)
            .wait_timeout(Some(Duration::from_secs(10)))
            .create_timeout(Some(Duration::from_secs(5)))
            .post_create(Hook::async_fn(|client, _| Box::pin(settle(client))))
            .post_recycle(Hook::async_fn(|client, metrics| Box::pin(plan_anew(client, metrics))))
            .build()
            .map_err(|error| Error::Away(error.to_string()))?;
        drop(pool.get().await.map_err(Error::pool)?);
        let this = Self { pool, woken: Arc::new(Notify::new()), listening: Arc::new(AtomicBool::new(true)) };
        tokio::spawn(hear(config, tls, Arc::clone(&this.woken), Arc::clone(&this.listening)));
        Ok(this)
    }

    async fn held(&self, in_transaction: bool) -> Result<Held> {
        Ok(Held { client: self.pool.get().await.map_err(Error::pool)?, in_transaction })
    }

    pub(crate) fn read(&self) -> BoxFuture<'_, Result<Read>> {
        Box::pin(async move { Ok(Read::of(Session::Postgres(self.held(false).await?))) })
    }

    pub(crate) async fn write<W: Work>(&self, work: W) -> std::result::Result<W::Out, W::Error> {
        let mut attempt = 1;
        loop {
            let outcome = self.attempt(&work).await;
            match &outcome {
                Err(error)
                    if attempt < ATTEMPTS && W::database_error(error).is_some_and(Error::is_passing) => {}
                _ => return outcome,
            }
            tokio::time::sleep(pause(attempt)).await;
            attempt += 1;
        }
    }

    async fn attempt<W: Work>(&self, work: &W) -> std::result::Result<W::Out, W::Error> {
        let mut tx = Open(Some(Tx(Read::of(Session::Postgres(self.held(true).await?)))));
        tx.script("BEGIN").await?;
        match work.run(tx.0.as_mut().expect("open")).await {
            Ok(out) => {
                tx.script("COMMIT").await?;
                tx.close();
                Ok(out)
            }
            Err(error) => {
                tx.script("ROLLBACK").await?;
                tx.close();
                Err(error)
            }
        }
    }

    pub(crate) async fn wake(&self) -> Result<()> {
        self.woken.notify_waiters();
        if self.listening.load(Ordering::Relaxed) {
            let held = self.held(false).await?;
            held.client.batch_execute(NOTIFY).await.map_err(|error| Error::postgres("notify", error))?;
        }
        Ok(())
    }

    pub(crate) async fn wait(&self, at_most: Duration) {
        let _ = tokio::time::timeout(at_most, self.woken.notified()).await;
    }

    pub(crate) fn listen(&self, yes: bool) {
        self.listening.store(yes, Ordering::Relaxed);
    }
}

/// Tells a new connection how to plan. An engine that only speaks PostgreSQL's wire may not know these words.
async fn settle(client: &mut ClientWrapper) -> Result<(), HookError> {
    if let Err(error) = client.batch_execute(SETTINGS).await {
        tracing::debug!(%error, "the database plans in its own way");
    }
    Ok(())
}

/// Once in every [`PLANNED`] of a connection's life it forgets its plans. PostgreSQL itself makes them anew when the size it has
/// noted for a table changes, not when what it knows of the columns does: a plan made between the two would stay for ever.
async fn plan_anew(client: &mut ClientWrapper, metrics: &Metrics) -> Result<(), HookError> {
    let used = metrics.recycled.unwrap_or(metrics.created).duration_since(metrics.created);
    if used.as_secs() / PLANNED.as_secs() < metrics.age().as_secs() / PLANNED.as_secs()
        && let Err(error) = client.batch_execute("DISCARD PLANS").await
    {
        tracing::debug!(%error, "the database keeps its plans");
    }
    Ok(())
}

/// An open transaction. If its future is dropped half way, the connection is closed instead of going
/// back to the pool with a transaction on it.
struct Open(Option<Tx>);

impl Open {
    async fn script(&mut self, text: &str) -> Result<()> {
        self.0.as_mut().expect("open").script(text).await
    }

    fn close(mut self) {
        self.0 = None;
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        if let Some(Tx(Read { session: Session::Postgres(held), .. })) = self.0.take() {
            drop(Object::take(held.client));
        }
    }
}

/// Between one attempt and the next: longer each time, never the same for two.
fn pause(attempt: u32) -> Duration {
    let mut byte = [0];
    let jitter = getrandom::fill(&mut byte).map_or(128, |()| u64::from(byte[0]));
    Duration::from_micros((1 << attempt) * (500 + 8 * jitter))
}

/// How to encrypt, which takes somebody to trust unless nothing will be encrypted.
fn tls(mode: SslMode) -> Result<MakeRustlsConnect> {
    if mode == SslMode::Disable {
        let nobody = ClientConfig::builder().with_root_certificates(RootCertStore::empty());
        return Ok(MakeRustlsConnect::new(nobody.with_no_client_auth()));
    }
    let (tls, unreadable) = MakeRustlsConnect::with_native_certs()
        .map_err(|errors| Error::Away(format!("the machine has no certificates to trust: {errors:?}")))?;
    for error in unreadable {
        tracing::debug!(%error, "a certificate of the machine cannot be read");
    }
    Ok(tls)
}

/// Listens for wake-ups on a connection of its own, for as long as the process lives.
async fn hear(config: Config, tls: MakeRustlsConnect, woken: Arc<Notify>, listening: Arc<AtomicBool>) {
    loop {
        if listening.load(Ordering::Relaxed)
            && let Ok((client, mut connection)) = config.connect(tls.clone()).await
        {
            let mut messages = stream::poll_fn(move |cx| connection.poll_message(cx));
            let listen = client.batch_execute(LISTEN);
            tokio::pin!(listen);
            let mut asked = false;
            loop {
                tokio::select! {
                    result = &mut listen, if !asked => { asked = true; if result.is_err() { break } }
                    message = messages.next() => match message {
                        Some(Ok(AsyncMessage::Notification(_))) => woken.notify_waiters(),
                        Some(Ok(_)) => {}
                        Some(Err(_)) | None => break,
                    }
                }
            }
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}

/// A pooled connection, alone or inside a transaction.
pub(crate) struct Held {
    client: Object,
    in_transaction: bool,
}

/// What waits for the server is boxed, so that it is compiled here and not again wherever something is asked.
impl Held {
    async fn statement(&self, sql: &Sql) -> Result<Statement> {
        self.client.prepare_cached(sql.text()).await.map_err(|error| Error::postgres(sql.name(), error))
    }

    /// Whether to ask once more because the plan was older than the schema (`0A000`, seen in a rolling
    /// upgrade). Inside a transaction the whole act has to run again, so it is told as passing.
    fn forget_if_stale(&self, sql: &Sql, error: tokio_postgres::Error) -> Result<()> {
        if error.code() != Some(&SqlState::FEATURE_NOT_SUPPORTED) {
            return Err(Error::postgres(sql.name(), error));
        }
        self.client.statement_cache.remove(sql.text(), &[]);
        if self.in_transaction { Err(Error::Busy(error.to_string())) } else { Ok(()) }
    }

    pub(crate) fn rows<'a>(&'a self, sql: &'a Sql, values: &'a [Value]) -> BoxFuture<'a, Result<Vec<Row>>> {
        Box::pin(async move {
            let rows = match self.client.query(&self.statement(sql).await?, &as_parameters(values)).await {
                Ok(rows) => rows,
                Err(error) => {
                    self.forget_if_stale(sql, error)?;
                    let again = self.client.query(&self.statement(sql).await?, &as_parameters(values)).await;
                    again.map_err(|error| Error::postgres(sql.name(), error))?
                }
            };
            rows.iter()
                .map(|row| {
                    (0..row.len())
                        .map(|column| Value::from_postgres(row, column))
                        .collect::<Result<_>>()
                        .map(Row::new)
                })
                .collect()
        })
    }

    pub(crate) fn run<'a>(&'a self, sql: &'a Sql, values: &'a [Value]) -> BoxFuture<'a, Result<u64>> {
        Box::pin(async move {
            match self.client.execute(&self.statement(sql).await?, &as_parameters(values)).await {
                Ok(touched) => Ok(touched),
                Err(error) => {
                    self.forget_if_stale(sql, error).and(Err(Error::Busy("the schema changed".to_owned())))
                }
            }
        })
    }

    pub(crate) fn run_each<'a>(&'a self, sql: &'a Sql, sets: &'a [Vec<Value>]) -> BoxFuture<'a, Result<u64>> {
        Box::pin(async move {
            let statement = self.statement(sql).await?;
            if sets.len() >= COPIED
                && let Some(copy) = sql.as_copy()
            {
                let copied = copy_in(&self.client, &copy, statement.params(), sets).await;
                return copied.map_err(|error| Error::postgres(sql.name(), error));
            }
            // The driver sends ahead: a thousand statements travel in one round.
            let mut touched = 0;
            for sets in sets.chunks(1_000) {
                let answers = sets.iter().map(|values| execute(&self.client, &statement, values));
                let answers =
                    try_join_all(answers).await.map_err(|error| Error::postgres(sql.name(), error))?;
                touched += answers.into_iter().sum::<u64>();
            }
            Ok(touched)
        })
    }

    pub(crate) async fn script(&self, text: &str) -> Result<()> {
        self.client.batch_execute(text).await.map_err(|error| Error::postgres(text, error))
    }

    pub(crate) async fn prepare(&self, sql: &Sql) -> Result<()> {
        self.client.prepare(sql.text()).await.map(drop).map_err(|error| Error::postgres(sql.name(), error))
    }

    pub(crate) async fn clock(&self) -> Result<i64> {
        let text = "SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS BIGINT)";
        let statement =
            self.client.prepare_cached(text).await.map_err(|error| Error::postgres("clock", error))?;
        let row =
            self.client.query_one(&statement, &[]).await.map_err(|error| Error::postgres("clock", error))?;
        Ok(row.get(0))
    }
}

/// Sends rows as they would stand in a file: the server has no statement to run for each of them.
async fn copy_in(
    client: &Object,
    copy: &str,
    types: &[Type],
    rows: &[Vec<Value>],
) -> Result<u64, tokio_postgres::Error> {
    let writer = BinaryCopyInWriter::new(client.copy_in(copy).await?, types);
    tokio::pin!(writer);
    for row in rows {
        writer.as_mut().write(&as_parameters(row)).await?;
    }
    writer.finish().await
}

async fn execute(
    client: &Object,
    statement: &Statement,
    values: &[Value],
) -> Result<u64, tokio_postgres::Error> {
    client.execute(statement, &as_parameters(values)).await
}

fn as_parameters(values: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    values.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}
