use uuid::Uuid;

use super::{Document, Hit};
use crate::{Read, Result, Tx};

crate::statements! {
    PUT = "INSERT INTO search_document (initiative, kind, id, words)
        VALUES ($1, $2, $3, setweight(to_tsvector('simple', $4), 'A') || to_tsvector('simple', $5))
        ON CONFLICT (initiative, kind, id) DO UPDATE SET words = excluded.words";
    REMOVE = "DELETE FROM search_document WHERE initiative = $1 AND kind = $2 AND id = $3";
    FIND = "SELECT kind, id FROM search_document WHERE words @@ to_tsquery('simple', $1) AND initiative = $2
        ORDER BY ts_rank(words, to_tsquery('simple', $1)) DESC LIMIT $3";
}

pub(super) async fn put(tx: &mut Tx, document: &Document<'_>, title: String, body: String) -> Result<()> {
    let values =
        [document.initiative.into(), document.kind.into(), document.id.into(), title.into(), body.into()];
    tx.run(&PUT, &values).await?;
    Ok(())
}

pub(super) async fn remove(tx: &mut Tx, initiative: Uuid, kind: &str, id: Uuid) -> Result<()> {
    tx.run(&REMOVE, &[initiative.into(), kind.into(), id.into()]).await?;
    Ok(())
}

pub(super) async fn find(
    read: &mut Read,
    initiative: Uuid,
    words: &[String],
    at_most: i64,
) -> Result<Vec<Hit>> {
    let words: Vec<String> = words.iter().map(|word| format!("{word}:*")).collect();
    read.rows(&FIND, &[words.join(" & ").into(), initiative.into(), at_most.into()]).await
}
