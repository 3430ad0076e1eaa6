//! Votes that are handed on.

use ::store::Store;
use axum::http::StatusCode;
use kernel::{Context, PersonId, Vault};
use people::{GroupId, SeatId, seats};
use web::Room;

use super::pages::Browser;
use super::{Here, is_refused, problem, rule};
use crate::{
    Agenda, AnswerProposal, CloseDecision, HandVote, Propose, Rules, TakeVoteBack, decision, delegation, poll,
};

/// A steering group of three held seats and a vacant one.
struct Table {
    here: Here,
    people: Vec<PersonId>,
    group: GroupId,
    seats: Vec<SeatId>,
}

impl Table {
    async fn new(store: Store) -> Self {
        let here = Here::new(store).await;
        let backbone = here.new_person("Bo", "backbone").await;
        let mut people = Vec::new();
        for name in ["Fay", "Mo", "Pat"] {
            people.push(here.person(name, "member").await);
        }
        let group = here.steering(&backbone, &people).await;
        let all = seats(&mut backbone.read().await.unwrap(), here.initiative, group).await.unwrap();
        let seat = |person: &PersonId| all.iter().find(|seat| seat.person == Some(*person)).unwrap().id;
        let seats = people.iter().map(seat).collect();
        Self { here, people, group, seats }
    }

    async fn cx(&self, at: usize) -> Context {
        self.here.as_(self.people[at]).await
    }

    async fn ask(&self, secrecy: &str) -> i64 {
        let act = Propose {
            title: "Longer hours".to_owned(),
            text: "Open until nine.".to_owned(),
            group: self.group.to_string(),
            closes: "2026-02-01".to_owned(),
            rules: Rules { method: "majority".to_owned(), secrecy: secrecy.to_owned(), ..Rules::default() },
            ..Propose::default()
        };
        self.cx(0).await.execute(act).await.unwrap()
    }

    fn hand(&self, decision: i64, to: usize, until: &str) -> HandVote {
        HandVote { decision, to: self.seats[to].to_string(), until: until.to_owned() }
    }

    async fn answer(&self, at: usize, decision: i64, answer: &str) {
        let act = AnswerProposal { decision, answer: answer.to_owned(), reason: "Evenings".to_owned() };
        self.cx(at).await.execute(act).await.unwrap();
    }

    async fn count(&self, decision: i64) -> Vec<(String, String, String)> {
        self.here.world.clock.set("2026-02-02T00:00:00Z".parse().unwrap());
        self.cx(0).await.execute(CloseDecision { decision }).await.unwrap();
        self.answers(decision).await
    }

    /// Name, answer, and who gave it.
    async fn answers(&self, decision: i64) -> Vec<(String, String, String)> {
        let cx = self.cx(0).await;
        let decision = poll::numbered(&cx, decision).await.unwrap().0.id;
        let mut read = cx.read().await.unwrap();
        let given = decision::store::answers(&mut read, self.here.initiative, decision).await.unwrap();
        let mut given: Vec<_> = given.into_iter().map(|one| (one.name, one.answer, one.through)).collect();
        given.sort();
        given
    }

    async fn held(&self, number: i64) -> Vec<String> {
        let cx = self.cx(0).await;
        let (decision, poll, _) = poll::numbered(&cx, number).await.unwrap();
        let held = delegation::held(&cx, &mut cx.read().await.unwrap(), &decision, &poll).await.unwrap();
        held.into_iter().map(|one| format!("{} to {}", one.voter_name, one.delegate_name)).collect()
    }
}

fn of(name: &str, answer: &str, through: &str) -> (String, String, String) {
    (name.to_owned(), answer.to_owned(), through.to_owned())
}

#[test]
fn a_delegate_answers_for_who_is_silent_and_it_is_told_who_did() {
    house::both(async |store| {
        let table = Table::new(store).await;
        table.ask("open").await;
        table.cx(1).await.execute(table.hand(1, 2, "")).await.unwrap();
        assert_eq!(table.held(1).await, ["Mo to Pat"]);
        table.answer(0, 1, "2").await;
        let early = table.cx(0).await.execute(CloseDecision { decision: 1 }).await;
        assert_eq!(rule(early), "rule-decision-early", "nobody said anything for two seats");
        table.answer(2, 1, "1").await;
        assert!(
            table.cx(0).await.execute(CloseDecision { decision: 1 }).await.unwrap(),
            "everybody has answered"
        );
        let answers = table.answers(1).await;
        let expected = [of("", "silent", ""), of("Fay", "2", ""), of("Mo", "1", "Pat"), of("Pat", "1", "")];
        assert_eq!(answers, expected);
        let cx = table.cx(0).await;
        let outcome = poll::numbered(&cx, 1).await.unwrap().1.counted().unwrap();
        assert_eq!((outcome.cast, outcome.eligible), (3, 4), "two to one");
        let page = Browser::of(&table.here, table.people[0]).await.whole("/decisions/1").await;
        assert!(page.contains("One vote was given by a delegate.") && page.contains("by Pat"), "{page}");
        assert_eq!(
            page.matches("Evenings").count(),
            2,
            "a reason stands once, under the name of who gave it"
        );
        let tables = Agenda.export(&cx, &mut cx.read().await.unwrap()).await.unwrap();
        let rows = |name: &str| tables.iter().find(|one| one.name == name).unwrap().rows.clone();
        assert_eq!(rows("delegations")[0][..4], ["1", "", "Mo", "Pat"]);
        assert!(rows("decision_answers").iter().any(|row| row[2] == "Mo" && row[6] == "Pat"));
        let csv = Browser::new(&table.here).get("/decisions/1/ballots.csv").await.1;
        assert_eq!(csv.matches(",for").count(), 2, "who counts the file again gets the same: {csv}");
    });
}

