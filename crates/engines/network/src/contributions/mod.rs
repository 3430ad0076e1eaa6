//! Who contributes what to which outcome, and what follows from it.
//!
//! A [`Plan`] is what people say; [`Contributions`] is the same, checked, with places instead of ids. Each reading is a
//! method of it, and stands in the file of its name. Formulas: hours T (organisations x activities), of active
//! activities alone; Y (activities x outcomes), through strategies, each row scaled to 1; **C = T·Y**.

mod coordination;
mod coverage;
mod dependencies;
mod duplicates;
mod finding;
mod findings;
mod loss;
mod overlap;
mod plan;
mod problem;
mod strengths;

use std::collections::{BTreeMap, BTreeSet};

pub use coordination::{Coordination, Required};
pub use coverage::{Cover, Coverage, OutcomeCoverage};
pub use finding::{Fact, Finding, Kind, Severity, Subject};
pub use loss::Loss;
pub use overlap::Overlap;
pub use plan::{Activity, Contribution, Need, Organisation, Outcome, Plan, Status, Strategy, Tie};
pub use problem::PlanProblem;
pub use strengths::{StrengthState, StrengthSupply, UnderUsed};

use problem::Names;

/// A checked plan. Organisations, outcomes, strategies, activities and strengths are known by their place in the order of
/// ids, needs by their place in the plan.
#[derive(Debug, Clone)]
pub struct Contributions {
    pub(crate) block_hours: f64,
    pub(crate) organisations: Vec<Member>,
    pub(crate) outcomes: Vec<Outcome>,
    pub(crate) strategies: Vec<Way>,
    pub(crate) activities: Vec<Work>,
    pub(crate) needs: Vec<Asked>,
    pub(crate) strengths: Vec<String>,
    pub(crate) ties: BTreeMap<(usize, usize), u8>,
    /// C, organisation by organisation.
    hours: Vec<f64>,
}

/// An organisation.
#[derive(Debug, Clone)]
pub(crate) struct Member {
    pub(crate) id: String,
    pub(crate) sector: String,
    pub(crate) free_hours: f64,
    /// Strengths and levels above 0, by strength.
    pub(crate) strengths: Vec<(usize, u8)>,
}

/// A strategy.
#[derive(Debug, Clone)]
pub(crate) struct Way {
    pub(crate) id: String,
    /// Outcomes, in order.
    pub(crate) serves: Vec<usize>,
}

/// An activity.
#[derive(Debug, Clone)]
pub(crate) struct Work {
    pub(crate) id: String,
    pub(crate) strategy: Option<usize>,
    pub(crate) status: Status,
    pub(crate) population: String,
    pub(crate) place: String,
    pub(crate) lead: Option<usize>,
    /// Organisations and their hours above 0, by organisation.
    pub(crate) gives: Vec<(usize, f64)>,
    /// Organisation and strength where somebody said by which strength it contributes.
    pub(crate) uses: BTreeSet<(usize, Option<usize>)>,
    /// Activities, in order.
    pub(crate) depends_on: Vec<usize>,
}

impl Work {
    pub(crate) fn is_live(&self) -> bool {
        self.status == Status::Active
    }

    pub(crate) fn is_given_by(&self, organisation: usize) -> bool {
        self.gives.binary_search_by_key(&organisation, |&(giver, _)| giver).is_ok()
    }
}

/// A need.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) activity: usize,
    pub(crate) strength: usize,
    pub(crate) min_level: u8,
    pub(crate) hours: f64,
}

impl Member {
    /// How good it is at something; 0 if nobody said that it is.
    pub(crate) fn level(&self, strength: usize) -> u8 {
        self.strengths.binary_search_by_key(&strength, |&(held, _)| held).map_or(0, |at| self.strengths[at].1)
    }
}

