//! The agenda written together: strategies as hypotheses, suggestions, translations, history.

use axum::http::StatusCode;
use kernel::{Error, PersonId, Stale, Via};
use people::steward;
use web::Room;
use web::text::Profile;

use super::agenda::vision;
use super::pages::Browser;
use super::{Here, conversation, is_refused, problem, rule};
use crate::{
    Agenda, DeclineSuggestion, EditClause, ProposeVersion, SuggestWording, TakeSuggestion, TranslateClause,
    WithdrawSuggestion, WriteClause, clause, version,
};

fn strategy() -> WriteClause {
    WriteClause {
        section: "strategies".to_owned(),
        text: "libraries open on Sundays".to_owned(),
        then: "families come together".to_owned(),
        because: "weekdays are too full".to_owned(),
        difference: "The doors are open.".to_owned(),
        ..WriteClause::default()
    }
}

fn suggestion(text: &str) -> SuggestWording {
    SuggestWording {
        clause: 1,
        version: 1,
        text: text.to_owned(),
        why: "It is shorter.".to_owned(),
        ..SuggestWording::default()
    }
}

fn spanish(text: &str) -> TranslateClause {
    TranslateClause {
        clause: 1,
        language: "es".to_owned(),
        wording: 1,
        text: text.to_owned(),
        ..TranslateClause::default()
    }
}

fn edit(text: &str, version: i64) -> EditClause {
    EditClause {
        clause: 1,
        section: "vision".to_owned(),
        text: text.to_owned(),
        version,
        ..EditClause::default()
    }
}

/// Somebody's browser, and they themselves.
async fn somebody(here: &Here, name: &str) -> (PersonId, Browser) {
    let person = here.person(name, "member").await;
    (person, Browser::of(here, person).await)
}

#[test]
fn a_strategy_keeps_its_hypothesis_in_drafts_and_versions() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let backbone = here.new_person("Bo", "backbone").await;
        let person = here.person("Fay", "member").await;
        let group = here.steering(&backbone, &[person]).await;
        let fay = here.as_(person).await;
        fay.execute(strategy()).await.unwrap();
        for section in ["summary", "data", "causes", "refusals", "roles", "learning"] {
            fay.execute(WriteClause { section: section.to_owned(), ..vision(section) }).await.unwrap();
        }
        let propose = ProposeVersion {
            title: "First".to_owned(),
            group: group.to_string(),
            closes: "2026-02-01".to_owned(),
            ..ProposeVersion::default()
        };
        fay.execute(propose).await.unwrap();
        let mut read = fay.read().await.unwrap();
        let first = version::store::numbered(&mut read, here.initiative, 1).await.unwrap().unwrap();
        let clauses = version::store::clauses(&mut read, here.initiative, first.id).await.unwrap();
        assert_eq!(clauses.len(), 7);
        let says = clauses[0].says();
        assert_eq!(
            (says.text, says.then, says.because, says.difference),
            (
                "libraries open on Sundays",
                "families come together",
                "weekdays are too full",
                "The doors are open."
            )
        );
        let held = version::store::holding(&mut read, here.initiative, clauses[0].clause).await.unwrap();
        assert!(held.len() == 1 && held[0].number == 1 && held[0].in_force_at.is_none());
        drop(read);

        let mut browser = Browser::of(&here, person).await;
        let page = browser.whole("/agenda/draft").await;
        for part in ["Then:", "families come together", "Because:", "In plain words", "What we will not do"] {
            assert!(page.contains(part), "{part}");
        }
        let (status, page) = browser.api("/versions/1").await;
        assert!(status == StatusCode::OK && page.contains("\"because\":\"weekdays are too full\""), "{page}");
        let page = browser.whole("/agenda/clauses/new?section=strategies").await;
        assert!(
            page.contains("name=\"because\"") && page.contains("If …"),
            "a strategy is asked for its parts"
        );
        let page = browser.whole("/agenda/clauses/new?section=vision").await;
        assert!(!page.contains("name=\"because\""));
        let (status, _, page) = browser.post("/agenda/clauses", "section=strategies&text=Sundays").await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.contains("name=\"difference\"") && page.contains("Sundays"), "it is asked for now");
    });
}

