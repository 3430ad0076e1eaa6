//! Another wording that somebody suggests for a clause: whoever writes takes it, and it becomes the wording with its
//! author's name, or says why not.

pub(crate) mod acts;
pub(crate) mod api;
pub(crate) mod mail;
pub(crate) mod page;
pub(crate) mod store;

use ::store::Read;
use async_trait::async_trait;
use jiff::Timestamp;
use kernel::{Ability, Card, Context, Kind, Owner, PersonId, Ref, Result, Role, Stage, any, own};
use uuid::Uuid;
use web::ExportTable;

use crate::clause::words::Says;
use crate::clause::{ClauseId, READ, brief};

kernel::ids! {
    /// A suggestion for a clause.
    SuggestionId
}

/// Suggesting another wording.
pub(crate) static SUGGEST: Ability = Ability { name: "agenda.suggestion.make", grants: &[any(Role::Member)] };

/// Taking back one's own suggestion.
pub(crate) static WITHDRAW: Ability =
    Ability { name: "agenda.suggestion.withdraw", grants: &[own(Role::Member)] };

kernel::words! {
    /// How a suggestion stands. Its text's key is `suggestion-state-` and this.
    pub enum State {
        /// Nobody has answered it.
        Open = "open",
        /// It is a wording of the clause now.
        Taken = "taken",
        /// Somebody who writes has said why not.
        Declined = "declined",
        /// Whoever made it took it back.
        Withdrawn = "withdrawn",
    }
}

/// One suggestion.
#[derive(Debug, Clone)]
pub(crate) struct Suggestion {
    pub(crate) id: SuggestionId,
    pub(crate) number: i64,
    pub(crate) clause: ClauseId,
    /// The wording that was read when it was made.
    pub(crate) base: i64,
    pub(crate) text: String,
    pub(crate) then: String,
    pub(crate) because: String,
    pub(crate) difference: String,
    pub(crate) why: String,
    /// A word of [`State`].
    pub(crate) state: State,
    pub(crate) suggester: PersonId,
    pub(crate) suggested_by: String,
    pub(crate) suggested_at: Timestamp,
    pub(crate) answered_by: String,
    pub(crate) answered_at: Option<Timestamp>,
    /// Why it was declined.
    pub(crate) reason: String,
    /// The wording that it became.
    pub(crate) wording: Option<i64>,
}

impl Suggestion {
    /// What stands for it in other rooms.
    pub(crate) fn about(&self) -> Ref {
        Ref::new("suggestion", self.id.0)
    }

    /// What the clause would say.
    pub(crate) fn says(&self) -> Says<'_> {
        Says { text: &self.text, then: &self.then, because: &self.because, difference: &self.difference }
    }

    /// To whom it belongs.
    pub(crate) fn owner(&self) -> Owner {
        Owner::Person(self.suggester)
    }

    /// Whether it waits for an answer.
    pub(crate) fn is_open(&self) -> bool {
        self.state == State::Open
    }

    fn card(&self, slug: &str) -> Card {
        Card {
            about: self.about(),
            stage: Stage::Clause,
            title: brief(&self.text),
            href: format!("/i/{slug}/agenda/suggestions/{}", self.number),
            at: self.suggested_at,
        }
    }
}

/// What other rooms and the shell may know of a suggestion.
pub(crate) struct SuggestionKind;

#[async_trait]
impl Kind for SuggestionKind {
    fn name(&self) -> &'static str {
        "suggestion"
    }

    fn stage(&self) -> Stage {
        Stage::Clause
    }

    async fn cards(&self, cx: &Context, read: &mut Read, ids: &[Uuid]) -> Result<Vec<Card>> {
        if !cx.could(&READ) {
            return Ok(Vec::new());
        }
        let slug = &cx.place()?.slug;
        let found = store::these(read, cx.initiative()?, ids).await?;
        Ok(found.iter().map(|suggestion| suggestion.card(slug)).collect())
    }
}

/// Every suggestion as an open table.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<ExportTable> {
    let rows = store::every(read, cx.initiative()?).await?.into_iter().map(|(clause, suggestion)| {
        vec![
            suggestion.number.to_string(),
            clause.to_string(),
            suggestion.base.to_string(),
            suggestion.text,
            suggestion.then,
            suggestion.because,
            suggestion.difference,
            suggestion.why,
            suggestion.state.word().to_owned(),
            suggestion.suggested_by,
            suggestion.suggested_at.to_string(),
            suggestion.answered_by,
            suggestion.answered_at.map(|at| at.to_string()).unwrap_or_default(),
            suggestion.reason,
            suggestion.wording.map(|wording| wording.to_string()).unwrap_or_default(),
        ]
    });
    Ok(ExportTable {
        name: "clause_suggestions",
        columns: &[
            "number",
            "clause",
            "base",
            "text",
            "then",
            "because",
            "difference",
            "why",
            "state",
            "suggested_by",
            "suggested_at",
            "answered_by",
            "answered_at",
            "reason",
            "wording",
        ],
        rows: rows.collect(),
    })
}
