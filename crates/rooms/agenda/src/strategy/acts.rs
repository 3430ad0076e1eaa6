use ::store::Tx;
use async_trait::async_trait;
use journal::Tell;
use kernel::{Act, Context, Error, InitiativeId, Owner, Problems, Result, Told};
use serde::Deserialize;

use super::{MOVE, RATE, Rating, SIDES, State, Step, Strategy, store, strategies};
use crate::clause::{self, brief};
use crate::neutral;

/// The longest reason, in characters.
const REASON: usize = 1_000;

/// The strategy with that number, which nobody else moves or changes until this transaction ends.
async fn locked(cx: &Context, tx: &mut Tx, initiative: InitiativeId, number: i64) -> Result<Strategy> {
    let clause = clause::store::locked(tx, initiative, number).await?.ok_or(Error::Missing)?;
    let found = strategies(cx, tx, initiative, Some(&clause)).await?.pop();
    found.filter(|strategy| !strategy.clause.taken_out).ok_or(Error::Missing)
}

/// Says what one thinks of a strategy, alone. Saying it again replaces one's own.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct RateStrategy {
    /// The clause's number; the API takes it from the address.
    #[serde(default)]
    pub clause: i64,
    /// From 1 to 5: how much it would move.
    pub leverage: i64,
    /// From 1 to 5: whether it can be done, and reaches enough people.
    pub reach: i64,
    /// From 1 to 5: whether it says who does what, when and where.
    pub specificity: i64,
    /// From 1 to 5: whether it is right.
    pub values: i64,
}

#[async_trait]
impl Act for RateStrategy {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        cx.may(&RATE, Owner::Nobody)?;
        neutral(cx, &RATE)?;
        let mut problems = Problems::none();
        let marks = [self.leverage, self.reach, self.specificity, self.values];
        for (side, mark) in SIDES.into_iter().zip(marks) {
            let fits = u8::try_from(mark).is_ok_and(|mark| signals::MARKS.contains(&mark));
            problems.check(fits, side, "problem-choose");
        }
        problems.done()?;
        let initiative = cx.initiative()?;
        let strategy = locked(cx, tx, initiative, self.clause).await?;
        if strategy.state == State::Retired {
            return Err(Error::Rule("rule-strategy-retired"));
        }
        let rating = Rating {
            clause: strategy.clause.id,
            person: cx.person()?,
            leverage: self.leverage,
            reach: self.reach,
            specificity: self.specificity,
            fit: self.values,
        };
        store::put_rating(tx, initiative, &rating).await?;
        let told = Told::new("strategy.rated", strategy.clause.about(), brief(&strategy.clause.text));
        cx.tell(tx, told.anonymous()).await
    }
}

/// Says how far a strategy has come.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct MoveStrategy {
    /// The clause's number; the API takes it from the address.
    #[serde(default)]
    pub clause: i64,
    /// Where it stood for whoever moves it.
    pub from: String,
    /// `idea`, `candidate`, `testing`, `scaling` or `retired`.
    pub to: String,
    /// Why; a strategy is not retired without a reason.
    #[serde(default)]
    pub reason: String,
}

#[async_trait]
impl Act for MoveStrategy {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        cx.may(&MOVE, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let strategy = locked(cx, tx, initiative, self.clause).await?;
        let mut problems = Problems::none();
        let to = problems.some(self.to.parse().ok(), "to", "problem-choose");
        let reason = if to == Some(State::Retired) {
            problems.text("reason", &self.reason, REASON)
        } else {
            problems.maybe_text("reason", &self.reason, REASON)
        };
        problems.done()?;
        let to = to.ok_or(Error::Missing)?;
        if strategy.state.word() != self.from {
            return Err(Error::Rule("rule-strategy-moved"));
        }
        if !strategy.state.next().contains(&to) {
            return Err(Error::Rule("rule-strategy-step"));
        }
        if to == State::Candidate && !strategy.clause.says().is_testable() {
            return Err(Error::Rule("rule-strategy-incomplete"));
        }
        let step = Step {
            clause: strategy.clause.id,
            number: strategy.steps.len() as i64 + 1,
            state: to,
            reason,
            moved_by: cx.actor.name.clone(),
            moved_at: cx.now(),
        };
        store::insert_step(tx, initiative, &step).await?;
        let act = if to == State::Retired { "strategy.retired" } else { "strategy.moved" };
        let told = Told::new(act, strategy.clause.about(), brief(&strategy.clause.text));
        let word = step.state.word();
        let now = if step.reason.is_empty() { word.to_owned() } else { format!("{word}: {}", step.reason) };
        cx.tell(tx, told.change(Some(self.from.clone()), now)).await
    }
}