#[test]
fn a_suggestion_becomes_the_wording_with_its_authors_name() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let (mo, pat) = (here.new_person("Mo", "member").await, here.new_person("Pat", "member").await);
        mo.execute(vision("Every child reads well.")).await.unwrap();
        is_refused(here.guest().await.execute(suggestion("Every child reads.")).await);
        assert_eq!(rule(pat.execute(suggestion("Every child reads well.")).await), "rule-suggestion-same");
        assert_eq!(problem(pat.execute(suggestion(" ")).await), ("text".to_owned(), "problem-empty"));
        let future = SuggestWording { version: 2, ..suggestion("Mine") };
        assert_eq!(problem(pat.execute(future).await), ("version".to_owned(), "problem-wording-unknown"));
        assert_eq!(pat.execute(suggestion("Every child reads.")).await.unwrap(), 1);

        let take = |suggestion, version| TakeSuggestion { suggestion, version };
        assert_eq!(rule(pat.execute(take(1, 1)).await), "rule-suggestion-own");
        is_refused(here.guest().await.execute(take(1, 1)).await);
        mo.execute(edit("Every child reads well and gladly.", 1)).await.unwrap();
        match mo.execute(take(1, 1)).await {
            Err(Error::Stale(stale)) => assert_eq!(
                *stale,
                Stale {
                    version: 2,
                    theirs: "Every child reads well and gladly.".to_owned(),
                    mine: "Every child reads.".to_owned()
                }
            ),
            other => panic!("the clause has changed since it was read: {other:?}"),
        }
        assert_eq!(mo.execute(take(1, 2)).await.unwrap(), 3);
        assert_eq!(rule(mo.execute(take(1, 3)).await), "rule-suggestion-answered");

        let mut read = mo.read().await.unwrap();
        let found = clause::store::numbered(&mut read, here.initiative, 1).await.unwrap().unwrap();
        assert_eq!((found.text.as_str(), found.version), ("Every child reads.", 3));
        let wordings = clause::store::wordings(&mut read, here.initiative, found.id).await.unwrap();
        assert_eq!(wordings[0].written_by, "Pat", "whoever worded it is named");
        let kinds = &here.world.kinds;
        let writer = kinds.written_by(&mo, &mut read, &found.about()).await.unwrap();
        assert_eq!(writer, pat.actor.person, "and looks after what is said about it");
        let tables = Agenda.export(&mo, &mut read).await.unwrap();
        let table = tables.iter().find(|table| table.name == "clause_suggestions").unwrap();
        let row: Vec<&str> = table.rows[0].iter().map(String::as_str).collect();
        assert_eq!((row[3], row[7], row[8], row[14]), ("Every child reads.", "It is shorter.", "taken", "3"));
        assert_eq!(table.columns.len(), row.len());
    });
}

#[test]
fn a_suggestion_is_declined_with_a_reason_or_taken_back() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let (mo, pat) = (here.new_person("Mo", "member").await, here.new_person("Pat", "member").await);
        mo.execute(vision("Every child reads well.")).await.unwrap();
        for text in ["One", "Two"] {
            pat.execute(suggestion(text)).await.unwrap();
        }
        let decline = |reason: &str| DeclineSuggestion { suggestion: 1, reason: reason.to_owned() };
        assert_eq!(problem(mo.execute(decline("")).await).0, "reason");
        mo.execute(decline("Too short.")).await.unwrap();
        assert_eq!(rule(mo.execute(decline("Again.")).await), "rule-suggestion-answered");
        is_refused(mo.execute(WithdrawSuggestion { suggestion: 2 }).await);
        pat.execute(WithdrawSuggestion { suggestion: 2 }).await.unwrap();
        mo.execute(EditClause { taken_out: true, ..edit("Every child reads well.", 1) }).await.unwrap();
        assert_eq!(rule(pat.execute(suggestion("Three")).await), "rule-clause-out");
    });
}

