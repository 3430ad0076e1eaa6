use proptest::prelude::*;

use super::*;
use crate::contributions::sample::{activity, any_plan, need, organisation, outcome, plan_and_shuffled, way};
use crate::contributions::{Plan, Tie};

fn plan(
    organisations: Vec<crate::contributions::Organisation>,
    needs: Vec<crate::contributions::Need>,
) -> Plan {
    Plan {
        block_hours: 2.0,
        organisations,
        outcomes: vec![outcome("out")],
        strategies: vec![way("s", &["out"])],
        activities: vec![activity("w", "s", &[("lead", 10.0)]), activity("v", "s", &[("lead", 1.0)])],
        needs,
        ..Plan::default()
    }
}

fn matched(plan: &Plan) -> Matching {
    Contributions::new(plan).unwrap().matching(Aim::Fit)
}

fn given(matching: &Matching) -> Vec<(usize, usize, u32)> {
    matching.proposals.iter().map(|one| (one.organisation, one.need, one.blocks)).collect()
}

#[test]
fn the_better_gives_and_hours_count_in_whole_blocks() {
    let organisations = vec![
        organisation("best", 5.0, &[("law", 3)]),
        organisation("good", 9.0, &[("law", 2)]),
        organisation("lead", 0.0, &[]),
    ];
    let matching = matched(&plan(organisations, vec![need("w", "law", 2, 7.0)]));
    // 7 hours are 4 blocks, and of 5 free hours 2 blocks can be given.
    assert_eq!((matching.blocks_needed, matching.blocks_filled, matching.level_sum), (4, 4, 10));
    assert_eq!(given(&matching), [(0, 0, 2), (1, 0, 2)]);
}

#[test]
fn among_equals_closeness_then_idleness_then_load_decides() {
    let two = |tie: u8| {
        let organisations = vec![
            organisation("far", 4.0, &[("law", 2)]),
            organisation("lead", 0.0, &[]),
            organisation("near", 4.0, &[("law", 2)]),
        ];
        let mut plan = plan(organisations, vec![need("w", "law", 1, 4.0)]);
        plan.ties.push(Tie { a: "lead".into(), b: "near".into(), level: tie });
        plan
    };
    assert_eq!(given(&matched(&two(1))), [(2, 0, 2)]);
    assert_eq!(given(&matched(&two(0))), [(0, 0, 2)]);
    let mut busy = two(0);
    busy.activities.push(activity("u", "s", &[("far", 1.0)]));
    assert_eq!(given(&matched(&busy)), [(2, 0, 2)]);
    // A level counts more than any closeness.
    let mut better = two(9);
    better.organisations[0].strengths[0].1 = 3;
    assert_eq!(given(&matched(&better)), [(0, 0, 2)]);
}

#[test]
fn every_proposal_has_its_reasons() {
    let organisations = vec![
        organisation("friend", 6.0, &[("law", 3), ("song", 1)]),
        organisation("lead", 2.0, &[("song", 2)]),
    ];
    let mut plan = plan(organisations, vec![need("w", "law", 2, 4.0), need("v", "song", 1, 2.0)]);
    plan.ties.push(Tie { a: "friend".into(), b: "lead".into(), level: 4 });
    let matching = matched(&plan);
    let law = [
        Reason::OnlyHolder,
        Reason::Level { level: 3, asked: 2 },
        Reason::TieWithLead(4),
        Reason::Idle,
        Reason::FreeHours(6.0),
    ];
    assert_eq!(matching.proposals[0].reasons, law);
    let song = [Reason::Level { level: 2, asked: 1 }, Reason::Leads, Reason::FreeHours(2.0)];
    assert_eq!(matching.proposals[1].reasons, song);
    plan.activities[1].contributions.push(crate::contributions::Contribution {
        organisation: "friend".into(),
        hours: 1.0,
        strength: None,
    });
    plan.organisations[1].free_hours = 0.0;
    assert!(matched(&plan).proposals[1].reasons.contains(&Reason::Contributes));
}

