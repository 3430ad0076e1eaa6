//! How a session goes its way: opened, from step to step, parked, its plan agreed, a day to look again.

use ::store::Tx;
use ::store::search::{self, Document};
use async_trait::async_trait;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use journal::Tell;
use kernel::{
    Act, Context, Error, InitiativeId, Owner, Problem, Problems, Ref, Relation, Result, Told, next_number,
};
use people::GroupId;
use serde::Deserialize;

use super::{AGREE, Clock, OPEN, RUN, State, Step, Turn, TurnId, Whole, store};
use crate::measure;

/// The longest question, in characters.
const QUESTION: usize = 200;
/// The longest words on what will be different.
const DIFFERENT: usize = 1000;

/// The session of that number, locked, if things can be added to it.
pub(crate) async fn at_work(tx: &mut Tx, initiative: InitiativeId, number: i64) -> Result<Turn> {
    let turn = store::lock(tx, initiative, number).await?.ok_or(Error::Missing)?;
    turn.at_work()?;
    Ok(turn)
}

/// The beginning of the day written in `field`, which must not have passed.
pub(crate) fn coming_day(
    cx: &Context,
    problems: &mut Problems,
    field: &str,
    typed: &str,
) -> Option<Timestamp> {
    let day = typed.trim().parse::<Date>().ok().and_then(|day| day.to_zoned(TimeZone::UTC).ok());
    let day = problems.some(day, field, "problem-date")?.timestamp();
    problems.check(cx.now() < day + SignedDuration::from_hours(24), field, "problem-day-passed");
    Some(day)
}

/// Opens a session of a group about a measure.
#[derive(Debug, Clone, Deserialize)]
pub struct OpenTurn {
    /// The measure's number.
    pub measure: i64,
    /// Whose session it is.
    pub group: GroupId,
    /// What the group asks itself.
    pub question: String,
}

#[async_trait]
impl Act for OpenTurn {
    /// Its number.
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        cx.may(&OPEN, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let measure = measure::store::numbered(tx, initiative, self.measure).await?.ok_or(Error::Missing)?;
        let mut problems = Problems::none();
        let question = problems.text("question", &self.question, QUESTION);
        let group = people::group(tx, initiative, self.group).await?;
        problems.check(group.is_some(), "group", "problem-choose");
        problems.done()?;

        let turn = Turn {
            id: TurnId::new(),
            number: next_number(tx, initiative, "turn").await?,
            measure: measure.id,
            group: self.group,
            question,
            state: State::Planned,
            step: Step::Curve,
            different: String::new(),
            opened_by: cx.actor.name.clone(),
            opened_at: cx.now(),
            agreed_by: String::new(),
            agreed_at: None,
            next_look: None,
        };
        store::insert(tx, initiative, &turn).await?;
        let document = Document {
            initiative: initiative.0,
            kind: "turn",
            id: turn.id.0,
            title: &turn.question,
            body: &measure.name,
        };
        search::put(tx, &document).await?;
        let told = Told::new("turn.opened", turn.about(), &turn.question)
            .change(None, turn.question.as_str())
            .from(measure.about(), Relation::AnsweredBy)
            .from(Ref::new("group", self.group.0), Relation::Holds);
        cx.tell(tx, told).await?;
        Ok(turn.number)
    }
}

kernel::words! {
    /// What the group does with a step.
    pub enum Move {
        /// It begins it, or takes it up again: its clock runs, every other rests.
        Begin = "begin",
        /// Its clock rests.
        Pause = "pause",
        /// The group is done with it.
        Done = "done",
    }
}

/// Goes to a step, lets its clock rest, or is done with it.
#[derive(Debug, Clone, Deserialize)]
pub struct TakeStep {
    /// The session's number.
    pub turn: i64,
    /// Which step.
    pub step: Step,
    /// What is done with it.
    #[serde(rename = "move")]
    pub to: Move,
}

