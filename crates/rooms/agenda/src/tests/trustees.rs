//! Keys of secret votes that are split among trustees.

use axum::http::StatusCode;
use web::Room;

use super::pages::Browser;
use super::sealed::Table;
use super::{is_refused, problem, rule};
use crate::{Agenda, EndVote, Propose, close_decision, hand_in_share, poll, take_share, withdraw_proposal};

impl Table {
    /// A vote whose key is split among these.
    fn split(&self, trustees: &str, needed: i64) -> Propose {
        let mut proposal = self.proposal("majority");
        proposal.rules.trustees = trustees.to_owned();
        proposal.rules.key_needed = needed;
        proposal
    }

    /// Three hold shares of the key, of which two open it.
    async fn ask_split(&self) {
        let trustees = "ida@example.org\n Jan@example.org \n\nkim@example.org";
        self.split(trustees, 2).ask(&self.cx(0).await).await.unwrap();
    }

    /// Every trustee's share, taken.
    async fn shares(&self) -> Vec<String> {
        let mut shares = Vec::new();
        for at in [1, 2, 3] {
            shares.push(take_share(&self.cx(at).await, 1).await.unwrap());
        }
        shares
    }
}

#[test]
fn the_server_has_no_key_until_enough_trustees_hand_theirs_in() {
    house::both(async |store| {
        let table = Table::new(store).await;
        table.ask_split().await;
        assert_eq!(table.keys(), 3, "three shares and no key");
        assert_eq!(rule(table.cast(0, "1").await), "rule-key-waits");
        let shares = table.shares().await;
        assert_eq!(table.keys(), 0, "the server has nothing any more");
        assert_eq!(rule(take_share(&table.cx(1).await, 1).await), "rule-key-taken");
        is_refused(take_share(&table.cx(0).await, 1).await);
        for at in 0..6 {
            table.cast(at, "1").await.unwrap();
        }
        assert_eq!(rule(hand_in_share(&table.cx(1).await, 1, &shares[0]).await), "rule-key-early");
        assert_eq!(table.keys(), 0);
        table.end().await;
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
        assert_eq!(refused(table.split("ida@example.org", 0)).await.0, "trustees");
        assert_eq!(refused(table.split("ida@example.org\nIda@example.org", 0)).await.0, "trustees");
        assert_eq!(refused(table.split("ida@example.org\nx@example.org", 0)).await.0, "trustees");
        assert_eq!(refused(table.split(two, 3)).await.0, "key_needed");
        assert_eq!(refused(table.split(two, 1)).await.0, "key_needed");
        let mut open = table.split(two, 0);
        open.rules.secrecy = "open".to_owned();
        assert_eq!(refused(open).await, ("trustees".to_owned(), "problem-trustees-secret"));
        assert_eq!(table.keys(), 0, "what is refused leaves nothing behind");
        table.ask_split().await;
        take_share(&table.cx(1).await, 1).await.unwrap();
        withdraw_proposal(&table.cx(0).await, 1).await.unwrap();
        assert_eq!(table.keys(), 0);
    });
}

#[test]
fn a_trustee_does_it_on_the_page_of_the_vote() {
    house::both(async |store| {
        let table = Table::new(store).await;
        table.ask_split().await;
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
        table.end().await;
        let mut ida = Browser::of(&table.here, table.people[1]).await;
        let (status, _, page) = ida.post("/decisions/1/key/hand-in", "share=0000").await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.contains("This is not your share") && page.contains("0000"), "{page}");
        let (status, ..) = ida.post("/decisions/1/key/hand-in", &format!("share={share}")).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        assert!(ida.whole("/decisions/1").await.contains("has handed it in"));
    });
}

#[test]
fn a_vote_in_which_everybody_voted_is_ended_and_then_opened() {
    house::both(async |store| {
        let table = Table::new(store).await;
        table.ask_split().await;
        let shares = table.shares().await;
        let end = async |at: usize| table.cx(at).await.execute(EndVote { decision: 1 }).await;
        for at in 0..7 {
            table.cast(at, "1").await.unwrap();
        }
        assert_eq!(rule(end(0).await), "rule-decision-early", "one has not voted");
        table.cast(7, "2").await.unwrap();
        assert_eq!(rule(hand_in_share(&table.cx(1).await, 1, &shares[0]).await), "rule-key-early");
        is_refused(end(1).await);
        end(0).await.unwrap();
        assert_eq!(rule(end(0).await), "rule-decision-over", "once");
        assert_eq!(rule(table.cast(7, "1").await), "rule-decision-over", "no ballot changes any more");
        for (at, share) in [(1, &shares[0]), (3, &shares[2])] {
            hand_in_share(&table.cx(at).await, 1, share).await.unwrap();
        }
        assert!(close_decision(&table.cx(0).await, 1).await.unwrap());
        let outcome = poll::numbered(&table.cx(0).await, 1).await.unwrap().1.counted().unwrap();
        assert_eq!((outcome.cast, outcome.eligible), (8, 8));
        table.ask("majority").await;
        let whole = table.cx(0).await.execute(EndVote { decision: 2 }).await;
        assert_eq!(rule(whole), "rule-key-whole");
    });
}
