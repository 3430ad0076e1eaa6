//! Decisions by other methods than consent, by others than seats, and without names.

use ::store::Store;
use jiff::Timestamp;
use kernel::{Context, Error, PersonId};
use people::{AddPartnership, AddRepresentative, GroupId};
use web::Room;

use super::{Here, is_refused, problem, rule};
use crate::decision::{self, Decision, visible};
use crate::poll::count::Outcome;
use crate::{Agenda, AnswerProposal, CloseDecision, Propose, Rules, poll};

/// A steering group of three voting seats, and four members beside it.
struct Table {
    here: Here,
    backbone: Context,
    seats: Vec<PersonId>,
    members: Vec<PersonId>,
    group: GroupId,
}

impl Table {
    async fn new(store: Store) -> Self {
        let here = Here::new(store).await;
        let backbone = here.new_person("Bo", "backbone").await;
        let (mut seats, mut members) = (Vec::new(), Vec::new());
        for name in ["Fay", "Mo", "Pat"] {
            seats.push(here.person(name, "member").await);
        }
        for name in ["Ida", "Jan", "Kim", "Lou"] {
            members.push(here.person(name, "member").await);
        }
        let group = here.steering(&backbone, &seats).await;
        Self { here, backbone, seats, members, group }
    }

    fn proposal(&self, method: &str, options: &str) -> Propose {
        Propose {
            title: "Where do we begin?".to_owned(),
            text: "One place to begin with.".to_owned(),
            group: self.group.to_string(),
            closes: "2026-02-01".to_owned(),
            rules: Rules { method: method.to_owned(), options: options.to_owned(), ..Rules::default() },
            ..Propose::default()
        }
    }

    async fn answer(&self, person: PersonId, decision: i64, answer: &str) -> Result<(), Error> {
        let act = AnswerProposal { decision, answer: answer.to_owned(), reason: String::new() };
        self.here.as_(person).await.execute(act).await
    }

    async fn close(&self, decision: i64) -> Result<bool, Error> {
        self.here.as_(self.seats[0]).await.execute(CloseDecision { decision }).await
    }

    async fn decision(&self, number: i64) -> (Decision, poll::Poll, Vec<String>) {
        let mut read = self.backbone.read().await.unwrap();
        let found =
            decision::store::numbered(&mut read, self.here.initiative, number).await.unwrap().unwrap();
        let (poll, options) = poll::of(&self.backbone, &mut read, found.id).await.unwrap();
        (found, poll, options)
    }

    async fn outcome(&self, number: i64) -> Outcome {
        self.decision(number).await.1.counted().expect("a finished count")
    }
}

#[test]
fn each_method_is_asked_answered_and_counted() {
    house::both(async |store| {
        let table = Table::new(store).await;
        let three = "Bus\nLibrary\nClub";
        let mut number = 0;
        for (method, options, answers, winners) in [
            ("gradients", "", ["1", "2", "3"], vec![]),
            ("majority", "", ["1", "1", "2"], vec![0]),
            ("show-of-hands", three, ["2", "2", "abstain"], vec![1]),
            ("approval", three, ["1 3", "3", "2"], vec![2]),
            ("score", three, ["5,4,0", "0,5,1", ",3,"], vec![1]),
            ("median", three, ["5,4,0", "0,4,1", "1,4,0"], vec![1]),
            ("irv", three, ["1>2", "2>1", "2"], vec![1]),
            ("schulze", three, ["1>2>3", "1>3>2", "3"], vec![0]),
            ("stv-scottish", three, ["1>2", "1>2", "3"], vec![0]),
            ("dot", three, ["8,0,0", "0,5,3", "0,4,"], vec![1]),
        ] {
            number += 1;
            let fay = table.here.as_(table.seats[0]).await;
            assert_eq!(fay.execute(table.proposal(method, options)).await.unwrap(), number, "{method}");
            for (person, answer) in table.seats.iter().zip(answers) {
                table.answer(*person, number, answer).await.unwrap();
            }
            assert!(table.close(number).await.unwrap(), "{method}");
            let outcome = table.outcome(number).await;
            assert_eq!((outcome.winners, outcome.cast, outcome.eligible), (winners, 3, 4), "{method}");
            assert_eq!(table.decision(number).await.0.state, "adopted", "{method}");
        }
        let kept = Agenda.export(&table.backbone, &mut table.backbone.read().await.unwrap()).await.unwrap();
        let rows = |name: &str| kept.iter().find(|one| one.name == name).unwrap().rows.clone();
        assert_eq!((rows("polls").len(), rows("poll_options").len()), (10, 24));
        assert_eq!(rows("decision_answers").len(), 10 * 4, "the vacant seat is silent");
        assert!(rows("polls").iter().all(|poll| poll[8].len() == 32), "the seed is told after the end");
    });
}

