//! Mails that call those who decide, the ballot behind their links, and what counts itself.

use ::store::Store;
use axum::http::StatusCode;
use jiff::SignedDuration;
use kernel::{Context, PersonId, Profile, Vault};
use people::GroupId;
use web::Room;

use super::funds::{at, cast, fix, open, plan};
use super::pages::Browser;
use super::{Here, rule};
use crate::due::Keeper;
use crate::{
    Agenda, AmendProposal, AnswerProposal, EndFund, Propose, Rules, Voice, WithdrawProposal, decision, fund,
    poll,
};

const ADDRESS: &str = "http://127.0.0.1:8080";

store::statements! {
    MAILS = "SELECT recipient, text FROM outbox WHERE purpose = 'ballot' ORDER BY id";
    MARKS = "SELECT purpose, audience FROM secret_link ORDER BY audience";
}

/// A steering group of two held seats and a vacant one; a third person of the neutral backbone looks on.
struct Table {
    here: Here,
    people: Vec<PersonId>,
    group: GroupId,
    keeper: Keeper,
}

impl Table {
    async fn new(store: Store) -> Self {
        Self::with(Here::new(store).await).await
    }

    async fn with(here: Here) -> Self {
        let backbone = here.new_person("Bo", "backbone").await;
        let mut people = Vec::new();
        for (name, role) in [("Fay", "member"), ("Mo", "member"), ("Nat", "backbone")] {
            people.push(here.person(name, role).await);
        }
        let group = here.steering(&backbone, &people[..2]).await;
        let keeper = Keeper::new(here.world.clone());
        Self { here, people, group, keeper }
    }

    async fn cx(&self, at: usize) -> Context {
        self.here.as_(self.people[at]).await
    }

    async fn ask(&self, rules: Rules) {
        let act = Propose {
            title: "Longer hours".to_owned(),
            text: "Open until nine.".to_owned(),
            group: self.group.to_string(),
            closes: "2026-02-01".to_owned(),
            rules,
            ..Propose::default()
        };
        act.ask(&self.cx(0).await).await.unwrap();
    }

    /// Does what is due, once.
    async fn round(&mut self) -> usize {
        let texts = web::texts(&[Box::new(Agenda) as Box<dyn Room>]).unwrap();
        self.keeper.round(|_| texts.speak("en", None, Profile::Classic), ADDRESS).await.unwrap()
    }

    async fn mails(&self) -> Vec<(String, String)> {
        self.here.world.store.read().await.unwrap().rows(&MAILS, &[]).await.unwrap()
    }

    fn later(&self, by: SignedDuration) {
        self.here.world.clock.set(self.here.world.clock.now() + by);
    }

    async fn state(&self) -> String {
        poll::numbered(&self.cx(0).await, 1).await.unwrap().0.state
    }
}

/// The path of the ballot in a mail.
fn link(text: &str) -> String {
    let line = text.lines().find(|line| line.starts_with("Your ballot: ")).unwrap();
    line.trim_start_matches("Your ballot: ").trim_start_matches(ADDRESS).to_owned()
}

fn majority(secrecy: &str, electorate: &str) -> Rules {
    Rules {
        method: "majority".to_owned(),
        secrecy: secrecy.to_owned(),
        electorate: electorate.to_owned(),
        ..Rules::default()
    }
}

#[test]
fn whoever_decides_is_called_once_in_each_round() {
    house::both(async |store| {
        let mut table = Table::new(store).await;
        table.ask(Rules::default()).await;
        assert_eq!(table.round().await, 1);
        let mails = table.mails().await;
        let to: Vec<&str> = mails.iter().map(|(to, _)| to.as_str()).collect();
        assert_eq!(to, ["fay@example.org", "mo@example.org"], "the backbone is not asked");
        assert!(mails[1].1.contains("You answer for Street 1, until"), "{}", mails[1].1);
        assert!(mails[1].1.contains("Open until nine.") && mails[1].1.contains("?answer=objection"));
        assert_eq!((table.round().await, table.mails().await.len()), (0, 2), "once");
        let answer =
            |answer: &str| AnswerProposal { decision: 1, answer: answer.into(), reason: "Late".into() };
        table.cx(1).await.execute(answer("objection")).await.unwrap();
        let amend = AmendProposal {
            decision: 1,
            text: "Open until eight.".to_owned(),
            changed: "An hour less.".to_owned(),
            integrates: vec![1],
            closes: "2026-03-01".to_owned(),
            draft: false,
        };
        table.cx(0).await.execute(amend).await.unwrap();
        table.cx(0).await.execute(answer("consent")).await.unwrap();
        assert_eq!(table.round().await, 1);
        let again = table.mails().await;
        assert_eq!(
            (again.len(), again[2].0.as_str()),
            (3, "mo@example.org"),
            "who has answered is not asked again"
        );
        let mut anybody = Browser::new(&table.here);
        assert_eq!(anybody.ask(&link(&mails[1].1)).await.0, StatusCode::GONE, "a link is good for one round");
        let page = anybody.ask(&link(&again[2].1)).await.1;
        assert!(page.contains("Open until eight."), "{page}");
        let cx = table.cx(0).await;
        let tables = Agenda.export(&cx, &mut cx.read().await.unwrap()).await.unwrap();
        let calls = tables.into_iter().find(|one| one.name == "decision_calls").unwrap().rows;
        assert_eq!(calls, [["1", "1", "1"], ["1", "2", "1"]]);
    });
}

