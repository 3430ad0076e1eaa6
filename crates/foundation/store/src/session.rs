use std::ops::{Deref, DerefMut};

use crate::{Engine, Error, FromRow, Result, Row, Sql, Value, postgres, sqlite};

/// A connection that reads.
pub struct Read {
    pub(crate) session: Session,
    asked: usize,
}

pub(crate) enum Session {
    Sqlite(sqlite::Held),
    Postgres(postgres::Held),
}

impl Read {
    pub(crate) fn of(session: Session) -> Self {
        Self { session, asked: 0 }
    }

    /// How many questions it has asked so far: a page that asks one for each line shows here.
    pub fn asked(&self) -> usize {
        self.asked
    }

    /// Every row.
    pub async fn rows<T: FromRow>(&mut self, sql: &Sql, values: &[Value]) -> Result<Vec<T>> {
        self.asked += 1;
        let rows = match &mut self.session {
            Session::Sqlite(held) => held.rows(sql, values)?,
            Session::Postgres(held) => held.rows(sql, values).await?,
        };
        rows.into_iter().map(|mut row: Row| T::from_row(&mut row)).collect()
    }

    /// The first row, if there is one.
    pub async fn maybe<T: FromRow>(&mut self, sql: &Sql, values: &[Value]) -> Result<Option<T>> {
        Ok(self.rows(sql, values).await?.into_iter().next())
    }

    /// The first row; [`Error::NoRow`] if there is none.
    pub async fn one<T: FromRow>(&mut self, sql: &Sql, values: &[Value]) -> Result<T> {
        self.maybe(sql, values).await?.ok_or(Error::NoRow)
    }

    /// The database's own clock, in microseconds since 1970: what decides whether a poll is open.
    pub async fn clock(&mut self) -> Result<i64> {
        match &mut self.session {
            Session::Sqlite(_) => Ok(std::time::SystemTime::now()
                .duration_since(std::time::UNIX_EPOCH)
                .map_or(0, |since| since.as_micros() as i64)),
            Session::Postgres(held) => held.clock().await,
        }
    }

    pub(crate) fn engine(&self) -> Engine {
        match self.session {
            Session::Sqlite(_) => Engine::Sqlite,
            Session::Postgres(_) => Engine::Postgres,
        }
    }

    pub(crate) async fn prepare(&mut self, sql: &Sql) -> Result<()> {
        match &mut self.session {
            Session::Sqlite(held) => held.prepare(sql),
            Session::Postgres(held) => held.prepare(sql).await,
        }
    }
}

/// A transaction: it reads as [`Read`] does, and writes.
pub struct Tx(pub(crate) Read);

impl Deref for Tx {
    type Target = Read;
    fn deref(&self) -> &Read {
        &self.0
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut Read {
        &mut self.0
    }
}

impl Tx {
    /// Runs a statement; answers how many rows it touched.
    pub async fn run(&mut self, sql: &Sql, values: &[Value]) -> Result<u64> {
        match &mut self.0.session {
            Session::Sqlite(held) => held.run(sql, values),
            Session::Postgres(held) => held.run(sql, values).await,
        }
    }

    /// Runs a statement once for each set of values, without waiting for each answer in between;
    /// answers how many rows were touched.
    pub async fn run_each(&mut self, sql: &Sql, sets: &[Vec<Value>]) -> Result<u64> {
        match &mut self.0.session {
            Session::Sqlite(held) => sets.iter().map(|values| held.run(sql, values)).sum(),
            Session::Postgres(held) => held.run_each(sql, sets).await,
        }
    }

    /// Runs several statements without parameters: migrations only.
    pub(crate) async fn script(&mut self, text: &str) -> Result<()> {
        match &mut self.0.session {
            Session::Sqlite(held) => held.script(text),
            Session::Postgres(held) => held.script(text).await,
        }
    }
}