#[test]
fn an_answer_is_of_the_method_or_it_is_refused() {
    house::both(async |store| {
        let table = Table::new(store).await;
        let fay = table.here.as_(table.seats[0]).await;
        fay.execute(table.proposal("irv", "Bus\nLibrary")).await.unwrap();
        for answer in ["consent", "", "3", "1>1", "1,2"] {
            let refused = problem(table.answer(table.seats[1], 1, answer).await);
            assert_eq!(refused, ("answer".to_owned(), "problem-order"), "{answer}");
        }
        table.answer(table.seats[1], 1, "2>1").await.unwrap();
        table.answer(table.seats[1], 1, "1>2").await.unwrap();
        let (decision, poll, _) = table.decision(1).await;
        let mut read = table.backbone.read().await.unwrap();
        let given = decision::store::answers(&mut read, table.here.initiative, decision.id).await.unwrap();
        assert_eq!(given.iter().map(|given| given.answer.as_str()).collect::<Vec<_>>(), ["1>2"], "one each");
        let seen = visible(&decision, &poll, given);
        assert_eq!((seen[0].name.as_str(), seen[0].answer.as_str()), ("Mo", ""), "told when it sways nobody");
        for (field, act) in [
            ("method", table.proposal("coin", "")),
            ("options", table.proposal("irv", "Bus")),
            (
                "method",
                Propose {
                    adopts: format!("version/{}", decision.id),
                    version: 1,
                    ..table.proposal("irv", "a\nb")
                },
            ),
        ] {
            assert_eq!(problem(fay.execute(act).await).0, field);
        }
    });
}

#[test]
fn every_member_has_one_vote_where_members_decide() {
    house::both(async |store| {
        let table = Table::new(store).await;
        let mut act = table.proposal("approval", "Bus\nLibrary");
        act.rules.electorate = "members".to_owned();
        act.rules.quorum = 50;
        let fay = table.here.as_(table.seats[0]).await;
        fay.execute(act).await.unwrap();
        assert_eq!(table.decision(1).await.0.quorum, 4, "half of seven, the backbone aside");
        for (person, answer) in table.members.iter().zip(["1", "1 2", "2", "2"]) {
            table.answer(*person, 1, answer).await.unwrap();
        }
        is_refused(table.backbone.execute(answer_of("1")).await);
        is_refused(table.here.guest().await.execute(answer_of("1")).await);
        is_refused(table.here.as_(table.members[0]).await.execute(CloseDecision { decision: 1 }).await);
        assert_eq!(rule(table.close(1).await), "rule-decision-early");
        table.here.world.clock.set("2026-02-02T00:00:00Z".parse::<Timestamp>().unwrap());
        assert!(table.close(1).await.unwrap());
        assert_eq!((table.outcome(1).await.winners, table.outcome(1).await.eligible), (vec![1], 7));
    });
}

fn answer_of(answer: &str) -> AnswerProposal {
    AnswerProposal { decision: 1, answer: answer.to_owned(), reason: String::new() }
}

#[test]
fn a_partner_has_one_vote_whoever_gives_it() {
    house::both(async |store| {
        let table = Table::new(store).await;
        let mut partners = Vec::new();
        for name in ["Library", "College"] {
            let act = AddPartnership {
                name: name.to_owned(),
                kind: "nonprofit".to_owned(),
                brings: String::new(),
                needs: String::new(),
                status: "active".to_owned(),
            };
            partners.push(table.backbone.execute(act).await.unwrap());
        }
        for (partner, person) in [(0, 0), (0, 1), (1, 2)] {
            let act = AddRepresentative { partnership: partners[partner].0, person: table.members[person] };
            table.backbone.execute(act).await.unwrap();
        }
        let mut act = table.proposal("majority", "");
        act.rules.electorate = "partners".to_owned();
        table.here.as_(table.seats[0]).await.execute(act).await.unwrap();
        table.answer(table.members[0], 1, "1").await.unwrap();
        table.answer(table.members[1], 1, "2").await.unwrap();
        table.answer(table.members[2], 1, "2").await.unwrap();
        is_refused(table.answer(table.members[3], 1, "1").await);
        assert!(!table.close(1).await.unwrap(), "both are against");
        assert_eq!((table.outcome(1).await.cast, table.outcome(1).await.verdict.as_str()), (2, "amend"));
    });
}

#[test]
fn confidential_answers_come_without_names() {
    house::both(async |store| {
        let table = Table::new(store).await;
        let mut act = table.proposal("gradients", "");
        act.rules.secrecy = "confidential".to_owned();
        let fay = table.here.as_(table.seats[0]).await;
        fay.execute(act).await.unwrap();
        for (person, answer) in table.seats.iter().zip(["6", "1", "2"]) {
            table.answer(*person, 1, answer).await.unwrap();
        }
        let answers = async || {
            let mut read = fay.read().await.unwrap();
            let tables = Agenda.export(&fay, &mut read).await.unwrap();
            tables.into_iter().find(|one| one.name == "decision_answers").unwrap().rows
        };
        assert!(answers().await.is_empty(), "only how many, while it is open");
        table.close(1).await.unwrap();
        let rows = answers().await;
        assert_eq!(rows.iter().map(|row| row[3].as_str()).collect::<Vec<_>>(), ["1", "2", "6"]);
        assert!(rows.iter().all(|row| row[1].is_empty() && row[2].is_empty() && row[5].is_empty()));
        let mut read = fay.read().await.unwrap();
        let about = table.decision(1).await.0.about();
        let entries = journal::feed::of_object(&mut read, table.here.initiative, &about, 10).await.unwrap();
        let answered: Vec<_> = entries.iter().filter(|entry| entry.act == "decision.answered").collect();
        assert_eq!(answered.len(), 3);
        for entry in answered {
            assert_eq!((entry.person, entry.name.as_str()), (None, ""), "{entry:?}");
        }
    });
}
