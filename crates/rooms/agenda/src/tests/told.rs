//! Told back, and the report of a round.

use ::store::Migration;
use jiff::SignedDuration;
use kernel::{Context, Kinds, Ref, Via};
use people::steward;
use uuid::Uuid;
use web::Room;
use web::text::Profile;

use super::pages::Browser;
use super::{Here, conversation, is_refused, problem, rule};
use crate::map::keep::Keeper;
use crate::{
    AddStatement, Agenda, CastVote, Choice, CiteStatements, EndConversation, HideStatement,
    NameConstituencies, SayConstituency, TellBack, Voice, WriteClause, hearing, statement,
};

fn told(statement: i64, outcome: &str, reason: &str) -> TellBack {
    TellBack {
        conversation: 1,
        statement,
        outcome: outcome.into(),
        reason: reason.into(),
        ..TellBack::default()
    }
}

async fn id(cx: &Context, number: i64) -> Uuid {
    let mut read = cx.read().await.unwrap();
    let found = statement::store::numbered(&mut read, cx.initiative().unwrap(), 1, number).await;
    found.unwrap().unwrap().statement.id.0
}

/// What came of each statement, in the order of the list that is worked through.
async fn came(cx: &Context) -> Vec<(i64, String)> {
    let mut read = cx.read().await.unwrap();
    let part = ::store::Part { skip: 0, size: 10 };
    let found =
        hearing::store::part(&mut read, cx.initiative().unwrap(), 1, "2026-01-01", part).await.unwrap();
    found.iter().map(|one| (one.number, one.came().told())).collect()
}

fn clause(cites: Vec<Uuid>) -> WriteClause {
    WriteClause { section: "vision".into(), text: "Books for all.".into(), cites, ..WriteClause::default() }
}

#[test]
fn every_statement_gets_an_answer_and_a_clause_answers_by_itself() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let fay = here.new_person("Fay", "facilitator").await;
        fay.execute(conversation()).await.unwrap();
        let mo = here.new_person("Mo", "member").await;
        is_refused(mo.execute(told(1, "heard", "")).await);
        assert_eq!(problem(fay.execute(told(1, "ignored", "")).await).0, "outcome");
        assert_eq!(problem(fay.execute(told(1, "not-used", " ")).await).0, "reason");
        fay.execute(told(1, "heard", "")).await.unwrap();
        assert_eq!(came(&fay).await, [(2, "open".to_owned()), (1, "heard".to_owned())]);
        fay.execute(told(1, "not-used", "The library belongs to the county.")).await.unwrap();
        assert_eq!(came(&fay).await[1].1, "not-used");

        let (one, two) = (id(&mo, 1).await, id(&mo, 2).await);
        let number = mo.execute(clause(vec![two])).await.unwrap();
        assert_eq!(came(&fay).await[1], (2, format!("used {number}")), "a clause cites it");
        assert_eq!(rule(fay.execute(told(2, "heard", "")).await), "rule-statement-used");
        mo.execute(CiteStatements { clause: number, statements: vec![one] }).await.unwrap();
        assert_eq!(came(&fay).await[0], (1, format!("used {number}")), "and that is the better answer");

        let mut anybody = Browser::new(&here);
        let page = anybody.whole("/conversations/1/answers").await;
        assert!(page.contains("2 have an answer") && !page.contains("<form method=\"post\""), "{page}");
        let page = anybody.whole("/conversations/1/statements/2").await;
        assert!(page.contains(">Used<") && page.contains(&format!("/agenda/clauses/{number}")), "{page}");
        let exported = Agenda.export(&fay, &mut fay.read().await.unwrap()).await.unwrap();
        let answers = exported.iter().find(|table| table.name == "statement_answers").unwrap();
        assert_eq!(answers.rows[1][..4], ["1", "1", "not-used", "The library belongs to the county."]);
    });
}

