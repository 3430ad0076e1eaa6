use uuid::Uuid;

use super::{Document, Hit};
use crate::{Read, Result, Tx};

crate::statements! {
    NUMBER = "INSERT INTO search_document (initiative, kind, id) VALUES ($1, $2, $3)
        ON CONFLICT (initiative, kind, id) DO UPDATE SET kind = excluded.kind RETURNING row";
    PUT = "INSERT OR REPLACE INTO search_text (rowid, title, body) VALUES ($1, $2, $3)";
    REMOVE = "DELETE FROM search_document WHERE initiative = $1 AND kind = $2 AND id = $3 RETURNING row";
    FORGET = "DELETE FROM search_text WHERE rowid = $1";
    FIND = "SELECT d.kind, d.id FROM search_text t JOIN search_document d ON d.row = t.rowid
        WHERE search_text MATCH $1 AND d.initiative = $2 ORDER BY bm25(search_text, 4.0, 1.0) LIMIT $3";
}

pub(super) async fn put(tx: &mut Tx, document: &Document<'_>, title: String, body: String) -> Result<()> {
    let (row,): (i64,) =
        tx.one(&NUMBER, &[document.initiative.into(), document.kind.into(), document.id.into()]).await?;
    tx.run(&PUT, &[row.into(), title.into(), body.into()]).await?;
    Ok(())
}

pub(super) async fn remove(tx: &mut Tx, initiative: Uuid, kind: &str, id: Uuid) -> Result<()> {
    let row: Option<(i64,)> = tx.maybe(&REMOVE, &[initiative.into(), kind.into(), id.into()]).await?;
    if let Some((row,)) = row {
        tx.run(&FORGET, &[row.into()]).await?;
    }
    Ok(())
}

pub(super) async fn find(
    read: &mut Read,
    initiative: Uuid,
    words: &[String],
    at_most: i64,
) -> Result<Vec<Hit>> {
    let words: Vec<String> = words.iter().map(|word| format!("\"{word}\"*")).collect();
    read.rows(&FIND, &[words.join(" ").into(), initiative.into(), at_most.into()]).await
}
