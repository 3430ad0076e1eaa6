use ::store::search::{self, Document};
use ::store::{Read, Tx};
use async_trait::async_trait;
use journal::Tell;
use kernel::{
    Act, Context, Error, InitiativeId, Owner, Problem, Problems, Relation, Result, Stale, Told, next_number,
};
use serde::Deserialize;

use super::{Accountability, COMPARABILITY, DEFINE, Measure, MeasureId, MeasureVersion, QUADRANTS, store};
use crate::choice::Tier;
use crate::{cycle, result, value};

/// The longest name, in characters.
const NAME: usize = 120;
/// The longest reason for a bridge, in characters.
const BRIDGE: usize = 400;

pub use super::Definition;

/// Defines a measure of a result.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct DefineMeasure {
    /// The result's number.
    pub result: i64,
    /// What people call it.
    pub name: String,
    /// `population` or `performance`.
    pub kind: String,
    /// What it tells of what a programme does: `how-much`, `how-well` or `better-off`; empty for a population's.
    #[serde(default)]
    pub quadrant: String,
    /// What is counted.
    #[serde(flatten)]
    pub definition: Definition,
}

#[async_trait]
impl Act for DefineMeasure {
    /// Its number.
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        cx.may(&DEFINE, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let mut problems = Problems::none();
        let name = problems.text("name", &self.name, NAME);
        problems.check(Accountability::from_word(&self.kind).is_some(), "kind", "problem-choose");
        let performs = Accountability::from_word(&self.kind) == Some(Accountability::Performance);
        let quadrant = self.quadrant.trim();
        let told_apart = quadrant.is_empty() || (performs && QUADRANTS.contains(&quadrant));
        problems.check(told_apart, "quadrant", "measure-problem-quadrant");
        let result = result::store::numbered(tx, initiative, self.result).await?;
        let result = problems.some(result, "result", "problem-choose");
        let id = MeasureId::new();
        let version = self.definition.version(cx, tx, &mut problems, id).await?;
        problems.done()?;
        let result = result.ok_or(Error::Missing)?;

        let measure = Measure {
            id,
            number: next_number(tx, initiative, "measure").await?,
            result: result.id,
            name,
            kind: self.kind.clone(),
            quadrant: quadrant.to_owned(),
            adopted: None,
            created_at: cx.now(),
            tier: Tier::Secondary,
            tier_reason: String::new(),
            tiered_at: None,
            why: String::new(),
            versions: vec![version],
            rebases: Vec::new(),
        };
        store::insert(tx, initiative, &measure).await?;
        make_findable(tx, initiative, &measure.name, measure.latest()).await?;
        let told = Told::new("measure.defined", measure.about(), &measure.name)
            .change(None, measure.latest().as_text())
            .from(result.about(), Relation::MeasuredBy);
        cx.tell(tx, told).await?;
        Ok(measure.number)
    }
}

/// A measure of which only the name is known, and why it is wanted.
pub(crate) struct Proposal<'a> {
    /// The result's number.
    pub(crate) result: i64,
    pub(crate) name: &'a str,
    pub(crate) kind: Accountability,
    pub(crate) why: &'a str,
}

impl Proposal<'_> {
    /// Writes it and tells it; answers its number. Whoever makes one has asked who may.
    pub(crate) async fn record(&self, cx: &Context, tx: &mut Tx, mut problems: Problems) -> Result<i64> {
        let initiative = cx.initiative()?;
        let name = problems.text("name", self.name, NAME);
        let result = result::store::numbered(tx, initiative, self.result).await?;
        let result = problems.some(result, "result", "problem-choose");
        problems.done()?;
        let result = result.ok_or(Error::Missing)?;
        let id = MeasureId::new();
        let measure = Measure {
            id,
            number: next_number(tx, initiative, "measure").await?,
            result: result.id,
            name,
            kind: self.kind.word().to_owned(),
            quadrant: String::new(),
            adopted: None,
            created_at: cx.now(),
            tier: Tier::Secondary,
            tier_reason: String::new(),
            tiered_at: None,
            why: self.why.to_owned(),
            versions: vec![MeasureVersion::unwritten(id, cx.actor.name.clone(), cx.now())],
            rebases: Vec::new(),
        };
        store::insert(tx, initiative, &measure).await?;
        make_findable(tx, initiative, &measure.name, measure.latest()).await?;
        let told = Told::new("measure.proposed", measure.about(), &measure.name)
            .change(None, self.why)
            .from(result.about(), Relation::MeasuredBy);
        cx.tell(tx, told).await?;
        Ok(measure.number)
    }
}

