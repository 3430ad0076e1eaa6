use kernel::{InitiativeId, Result};
use store::{FromRow, Read, Row, Tx};

use super::{Paired, Translation};
use crate::clause::ClauseId;

/// The columns of a [`Translation`] in its order.
macro_rules! columns {
    () => {
        "t.clause, t.language, t.wording, t.text, t.then_what, t.because, t.difference, t.revision, t.translated_by,
        t.translated_at"
    };
}
/// The wording it is of.
macro_rules! paired {
    () => {
        concat!(
            "SELECT ",
            columns!(),
            ", w.text, w.then_what, w.because, w.difference FROM clause_translation t
            JOIN clause_wording w ON w.initiative = t.initiative AND w.clause = t.clause AND w.version = t.wording
            WHERE t.initiative = $1 "
        )
    };
}

store::statements! {
    LANGUAGES = "SELECT DISTINCT language FROM clause_translation WHERE initiative = $1 ORDER BY language";
    IN_LANGUAGE = concat!(paired!(), "AND t.language = $2 ORDER BY t.clause, t.wording");
    OF_CLAUSE = concat!(paired!(), "AND t.clause = $2 ORDER BY t.language, t.wording DESC");
    ONE = concat!("SELECT ", columns!(), " FROM clause_translation t
        WHERE t.initiative = $1 AND t.clause = $2 AND t.language = $3 AND t.wording = $4");
    EVERY = concat!("SELECT c.number, ", columns!(), " FROM clause_translation t
        JOIN clause c ON c.initiative = t.initiative AND c.id = t.clause
        WHERE t.initiative = $1 ORDER BY c.number, t.language, t.wording");
    PUT = "INSERT INTO clause_translation (initiative, clause, language, wording, text, then_what, because, difference,
        revision, translated_by, translated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        ON CONFLICT (initiative, clause, language, wording) DO UPDATE SET text = excluded.text,
        then_what = excluded.then_what, because = excluded.because, difference = excluded.difference,
        revision = excluded.revision, translated_by = excluded.translated_by,
        translated_at = excluded.translated_at";
}

store::row!(Translation {
    clause,
    language,
    wording,
    text,
    then,
    because,
    difference,
    revision,
    translated_by,
    translated_at,
});

impl FromRow for Paired {
    fn from_row(row: &mut Row) -> store::Result<Self> {
        let translation = Translation::from_row(row)?;
        Ok(Self {
            translation,
            text: row.take()?,
            then: row.take()?,
            because: row.take()?,
            difference: row.take()?,
        })
    }
}

struct Numbered {
    number: i64,
    translation: Translation,
}

impl FromRow for Numbered {
    fn from_row(row: &mut Row) -> store::Result<Self> {
        Ok(Self { number: row.take()?, translation: Translation::from_row(row)? })
    }
}

/// The tags of those languages in which there is anything.
pub(crate) async fn languages(read: &mut Read, initiative: InitiativeId) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = read.rows(&LANGUAGES, &[initiative.into()]).await?;
    Ok(rows.into_iter().map(|(tag,)| tag).collect())
}

/// Everything in a language.
pub(crate) async fn in_language(
    read: &mut Read,
    initiative: InitiativeId,
    language: &str,
) -> Result<Vec<Paired>> {
    Ok(read.rows(&IN_LANGUAGE, &[initiative.into(), language.into()]).await?)
}

/// Every translation of a clause, by language, of the newest wording first.
pub(crate) async fn of_clause(
    read: &mut Read,
    initiative: InitiativeId,
    clause: ClauseId,
) -> Result<Vec<Paired>> {
    Ok(read.rows(&OF_CLAUSE, &[initiative.into(), clause.into()]).await?)
}

/// That of one wording.
pub(crate) async fn one(
    read: &mut Read,
    initiative: InitiativeId,
    clause: ClauseId,
    language: &str,
    wording: i64,
) -> Result<Option<Translation>> {
    Ok(read.maybe(&ONE, &[initiative.into(), clause.into(), language.into(), wording.into()]).await?)
}

/// With the clause's number.
pub(crate) async fn every(read: &mut Read, initiative: InitiativeId) -> Result<Vec<(i64, Translation)>> {
    let rows: Vec<Numbered> = read.rows(&EVERY, &[initiative.into()]).await?;
    Ok(rows.into_iter().map(|row| (row.number, row.translation)).collect())
}

/// In place of what stood there for this wording.
pub(crate) async fn put(tx: &mut Tx, initiative: InitiativeId, translation: &Translation) -> Result<()> {
    let values = [
        initiative.into(),
        translation.clause.into(),
        translation.language.as_str().into(),
        translation.wording.into(),
        translation.text.as_str().into(),
        translation.then.as_str().into(),
        translation.because.as_str().into(),
        translation.difference.as_str().into(),
        translation.revision.into(),
        translation.translated_by.as_str().into(),
        translation.translated_at.into(),
    ];
    tx.run(&PUT, &values).await?;
    Ok(())
}
