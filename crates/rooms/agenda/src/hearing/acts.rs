use ::store::Tx;
use ::store::search::{self, Document};
use async_trait::async_trait;
use journal::Tell;
use kernel::{Act, Context, Error, Owner, Problems, Ref, Relation, Result, Told};
use serde::Deserialize;
use web::pick;

use super::{ANSWER, CAME, Came, Outcome, REASON, Telling, TellingId, store};
use crate::day;

/// Says what became of a statement, and why.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct TellBack {
    /// The conversation's number; the API takes it from the address.
    #[serde(default)]
    pub conversation: i64,
    /// The statement's number; the API takes it from the address.
    #[serde(default)]
    pub statement: i64,
    /// `heard`, `considered`, `not-used`, `will` or `did`; that it is used says the clause that cites it.
    pub outcome: String,
    /// Why, or what was done; must be given unless it was only heard or considered.
    #[serde(default)]
    pub reason: String,
    /// By which day it will be done, such as `2027-03-31`: for what will be, and for nothing else.
    #[serde(default)]
    pub due: String,
    /// The win, clause or decision that came of it.
    #[serde(default)]
    pub came: Option<Ref>,
}

#[async_trait]
impl Act for TellBack {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        cx.may(&ANSWER, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let found = store::one(tx, initiative, self.conversation, self.statement).await?;
        let before = found.ok_or(Error::Missing)?;
        let mut problems = Problems::none();
        let outcome: Option<Outcome> = problems.some(self.outcome.parse().ok(), "outcome", "problem-choose");
        let reason = match outcome {
            Some(Outcome::Heard | Outcome::Considered) | None => {
                problems.maybe_text("reason", &self.reason, REASON)
            }
            Some(Outcome::NotUsed | Outcome::Will | Outcome::Did) => {
                problems.text("reason", &self.reason, REASON)
            }
        };
        let due = if outcome == Some(Outcome::Will) { self.due.trim() } else { "" };
        problems.check(
            outcome != Some(Outcome::Will) || day::begins(due).is_some(),
            "due",
            "problem-hearing-due",
        );
        pick::known(cx, tx, &mut problems, "came", self.came.as_ref(), CAME).await?;
        problems.done()?;
        let Some(outcome) = outcome else { return Ok(()) };
        if before.clause.is_some() && !outcome.is_deed() {
            return Err(Error::Rule("rule-statement-used"));
        }
        let telling = Telling {
            id: TellingId::new(),
            statement: before.id,
            outcome,
            reason,
            due: due.to_owned(),
            came: self.came.as_ref().map(Ref::to_string),
            by: cx.actor.name.clone(),
            at: cx.now(),
        };
        store::tell(tx, initiative, &telling).await?;
        let title = telling.title(&before.text);
        let document = Document {
            initiative: initiative.0,
            kind: "answer",
            id: telling.id.0,
            title: &title,
            body: &telling.reason,
        };
        search::put(tx, &document).await?;
        let words = |outcome: &str, reason: &str| format!("{outcome}: {reason}");
        let earlier = (before.came() != Came::Open).then(|| words(before.came().word(), &before.reason));
        let mut told = Told::new("answer.given", telling.about(), title)
            .change(earlier, words(outcome.word(), &telling.reason))
            .from(Ref::new("statement", before.id), Relation::AnsweredIn);
        if let Some(came) = &self.came {
            told = told.from(came.clone(), Relation::ToldBackIn);
        }
        cx.tell(tx, told).await
    }
}
