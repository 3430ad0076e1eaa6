//! Questions and answers, waivers, and who reports in a partner's stead.

use super::*;
use crate::query;

/// North has reported 2018 and it counts: the measure, the duties, the submission.
async fn counting(town: &Town) -> (i64, Vec<i64>, i64) {
    let (measure, duties) = town.measure(&[]).await;
    town.open(measure, "2018").await;
    let sent = town.partner(0).execute(sending(duties[0], 1.0, 2.0)).await.unwrap();
    town.partner(0).execute(AcceptSubmission { submission: sent }).await.unwrap();
    (measure, duties, sent)
}

fn asking(submission: i64, question: &str) -> AskPartner {
    AskPartner { submission, question: question.into(), address: "https://example.org/here".into() }
}

fn answering(question: i64, answer: &str) -> AnswerQuestion {
    AnswerQuestion { question, answer: answer.into(), address: "https://example.org/here".into() }
}

async fn state(town: &Town, number: i64) -> query::Query {
    let mut read = town.plain.read().await.unwrap();
    query::store::numbered(&mut read, town.plain.initiative().unwrap(), number).await.unwrap().unwrap()
}

/// How many numbers of the measure's first period have no question left.
async fn passed(town: &Town, cx: &Context) -> Option<usize> {
    let (measure, series, _) = town.read(1).await;
    let mut read = cx.read().await.unwrap();
    let checked =
        measure::health::of(cx, &mut read, cx.initiative().unwrap(), &measure, &series.values[0]).await;
    checked.unwrap().reported.passed
}

#[test]
fn a_number_goes_back_with_a_question_and_only_its_partner_answers() {
    house::both(async |store| {
        let town = Town::new(store, &["North", "South"]).await;
        let (_, duties, sent) = counting(&town).await;
        let (north, south) = (town.partner(0), town.partner(1));
        town.speaker(0, "speaker").await;
        let (asker, _) = town.somebody("asker").await;
        let mut backbone = town.backbone();
        backbone.actor = Arc::new(Actor { person: Some(asker), ..Actor::clone(&backbone.actor) });

        for other in [&north, &south, &town.member()] {
            assert!(forbidden(other.execute(asking(sent, "Really?")).await), "a partner asks nobody");
        }
        let empty = backbone.execute(asking(sent, " ")).await;
        assert_eq!(fields(empty), [("question".to_owned(), "problem-empty")]);
        assert!(matches!(backbone.execute(asking(99, "Really?")).await, Err(Error::Missing)));
        let question = backbone.execute(asking(sent, "Is it of the whole year?")).await.unwrap();

        for other in [&south, &town.member(), &backbone] {
            assert!(forbidden(other.execute(answering(question, "Yes")).await));
        }
        let about = town.submission(sent).await;
        assert!(query::seen_by(&about, &north) && query::seen_by(&about, &backbone), "both sides see it");
        assert!(!query::seen_by(&about, &south) && !query::seen_by(&about, &town.member()));
        assert_eq!(town.values(1).await[0].reported, 1, "it counts as long as it is asked about");
        assert_eq!(passed(&town, &backbone).await, Some(0));
        assert_eq!(passed(&town, &town.plain).await, None, "nobody else knows who was asked");

        assert_eq!(fields(north.execute(answering(question, "")).await)[0].1, "problem-empty");
        north.execute(answering(question, "Yes, of all twelve months.")).await.unwrap();
        let twice = north.execute(answering(question, "No")).await;
        assert!(matches!(twice, Err(Error::Rule("query-rule-answered"))));
        assert_eq!(state(&town, question).await.state, query::State::Answered);
        assert_eq!(passed(&town, &backbone).await, Some(1));
        let mails = town.mails().await;
        assert_eq!(mails.len(), 2, "{mails:?}");
        assert!(mails[0].0 == "speaker@example.org" && mails[0].1.contains("of the whole year"));
        assert!(mails[1].0 == "asker@example.org" && mails[1].1.contains("twelve months"));

        assert!(forbidden(north.execute(SettleQuestion { question }).await));
        backbone.execute(SettleQuestion { question }).await.unwrap();
        let twice = backbone.execute(SettleQuestion { question }).await;
        assert!(matches!(twice, Err(Error::Rule("query-rule-settled"))));
        // What nobody but the partner has accepted cannot be asked about: nobody sees it.
        let unseen = north.execute(sending(duties[0], 3.0, 4.0)).await.unwrap();
        assert!(matches!(backbone.execute(asking(unseen, "Why?")).await, Err(Error::Missing)));
    });
}

#[test]
fn a_correction_is_an_answer_once_its_partner_accepts_it() {
    house::both(async |store| {
        let town = Town::new(store, &["North"]).await;
        let (_, duties, sent) = counting(&town).await;
        let (north, backbone) = (town.partner(0), town.backbone());
        let question = backbone.execute(asking(sent, "Is it of the whole year?")).await.unwrap();
        let note = "Four months were missing".to_owned();
        let better = SendSubmission { note: note.clone(), ..sending(duties[0], 3.0, 8.0) };
        let better = north.execute(better).await.unwrap();
        let before = state(&town, question).await;
        assert_eq!(
            (before.state, before.answer.as_str()),
            (query::State::Open, ""),
            "nobody else sees it yet"
        );
        north.execute(AcceptSubmission { submission: better }).await.unwrap();
        let after = state(&town, question).await;
        assert_eq!((after.state, after.answer, after.corrected), (query::State::Answered, note, Some(2)));
        let old = backbone.execute(asking(sent, "And before?")).await;
        assert!(matches!(old, Err(Error::Rule("query-rule-other-revision"))));
    });
}

