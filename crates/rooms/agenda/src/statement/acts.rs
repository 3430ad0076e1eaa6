use ::store::Tx;
use ::store::search::{self, Document};
use async_trait::async_trait;
use journal::Tell;
use kernel::{Act, Context, Error, Owner, Problem, Problems, Result, Told};
use serde::Deserialize;

use super::{ADD, HIDE, STATEMENT, Statement, StatementId, store};
use crate::conversation::{self, Conversation, Moderation};
use crate::moderation::{self, Verdict};
use crate::vote::{self, Voice};

/// Says something in a conversation. It answers the statement's number.
#[derive(Debug, Clone, Deserialize)]
pub struct AddStatement {
    /// The conversation's number.
    pub conversation: i64,
    /// One thought.
    pub text: String,
    /// What a browser without an account is known by; whoever is signed in needs none.
    #[serde(default)]
    pub voice: Option<Voice>,
}

#[async_trait]
impl Act for AddStatement {
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        cx.may(&ADD, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let found = conversation::store::numbered(tx, initiative, self.conversation).await?;
        let conversation = found.ok_or(Error::Missing)?;
        conversation.admit(cx, tx).await?;

        let mut problems = Problems::none();
        let text = problems.text("text", &self.text, STATEMENT);
        problems.done()?;
        if let Some(same) = store::said(tx, initiative, conversation.number, &text).await? {
            let problem = Problem::new("text", "problem-statement-said").with("number", same.to_string());
            return Err(problem.into());
        }

        let author = vote::participant(cx, tx, &conversation, self.voice.as_ref()).await?;
        Ok(add(cx, tx, &conversation, &text, author).await?.number)
    }
}

/// Writes down what a participant said, and tells of it without saying who.
pub(crate) async fn add(
    cx: &Context,
    tx: &mut Tx,
    conversation: &Conversation,
    text: &str,
    author: i64,
) -> Result<Statement> {
    let statement = keep(cx, tx, conversation, text, Some(author)).await?;
    // What nobody has accepted yet is told of without its words.
    let told = if statement.hidden {
        Told::new("statement.waits", conversation.about(), &conversation.question)
    } else {
        Told::new("statement.added", statement.about(), &statement.text).change(None, &statement.text)
    };
    cx.tell(tx, told.anonymous()).await?;
    Ok(statement)
}

/// Writes a statement down, and makes it findable unless a moderator has to accept it first. Whoever opens a conversation
/// answers for its first statements, which have no author.
pub(crate) async fn keep(
    cx: &Context,
    tx: &mut Tx,
    conversation: &Conversation,
    text: &str,
    author: Option<i64>,
) -> Result<Statement> {
    let initiative = cx.initiative()?;
    let statement = Statement {
        id: StatementId::new(),
        conversation: conversation.number,
        number: store::next_number(tx, initiative, conversation.number).await?,
        text: text.to_owned(),
        hidden: author.is_some() && conversation.moderation == Moderation::Before,
        reason: String::new(),
        at: cx.now(),
    };
    store::insert(tx, initiative, &statement, author, author.is_none()).await?;
    if !statement.hidden {
        put(cx, tx, &statement).await?;
    }
    Ok(statement)
}

/// Makes it findable.
pub(crate) async fn put(cx: &Context, tx: &mut Tx, statement: &Statement) -> Result<()> {
    let document = Document {
        initiative: cx.initiative()?.0,
        kind: "statement",
        id: statement.id.0,
        title: &statement.text,
        body: "",
    };
    Ok(search::put(tx, &document).await?)
}

/// Hides a statement with a reason, or shows it again when there is none.
#[derive(Debug, Clone, Deserialize)]
pub struct HideStatement {
    /// The conversation's number.
    pub conversation: i64,
    /// The statement's number.
    pub statement: i64,
    /// Why; everybody can read it. `None` shows the statement again.
    pub reason: Option<String>,
}

#[async_trait]
impl Act for HideStatement {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        cx.may(&HIDE, Owner::Nobody)?;
        let found = store::numbered(tx, cx.initiative()?, self.conversation, self.statement).await?;
        let statement = found.ok_or(Error::Missing)?.statement;
        match &self.reason {
            Some(reason) => moderation::acts::judge(cx, tx, &statement, Verdict::Hidden, reason).await,
            None => moderation::acts::judge(cx, tx, &statement, Verdict::Accepted, "").await,
        }
    }
}
