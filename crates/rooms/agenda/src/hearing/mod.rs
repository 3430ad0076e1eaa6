//! Told back: what came of each statement, with the reason, for whoever made it and for everybody who voted on it.

pub(crate) mod acts;
pub(crate) mod api;
pub(crate) mod mail;
pub(crate) mod page;
pub(crate) mod store;

use ::store::Read;
use jiff::Timestamp;
use kernel::{Ability, Context, Result, Role, any};
use opinion::Tally;
use uuid::Uuid;
use web::ExportTable;

/// Saying what came of a statement. To tell back is not to decide, so the backbone may.
pub(crate) static ANSWER: Ability =
    Ability { name: "agenda.statement.answer", grants: &[any(Role::Facilitator), any(Role::Backbone)] };

/// The longest reason, in characters.
pub(crate) const REASON: usize = 1_000;

kernel::words! {
    /// What came of a statement, as somebody says it. That a clause uses it nobody needs to say: the clause cites it.
    pub enum Outcome {
        /// It was heard.
        Heard = "heard",
        /// It was talked about.
        Considered = "considered",
        /// It is not used, for a reason.
        NotUsed = "not-used",
    }
}

/// A statement with what came of it.
#[derive(Debug, Clone)]
pub(crate) struct Answered {
    pub(crate) id: Uuid,
    pub(crate) number: i64,
    pub(crate) text: String,
    pub(crate) tally: Tally,
    outcome: Option<Outcome>,
    pub(crate) reason: String,
    pub(crate) by: String,
    pub(crate) at: Option<Timestamp>,
    /// The first clause that cites it.
    clause: Option<i64>,
}

/// What came of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Came {
    /// Nobody has said yet.
    Open,
    /// The clause of that number uses it.
    Used(i64),
    /// What somebody said.
    Said(Outcome),
}

impl Answered {
    /// What came of it. A clause says it better than words.
    pub(crate) fn came(&self) -> Came {
        match (self.clause, self.outcome) {
            (Some(clause), _) => Came::Used(clause),
            (None, Some(outcome)) => Came::Said(outcome),
            (None, None) => Came::Open,
        }
    }
}

impl Came {
    /// Its word; its text's key is `hearing-` and this.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Used(_) => "used",
            Self::Said(outcome) => outcome.word(),
        }
    }

    /// What tells it from another, for whoever was told already.
    pub(crate) fn told(self) -> String {
        match self {
            Self::Used(clause) => format!("used {clause}"),
            other => other.word().to_owned(),
        }
    }
}

/// What was answered and what was told, as open tables.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<[ExportTable; 2]> {
    let initiative = cx.initiative()?;
    let answers = store::every_answer(read, initiative).await?.into_iter().map(|answer| {
        let (conversation, number, outcome, reason, by, at) = answer;
        let (outcome, at): (Outcome, Timestamp) = (outcome, at);
        vec![
            conversation.to_string(),
            number.to_string(),
            outcome.word().to_owned(),
            reason,
            by,
            at.to_string(),
        ]
    });
    let told =
        store::every_told(read, initiative).await?.into_iter().map(|(conversation, number, outcome, at)| {
            let at: Timestamp = at;
            vec![conversation.to_string(), number.to_string(), outcome, at.to_string()]
        });
    Ok([
        ExportTable {
            name: "statement_answers",
            columns: &["conversation", "statement", "outcome", "reason", "answered_by", "at"],
            rows: answers.collect(),
        },
        ExportTable {
            name: "statements_told",
            columns: &["conversation", "statement", "outcome", "at"],
            rows: told.collect(),
        },
    ])
}