#[test]
fn ones_own_answer_goes_first_and_what_was_handed_on_is_not_handed_on_again() {
    house::both(async |store| {
        let table = Table::new(store).await;
        table.ask("confidential").await;
        table.cx(0).await.execute(table.hand(1, 1, "")).await.unwrap();
        table.cx(1).await.execute(table.hand(1, 2, "")).await.unwrap();
        let mut fay = Browser::of(&table.here, table.people[0]).await;
        assert!(
            fay.whole("/decisions/1").await.contains("who handed on their own"),
            "it is said before the end"
        );
        table.answer(2, 1, "1").await;
        assert_eq!(
            table.count(1).await,
            [of("Mo", "1", "Pat"), of("Pat", "1", "")],
            "not Fay's, two steps away"
        );

        table.here.world.clock.set("2026-01-05T00:00:00Z".parse().unwrap());
        table.ask("open").await;
        table.cx(0).await.execute(table.hand(2, 2, "")).await.unwrap();
        table.answer(0, 2, "2").await;
        table.answer(2, 2, "1").await;
        assert!(table.count(2).await.contains(&of("Fay", "2", "")));
    });
}

#[test]
fn a_vote_is_handed_on_until_a_day_and_taken_back_until_the_end() {
    house::both(async |store| {
        let table = Table::new(store).await;
        let (first, second) = (table.ask("open").await, table.ask("open").await);
        let mo = table.cx(1).await;
        assert_eq!(
            problem(mo.execute(table.hand(first, 0, "2026-01-20")).await),
            ("until".to_owned(), "problem-proxy-until")
        );
        assert_eq!(
            problem(mo.execute(table.hand(first, 0, "soon")).await),
            ("until".to_owned(), "problem-date")
        );
        assert_eq!(problem(mo.execute(table.hand(first, 1, "")).await).0, "to", "not to oneself");
        mo.execute(table.hand(first, 2, "2026-06-30")).await.unwrap();
        assert_eq!(
            (table.held(first).await, table.held(second).await),
            (vec!["Mo to Pat".into()], vec!["Mo to Pat".into()])
        );
        mo.execute(table.hand(second, 0, "")).await.unwrap();
        assert_eq!(table.held(second).await, ["Mo to Fay"], "what is said of one decision");
        mo.execute(TakeVoteBack { decision: second }).await.unwrap();
        assert_eq!(rule(mo.execute(TakeVoteBack { decision: second }).await), "rule-proxy-none");
        assert!(table.held(first).await.is_empty() && table.held(second).await.is_empty());
        let guest = table.here.guest().await;
        is_refused(guest.execute(table.hand(first, 0, "")).await);
        is_refused(guest.execute(TakeVoteBack { decision: first }).await);
        table.here.world.clock.set("2026-02-02T00:00:00Z".parse().unwrap());
        let mo = table.cx(1).await;
        assert_eq!(rule(mo.execute(table.hand(first, 0, "")).await), "rule-decision-over");
        assert_eq!(rule(mo.execute(TakeVoteBack { decision: first }).await), "rule-decision-over");
    });
}

#[test]
fn nobody_votes_for_another_in_secret() {
    house::both(async |store| {
        let keys = std::env::temp_dir().join(format!("groundswell-keys-{}", uuid::Uuid::now_v7()));
        let here = Here::with_vault(store, Vault::at(&keys)).await;
        let backbone = here.new_person("Bo", "backbone").await;
        let mut people = Vec::new();
        for name in ["Fay", "Mo", "Pat", "Ida", "Jan"] {
            people.push(here.person(name, "member").await);
        }
        let group = here.steering(&backbone, &people).await;
        let fay = here.as_(people[0]).await;
        let all = seats(&mut fay.read().await.unwrap(), here.initiative, group).await.unwrap();
        let mo = all.iter().find(|seat| seat.person == Some(people[1])).unwrap().id.to_string();
        for secrecy in ["open", "secret"] {
            let act = Propose {
                title: "Longer hours".to_owned(),
                text: "Open until nine.".to_owned(),
                group: group.to_string(),
                closes: "2026-02-01".to_owned(),
                rules: Rules {
                    method: "majority".to_owned(),
                    secrecy: secrecy.to_owned(),
                    ..Rules::default()
                },
                ..Propose::default()
            };
            act.ask(&fay).await.unwrap();
        }
        let standing = HandVote { decision: 1, to: mo.clone(), until: "2026-12-31".to_owned() };
        fay.execute(standing).await.unwrap();
        let (decision, poll, _) = poll::numbered(&fay, 2).await.unwrap();
        let held = delegation::held(&fay, &mut fay.read().await.unwrap(), &decision, &poll).await.unwrap();
        assert!(held.is_empty(), "what holds for the group does not hold here");
        let hand = HandVote { decision: 2, to: mo, until: String::new() };
        assert_eq!(rule(fay.execute(hand).await), "rule-proxy-secret");
        let mut browser = Browser::of(&here, people[0]).await;
        assert!(!browser.whole("/decisions/2").await.contains("/decisions/2/delegate"));
        assert_ne!(browser.get("/decisions/2/delegate").await.0, StatusCode::OK);
        assert!(browser.whole("/decisions/1/delegate").await.contains("Who answers for you?"));
        std::fs::remove_dir_all(keys).unwrap();
    });
}
