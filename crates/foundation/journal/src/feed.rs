//! What happened, for pages and streams.

use std::collections::HashSet;

use jiff::Timestamp;
use kernel::{InitiativeId, PersonId, Ref};
use serde::Serialize;
use store::{FromRow, Read, Result, Row};
use uuid::Uuid;

/// The columns of an [`Entry`] in its order, of `journal_entry e`.
macro_rules! columns {
    () => {
        "e.initiative, e.seq, e.id, e.at, e.via, e.act, e.kind, e.object, e.person, e.name, e.title"
    };
}
pub(crate) use columns;

store::statements! {
    UNSEALED = concat!("SELECT ", columns!(), " FROM journal_entry e
        WHERE e.initiative = $1 AND e.seq IS NULL ORDER BY e.id DESC LIMIT $2");
    LATEST = concat!("SELECT ", columns!(), " FROM journal_entry e
        WHERE e.initiative = $1 AND e.seq < $2 ORDER BY e.seq DESC LIMIT $3");
    SINCE = concat!("SELECT ", columns!(), " FROM journal_entry e
        WHERE e.initiative = $1 AND e.seq > $2 ORDER BY e.seq LIMIT $3");
    OF_OBJECT = concat!("SELECT ", columns!(), " FROM journal_entry e
        WHERE e.initiative = $1 AND e.kind = $2 AND e.object = $3 ORDER BY e.at DESC, e.id DESC LIMIT $4");
    NEWEST = "SELECT e.seq FROM journal_entry e WHERE e.initiative = $1 AND e.seq >= 0
        ORDER BY e.seq DESC LIMIT 1";
}

/// One line of what happened. Whether a viewer may know of the object, its room says.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Entry {
    /// The initiative.
    pub initiative: InitiativeId,
    /// Its number, from 0 without a gap; none for the moment until it is sealed.
    pub seq: Option<i64>,
    /// Its id.
    pub id: Uuid,
    /// When.
    pub at: Timestamp,
    /// The way it came in: `web`, `api`, `cli`, `import` or `job`.
    pub via: String,
    /// What was done, such as `submission.accepted`; its text's key is `told-submission-accepted`.
    pub act: String,
    /// To which object.
    pub about: Ref,
    /// Who did it; none where nobody is named or the person was erased.
    pub person: Option<PersonId>,
    /// What they were called then; may be empty.
    pub name: String,
    /// What the object was called then; empty if that was erased.
    pub title: String,
}

impl FromRow for Entry {
    fn from_row(row: &mut Row) -> Result<Self> {
        Ok(Self {
            initiative: row.take()?,
            seq: row.take()?,
            id: row.take()?,
            at: row.take()?,
            via: row.take()?,
            act: row.take()?,
            about: Ref { kind: row.take()?, id: row.take()? },
            person: row.take()?,
            name: row.take::<Option<String>>()?.unwrap_or_default(),
            title: row.take::<Option<String>>()?.unwrap_or_default(),
        })
    }
}

/// The newest entries before the number `before`, newest first; without it the newest of all, with those
/// that are not sealed yet.
pub async fn latest(
    read: &mut Read,
    initiative: InitiativeId,
    before: Option<i64>,
    limit: usize,
) -> Result<Vec<Entry>> {
    let mut found: Vec<Entry> = match before {
        Some(_) => Vec::new(),
        None => read.rows(&UNSEALED, &[initiative.into(), limit.into()]).await?,
    };
    let left = limit - found.len();
    let before = before.unwrap_or(i64::MAX);
    found.extend(read.rows::<Entry>(&LATEST, &[initiative.into(), before.into(), left.into()]).await?);
    // What was sealed between the two questions is in both answers.
    let mut seen = HashSet::new();
    found.retain(|entry| seen.insert(entry.id));
    Ok(found)
}

/// The sealed entries after the number `seq`, in their order.
pub async fn since(read: &mut Read, initiative: InitiativeId, seq: i64, limit: usize) -> Result<Vec<Entry>> {
    read.rows(&SINCE, &[initiative.into(), seq.into(), limit.into()]).await
}

/// What happened to an object, newest first, with what is not sealed yet.
pub async fn of_object(
    read: &mut Read,
    initiative: InitiativeId,
    about: &Ref,
    limit: usize,
) -> Result<Vec<Entry>> {
    let values = [initiative.into(), about.kind.as_str().into(), about.id.into(), limit.into()];
    read.rows(&OF_OBJECT, &values).await
}

/// The number of the newest sealed entry.
pub(crate) async fn newest(read: &mut Read, initiative: InitiativeId) -> Result<Option<i64>> {
    Ok(read.maybe::<(i64,)>(&NEWEST, &[initiative.into()]).await?.map(|(seq,)| seq))
}