impl Contributions {
    /// Checks a plan.
    ///
    /// # Errors
    /// An id that stands twice in its list or is empty, one that is named but not there, hours that are negative or not a
    /// number, an activity that depends on itself.
    pub fn new(plan: &Plan) -> Result<Self, PlanProblem> {
        if !(plan.block_hours > 0.0 && plan.block_hours.is_finite()) {
            return Err(PlanProblem::Block(plan.block_hours));
        }
        let organisations = Names::new("organisation", plan.organisations.iter().map(|one| &one.id))?;
        let outcomes = Names::new("outcome", plan.outcomes.iter().map(|one| &one.id))?;
        let strategies = Names::new("strategy", plan.strategies.iter().map(|one| &one.id))?;
        let activities = Names::new("activity", plan.activities.iter().map(|one| &one.id))?;
        let strengths: BTreeSet<&String> = (plan.organisations.iter())
            .flat_map(|one| one.strengths.iter().map(|(strength, _)| strength))
            .chain(plan.needs.iter().map(|need| &need.strength))
            .chain(
                plan.activities
                    .iter()
                    .flat_map(|one| &one.contributions)
                    .filter_map(|one| one.strength.as_ref()),
            )
            .collect();
        let strengths = Names::new("strength", strengths)?;

        let mut checked = Self {
            block_hours: plan.block_hours,
            organisations: organisations.in_order(&plan.organisations, |one| member(one, &strengths))?,
            outcomes: outcomes.in_order(&plan.outcomes, |one| {
                problem::amount(one.priority, || format!("the priority of outcome {}", one.id))?;
                Ok(one.clone())
            })?,
            strategies: strategies.in_order(&plan.strategies, |one| {
                let serves = outcomes.places(&one.serves, || format!("strategy {}", one.id))?;
                Ok(Way { id: one.id.clone(), serves })
            })?,
            activities: activities.in_order(&plan.activities, |one| {
                work(one, &organisations, &strategies, &activities, &strengths)
            })?,
            needs: plan
                .needs
                .iter()
                .map(|need| asked(need, &activities, &strengths))
                .collect::<Result<_, _>>()?,
            ties: ties(&plan.ties, &organisations)?,
            strengths: strengths.into_list(),
            hours: Vec::new(),
        };
        checked.hours = checked.hours_by_outcome();
        Ok(checked)
    }

    /// The organisations' ids, in order.
    pub fn organisations(&self) -> Vec<&str> {
        self.organisations.iter().map(|one| one.id.as_str()).collect()
    }

    /// The outcomes' ids, in order.
    pub fn outcomes(&self) -> Vec<&str> {
        self.outcomes.iter().map(|one| one.id.as_str()).collect()
    }

    /// The strategies' ids, in order.
    pub fn strategies(&self) -> Vec<&str> {
        self.strategies.iter().map(|one| one.id.as_str()).collect()
    }

    /// The activities' ids, in order, whatever their status.
    pub fn activities(&self) -> Vec<&str> {
        self.activities.iter().map(|one| one.id.as_str()).collect()
    }

    /// Every strength that somebody has or needs, in order.
    pub fn strengths(&self) -> Vec<&str> {
        self.strengths.iter().map(String::as_str).collect()
    }

    /// The ids of the activity that has a need, and of the strength that it needs; by the need's place in the plan.
    pub fn need(&self, need: usize) -> (&str, &str) {
        let need = &self.needs[need];
        (&self.activities[need.activity].id, &self.strengths[need.strength])
    }

    /// C: for each organisation a row with its hours of active work for each outcome. An activity whose strategy serves
    /// several outcomes gives each an equal part.
    pub fn matrix(&self) -> impl ExactSizeIterator<Item = &[f64]> {
        (0..self.organisations.len()).map(|organisation| self.row(organisation))
    }

    pub(crate) fn row(&self, organisation: usize) -> &[f64] {
        let width = self.outcomes.len();
        &self.hours[organisation * width..(organisation + 1) * width]
    }

    /// Active activities.
    pub(crate) fn live(&self) -> impl Iterator<Item = (usize, &Work)> {
        self.activities.iter().enumerate().filter(|(_, work)| work.is_live())
    }

    /// The outcomes that an activity works for.
    pub(crate) fn serves(&self, work: &Work) -> &[usize] {
        work.strategy.map_or(&[], |strategy| &self.strategies[strategy].serves)
    }

