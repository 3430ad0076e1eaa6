//! From what people say to what fits together.

use std::collections::{BTreeMap, BTreeSet};

use super::problem::{self, Names};
use super::{Activity, Asked, Contributions, Member, Need, Organisation, Plan, PlanProblem, Tie, Way, Work};

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
