//! Each test on SQLite and on PostgreSQL.
//!
//! PostgreSQL's address stands in `GROUNDSWELL_TEST_POSTGRES` (a `postgres://…` whose user may create
//! databases). Without it a test fails: a test that was not run is not passed.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;

use jiff::Timestamp;
use kernel::{Clock, Kinds, Vault, World};
use store::{Location, Migration, Store};
use tokio::runtime::Runtime;
use tokio_postgres::NoTls;
use uuid::Uuid;

/// The environment variable with PostgreSQL's address.
const POSTGRES: &str = "GROUNDSWELL_TEST_POSTGRES";
/// When every world begins: Monday, 5 January 2026, 9:00 UTC.
const BEGINNING: &str = "2026-01-05T09:00:00Z";

/// Runs `test` on an empty SQLite folder, then on an empty PostgreSQL database; both are gone afterwards.
pub fn both(test: impl AsyncFn(Store)) {
    let opened = async |location| test(open(location).await).await;
    on_sqlite(opened);
    on_postgres(opened);
}

/// Opens the world in `store`: the tables of search, the kernel and `rooms`, the clock at the
/// [beginning](now) and standing still until the test moves it.
pub async fn world(store: Store, rooms: &[&[Migration]], kinds: Kinds) -> Arc<World> {
    let migrations = [&[store::search::MIGRATIONS, kernel::MIGRATIONS], rooms].concat().concat();
    store.migrate(&migrations).await.expect("the migrations run");
    Arc::new(World { store, clock: Clock::at(now()), kinds, vault: Vault::default() })
}

/// When every world begins.
pub fn now() -> Timestamp {
    BEGINNING.parse().expect("a time")
}

fn runtime() -> Runtime {
    Runtime::new().expect("a runtime of several threads")
}

/// Runs `test` with an empty folder, gone afterwards.
pub fn on_sqlite(test: impl AsyncFn(Location)) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    runtime().block_on(test(Location::Folder(folder.path().to_owned())));
}

/// Runs `test` with an empty PostgreSQL database, gone afterwards.
pub fn on_postgres(test: impl AsyncFn(Location)) {
    let address = std::env::var(POSTGRES)
        .unwrap_or_else(|_| panic!("{POSTGRES} says where PostgreSQL is; ./check sets it, and so must you"));
    let name = format!("test_{}", Uuid::new_v4().simple());
    let outside = runtime();
    outside.block_on(ask(&address, &format!("CREATE DATABASE {name} TEMPLATE template0")));
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        runtime().block_on(test(Location::Postgres(beside(&address, &name))));
    }));
    outside.block_on(ask(&address, &format!("DROP DATABASE {name} WITH (FORCE)")));
    if let Err(panic) = outcome {
        eprintln!("(this was on PostgreSQL)");
        resume_unwind(panic);
    }
}

async fn open(location: Location) -> Store {
    Store::open(&location).await.expect("the database opens")
}

/// Runs one statement outside any transaction.
async fn ask(address: &str, sql: &str) {
    let (client, connection) = tokio_postgres::connect(address, NoTls).await.expect("PostgreSQL answers");
    let talking = tokio::spawn(connection);
    client.batch_execute(sql).await.unwrap_or_else(|error| panic!("{sql}: {error:?}"));
    talking.abort();
}

/// The address of the database `name` on the same server.
fn beside(address: &str, name: &str) -> String {
    let (address, options) = address.split_once('?').unwrap_or((address, ""));
    let (server, _) = address.rsplit_once('/').expect("postgres://user@host:port/database");
    format!("{server}/{name}?{options}")
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use store::Engine;

    #[test]
    fn both_engines_run_the_test() {
        let seen = AtomicUsize::new(0);
        super::both(async |store| {
            let world = super::world(store, &[], kernel::Kinds::default()).await;
            assert!(
                world
                    .store
                    .pending(&[store::search::MIGRATIONS, kernel::MIGRATIONS].concat())
                    .await
                    .unwrap()
                    .is_empty()
            );
            seen.fetch_add(if world.store.engine() == Engine::Sqlite { 1 } else { 10 }, Ordering::Relaxed);
        });
        assert_eq!(seen.into_inner(), 11);
    }

    #[test]
    fn a_database_stands_beside_another() {
        assert_eq!(super::beside("postgres://me@here:1/postgres", "test_1"), "postgres://me@here:1/test_1?");
        assert_eq!(
            super::beside("postgres://me@here/a?sslmode=disable", "b"),
            "postgres://me@here/b?sslmode=disable"
        );
    }
}
