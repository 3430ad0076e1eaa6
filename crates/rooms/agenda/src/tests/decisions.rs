//! Proposals, consent, and what comes into force.

use std::sync::Arc;

use ::store::Store;
use jiff::Timestamp;
use journal::thread::{self, Reach};
use kernel::{Context, Error, PersonId, Relation, Role};
use people::GroupId;

use super::agenda::vision;
use super::{Here, is_refused, problem, rule};
use crate::decision::answer::SILENT;
use crate::decision::{self, State};
use crate::version::{self, Version};
use crate::{
    Agenda, AnswerProposal, CloseDecision, EditClause, Propose, ProposeVersion, Proposed, WithdrawProposal,
};
use web::{Room, Why};

/// A steering group of three held voting seats and a vacant one, and a draft of one clause.
struct Table {
    here: Here,
    backbone: Context,
    people: Vec<PersonId>,
    group: GroupId,
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
        here.as_(people[1]).await.execute(vision("Every child reads.")).await.unwrap();
        Self { here, backbone, people, group }
    }

    async fn seat(&self, at: usize) -> Context {
        self.here.as_(self.people[at]).await
    }

    async fn propose_version(&self, title: &str) -> Proposed {
        let act = ProposeVersion {
            title: title.to_owned(),
            why: "It is time.".to_owned(),
            group: self.group.to_string(),
            closes: "2026-02-01".to_owned(),
        };
        self.seat(1).await.execute(act).await.unwrap()
    }

    async fn answer(&self, at: usize, decision: i64, answer: &str, reason: &str) -> Result<(), Error> {
        let act = AnswerProposal { decision, answer: answer.to_owned(), reason: reason.to_owned() };
        self.seat(at).await.execute(act).await
    }

    async fn all_consent(&self, decision: i64) {
        for at in 0..self.people.len() {
            self.answer(at, decision, "consent", "").await.unwrap();
        }
    }

    async fn close(&self, decision: i64) -> Result<bool, Error> {
        self.seat(0).await.execute(CloseDecision { decision }).await
    }

    async fn edit(&self, text: &str, version: i64) {
        let act = EditClause {
            clause: 1,
            section: "vision".to_owned(),
            text: text.to_owned(),
            version,
            ..EditClause::default()
        };
        self.seat(1).await.execute(act).await.unwrap();
    }

    async fn versions(&self) -> Vec<Version> {
        let mut read = self.backbone.read().await.unwrap();
        version::store::all(&mut read, self.here.initiative).await.unwrap()
    }

    async fn decision(&self, number: i64) -> decision::Decision {
        let mut read = self.backbone.read().await.unwrap();
        decision::store::numbered(&mut read, self.here.initiative, number).await.unwrap().unwrap()
    }
}

#[test]
fn consent_brings_a_version_into_force_and_supersedes_the_one_before() {
    house::both(async |store| {
        let table = Table::new(store).await;
        let first = table.propose_version("First").await;
        assert_eq!(first, Proposed { version: 1, decision: 1 });
        table.edit("Every child reads by nine.", 1).await;
        table.all_consent(1).await;
        assert!(table.close(1).await.unwrap());
        let second = table.propose_version("Second").await;
        table.answer(0, second.decision, "reservation", "Nine is late").await.unwrap();
        table.answer(1, second.decision, "consent", "").await.unwrap();
        table.answer(2, second.decision, "aside", "I was away").await.unwrap();
        assert!(table.close(second.decision).await.unwrap());

        let states: Vec<(i64, String)> =
            table.versions().await.into_iter().map(|version| (version.number, version.state)).collect();
        assert_eq!(states, [(2, "in-force".to_owned()), (1, "superseded".to_owned())]);
        let mut read = table.backbone.read().await.unwrap();
        let versions = table.versions().await;
        for (version, text) in versions.iter().zip(["Every child reads by nine.", "Every child reads."]) {
            let kept = version::store::clauses(&mut read, table.here.initiative, version.id).await.unwrap();
            assert_eq!(kept[0].text, text, "a version keeps the words that were proposed");
        }
        let given = decision::store::answers(&mut read, table.here.initiative, table.decision(2).await.id);
        let given = given.await.unwrap();
        let kept = given.iter().find(|given| given.answer == "reservation").unwrap();
        assert_eq!((kept.name.as_str(), kept.reason.as_str()), ("Fay", "Nine is late"));
        assert_eq!(given.iter().filter(|given| given.answer == SILENT).count(), 1, "the vacant seat");
        assert_eq!(rule(table.propose_unchanged().await), "rule-agenda-unchanged");
    });
}

