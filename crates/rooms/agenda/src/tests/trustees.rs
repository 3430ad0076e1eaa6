//! Keys of secret votes that are split among trustees.

use std::path::PathBuf;

use ::store::Store;
use axum::http::StatusCode;
use kernel::{Context, Error, PersonId, Vault};
use people::GroupId;
use web::Room;

use super::pages::Browser;
use super::{Here, is_refused, problem, rule};
use crate::{
    Agenda, CastBallot, Propose, Rules, close_decision, hand_in_share, poll, take_share, withdraw_proposal,
};

/// Six members vote; three hold shares of the key, of which two open it.
struct Table {
    here: Here,
    keys: PathBuf,
    people: Vec<PersonId>,
    group: GroupId,
}

impl Drop for Table {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.keys);
    }
}

impl Table {
    async fn new(store: Store) -> Self {
        let keys = std::env::temp_dir().join(format!("groundswell-keys-{}", uuid::Uuid::now_v7()));
        let here = Here::with_vault(store, Vault::at(&keys)).await;
        let backbone = here.new_person("Bo", "backbone").await;
        let mut people = Vec::new();
        for name in ["Fay", "Ida", "Jan", "Kim", "Lou", "Mo"] {
            people.push(here.person(name, "member").await);
        }
        let group = here.steering(&backbone, &people[..1]).await;
        Self { here, keys, people, group }
    }

    async fn cx(&self, at: usize) -> Context {
        self.here.as_(self.people[at]).await
    }

    fn proposal(&self, trustees: &str, needed: i64) -> Propose {
        Propose {
            title: "Longer hours".to_owned(),
            text: "Open until nine.".to_owned(),
            group: self.group.to_string(),
            closes: "2026-02-01".to_owned(),
            rules: Rules {
                method: "majority".to_owned(),
                electorate: "members".to_owned(),
                secrecy: "secret".to_owned(),
                trustees: trustees.to_owned(),
                key_needed: needed,
                ..Rules::default()
            },
            ..Propose::default()
        }
    }

    async fn ask(&self) {
        let trustees = "ida@example.org\n Jan@example.org \n\nkim@example.org";
        self.proposal(trustees, 2).ask(&self.cx(0).await).await.unwrap();
    }

    async fn cast(&self, at: usize) -> Result<String, Error> {
        CastBallot { decision: 1, answer: "1".to_owned() }.cast(&self.cx(at).await).await
    }

    fn keys(&self) -> usize {
        self.here.world.vault.all().unwrap().len()
    }
}

#[test]
fn the_server_has_no_key_until_enough_trustees_hand_theirs_in() {
    house::both(async |store| {
        let table = Table::new(store).await;
        table.ask().await;
        assert_eq!(table.keys(), 3, "three shares and no key");
        assert_eq!(rule(table.cast(0).await), "rule-key-waits");
        let mut shares = Vec::new();
        for at in [1, 2, 3] {
            shares.push(take_share(&table.cx(at).await, 1).await.unwrap());
        }
        assert_eq!(table.keys(), 0, "the server has nothing any more");
        assert_eq!(rule(take_share(&table.cx(1).await, 1).await), "rule-key-taken");
        is_refused(take_share(&table.cx(0).await, 1).await);
        for at in 0..6 {
            table.cast(at).await.unwrap();
        }
        assert_eq!(rule(hand_in_share(&table.cx(1).await, 1, &shares[0]).await), "rule-key-early");
        assert_eq!(table.keys(), 0);
        table.here.world.clock.set("2026-02-02T00:00:00Z".parse().unwrap());
        assert_eq!(rule(close_decision(&table.cx(0).await, 1).await), "rule-key-shares");
        let wrong = hand_in_share(&table.cx(1).await, 1, &shares[1]).await;
        assert_eq!(problem(wrong), ("share".to_owned(), "problem-key-share"), "somebody else's");
        let slip = shares[0].replacen('-', "-0", 1);
        assert_eq!(problem(hand_in_share(&table.cx(1).await, 1, &slip).await).1, "problem-key-share");
        is_refused(hand_in_share(&table.cx(0).await, 1, &shares[0]).await);
        hand_in_share(&table.cx(1).await, 1, &shares[0].to_lowercase()).await.unwrap();
        hand_in_share(&table.cx(1).await, 1, &shares[0]).await.unwrap();
        assert_eq!(rule(close_decision(&table.cx(0).await, 1).await), "rule-key-shares", "one is not enough");
        hand_in_share(&table.cx(3).await, 1, &shares[2]).await.unwrap();
        assert!(close_decision(&table.cx(0).await, 1).await.unwrap());
        assert_eq!(table.keys(), 0, "the shares are destroyed");
        let cx = table.cx(0).await;
        let outcome = poll::numbered(&cx, 1).await.unwrap().1.counted().unwrap();
        assert_eq!((outcome.cast, outcome.spoilt), (6, 0));
        let tables = Agenda.export(&cx, &mut cx.read().await.unwrap()).await.unwrap();
        let rows = &tables.iter().find(|one| one.name == "trustees").unwrap().rows;
        let states: Vec<&str> = rows.iter().map(|row| row[3].as_str()).collect();
        assert_eq!(states, ["handed-in", "taken", "handed-in"]);
        journal::Sealer::finish(table.here.world.clone()).await.unwrap();
        let mut told = Vec::new();
        let initiative = table.here.initiative;
        journal::export::write(&mut cx.read().await.unwrap(), initiative, &mut told).await.unwrap();
        let told = String::from_utf8(told).unwrap();
        assert!(shares.iter().all(|share| !told.contains(share)), "no share is told");
    });
}

