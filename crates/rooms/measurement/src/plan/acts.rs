use ::store::Tx;
use ::store::search::{self, Document};
use async_trait::async_trait;
use jiff::Timestamp;
use journal::Tell;
use kernel::{
    Act, Context, Error, InitiativeId, Owner, Problems, Relation, Result, Stale, Told, next_number,
};
use serde::Deserialize;
use signals::Gate;

use super::{PlanLine, PlanLineId, store};
use crate::option::{self, Idea};
use crate::turn::{self, TAKE_PART, Turn, acts::coming_day};

/// The longest line, in characters; as long as a commitment.
const WHAT: usize = 500;
/// The longest words on who does it.
const WHO: usize = 200;

/// A line, as it is typed.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct LineText {
    /// The number of the option it carries out.
    #[serde(default)]
    pub option: Option<i64>,
    /// What is done.
    pub what: String,
    /// Who does it.
    pub who: String,
    /// The last day for it, as `2026-03-31`.
    pub due: String,
    /// Whether it is an early success that others can see.
    #[serde(default)]
    pub early: bool,
}

/// The same, checked.
struct Checked {
    option: Idea,
    what: String,
    who: String,
    due: Timestamp,
}

impl LineText {
    async fn checked(
        &self,
        cx: &Context,
        tx: &mut Tx,
        turn: &Turn,
        before: Option<Timestamp>,
    ) -> Result<Checked> {
        let initiative = cx.initiative()?;
        let mut problems = Problems::none();
        let option = self.chosen(tx, initiative, &mut problems, turn).await?;
        let what = problems.text("what", &self.what, WHAT);
        let who = problems.text("who", &self.who, WHO);
        // A day that stands already may have passed while the words are mended.
        let due = match before.filter(|due| turn::written(*due) == self.due.trim()) {
            Some(due) => Some(due),
            None => coming_day(cx, &mut problems, "due", &self.due),
        };
        problems.done()?;
        let (Some(option), Some(due)) = (option, due) else { return Err(Error::Missing) };
        Ok(Checked { option, what, who, due })
    }

    /// The option it carries out, if the group's scores let it into a plan.
    async fn chosen(
        &self,
        tx: &mut Tx,
        initiative: InitiativeId,
        problems: &mut Problems,
        turn: &Turn,
    ) -> Result<Option<Idea>> {
        let found = match self.option {
            Some(number) => option::store::numbered(tx, initiative, number).await?,
            None => None,
        };
        let found = found.filter(|idea| idea.turn == turn.id && !idea.aside);
        let Some(idea) = problems.some(found, "option", "problem-choose") else { return Ok(None) };
        let scores = option::store::scores(tx, initiative, turn.id).await?;
        let gate = option::scored(&scores, idea.id).map(|scored| scored.gate());
        problems.check(gate.is_some(), "option", "plan-problem-not-scored");
        problems.check(gate != Some(Gate::Blocked), "option", "plan-problem-blocked");
        problems.check(gate != Some(Gate::Vague), "option", "plan-problem-vague");
        Ok(Some(idea))
    }
}

/// Adds a line to a plan.
#[derive(Debug, Clone, Deserialize)]
pub struct AddPlanLine {
    /// The session's number.
    pub turn: i64,
    /// The line.
    #[serde(flatten)]
    pub line: LineText,
}

#[async_trait]
impl Act for AddPlanLine {
    /// Its number.
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        cx.may(&TAKE_PART, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let turn = turn::acts::at_work(tx, initiative, self.turn).await?;
        let checked = self.line.checked(cx, tx, &turn, None).await?;
        let line = PlanLine {
            id: PlanLineId::new(),
            number: next_number(tx, initiative, "plan-line").await?,
            turn: turn.id,
            option: checked.option.id,
            what: checked.what,
            who: checked.who,
            due: checked.due,
            early: self.line.early,
            aside: false,
            added_by: cx.actor.name.clone(),
            added_at: cx.now(),
            version: 1,
        };
        store::insert(tx, initiative, &line).await?;
        found_by(tx, initiative, &line).await?;
        let told = Told::new("plan-line.added", line.about(), &line.what)
            .change(None, line.what.as_str())
            .from(checked.option.about(), Relation::CarriedBy)
            .from(turn.about(), Relation::Holds);
        cx.tell(tx, told).await?;
        Ok(line.number)
    }
}

async fn found_by(tx: &mut Tx, initiative: InitiativeId, line: &PlanLine) -> Result<()> {
    let document =
        Document { initiative: initiative.0, kind: "plan-line", id: line.id.0, title: &line.what, body: "" };
    Ok(search::put(tx, &document).await?)
}

/// Changes a line, or lays it aside. Two who change it at once both keep their words.
#[derive(Debug, Clone, Deserialize)]
pub struct EditPlanLine {
    /// The line's number.
    pub number: i64,
    /// The version that was read before it was changed.
    pub version: i64,
    /// The line.
    #[serde(flatten)]
    pub line: LineText,
    /// Whether it is laid aside.
    #[serde(default)]
    pub aside: bool,
}

#[async_trait]
impl Act for EditPlanLine {
    /// Its number.
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        cx.may(&TAKE_PART, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let mut line = store::lock(tx, initiative, self.number).await?.ok_or(Error::Missing)?;
        let turn = turn::store::find(tx, initiative, line.turn).await?.ok_or(Error::Missing)?;
        turn.at_work()?;
        let checked = self.line.checked(cx, tx, &turn, Some(line.due)).await?;
        if line.version != self.version {
            let stale = Stale { version: line.version, theirs: line.what, mine: checked.what };
            return Err(Error::Stale(Box::new(stale)));
        }
        let before = std::mem::replace(&mut line.what, checked.what);
        let newly = (line.option != checked.option.id).then(|| checked.option.about());
        line.option = checked.option.id;
        line.who = checked.who;
        line.due = checked.due;
        line.early = self.line.early;
        line.aside = self.aside;
        line.version += 1;
        store::update(tx, initiative, &line).await?;
        found_by(tx, initiative, &line).await?;
        let act = if line.aside { "plan-line.laid-aside" } else { "plan-line.changed" };
        let mut told = Told::new(act, line.about(), &line.what).change(Some(before), line.what.as_str());
        if let Some(option) = newly {
            told = told.from(option, Relation::CarriedBy);
        }
        cx.tell(tx, told).await?;
        Ok(line.number)
    }
}
