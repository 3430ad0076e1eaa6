use ::store::Tx;
use ::store::search::{self, Document};
use async_trait::async_trait;
use jiff::Timestamp;
use journal::Tell;
use kernel::{
    Act, Context, Error, InitiativeId, Owner, Problems, Relation, Result, Stale, Told, next_number,
};
use serde::Deserialize;

use super::{KEEP, Obstacle, State, WANT, Wanted, WantedId, store};
use crate::measure::{self, Accountability, Measure};
use crate::{cycle, result};

/// The longest name, in characters.
const NAME: usize = 120;
/// The longest reason, step or stopgap, in characters.
const WORDS: usize = 500;

/// Who gets it, what stands in the way, and what comes next.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Way {
    /// `absent`, `not-shared`, `poor-quality`, `too-late` or `not-split`.
    pub obstacle: String,
    /// Who gets it: a person or a partner.
    pub owner: String,
    /// The next step.
    pub step: String,
    /// The day by which, as `2027-03-31`.
    #[serde(default)]
    pub due: String,
    /// What stands in until then; may be empty.
    #[serde(default)]
    pub stopgap: String,
}

/// The same, read.
struct Read {
    obstacle: Option<Obstacle>,
    owner: String,
    step: String,
    due: Option<Timestamp>,
    stopgap: String,
}

impl Way {
    fn read(&self, problems: &mut Problems) -> Read {
        let due = cycle::acts::end_of(self.due.trim());
        Read {
            obstacle: problems.some(self.obstacle.parse().ok(), "obstacle", "problem-choose"),
            owner: problems.text("owner", &self.owner, NAME),
            step: problems.text("step", &self.step, WORDS),
            due: problems.some(due, "due", "problem-date"),
            stopgap: problems.maybe_text("stopgap", &self.stopgap, WORDS),
        }
    }
}

/// Puts a measure that is wanted on the data development agenda.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct WantMeasure {
    /// The result's number.
    #[serde(default)]
    pub result: i64,
    /// The number of the measure that was proposed already, if one was; its name and result are taken then.
    #[serde(default)]
    pub measure: Option<i64>,
    /// What people would call it.
    #[serde(default)]
    pub name: String,
    /// Why it matters.
    pub why: String,
    /// How it will be got.
    #[serde(flatten)]
    pub way: Way,
}

#[async_trait]
impl Act for WantMeasure {
    /// Its number.
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        cx.may(&WANT, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let mut problems = Problems::none();
        let measure = match self.measure {
            Some(number) => {
                Some(measure::store::numbered(tx, initiative, number).await?.ok_or(Error::Missing)?)
            }
            None => None,
        };
        let result = match &measure {
            Some(measure) => result::store::find(tx, initiative, measure.result).await?,
            None => result::store::numbered(tx, initiative, self.result).await?,
        };
        let result = problems.some(result, "result", "problem-choose");
        let name = match &measure {
            Some(measure) => measure.name.clone(),
            None => problems.text("name", &self.name, NAME),
        };
        let why = problems.text("why", &self.why, WORDS);
        let way = self.way.read(&mut problems);
        problems.done()?;
        let (result, obstacle) = result.zip(way.obstacle).ok_or(Error::Missing)?;

        let wanted = Wanted {
            id: WantedId::new(),
            number: next_number(tx, initiative, "wanted").await?,
            result: result.id,
            name,
            why,
            obstacle,
            owner: way.owner,
            step: way.step,
            step_due: way.due,
            stopgap: way.stopgap,
            state: State::Open,
            measure: measure.as_ref().map(|measure| measure.id),
            outcome: String::new(),
            wanted_by: cx.actor.name.clone(),
            wanted_at: cx.now(),
            version: 1,
        };
        store::insert(tx, initiative, &wanted).await?;
        make_findable(tx, initiative, &wanted).await?;
        let mut told = Told::new("wanted.put", wanted.about(), &wanted.name)
            .change(None, wanted.step.as_str())
            .from(result.about(), Relation::MeasuredBy);
        if let Some(measure) = measure {
            told = told.to(Relation::LedTo, measure.about());
        }
        cx.tell(tx, told).await?;
        Ok(wanted.number)
    }
}

async fn make_findable(tx: &mut Tx, initiative: InitiativeId, wanted: &Wanted) -> Result<()> {
    let document = Document {
        initiative: initiative.0,
        kind: "wanted",
        id: wanted.id.0,
        title: &wanted.name,
        body: &wanted.why,
    };
    Ok(search::put(tx, &document).await?)
}

