//! "You said, we did": what those who spoke are told, with the reason.

pub(crate) mod acts;
pub(crate) mod api;
pub(crate) mod form;
pub(crate) mod page;
pub(crate) mod store;

use ::store::Read;
use async_trait::async_trait;
use jiff::Timestamp;
use kernel::{Ability, Card, Context, Kind, Ref, Result, Role, Stage, any};
use uuid::Uuid;
use web::ExportTable;

use crate::paragraphs::opening;

kernel::ids! {
    /// An answer to a statement.
    AnswerId
}

/// Reading what people were told.
pub(crate) static READ: Ability =
    Ability { name: "communication.answer.read", grants: &[any(Role::Anyone), any(Role::Member)] };
/// Telling them. To tell back is not to decide, so the backbone may.
pub(crate) static ANSWER: Ability = Ability {
    name: "communication.answer.give",
    grants: &[any(Role::Partner), any(Role::Facilitator), any(Role::Backbone)],
};

/// This concept's rows of the permission table.
pub(crate) const ABILITIES: &[&Ability] = &[&READ, &ANSWER];

/// Characters of an answer that a card shows.
const OPENING: usize = 120;

kernel::words! {
    /// What came of what was said.
    pub enum Outcome {
        /// It was done.
        Did = "did",
        /// It will be done.
        Will = "will",
        /// It could not be done.
        CouldNot = "could-not",
    }
}

/// What somebody was told.
#[derive(Debug, Clone)]
pub(crate) struct Reply {
    pub(crate) id: AnswerId,
    pub(crate) number: i64,
    /// The statement it answers.
    pub(crate) statement: Uuid,
    pub(crate) outcome: Outcome,
    /// What was done or will be, or why it could not be.
    pub(crate) text: String,
    /// The win, clause or decision that came of it, as `kind/id`.
    pub(crate) came: Option<String>,
    pub(crate) author: String,
    pub(crate) at: Timestamp,
}

impl Reply {
    /// What links and the journal call it.
    pub(crate) fn about(&self) -> Ref {
        Ref::new("answer", self.id.0)
    }

    /// The statement it answers.
    pub(crate) fn said(&self) -> Ref {
        Ref::new("statement", self.statement)
    }

    /// How it begins.
    pub(crate) fn title(&self) -> String {
        opening(&self.text, OPENING)
    }

    pub(crate) fn card(&self, slug: &str) -> Card {
        Card {
            about: self.about(),
            stage: Stage::ToldBack,
            title: self.title(),
            href: format!("/i/{slug}/answers/{}", self.number),
            at: self.at,
        }
    }
}

/// What other rooms and the shell may know of an answer.
pub(crate) struct AnswerKind;

#[async_trait]
impl Kind for AnswerKind {
    fn name(&self) -> &'static str {
        "answer"
    }

    fn stage(&self) -> Stage {
        Stage::ToldBack
    }

    async fn cards(&self, cx: &Context, read: &mut Read, ids: &[Uuid]) -> Result<Vec<Card>> {
        if !cx.could(&READ) {
            return Ok(Vec::new());
        }
        let slug = &cx.place()?.slug;
        let replies = store::these(read, cx.initiative()?, ids).await?;
        // Whoever may not know of a statement is not told what came of it either.
        let said: Vec<Ref> = replies.iter().map(Reply::said).collect();
        let known = cx.world.kinds.cards(cx, read, &said).await?;
        let shown = replies.iter().filter(|reply| known.contains_key(&reply.said()));
        Ok(shown.map(|reply| reply.card(slug)).collect())
    }
}

/// Answers as an open table.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<ExportTable> {
    let rows = store::all(read, cx.initiative()?).await?.into_iter().map(|reply| {
        vec![
            reply.id.to_string(),
            reply.number.to_string(),
            reply.statement.to_string(),
            reply.outcome.word().to_owned(),
            reply.text,
            reply.came.unwrap_or_default(),
            reply.author,
            reply.at.to_string(),
        ]
    });
    let columns = &["id", "number", "statement", "outcome", "text", "came", "author", "at"];
    Ok(ExportTable { name: "answers", columns, rows: rows.collect() })
}
