//! Moderation by a team: a queue that is shared, in which a statement is one person's for a while, and a log of what was
//! decided and why, which everybody can read and download.

pub(crate) mod acts;
pub(crate) mod api;
pub(crate) mod page;
pub(crate) mod store;

use ::store::Read;
use jiff::{SignedDuration, Timestamp};
use kernel::{Context, Result};
use web::{ExportTable, Waiting, Why};

use crate::statement::HIDE;

kernel::ids! {
    /// A decision of a moderator.
    JudgementId
}

/// For so long a statement is one moderator's: enough to read it and to think of the reason.
pub(crate) const HELD: SignedDuration = SignedDuration::from_mins(5);

kernel::words! {
    /// What a moderator decided; a word's texts are `moderation-verdict-` and this.
    pub enum Verdict {
        /// It is shown.
        Accepted = "accepted",
        /// It is hidden, for a reason.
        Hidden = "hidden",
        /// It goes back into the queue.
        Undone = "undone",
    }
}

/// One decision about one statement.
#[derive(Debug, Clone)]
pub(crate) struct Judgement {
    pub(crate) id: JudgementId,
    pub(crate) conversation: i64,
    pub(crate) statement: i64,
    pub(crate) verdict: Verdict,
    /// Why it is hidden; empty otherwise.
    pub(crate) reason: String,
    /// Who decided.
    pub(crate) name: String,
    pub(crate) at: Timestamp,
}

/// How the queue of a conversation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Queue {
    /// Statements that nobody has judged.
    pub(crate) waiting: i64,
    /// Those of them that somebody else looks at now.
    pub(crate) elsewhere: i64,
}

/// The columns of the log, wherever it goes.
pub(crate) const COLUMNS: &[&str] = &["conversation", "statement", "at", "verdict", "reason", "by"];

/// A line of the log. `by` is for those who moderate: everybody else reads what was decided and why.
pub(crate) fn line(cx: &Context, judgement: &Judgement) -> Vec<String> {
    let named = cx.could(&HIDE) || cx.via == kernel::Via::CommandLine;
    vec![
        judgement.conversation.to_string(),
        judgement.statement.to_string(),
        judgement.at.to_string(),
        judgement.verdict.word().to_owned(),
        judgement.reason.clone(),
        if named { judgement.name.clone() } else { String::new() },
    ]
}

/// What waits for those who moderate: one line for each conversation.
pub(crate) async fn today(cx: &Context, read: &mut Read) -> Result<Vec<Waiting>> {
    if !cx.could(&HIDE) {
        return Ok(Vec::new());
    }
    let slug = &cx.place()?.slug;
    let waiting = store::waiting(read, cx.initiative()?).await?;
    let line = |(conversation, title, count, since): (i64, String, i64, Timestamp)| Waiting {
        why: Why::Waits,
        text: "today-moderation",
        args: vec![("count", count.to_string()), ("title", title)],
        href: format!("/i/{slug}/conversations/{conversation}/moderation"),
        at: Some(since),
    };
    Ok(waiting.into_iter().map(line).collect())
}

/// What was decided, as an open table.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<ExportTable> {
    let all = store::all(read, cx.initiative()?).await?;
    let rows = all.iter().map(|judgement| line(cx, judgement));
    Ok(ExportTable { name: "moderation", columns: COLUMNS, rows: rows.collect() })
}
