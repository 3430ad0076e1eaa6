use ::store::search::{self, Document};
use ::store::{Read, Tx};
use async_trait::async_trait;
use jiff::Timestamp;
use journal::Tell;
use kernel::{Act, Context, Error, Owner, Problems, Result, Told, next_number};
use people::GroupId;
use serde::Deserialize;

use super::{Audience, Conversation, Moderation, OPEN, Opening, store};
use crate::day;
use crate::decision::acts::voting;
use crate::statement::{self, STATEMENT};

/// The longest question, in characters.
const QUESTION: usize = 280;
/// The longest description or privacy notice, in characters.
const DESCRIPTION: usize = 4_000;
/// The longest list of languages, in characters.
const LANGUAGES: usize = 160;

/// What is said of a conversation when it is opened or changed.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Asking {
    /// What is asked.
    pub question: String,
    /// What one should know before answering; may be empty.
    #[serde(default)]
    pub description: String,
    /// `link`: whoever has the link, without an account; `code`: whoever was given one; `members`: members only;
    /// `seats`: the voting seats of `group`.
    pub audience: String,
    /// The working group, where its seats take part.
    #[serde(default)]
    pub group: String,
    /// `after`: statements are shown at once and looked at then; `before`: none is shown before. Empty is `after`.
    #[serde(default)]
    pub moderation: String,
    /// In which languages people may write, as one says it; may be empty.
    #[serde(default)]
    pub languages: String,
    /// What happens to what people say and vote, in plain words; may be empty.
    #[serde(default)]
    pub privacy: String,
    /// The first day, such as `2027-03-01`; empty for now.
    #[serde(default)]
    pub opens: String,
    /// The last day; empty for no end yet.
    #[serde(default)]
    pub closes: String,
}

impl Asking {
    /// The conversation `was` as it is wanted.
    async fn read(
        &self,
        cx: &Context,
        read: &mut Read,
        problems: &mut Problems,
        was: Conversation,
    ) -> Result<Conversation> {
        let (opens, closes) = (day::begins(&self.opens), day::ends(&self.closes));
        problems.check(self.opens.trim().is_empty() || opens.is_some(), "opens", "problem-date");
        problems.check(self.closes.trim().is_empty() || closes.is_some(), "closes", "problem-date");
        let opens_at = match opens {
            Some(opens) => opens,
            None if was.opens_at > Timestamp::UNIX_EPOCH => was.opens_at,
            None => crate::clock(cx, read).await?,
        };
        problems.check(closes.is_none_or(|closes| opens_at < closes), "closes", "problem-ends-before");
        let audience = problems.some(self.audience.parse().ok(), "audience", "problem-choose");
        let audience = audience.unwrap_or(was.audience);
        let moderation = match self.moderation.as_str() {
            "" => Some(was.moderation),
            word => problems.some(word.parse::<Moderation>().ok(), "moderation", "problem-choose"),
        };
        let group = match audience {
            Audience::Seats => self.group(cx, read, problems).await?,
            _ => None,
        };
        Ok(Conversation {
            question: problems.text("question", &self.question, QUESTION),
            description: problems.maybe_text("description", &self.description, DESCRIPTION),
            audience,
            group,
            moderation: moderation.unwrap_or(was.moderation),
            languages: problems.maybe_text("languages", &self.languages, LANGUAGES),
            privacy: problems.maybe_text("privacy", &self.privacy, DESCRIPTION),
            opens_at,
            closes_at: closes,
            ..was
        })
    }

    /// The group whose seats take part: one in which somebody holds a seat that votes.
    async fn group(&self, cx: &Context, read: &mut Read, problems: &mut Problems) -> Result<Option<GroupId>> {
        let initiative = cx.initiative()?;
        let found = match self.group.parse().ok().map(GroupId) {
            Some(id) => people::group(read, initiative, id).await?,
            None => None,
        };
        let Some(group) = problems.some(found, "group", "problem-choose") else { return Ok(None) };
        let seats = voting(read, initiative, group.id).await?;
        problems.check(seats.iter().any(|seat| seat.person.is_some()), "group", "problem-no-voting-seat");
        Ok(Some(group.id))
    }
}

