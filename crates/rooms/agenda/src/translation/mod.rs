//! A clause in another language. It says of which wording it is, so that whoever reads it sees when the original
//! has changed since.

pub(crate) mod acts;
pub(crate) mod api;
pub(crate) mod language;
pub(crate) mod page;
pub(crate) mod store;

use ::store::Read;
use jiff::Timestamp;
use kernel::{Ability, Context, Result, Role, any};
use web::ExportTable;

pub(crate) use language::Language;

use crate::clause::ClauseId;
use crate::clause::words::Says;

/// Translating a clause.
pub(crate) static TRANSLATE: Ability =
    Ability { name: "agenda.clause.translate", grants: &[any(Role::Member)] };

/// One translation of one wording.
#[derive(Debug, Clone)]
pub(crate) struct Translation {
    pub(crate) clause: ClauseId,
    /// A tag of [`Language`].
    pub(crate) language: String,
    /// Of which wording it is.
    pub(crate) wording: i64,
    pub(crate) text: String,
    pub(crate) then: String,
    pub(crate) because: String,
    pub(crate) difference: String,
    /// Counts up when somebody mends it.
    pub(crate) revision: i64,
    pub(crate) translated_by: String,
    pub(crate) translated_at: Timestamp,
}

/// A translation with the wording it is of.
#[derive(Debug, Clone)]
pub(crate) struct Paired {
    pub(crate) translation: Translation,
    text: String,
    then: String,
    because: String,
    difference: String,
}

impl Translation {
    /// What it says.
    pub(crate) fn says(&self) -> Says<'_> {
        Says { text: &self.text, then: &self.then, because: &self.because, difference: &self.difference }
    }
}

impl Paired {
    /// Whether it is of these words, and not of what stood there before.
    pub(crate) fn is_of(&self, says: &Says<'_>) -> bool {
        let of =
            Says { text: &self.text, then: &self.then, because: &self.because, difference: &self.difference };
        of == *says
    }
}

/// The translation to show for a clause that says this: the one of these very words, else the newest, which is
/// stale then.
pub(crate) fn best<'a>(all: &'a [Paired], clause: ClauseId, says: &Says<'_>) -> Option<&'a Paired> {
    let of_clause = || all.iter().filter(|paired| paired.translation.clause == clause);
    let fresh = of_clause().find(|paired| paired.is_of(says));
    fresh.or_else(|| of_clause().max_by_key(|paired| paired.translation.wording))
}

/// Every translation as an open table.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<ExportTable> {
    let rows = store::every(read, cx.initiative()?).await?.into_iter().map(|(number, translation)| {
        vec![
            number.to_string(),
            translation.language,
            translation.wording.to_string(),
            translation.text,
            translation.then,
            translation.because,
            translation.difference,
            translation.revision.to_string(),
            translation.translated_by,
            translation.translated_at.to_string(),
        ]
    });
    Ok(ExportTable {
        name: "clause_translations",
        columns: &[
            "clause",
            "language",
            "wording",
            "text",
            "then",
            "because",
            "difference",
            "revision",
            "translated_by",
            "translated_at",
        ],
        rows: rows.collect(),
    })
}
