//! Secret votes: sealed while open, opened together, and nothing that leads from a person to a ballot.

use std::collections::BTreeSet;
use std::sync::Arc;

use kernel::{Context, Error, Key, Repeat};
use web::Room;

use super::sealed::Table;
use super::{is_refused, problem, rule};
use crate::ballot::{seal, store};
use crate::{
    Agenda, AnswerProposal, CastBallot, CloseDecision, Propose, close_decision, poll, withdraw_proposal,
};

#[test]
fn a_secret_vote_is_sealed_opened_together_and_its_key_destroyed() {
    house::both(async |store| {
        let table = Table::new(store).await;
        assert_eq!(table.ask("irv").await, 1);
        assert_eq!(table.keys(), 1);
        let mut receipts = BTreeSet::new();
        let first = table.cast(0, "1>2").await.unwrap();
        for (at, answer) in [(0, "2>1"), (1, "2"), (2, "1>2"), (3, "1>3"), (4, "abstain"), (5, "2>3")] {
            receipts.insert((table.cast(at, answer).await.unwrap(), answer.to_owned()));
        }
        assert_eq!(rule(close_decision(&table.cx(0).await, 1).await), "rule-decision-early");
        assert_eq!(table.keys(), 1, "what is not ended keeps its key");
        table.end().await;
        assert_eq!(rule(table.cast(6, "1").await), "rule-decision-over");
        assert!(close_decision(&table.cx(0).await, 1).await.unwrap());
        assert_eq!(table.keys(), 0, "the key is destroyed");

        let opened = table.opened().await;
        assert_eq!(opened.iter().cloned().collect::<BTreeSet<_>>(), receipts, "each finds the last ballot");
        assert!(opened.iter().all(|(receipt, _)| *receipt != first), "what was written over is gone");
        let cx = table.cx(0).await;
        let (decision, poll, _) = poll::numbered(&cx, 1).await.unwrap();
        let outcome = poll.counted().unwrap();
        assert_eq!((outcome.winners, outcome.cast, outcome.eligible, outcome.spoilt), (vec![1], 6, 8, 0));
        let mut read = cx.read().await.unwrap();
        let initiative = table.here.initiative;
        assert!(store::sealed(&mut read, initiative, decision.id).await.unwrap().is_empty());
        let mut took_part: Vec<_> = table.people[..6].iter().map(|person| person.0).collect();
        took_part.sort();
        assert_eq!(store::turnout(&mut read, initiative, decision.id).await.unwrap(), took_part);
        let list = seal::list(opened.iter().map(|(receipt, line)| (receipt.as_str(), line.as_str())));
        assert_eq!(poll.list_hash, seal::hash(&list));
        let entries = journal::feed::of_object(&mut read, initiative, &decision.about(), 50).await.unwrap();
        let acts: Vec<&str> = entries.iter().map(|entry| entry.act.as_str()).collect();
        assert_eq!(acts, ["decision.adopted", "decision.proposed"], "no ballot is told");
        drop(read);
        journal::Sealer::finish(Arc::clone(&table.here.world)).await.unwrap();
        let mut told = Vec::new();
        journal::export::write(&mut cx.read().await.unwrap(), initiative, &mut told).await.unwrap();
        let told = String::from_utf8(told).unwrap();
        assert!(told.contains(&poll.list_hash), "the journal has the hash of the list");
        for (receipt, _) in &opened {
            assert!(!told.contains(receipt), "and none of its receipts");
        }
    });
}

#[test]
fn below_the_quorum_no_ballot_is_opened() {
    house::both(async |store| {
        let table = Table::new(store).await;
        let mut act = table.proposal("approval");
        act.rules.quorum = 10;
        act.ask(&table.cx(0).await).await.unwrap();
        for at in 0..4 {
            table.cast(at, "1").await.unwrap();
        }
        table.end().await;
        assert!(
            !close_decision(&table.cx(0).await, 1).await.unwrap(),
            "five are the least, whatever was asked"
        );
        assert!(table.opened().await.is_empty());
        let cx = table.cx(0).await;
        let (_, poll, _) = poll::numbered(&cx, 1).await.unwrap();
        let outcome = poll.counted().unwrap();
        assert_eq!((outcome.verdict.as_str(), outcome.cast, outcome.quorum), ("no-quorum", 4, 5));
        assert_eq!((table.keys(), poll.list_hash.as_str()), (0, ""));
    });
}

