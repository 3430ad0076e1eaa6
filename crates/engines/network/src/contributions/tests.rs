use proptest::prelude::*;

use super::sample::{activity, any_plan, need, organisation, outcome, plan_and_shuffled, way};
use super::*;

fn checked(plan: &Plan) -> Contributions {
    Contributions::new(plan).unwrap()
}

/// Three organisations; one outcome of each kind of cover.
fn example() -> Plan {
    Plan {
        organisations: vec![
            organisation("a", 4.0, &[("law", 3), ("art", 1)]),
            organisation("b", 0.0, &[("law", 2)]),
            organisation("c", 9.0, &[("care", 2)]),
        ],
        outcomes: ["covered", "fragile", "gap", "single"].map(outcome).to_vec(),
        strategies: vec![
            way("s1", &["covered"]),
            way("s2", &["fragile", "covered"]),
            way("s3", &["single"]),
            way("s4", &["gap"]),
        ],
        activities: vec![
            activity("w1", "s1", &[("b", 6.0)]),
            activity("w2", "s2", &[("a", 8.0), ("b", 4.0)]),
            activity("w3", "s3", &[("a", 5.0)]),
            Activity { status: Status::Planned, ..activity("w4", "s4", &[("a", 5.0)]) },
        ],
        needs: vec![need("w1", "law", 3, 6.0), need("w3", "song", 1, 2.0)],
        ..Plan::default()
    }
}

#[test]
fn hours_reach_the_outcomes_of_the_strategy_in_equal_parts() {
    let work = checked(&example());
    let rows: Vec<&[f64]> = work.matrix().collect();
    assert_eq!(work.outcomes(), ["covered", "fragile", "gap", "single"]);
    assert_eq!(rows, [[4.0, 4.0, 0.0, 5.0], [8.0, 2.0, 0.0, 0.0], [0.0; 4]]);
}

#[test]
fn each_kind_of_cover() {
    let coverage = checked(&example()).coverage();
    let covers: Vec<Cover> = coverage.outcomes.iter().map(|outcome| outcome.cover).collect();
    // "covered": 8 of 12 hours are of one, so it is fragile as well.
    assert_eq!(covers, [Cover::Fragile, Cover::Fragile, Cover::Gap, Cover::SinglePoint]);
    assert_eq!((coverage.score, coverage.robust_score), (Some(0.75), Some(0.5)));
    let mut plan = example();
    plan.activities[0].contributions[0].hours = 3.0;
    assert_eq!(checked(&plan).coverage().outcomes[0].cover, Cover::Covered);
    plan.outcomes[2].priority = 5.0;
    assert_eq!(checked(&plan).coverage().score, Some(3.0 / 8.0));
    assert_eq!(checked(&Plan::default()).coverage().score, None);
}

#[test]
fn a_contribution_of_no_hours_is_none() {
    let mut plan = example();
    plan.activities[2]
        .contributions
        .push(Contribution { organisation: "c".into(), ..Contribution::default() });
    assert_eq!(checked(&plan).coverage(), checked(&example()).coverage());
    assert_eq!(checked(&plan).idle(), [2]);
}

#[test]
fn what_looks_like_one_activity_and_what_does_not() {
    let twins = |change: fn(&mut Activity)| {
        let mut other = Activity { place: "north".into(), ..activity("w6", "s1", &[("c", 1.0)]) };
        change(&mut other);
        let mut plan = example();
        plan.activities.push(Activity { place: "north".into(), ..activity("w5", "s1", &[("a", 1.0)]) });
        plan.activities[0].population = "others".into();
        plan.activities.push(other);
        checked(&plan).duplicates()
    };
    assert_eq!(twins(|_| ()), [(4, 5)]);
    assert_eq!(twins(|other| other.place = "all".into()), [(4, 5)]);
    assert_eq!(twins(|other| other.place = String::new()), [(4, 5)]);
    assert_eq!(twins(|other| other.place = "south".into()), []);
    assert_eq!(twins(|other| other.population = "youth".into()), []);
    assert_eq!(twins(|other| other.strategy = Some("s4".into())), []);
    assert_eq!(twins(|other| other.contributions[0].organisation = "a".into()), []);
    assert_eq!(twins(|other| other.depends_on = vec!["w5".into()]), []);
    assert_eq!(twins(|other| other.status = Status::Planned), []);
}

