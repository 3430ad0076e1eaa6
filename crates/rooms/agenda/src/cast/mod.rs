//! The history of votes: each as it was cast, those that were changed later too. The vote that counts stands in
//! [`vote`](crate::vote).

pub(crate) mod store;

use ::store::Read;
use async_trait::async_trait;
use jiff::Timestamp;
use kernel::{Context, Result};
use web::LongTable;

/// One vote as it was cast.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cast {
    pub(crate) participant: i64,
    pub(crate) statement: i64,
    /// Counts the votes of this participant on this statement, from 1.
    pub(crate) turn: i64,
    pub(crate) choice: i64,
    /// The hour, or what the file it was imported from says.
    pub(crate) at: Option<Timestamp>,
}

/// Votes that the export reads at once.
const PART: usize = 20_000;

/// Every vote as it was cast, as an open table.
#[derive(Default)]
pub(crate) struct Casts {
    /// Conversation, participant, statement and turn of the last that was read.
    last: (i64, i64, i64, i64),
}

#[async_trait]
impl LongTable for Casts {
    fn name(&self) -> &'static str {
        "votes_cast"
    }

    fn columns(&self) -> &'static [&'static str] {
        &["conversation", "participant", "statement", "turn", "vote", "at"]
    }

    async fn next(&mut self, cx: &Context, read: &mut Read) -> Result<Option<Vec<Vec<String>>>> {
        let part = store::after(read, cx.initiative()?, self.last, PART).await?;
        let Some((conversation, last)) = part.last() else { return Ok(None) };
        self.last = (*conversation, last.participant, last.statement, last.turn);
        let rows = part.into_iter().map(|(conversation, cast)| {
            vec![
                conversation.to_string(),
                cast.participant.to_string(),
                cast.statement.to_string(),
                cast.turn.to_string(),
                cast.choice.to_string(),
                cast.at.map(|at| at.to_string()).unwrap_or_default(),
            ]
        });
        Ok(Some(rows.collect()))
    }
}