#[test]
fn nothing_of_the_request_is_kept() {
    house::both(async |store| {
        let table = Table::new(store).await;
        table.ask("majority").await;
        let repeat = Repeat { key: "again".to_owned(), digest: [7; 32] };
        let cx = Context { repeat: Some(repeat), ..table.cx(1).await };
        let ballot = CastBallot { decision: 1, answer: "1".to_owned() };
        assert!(matches!(cx.execute(ballot.clone()).await, Err(Error::Internal(_))), "never with a receipt");
        ballot.cast(&cx).await.unwrap();
        let open = AnswerProposal { decision: 1, answer: "1".to_owned(), reason: String::new() };
        assert_eq!(rule(cx.execute(open).await), "rule-decision-secret");
        let close = CloseDecision { decision: 1 };
        assert_eq!(rule(table.cx(0).await.execute(close).await), "rule-decision-secret");
        assert_eq!(problem(table.cast(2, "3").await).0, "answer");
        is_refused(CastBallot { decision: 1, answer: "1".to_owned() }.cast(&table.here.guest().await).await);
    });
}

#[test]
fn without_its_key_a_vote_can_only_be_taken_back() {
    house::both(async |store| {
        let table = Table::new(store).await;
        table.ask("majority").await;
        for at in 0..6 {
            table.cast(at, "1").await.unwrap();
        }
        let cx = table.cx(0).await;
        let id = seal::key_id(&poll::numbered(&cx, 1).await.unwrap().1.seal_key);
        let kept = table.here.world.vault.find(id).unwrap().unwrap();
        table.here.world.vault.destroy(id).unwrap();
        table.end().await;
        assert_eq!(rule(close_decision(&cx, 1).await), "rule-key-not-here");
        table.here.world.vault.keep(id, &Key([9; 32])).unwrap();
        assert_eq!(rule(close_decision(&cx, 1).await), "rule-key-not-here", "another key opens nothing");
        table.here.world.vault.destroy(id).unwrap();
        table.here.world.vault.keep(id, &kept).unwrap();
        withdraw_proposal(&cx, 1).await.unwrap();
        assert_eq!(table.keys(), 0);
        let decision = poll::numbered(&cx, 1).await.unwrap().0.id;
        let sealed = store::sealed(&mut cx.read().await.unwrap(), table.here.initiative, decision).await;
        assert!(sealed.unwrap().is_empty());
    });
}

#[test]
fn a_key_that_outlived_its_vote_is_destroyed_by_the_clock() {
    house::both(async |store| {
        let table = Table::new(store).await;
        table.ask("majority").await;
        let cx = table.cx(0).await;
        let id = seal::key_id(&poll::numbered(&cx, 1).await.unwrap().1.seal_key);
        let kept = table.here.world.vault.find(id).unwrap().unwrap();
        crate::ballot::close::sweep(&cx).await.unwrap();
        assert_eq!(table.keys(), 1, "an open vote keeps its key");
        withdraw_proposal(&cx, 1).await.unwrap();
        // As if the power had failed between the end and this.
        table.here.world.vault.keep(id, &kept).unwrap();
        crate::ballot::close::sweep(&cx).await.unwrap();
        assert_eq!(table.keys(), 0);
    });
}

#[test]
fn what_is_refused_leaves_no_key_behind() {
    house::both(async |store| {
        let table = Table::new(store).await;
        let cx = table.cx(0).await;
        let refused = |act: Propose| async { problem(act.ask(&table.cx(0).await).await) };
        let mut few = table.proposal("majority");
        few.rules.electorate = "seats".to_owned();
        assert_eq!(refused(few).await, ("group".to_owned(), "problem-too-few-for-secret"));
        assert_eq!(refused(table.proposal("consent")).await.0, "secrecy");
        assert_eq!(table.keys(), 0);
        let again = Repeat { key: "again".to_owned(), digest: [7; 32] };
        let again = Context { repeat: Some(again), ..cx };
        for _ in 0..2 {
            assert_eq!(table.proposal("majority").ask(&again).await.unwrap(), 1);
        }
        assert_eq!(table.keys(), 1, "one vote, one key");
    });
}

#[test]
fn the_published_list_leaves_in_the_export() {
    house::both(async |store| {
        let table = Table::new(store).await;
        table.ask("majority").await;
        for at in 0..6 {
            table.cast(at, if at < 4 { "1" } else { "2" }).await.unwrap();
        }
        let cx = table.cx(0).await;
        let rows = async |name: &str| {
            let tables = Agenda.export(&cx, &mut cx.read().await.unwrap()).await.unwrap();
            tables.into_iter().find(|one| one.name == name).unwrap().rows
        };
        assert!(rows("secret_ballots").await.is_empty() && rows("turnout").await.is_empty());
        table.end().await;
        assert!(close_decision(&cx, 1).await.unwrap());
        let ballots = rows("secret_ballots").await;
        assert_eq!(ballots.iter().filter(|row| row[2] == "1").count(), 4);
        assert_eq!(rows("turnout").await, [["1", "6"]]);
        assert!(rows("decision_answers").await.is_empty());
    });
}