/// The one that is open, or why not.
async fn open(cx: &Context, tx: &mut Tx, number: i64) -> Result<Wanted> {
    let wanted = store::numbered(tx, cx.initiative()?, number).await?.ok_or(Error::Missing)?;
    if wanted.state == State::Open { Ok(wanted) } else { Err(Error::Rule("wanted-rule-over")) }
}

/// Writes it, or says who was first.
async fn write(cx: &Context, tx: &mut Tx, wanted: &Wanted) -> Result<()> {
    if store::change(tx, cx.initiative()?, wanted).await? {
        return Ok(());
    }
    let stands = store::numbered(tx, cx.initiative()?, wanted.number).await?.ok_or(Error::Missing)?;
    Err(Error::Stale(Box::new(Stale {
        version: stands.version,
        theirs: stands.words(),
        mine: wanted.words(),
    })))
}

/// Says what comes next.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct MoveWanted {
    /// Its number.
    #[serde(default)]
    pub wanted: i64,
    /// The version that was read before writing.
    pub seen: i64,
    /// How it will be got from now on.
    #[serde(flatten)]
    pub way: Way,
}

#[async_trait]
impl Act for MoveWanted {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        cx.may(&KEEP, Owner::Nobody)?;
        let before = open(cx, tx, self.wanted).await?;
        let mut problems = Problems::none();
        let way = self.way.read(&mut problems);
        problems.done()?;
        let wanted = Wanted {
            obstacle: way.obstacle.unwrap_or(before.obstacle),
            owner: way.owner,
            step: way.step,
            step_due: way.due,
            stopgap: way.stopgap,
            version: self.seen,
            ..before.clone()
        };
        write(cx, tx, &wanted).await?;
        let told = Told::new("wanted.moved", wanted.about(), &wanted.name)
            .change(Some(before.words()), wanted.words());
        cx.tell(tx, told).await
    }
}

/// There is data: it becomes a measure, which is proposed if it was not before, and whose definition comes next.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct BecomeMeasure {
    /// Its number.
    #[serde(default)]
    pub wanted: i64,
}

#[async_trait]
impl Act for BecomeMeasure {
    /// The measure's number.
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        cx.may(&KEEP, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let wanted = open(cx, tx, self.wanted).await?;
        let measure = match wanted.measure {
            Some(measure) => measure::store::find(tx, initiative, measure).await?.ok_or(Error::Missing)?,
            None => proposed(cx, tx, &wanted).await?,
        };
        let wanted = Wanted { state: State::Measured, measure: Some(measure.id), ..wanted };
        write(cx, tx, &wanted).await?;
        let told =
            Told::new("wanted.measured", wanted.about(), &wanted.name).to(Relation::LedTo, measure.about());
        cx.tell(tx, told).await?;
        Ok(measure.number)
    }
}

/// A measure with its name and why.
async fn proposed(cx: &Context, tx: &mut Tx, wanted: &Wanted) -> Result<Measure> {
    let initiative = cx.initiative()?;
    let result = result::store::find(tx, initiative, wanted.result).await?.ok_or(Error::Missing)?;
    let proposal = measure::acts::Proposal {
        result: result.number,
        name: &wanted.name,
        kind: Accountability::Population,
        why: &wanted.why,
    };
    let number = proposal.record(cx, tx, Problems::none()).await?;
    measure::store::numbered(tx, initiative, number).await?.ok_or(Error::Missing)
}

/// Says that nobody pursues it any more, and why.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct DropWanted {
    /// Its number.
    #[serde(default)]
    pub wanted: i64,
    /// Why.
    pub reason: String,
}

#[async_trait]
impl Act for DropWanted {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        cx.may(&KEEP, Owner::Nobody)?;
        let wanted = open(cx, tx, self.wanted).await?;
        let mut problems = Problems::none();
        let outcome = problems.text("reason", &self.reason, WORDS);
        problems.done()?;
        let wanted = Wanted { state: State::Dropped, outcome, ..wanted };
        write(cx, tx, &wanted).await?;
        let told =
            Told::new("wanted.dropped", wanted.about(), &wanted.name).change(None, wanted.outcome.as_str());
        cx.tell(tx, told).await
    }
}
