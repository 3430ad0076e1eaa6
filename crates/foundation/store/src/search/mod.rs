//! Finding by words: one interface, one small file an engine.
//!
//! Text is normalised here (case, accents), so that both engines find the same. A hit is only a
//! reference: whoever shows it asks its room first whether the viewer may see it.

mod postgres;
mod sqlite;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use uuid::Uuid;

use crate::{Engine, Migration, Read, Result, Sql, Tx};

/// The search tables.
pub const MIGRATIONS: &[Migration] =
    &[Migration { name: "search/0001", text: include_str!("../../migrations/0001_search.sql") }];

/// Something that can be found.
#[derive(Debug, Clone)]
pub struct Document<'a> {
    /// The initiative it belongs to.
    pub initiative: Uuid,
    /// What it is: `clause`, `measure` and so on.
    pub kind: &'a str,
    /// Which one.
    pub id: Uuid,
    /// What it is called; counts more than the body.
    pub title: &'a str,
    /// What else it says.
    pub body: &'a str,
}

/// A reference to something found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// What it is.
    pub kind: String,
    /// Which one.
    pub id: Uuid,
}

crate::row!(Hit { kind, id });

/// Makes `document` findable, in place of what was known of it.
pub async fn put(tx: &mut Tx, document: &Document<'_>) -> Result<()> {
    let (title, body) = (plain(document.title), plain(document.body));
    match tx.engine() {
        Engine::Sqlite => sqlite::put(tx, document, title, body).await,
        Engine::Postgres => postgres::put(tx, document, title, body).await,
    }
}

/// Forgets it.
pub async fn remove(tx: &mut Tx, initiative: Uuid, kind: &str, id: Uuid) -> Result<()> {
    match tx.engine() {
        Engine::Sqlite => sqlite::remove(tx, initiative, kind, id).await,
        Engine::Postgres => postgres::remove(tx, initiative, kind, id).await,
    }
}

/// What holds every word of `words` (the beginning of a word suffices), best first.
pub async fn find(read: &mut Read, initiative: Uuid, words: &str, at_most: i64) -> Result<Vec<Hit>> {
    let words: Vec<String> = plain(words).split_whitespace().map(str::to_owned).collect();
    if words.is_empty() {
        return Ok(Vec::new());
    }
    match read.engine() {
        Engine::Sqlite => sqlite::find(read, initiative, &words, at_most).await,
        Engine::Postgres => postgres::find(read, initiative, &words, at_most).await,
    }
}

/// The statements of `engine`, for the test that prepares them.
pub fn statements(engine: Engine) -> &'static [&'static Sql] {
    match engine {
        Engine::Sqlite => sqlite::ALL,
        Engine::Postgres => postgres::ALL,
    }
}

/// Lower case, no accents, nothing but letters and digits between single spaces.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn accents_case_and_signs_go() {
        assert_eq!(plain("Élan, \"vital\"*  ÅNGSTRÖM-1"), "elan vital angstrom 1");
    }
}