#[test]
fn every_open_need_has_its_reason() {
    let organisations = vec![
        organisation("a", 4.0, &[("law", 2), ("song", 1)]),
        organisation("b", 1.0, &[("care", 3)]),
        organisation("lead", 0.0, &[]),
    ];
    let needs = vec![
        need("w", "magic", 1, 2.0),
        need("w", "song", 2, 2.0),
        need("w", "care", 1, 2.0),
        need("w", "law", 1, 6.0),
        need("v", "law", 3, 2.0),
    ];
    let open = matched(&plan(organisations, needs)).open;
    let whys: Vec<(usize, u32, Why)> = open.into_iter().map(|one| (one.need, one.blocks, one.why)).collect();
    assert_eq!(
        whys,
        [
            (0, 1, Why::NobodyHasIt),
            (1, 1, Why::LevelTooLow { holders: vec![0], best: 1 }),
            (2, 1, Why::NoFreeHours { able: vec![1] }),
            (3, 1, Why::GivenElsewhere { able: vec![0] }),
            (4, 1, Why::LevelTooLow { holders: vec![0], best: 2 }),
        ]
    );
}

#[test]
fn an_even_load_spares_the_best() {
    let organisations = vec![
        organisation("best", 8.0, &[("law", 3)]),
        organisation("good", 8.0, &[("law", 2)]),
        organisation("lead", 0.0, &[]),
    ];
    let plan = plan(organisations, vec![need("w", "law", 2, 8.0)]);
    let work = Contributions::new(&plan).unwrap();
    assert_eq!(given(&work.matching(Aim::Fit)), [(0, 0, 4)]);
    assert_eq!(given(&work.matching(Aim::EvenLoad)), [(0, 0, 2), (1, 0, 2)]);
}

#[test]
fn blocks_are_not_lost_to_the_last_digits() {
    assert_eq!((whole(0.3 / 0.1, f64::floor), whole(0.3 / 0.1, f64::ceil)), (3, 3));
    assert_eq!((whole(2.9, f64::floor), whole(2.1, f64::ceil)), (2, 3));
}

/// The largest share of its free blocks that anybody gives.
fn largest_share(plan: &Plan, matching: &Matching) -> f64 {
    let shares = plan.organisations.iter().enumerate().map(|(at, one)| {
        let given = matching.proposals.iter().filter(|proposal| proposal.organisation == at);
        let blocks: u32 = given.map(|proposal| proposal.blocks).sum();
        f64::from(blocks) / (one.free_hours / plan.block_hours).floor().max(1.0)
    });
    shares.fold(0.0, f64::max)
}

proptest! {
    #[test]
    fn proposals_stay_within_what_is_free_and_asked(plan in any_plan()) {
        let matching = matched(&plan);
        for (at, one) in plan.organisations.iter().enumerate() {
            let hours = matching.proposals.iter().filter(|given| given.organisation == at).map(|given| given.hours);
            prop_assert!(hours.sum::<f64>() <= one.free_hours);
        }
        let open: u64 = matching.open.iter().map(|one| u64::from(one.blocks)).sum();
        prop_assert_eq!(matching.blocks_filled + open, matching.blocks_needed);
        for given in &matching.proposals {
            prop_assert!(matching.feasible.contains(&(given.organisation, given.need)));
        }
    }

    #[test]
    fn the_order_of_the_lists_does_not_matter((plan, shuffled) in plan_and_shuffled()) {
        let (one, other) = (matched(&plan), matched(&shuffled));
        let told = |plan: &Plan, matching: &Matching| {
            let mut told: Vec<String> = (matching.proposals.iter())
                .map(|given| format!("{:?} {} {:?}", plan.needs[given.need], given.organisation, (given.blocks, &given.reasons)))
                .collect();
            told.sort();
            told
        };
        prop_assert_eq!(told(&plan, &one), told(&shuffled, &other));
        prop_assert_eq!((one.blocks_filled, one.level_sum), (other.blocks_filled, other.level_sum));
    }

    #[test]
    fn an_even_load_fills_as_much_and_burdens_nobody_more(plan in any_plan()) {
        let work = Contributions::new(&plan).unwrap();
        let (fit, even) = (work.matching(Aim::Fit), work.matching(Aim::EvenLoad));
        prop_assert_eq!(fit.blocks_filled, even.blocks_filled);
        prop_assert!(largest_share(&plan, &even) <= largest_share(&plan, &fit) + 1e-12);
    }

    #[test]
    fn more_free_hours_never_fill_less(plan in any_plan(), at in 0_usize..6) {
        let mut more = plan.clone();
        more.organisations[at].free_hours += 2.0;
        prop_assert!(matched(&more).blocks_filled >= matched(&plan).blocks_filled);
    }
}
