//! Rounds of a proposal: objections, what they change, advice before the vote.

use ::store::Store;
use jiff::Timestamp;
use kernel::{Context, Error, PersonId};
use people::GroupId;
use web::Room;

use super::agenda::vision;
use super::{Here, is_refused, problem, rule};
use crate::objection::{self, Standing};
use crate::{
    Agenda, AmendProposal, AnswerAdvice, AnswerProposal, AskForAdvice, CloseDecision, EditClause, GiveAdvice,
    OpenVote, Propose, ProposeVersion, close_decision, poll, version,
};

/// Five seats around a table, and a draft of one clause.
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
        for name in ["Fay", "Ida", "Mo", "Pat", "Uli"] {
            people.push(here.person(name, "member").await);
        }
        let group = here.steering(&backbone, &people).await;
        here.as_(people[1]).await.execute(vision("Every child reads.")).await.unwrap();
        Self { here, backbone, people, group }
    }

    async fn seat(&self, at: usize) -> Context {
        self.here.as_(self.people[at]).await
    }

    async fn answer(&self, at: usize, answer: &str, reason: &str) -> Result<(), Error> {
        let act = AnswerProposal { decision: 1, answer: answer.to_owned(), reason: reason.to_owned() };
        self.seat(at).await.execute(act).await
    }

    fn proposal(&self) -> Propose {
        Propose {
            title: "We meet monthly".to_owned(),
            text: "On the first Monday.".to_owned(),
            group: self.group.to_string(),
            closes: "2026-02-01".to_owned(),
            affected: "Whoever works on Mondays.".to_owned(),
            review_on: "2027-01-31".to_owned(),
            ..Propose::default()
        }
    }

    fn amended() -> AmendProposal {
        AmendProposal {
            decision: 1,
            text: "On the first Tuesday.".to_owned(),
            changed: "Mondays are taken.".to_owned(),
            integrates: vec![1],
            closes: "2026-02-15".to_owned(),
            draft: false,
        }
    }

    async fn objections(&self) -> Vec<(i64, Standing, i64)> {
        let decision = poll::numbered(&self.backbone, 1).await.unwrap().0.id;
        let mut read = self.backbone.read().await.unwrap();
        let all = objection::store::all(&mut read, self.here.initiative, decision).await.unwrap();
        all.into_iter().map(|one| (one.round, one.state, one.settled_round)).collect()
    }
}

#[test]
fn an_objection_changes_the_proposal_and_everybody_is_asked_anew() {
    house::both(async |store| {
        let table = Table::new(store).await;
        table.seat(1).await.execute(table.proposal()).await.unwrap();
        for at in [0, 1, 3] {
            table.answer(at, "consent", "").await.unwrap();
        }
        table.answer(2, "objection", "I work").await.unwrap();
        table.answer(2, "objection", "I work on Mondays").await.unwrap();
        table.answer(4, "objection", "Too often").await.unwrap();
        assert_eq!(table.objections().await, [(1, Standing::Raised, 0), (1, Standing::Raised, 0)]);

        is_refused(table.seat(0).await.execute(Table::amended()).await);
        let proposer = table.seat(1).await;
        let same = AmendProposal { text: "On the first Monday.".to_owned(), ..Table::amended() };
        assert_eq!(problem(proposer.execute(same).await).0, "text");
        let unknown = AmendProposal { integrates: vec![7], ..Table::amended() };
        assert_eq!(problem(proposer.execute(unknown).await).0, "integrates");
        assert_eq!(proposer.execute(Table::amended()).await.unwrap(), 2);

        let (decision, ..) = poll::numbered(&proposer, 1).await.unwrap();
        assert_eq!((decision.round, decision.text.as_str()), (2, "On the first Tuesday."));
        assert_eq!(
            rule(close_decision(&table.seat(0).await, 1).await),
            "rule-decision-early",
            "consents are gone"
        );
        for at in 0..5 {
            table.answer(at, "consent", "").await.unwrap();
        }
        assert!(close_decision(&table.seat(0).await, 1).await.unwrap());
        assert_eq!(table.objections().await, [(1, Standing::Integrated, 2), (1, Standing::Withdrawn, 2)]);

        let mut read = proposer.read().await.unwrap();
        let kept = Agenda.export(&proposer, &mut read).await.unwrap();
        let rows = |name: &str| kept.iter().find(|one| one.name == name).unwrap().rows.clone();
        assert_eq!(rows("decision_rounds")[0][2], "On the first Monday.");
        assert_eq!(rows("decision_round_answers").len(), 5, "what was answered before is kept");
        assert_eq!(rows("objections")[0][5], "I work on Mondays");
        assert_eq!(rows("decisions")[0][13..], ["2", "Whoever works on Mondays.", "2027-01-31"]);
    });
}

