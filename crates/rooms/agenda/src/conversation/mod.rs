//! A conversation: an open question, and everybody's answers to it, one statement at a time.

pub(crate) mod acts;
pub(crate) mod api;
pub(crate) mod ask;
pub(crate) mod form;
pub(crate) mod page;
pub(crate) mod store;

use ::store::Read;
use async_trait::async_trait;
use jiff::Timestamp;
use kernel::{Ability, Card, Context, Error, Kind, Owner, Ref, Result, Role, Stage, any};
use people::GroupId;
use uuid::Uuid;
use web::ExportTable;

kernel::ids! {
    /// A conversation.
    ConversationId
}

/// Reading conversations and what was said in them.
pub(crate) static READ: Ability =
    Ability { name: "agenda.conversation.read", grants: &[any(Role::Anyone), any(Role::Member)] };
/// Opening a conversation, changing and ending it, and handing out its codes.
pub(crate) static OPEN: Ability =
    Ability { name: "agenda.conversation.open", grants: &[any(Role::Facilitator), any(Role::Backbone)] };
/// Taking part in a conversation that is for members.
pub(crate) static JOIN: Ability = Ability { name: "agenda.conversation.join", grants: &[any(Role::Member)] };
/// Bringing in a conversation that was held elsewhere.
pub(crate) static IMPORT: Ability = Ability {
    name: "agenda.conversation.import",
    grants: &[any(Role::Facilitator), any(Role::Backbone), any(Role::Administrator)],
};

kernel::words! {
    /// Who may take part; a word's texts are `conversation-audience-` and `conversation-for-` and this.
    pub enum Audience {
        /// Whoever may see it, with or without an account.
        Link = "link",
        /// Whoever was given a code, with or without an account.
        Code = "code",
        /// Members of the initiative.
        Members = "members",
        /// Whoever holds a voting seat in one working group.
        Seats = "seats",
    }
}

kernel::words! {
    /// When a statement is looked at; a word's text is `conversation-moderation-` and this.
    pub enum Moderation {
        /// It is shown at once.
        After = "after",
        /// It is shown when a moderator has accepted it.
        Before = "before",
    }
}

/// One conversation.
#[derive(Debug, Clone)]
pub(crate) struct Conversation {
    pub(crate) id: ConversationId,
    pub(crate) number: i64,
    pub(crate) question: String,
    pub(crate) description: String,
    pub(crate) audience: Audience,
    /// The group whose voting seats take part, where it is for seats.
    pub(crate) group: Option<GroupId>,
    pub(crate) moderation: Moderation,
    /// In which languages people may write, as one says it; empty for whichever they like.
    pub(crate) languages: String,
    /// What happens to what people say and vote, in plain words.
    pub(crate) privacy: String,
    pub(crate) opens_at: Timestamp,
    pub(crate) closes_at: Option<Timestamp>,
    /// SHA-256 of the files it was imported from, in hexadecimal; empty if it was held here.
    pub(crate) source: String,
}

/// Why somebody cannot take part whom a conversation is not for, or not yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Barrier {
    /// It asks for a code.
    Code,
    /// It is for members.
    Members,
    /// It is for those who hold a voting seat.
    Seats,
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
    /// An open question to whoever has the link, without anything else.
    pub(crate) fn asking(number: i64, question: String) -> Self {
        Self {
            id: ConversationId::new(),
            number,
            question,
            description: String::new(),
            audience: Audience::Link,
            group: None,
            moderation: Moderation::After,
            languages: String::new(),
            privacy: String::new(),
            opens_at: Timestamp::UNIX_EPOCH,
            closes_at: None,
            source: String::new(),
        }
    }

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

    /// What keeps this actor out, if anything; `on_roll` is whether they have taken part before.
    pub(crate) async fn barrier(
        &self,
        cx: &Context,
        read: &mut Read,
        on_roll: bool,
    ) -> Result<Option<Barrier>> {
        Ok(match self.audience {
            Audience::Link => None,
            Audience::Code => (!on_roll).then_some(Barrier::Code),
            Audience::Members => (!cx.can(&JOIN, Owner::Nobody)).then_some(Barrier::Members),
            Audience::Seats => (!self.seats(cx, read).await?).then_some(Barrier::Seats),
        })
    }

    /// Whether this actor holds a voting seat in its group.
    async fn seats(&self, cx: &Context, read: &mut Read) -> Result<bool> {
        let (Some(group), Some(person)) = (self.group, cx.actor.person) else { return Ok(false) };
        let seat = people::seat_of(read, cx.initiative()?, group, person).await?;
        Ok(seat.is_some_and(|seat| seat.votes))
    }

    /// Goes on only if this actor may take part and it is open by the database's clock. Whoever needs a code is asked
    /// for it when they come onto the roll.
    pub(crate) async fn admit(&self, cx: &Context, read: &mut Read) -> Result<()> {
        match self.audience {
            Audience::Link | Audience::Code => {}
            Audience::Members => cx.may(&JOIN, Owner::Nobody)?,
            Audience::Seats => {
                cx.person()?;
                if !self.seats(cx, read).await? {
                    return Err(Error::Rule("rule-conversation-seats"));
                }
            }
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
    /// Everything that was said, without what waits for a moderator.
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
            conversation.audience.word().to_owned(),
            conversation.group.map(|group| group.to_string()).unwrap_or_default(),
            conversation.moderation.word().to_owned(),
            conversation.languages,
            conversation.privacy,
            conversation.opens_at.to_string(),
            conversation.closes_at.map(|at| at.to_string()).unwrap_or_default(),
            conversation.source,
        ]
    });
    Ok(ExportTable {
        name: "conversations",
        columns: &[
            "number",
            "question",
            "description",
            "audience",
            "group",
            "moderation",
            "languages",
            "privacy",
            "opens_at",
            "closes_at",
            "source",
        ],
        rows: rows.collect(),
    })
}

#[cfg(test)]
mod tests {
    use jiff::{SignedDuration, Timestamp};

    use super::{Conversation, Opening};

    #[test]
    fn it_is_open_from_its_first_moment_until_before_its_last() {
        let opens_at: Timestamp = "2026-03-01T00:00:00Z".parse().unwrap();
        let end: Timestamp = "2026-04-01T00:00:00Z".parse().unwrap();
        let asked = Conversation::asking(1, String::new());
        let conversation = Conversation { opens_at, closes_at: Some(end), ..asked };
        let moment = SignedDuration::from_micros(1);
        assert_eq!(conversation.opening(opens_at - moment), Opening::Later);
        assert_eq!(conversation.opening(opens_at), Opening::Open);
        assert_eq!(conversation.opening(end - moment), Opening::Open);
        assert_eq!(conversation.opening(end), Opening::Over);
        let endless = Conversation { closes_at: None, ..conversation };
        assert_eq!(endless.opening(end), Opening::Open);
    }
}
