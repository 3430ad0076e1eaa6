//! Counting shared budgets, and why it comes out so.

use budget::BigRational;
use kernel::Context;

use super::funds::{at, cast, fix, open, plan};
use super::{Here, is_refused, rule};
use crate::allocation::{Allocation, Line, bought, store};
use crate::fund::{self, Phase, Rule, ballot};
use crate::{ChooseProjects, FundPlan, Voice, count_fund};

/// Five votes for the bench, three of them for the lamp too, and two for the toys alone. 1000.50 to divide.
async fn voted(here: &Here, facilitator: &Context, plan: FundPlan) -> Voice {
    open(here, facilitator, plan).await;
    let guest = here.guest().await;
    let first = Voice::new().unwrap();
    for (n, choice) in [&[1, 2][..], &[1, 2], &[1, 2], &[1], &[1], &[3], &[3]].into_iter().enumerate() {
        let voice = if n == 0 { first.clone() } else { Voice::new().unwrap() };
        guest.execute(cast(choice, Some(&voice))).await.unwrap();
    }
    first
}

async fn came(cx: &Context, rule: Rule) -> Allocation {
    let mut read = cx.read().await.unwrap();
    let all = store::all(&mut read, cx.initiative().unwrap(), 1).await.unwrap();
    all.into_iter().find(|allocation| allocation.rule == rule).unwrap()
}

fn funded(allocation: &Allocation) -> Vec<i64> {
    allocation.lines.iter().filter(|line| line.is_funded()).map(|line| line.project).collect()
}

#[test]
fn votes_are_counted_once_and_only_when_voting_is_over() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let facilitator = here.new_person("Fay", "facilitator").await;
        voted(&here, &facilitator, FundPlan { most: 0, ..plan() }).await;
        assert_eq!(rule(count_fund(&facilitator, 1).await), "rule-fund-count-early");
        at(&here, "2026-03-01");
        is_refused(count_fund(&here.new_person("Mo", "member").await, 1).await);
        count_fund(&facilitator, 1).await.unwrap();
        assert_eq!(rule(count_fund(&facilitator, 1).await), "rule-fund-counted");

        // Greedy: the bench (5 votes) and the lamp (3), then the toys (2) do not fit.
        let greedy = came(&facilitator, Rule::Greedy).await;
        assert_eq!((funded(&greedy), greedy.spent, greedy.served), (vec![1, 2], 80_000, 5));
        let toys: &Line = greedy.of(3).unwrap();
        assert_eq!((toys.supporters, toys.needed), (2, Some(2)));
        assert_eq!(toys.short_by, Some(BigRational::from_integer((45_025 - (100_050 - 80_000)).into())));
        // Shares: the five pay for the bench. As shares rise, the two who want toys can pay for them before the three can
        // for the lamp.
        let shares = came(&facilitator, Rule::Shares).await;
        assert_eq!((funded(&shares), shares.served, shares.ahead, shares.behind), (vec![1, 3], 7, 2, 3));
        let bench = shares.of(1).unwrap();
        assert_eq!((bench.place, bench.in_full + bench.the_rest + bench.none_left), (Some(1), 5));
        let mut read = facilitator.read().await.unwrap();
        let fund = fund::store::numbered(&mut read, here.initiative, 1).await.unwrap().unwrap();
        assert_eq!(fund.now(&facilitator, &mut read).await.unwrap(), Phase::Counted);
        assert_eq!(fund.rule, Some(Rule::Shares));
    });
}

#[test]
fn everybody_can_see_what_their_share_bought() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let facilitator = here.new_person("Fay", "facilitator").await;
        let voice = voted(&here, &facilitator, FundPlan { most: 0, ..plan() }).await;
        at(&here, "2026-03-01");
        count_fund(&facilitator, 1).await.unwrap();
        let guest = here.guest().await;
        let shares = came(&guest, Rule::Shares).await;
        let mut read = guest.read().await.unwrap();
        let fund = fund::store::numbered(&mut read, here.initiative, 1).await.unwrap().unwrap();
        let own = ballot::own(&guest, &mut read, &fund, Some(&voice)).await.unwrap().unwrap();
        let share = bought(&mut read, here.initiative, &fund, &shares, &own).await.unwrap().unwrap();
        let paid: BigRational = share.paid.iter().map(|(_, amount)| amount.clone()).sum();
        assert_eq!(paid + &share.left, share.share);
        assert_eq!(share.paid[0].0, 1);
        let greedy = came(&guest, Rule::Greedy).await;
        assert_eq!(bought(&mut read, here.initiative, &fund, &greedy, &own).await.unwrap(), None);
        let other = Voice::new().unwrap();
        assert_eq!(ballot::own(&guest, &mut read, &fund, Some(&other)).await.unwrap(), None);
    });
}

#[test]
fn points_and_places_weigh() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let facilitator = here.new_person("Fay", "facilitator").await;
        open(&here, &facilitator, FundPlan { way: "cumulative".to_owned(), most: 10, ..plan() }).await;
        let guest = here.guest().await;
        for (projects, points) in [(&[1, 2][..], &[1, 9][..]), (&[2, 3], &[3, 7]), (&[1], &[5])] {
            let voice = Voice::new().unwrap();
            guest
                .execute(ChooseProjects { points: points.to_vec(), ..cast(projects, Some(&voice)) })
                .await
                .unwrap();
        }
        at(&here, "2026-03-01");
        count_fund(&facilitator, 1).await.unwrap();
        let greedy = came(&guest, Rule::Greedy).await;
        let scores: Vec<i64> = greedy.lines.iter().map(|line| line.score).collect();
        assert_eq!(scores, [6, 12, 7]);
    });
    house::both(async |store| {
        let here = Here::new(store).await;
        let facilitator = here.new_person("Fay", "facilitator").await;
        open(&here, &facilitator, FundPlan { way: "ordinal".to_owned(), most: 0, ..plan() }).await;
        let guest = here.guest().await;
        for projects in [&[3, 1, 2][..], &[3], &[2, 1]] {
            guest.execute(cast(projects, Some(&Voice::new().unwrap()))).await.unwrap();
        }
        at(&here, "2026-03-01");
        count_fund(&facilitator, 1).await.unwrap();
        let greedy = came(&guest, Rule::Greedy).await;
        // The first of three is worth 3, the first of one 1.
        assert_eq!(greedy.lines.iter().map(|line| line.score).collect::<Vec<_>>(), [3, 3, 4]);
    });
}

#[test]
fn a_budget_without_votes_or_a_rule_is_told_so() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let facilitator = here.new_person("Fay", "facilitator").await;
        open(&here, &facilitator, plan()).await;
        at(&here, "2026-03-01");
        count_fund(&facilitator, 1).await.unwrap();
        assert_eq!(funded(&came(&facilitator, Rule::Shares).await), Vec::<i64>::new());
        at(&here, "2026-01-02");
        assert_eq!(facilitator.execute(crate::OpenFund { plan: plan() }).await.unwrap(), 2);
        at(&here, "2026-03-01");
        assert_eq!(rule(count_fund(&facilitator, 2).await), "rule-fund-unruled");
        assert_eq!(rule(facilitator.execute(fix("greedy")).await), "rule-fund-voted");
    });
}