#[test]
fn supply_and_demand_of_strengths() {
    let work = checked(&example());
    assert_eq!(work.strengths(), ["art", "care", "law", "song"]);
    let supply = work.strength_supply();
    let law = &supply[2];
    assert_eq!((law.holders.as_slice(), law.max_level, law.state), (&[0, 1][..], 3, StrengthState::Ok));
    assert_eq!((law.unmet_hours, law.free_hours_of_capable_holders, law.scarcity), (6.0, 4.0, Some(1.5)));
    assert_eq!((supply[0].state, supply[0].scarcity), (StrengthState::SingleHolder, None));
    assert_eq!((supply[3].state, supply[3].scarcity), (StrengthState::Missing, Some(f64::INFINITY)));
}

#[test]
fn a_strength_lies_idle_unless_its_holder_contributes_by_it() {
    let mut plan = example();
    let idle = |plan: &Plan| {
        let work = checked(plan);
        let idle = work.under_used().into_iter().map(|one| (one.organisation, one.strength));
        idle.collect::<Vec<_>>()
    };
    assert_eq!(idle(&plan), [(2, 1)]);
    // Once it is known that a contributes by its art alone, its law lies idle; b has no hours free.
    plan.activities[1].contributions[0].strength = Some("art".into());
    plan.activities[2].contributions[0].strength = Some("art".into());
    assert_eq!(idle(&plan), [(0, 2), (2, 1)]);
}

#[test]
fn what_does_not_fit_together_is_refused() {
    let refused = |change: fn(&mut Plan)| {
        let mut plan = example();
        change(&mut plan);
        Contributions::new(&plan).unwrap_err().to_string()
    };
    assert_eq!(
        refused(|plan| plan.activities[0].lead = Some("z".into())),
        "activity w1 names the organisation z, which is not there: add it, or correct the name"
    );
    assert_eq!(
        refused(|plan| plan.outcomes.push(outcome("gap"))),
        "the outcome gap is there twice: keep one, or give the other an id of its own"
    );
    assert_eq!(
        refused(|plan| plan.activities[0].contributions[0].hours = -1.0),
        "the hours of b in activity w1 cannot be -1: give a number from 0"
    );
    assert!(
        refused(|plan| plan.organisations[0].free_hours = f64::NAN).contains("free hours of organisation a")
    );
    assert!(refused(|plan| plan.block_hours = 0.0).contains("a block of 0 hours"));
    assert!(refused(|plan| plan.activities[0].depends_on.push("w1".into())).contains("depends on itself"));
    assert!(refused(|plan| plan.strategies[0].id.clear()).contains("one strategy has no id"));
}

/// `C_R`, by multiplying the matrices as they are defined.
fn required_by_matrices(work: &Contributions) -> BTreeMap<(usize, usize), u32> {
    let live: Vec<usize> = work.live().map(|(at, _)| at).collect();
    let gives = |one: usize, at: usize| u32::from(work.activities[at].is_given_by(one));
    let together = |a: usize, b: usize| {
        let waits = work.activities[a].depends_on.contains(&b) || work.activities[b].depends_on.contains(&a);
        u32::from(a == b || waits)
    };
    let mut required = BTreeMap::new();
    for one in 0..work.organisations.len() {
        for other in one + 1..work.organisations.len() {
            let of_pair =
                |&a: &usize| live.iter().map(move |&b| gives(one, a) * together(a, b) * gives(other, b));
            let ways: u32 = live.iter().flat_map(of_pair).sum();
            if ways > 0 {
                required.insert((one, other), ways);
            }
        }
    }
    required
}