#[test]
fn whoever_said_it_finds_the_answer_with_the_same_browser() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let fay = here.person("Fay", "facilitator").await;
        here.as_(fay).await.execute(conversation()).await.unwrap();
        let mut guest = Browser::new(&here);
        let (action, hidden) = guest.form("/conversations/1", "/statements").await;
        guest.post(&action, &format!("{hidden}&text=Later+buses")).await;
        let page = guest.whole("/conversations/1/mine").await;
        assert!(page.contains("You have written one statement") && page.contains("Later buses"), "{page}");

        let mut facilitator = Browser::of(&here, fay).await;
        let (action, hidden) = facilitator.form("/conversations/1/answers?statement=3", "/answer").await;
        let (status, _, page) =
            facilitator.post(&action, &format!("{hidden}&outcome=not-used&reason=")).await;
        assert_eq!(status, 422, "without a reason it is asked again");
        assert!(page.contains("Later buses"));
        let (status, ..) =
            facilitator.post(&action, &format!("{hidden}&outcome=not-used&reason=No+drivers")).await;
        assert_eq!(status, 303);
        let page = guest.whole("/conversations/1/mine").await;
        assert!(page.contains("No drivers") && page.contains("One has an answer"), "{page}");
        let other = Browser::new(&here).whole("/conversations/1/mine").await;
        assert!(!other.contains("No drivers"), "nobody else said it");
    });
}

#[test]
fn authors_with_an_account_are_told_by_mail_each_outcome_once() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let fay = here.new_person("Fay", "facilitator").await;
        fay.execute(conversation()).await.unwrap();
        let mo = here.new_person("Mo", "member").await;
        for text in ["Later buses", "More seats"] {
            mo.execute(AddStatement { conversation: 1, text: text.into(), voice: None }).await.unwrap();
        }
        let texts = web::texts(&[Box::new(Agenda) as Box<dyn Room>]).unwrap();
        let say = texts.speak("en", None, Profile::Classic);
        let product = steward(&here.world, Via::Job, "Groundswell").at(fay.place().unwrap().clone());
        let mails = async || {
            hearing::mail::by_the_clock(&product, &say, "https://example.org/i/reading").await.unwrap();
            let mut read = here.world.store.read().await.unwrap();
            let posted = courier::outbox(&mut read, None, 20).await.unwrap();
            let told = posted.into_iter().filter(|mail| mail.purpose == "told-back");
            told.map(|mail| (mail.to, mail.text.unwrap())).collect::<Vec<_>>()
        };
        assert_eq!(mails().await, [], "nothing is answered yet");
        fay.execute(told(1, "heard", "Seeds have no author")).await.unwrap();
        fay.execute(told(3, "considered", "At the meeting")).await.unwrap();
        fay.execute(told(4, "not-used", "No money")).await.unwrap();
        let first = mails().await;
        assert_eq!((first.len(), first[0].0.as_str()), (1, "mo@example.org"), "one mail for both");
        assert!(first[0].1.contains("“Later buses” was considered. At the meeting"), "{}", first[0].1);
        assert!(first[0].1.contains("No money") && first[0].1.contains("/conversations/1/mine"));
        assert_eq!(mails().await.len(), 1, "once");
        mo.execute(clause(vec![id(&mo, 4).await])).await.unwrap();
        let second = mails().await;
        assert!(second.len() == 2 && second[0].1.contains("“More seats” is used in clause"), "{second:?}");
        assert_eq!(mails().await.len(), 2);
    });
}

/// The report on paper; that it is PDF/A and PDF/UA is checked where it is made.
async fn printed(browser: &mut Browser) -> String {
    let (status, paper) = browser.get("/conversations/1/report.pdf").await;
    assert_eq!(status, axum::http::StatusCode::OK, "{paper}");
    assert!(paper.starts_with("%PDF-1.7") && paper.trim_end().ends_with("%%EOF"));
    paper
}