#[test]
fn trustees_are_members_and_of_a_secret_vote_alone() {
    house::both(async |store| {
        let table = Table::new(store).await;
        let refused = async |act: Propose| problem(act.ask(&table.cx(0).await).await);
        let two = "ida@example.org\njan@example.org";
        assert_eq!(refused(table.proposal("ida@example.org", 0)).await.0, "trustees");
        assert_eq!(refused(table.proposal("ida@example.org\nIda@example.org", 0)).await.0, "trustees");
        assert_eq!(refused(table.proposal("ida@example.org\nx@example.org", 0)).await.0, "trustees");
        assert_eq!(refused(table.proposal(two, 3)).await.0, "key_needed");
        assert_eq!(refused(table.proposal(two, 1)).await.0, "key_needed");
        let mut open = table.proposal(two, 0);
        open.rules.secrecy = "open".to_owned();
        assert_eq!(refused(open).await, ("trustees".to_owned(), "problem-trustees-secret"));
        assert_eq!(table.keys(), 0, "what is refused leaves nothing behind");
        table.ask().await;
        take_share(&table.cx(1).await, 1).await.unwrap();
        withdraw_proposal(&table.cx(0).await, 1).await.unwrap();
        assert_eq!(table.keys(), 0);
    });
}

#[test]
fn a_trustee_does_it_on_the_page_of_the_vote() {
    house::both(async |store| {
        let table = Table::new(store).await;
        table.ask().await;
        let mut ida = Browser::of(&table.here, table.people[1]).await;
        let cx = table.cx(1).await;
        let waits = Agenda.today(&cx, &mut cx.read().await.unwrap()).await.unwrap();
        assert!(waits.iter().any(|one| one.text == "today-key-take"));
        let page = ida.whole("/decisions/1").await;
        assert!(
            page.contains("has not taken their share yet") && !page.contains("Cast this ballot"),
            "{page}"
        );
        let (status, _, page) = ida.post("/decisions/1/key", "_key=once").await;
        assert_eq!(status, StatusCode::OK);
        let share = page.split("<code dir=\"ltr\">").nth(1).unwrap().split('<').next().unwrap().to_owned();
        for at in [2, 3] {
            take_share(&table.cx(at).await, 1).await.unwrap();
        }
        let page = ida.whole("/decisions/1").await;
        assert!(page.contains("Cast this ballot") && page.contains("Keep your share"), "{page}");
        assert!(!page.contains(&share), "once");
        table.here.world.clock.set("2026-02-02T00:00:00Z".parse().unwrap());
        let mut ida = Browser::of(&table.here, table.people[1]).await;
        let (status, _, page) = ida.post("/decisions/1/key/hand-in", "share=0000").await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.contains("This is not your share") && page.contains("0000"), "{page}");
        let (status, ..) = ida.post("/decisions/1/key/hand-in", &format!("share={share}")).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        assert!(ida.whole("/decisions/1").await.contains("has handed it in"));
    });
}
