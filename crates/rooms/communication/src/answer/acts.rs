use ::store::Tx;
use ::store::search::{self, Document};
use async_trait::async_trait;
use journal::Tell;
use kernel::{Act, Context, Owner, Problems, Ref, Relation, Result, Told, next_number};
use serde::Deserialize;
use web::pick;

use super::{ANSWER, AnswerId, Outcome, Reply, store};
use crate::Made;

/// The longest answer, in characters.
const TEXT: usize = 2_000;

/// What can come of a statement.
pub(crate) const CAME: &[&str] = &["win", "clause", "decision"];

/// Tells whoever made a statement, and everybody who agreed, what came of it and why.
#[derive(Debug, Clone, Deserialize)]
pub struct AnswerStatement {
    /// The statement.
    pub statement: Ref,
    /// What came of it.
    pub outcome: Outcome,
    /// What was done, or why it could not be.
    pub text: String,
    /// The win, clause or decision that came of it.
    #[serde(default)]
    pub came: Option<Ref>,
}

#[async_trait]
impl Act for AnswerStatement {
    type Out = Made;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<Made> {
        cx.may(&ANSWER, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let mut problems = Problems::none();
        let statement = Some(&self.statement);
        pick::known(cx, tx, &mut problems, "statement", statement, &["statement"]).await?;
        let text = problems.text("text", &self.text, TEXT);
        pick::known(cx, tx, &mut problems, "came", self.came.as_ref(), CAME).await?;
        problems.done()?;

        let reply = Reply {
            id: AnswerId::new(),
            number: next_number(tx, initiative, "answer").await?,
            statement: self.statement.id,
            outcome: self.outcome,
            text,
            came: self.came.as_ref().map(Ref::to_string),
            author: cx.actor.name.clone(),
            at: cx.now(),
        };
        store::insert(tx, initiative, &reply).await?;
        let document = Document {
            initiative: initiative.0,
            kind: "answer",
            id: reply.id.0,
            title: &reply.title(),
            body: &reply.text,
        };
        search::put(tx, &document).await?;
        let mut told = Told::new("answer.given", reply.about(), reply.title())
            .change(None, &reply.text)
            .from(self.statement.clone(), Relation::AnsweredIn);
        if let Some(came) = &self.came {
            told = told.from(came.clone(), Relation::ToldBackIn);
        }
        cx.tell(tx, told).await?;
        Ok(Made { about: reply.about(), number: reply.number })
    }
}
