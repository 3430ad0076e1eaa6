//! The rules against their definitions, written down plainly with fractions, on many small elections full of ties.

mod textbook {
    pub(crate) mod elections;
    pub(crate) mod rules;
}

use budget::{Completion, Greedy, Ties, Utility, account, equal_shares, greedy, phragmen};
use num_rational::BigRational;
use proptest::prelude::*;
use textbook::elections::{Plan, election, plans};
use textbook::rules;

const UTILITIES: [Utility; 3] = [Utility::Cost, Utility::Cardinality, Utility::Points];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn equal_shares_buys_what_the_definition_buys(plan in plans(), which in 0_usize..3) {
        let election = plan.election();
        let counted = equal_shares(&election, UTILITIES[which], Completion::None, Ties::Id);
        let share = rules::share(&election, election.budget());
        let (bought, rates, purses) = rules::equal_shares(&election, UTILITIES[which], &share);
        prop_assert_eq!(&counted.outcome.selected, &bought);
        for (project, rate) in bought.iter().zip(rates) {
            prop_assert_eq!(counted.outcome.explanations[*project as usize].rate.clone(), rate);
        }
        for (voter, purse) in purses.iter().enumerate() {
            let ballot = election.ballots()[voter];
            prop_assert_eq!(&counted.left(ballot), purse);
            let paid: BigRational = counted.payments(ballot).into_iter().map(|payment| payment.1).sum();
            prop_assert_eq!(paid + purse, share.clone());
        }
        let places = 0..counted.bought().len();
        let published: Vec<_> =
            places.map(|place| (counted.bought()[place], counted.payers(place).rate)).collect();
        for ballot in 0..election.people().len() as u32 {
            let mut paid = counted.payments(ballot);
            paid.retain(|payment| payment.1 > BigRational::default());
            prop_assert_eq!(account(&counted.share(), &published, election.votes(ballot)), paid);
        }
        let gets = |ballot: u32| election.votes(ballot).iter().any(|vote| bought.contains(&vote.project));
        let served = election.ballots().iter().filter(|&&ballot| gets(ballot)).count();
        prop_assert_eq!(election.served(&bought), served as u64);
    }

    #[test]
    fn leaps_end_where_single_steps_end(plan in plans(), which in 0_usize..3) {
        let election = plan.election();
        let utility = UTILITIES[which];
        let whole = u64::from(election.voters()) * election.money().unit();
        for (completion, step, until_overspent) in [
            (Completion::Add1, whole, false),
            (Completion::AddOpt, 1, false),
        ] {
            let counted = equal_shares(&election, utility, completion, Ties::Id);
            let (selected, endowment) = rules::raised(&election, utility, step, until_overspent);
            prop_assert_eq!(&counted.outcome.selected, &selected);
            prop_assert_eq!(counted.share(), rules::share(&election, endowment));
        }
        let (raised, _) = rules::raised(&election, utility, whole, true);
        let counted = equal_shares(&election, utility, Completion::Comparison, Ties::Id);
        let other = greedy(&election, utility, Greedy::Skip, Ties::Id).selected;
        let taken = if rules::more_prefer(&election, utility, &other, &raised) { other } else { raised };
        prop_assert_eq!(counted.outcome.selected, taken);
    }

    #[test]
    fn what_is_left_after_add1u_fits_nobody(plan in plans(), which in 0_usize..3) {
        let election = plan.election();
        let counted = equal_shares(&election, UTILITIES[which], Completion::Add1u, Ties::Id).outcome;
        let shares = equal_shares(&election, UTILITIES[which], Completion::Add1, Ties::Id).outcome;
        prop_assert!(counted.selected.starts_with(&shares.selected));
        prop_assert!(counted.spent <= election.budget());
        for (project, explanation) in election.projects().iter().zip(&counted.explanations) {
            prop_assert!(explanation.selected() || counted.spent + project.cost > election.budget());
        }
    }

    #[test]
    fn phragmen_buys_what_the_definition_buys(plan in plans()) {
        let election = plan.election();
        let counted = phragmen(&election, Ties::Id);
        let (bought, times) = rules::phragmen(&election);
        prop_assert_eq!(&counted.selected, &bought);
        for (project, time) in bought.iter().zip(times) {
            prop_assert_eq!(counted.explanations[*project as usize].rate.clone(), Some(time));
        }
    }

    #[test]
    fn greedy_funds_what_the_definition_funds(plan in plans(), which in 0_usize..3, least in 0_u64..4) {
        let election = plan.election();
        for rule in [Greedy::Skip, Greedy::Stop, Greedy::Threshold(least)] {
            let counted = greedy(&election, UTILITIES[which], rule, Ties::Id);
            prop_assert_eq!(counted.selected, rules::greedy(&election, UTILITIES[which], rule));
        }
    }
}

/// Runs a rule, by number.
fn count(plan: &Plan, rule: usize, ties: Ties) -> budget::Outcome {
    let election = plan.election();
    match rule {
        0..3 => equal_shares(&election, UTILITIES[rule], Completion::None, ties).outcome,
        3..6 => greedy(&election, UTILITIES[rule - 3], Greedy::Skip, ties),
        6 => greedy(&election, Utility::Cost, Greedy::Stop, ties),
        7 => greedy(&election, Utility::Cost, Greedy::Threshold(3), ties),
        _ => phragmen(&election, ties),
    }
}