/// Writes another version of what a measure counts.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct ChangeDefinition {
    /// The measure's number.
    #[serde(default)]
    pub measure: i64,
    /// The version that was read before writing.
    pub seen: i64,
    /// What is counted from now on.
    #[serde(flatten)]
    pub definition: Definition,
    /// The first period it holds for; of what was only proposed, every period.
    #[serde(default)]
    pub effective_from: String,
    /// `same`; `bridged` where older values follow the new definition after a multiplication; or `break` where
    /// values before and after cannot be compared.
    pub comparability: String,
    /// By what older values are multiplied, if it is bridged.
    #[serde(default)]
    pub bridge: Option<f64>,
    /// Why that much.
    #[serde(default)]
    pub bridge_words: String,
}

#[async_trait]
impl Act for ChangeDefinition {
    /// The new version's number.
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        cx.may(&DEFINE, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let measure = store::numbered(tx, initiative, self.measure).await?.ok_or(Error::Missing)?;
        let version = self.version(cx, tx, &measure).await?;
        if !store::append_version(tx, initiative, &version).await? {
            let stands = measure.latest();
            return Err(Error::Stale(Box::new(Stale {
                version: stands.number,
                theirs: stands.as_text(),
                mine: version.as_text(),
            })));
        }
        make_findable(tx, initiative, &measure.name, &version).await?;
        if version.kind != measure.latest().kind {
            let measure = store::find(tx, initiative, measure.id).await?.ok_or(Error::Missing)?;
            cycle::sums::add_up_all(tx, initiative, &measure).await?;
        }
        let told = Told::new("measure.changed", measure.about(), &measure.name)
            .change(Some(measure.latest().as_text()), version.as_text());
        cx.tell(tx, told).await?;
        Ok(version.number)
    }
}

impl ChangeDefinition {
    /// The version that it would write: what must hold is asked here, also by whoever only looks at what it touches.
    pub(crate) async fn version(
        &self,
        cx: &Context,
        read: &mut Read,
        measure: &Measure,
    ) -> Result<MeasureVersion> {
        let mut problems = Problems::none();
        let version = self.definition.version(cx, read, &mut problems, measure.id).await?;
        let number = self.seen.saturating_add(1);
        if !measure.latest().is_written() {
            // What was only proposed holds for every period once it is written.
            problems.done()?;
            return Ok(MeasureVersion { number, ..version });
        }
        let period = version.frequency().period(&self.effective_from);
        let effective_from =
            problems.some(period, "effective_from", "cycle-problem-period").unwrap_or_default();
        self.check_break(measure, &version, &mut problems);
        let (bridge, bridge_words) = self.bridge(&mut problems);
        let reported = value::store::latest_period(read, cx.initiative()?, measure.id).await?;
        if let Some(latest) =
            reported.filter(|latest| *latest >= effective_from && self.comparability != "same")
        {
            let problem = Problem::new("effective_from", "measure-problem-reported");
            problems.add(problem.with("period", latest));
        }
        problems.done()?;
        let comparability = self.comparability.clone();
        Ok(MeasureVersion { number, effective_from, comparability, bridge, bridge_words, ..version })
    }

    /// The bridge and its reason; neither without one.
    fn bridge(&self, problems: &mut Problems) -> (Option<f64>, String) {
        if self.comparability != "bridged" {
            return (None, String::new());
        }
        let factor = self.bridge.filter(|factor| factor.is_finite() && *factor > 0.0);
        let factor = problems.some(factor, "bridge", "measure-problem-bridge");
        (factor, problems.text("bridge_words", &self.bridge_words, BRIDGE))
    }

    /// Another kind, frequency, unit, factor or direction cannot be compared with what was before. A bridge crosses
    /// a change of unit and factor, because its own factor does.
    fn check_break(&self, measure: &Measure, after: &MeasureVersion, problems: &mut Problems) {
        let before = measure.latest();
        let same_kind =
            before.kind == after.kind && before.frequency == after.frequency && before.better == after.better;
        let same_unit = before.factor == after.factor && before.unit == after.unit;
        let known = COMPARABILITY.contains(&self.comparability.as_str());
        problems.check(known, "comparability", "problem-choose");
        let fits = match self.comparability.as_str() {
            "same" => same_kind && same_unit,
            "bridged" => same_kind,
            _ => true,
        };
        problems.check(fits, "comparability", "measure-problem-break");
    }
}

async fn make_findable(
    tx: &mut Tx,
    initiative: InitiativeId,
    name: &str,
    version: &MeasureVersion,
) -> Result<()> {
    let body = [&version.definition, &version.numerator, &version.denominator].map(String::as_str).join(" ");
    let document = Document {
        initiative: initiative.0,
        kind: "measure",
        id: version.measure.0,
        title: name,
        body: &body,
    };
    Ok(search::put(tx, &document).await?)
}
