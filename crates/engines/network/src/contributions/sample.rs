//! Plans for tests.

use proptest::prelude::*;

use super::{Activity, Contribution, Need, Organisation, Outcome, Plan, Status, Strategy as Way, Tie};

pub(crate) fn organisation(id: &str, free_hours: f64, strengths: &[(&str, u8)]) -> Organisation {
    let strengths = strengths.iter().map(|(strength, level)| ((*strength).to_owned(), *level)).collect();
    Organisation { id: id.to_owned(), free_hours, strengths, ..Organisation::default() }
}

pub(crate) fn outcome(id: &str) -> Outcome {
    Outcome { id: id.to_owned(), priority: 1.0 }
}

pub(crate) fn way(id: &str, serves: &[&str]) -> Way {
    Way { id: id.to_owned(), serves: serves.iter().map(|&one| one.to_owned()).collect() }
}

/// An active activity, led by the first who gives.
pub(crate) fn activity(id: &str, strategy: &str, gives: &[(&str, f64)]) -> Activity {
    let contribution = |&(organisation, hours): &(&str, f64)| Contribution {
        organisation: organisation.to_owned(),
        hours,
        strength: None,
    };
    Activity {
        id: id.to_owned(),
        strategy: Some(strategy.to_owned()),
        lead: gives.first().map(|(lead, _)| (*lead).to_owned()),
        contributions: gives.iter().map(contribution).collect(),
        ..Activity::default()
    }
}

pub(crate) fn need(activity: &str, strength: &str, min_level: u8, hours: f64) -> Need {
    Need { activity: activity.to_owned(), strength: strength.to_owned(), min_level, hours }
}

const ORGANISATIONS: usize = 6;
const OUTCOMES: usize = 4;
const STRATEGIES: usize = 4;
const ACTIVITIES: usize = 7;
const STRENGTHS: usize = 4;

fn id(kind: &'static str, count: usize) -> impl Strategy<Value = String> {
    (0..count).prop_map(move |at| format!("{kind}{at}"))
}

prop_compose! {
    fn any_organisation()(
        free in 0_u32..12,
        strengths in prop::collection::btree_map(id("strength", STRENGTHS), 0_u8..4, 0..4),
    ) -> Organisation {
        Organisation { free_hours: f64::from(free), strengths: strengths.into_iter().collect(), ..Organisation::default() }
    }
}

prop_compose! {
    fn any_activity()(
        strategy in prop::option::weighted(0.9, id("s", STRATEGIES)),
        status in prop::sample::select(vec![Status::Active, Status::Active, Status::Planned, Status::Ended]),
        place in prop::sample::select(vec!["north", "south", "all"]),
        lead in prop::option::of(id("o", ORGANISATIONS)),
        contributions in prop::collection::vec(
            (id("o", ORGANISATIONS), 0_u32..9, prop::option::of(id("strength", STRENGTHS))), 0..4),
        depends_on in prop::collection::vec(id("a", ACTIVITIES), 0..3),
    ) -> Activity {
        let contribution = |(organisation, hours, strength)| {
            Contribution { organisation, hours: f64::from(hours), strength }
        };
        Activity {
            id: String::new(), strategy, status, population: String::new(), place: place.to_owned(), lead,
            contributions: contributions.into_iter().map(contribution).collect(), depends_on,
        }
    }
}

prop_compose! {
    /// A plan of some six organisations.
    pub(crate) fn any_plan()(
        organisations in prop::collection::vec(any_organisation(), ORGANISATIONS),
        strategies in prop::collection::vec(prop::collection::vec(id("out", OUTCOMES), 0..3), STRATEGIES),
        activities in prop::collection::vec(any_activity(), ACTIVITIES),
        ties in prop::collection::vec((id("o", ORGANISATIONS), id("o", ORGANISATIONS), 0_u8..5), 0..8),
        needs in prop::collection::vec(
            (id("a", ACTIVITIES), id("strength", STRENGTHS), 1_u8..4, 1_u32..9), 0..6),
    ) -> Plan {
        let organisations = organisations.into_iter().enumerate();
        let activities = activities.into_iter().enumerate().map(|(at, one)| {
            let id = format!("a{at}");
            let depends_on = one.depends_on.into_iter().filter(|before| *before != id).collect();
            Activity { id, depends_on, ..one }
        });
        Plan {
            block_hours: 2.0,
            organisations: organisations.map(|(at, one)| Organisation { id: format!("o{at}"), ..one }).collect(),
            outcomes: (0..OUTCOMES).map(|at| outcome(&format!("out{at}"))).collect(),
            strategies: strategies.into_iter().enumerate()
                .map(|(at, serves)| Way { id: format!("s{at}"), serves }).collect(),
            activities: activities.collect(),
            ties: ties.into_iter().map(|(a, b, level)| Tie { a, b, level }).collect(),
            needs: needs.into_iter()
                .map(|(activity, strength, min_level, hours)| {
                    Need { activity, strength, min_level, hours: f64::from(hours) }
                })
                .collect(),
        }
    }
}

/// A plan, and the same with every list in another order.
pub(crate) fn plan_and_shuffled() -> impl Strategy<Value = (Plan, Plan)> {
    any_plan().prop_flat_map(|plan| {
        let lists = (
            Just(plan.organisations.clone()).prop_shuffle(),
            Just(plan.outcomes.clone()).prop_shuffle(),
            Just(plan.strategies.clone()).prop_shuffle(),
            Just(plan.activities.clone()).prop_shuffle(),
            Just(plan.ties.clone()).prop_shuffle(),
            Just(plan.needs.clone()).prop_shuffle(),
        );
        lists.prop_map(move |(organisations, outcomes, strategies, activities, ties, needs)| {
            let block_hours = plan.block_hours;
            let other = Plan { block_hours, organisations, outcomes, strategies, activities, ties, needs };
            (plan.clone(), other)
        })
    })
}