#[test]
fn a_report_makes_itself_and_counts_no_small_number() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let fay = here.new_person("Fay", "facilitator").await;
        fay.execute(conversation()).await.unwrap();
        let named = |names: &str| NameConstituencies { conversation: 1, names: names.into() };
        assert_eq!(problem(fay.execute(named(" ")).await).0, "names");
        fay.execute(named("Tenants\n Shopkeepers\n\nYoung people")).await.unwrap();
        fay.execute(named("Tenants\nParents")).await.unwrap();
        let mut anybody = Browser::new(&here);
        printed(&mut anybody).await;
        let guest = here.guest().await;
        for person in 0..8 {
            let voice = Some(Voice::new().unwrap());
            let constituency = if person < 6 { 1 } else { 2 };
            let vote = CastVote {
                conversation: 1,
                statement: 1,
                choice: Choice::Agree,
                important: false,
                voice: voice.clone(),
            };
            guest.execute(vote).await.unwrap();
            let say =
                SayConstituency { conversation: 1, constituency: Some(constituency), voice: voice.clone() };
            guest.execute(say.clone()).await.unwrap();
            guest.execute(say.clone()).await.unwrap();
            let wrong = SayConstituency { constituency: Some(9), ..say };
            assert_eq!(problem(guest.execute(wrong).await).0, "constituency");
        }
        let mut keeper = Keeper::new(here.world.clone());
        keeper.round().await.unwrap();
        printed(&mut anybody).await;
        let page = anybody.whole("/conversations/1/report").await;
        assert!(page.contains("How it stands so far") && page.contains("8 people took part"), "{page}");
        assert!(page.contains("fewer than 5") && page.contains("nobody"));
        assert!(
            page.contains("Nobody said that they are of:") && page.contains("Young people, Parents"),
            "{page}"
        );

        fay.execute(EndConversation { conversation: 1 }).await.unwrap();
        here.world.clock.set(here.world.clock.now() + SignedDuration::from_secs(60));
        keeper.round().await.unwrap();
        let page = anybody.whole("/conversations/1/report").await;
        assert!(page.contains("Made by itself when the conversation ended"), "{page}");
        assert!(page.contains("/conversations/1/report.pdf"));
        assert_eq!(printed(&mut anybody).await, printed(&mut anybody).await, "it does not change any more");
        let hide = HideStatement { conversation: 1, statement: 2, reason: Some("Names somebody".into()) };
        fay.execute(hide).await.unwrap();
        keeper.draw(here.initiative, 1).await.unwrap();
        let (_, data) = anybody.api("/conversations/1/report").await;
        let data: serde_json::Value = serde_json::from_str(&data).unwrap();
        assert_eq!((&data["last"], &data["hidden"]), (&true.into(), &0.into()), "it stays as it was: {data}");
        assert_eq!(data["constituencies"][0]["heard"]["people"], 6);
        assert_eq!(data["constituencies"][1]["heard"], "few", "not even to programs");
        let (_, table) = anybody.get("/conversations/1/report.csv").await;
        assert_eq!(table.lines().nth(1), Some("1,The library closes too early.,8,0,0"), "{table}");
    });
}

#[test]
fn a_promise_has_its_day_and_the_whole_story_stays() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let (fay, lin) = (here.person("Fay", "facilitator").await, here.person("Lin", "backbone").await);
        let (fay, mo) = (here.as_(fay).await, here.new_person("Mo", "member").await);
        fay.execute(conversation()).await.unwrap();
        let number = mo.execute(clause(vec![id(&mo, 1).await])).await.unwrap();
        let will = |due: &str| TellBack { due: due.into(), ..told(1, "will", "The library tries Mondays") };
        assert_eq!(problem(fay.execute(told(1, "did", " ")).await).0, "reason");
        for day in ["", "soon", "2026-02-30"] {
            assert_eq!(problem(fay.execute(will(day)).await), ("due".into(), "problem-hearing-due"));
        }
        let elsewhere =
            TellBack { came: Some(Ref::new("statement", id(&mo, 1).await)), ..will("2026-02-01") };
        assert_eq!(problem(fay.execute(elsewhere).await).0, "came");
        fay.execute(will("2026-02-01")).await.unwrap();
        assert_eq!(came(&fay).await[1], (1, "will".into()), "more than that a clause uses it");
        assert!(Agenda.today(&fay, &mut fay.read().await.unwrap()).await.unwrap().is_empty());

        here.world.clock.set("2026-02-02T08:00:00Z".parse().unwrap());
        let waits = Agenda.today(&fay, &mut fay.read().await.unwrap()).await.unwrap();
        assert_eq!(waits.iter().map(|line| line.text).collect::<Vec<_>>(), ["today-promised"]);
        let mut facilitator = Browser::of(&here, fay.actor.person.unwrap()).await;
        let page = facilitator.whole("/conversations/1/answers").await;
        assert!(page.contains("That day has passed") && page.contains("none has an answer yet"), "{page}");
        let lin = here.as_(lin).await;
        lin.execute(told(1, "did", "It opens on Mondays until nine")).await.unwrap();
        assert!(Agenda.today(&fay, &mut fay.read().await.unwrap()).await.unwrap().is_empty());

        let mut anybody = Browser::new(&here);
        let page = anybody.whole("/conversations/1/statements/1").await;
        let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("{words}: {page}"));
        assert!(at("It was said") < at("The library tries Mondays"));
        assert!(at("The library tries Mondays") < at("It opens on Mondays until nine"));
        assert!(page.contains("1 February 2026") && page.contains(&format!("/agenda/clauses/{number}")));
        let page = anybody.whole("/answers").await;
        assert!(
            page.contains("It opens on Mondays") && !page.contains("tries Mondays"),
            "the latest: {page}"
        );
        let (_, data) = anybody.api("/answers").await;
        let data: serde_json::Value = serde_json::from_str(&data).unwrap();
        assert_eq!((&data[0]["outcome"], &data[0]["told_by"]), (&"did".into(), &"Lin".into()), "{data}");
        let hide = HideStatement { conversation: 1, statement: 1, reason: Some("Names somebody".into()) };
        fay.execute(hide).await.unwrap();
        assert!(!anybody.whole("/answers").await.contains("Mondays"), "what is hidden is told to nobody");
        let exported = Agenda.export(&fay, &mut fay.read().await.unwrap()).await.unwrap();
        let answers = exported.iter().find(|table| table.name == "statement_answers").unwrap();
        let kept: Vec<_> = answers.rows.iter().map(|row| (row[2].as_str(), row[4].as_str())).collect();
        assert_eq!(kept, [("will", "2026-02-01"), ("did", "")]);
    });
}