#[async_trait]
impl Act for TakeStep {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        let initiative = cx.initiative()?;
        let mut turn = store::lock(tx, initiative, self.turn).await?.ok_or(Error::Missing)?;
        cx.may(&RUN, turn.owner())?;
        let now = cx.now();
        let mut clocks = store::clocks(tx, initiative, turn.id).await?;
        if self.to != Move::Pause && !clocks.iter().any(|clock| clock.step == self.step) {
            clocks.push(Clock::new(turn.id, self.step));
        }
        match self.to {
            Move::Begin => turn.begin(self.step)?,
            Move::Pause => turn.at_work()?,
            Move::Done => {
                turn.begin(self.step)?;
                let whole = Whole::of(cx, tx, turn.clone()).await?;
                whole
                    .lacking(self.step)
                    .map_or(Ok(()), |text| Err(Error::from(Problem::new("move", text))))?;
            }
        }
        for clock in &mut clocks {
            match self.to {
                Move::Begin if clock.step == self.step => clock.start(now),
                Move::Done if clock.step == self.step => clock.finish(true, now),
                _ => clock.rest(now),
            }
            store::put_clock(tx, initiative, clock).await?;
        }
        store::save(tx, initiative, &turn).await?;
        let act = match self.to {
            Move::Begin => "turn.step-begun",
            Move::Pause => "turn.step-paused",
            Move::Done => "turn.step-done",
        };
        cx.tell(tx, Told::new(act, turn.about(), &turn.question).change(None, self.step.word())).await
    }
}

/// Parks a session, or takes it up again where it was left.
#[derive(Debug, Clone, Deserialize)]
pub struct ParkTurn {
    /// The session's number.
    pub turn: i64,
    /// Whether it rests.
    pub parked: bool,
}

#[async_trait]
impl Act for ParkTurn {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        let initiative = cx.initiative()?;
        let mut turn = store::lock(tx, initiative, self.turn).await?.ok_or(Error::Missing)?;
        cx.may(&RUN, turn.owner())?;
        let mut clocks = store::clocks(tx, initiative, turn.id).await?;
        if self.parked {
            turn.park()?;
            for clock in &mut clocks {
                clock.rest(cx.now());
                store::put_clock(tx, initiative, clock).await?;
            }
        } else {
            turn.resume(!clocks.is_empty())?;
        }
        store::save(tx, initiative, &turn).await?;
        let act = if self.parked { "turn.parked" } else { "turn.resumed" };
        cx.tell(tx, Told::new(act, turn.about(), &turn.question)).await
    }
}

/// The group agrees on its plan. What will be different once it is done is said with it.
#[derive(Debug, Clone, Deserialize)]
pub struct AgreePlan {
    /// The session's number.
    pub turn: i64,
    /// What will be different when the plan is done.
    pub different: String,
    /// The day on which the group looks again, as `2026-03-31`; may be set later.
    #[serde(default)]
    pub next_look: String,
}

#[async_trait]
impl Act for AgreePlan {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        let initiative = cx.initiative()?;
        let mut turn = store::lock(tx, initiative, self.turn).await?.ok_or(Error::Missing)?;
        cx.may(&AGREE, turn.owner())?;
        turn.at_work()?;
        let mut problems = Problems::none();
        let different = problems.text("different", &self.different, DIFFERENT);
        let day = match self.next_look.trim() {
            "" => None,
            typed => coming_day(cx, &mut problems, "next_look", typed),
        };
        let whole = Whole::of(cx, tx, turn.clone()).await?;
        if let Some(text) = whole.lacking(Step::Plan) {
            problems.add(Problem::new("different", text));
        }
        problems.done()?;
        turn.agree(different, cx.actor.name.clone(), cx.now())?;
        if let Some(day) = day {
            turn.look_again(day)?;
        }
        for mut clock in store::clocks(tx, initiative, turn.id).await? {
            clock.rest(cx.now());
            store::put_clock(tx, initiative, &clock).await?;
        }
        store::save(tx, initiative, &turn).await?;
        let told = Told::new("turn.agreed", turn.about(), &turn.question);
        cx.tell(tx, told.change(None, turn.different.as_str())).await
    }
}

/// Sets the day on which the group looks again whether the curve turns.
#[derive(Debug, Clone, Deserialize)]
pub struct SetNextLook {
    /// The session's number.
    pub turn: i64,
    /// The day, as `2026-03-31`.
    pub next_look: String,
}

#[async_trait]
impl Act for SetNextLook {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        let initiative = cx.initiative()?;
        let mut turn = store::lock(tx, initiative, self.turn).await?.ok_or(Error::Missing)?;
        cx.may(&RUN, turn.owner())?;
        let mut problems = Problems::none();
        let day = coming_day(cx, &mut problems, "next_look", &self.next_look);
        problems.done()?;
        turn.look_again(day.unwrap_or(cx.now()))?;
        store::save(tx, initiative, &turn).await?;
        let told = Told::new("turn.look-set", turn.about(), &turn.question);
        cx.tell(tx, told.change(None, self.next_look.trim())).await
    }
}