#[test]
fn whoever_suggested_a_wording_is_told_once_what_became_of_it() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let (mo, pat) = (here.new_person("Mo", "member").await, here.new_person("Pat", "member").await);
        mo.execute(vision("Every child reads well.")).await.unwrap();
        for text in ["All of them read well.", "Each child reads.", "They read."] {
            pat.execute(suggestion(text)).await.unwrap();
        }
        let texts = web::texts(&[Box::new(Agenda) as Box<dyn Room>]).unwrap();
        let say = texts.speak("en", None, Profile::Classic);
        let product = steward(&here.world, Via::Job, "Groundswell").at(mo.place().unwrap().clone());
        let mails = async || {
            crate::suggestion::mail::by_the_clock(&product, &say, "https://example.org/i/reading")
                .await
                .unwrap();
            let posted =
                courier::outbox(&mut here.world.store.read().await.unwrap(), None, 20).await.unwrap();
            let told = posted.into_iter().filter(|mail| mail.purpose == "told-back");
            told.map(|mail| (mail.to, mail.text.unwrap())).collect::<Vec<_>>()
        };
        assert_eq!(mails().await, [], "nothing is answered yet");
        let reason = "Some never will.".to_owned();
        mo.execute(DeclineSuggestion { suggestion: 1, reason }).await.unwrap();
        mo.execute(TakeSuggestion { suggestion: 2, version: 1 }).await.unwrap();
        pat.execute(WithdrawSuggestion { suggestion: 3 }).await.unwrap();
        let first = mails().await;
        assert!(first.len() == 2 && first.iter().all(|(to, _)| to == "pat@example.org"), "{first:?}");
        let has = |words: &str| first.iter().any(|(_, text)| text.contains(words));
        assert!(has("“All of them read well.” was not taken for clause 1. Mo says why: Some never will."));
        assert!(has("“Each child reads.” is the wording of clause 1 now, with your name. Mo took it."));
        assert!(has("https://example.org/i/reading/agenda/suggestions/2"));
        assert_eq!(mails().await.len(), 2, "once");
    });
}

#[test]
fn a_translation_says_when_the_original_has_changed_since() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let (mo, pat) = (here.new_person("Mo", "member").await, here.new_person("Pat", "member").await);
        mo.execute(vision("Every child reads.")).await.unwrap();
        let elvish = TranslateClause { language: "elvish".to_owned(), ..spanish("x") };
        assert_eq!(problem(mo.execute(elvish).await), ("language".to_owned(), "problem-choose"));
        let future = TranslateClause { wording: 2, ..spanish("x") };
        assert_eq!(problem(mo.execute(future).await).0, "wording");
        is_refused(here.guest().await.execute(spanish("x")).await);
        assert_eq!(mo.execute(spanish("Todos los niños leen.")).await.unwrap(), 1);
        match pat.execute(spanish("Cada niño lee.")).await {
            Err(Error::Stale(stale)) => assert_eq!(stale.theirs, "Todos los niños leen."),
            other => panic!("somebody translated it meanwhile: {other:?}"),
        }
        let mended = TranslateClause { revision: 1, ..spanish("Cada niño lee.") };
        assert_eq!(pat.execute(mended).await.unwrap(), 2);

        let mut browser = Browser::new(&here);
        let page = browser.whole("/agenda/draft?language=es").await;
        assert!(page.contains("lang=\"es\"") && page.contains("Cada niño lee."));
        assert!(page.contains("Translated by Pat") && !page.contains("the original has changed since"));
        mo.execute(edit("Every child reads by nine.", 1)).await.unwrap();
        let page = browser.whole("/agenda/draft?language=es").await;
        assert!(page.contains("Cada niño lee.") && page.contains("the original has changed since"));
        let page = browser.whole("/agenda/clauses/1?language=es").await;
        assert!(
            page.contains("the original has changed since") && page.contains("Every child reads by nine.")
        );
        mo.execute(TranslateClause { wording: 2, ..spanish("Cada niño lee a los nueve.") }).await.unwrap();
        let page = browser.whole("/agenda/draft?language=es").await;
        assert!(page.contains("a los nueve") && !page.contains("the original has changed since"));
        let (_, list) = browser.api("/clauses/1/translations").await;
        let list: Vec<serde_json::Value> = serde_json::from_str(&list).unwrap();
        assert_eq!(list.iter().map(|one| one["current"] == true).collect::<Vec<_>>(), [true, false]);

        let mut read = mo.read().await.unwrap();
        let tables = Agenda.export(&mo, &mut read).await.unwrap();
        let table = tables.iter().find(|table| table.name == "clause_translations").unwrap();
        assert_eq!(table.rows.len(), 2);
        assert_eq!(
            (table.rows[1][1].as_str(), table.rows[1][3].as_str()),
            ("es", "Cada niño lee a los nueve.")
        );
    });
}

