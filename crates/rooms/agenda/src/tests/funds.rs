//! Shared budgets: projects, the rule, ballots.

use kernel::{Context, Error, Ref, Role};
use tokio::task::JoinSet;
use web::Room;

use super::{Here, is_refused, problem, rule};
use crate::fund::ballot;
use crate::project::{self, Standing};
use crate::{
    Agenda, ChooseProjects, EditFund, EditProject, EndFund, FixRule, FundPlan, JudgeProject, OpenFund,
    ProjectPlan, ProposeProject, Voice, fund,
};

/// Members propose in January, whoever has the link votes in February.
pub(super) fn plan() -> FundPlan {
    FundPlan {
        title: "Our street".to_owned(),
        description: "What makes it better to live here?".to_owned(),
        amount: "1000.50".to_owned(),
        currency: "EUR".to_owned(),
        voters: "link".to_owned(),
        way: "approval".to_owned(),
        most: 2,
        proposals_until: "2026-01-31".to_owned(),
        opens: "2026-02-01".to_owned(),
        closes: "2026-02-28".to_owned(),
    }
}

pub(super) fn project(title: &str, cost: &str) -> ProposeProject {
    let plan = ProjectPlan {
        title: title.to_owned(),
        text: "For everybody.".to_owned(),
        place: "Corner".to_owned(),
        cost: cost.to_owned(),
    };
    ProposeProject { fund: 1, plan }
}

pub(super) fn fix(rule: &str) -> FixRule {
    FixRule { fund: 1, rule: rule.to_owned(), ties: "votes".to_owned(), why: "Fair".to_owned(), decision: 0 }
}

pub(super) fn cast(projects: &[i64], voice: Option<&Voice>) -> ChooseProjects {
    ChooseProjects { fund: 1, projects: projects.to_vec(), points: Vec::new(), voice: voice.cloned() }
}

fn judge(number: i64, accept: bool, reason: &str) -> JudgeProject {
    JudgeProject { fund: 1, project: number, accept, reason: reason.to_owned() }
}

pub(super) fn at(here: &Here, day: &str) {
    here.world.clock.set(format!("{day}T12:00:00Z").parse().unwrap());
}

/// A fund with three projects on the ballot, as it opens.
pub(super) async fn open(here: &Here, facilitator: &Context, plan: FundPlan) {
    at(here, "2026-01-02");
    assert_eq!(facilitator.execute(OpenFund { plan }).await.unwrap(), 1);
    for (title, cost) in [("Bench", "200"), ("Lamp", "600"), ("Toys", "450.25")] {
        facilitator.execute(project(title, cost)).await.unwrap();
    }
    facilitator.execute(fix("equal-shares")).await.unwrap();
    at(here, "2026-02-02");
}

async fn ballots(cx: &Context) -> (i64, i64) {
    let mut read = cx.read().await.unwrap();
    fund::store::ballots(&mut read, cx.initiative().unwrap(), 1).await.unwrap()
}

/// What everybody chose, without who.
async fn kept(cx: &Context) -> Vec<(String, String)> {
    let mut read = cx.read().await.unwrap();
    let kept = ballot::store::after(&mut read, cx.initiative().unwrap(), (0, -1), 1_000).await.unwrap();
    let mut kept: Vec<_> = kept.into_iter().map(|kept| (kept.projects, kept.points)).collect();
    kept.sort();
    kept
}

#[test]
fn projects_are_proposed_changed_and_judged_until_people_vote() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let facilitator = here.new_person("Fay", "facilitator").await;
        let (mo, pat) = (here.new_person("Mo", "member").await, here.new_person("Pat", "member").await);
        at(&here, "2026-01-02");
        is_refused(mo.execute(OpenFund { plan: plan() }).await);
        facilitator.execute(OpenFund { plan: plan() }).await.unwrap();
        is_refused(here.guest().await.execute(project("Bench", "200")).await);
        assert_eq!(mo.execute(project("Bench", "200.5")).await.unwrap(), 1);
        assert_eq!(
            problem(mo.execute(project("Castle", "1000.51")).await),
            ("cost".to_owned(), "problem-project-too-dear")
        );
        for cost in ["", "0", "-3", "1.005", "much"] {
            assert_eq!(
                problem(mo.execute(project("Bench", cost)).await),
                ("cost".to_owned(), "problem-amount")
            );
        }
        let edit = |title: &str| EditProject { fund: 1, project: 1, plan: project(title, "210").plan };
        is_refused(pat.execute(edit("Mine")).await);
        mo.execute(edit("Two benches")).await.unwrap();

        is_refused(mo.execute(judge(1, true, "")).await);
        assert_eq!(problem(facilitator.execute(judge(1, false, " ")).await).0, "reason");
        facilitator.execute(judge(1, false, "The street is too narrow.")).await.unwrap();
        assert_eq!(rule(mo.execute(edit("A narrow bench")).await), "rule-project-judged");
        facilitator.execute(edit("A narrow bench")).await.unwrap();
        facilitator.execute(judge(1, true, "")).await.unwrap();

        at(&here, "2026-02-01");
        assert_eq!(rule(mo.execute(project("Late", "5")).await), "rule-fund-no-proposals");
        assert_eq!(facilitator.execute(project("On paper", "5")).await.unwrap(), 2);
        facilitator.execute(fix("greedy")).await.unwrap();
        for late in [
            rule(facilitator.execute(project("Later", "5")).await),
            rule(facilitator.execute(edit("Other")).await),
            rule(facilitator.execute(judge(1, false, "No")).await),
            rule(facilitator.execute(fix("equal-shares")).await),
            rule(facilitator.execute(EditFund { fund: 1, plan: plan() }).await),
        ] {
            assert_eq!(late, "rule-fund-voted");
        }
        let mut read = mo.read().await.unwrap();
        let projects = project::store::all(&mut read, here.initiative, 1).await.unwrap();
        let known: Vec<_> = projects
            .iter()
            .map(|one| (one.title.as_str(), one.cost, one.state, one.proposed_by.as_str()))
            .collect();
        assert_eq!(
            known,
            [
                ("A narrow bench", 21_000, Standing::Accepted, "Mo"),
                ("On paper", 500, Standing::Accepted, "Fay"),
            ]
        );
        // What was proposed leads to the fund that decides on it.
        let after = journal::thread::after(&mo, &mut read, &[projects[0].about()]).await.unwrap();
        assert_eq!(after.iter().map(|(_, card)| card.title.as_str()).collect::<Vec<_>>(), ["Our street"]);
    });
}