#[test]
fn a_link_shows_the_ballot_and_casts_only_when_it_is_sent() {
    house::both(async |store| {
        let mut table = Table::new(store).await;
        table.ask(Rules::default()).await;
        table.round().await;
        let mails = table.mails().await;
        let path = link(&mails[1].1);
        let mut anybody = Browser::new(&table.here);
        let (status, page) = anybody.ask(&format!("{path}?answer=consent")).await;
        assert_eq!(status, StatusCode::OK);
        assert!(page.contains("This is the ballot of") && !page.contains('⟪'), "{page}");
        let filled = page.split("value=\"consent\"").nth(1).unwrap().split('>').next().unwrap();
        assert!(filled.contains("checked"), "filled in: {filled}");
        let cx = table.cx(0).await;
        let given = async || {
            let decision = poll::numbered(&cx, 1).await.unwrap().0;
            let mut read = cx.read().await.unwrap();
            let given =
                decision::store::answers(&mut read, table.here.initiative, decision.id).await.unwrap();
            given.into_iter().map(|one| (one.name, one.answer)).collect::<Vec<_>>()
        };
        assert_eq!(given().await, [], "looking casts nothing");
        let (status, _, page) = anybody.send(&path, "answer=objection&reason=").await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{page}");
        let (status, next, _) = anybody.send(&path, "answer=reservation&reason=Mornings").await;
        assert_eq!((status, next), (StatusCode::SEE_OTHER, format!("{path}?done=decision-answered")));
        assert_eq!(given().await, [("Mo".to_owned(), "reservation".to_owned())]);
        anybody.send(&path, "answer=consent&reason=").await;
        assert_eq!(given().await, [("Mo".to_owned(), "consent".to_owned())], "it can be changed");

        let other = path.replace("/ballot/reading/1/", "/ballot/reading/2/");
        assert_eq!(anybody.ask(&other).await.0, StatusCode::GONE, "no such decision");
        assert_eq!(anybody.ask("/ballot/elsewhere/1/x").await.0, StatusCode::GONE);
        let mut cut = path.clone();
        cut.pop();
        assert_eq!(anybody.ask(&cut).await.0, StatusCode::GONE);
        let (status, _, _) = anybody.send(&cut, "answer=objection&reason=No").await;
        assert_eq!(status, StatusCode::GONE);
        let signed_in = anybody.get("/people").await;
        assert!(!signed_in.1.contains("Sign out"), "a ballot signs nobody in");

        table.cx(0).await.execute(WithdrawProposal { decision: 1 }).await.unwrap();
        assert_eq!(anybody.ask(&path).await.0, StatusCode::GONE, "it is over");
        assert_eq!(anybody.send(&path, "answer=consent").await.0, StatusCode::GONE);
    });
}

#[test]
fn who_no_longer_decides_holds_a_link_to_nothing() {
    house::both(async |store| {
        let mut table = Table::new(store).await;
        let mo = table.people[1];
        table.ask(majority("open", "members")).await;
        table.round().await;
        let mails = table.mails().await;
        let (_, text) = mails.iter().find(|(to, _)| to == "mo@example.org").unwrap();
        let mut anybody = Browser::new(&table.here);
        assert_eq!(anybody.ask(&link(text)).await.0, StatusCode::OK);
        let steward = table.here.steward().await;
        steward.execute(people::SetState { person: mo, suspended: true }).await.unwrap();
        assert_eq!(anybody.ask(&link(text)).await.0, StatusCode::GONE, "an account that is not in use");
    });
}