#[test]
fn the_draft_takes_the_place_of_the_version_that_was_objected_to() {
    house::both(async |store| {
        let table = Table::new(store).await;
        let act = ProposeVersion {
            title: "First".to_owned(),
            group: table.group.to_string(),
            closes: "2026-02-01".to_owned(),
            ..ProposeVersion::default()
        };
        let proposer = table.seat(1).await;
        proposer.execute(act).await.unwrap();
        table.answer(2, "objection", "By when?").await.unwrap();
        let edit = EditClause {
            clause: 1,
            section: "vision".to_owned(),
            text: "Every child reads by nine.".to_owned(),
            version: 1,
            ..EditClause::default()
        };
        proposer.execute(edit).await.unwrap();
        let amended = AmendProposal { text: "First".to_owned(), draft: true, ..Table::amended() };
        assert_eq!(proposer.execute(amended).await.unwrap(), 2);
        for at in 0..5 {
            table.answer(at, "consent", "").await.unwrap();
        }
        assert!(close_decision(&table.seat(0).await, 1).await.unwrap());
        let mut read = proposer.read().await.unwrap();
        let in_force = version::store::in_force(&mut read, table.here.initiative).await.unwrap().unwrap();
        let clauses = version::store::clauses(&mut read, table.here.initiative, in_force.id).await.unwrap();
        assert_eq!((in_force.number, clauses[0].text.as_str()), (2, "Every child reads by nine."));
    });
}

#[test]
fn advice_comes_before_the_vote_and_each_piece_is_answered() {
    house::both(async |store| {
        let table = Table::new(store).await;
        let proposer = table.seat(1).await;
        proposer.execute(Propose { advice: true, ..table.proposal() }).await.unwrap();
        assert_eq!(rule(table.answer(0, "consent", "").await), "rule-decision-over", "the vote is not open");
        assert_eq!(
            rule(table.seat(0).await.execute(CloseDecision { decision: 1 }).await),
            "rule-decision-over"
        );
        let outsider = table.here.person("Zoe", "member").await;
        let ask = |whom: String| AskForAdvice { decision: 1, whom };
        is_refused(table.seat(0).await.execute(ask(format!("person/{outsider}"))).await);
        assert_eq!(problem(proposer.execute(ask("person/nobody".to_owned())).await).0, "whom");
        assert_eq!(proposer.execute(ask(format!("person/{outsider}"))).await.unwrap(), 1);
        assert_eq!(proposer.execute(ask(format!("group/{}", table.group))).await.unwrap(), 2);
        assert_eq!(
            problem(proposer.execute(ask(format!("person/{outsider}"))).await).1,
            "problem-advice-asked"
        );

        let waiting = async |person: PersonId| {
            let cx = table.here.as_(person).await;
            let waiting = Agenda.today(&cx, &mut cx.read().await.unwrap()).await.unwrap();
            waiting.into_iter().map(|one| one.text).collect::<Vec<_>>()
        };
        assert_eq!(waiting(outsider).await, ["today-advice-give"]);
        let give = |advice: i64, text: &str| GiveAdvice { decision: 1, advice, text: text.to_owned() };
        let zoe = table.here.as_(outsider).await;
        is_refused(table.seat(0).await.execute(give(1, "Tuesdays")).await);
        is_refused(zoe.execute(give(2, "Tuesdays")).await);
        zoe.execute(give(1, "Tuesdays are better")).await.unwrap();
        table.seat(3).await.execute(give(2, "Keep it short")).await.unwrap();
        assert!(waiting(outsider).await.is_empty());
        assert_eq!(waiting(table.people[1]).await, ["today-advice-open"]);

        let open = || OpenVote {
            decision: 1,
            text: "On the first Tuesday.".to_owned(),
            closes: "2026-03-01".to_owned(),
        };
        assert_eq!(rule(proposer.execute(open()).await), "rule-advice-unanswered");
        let answer = |advice: i64| AnswerAdvice { decision: 1, advice, text: "We do that".to_owned() };
        is_refused(table.seat(0).await.execute(answer(1)).await);
        proposer.execute(answer(1)).await.unwrap();
        proposer.execute(answer(2)).await.unwrap();
        is_refused(table.seat(0).await.execute(open()).await);
        proposer.execute(open()).await.unwrap();
        assert_eq!(rule(zoe.execute(give(1, "Wednesdays")).await), "rule-advice-over");
        let (decision, ..) = poll::numbered(&proposer, 1).await.unwrap();
        assert_eq!((decision.state.as_str(), decision.text.as_str()), ("open", "On the first Tuesday."));
        table.here.world.clock.set("2026-02-10T00:00:00Z".parse::<Timestamp>().unwrap());
        table.answer(0, "consent", "").await.unwrap();
        let mut read = proposer.read().await.unwrap();
        let kept = Agenda.export(&proposer, &mut read).await.unwrap();
        let rows = &kept.iter().find(|one| one.name == "advice").unwrap().rows;
        assert_eq!((rows[0][4].as_str(), rows[1][7].as_str()), ("Tuesdays are better", "We do that"));
    });
}
