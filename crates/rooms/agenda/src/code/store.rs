use kernel::{InitiativeId, Result};
use store::{FromRow, Read, Row, Tx, Value};

use super::Code;

store::statements! {
    /// By the code, so that the order says nothing of who came when.
    OF_CONVERSATION = "SELECT code, once, used FROM conversation_code
        WHERE initiative = $1 AND conversation = $2 ORDER BY once, code";
    EVERY = "SELECT conversation, code, once, used FROM conversation_code
        WHERE initiative = $1 ORDER BY conversation, code";
    INSERT = "INSERT INTO conversation_code (initiative, conversation, code, once, used)
        VALUES ($1, $2, $3, $4, 0) ON CONFLICT (initiative, conversation, code) DO NOTHING";
    USE = "UPDATE conversation_code SET used = used + 1
        WHERE initiative = $1 AND conversation = $2 AND code = $3 AND (used = 0 OR NOT once)";
    KNOWN = "SELECT code, once, used FROM conversation_code
        WHERE initiative = $1 AND conversation = $2 AND code = $3";
    WITHDRAW = "DELETE FROM conversation_code WHERE initiative = $1 AND conversation = $2 AND code = $3";
}

store::row!(Code { code, once, used });

struct Of(i64, Code);

impl FromRow for Of {
    fn from_row(row: &mut Row) -> store::Result<Self> {
        Ok(Self(row.take()?, Code::from_row(row)?))
    }
}

pub(crate) async fn of_conversation(
    read: &mut Read,
    initiative: InitiativeId,
    conversation: i64,
) -> Result<Vec<Code>> {
    Ok(read.rows(&OF_CONVERSATION, &[initiative.into(), conversation.into()]).await?)
}

/// Every code with its conversation's number.
pub(crate) async fn all(read: &mut Read, initiative: InitiativeId) -> Result<Vec<(i64, Code)>> {
    let found: Vec<Of> = read.rows(&EVERY, &[initiative.into()]).await?;
    Ok(found.into_iter().map(|Of(conversation, code)| (conversation, code)).collect())
}

/// Writes codes that nobody has used; those that are there stay.
pub(crate) async fn insert(
    tx: &mut Tx,
    initiative: InitiativeId,
    conversation: i64,
    codes: &[String],
    once: bool,
) -> Result<u64> {
    let row = |code: &String| -> Vec<Value> {
        vec![initiative.into(), conversation.into(), code.as_str().into(), once.into()]
    };
    let rows: Vec<_> = codes.iter().map(row).collect();
    Ok(tx.run_each(&INSERT, &rows).await?)
}

/// Uses a code; false if there is none that lets in one more.
pub(crate) async fn take(
    tx: &mut Tx,
    initiative: InitiativeId,
    conversation: i64,
    code: &str,
) -> Result<bool> {
    Ok(tx.run(&USE, &[initiative.into(), conversation.into(), code.into()]).await? == 1)
}

pub(crate) async fn known(
    read: &mut Read,
    initiative: InitiativeId,
    conversation: i64,
    code: &str,
) -> Result<Option<Code>> {
    Ok(read.maybe(&KNOWN, &[initiative.into(), conversation.into(), code.into()]).await?)
}

/// Takes a code back; false if there is none.
pub(crate) async fn withdraw(
    tx: &mut Tx,
    initiative: InitiativeId,
    conversation: i64,
    code: &str,
) -> Result<bool> {
    Ok(tx.run(&WITHDRAW, &[initiative.into(), conversation.into(), code.into()]).await? == 1)
}
