//! The choice of measures: each member rates what was proposed, alone; then all see medians and spread, and a few
//! become headline measures. Who rated is known, who rated what is not.

pub(crate) mod acts;
pub(crate) mod api;
pub(crate) mod card;
pub(crate) mod page;
pub(crate) mod picture;
pub(crate) mod store;
pub(crate) mod tier;

use std::collections::HashMap;

use ::store::Read;
use jiff::Timestamp;
use kernel::{Ability, Context, PersonId, Result, Role, any};
use signals::choice::{Level, Rating, Verdict, Weighed};
use web::ExportTable;

use crate::measure::{self, Accountability, Measure, MeasureId};
use crate::result::{self, PopulationResult};

/// Reading what was proposed and how it is rated.
pub(crate) static READ: Ability = Ability { name: "measurement.choice.read", grants: &[any(Role::Member)] };
/// Proposing a measure: a name and why.
pub(crate) static PROPOSE: Ability =
    Ability { name: "measurement.choice.propose", grants: &[any(Role::Member)] };
/// Rating one.
pub(crate) static RATE: Ability = Ability { name: "measurement.choice.rate", grants: &[any(Role::Member)] };
/// Saying where it belongs.
pub(crate) static TIER: Ability =
    Ability { name: "measurement.choice.tier", grants: &[any(Role::Facilitator), any(Role::Backbone)] };

/// This concept's rows of the permission table.
pub(crate) const ABILITIES: &[&Ability] = &[&READ, &PROPOSE, &RATE, &TIER];

/// Headline measures that a result has without a word of why; two or three are the field's advice (C9).
pub(crate) const HEADLINES: usize = 3;

kernel::words! {
    /// Where a measure belongs among those of its result.
    pub enum Tier {
        /// One of the few that speak for the result.
        Headline = "headline",
        /// Kept beside them.
        Secondary = "secondary",
        /// On the data development agenda.
        Developing = "developing",
    }
}

/// The three powers, in the order they are asked for; their texts' keys begin with `choice-` and these.
pub(crate) const POWERS: [&str; 3] = ["communication", "proxy", "data"];

/// A level's word: in forms, in JSON, and in the key of its text.
pub(crate) fn word(level: Level) -> &'static str {
    match level {
        Level::Low => "low",
        Level::Medium => "medium",
        Level::High => "high",
    }
}

/// The level of that word.
pub(crate) fn level(word: &str) -> Option<Level> {
    Level::ALL.into_iter().find(|level| self::word(*level) == word)
}

/// A verdict's word, for the key of its text and in JSON.
pub(crate) fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Candidate => "candidate",
        Verdict::Develop => "develop",
        Verdict::Secondary => "secondary",
    }
}

/// What one person finds of a measure.
#[derive(Debug, Clone)]
pub(crate) struct Rated {
    pub(crate) measure: MeasureId,
    pub(crate) person: PersonId,
    communication: i64,
    proxy: i64,
    data: i64,
    pub(crate) rated_at: Timestamp,
}

impl Rated {
    fn rating(&self) -> Option<Rating> {
        Some(Rating {
            communication: Level::of(self.communication)?,
            proxy: Level::of(self.proxy)?,
            data: Level::of(self.data)?,
        })
    }
}

/// A measure with what may be seen of its ratings.
pub(crate) struct Ranked {
    pub(crate) measure: Measure,
    /// How many rated it.
    pub(crate) raters: usize,
    /// What the viewer found.
    pub(crate) mine: Option<Rating>,
    /// What all found: nobody sees it before they rated themselves, or before it was decided where it belongs.
    pub(crate) weighed: Option<Weighed>,
}

/// What may be seen of the choice.
pub(crate) struct Choice {
    /// Each result with its population measures, the strongest first; those the viewer has not rated stand last.
    pub(crate) results: Vec<(PopulationResult, Vec<Ranked>)>,
    /// Who rated how many of them.
    pub(crate) raters: HashMap<PersonId, usize>,
}

impl Choice {
    /// As the viewer may see it.
    pub(crate) async fn load(cx: &Context, read: &mut Read) -> Result<Self> {
        let initiative = cx.initiative()?;
        let measures = measure::store::all(read, initiative).await?;
        let results = result::store::all(read, initiative).await?;
        let mut rated: HashMap<MeasureId, Vec<Rated>> = HashMap::new();
        for one in store::all(read, initiative).await? {
            rated.entry(one.measure).or_default().push(one);
        }
        let mut raters = HashMap::new();
        let mut ranked = Vec::new();
        for measure in
            measures.into_iter().filter(|measure| measure.kind == Accountability::Population.word())
        {
            let rated = rated.remove(&measure.id).unwrap_or_default();
            for one in &rated {
                *raters.entry(one.person).or_default() += 1;
            }
            ranked.push(Ranked::of(cx, measure, &rated));
        }
        let mut under = |result: &PopulationResult| {
            let mut own: Vec<Ranked> =
                ranked.extract_if(.., |ranked| ranked.measure.result == result.id).collect();
            own.sort_by(|one, other| match (&one.weighed, &other.weighed) {
                (Some(one), Some(other)) => one.order(other),
                (one, other) => other.is_some().cmp(&one.is_some()),
            });
            own
        };
        let results =
            results.into_iter().map(|result| (under(&result), result)).map(|(own, result)| (result, own));
        Ok(Self { results: results.collect(), raters })
    }

    /// Every measure that can be rated, in the order shown.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Ranked> {
        self.results.iter().flat_map(|(_, ranked)| ranked)
    }

    /// The next that the viewer has not rated, after that measure and around.
    pub(crate) fn next_after(&self, number: i64) -> Option<i64> {
        let mut open: Vec<i64> =
            self.all().filter(|ranked| ranked.mine.is_none()).map(|ranked| ranked.measure.number).collect();
        open.sort_unstable();
        open.iter()
            .copied()
            .find(|open| *open > number)
            .or_else(|| open.into_iter().find(|open| *open != number))
    }
}

impl Ranked {
    pub(crate) fn of(cx: &Context, measure: Measure, rated: &[Rated]) -> Self {
        let mine = cx.actor.person.and_then(|person| rated.iter().find(|rated| rated.person == person));
        let mine = mine.and_then(Rated::rating);
        let all: Vec<Rating> = rated.iter().filter_map(Rated::rating).collect();
        let shown = mine.is_some() || measure.tiered_at.is_some();
        Self { raters: all.len(), weighed: Weighed::of(&all).filter(|_| shown), mine, measure }
    }
}

/// The ratings as an open table: what was found, never by whom or when.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<ExportTable> {
    let mut rows: Vec<Vec<String>> = store::all(read, cx.initiative()?)
        .await?
        .into_iter()
        .map(|rated| {
            let levels = [rated.communication, rated.proxy, rated.data].map(|level| level.to_string());
            [vec![rated.measure.to_string()], levels.to_vec()].concat()
        })
        .collect();
    rows.sort();
    Ok(ExportTable { name: "measure_ratings", columns: &["measure", "communication", "proxy", "data"], rows })
}
