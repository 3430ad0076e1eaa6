use ::store::Tx;
use async_trait::async_trait;
use journal::Tell;
use kernel::{Act, Context, Error, Owner, Problem, Problems, Result, Told};
use serde::Deserialize;

use super::{LENGTH, WORD, draw, plain, store};
use crate::conversation::{self, Audience, Conversation, OPEN};
use crate::neutral;
use crate::vote::{self, VOTE, Voice};

/// The most codes that are made at once.
const MOST: i64 = 1_000;

/// Makes codes to hand out: so many that let in one person each, or one word for everybody.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct HandOutCodes {
    /// The conversation's number.
    #[serde(default)]
    pub conversation: i64,
    /// How many that are used once.
    #[serde(default)]
    pub many: i64,
    /// The word for everybody; empty for none.
    #[serde(default)]
    pub word: String,
}

async fn asked(cx: &Context, tx: &mut Tx, number: i64) -> Result<Conversation> {
    let found = conversation::store::numbered(tx, cx.initiative()?, number).await?;
    let conversation = found.ok_or(Error::Missing)?;
    if conversation.audience == Audience::Code {
        Ok(conversation)
    } else {
        Err(Error::Rule("rule-conversation-no-codes"))
    }
}

#[async_trait]
impl Act for HandOutCodes {
    /// The codes.
    type Out = Vec<String>;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<Vec<String>> {
        cx.may(&OPEN, Owner::Nobody)?;
        let conversation = asked(cx, tx, self.conversation).await?;
        let word = plain(&self.word);
        let mut problems = Problems::none();
        if word.is_empty() {
            if !(1..=MOST).contains(&self.many) {
                problems.add(Problem::new("many", "problem-codes-many").with("most", MOST.to_string()));
            }
        } else {
            problems.check(WORD.contains(&word.chars().count()), "word", "problem-code-word");
        }
        problems.done()?;
        let once = word.is_empty();
        let codes =
            if once { (0..self.many).map(|_| draw(LENGTH)).collect::<Result<Vec<_>>>()? } else { vec![word] };
        store::insert(tx, cx.initiative()?, conversation.number, &codes, once).await?;
        cx.tell(tx, Told::new("code.made", conversation.about(), &conversation.question)).await?;
        Ok(codes)
    }
}

/// Takes a code back, if it is there still: it lets in nobody any more. Whoever came in with it stays.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct WithdrawCode {
    /// The conversation's number.
    #[serde(default)]
    pub conversation: i64,
    /// The code.
    pub code: String,
}

#[async_trait]
impl Act for WithdrawCode {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        cx.may(&OPEN, Owner::Nobody)?;
        let conversation = asked(cx, tx, self.conversation).await?;
        if !store::withdraw(tx, cx.initiative()?, conversation.number, &plain(&self.code)).await? {
            return Ok(());
        }
        cx.tell(tx, Told::new("code.withdrawn", conversation.about(), &conversation.question)).await
    }
}

/// Comes in with a code. Whoever is in already uses up none.
#[derive(Debug, Clone, Deserialize)]
pub struct EnterWithCode {
    /// The conversation's number.
    pub conversation: i64,
    /// As it was typed.
    pub code: String,
    /// What a browser without an account is known by; whoever is signed in needs none.
    #[serde(default)]
    pub voice: Option<Voice>,
}

#[async_trait]
impl Act for EnterWithCode {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        cx.may(&VOTE, Owner::Nobody)?;
        neutral(cx, &VOTE)?;
        let conversation = asked(cx, tx, self.conversation).await?;
        conversation.admit(cx, tx).await?;
        let (on_roll, _) = vote::own(cx, tx, &conversation, self.voice.as_ref()).await?;
        if on_roll.is_some() {
            return Ok(());
        }
        let (initiative, code) = (cx.initiative()?, plain(&self.code));
        let number = conversation.number;
        if !store::take(tx, initiative, number, &code).await? {
            let used = store::known(tx, initiative, number, &code).await?.is_some();
            let text = if used { "problem-code-used" } else { "problem-code" };
            return Err(Problem::new("code", text).into());
        }
        vote::enrol(cx, tx, &conversation, self.voice.as_ref()).await?;
        let told = Told::new("code.used", conversation.about(), &conversation.question);
        cx.tell(tx, told.anonymous()).await
    }
}
