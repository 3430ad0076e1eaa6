use ::store::Tx;
use ::store::search::{self, Document};
use async_trait::async_trait;
use journal::Tell;
use kernel::{Act, Context, Error, Owner, Problem, Problems, Result, Told};
use serde::Deserialize;

use super::{ADD, HIDE, STATEMENT, Statement, StatementId, store};
use crate::conversation::{self, Conversation};
use crate::map;
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
        let statement = keep(cx, tx, &conversation, &text, Some(author)).await?;
        let told = Told::new("statement.added", statement.about(), &statement.text);
        cx.tell(tx, told.change(None, &statement.text).anonymous()).await?;
        Ok(statement.number)
    }
}

/// Writes a statement down and makes it findable.
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
        hidden: false,
        reason: String::new(),
        at: cx.now(),
    };
    store::insert(tx, initiative, &statement, author).await?;
    put(cx, tx, &statement).await?;
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

/// The longest reason, in characters.
const REASON: usize = 500;

#[async_trait]
impl Act for HideStatement {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        cx.may(&HIDE, Owner::Nobody)?;
        let mut problems = Problems::none();
        let reason = self.reason.as_ref().map(|reason| problems.text("reason", reason, REASON));
        problems.done()?;

        let initiative = cx.initiative()?;
        let found = store::numbered(tx, initiative, self.conversation, self.statement).await?;
        let statement = found.ok_or(Error::Missing)?.statement;
        store::hide(tx, initiative, &statement, reason.as_deref()).await?;
        map::store::ask(tx, initiative, statement.conversation).await?;
        let told = if let Some(reason) = &reason {
            search::remove(tx, initiative.0, "statement", statement.id.0).await?;
            Told::new("statement.hidden", statement.about(), reason)
                .change(Some(statement.text.clone()), reason)
        } else {
            put(cx, tx, &statement).await?;
            Told::new("statement.shown", statement.about(), &statement.text)
        };
        cx.tell(tx, told).await
    }
}