#[test]
fn what_is_wrong_with_a_fund_is_said_of_its_field() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let facilitator = here.new_person("Fay", "facilitator").await;
        at(&here, "2026-01-02");
        let wrong = [
            (FundPlan { title: String::new(), ..plan() }, "title"),
            (FundPlan { amount: "0".to_owned(), ..plan() }, "amount"),
            (FundPlan { amount: "99999999999999999999".to_owned(), ..plan() }, "amount"),
            (FundPlan { currency: String::new(), ..plan() }, "currency"),
            (FundPlan { voters: "all".to_owned(), ..plan() }, "voters"),
            (FundPlan { way: "scoring".to_owned(), ..plan() }, "way"),
            (FundPlan { way: "cumulative".to_owned(), most: 0, ..plan() }, "most"),
            (FundPlan { most: -1, ..plan() }, "most"),
            (FundPlan { proposals_until: "2026-02-01".to_owned(), ..plan() }, "proposals_until"),
            (FundPlan { opens: "soon".to_owned(), ..plan() }, "opens"),
            (FundPlan { closes: "2026-01-31".to_owned(), ..plan() }, "closes"),
            (FundPlan { closes: String::new(), ..plan() }, "closes"),
        ];
        for (plan, field) in wrong {
            assert_eq!(problem(facilitator.execute(OpenFund { plan }).await).0, field);
        }
        facilitator.execute(OpenFund { plan: plan() }).await.unwrap();
        let changed = FundPlan { title: "Our block".to_owned(), amount: "2000".to_owned(), ..plan() };
        facilitator.execute(EditFund { fund: 1, plan: changed }).await.unwrap();
        let mut read = facilitator.read().await.unwrap();
        let fund = fund::store::numbered(&mut read, here.initiative, 1).await.unwrap().unwrap();
        assert_eq!((fund.title.as_str(), fund.amount), ("Our block", 200_000));
    });
}

#[test]
fn nobody_votes_before_a_rule_is_fixed_or_after_the_end() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let facilitator = here.new_person("Fay", "facilitator").await;
        at(&here, "2026-01-02");
        facilitator.execute(OpenFund { plan: plan() }).await.unwrap();
        facilitator.execute(project("Bench", "200")).await.unwrap();
        let (guest, voice) = (here.guest().await, Voice::new().unwrap());
        let vote = || guest.execute(cast(&[1], Some(&voice)));
        assert_eq!(rule(vote().await), "rule-fund-later");
        at(&here, "2026-02-02");
        assert_eq!(rule(vote().await), "rule-fund-later");
        assert_eq!(problem(facilitator.execute(fix("best")).await).0, "rule");
        let decided = FixRule { decision: 7, ..fix("greedy") };
        assert_eq!(
            problem(facilitator.execute(decided).await),
            ("decision".to_owned(), "problem-fund-decision")
        );
        facilitator.execute(fix("greedy")).await.unwrap();
        vote().await.unwrap();
        at(&here, "2026-02-28");
        vote().await.unwrap();
        at(&here, "2026-03-01");
        assert_eq!(rule(vote().await), "rule-fund-over");
        assert_eq!(rule(facilitator.execute(EndFund { fund: 1 }).await), "rule-fund-not-open");
    });
}