/// Opens a conversation. It answers the conversation's number.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct OpenConversation {
    /// What is asked, whom and when.
    #[serde(flatten)]
    pub asking: Asking,
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
        let asking = Conversation::asking(0, String::new());
        let conversation = self.asking.read(cx, tx, &mut problems, asking).await?;
        let seeds = seeds(&self.seeds);
        problems.check(
            seeds.iter().all(|seed| seed.chars().count() <= STATEMENT),
            "seeds",
            "problem-statement-too-long",
        );
        problems.done()?;

        let initiative = cx.initiative()?;
        let number = next_number(tx, initiative, "conversation").await?;
        let conversation = Conversation { number, ..conversation };
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

/// The first statements of a list that was typed or pasted: each once, without the signs that lists put before them.
fn seeds(list: &str) -> Vec<&str> {
    let mut seeds = Vec::new();
    for line in list.lines().map(bare) {
        if !line.is_empty() && !seeds.contains(&line) {
            seeds.push(line);
        }
    }
    seeds
}

/// A line without its bullet or its number (`3.` or `3)`).
fn bare(line: &str) -> &str {
    let line = line.trim();
    if let Some(rest) = ["- ", "* ", "• ", "– "].iter().find_map(|bullet| line.strip_prefix(bullet)) {
        return rest.trim_start();
    }
    let after = line.trim_start_matches(|c: char| c.is_ascii_digit());
    match after.strip_prefix(". ").or_else(|| after.strip_prefix(") ")) {
        Some(rest) if after.len() < line.len() => rest.trim_start(),
        _ => line,
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

/// Changes how a conversation is held. Once somebody has answered, the question stays what they answered.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct ChangeConversation {
    /// Its number.
    #[serde(default)]
    pub conversation: i64,
    /// What it is to be.
    #[serde(flatten)]
    pub asking: Asking,
}

#[async_trait]
impl Act for ChangeConversation {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        cx.may(&OPEN, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let was = store::numbered(tx, initiative, self.conversation).await?.ok_or(Error::Missing)?;
        if was.opening(crate::clock(cx, tx).await?) == Opening::Over {
            return Err(Error::Rule("rule-conversation-over"));
        }
        let mut problems = Problems::none();
        let now = self.asking.read(cx, tx, &mut problems, was.clone()).await?;
        if now.question != was.question {
            let heard = store::heard(tx, initiative, was.number).await?;
            problems.check(heard.people == 0, "question", "problem-question-answered");
        }
        problems.done()?;
        store::change(tx, initiative, &now).await?;
        put(tx, cx, &now).await?;
        let told = Told::new("conversation.changed", now.about(), &now.question);
        cx.tell(tx, told.change(Some(summary(&was)), summary(&now))).await
    }
}

/// What a change is about, for the journal.
fn summary(conversation: &Conversation) -> String {
    let until = conversation.closes_at.map(|end| format!("/{end}")).unwrap_or_default();
    let Conversation { question, description, audience, moderation, languages, privacy, opens_at, .. } =
        conversation;
    let (audience, moderation) = (audience.word(), moderation.word());
    format!("{question}\n{audience}, {moderation}, {opens_at}{until}\n{languages}\n{description}\n{privacy}")
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

#[cfg(test)]
mod tests {
    use super::seeds;

    #[test]
    fn a_pasted_list_gives_its_statements_each_once() {
        let pasted = "1. More trees\n2) Fewer cars\n\n- More trees\n•  Later buses\n24 hours are enough.\n3.5 km is far";
        let want = ["More trees", "Fewer cars", "Later buses", "24 hours are enough.", "3.5 km is far"];
        assert_eq!(seeds(pasted), want);
    }
}
