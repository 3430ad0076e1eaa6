//! Copies of everything that whoever holds the server holds, on either engine: the rows of each table in the order in which
//! they lie there, and the files as they are on disk, the write-ahead log among them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rusqlite::types::Value;
use store::Location;
use tokio_postgres::types::Type;
use tokio_postgres::{Client, NoTls};

use super::ballots::{Row, read};
use crate::server::run_well;

/// Where copies are taken from.
pub(super) enum Source<'a> {
    /// The folder of an embedded database.
    Folder(&'a Path),
    /// A database of PostgreSQL, since that moment: its log is the whole cluster's.
    Server(Client, SystemTime),
}

impl<'a> Source<'a> {
    pub(super) async fn of(location: &'a Location) -> Self {
        match location {
            Location::Folder(folder) => Self::Folder(folder),
            Location::Postgres(address) => {
                let (client, connection) = tokio_postgres::connect(address, NoTls).await.expect("PostgreSQL");
                tokio::spawn(connection);
                Self::Server(client, SystemTime::now())
            }
        }
    }

    /// A backup while people vote: the program's own of an embedded database; of PostgreSQL what `pg_dump` reads, every
    /// row of every table.
    pub(super) async fn backup(&self, location: &Location, to: &Path) -> Vec<Row> {
        match self {
            Self::Folder(_) => {
                run_well(location, &["backup", "--to", &to.display().to_string()]);
                read(to)
            }
            Self::Server(client, _) => rows(client).await,
        }
    }

    /// Everything as it lies there now: rows, and files by name.
    pub(super) async fn copy(&self, to: &Path) -> (Vec<Row>, BTreeMap<String, Vec<u8>>) {
        match self {
            Self::Folder(folder) => {
                std::fs::create_dir_all(to).expect("a folder");
                // The room it keeps free and the folders in it stay: where the keys are is no part of the database.
                for (name, bytes) in files(folder).into_iter().filter(|(name, _)| name != "ballast") {
                    std::fs::write(to.join(name), bytes).expect("a copy");
                }
                let copied = files(to).into_iter().collect();
                (read(&to.join(store::FILE)), copied)
            }
            Self::Server(client, since) => (rows(client).await, cluster(client, *since).await),
        }
    }
}

/// The files of a folder, by name.
pub(super) fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = std::fs::read_dir(folder).expect("a folder").flatten();
    let paths: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    paths.iter().map(|path| (name(path), std::fs::read(path).expect("a file"))).collect()
}

/// Every row of every table, in the order in which they lie in their pages.
async fn rows(client: &Client) -> Vec<Row> {
    let tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename";
    let mut all = Vec::new();
    for table in client.query(tables, &[]).await.expect("tables") {
        let table: String = table.get(0);
        let found = client.query(&format!("SELECT * FROM \"{table}\" ORDER BY ctid"), &[]).await;
        for row in found.expect("rows") {
            all.push((table.clone(), (0..row.len()).map(|at| cell(&row, at)).collect()));
        }
    }
    all
}

/// As the embedded database would hold it.
fn cell(row: &tokio_postgres::Row, at: usize) -> Value {
    let bytes = |value: Option<Vec<u8>>| value.map_or(Value::Null, Value::Blob);
    match *row.columns()[at].type_() {
        Type::INT8 => row.get::<_, Option<i64>>(at).map_or(Value::Null, Value::Integer),
        Type::BOOL => row.get::<_, Option<bool>>(at).map_or(Value::Null, |yes| Value::Integer(yes.into())),
        Type::FLOAT8 => row.get::<_, Option<f64>>(at).map_or(Value::Null, Value::Real),
        Type::TEXT => row.get::<_, Option<String>>(at).map_or(Value::Null, Value::Text),
        Type::BYTEA => bytes(row.get(at)),
        Type::UUID => bytes(row.get::<_, Option<uuid::Uuid>>(at).map(|id| id.as_bytes().to_vec())),
        // What search makes of texts.
        _ => Value::Null,
    }
}

/// The files of the database, written out first, and those of the write-ahead log that were written since.
async fn cluster(client: &Client, since: SystemTime) -> BTreeMap<String, Vec<u8>> {
    client.batch_execute("CHECKPOINT").await.expect("the pages are written");
    let folder = "SELECT 'base/' || oid FROM pg_database WHERE datname = current_database()";
    let folder: String = client.query_one(folder, &[]).await.expect("its folder").get(0);
    let inside = client.query("SELECT pg_ls_dir($1)", &[&folder]).await.expect("its files");
    let mut names: Vec<String> =
        inside.iter().map(|row| format!("{folder}/{}", row.get::<_, String>(0))).collect();
    let logs =
        "SELECT 'pg_wal/' || name FROM pg_ls_waldir() WHERE modification >= $1::timestamptz - interval '1 s'";
    let logs = client.query(logs, &[&since]).await.expect("the write-ahead log");
    assert!(!logs.is_empty(), "something was written");
    names.extend(logs.iter().map(|row| row.get::<_, String>(0)));
    let mut files = BTreeMap::new();
    // As much as it answers with at once; its files are no longer than that.
    let whole = "SELECT pg_read_binary_file($1, 0, (1 << 30) - 5, true)";
    for name in names {
        let bytes = client.query_one(whole, &[&name]).await;
        if let Some(bytes) = bytes.expect("a file").get::<_, Option<Vec<u8>>>(0) {
            files.insert(name, bytes);
        }
    }
    files
}
