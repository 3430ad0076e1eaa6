use ::store::Tx;
use ::store::search::{self, Document};
use async_trait::async_trait;
use journal::Tell;
use kernel::{Act, Context, Error, Owner, Problems, Result, Told, next_number};
use serde::Deserialize;

use super::{Audience, Conversation, ConversationId, OPEN, Opening, store};
use crate::day;
use crate::statement::{self, STATEMENT};

/// The longest question, in characters.
const QUESTION: usize = 280;
/// The longest description, in characters.
const DESCRIPTION: usize = 4_000;

/// Opens a conversation. It answers the conversation's number.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct OpenConversation {
    /// What is asked.
    pub question: String,
    /// What one should know before answering; may be empty.
    #[serde(default)]
    pub description: String,
    /// `link`: whoever has the link, without an account; `members`: members only.
    pub audience: String,
    /// The first day, such as `2027-03-01`; empty for now.
    #[serde(default)]
    pub opens: String,
    /// The last day; empty for no end yet.
    #[serde(default)]
    pub closes: String,
    /// The first statements, one a line, so that nobody finds an empty room.
    #[serde(default)]
    pub seeds: String,
}

#[async_trait]
impl Act for OpenConversation {
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        cx.may(&OPEN, Owner::Nobody)?;
        let mut problems = Problems::none();
        let question = problems.text("question", &self.question, QUESTION);
        let description = problems.maybe_text("description", &self.description, DESCRIPTION);
        problems.check(Audience::from_word(&self.audience).is_some(), "audience", "problem-choose");
        let (opens, closes) = (day::begins(&self.opens), day::ends(&self.closes));
        problems.check(self.opens.trim().is_empty() || opens.is_some(), "opens", "problem-date");
        problems.check(self.closes.trim().is_empty() || closes.is_some(), "closes", "problem-date");
        let opens_at = match opens {
            Some(opens) => opens,
            None => crate::clock(cx, tx).await?,
        };
        problems.check(closes.is_none_or(|closes| opens_at < closes), "closes", "problem-ends-before");
        let seeds: Vec<&str> = self.seeds.lines().map(str::trim).filter(|seed| !seed.is_empty()).collect();
        problems.check(
            seeds.iter().all(|seed| seed.chars().count() <= STATEMENT),
            "seeds",
            "problem-statement-too-long",
        );
        problems.done()?;

        let initiative = cx.initiative()?;
        let conversation = Conversation {
            id: ConversationId::new(),
            number: next_number(tx, initiative, "conversation").await?,
            question,
            description,
            audience: self.audience.clone(),
            opens_at,
            closes_at: closes,
            source: String::new(),
        };
        store::insert(tx, initiative, &conversation, true).await?;
        for seed in seeds {
            statement::acts::keep(cx, tx, &conversation, seed, None).await?;
        }
        put(tx, cx, &conversation).await?;
        let told = Told::new("conversation.opened", conversation.about(), &conversation.question);
        cx.tell(tx, told.change(None, &conversation.question)).await?;
        Ok(conversation.number)
    }
}

/// Makes it findable.
pub(crate) async fn put(tx: &mut Tx, cx: &Context, conversation: &Conversation) -> Result<()> {
    let document = Document {
        initiative: cx.initiative()?.0,
        kind: "conversation",
        id: conversation.id.0,
        title: &conversation.question,
        body: &conversation.description,
    };
    Ok(search::put(tx, &document).await?)
}

/// Ends a conversation now, by the database's clock.
#[derive(Debug, Clone, Deserialize)]
pub struct EndConversation {
    /// Its number.
    pub conversation: i64,
}

#[async_trait]
impl Act for EndConversation {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        cx.may(&OPEN, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let found = store::numbered(tx, initiative, self.conversation).await?;
        let conversation = found.ok_or(Error::Missing)?;
        let now = crate::clock(cx, tx).await?;
        if conversation.opening(now) == Opening::Over {
            return Err(Error::Rule("rule-conversation-over"));
        }
        store::end(tx, initiative, conversation.number, now).await?;
        cx.tell(tx, Told::new("conversation.ended", conversation.about(), &conversation.question)).await
    }
}