    /// How close two organisations are; 0 without a tie.
    pub(crate) fn tie(&self, one: usize, other: usize) -> u8 {
        self.ties.get(&(one.min(other), one.max(other))).copied().unwrap_or(0)
    }

    /// Hours of active work of each organisation.
    pub(crate) fn committed(&self) -> Vec<f64> {
        let mut committed = vec![0.0; self.organisations.len()];
        for (_, work) in self.live() {
            for &(giver, hours) in &work.gives {
                committed[giver] += hours;
            }
        }
        committed
    }

    fn hours_by_outcome(&self) -> Vec<f64> {
        let width = self.outcomes.len();
        let mut hours = vec![0.0; self.organisations.len() * width];
        for (_, work) in self.live() {
            let serves = self.serves(work);
            for &(giver, given) in &work.gives {
                for &outcome in serves {
                    hours[giver * width + outcome] += given / serves.len() as f64;
                }
            }
        }
        hours
    }
}

fn member(said: &Organisation, strengths: &Names) -> Result<Member, PlanProblem> {
    problem::amount(said.free_hours, || format!("the free hours of organisation {}", said.id))?;
    let mut levels = BTreeMap::new();
    for (strength, level) in said.strengths.iter().filter(|(_, level)| *level > 0) {
        let best: &mut u8 = levels.entry(strengths.place(strength, || said.id.clone())?).or_default();
        *best = (*best).max(*level);
    }
    Ok(Member {
        id: said.id.clone(),
        sector: said.sector.clone(),
        free_hours: said.free_hours,
        strengths: levels.into_iter().collect(),
    })
}

fn work(
    said: &Activity,
    organisations: &Names,
    strategies: &Names,
    activities: &Names,
    strengths: &Names,
) -> Result<Work, PlanProblem> {
    let of = || format!("activity {}", said.id);
    let (mut gives, mut uses) = (BTreeMap::new(), BTreeSet::new());
    for given in &said.contributions {
        let giver = organisations.place(&given.organisation, of)?;
        problem::amount(given.hours, || format!("the hours of {} in {}", given.organisation, of()))?;
        if given.hours > 0.0 {
            *gives.entry(giver).or_insert(0.0) += given.hours;
            let strength =
                given.strength.as_ref().map(|strength| strengths.place(strength, of)).transpose()?;
            uses.insert((giver, strength));
        }
    }
    if said.depends_on.contains(&said.id) {
        return Err(PlanProblem::DependsOnItself(said.id.clone()));
    }
    Ok(Work {
        id: said.id.clone(),
        strategy: said.strategy.as_ref().map(|strategy| strategies.place(strategy, of)).transpose()?,
        status: said.status,
        population: said.population.clone(),
        place: said.place.clone(),
        lead: said.lead.as_ref().map(|lead| organisations.place(lead, of)).transpose()?,
        gives: gives.into_iter().collect(),
        uses,
        depends_on: activities.places(&said.depends_on, of)?,
    })
}

fn asked(said: &Need, activities: &Names, strengths: &Names) -> Result<Asked, PlanProblem> {
    let of = || format!("the need for {}", said.strength);
    problem::amount(said.hours, || format!("the hours of {} of activity {}", of(), said.activity))?;
    Ok(Asked {
        activity: activities.place(&said.activity, of)?,
        strength: strengths.place(&said.strength, of)?,
        min_level: said.min_level.max(1),
        hours: said.hours,
    })
}

fn ties(said: &[Tie], organisations: &Names) -> Result<BTreeMap<(usize, usize), u8>, PlanProblem> {
    let mut ties = BTreeMap::new();
    for tie in said {
        let of = || format!("the tie between {} and {}", tie.a, tie.b);
        let (a, b) = (organisations.place(&tie.a, of)?, organisations.place(&tie.b, of)?);
        if a != b && tie.level > 0 {
            let level: &mut u8 = ties.entry((a.min(b), a.max(b))).or_default();
            *level = (*level).max(tie.level);
        }
    }
    Ok(ties)
}

#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;