proptest! {
    #[test]
    fn the_order_of_the_lists_does_not_matter((plan, shuffled) in plan_and_shuffled()) {
        let (one, other) = (checked(&plan), checked(&shuffled));
        prop_assert_eq!(one.coverage(), other.coverage());
        prop_assert_eq!(one.overlaps(), other.overlaps());
        prop_assert_eq!(one.losses(), other.losses());
        prop_assert_eq!(one.strength_supply(), other.strength_supply());
        prop_assert_eq!(one.coordination(), other.coordination());
        prop_assert_eq!(one.findings(), other.findings());
        prop_assert_eq!(one.matrix_order(), other.matrix_order());
        let canvas = crate::flow::Canvas::default();
        prop_assert_eq!(one.flow(&[0, 1], &canvas), other.flow(&[1, 0], &canvas));
    }

    #[test]
    fn twice_the_hours_change_no_share(plan in any_plan()) {
        let mut twice = plan.clone();
        twice.activities.iter_mut().flat_map(|one| &mut one.contributions).for_each(|given| given.hours *= 2.0);
        let (one, other) = (checked(&plan), checked(&twice));
        for (before, after) in one.coverage().outcomes.iter().zip(other.coverage().outcomes) {
            prop_assert_eq!((before.cover, before.hhi, before.largest_share), (after.cover, after.hhi, after.largest_share));
        }
        for (before, after) in one.matrix().zip(other.matrix()) {
            prop_assert_eq!(before.iter().map(|hours| hours * 2.0).collect::<Vec<_>>(), after);
        }
        prop_assert_eq!(one.overlaps(), other.overlaps());
        prop_assert_eq!(one.losses(), other.losses());
    }

    #[test]
    fn more_work_never_uncovers(plan in any_plan(), giver in 0_usize..6, at in 0_usize..7) {
        let mut more = plan.clone();
        let organisation = format!("o{giver}");
        more.activities[at].contributions.push(Contribution { organisation, hours: 1.0, strength: None });
        let (before, after) = (checked(&plan).coverage(), checked(&more).coverage());
        prop_assert!(before.score <= after.score && before.robust_score <= after.robust_score);
    }

    #[test]
    fn the_loss_of_an_organisation_is_what_is_gone_without_it(plan in any_plan()) {
        let work = checked(&plan);
        for (gone, loss) in work.losses().into_iter().enumerate() {
            let mut rest = plan.clone();
            let id = &work.organisations[gone].id;
            rest.activities.iter_mut().for_each(|one| one.contributions.retain(|given| given.organisation != *id));
            let left = checked(&rest);
            let had = |work: &Contributions| -> Vec<usize> {
                work.live().filter(|(_, one)| !one.gives.is_empty()).map(|(at, _)| at).collect()
            };
            let ended: Vec<usize> = had(&work).into_iter().filter(|at| !had(&left).contains(at)).collect();
            prop_assert_eq!(&loss.activities_left_with_nobody, &ended);
            let (before, after) = (work.coverage().outcomes, left.coverage().outcomes);
            let lost: Vec<usize> = (0..before.len())
                .filter(|&at| before[at].organisations > 0 && after[at].organisations == 0)
                .collect();
            prop_assert_eq!(&loss.outcomes_lost, &lost);
        }
    }

    #[test]
    fn required_coordination_is_the_product_of_the_matrices(plan in any_plan()) {
        let work = checked(&plan);
        let required = work.coordination().required;
        let found: BTreeMap<_, _> = required.iter().map(|pair| ((pair.one, pair.other), pair.strength)).collect();
        prop_assert_eq!(found, required_by_matrices(&work));
    }

    #[test]
    fn downstream_and_cycles_follow_from_who_reaches_whom(plan in any_plan()) {
        let work = checked(&plan);
        let count = work.activities.len();
        let mut reaches = vec![vec![false; count]; count];
        for (at, one) in work.activities.iter().enumerate() {
            one.depends_on.iter().for_each(|&before| reaches[before][at] = true);
        }
        for through in 0..count {
            for from in 0..count {
                for to in 0..count {
                    reaches[from][to] |= reaches[from][through] && reaches[through][to];
                }
            }
        }
        for (at, after) in work.downstream().iter().enumerate() {
            let expected: Vec<usize> = (0..count).filter(|&other| other != at && reaches[at][other]).collect();
            prop_assert_eq!(after, &expected);
        }
        let mut cycles: Vec<Vec<usize>> = (0..count)
            .filter(|&at| reaches[at][at])
            .map(|at| (0..count).filter(|&other| reaches[at][other] && reaches[other][at]).collect())
            .collect();
        cycles.sort();
        cycles.dedup();
        prop_assert_eq!(work.cycles(), cycles);
    }

    #[test]
    fn overlaps_lie_between_nothing_and_everything(plan in any_plan()) {
        for pair in checked(&plan).overlaps() {
            for measure in [pair.jaccard, pair.weighted_jaccard, pair.cosine, pair.coefficient] {
                prop_assert!(measure > 0.0 && measure <= 1.0 + 1e-12);
            }
            prop_assert!(pair.jaccard <= pair.coefficient);
        }
    }
}
