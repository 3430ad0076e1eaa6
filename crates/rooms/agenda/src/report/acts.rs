use ::store::Tx;
use async_trait::async_trait;
use journal::Tell;
use kernel::{Act, Context, Error, Owner, Problems, Result, Told};
use serde::Deserialize;

use super::store;
use crate::conversation::{self, OPEN};
use crate::vote::{self, VOTE, Voice};

/// Constituencies of a conversation at most: they are chosen from on a phone.
const MOST: usize = 20;
/// The longest name of one, in characters.
const NAME: usize = 80;

/// Names the constituencies that participants may say they are of: those given before stay.
#[derive(Debug, Clone, Deserialize)]
pub struct NameConstituencies {
    /// The conversation's number; the API takes it from the address.
    #[serde(default)]
    pub conversation: i64,
    /// One a line.
    pub names: String,
}

#[async_trait]
impl Act for NameConstituencies {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        cx.may(&OPEN, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let found = conversation::store::numbered(tx, initiative, self.conversation).await?;
        let conversation = found.ok_or(Error::Missing)?;
        let there = store::constituencies(tx, initiative, conversation.number).await?;
        let lines = self.names.lines().map(str::trim).filter(|line| !line.is_empty());
        let new: Vec<&str> = lines.filter(|line| there.iter().all(|(_, name, _)| name != line)).collect();
        let mut problems = Problems::none();
        problems.check(!self.names.trim().is_empty(), "names", "problem-empty");
        problems.check(
            new.iter().all(|name| name.chars().count() <= NAME),
            "names",
            "problem-constituency-long",
        );
        problems.check(there.len() + new.len() <= MOST, "names", "problem-constituencies-many");
        problems.done()?;
        for (number, name) in (there.len() as i64 + 1..).zip(&new) {
            store::name(tx, initiative, conversation.number, (number, name)).await?;
        }
        let told = Told::new("conversation.constituencies", conversation.about(), &conversation.question);
        cx.tell(tx, told.change(None, new.join("\n"))).await
    }
}

/// Says of which constituency one is, or no longer. Nobody is told who said what.
#[derive(Debug, Clone, Deserialize)]
pub struct SayConstituency {
    /// The conversation's number; the API takes it from the address.
    #[serde(default)]
    pub conversation: i64,
    /// Its number; `None` takes back what was said.
    #[serde(default)]
    pub constituency: Option<i64>,
    /// What a browser without an account is known by; whoever is signed in needs none.
    #[serde(default)]
    pub voice: Option<Voice>,
}

#[async_trait]
impl Act for SayConstituency {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        cx.may(&VOTE, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let found = conversation::store::numbered(tx, initiative, self.conversation).await?;
        let conversation = found.ok_or(Error::Missing)?;
        conversation.admit(cx, tx).await?;
        let there = store::constituencies(tx, initiative, conversation.number).await?;
        let mut problems = Problems::none();
        let known = self.constituency.is_none_or(|wanted| there.iter().any(|(number, ..)| *number == wanted));
        problems.check(known, "constituency", "problem-choose");
        problems.done()?;
        let participant = vote::participant(cx, tx, &conversation, self.voice.as_ref()).await?;
        let key = [conversation.number, participant];
        store::say(tx, initiative, key, self.constituency).await?;
        let told = Told::new("conversation.constituency-said", conversation.about(), &conversation.question);
        cx.tell(tx, told.anonymous()).await
    }
}