fn names(plan: &Plan, outcome: &budget::Outcome) -> Vec<String> {
    let mut names: Vec<String> =
        outcome.selected.iter().map(|&project| plan.projects[project as usize].0.clone()).collect();
    names.sort();
    names
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn the_order_of_people_and_projects_changes_nothing(plan in plans(), rule in 0_usize..9, turn in 1_usize..5) {
        let before = count(&plan, rule, Ties::Id);
        let turned = plan.turned(turn);
        prop_assert_eq!(names(&plan, &before), names(&turned, &count(&turned, rule, Ties::Id)));
    }

    #[test]
    fn ten_times_the_money_is_the_same_election(plan in plans(), rule in 0_usize..9) {
        let before = count(&plan, rule, Ties::Votes);
        let after = count(&plan.times(10), rule, Ties::Votes);
        prop_assert_eq!(&before.selected, &after.selected);
        for (before, after) in before.explanations.iter().zip(&after.explanations) {
            let ten = BigRational::from_integer(10.into());
            prop_assert_eq!(before.short_by.as_ref().map(|short| short * &ten), after.short_by.clone());
            prop_assert_eq!(before.supporters_needed, after.supporters_needed);
        }
    }

    #[test]
    fn as_many_more_supporters_as_it_says_are_enough_and_one_less_is_not(plan in plans(), rule in 0_usize..9) {
        let outcome = count(&plan, rule, Ties::Declared);
        // The last one declared loses every tie, so that the number is exact for it.
        let last = plan.projects.len() - 1;
        for (project, explanation) in outcome.explanations.iter().enumerate() {
            prop_assert_eq!(explanation.selected(), outcome.selected.contains(&(project as u32)));
            let Some(needed) = explanation.supporters_needed else { continue };
            prop_assert!(needed > 0);
            let with = |more: u64| {
                let more = plan.supported(project, more, rule < 3);
                count(&more, rule, Ties::Declared).selected.contains(&(project as u32))
            };
            prop_assert!(with(needed), "{} of {}", needed, project);
            prop_assert!(with(needed + 1));
            prop_assert!(project != last || !with(needed - 1), "{} of the last", needed - 1);
        }
    }

    #[test]
    fn a_funded_project_stays_funded_with_more_supporters(plan in plans(), rule in 3_usize..8) {
        for project in count(&plan, rule, Ties::Id).selected {
            let more = plan.supported(project as usize, 1, false);
            prop_assert!(count(&more, rule, Ties::Id).selected.contains(&project));
        }
    }
}

#[test]
fn an_election_by_hand() {
    // 10 voters, 100 to divide, so a share of 10. The park costs 60 and has 8 supporters: 7.50 each. Then the bench, 24
    // with the 2 others and 2 of the park's: these hold 25 in all, so the two poor give their last 2.50 and the two rich
    // share the other 19. The path costs 30; its supporters have 2.50 each, 15 together: 15 short, which 2 more voters with
    // a share of 10 would make up; or 3 at the first moment, when it would cost them less than the park.
    let park: Vec<(u32, u32)> = vec![(0, 1), (2, 1)];
    let mut ballots = vec![park; 6];
    ballots.extend([vec![(0, 1), (1, 1)], vec![(0, 1), (1, 1)], vec![(1, 1)], vec![(1, 1)]]);
    let election = election(0, 100, &[("park", 60), ("bench", 24), ("path", 30)], &ballots);
    let counted = equal_shares(&election, Utility::Cost, Completion::None, Ties::Id);
    assert_eq!(counted.outcome.selected, [0, 1]);
    let money = election.money();
    let ballot = election.ballots()[6];
    let payments: Vec<_> = counted
        .payments(ballot)
        .into_iter()
        .map(|(project, amount)| (project, money.exact(&amount)))
        .collect();
    assert_eq!(payments, [(0, "7.50".to_owned()), (1, "2.50".to_owned())]);
    assert_eq!(money.exact(&counted.left(election.ballots()[9])), "0.50");
    let path = &counted.outcome.explanations[2];
    assert_eq!(path.short_by.as_ref().map(|short| money.exact(short)).as_deref(), Some("15"));
    assert_eq!(path.supporters_needed, Some(2));
    let payers = counted.payers(1);
    assert_eq!((payers.full, payers.rest, payers.nothing), (2, 2, 0));
}

#[test]
fn who_gives_everything_need_not_outbid_anybody() {
    // A share of 1. The fig takes it from its one supporter, at all of its cost for each unit of utility. Seven supporters
    // who give everything can buy the elm for 7, at a seventh of its cost: 6 more are enough.
    let election = election(0, 1, &[("fig", 1), ("elm", 7)], &[vec![(0, 1), (1, 1)]]);
    let counted = equal_shares(&election, Utility::Cost, Completion::None, Ties::Id);
    assert_eq!(counted.outcome.explanations[1].supporters_needed, Some(6));
}