#[test]
fn a_waiver_has_a_reason_and_is_never_a_zero() {
    house::both(async |store| {
        let town = Town::new(store, &["North", "South"]).await;
        let (measure, duties, _) = counting(&town).await;
        let backbone = town.backbone();
        let waive = |duty: usize, reason: &str| WaiveDuty {
            duty: duties[duty],
            period: "2018".into(),
            reason: reason.into(),
        };
        for other in [&town.partner(1), &town.member()] {
            assert!(forbidden(other.execute(waive(1, "Closed")).await), "nobody lets itself off");
        }
        assert_eq!(fields(backbone.execute(waive(1, "")).await), [("reason".to_owned(), "problem-empty")]);
        let counts = backbone.execute(waive(0, "Closed")).await;
        assert!(matches!(counts, Err(Error::Rule("waiver-rule-counts"))));
        let other = WaiveDuty { period: "2017".into(), ..waive(1, "Closed") };
        assert!(matches!(backbone.execute(other).await, Err(Error::Missing)));
        backbone.execute(waive(1, "Closed that year")).await.unwrap();
        let twice = backbone.execute(waive(1, "Closed")).await;
        assert!(matches!(twice, Err(Error::Rule("waiver-rule-already"))));

        let initiative = town.plain.initiative().unwrap();
        let missing = async || {
            let mut read = town.plain.read().await.unwrap();
            duty::store::missing(&mut read, initiative, town.partners[1]).await.unwrap().len()
        };
        assert_eq!(missing().await, 0, "nothing is asked of it");
        let value = &town.values(measure).await[0];
        assert_eq!(value.coverage().to_string(), "1 of 2", "the number stays missing");
        let lift = LiftWaiver { duty: duties[1], period: "2018".into() };
        assert!(forbidden(town.partner(1).execute(lift.clone()).await));
        backbone.execute(lift.clone()).await.unwrap();
        assert!(matches!(backbone.execute(lift).await, Err(Error::Rule("waiver-rule-not"))));
        assert_eq!(missing().await, 1);
    });
}

#[test]
fn a_delegate_reports_on_its_days_and_accepts_only_if_told_so() {
    house::both(async |store| {
        let town = Town::new(store, &["North", "South"]).await;
        let (measure, duties) = town.measure(&[]).await;
        town.open(measure, "2018").await;
        let (north, (person, stead)) = (town.partner(0), town.somebody("stead").await);
        let naming = |since: &str, until: &str, accepts| NameDelegate {
            partner: town.partners[0],
            person: Some(person),
            since: since.into(),
            until: until.into(),
            accepts,
        };
        assert!(forbidden(stead.execute(sending(duties[0], 1.0, 2.0)).await), "nobody named it");
        for other in [&town.partner(1), &town.backbone(), &stead] {
            assert!(forbidden(other.execute(naming("2026-01-01", "2026-01-31", true)).await));
        }
        let back = north.execute(naming("2026-02-01", "2026-01-31", false)).await;
        assert_eq!(fields(back), [("until".to_owned(), "delegate-problem-order")]);
        let over = north.execute(naming("2025-01-01", "2025-12-31", false)).await;
        assert_eq!(fields(over), [("until".to_owned(), "delegate-problem-over")]);
        let nobody = NameDelegate { person: Some(PersonId::new()), ..naming("soon", "2026-01-31", false) };
        let nobody = fields(north.execute(nobody).await);
        assert_eq!(nobody, [("person".into(), "problem-choose"), ("since".into(), "problem-date")]);

        // It is 5 January 2026.
        north.execute(naming("2026-01-06", "2026-01-31", false)).await.unwrap();
        assert!(forbidden(stead.execute(sending(duties[0], 1.0, 2.0)).await), "its days have not begun");
        town.plain.world.clock.set("2026-01-06T08:00:00Z".parse().unwrap());
        assert!(forbidden(stead.execute(sending(duties[1], 1.0, 2.0)).await), "not for South");
        let sent = stead.execute(sending(duties[0], 1.0, 2.0)).await.unwrap();
        assert!(forbidden(stead.execute(AcceptSubmission { submission: sent }).await));
        let read =
            async |cx: &Context| delegate::standing_in(cx, &mut cx.read().await.unwrap()).await.unwrap();
        assert!(town.submission(sent).await.seen_by(&read(&stead).await), "what it sent it may see");
        let more = north.execute(naming("2026-01-06", "2026-01-07", true)).await.unwrap();
        stead.execute(AcceptSubmission { submission: sent }).await.unwrap();
        assert_eq!(town.submission(sent).await.sent_by, "stead", "the journal names who did it");

        assert!(forbidden(stead.execute(EndDelegate { delegate: more }).await));
        assert!(forbidden(town.partner(1).execute(EndDelegate { delegate: more }).await));
        town.plain.world.clock.set("2026-02-01T08:00:00Z".parse().unwrap());
        assert!(forbidden(stead.execute(sending(duties[0], 3.0, 4.0)).await), "its days are over");
        town.plain.world.clock.set("2026-01-06T08:00:00Z".parse().unwrap());
        let mut gone = stead.clone();
        gone.actor = Arc::new(Actor { standing: Standing::default(), ..Actor::clone(&stead.actor) });
        assert!(forbidden(gone.execute(sending(duties[0], 3.0, 4.0)).await), "it belongs here no more");
    });
}