#[test]
fn two_people_write_and_suggest_in_the_browser() {
    house::both(async |store| {
        let here = Here::new(store).await;
        here.new_person("Fay", "facilitator").await.execute(conversation()).await.unwrap();
        let (_, mut mo) = somebody(&here, "Mo").await;
        let (_, mut pat) = somebody(&here, "Pat").await;
        mo.post("/agenda/clauses", "section=vision&text=Every+child+reads+well").await;
        pat.whole("/agenda/clauses/1/suggest").await;
        let suggest = "version=1&text=Every+child+reads+by+nine&why=Say+when";
        let (_, next, _) = pat.post("/agenda/clauses/1/suggest", suggest).await;
        assert_eq!(next, "/i/reading/agenda/suggestions/1?done=suggestion-made");
        assert!(pat.whole("/agenda/suggestions/1").await.contains("Take my suggestion back"));
        assert!(mo.whole("/agenda/draft").await.contains("one suggestion waits"));
        let page = mo.whole("/agenda/clauses/1").await;
        assert!(page.contains("Suggested wordings") && page.contains("<ins>"), "the difference word by word");
        let page = mo.whole("/agenda/suggestions/1").await;
        assert!(page.contains("Say when") && page.contains("Take this wording"));
        let (status, _, page) = mo.post("/agenda/suggestions/1/decline", "reason=").await;
        assert!(status == StatusCode::UNPROCESSABLE_ENTITY && page.contains("href=\"#reason\""));
        let (action, hidden) = mo.form("/agenda/suggestions/1", "/take").await;
        let (_, next, _) = mo.post(&action, &hidden).await;
        assert_eq!(next, "/i/reading/agenda/clauses/1?done=suggestion-taken");
        let page = mo.whole("/agenda/clauses/1").await;
        assert!(page.contains("taken by") && page.contains("reads by nine"));
        let (status, ..) = mo.post("/agenda/suggestions/1/take", "version=2").await;
        assert_eq!(status, StatusCode::CONFLICT, "it is answered");
        let (status, _, page) =
            mo.post("/agenda/clauses/1/translate", "language=fr&wording=2&revision=0&text=").await;
        assert!(status == StatusCode::UNPROCESSABLE_ENTITY && page.contains("href=\"#text\""));
        for path in ["/agenda/clauses/1/translate", "/agenda/clauses/1/translate?language=fr"] {
            mo.whole(path).await;
        }
        let (status, page) = mo.api("/clauses/1/suggestions").await;
        assert!(status == StatusCode::OK && page.contains("\"state\":\"taken\""));
        for path in ["/agenda/suggestions/9", "/agenda/clauses/9/suggest", "/agenda/clauses/9/translate"] {
            assert_eq!(mo.get(path).await.0, StatusCode::NOT_FOUND, "{path}");
        }
    });
}
