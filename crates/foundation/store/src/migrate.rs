use std::collections::HashSet;

use crate::{Engine, Error, Read, Result, Tx, Work};

/// One step of a room's schema, written in PostgreSQL's words. It is run once and never edited again.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// Room and number, such as `people/0001`.
    pub name: &'static str,
    /// The statements. Lines from `-- sqlite:` or `-- postgres:` up to `-- both:` are for that engine only.
    pub text: &'static str,
}

crate::statements! {
    /// What has been run.
    DONE = "SELECT name FROM migration ORDER BY name";
    /// Holds off every other node that starts at the same time.
    LOCK = "SELECT id FROM migration_lock WHERE id = 1 FOR UPDATE";
    /// Notes that one has been run.
    NOTE = "INSERT INTO migration (name) VALUES ($1)";
}

const LEDGER: &str = "
    CREATE TABLE IF NOT EXISTS migration (name TEXT NOT NULL PRIMARY KEY);
    CREATE TABLE IF NOT EXISTS migration_lock (id BIGINT NOT NULL PRIMARY KEY);
    INSERT INTO migration_lock (id) VALUES (1) ON CONFLICT DO NOTHING;";

pub(crate) struct Migrate(Vec<Migration>);

impl Migrate {
    pub(crate) fn new(migrations: Vec<Migration>) -> Self {
        Self(migrations)
    }
}

impl Work for Migrate {
    type Out = Vec<String>;
    type Error = Error;

    async fn run(&self, tx: &mut Tx) -> Result<Vec<String>> {
        tx.script(&for_engine(LEDGER, tx.engine())).await?;
        tx.one::<(i64,)>(&LOCK, &[]).await?;
        let pending = still_to_run(tx, &self.0).await?;
        for migration in self.0.iter().filter(|migration| pending.iter().any(|name| name == migration.name)) {
            tx.script(&for_engine(migration.text, tx.engine())).await?;
            tx.run(&NOTE, &[migration.name.into()]).await?;
        }
        Ok(pending)
    }

    fn database_error(error: &Error) -> Option<&Error> {
        Some(error)
    }
}

pub(crate) async fn pending(read: &mut Read, migrations: &[Migration]) -> Result<Vec<String>> {
    match still_to_run(read, migrations).await {
        // No ledger yet: an empty database.
        Err(Error::Driver { .. }) => Ok(migrations.iter().map(|m| m.name.to_owned()).collect()),
        other => other,
    }
}

async fn still_to_run(read: &mut Read, migrations: &[Migration]) -> Result<Vec<String>> {
    let done: HashSet<String> =
        read.rows::<(String,)>(&DONE, &[]).await?.into_iter().map(|(name,)| name).collect();
    let known: HashSet<&str> = migrations.iter().map(|m| m.name).collect();
    if let Some(unknown) = done.iter().find(|name| !known.contains(name.as_str())) {
        return Err(Error::Newer(unknown.clone()));
    }
    Ok(migrations.iter().map(|m| m.name).filter(|name| !done.contains(*name)).map(str::to_owned).collect())
}

/// The part of `text` that is meant for `engine`, in its words.
fn for_engine(text: &str, engine: Engine) -> String {
    let mut mine = true;
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        match line.trim() {
            "-- both:" => mine = true,
            "-- sqlite:" => mine = engine == Engine::Sqlite,
            "-- postgres:" => mine = engine == Engine::Postgres,
            trimmed if !mine || trimmed.starts_with("--") => {}
            _ if engine == Engine::Postgres => {
                out.push_str(line);
                out.push('\n');
            }
            _ => {
                out.push_str(&sqlite_words(line));
                out.push('\n');
            }
        }
    }
    out
}

/// PostgreSQL's type names to SQLite's; tables become `STRICT`, so that a wrong type is refused there too.
fn sqlite_words(line: &str) -> String {
    let mut line = line.to_owned();
    for (postgres, sqlite) in [
        ("UUID", "BLOB"),
        ("BIGINT", "INTEGER"),
        ("BOOLEAN", "INTEGER"),
        ("DOUBLE PRECISION", "REAL"),
        ("BYTEA", "BLOB"),
    ] {
        line = line.replace(postgres, sqlite);
    }
    if line.starts_with(");")
        || (line.trim_start().starts_with("CREATE TABLE") && line.trim_end().ends_with(");"))
    {
        let end = line.rfind(");").expect("just seen");
        line.replace_range(end..end + 2, ") STRICT;");
    }
    line
}

#[cfg(test)]
mod tests {
    use super::{Engine, for_engine};

    #[test]
    fn one_text_for_both() {
        let text = "CREATE TABLE a (\n    id UUID NOT NULL,\n    n BIGINT NOT NULL\n);\n-- sqlite:\nfor sqlite;\n-- postgres:\nfor postgres;\n-- both:\nfor both;";
        assert_eq!(
            for_engine(text, Engine::Sqlite),
            "CREATE TABLE a (\n    id BLOB NOT NULL,\n    n INTEGER NOT NULL\n) STRICT;\nfor sqlite;\nfor both;\n"
        );
        assert!(for_engine(text, Engine::Postgres).contains("UUID"));
        assert!(!for_engine(text, Engine::Postgres).contains("for sqlite"));
    }
}