impl Table {
    async fn propose_unchanged(&self) -> Result<Proposed, Error> {
        let act = ProposeVersion {
            title: "Again".to_owned(),
            group: self.group.to_string(),
            closes: "2026-02-01".to_owned(),
            ..ProposeVersion::default()
        };
        self.seat(1).await.execute(act).await
    }
}

#[test]
fn the_thread_leads_from_the_clause_through_the_decision_to_the_version() {
    house::both(async |store| {
        let table = Table::new(store).await;
        table.propose_version("First").await;
        let version = table.versions().await.remove(0).about();
        let decision = table.decision(1).await.about();
        let read = table.backbone.read().await;
        let mut read = read.unwrap();
        let before = thread::of(&table.backbone, &mut read, &decision, Reach::NEAR).await.unwrap();
        assert!(before.before.iter().any(|knot| knot.card.about.kind == "clause"));
        assert!(before.after.is_empty(), "nothing is adopted yet");
        drop(read);
        table.all_consent(1).await;
        table.close(1).await.unwrap();
        let mut read = table.backbone.read().await.unwrap();
        let thread = thread::of(&table.backbone, &mut read, &decision, Reach::NEAR).await.unwrap();
        let adopts = thread.after.iter().find(|knot| knot.card.about == version).unwrap();
        assert_eq!(adopts.relation, Relation::Adopts);
    });
}

#[test]
fn an_objection_holds_it_until_it_is_taken_back() {
    house::both(async |store| {
        let table = Table::new(store).await;
        table.propose_version("First").await;
        assert_eq!(
            problem(table.answer(0, 1, "objection", " ").await),
            ("reason".to_owned(), "problem-empty")
        );
        assert_eq!(problem(table.answer(0, 1, "perhaps", "").await).0, "answer");
        table.all_consent(1).await;
        table.answer(2, 1, "objection", "No books at home").await.unwrap();
        assert!(!table.close(1).await.unwrap());
        let decision = table.decision(1).await;
        assert_eq!(State::from_word(&decision.state), Some(State::NotAdopted));
        assert_eq!(table.versions().await[0].state, "proposed");
        assert_eq!(rule(table.answer(2, 1, "consent", "").await), "rule-decision-over");
        assert_eq!(rule(table.close(1).await), "rule-decision-over");

        let again = Propose {
            title: "Once more".to_owned(),
            text: "The same words.".to_owned(),
            group: table.group.to_string(),
            closes: "2026-02-01".to_owned(),
            adopts: table.versions().await[0].about().to_string(),
            version: 1,
            ..Propose::default()
        };
        assert_eq!(table.seat(1).await.execute(again).await.unwrap(), 2);
        table.answer(2, 2, "objection", "No books at home").await.unwrap();
        table.all_consent(2).await;
        assert!(table.close(2).await.unwrap(), "an answer can be changed while it is open");
    });
}

#[test]
fn it_closes_when_all_have_answered_or_when_the_time_is_over() {
    house::both(async |store| {
        let table = Table::new(store).await;
        table.propose_version("First").await;
        assert_eq!(table.decision(1).await.quorum, 2, "more than half of three held seats");
        table.answer(0, 1, "consent", "").await.unwrap();
        assert_eq!(rule(table.close(1).await), "rule-decision-early");
        table.here.world.clock.set("2026-02-02T00:00:00Z".parse::<Timestamp>().unwrap());
        assert_eq!(rule(table.answer(1, 1, "consent", "").await), "rule-decision-over");
        assert!(!table.close(1).await.unwrap(), "one of two that had to answer");
        assert_eq!(table.decision(1).await.state, "not-adopted");
    });
}

