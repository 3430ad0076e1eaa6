//! A conversation: an open question, and everybody's answers to it, one statement at a time.

pub(crate) mod acts;
pub(crate) mod api;
pub(crate) mod page;
pub(crate) mod store;

use ::store::Read;
use async_trait::async_trait;
use jiff::Timestamp;
use kernel::{Ability, Card, Context, Error, Kind, Owner, Ref, Result, Role, Stage, any};
use uuid::Uuid;
use web::ExportTable;

kernel::ids! {
    /// A conversation.
    ConversationId
}

/// Reading conversations and what was said in them.
pub(crate) static READ: Ability =
    Ability { name: "agenda.conversation.read", grants: &[any(Role::Anyone), any(Role::Member)] };
/// Opening a conversation and ending it.
pub(crate) static OPEN: Ability =
    Ability { name: "agenda.conversation.open", grants: &[any(Role::Facilitator), any(Role::Backbone)] };
/// Taking part in a conversation that is for members.
pub(crate) static JOIN: Ability = Ability { name: "agenda.conversation.join", grants: &[any(Role::Member)] };
/// Bringing in a conversation that was held elsewhere.
pub(crate) static IMPORT: Ability = Ability {
    name: "agenda.conversation.import",
    grants: &[any(Role::Facilitator), any(Role::Backbone), any(Role::Administrator)],
};

/// Who may take part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Audience {
    /// Whoever may see it, with or without an account.
    Link,
    /// Members of the initiative.
    Members,
}

impl Audience {
    /// Every audience.
    pub(crate) const ALL: [Self; 2] = [Self::Link, Self::Members];

    /// Its word in the database; its text's key is `conversation-audience-` and this.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Members => "members",
        }
    }

    /// The audience of that word.
    pub(crate) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|audience| audience.word() == word)
    }
}

/// One conversation.
#[derive(Debug, Clone)]
pub(crate) struct Conversation {
    pub(crate) id: ConversationId,
    pub(crate) number: i64,
    pub(crate) question: String,
    pub(crate) description: String,
    pub(crate) audience: String,
    pub(crate) opens_at: Timestamp,
    pub(crate) closes_at: Option<Timestamp>,
    /// SHA-256 of the files it was imported from, in hexadecimal; empty if it was held here.
    pub(crate) source: String,
}

/// How a conversation stands at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Opening {
    /// It has not begun.
    Later,
    /// It is open.
    Open,
    /// It is over.
    Over,
}

impl Conversation {
    /// How it stands at `now`.
    pub(crate) fn opening(&self, now: Timestamp) -> Opening {
        if self.closes_at.is_some_and(|end| end <= now) {
            Opening::Over
        } else if now < self.opens_at {
            Opening::Later
        } else {
            Opening::Open
        }
    }

    /// Whether this actor is among those it is for.
    pub(crate) fn is_for(&self, cx: &Context) -> bool {
        self.audience == Audience::Link.word() || cx.can(&JOIN, Owner::Nobody)
    }

    /// Goes on only if this actor may take part and it is open by the database's clock.
    pub(crate) async fn admit(&self, cx: &Context, read: &mut Read) -> Result<()> {
        if self.audience == Audience::Members.word() {
            cx.may(&JOIN, Owner::Nobody)?;
        }
        match self.opening(crate::clock(cx, read).await?) {
            Opening::Open => Ok(()),
            Opening::Later => Err(Error::Rule("rule-conversation-later")),
            Opening::Over => Err(Error::Rule("rule-conversation-over")),
        }
    }

    /// What stands for it in other rooms.
    pub(crate) fn about(&self) -> Ref {
        Ref::new("conversation", self.id.0)
    }

    pub(crate) fn card(&self, slug: &str) -> Card {
        Card {
            about: self.about(),
            stage: Stage::Beside,
            title: self.question.clone(),
            href: format!("/i/{slug}/conversations/{}", self.number),
            at: self.opens_at,
        }
    }
}

/// How much came together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Heard {
    /// People who voted or said something.
    pub(crate) people: i64,
    /// Everything that was said.
    pub(crate) statements: i64,
    /// Those of the statements that are hidden.
    pub(crate) hidden: i64,
    /// Votes, on hidden statements too.
    pub(crate) votes: i64,
}

/// What other rooms and the shell may know of a conversation.
pub(crate) struct ConversationKind;

#[async_trait]
impl Kind for ConversationKind {
    fn name(&self) -> &'static str {
        "conversation"
    }

    fn stage(&self) -> Stage {
        Stage::Beside
    }

    async fn cards(&self, cx: &Context, read: &mut Read, ids: &[Uuid]) -> Result<Vec<Card>> {
        if !cx.could(&READ) {
            return Ok(Vec::new());
        }
        let slug = &cx.place()?.slug;
        Ok(store::these(read, cx.initiative()?, ids)
            .await?
            .iter()
            .map(|conversation| conversation.card(slug))
            .collect())
    }

    async fn choices(&self, cx: &Context, read: &mut Read) -> Result<Vec<Card>> {
        if !cx.could(&READ) {
            return Ok(Vec::new());
        }
        let slug = &cx.place()?.slug;
        let conversations = store::all(read, cx.initiative()?).await?;
        Ok(conversations.iter().map(|conversation| conversation.card(slug)).collect())
    }
}

/// Every conversation as an open table.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<ExportTable> {
    let rows = store::all(read, cx.initiative()?).await?.into_iter().map(|conversation| {
        vec![
            conversation.number.to_string(),
            conversation.question,
            conversation.description,
            conversation.audience,
            conversation.opens_at.to_string(),
            conversation.closes_at.map(|at| at.to_string()).unwrap_or_default(),
            conversation.source,
        ]
    });
    Ok(ExportTable {
        name: "conversations",
        columns: &["number", "question", "description", "audience", "opens_at", "closes_at", "source"],
        rows: rows.collect(),
    })
}

#[cfg(test)]
mod tests {
    use jiff::{SignedDuration, Timestamp};

    use super::{Audience, Conversation, ConversationId, Opening};

    #[test]
    fn it_is_open_from_its_first_moment_until_before_its_last() {
        let opens_at: Timestamp = "2026-03-01T00:00:00Z".parse().unwrap();
        let end: Timestamp = "2026-04-01T00:00:00Z".parse().unwrap();
        let conversation = Conversation {
            id: ConversationId::new(),
            number: 1,
            question: String::new(),
            description: String::new(),
            audience: Audience::Link.word().to_owned(),
            opens_at,
            closes_at: Some(end),
            source: String::new(),
        };
        let moment = SignedDuration::from_micros(1);
        assert_eq!(conversation.opening(opens_at - moment), Opening::Later);
        assert_eq!(conversation.opening(opens_at), Opening::Open);
        assert_eq!(conversation.opening(end - moment), Opening::Open);
        assert_eq!(conversation.opening(end), Opening::Over);
        let endless = Conversation { closes_at: None, ..conversation };
        assert_eq!(endless.opening(end), Opening::Open);
    }
}