#[test]
fn no_link_of_a_secret_vote_holds_a_choice_and_no_row_pairs_a_voter_with_one() {
    house::both(async |store| {
        let keys = std::env::temp_dir().join(format!("groundswell-keys-{}", uuid::Uuid::now_v7()));
        let mut table = Table::with(Here::with_vault(store, Vault::at(&keys)).await).await;
        for name in ["Ida", "Jan", "Kim", "Lou"] {
            table.here.person(name, "member").await;
        }
        table.ask(majority("secret", "members")).await;
        assert_eq!(table.round().await, 1);
        let mails = table.mails().await;
        assert_eq!(mails.len(), 6);
        assert!(mails.iter().all(|(_, text)| !text.contains("?answer")), "no choice in a link");
        let path = link(&mails[0].1);
        let mut anybody = Browser::new(&table.here);
        let (_, page) = anybody.ask(&format!("{path}?answer=2")).await;
        assert!(
            page.contains("Ballots lie sealed") && !page.contains("checked"),
            "the ballot is empty: {page}"
        );
        let (status, _, receipt) = anybody.send(&path, "answer=2").await;
        assert!(status == StatusCode::OK && receipt.contains("Your receipt"), "{receipt}");
        assert!(receipt.contains(&path), "the way back leads to the ballot");
        assert!(anybody.ask(&path).await.1.contains("You have voted."));
        let mut read = table.here.world.store.read().await.unwrap();
        let marks: Vec<(String, String)> = read.rows(&MARKS, &[]).await.unwrap();
        assert!(
            marks.iter().all(|(purpose, _)| purpose == "ballot") && marks.len() == 6,
            "what was mailed, no more"
        );
        drop(read);
        table.later(SignedDuration::from_hours(24 * 90));
        assert_eq!(table.round().await, 1, "it counts itself");
        assert_eq!(table.state().await, "not-adopted", "too few took part");
        assert!(table.here.world.vault.all().unwrap().is_empty(), "and its key is gone");
        std::fs::remove_dir_all(keys).unwrap();
    });
}

#[test]
fn what_is_over_counts_itself_and_enters_the_thread() {
    house::both(async |store| {
        let mut table = Table::new(store).await;
        table.ask(Rules::default()).await;
        table.round().await;
        for at in [0, 1] {
            let answer = AnswerProposal { decision: 1, answer: "consent".into(), reason: String::new() };
            table.cx(at).await.execute(answer).await.unwrap();
        }
        assert_eq!((table.round().await, table.state().await.as_str()), (0, "open"), "not before its end");
        table.later(SignedDuration::from_hours(24 * 90));
        assert_eq!((table.round().await, table.state().await.as_str()), (1, "adopted"));
        assert_eq!(table.round().await, 0, "once");
        let cx = table.cx(0).await;
        let about = poll::numbered(&cx, 1).await.unwrap().0.about();
        let mut read = cx.read().await.unwrap();
        let told = journal::feed::of_object(&mut read, table.here.initiative, &about, 1).await.unwrap();
        assert_eq!((told[0].act.as_str(), told[0].via.as_str()), ("decision.adopted", "job"));
    });
}

#[test]
fn what_cannot_be_counted_waits_for_somebody() {
    house::both(async |store| {
        let keys = std::env::temp_dir().join(format!("groundswell-keys-{}", uuid::Uuid::now_v7()));
        let mut table = Table::with(Here::with_vault(store, Vault::at(&keys)).await).await;
        for name in ["Ida", "Jan", "Kim", "Lou"] {
            table.here.person(name, "member").await;
        }
        table.ask(majority("secret", "members")).await;
        table.round().await;
        for (to, text) in table.mails().await {
            assert_eq!(
                Browser::new(&table.here).send(&link(&text), "answer=1").await.0,
                StatusCode::OK,
                "{to}"
            );
        }
        for id in table.here.world.vault.all().unwrap() {
            table.here.world.vault.destroy(id).unwrap();
        }
        let (_, poll, _) = poll::numbered(&table.cx(0).await, 1).await.unwrap();
        assert!(!poll.seal_key.is_empty());
        table.here.world.clock.set("2026-02-02T00:00:01Z".parse().unwrap());
        let mut fay = Browser::of(&table.here, table.people[0]).await;
        assert_eq!((table.round().await, table.state().await.as_str()), (0, "open"));
        let page = fay.get("/decisions/1").await.1;
        assert!(
            page.contains("count themselves in a moment") && !page.contains("Count the answers"),
            "{page}"
        );
        table.later(SignedDuration::from_mins(2));
        assert!(
            fay.get("/decisions/1").await.1.contains("Count the answers"),
            "by hand, to see what is in the way"
        );
        let closed = crate::close_decision(&table.cx(0).await, 1).await;
        assert_eq!(rule(closed), "rule-key-not-here");
        std::fs::remove_dir_all(keys).unwrap();
    });
}

#[test]
fn a_shared_budget_counts_itself() {
    house::both(async |store| {
        let mut table = Table::new(store).await;
        let facilitator = table.here.new_person("Uma", "facilitator").await;
        open(&table.here, &facilitator, plan()).await;
        let guest = table.here.guest().await;
        guest.execute(cast(&[1], Some(&Voice::new().unwrap()))).await.unwrap();
        assert_eq!(table.round().await, 0, "voting goes on");
        facilitator.execute(EndFund { fund: 1 }).await.unwrap();
        table.later(SignedDuration::from_secs(1));
        assert_eq!(table.round().await, 1);
        let mut read = facilitator.read().await.unwrap();
        let counted = fund::store::numbered(&mut read, table.here.initiative, 1).await.unwrap().unwrap();
        assert!(counted.counted_at.is_some());
        drop(read);
        assert_eq!(table.round().await, 0);
        let unruled = fix("greedy");
        at(&table.here, "2026-02-20");
        assert_eq!(rule(facilitator.execute(unruled).await), "rule-fund-voted");
    });
}
