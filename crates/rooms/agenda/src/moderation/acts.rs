use ::store::Tx;
use ::store::search;
use async_trait::async_trait;
use journal::Tell;
use kernel::{Act, Context, Error, Owner, Problem, Problems, Result, Told};
use serde::Deserialize;

use super::{HELD, Judgement, JudgementId, Verdict, store};
use crate::conversation::{self, Moderation};
use crate::map;
use crate::statement::{self, HIDE, Statement};

/// The longest reason, in characters.
const REASON: usize = 500;
/// So many are tried before the queue counts as taken: more than a team of moderators holds at once.
const TRIED: usize = 50;

/// Takes the next statement of the queue for a while. It answers its number, or nothing when nothing is left that nobody
/// else looks at.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct TakeStatement {
    /// The conversation's number.
    #[serde(default)]
    pub conversation: i64,
}

#[async_trait]
impl Act for TakeStatement {
    type Out = Option<i64>;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<Option<i64>> {
        cx.may(&HIDE, Owner::Nobody)?;
        let (initiative, person) = (cx.initiative()?, cx.person()?);
        conversation::store::numbered(tx, initiative, self.conversation).await?.ok_or(Error::Missing)?;
        let now = crate::clock(cx, tx).await?;
        for statement in store::free(tx, initiative, self.conversation, (person, now), TRIED).await? {
            let key = [self.conversation, statement];
            if store::hold(tx, initiative, key, person, [now, now + HELD]).await? {
                return Ok(Some(statement));
            }
        }
        Ok(None)
    }
}

/// Accepts a statement, hides it for a reason that everybody can read, or gives it back to the queue.
#[derive(Debug, Clone, Deserialize)]
pub struct JudgeStatement {
    /// The conversation's number.
    #[serde(default)]
    pub conversation: i64,
    /// The statement's number.
    pub statement: i64,
    /// What is decided.
    pub verdict: Verdict,
    /// Why it is hidden.
    #[serde(default)]
    pub reason: String,
}

#[async_trait]
impl Act for JudgeStatement {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        cx.may(&HIDE, Owner::Nobody)?;
        let (initiative, person) = (cx.initiative()?, cx.person()?);
        let found = statement::store::numbered(tx, initiative, self.conversation, self.statement).await?;
        let statement = found.ok_or(Error::Missing)?.statement;
        let now = crate::clock(cx, tx).await?;
        let holder = store::holder(tx, initiative, self.conversation, self.statement, now).await?;
        if holder.is_some_and(|holder| holder != person) {
            return Err(Error::Rule("rule-moderation-held"));
        }
        let judged = statement::store::judged(tx, initiative, self.conversation, self.statement).await?;
        match (self.verdict, judged) {
            (Verdict::Accepted | Verdict::Hidden, true) => Err(Error::Rule("rule-moderation-judged")),
            (Verdict::Undone, false) => Err(Error::Rule("rule-moderation-waits")),
            _ => judge(cx, tx, &statement, self.verdict, &self.reason).await,
        }
    }
}

/// Decides about a statement, whatever was decided before.
pub(crate) async fn judge(
    cx: &Context,
    tx: &mut Tx,
    statement: &Statement,
    verdict: Verdict,
    reason: &str,
) -> Result<()> {
    let initiative = cx.initiative()?;
    let mut problems = Problems::none();
    let reason = match verdict {
        Verdict::Hidden => problems.text("reason", reason, REASON),
        Verdict::Accepted | Verdict::Undone => String::new(),
    };
    problems.done()?;
    let waited = !statement::store::judged(tx, initiative, statement.conversation, statement.number).await?;
    let found = conversation::store::numbered(tx, initiative, statement.conversation).await?;
    let asked = found.ok_or(Error::Missing)?;
    let hidden = match verdict {
        Verdict::Accepted => false,
        Verdict::Hidden => true,
        Verdict::Undone => asked.moderation == Moderation::Before,
    };
    let judgement = Judgement {
        id: JudgementId::new(),
        conversation: statement.conversation,
        statement: statement.number,
        verdict,
        reason,
        name: cx.actor.name.clone(),
        at: cx.now(),
    };
    store::judge(tx, initiative, &judgement, [hidden, verdict != Verdict::Undone]).await?;
    map::store::ask(tx, initiative, statement.conversation).await?;
    if hidden {
        search::remove(tx, initiative.0, "statement", statement.id.0).await?;
    } else {
        statement::acts::put(cx, tx, statement).await?;
    }
    let about = statement.about();
    let told = match verdict {
        // What nobody has seen yet is told of without its words.
        Verdict::Hidden if waited && statement.hidden => {
            Told::new("statement.hidden", about, &judgement.reason)
        }
        Verdict::Hidden => Told::new("statement.hidden", about, &judgement.reason)
            .change(Some(statement.text.clone()), &judgement.reason),
        Verdict::Accepted if waited => Told::new("statement.accepted", about, &statement.text),
        Verdict::Accepted => Told::new("statement.shown", about, &statement.text),
        Verdict::Undone => Told::new("statement.returned", about, &asked.question),
    };
    cx.tell(tx, told).await
}

/// A reason as a moderator gives it: one that is ready, words of their own, or both.
pub(crate) fn reason_of(ready: Option<String>, words: &str) -> Result<String> {
    match (ready, words.trim()) {
        (Some(ready), "") => Ok(ready),
        (Some(ready), words) => Ok(format!("{ready} {words}")),
        (None, "") => Err(Problem::new("reason", "problem-moderation-reason").into()),
        (None, words) => Ok(words.to_owned()),
    }
}