#[test]
fn an_older_or_another_version_is_refused_and_nothing_changes() {
    house::both(async |store| {
        let table = Table::new(store).await;
        let first = table.propose_version("First").await;
        table.edit("Every child reads by nine.", 1).await;
        let second = table.propose_version("Second").await;
        table.all_consent(second.decision).await;
        assert!(table.close(second.decision).await.unwrap());
        table.all_consent(first.decision).await;
        assert_eq!(rule(table.close(first.decision).await), "rule-version-older");
        assert_eq!(table.decision(first.decision).await.state, "open", "the whole act is undone");

        table.edit("Every child reads by eight.", 2).await;
        let third = table.propose_version("Third").await;
        table.seat(1).await.execute(WithdrawProposal { decision: third.decision }).await.unwrap();
        let misread = Propose {
            title: "Third".to_owned(),
            text: "As seen.".to_owned(),
            group: table.group.to_string(),
            closes: "2026-02-01".to_owned(),
            adopts: table.versions().await[0].about().to_string(),
            version: 2,
            ..Propose::default()
        };
        let number = table.seat(1).await.execute(misread).await.unwrap();
        table.all_consent(number).await;
        assert!(matches!(table.close(number).await, Err(Error::Stale(stale)) if stale.version == 3));
        let in_force: Vec<i64> = table
            .versions()
            .await
            .into_iter()
            .filter(|version| version.state == "in-force")
            .map(|version| version.number)
            .collect();
        assert_eq!(in_force, [second.version]);
    });
}

#[test]
fn only_the_seats_decide_and_the_backbone_never() {
    house::both(async |store| {
        let table = Table::new(store).await;
        let act = Propose {
            title: "We meet monthly".to_owned(),
            text: "On the first Monday.".to_owned(),
            group: table.group.to_string(),
            closes: "2026-02-01".to_owned(),
            ..Propose::default()
        };
        assert_eq!(table.backbone.execute(act.clone()).await.unwrap(), 1, "the backbone may prepare");
        let (member, guest) = (table.here.new_person("Zoe", "member").await, table.here.guest().await);
        is_refused(guest.execute(act).await);
        let answer = || AnswerProposal { decision: 1, answer: "consent".to_owned(), reason: String::new() };
        for outsider in [&table.backbone, &member, &guest] {
            is_refused(outsider.execute(answer()).await);
            is_refused(outsider.execute(CloseDecision { decision: 1 }).await);
        }
        is_refused(member.execute(WithdrawProposal { decision: 1 }).await);
        // Whoever sits at the table and works for the backbone as well is neutral first.
        let mut both = table.seat(2).await;
        let mut actor = (*both.actor).clone();
        actor.standing.roles = actor.standing.roles.with(Role::Backbone);
        both.actor = Arc::new(actor);
        is_refused(both.execute(answer()).await);
        is_refused(both.execute(CloseDecision { decision: 1 }).await);
        assert_eq!(table.decision(1).await.state, "open");
    });
}

#[test]
fn what_cannot_be_adopted_is_not_proposed() {
    house::both(async |store| {
        let table = Table::new(store).await;
        let act = |adopts: &str| Propose {
            title: "t".to_owned(),
            text: "t".to_owned(),
            group: table.group.to_string(),
            closes: "2026-02-01".to_owned(),
            adopts: adopts.to_owned(),
            version: 1,
            ..Propose::default()
        };
        let mo = table.seat(1).await;
        for adopts in [
            "nonsense",
            "clause/0191d1b0-0000-7000-8000-000000000000",
            "version/0191d1b0-0000-7000-8000-000000000000",
        ] {
            assert_eq!(problem(mo.execute(act(adopts)).await), ("adopts".to_owned(), "problem-unknown"));
        }
    });
}

#[test]
fn a_seat_sees_what_waits_for_its_answer() {
    house::both(async |store| {
        let table = Table::new(store).await;
        table.propose_version("First").await;
        let waiting = async |at: usize| {
            let cx = table.seat(at).await;
            let mut read = cx.read().await.unwrap();
            Agenda.today(&cx, &mut read).await.unwrap()
        };
        let waits = waiting(2).await;
        assert_eq!((waits.len(), waits[0].why, waits[0].text), (1, Why::Waits, "today-decision-answer"));
        assert_eq!(waits[0].href, "/i/reading/decisions/1");
        table.answer(2, 1, "consent", "").await.unwrap();
        assert!(waiting(2).await.is_empty());
        assert_eq!(waiting(0).await.len(), 1);
        let mut read = table.backbone.read().await.unwrap();
        assert!(Agenda.today(&table.backbone, &mut read).await.unwrap().is_empty());
    });
}