#[test]
fn a_ballot_can_be_changed_and_is_refused_with_its_reason() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let facilitator = here.new_person("Fay", "facilitator").await;
        open(&here, &facilitator, plan()).await;
        let (guest, voice) = (here.guest().await, Voice::new().unwrap());
        let member = here.new_person("Mo", "member").await;
        guest.execute(cast(&[2, 1], Some(&voice))).await.unwrap();
        guest.execute(cast(&[2, 1], Some(&voice))).await.unwrap();
        member.execute(cast(&[3], None)).await.unwrap();
        guest.execute(cast(&[3], Some(&voice))).await.unwrap();
        assert_eq!(ballots(&guest).await.0, 2);
        assert_eq!(kept(&guest).await, [("3".to_owned(), String::new()), ("3".to_owned(), String::new())]);

        let wrong = |projects: &[i64]| guest.execute(cast(projects, Some(&voice)));
        assert_eq!(problem(wrong(&[]).await).1, "problem-ballot-empty");
        assert_eq!(problem(wrong(&[4]).await).1, "problem-ballot-project");
        assert_eq!(problem(wrong(&[1, 1]).await).1, "problem-ballot-project");
        assert_eq!(problem(wrong(&[1, 2, 3]).await).1, "problem-ballot-many");
        assert_eq!(problem(guest.execute(cast(&[1], None)).await), ("voice".to_owned(), "problem-voice"));
        let backbone = here.new_person("Bo", "backbone").await;
        assert!(backbone.actor.standing.roles.has(Role::Backbone));
        is_refused(backbone.execute(cast(&[1], None)).await);
        facilitator.execute(EndFund { fund: 1 }).await.unwrap();
        assert_eq!(rule(guest.execute(cast(&[1], Some(&voice))).await), "rule-fund-over");
    });
}

#[test]
fn a_budget_for_members_is_closed_to_others() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let facilitator = here.new_person("Fay", "facilitator").await;
        open(&here, &facilitator, FundPlan { voters: "members".to_owned(), ..plan() }).await;
        let voice = Voice::new().unwrap();
        is_refused(here.guest().await.execute(cast(&[1], Some(&voice))).await);
        here.new_person("Mo", "member").await.execute(cast(&[1], None)).await.unwrap();
    });
}

#[test]
fn points_and_places_are_kept_as_they_were_given() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let facilitator = here.new_person("Fay", "facilitator").await;
        open(&here, &facilitator, FundPlan { way: "cumulative".to_owned(), most: 10, ..plan() }).await;
        let points = |projects: &[i64], points: &[i64]| ChooseProjects {
            points: points.to_vec(),
            ..cast(projects, None)
        };
        for (projects, given) in [
            (&[1, 2][..], &[6, 5][..]),
            (&[1], &[0]),
            (&[1, 2], &[3]),
            (&[1], &[i64::MAX]),
            (&[1, 2], &[i64::MAX, 1]),
        ] {
            assert!(
                matches!(facilitator.execute(points(projects, given)).await, Err(Error::Invalid(_))),
                "{given:?}"
            );
        }
        facilitator.execute(points(&[2, 1], &[7, 3])).await.unwrap();
        assert_eq!(kept(&facilitator).await, [("2,1".to_owned(), "7,3".to_owned())]);
    });
    house::both(async |store| {
        let here = Here::new(store).await;
        let facilitator = here.new_person("Fay", "facilitator").await;
        open(&here, &facilitator, FundPlan { way: "ordinal".to_owned(), most: 0, ..plan() }).await;
        facilitator.execute(cast(&[3, 1, 2], None)).await.unwrap();
        assert_eq!(kept(&facilitator).await, [("3,1,2".to_owned(), String::new())]);
    });
}

#[test]
fn a_hundred_at_once_leave_one_ballot() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let facilitator = here.new_person("Fay", "facilitator").await;
        open(&here, &facilitator, plan()).await;
        let (guest, voice) = (here.guest().await, Voice::new().unwrap());
        let member = here.new_person("Mo", "member").await;
        let mut voting = JoinSet::new();
        for n in 0..100 {
            let (cx, voice) =
                if n % 2 == 0 { (guest.clone(), Some(voice.clone())) } else { (member.clone(), None) };
            voting.spawn(async move { cx.execute(cast(&[1 + n / 2 % 3], voice.as_ref())).await.unwrap() });
        }
        voting.join_all().await;
        let (people, casts) = ballots(&guest).await;
        assert_eq!((people, kept(&guest).await.len()), (2, 2));
        assert_eq!(casts, 100, "each waited for the one before");
    });
}

#[test]
fn nothing_tells_who_voted_or_what() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let facilitator = here.new_person("Fay", "facilitator").await;
        open(&here, &facilitator, plan()).await;
        let member = here.new_person("Mo", "member").await;
        member.execute(cast(&[2], None)).await.unwrap();
        let mut read = facilitator.read().await.unwrap();
        let fund = fund::store::numbered(&mut read, here.initiative, 1).await.unwrap().unwrap();
        let about = Ref::new("fund", fund.id.0);
        let told = journal::feed::of_object(&mut read, here.initiative, &about, 50).await.unwrap();
        let cast = told.iter().find(|entry| entry.act == "ballot.cast").unwrap();
        assert_eq!((cast.person, cast.name.as_str()), (None, ""));
        for table in Agenda.export(&facilitator, &mut read).await.unwrap() {
            let is_ours = table.name.starts_with("fund");
            assert!(!is_ours || !format!("{:?}", table.rows).contains("Mo"), "{}", table.name);
        }
    });
}
