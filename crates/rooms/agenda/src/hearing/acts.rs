use ::store::Tx;
use async_trait::async_trait;
use journal::Tell;
use kernel::{Act, Context, Error, Owner, Problems, Ref, Result, Told};
use serde::Deserialize;

use super::{ANSWER, Came, Outcome, REASON, store};

/// Says what came of a statement, and why.
#[derive(Debug, Clone, Deserialize)]
pub struct TellBack {
    /// The conversation's number; the API takes it from the address.
    #[serde(default)]
    pub conversation: i64,
    /// The statement's number; the API takes it from the address.
    #[serde(default)]
    pub statement: i64,
    /// `heard`, `considered` or `not-used`; that it is used says the clause that cites it.
    pub outcome: String,
    /// Why; must be given where it is not used.
    #[serde(default)]
    pub reason: String,
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
        let outcome: Option<Outcome> = self.outcome.parse().ok();
        problems.check(outcome.is_some(), "outcome", "problem-choose");
        let reason = if outcome == Some(Outcome::NotUsed) {
            problems.text("reason", &self.reason, REASON)
        } else {
            problems.maybe_text("reason", &self.reason, REASON)
        };
        problems.done()?;
        let Some(outcome) = outcome else { return Ok(()) };
        if let Came::Used(_) = before.came() {
            return Err(Error::Rule("rule-statement-used"));
        }
        store::answer(tx, initiative, before.id, (outcome, &reason), (&cx.actor.name, cx.now())).await?;
        let words = |outcome: &str, reason: &str| format!("{outcome}: {reason}");
        let earlier = (before.came() != Came::Open).then(|| words(before.came().word(), &before.reason));
        let told = Told::new("statement.answered", Ref::new("statement", before.id), &before.text);
        cx.tell(tx, told.change(earlier, words(outcome.word(), &reason))).await
    }
}
