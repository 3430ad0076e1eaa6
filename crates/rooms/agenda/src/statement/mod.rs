//! A statement: one thing somebody said in a conversation, for the others to agree with or not.

pub(crate) mod acts;
pub(crate) mod api;
pub(crate) mod page;
pub(crate) mod store;

use ::store::Read;
use async_trait::async_trait;
use jiff::Timestamp;
use kernel::{Ability, Card, Context, InitiativeId, Kind, Ref, Result, Role, Stage, any};
use opinion::Tally;
use uuid::Uuid;
use web::ExportTable;
use web::look::chart::opinion::Opinion;

kernel::ids! {
    /// A statement.
    StatementId
}

/// Saying something in a conversation; the conversation itself may be for members only.
pub(crate) static ADD: Ability =
    Ability { name: "agenda.statement.add", grants: &[any(Role::Anyone), any(Role::Member)] };
/// Hiding a statement, with a reason that everybody can read.
pub(crate) static HIDE: Ability =
    Ability { name: "agenda.statement.hide", grants: &[any(Role::Facilitator), any(Role::Backbone)] };

/// The longest statement, in characters: one thought that can be read at a glance.
pub(crate) const STATEMENT: usize = 280;
/// The most statements that a form of another room offers.
const CHOICES: i64 = 200;

/// One statement.
#[derive(Debug, Clone)]
pub(crate) struct Statement {
    pub(crate) id: StatementId,
    /// Its conversation's number.
    pub(crate) conversation: i64,
    pub(crate) number: i64,
    pub(crate) text: String,
    pub(crate) hidden: bool,
    /// Why it is hidden; empty if it was hidden where it was imported from.
    pub(crate) reason: String,
    pub(crate) at: Timestamp,
}

kernel::words! {
    /// How a statement stands.
    pub enum State {
        /// It waits for a moderator, and nobody else sees it.
        Waiting = "waiting",
        /// It is shown.
        Shown = "shown",
        /// It is hidden, for a reason.
        Hidden = "hidden",
    }
}

impl State {
    /// Of a statement that is hidden or not, and that a moderator has judged or not.
    pub(crate) fn of(hidden: bool, judged: bool) -> Self {
        match (hidden, judged) {
            (true, false) => Self::Waiting,
            (true, true) => Self::Hidden,
            (false, _) => Self::Shown,
        }
    }
}

/// A statement with its votes.
#[derive(Debug, Clone)]
pub(crate) struct Weighed {
    pub(crate) statement: Statement,
    pub(crate) tally: Tally,
}

impl Statement {
    /// What stands for it in other rooms.
    pub(crate) fn about(&self) -> Ref {
        Ref::new("statement", self.id.0)
    }

    /// Its page inside the initiative.
    pub(crate) fn path(&self) -> String {
        format!("conversations/{}/statements/{}", self.conversation, self.number)
    }

    pub(crate) fn card(&self, slug: &str) -> Card {
        Card {
            about: self.about(),
            stage: Stage::Voice,
            title: self.text.clone(),
            href: format!("/i/{slug}/{}", self.path()),
            at: self.at,
        }
    }
}

/// Votes as a bar shows them.
pub(crate) fn opinion_of(tally: &Tally) -> Opinion {
    Opinion { agree: tally.agree.into(), disagree: tally.disagree.into(), pass: tally.pass.into() }
}

/// What other rooms and the shell may know of a statement.
pub(crate) struct StatementKind;

#[async_trait]
impl Kind for StatementKind {
    fn name(&self) -> &'static str {
        "statement"
    }

    fn stage(&self) -> Stage {
        Stage::Voice
    }

    async fn cards(&self, cx: &Context, read: &mut Read, ids: &[Uuid]) -> Result<Vec<Card>> {
        if !cx.could(&super::conversation::READ) {
            return Ok(Vec::new());
        }
        let slug = &cx.place()?.slug;
        let found = store::these(read, cx.initiative()?, ids).await?;
        let shown = found.iter().filter(|weighed| !weighed.statement.hidden || cx.could(&HIDE));
        Ok(shown.map(|weighed| weighed.statement.card(slug)).collect())
    }

    /// Those a clause rests on first, then those that most people agree with: the ones that want an answer.
    async fn choices(&self, cx: &Context, read: &mut Read) -> Result<Vec<Card>> {
        if !cx.could(&super::conversation::READ) {
            return Ok(Vec::new());
        }
        let slug = &cx.place()?.slug;
        let found = store::weighty(read, cx.initiative()?, CHOICES).await?;
        Ok(found.iter().map(|weighed| weighed.statement.card(slug)).collect())
    }
}

/// Every statement as an open table; hidden ones keep their reason.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<ExportTable> {
    let rows = store::all(read, cx.initiative()?).await?.into_iter().map(|Weighed { statement, tally }| {
        vec![
            statement.conversation.to_string(),
            statement.number.to_string(),
            statement.at.to_string(),
            statement.text,
            statement.hidden.to_string(),
            statement.reason,
            tally.agree.to_string(),
            tally.disagree.to_string(),
            tally.pass.to_string(),
        ]
    });
    Ok(ExportTable {
        name: "statements",
        columns: &["conversation", "number", "at", "text", "hidden", "reason", "agree", "disagree", "pass"],
        rows: rows.collect(),
    })
}

/// The statement of that number in the conversation of that number.
pub async fn statement(
    read: &mut Read,
    initiative: InitiativeId,
    conversation: i64,
    number: i64,
) -> Result<Option<Ref>> {
    let found = store::numbered(read, initiative, conversation, number).await?;
    Ok(found.map(|weighed| weighed.statement.about()))
}
