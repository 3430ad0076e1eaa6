//! Votes on paper: a printed sheet with a code, for whoever has no device or no wish to use one. Somebody types it in
//! later; each sheet counts once.

pub(crate) mod acts;
pub(crate) mod api;
pub(crate) mod page;
mod print;
pub(crate) mod store;

use ::store::Read;
use jiff::Timestamp;
use kernel::{Ability, Context, Error, Result, Role, any};
use web::ExportTable;

use crate::conversation::{self, Audience, Conversation};

/// Printing sheets and typing them in. It is administration: what is typed counts as the vote of whoever filled it in.
pub(crate) static PAPER: Ability =
    Ability { name: "agenda.paper.type", grants: &[any(Role::Facilitator), any(Role::Backbone)] };

/// A printed sheet.
#[derive(Debug, Clone)]
pub(crate) struct Sheet {
    pub(crate) conversation: i64,
    pub(crate) code: String,
    /// Which printing it came from.
    pub(crate) run: i64,
    /// The numbers of what it asks, in order, between commas.
    pub(crate) statements: String,
    pub(crate) printed_at: Timestamp,
    pub(crate) typed_at: Option<Timestamp>,
    /// Who typed it in.
    pub(crate) name: String,
}

impl Sheet {
    /// The numbers of what it asks, in order.
    pub(crate) fn asks(&self) -> Vec<i64> {
        self.statements.split(',').filter_map(|number| number.parse().ok()).collect()
    }
}

/// A printing: its number, how many sheets it has and how many of them are typed in.
#[derive(Debug, Clone)]
pub(crate) struct Run {
    pub(crate) run: i64,
    pub(crate) sheets: i64,
    pub(crate) typed: i64,
    pub(crate) printed_at: Timestamp,
}

/// The conversation, if it takes paper: where everybody has an account, a sheet would let somebody vote twice.
async fn asked(cx: &Context, read: &mut Read, number: i64) -> Result<Conversation> {
    let found = conversation::store::numbered(read, cx.initiative()?, number).await?;
    let conversation = found.ok_or(Error::Missing)?;
    match conversation.audience {
        Audience::Link | Audience::Code => Ok(conversation),
        Audience::Members | Audience::Seats => Err(Error::Rule("rule-paper-accounts")),
    }
}

/// The sheets as an open table.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<ExportTable> {
    let may = cx.could(&PAPER) || cx.via == kernel::Via::CommandLine;
    let all = if may { store::all(read, cx.initiative()?).await? } else { Vec::new() };
    let rows = all.into_iter().map(|sheet| {
        vec![
            sheet.conversation.to_string(),
            sheet.code,
            sheet.run.to_string(),
            sheet.statements,
            sheet.printed_at.to_string(),
            sheet.typed_at.map(|at| at.to_string()).unwrap_or_default(),
            sheet.name,
        ]
    });
    Ok(ExportTable {
        name: "paper-sheets",
        columns: &["conversation", "code", "run", "statements", "printed_at", "typed_at", "typed_by"],
        rows: rows.collect(),
    })
}
