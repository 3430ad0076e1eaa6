//! Clauses and versions of the agenda.

use journal::thread::{self, Reach};
use kernel::{Context, Error, Ref, Stale};

use super::{Here, conversation, is_refused, problem, rule};
use crate::{CiteStatements, EditClause, ProposeVersion, WriteClause, clause, statement};

pub(super) fn vision(text: &str) -> WriteClause {
    WriteClause { section: "vision".to_owned(), text: text.to_owned(), ..WriteClause::default() }
}

async fn said(cx: &Context, number: i64) -> Ref {
    let mut read = cx.read().await.unwrap();
    let found = statement::store::numbered(&mut read, cx.initiative().unwrap(), 1, number).await;
    found.unwrap().unwrap().statement.about()
}

async fn clause(cx: &Context, number: i64) -> clause::Clause {
    let mut read = cx.read().await.unwrap();
    clause::store::numbered(&mut read, cx.initiative().unwrap(), number).await.unwrap().unwrap()
}

#[test]
fn of_two_who_edit_at_once_the_second_sees_both_texts() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let (mo, pat) = (here.new_person("Mo", "member").await, here.new_person("Pat", "member").await);
        assert_eq!(mo.execute(vision("Every child reads.")).await.unwrap(), 1);
        let edit = |text: &str, version| EditClause {
            clause: 1,
            section: "vision".to_owned(),
            text: text.to_owned(),
            version,
            ..EditClause::default()
        };
        assert_eq!(mo.execute(edit("Every child reads by nine.", 1)).await.unwrap(), 2);
        match pat.execute(edit("Every child reads well.", 1)).await {
            Err(Error::Stale(stale)) => assert_eq!(
                *stale,
                Stale {
                    version: 2,
                    theirs: "Every child reads by nine.".to_owned(),
                    mine: "Every child reads well.".to_owned()
                }
            ),
            other => panic!("the second edit is stale: {other:?}"),
        }
        let mut read = mo.read().await.unwrap();
        let id = clause(&mo, 1).await.id;
        let wordings = clause::store::wordings(&mut read, here.initiative, id).await.unwrap();
        let texts: Vec<&str> = wordings.iter().map(|wording| wording.text.as_str()).collect();
        assert_eq!(texts, ["Every child reads by nine.", "Every child reads."]);
        assert_eq!(wordings[0].written_by, "Mo");
    });
}

#[test]
fn twenty_edits_of_the_same_version_are_one_edit() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let mo = here.new_person("Mo", "member").await;
        mo.execute(vision("v")).await.unwrap();
        let editing = (0..20).map(|n| {
            let mo = mo.clone();
            let act = EditClause {
                clause: 1,
                section: "vision".to_owned(),
                text: format!("v{n}"),
                version: 1,
                ..EditClause::default()
            };
            tokio::spawn(async move { mo.execute(act).await })
        });
        let mut won = 0;
        for edit in editing.collect::<Vec<_>>() {
            match edit.await.unwrap() {
                Ok(version) => {
                    assert_eq!(version, 2);
                    won += 1;
                }
                Err(Error::Stale(_)) => {}
                Err(error) => panic!("{error}"),
            }
        }
        assert_eq!(won, 1);
    });
}

#[test]
fn a_clause_rests_on_what_people_said_and_the_thread_shows_it() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let facilitator = here.new_person("Fay", "facilitator").await;
        facilitator.execute(conversation()).await.unwrap();
        let mo = here.new_person("Mo", "member").await;
        let (one, two) = (said(&mo, 1).await, said(&mo, 2).await);
        let number =
            mo.execute(WriteClause { cites: vec![one.id], ..vision("Books for all.") }).await.unwrap();
        let cite = |statements: Vec<_>| CiteStatements { clause: number, statements };
        assert_eq!(mo.execute(cite(vec![one.id, two.id])).await.unwrap(), 1, "one was cited before");
        assert_eq!(mo.execute(cite(vec![one.id, two.id])).await.unwrap(), 0);
        assert_eq!(problem(mo.execute(cite(Vec::new())).await).0, "cites");
        is_refused(here.guest().await.execute(cite(vec![one.id])).await);

        let about = clause(&mo, number).await.about();
        let mut read = mo.read().await.unwrap();
        let thread = thread::of(&mo, &mut read, &about, Reach::NEAR).await.unwrap();
        let before: Vec<&Ref> = thread.before.iter().map(|knot| &knot.card.about).collect();
        assert!(before.len() == 2 && before.contains(&&one) && before.contains(&&two), "{before:?}");
        let voices = clause::store::voices(&mut read, here.initiative).await.unwrap();
        assert_eq!(voices.values().next().unwrap().statements, 2);
    });
}

#[test]
fn a_strategy_says_what_will_be_different() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let mo = here.new_person("Mo", "member").await;
        let strategy = |difference: &str| WriteClause {
            section: "strategies".to_owned(),
            difference: difference.to_owned(),
            ..vision("Libraries open on Sundays.")
        };
        assert_eq!(problem(mo.execute(strategy("")).await), ("difference".to_owned(), "problem-empty"));
        mo.execute(strategy("Families come together.")).await.unwrap();
        let weather = WriteClause { section: "weather".to_owned(), ..vision("Sun") };
        assert_eq!(problem(mo.execute(weather).await), ("section".to_owned(), "problem-choose"));
        is_refused(here.guest().await.execute(vision("Mine")).await);
    });
}

#[test]
fn an_empty_or_unchanged_draft_is_not_proposed() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let backbone = here.new_person("Bo", "backbone").await;
        let person = here.person("Fay", "member").await;
        let group = here.steering(&backbone, &[person]).await;
        let fay = here.as_(person).await;
        let propose = || ProposeVersion {
            title: "First".to_owned(),
            group: group.to_string(),
            closes: "2026-02-01".to_owned(),
            ..ProposeVersion::default()
        };
        assert_eq!(rule(fay.execute(propose()).await), "rule-agenda-empty");
        fay.execute(vision("v")).await.unwrap();
        let over = ProposeVersion { closes: "2026-01-04".to_owned(), ..propose() };
        assert_eq!(problem(fay.execute(over).await), ("closes".to_owned(), "problem-day-over"));
        let nobody = ProposeVersion { group: String::new(), ..propose() };
        assert_eq!(problem(fay.execute(nobody).await), ("group".to_owned(), "problem-choose"));
        fay.execute(propose()).await.unwrap();
    });
}