/// What was told before there was one way of it, in both of the old tables.
const OLD: Migration = Migration {
    name: "agenda/old",
    text: "-- sqlite:
INSERT INTO statement_answer VALUES (x'01', x'0a', 'heard', 'first', 'Fay', 1);
INSERT INTO statement_answer VALUES (x'01', x'0b', 'not-used', 'no money', 'Fay', 5);
INSERT INTO answer VALUES (x'01', x'0c', 1, x'0a', 'did', 'done', 'win/x', 'Lin', 2);
INSERT INTO answer VALUES (x'01', x'0d', 2, x'0b', 'could-not', 'never', NULL, 'Lin', 3);
-- postgres:
INSERT INTO statement_answer SELECT lpad('1', 32, '0')::uuid, lpad('a', 32, '0')::uuid, 'heard', 'first', 'Fay', 1;
INSERT INTO statement_answer SELECT lpad('1', 32, '0')::uuid, lpad('b', 32, '0')::uuid, 'not-used', 'no money', 'Fay', 5;
INSERT INTO answer SELECT lpad('1', 32, '0')::uuid, lpad('c', 32, '0')::uuid, 1, lpad('a', 32, '0')::uuid, 'did', 'done',
    'win/x', 'Lin', 2;
INSERT INTO answer SELECT lpad('1', 32, '0')::uuid, lpad('d', 32, '0')::uuid, 2, lpad('b', 32, '0')::uuid, 'could-not',
    'never', NULL, 'Lin', 3;
-- both:
",
};

::store::statements! {
    KEPT = "SELECT outcome, reason, latest FROM telling ORDER BY at";
}

#[test]
fn what_was_told_in_two_ways_is_kept_in_one() {
    house::both(async |store| {
        let all = Agenda.migrations();
        let one_way = all.iter().position(|step| step.name == "agenda/0071").unwrap();
        let steps = [journal::MIGRATIONS, courier::MIGRATIONS, &all[..one_way], &[OLD], &all[one_way..]];
        let world = house::world(store, &steps, Kinds::new([])).await;
        let mut read = world.store.read().await.unwrap();
        let kept: Vec<(String, String, bool)> = read.rows(&KEPT, &[]).await.unwrap();
        let row = |outcome: &str, reason: &str, latest| (outcome.into(), reason.into(), latest);
        assert_eq!(
            kept,
            [
                row("heard", "first", false),
                row("did", "done", true),
                row("not-used", "never", false),
                row("not-used", "no money", true),
            ]
        );
    });
}
