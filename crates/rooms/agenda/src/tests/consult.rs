//! The draft is put to people before a group votes on it.

use axum::http::StatusCode;
use journal::thread::{self, Reach};
use kernel::Context;
use web::Room;

use super::pages::Browser;
use super::ratify::Coalition;
use super::{is_refused, problem, rule};
use crate::{
    Agenda, AnswerConsultation, ClauseAnswer, EndConsultation, HideWords, OpenConsultation, ProposeVersion,
    Voice, consultation,
};

fn consultation(audience: &str) -> OpenConsultation {
    OpenConsultation {
        title: "Before we vote".to_owned(),
        audience: audience.to_owned(),
        closes: "2026-02-01".to_owned(),
        ..OpenConsultation::default()
    }
}

fn says(answer: &str, words: &str) -> AnswerConsultation {
    AnswerConsultation {
        consultation: 1,
        stands: "resident".to_owned(),
        answers: vec![ClauseAnswer { clause: 1, answer: answer.to_owned(), words: words.to_owned() }],
        voice: None,
    }
}

async fn counted(cx: &Context) -> [i64; 3] {
    let initiative = cx.initiative().unwrap();
    let mut read = cx.read().await.unwrap();
    let found = consultation::store::numbered(&mut read, initiative, 1).await.unwrap().unwrap();
    let summary = consultation::summary::Summary::of(&mut read, initiative, &found).await.unwrap();
    summary.of_clause(1)
}

#[test]
fn whoever_has_the_link_answers_once_and_can_change_it() {
    house::both(async |store| {
        let coalition = Coalition::new(store).await;
        let fay = &coalition.fay;
        is_refused(coalition.here.as_(coalition.pat).await.execute(consultation("link")).await);
        assert_eq!(problem(fay.execute(consultation("seats")).await).0, "audience");
        let over = OpenConsultation { closes: "2026-01-04".to_owned(), ..consultation("link") };
        assert_eq!(problem(fay.execute(over).await), ("closes".to_owned(), "problem-day-over"));
        assert_eq!(fay.execute(consultation("link")).await.unwrap(), 1);
        // What was put to people stays as it was, whatever becomes of the draft.
        coalition.edit("Every child reads by nine.", 1).await;

        let guest = coalition.here.guest().await;
        assert_eq!(problem(guest.execute(says("agree", "")).await).0, "voice");
        let voices = [Voice::new().unwrap(), Voice::new().unwrap()];
        for voice in &voices {
            let act = AnswerConsultation { voice: Some(voice.clone()), ..says("agree", "") };
            guest.execute(act).await.unwrap();
        }
        assert_eq!(counted(fay).await, [2, 0, 0]);
        let changed = AnswerConsultation { voice: Some(voices[0].clone()), ..says("cannot", "Too late.") };
        guest.execute(changed).await.unwrap();
        fay.execute(AnswerConsultation { stands: "partner".to_owned(), ..says("could-live", "") })
            .await
            .unwrap();
        assert_eq!(counted(fay).await, [1, 1, 1]);
        let backbone = coalition.here.new_person("Bea", "backbone").await;
        is_refused(backbone.execute(says("agree", "")).await);
        for (wrong, field) in [
            (says("perhaps", ""), "answer-1"),
            (says("", ""), "stands"),
            (AnswerConsultation { stands: "king".to_owned(), ..says("agree", "") }, "stands"),
        ] {
            assert_eq!(problem(fay.execute(wrong).await).0, field);
        }
        let mut other = says("agree", "");
        other.answers[0].clause = 9;
        assert_eq!(problem(fay.execute(other).await), ("answer-9".to_owned(), "problem-unknown"));

        let hide = |reason: &str| HideWords {
            consultation: 1,
            clause: 1,
            person: 1,
            hidden: true,
            reason: reason.to_owned(),
        };
        is_refused(coalition.here.as_(coalition.pat).await.execute(hide("No.")).await);
        assert_eq!(problem(fay.execute(hide("")).await).0, "reason");
        fay.execute(hide("It names somebody.")).await.unwrap();
        let (_, page) = Browser::new(&coalition.here).api("/consultations/1/words").await;
        assert!(page.contains("It names somebody.") && !page.contains("Too late."), "{page}");
        assert_eq!(counted(fay).await, [1, 1, 1], "the answer counts all the same");

        fay.execute(EndConsultation { consultation: 1 }).await.unwrap();
        assert_eq!(rule(fay.execute(says("agree", "")).await), "rule-consultation-over");
        assert_eq!(rule(fay.execute(EndConsultation { consultation: 1 }).await), "rule-consultation-over");
        let mut read = fay.read().await.unwrap();
        let tables = Agenda.export(fay, &mut read).await.unwrap();
        let answers = tables.iter().find(|table| table.name == "consultation_answers").unwrap();
        assert_eq!(answers.rows.len(), 3);
        assert_eq!((answers.rows[0][4].as_str(), answers.rows[0][5].as_str()), ("cannot", "Too late."));
    });
}

#[test]
fn one_that_is_for_members_is_for_them_alone_and_waits_for_them() {
    house::both(async |store| {
        let coalition = Coalition::new(store).await;
        coalition.fay.execute(consultation("members")).await.unwrap();
        let guest = AnswerConsultation { voice: Some(Voice::new().unwrap()), ..says("agree", "") };
        is_refused(coalition.here.guest().await.execute(guest).await);
        let pat = coalition.here.as_(coalition.pat).await;
        let waits = async || {
            let mut read = pat.read().await.unwrap();
            consultation::today(&pat, &mut read).await.unwrap().len()
        };
        assert_eq!(waits().await, 1);
        pat.execute(says("agree", "")).await.unwrap();
        assert_eq!(waits().await, 0);
    });
}

#[test]
fn whoever_decides_sees_what_people_said() {
    house::both(async |store| {
        let coalition = Coalition::new(store).await;
        let fay = &coalition.fay;
        let mut facilitator = Browser::of(&coalition.here, fay.person().unwrap()).await;
        assert!(facilitator.whole("/agenda/consultations").await.contains("Put the draft to people"));
        let (action, hidden) = facilitator.form("/agenda/consultations/new", "/consultations").await;
        let form = format!("{hidden}&title=Before+we+vote&audience=link&closes=2026-02-01");
        let (_, next, _) = facilitator.post(&action, &form).await;
        assert_eq!(next, "/i/reading/agenda/consultations/1?done=consultation-opened");

        let mut guest = Browser::new(&coalition.here);
        let (action, hidden) = guest.form("/agenda/consultations/1", "/consultations/1").await;
        assert!(hidden.contains("voice="), "{hidden}");
        let (status, _, page) = guest.post(&action, &format!("{hidden}&words-1=Nine+is+late")).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.contains("Nine is late") && page.contains("href=\"#stands\""), "what was typed is kept");
        let form = format!("{hidden}&stands=resident&answer-1=cannot&words-1=Nine+is+late");
        let (_, next, _) = guest.post(&action, &form).await;
        assert_eq!(next, "/i/reading/agenda/consultations/1/summary?done=consultation-answered");
        let page = guest.whole("/agenda/consultations/1/summary").await;
        assert!(page.contains("Nine is late") && page.contains("With one of 1 clauses somebody cannot live"));
        let page = guest.whole("/agenda/consultations/1").await;
        assert!(
            page.contains("Nine is late") && page.contains("checked"),
            "one's own answers are there again"
        );
        let whole = facilitator.whole("/agenda/consultations/1/summary").await;
        assert!(whole.contains("Hide these words"));
        let (status, ..) =
            facilitator.post("/agenda/consultations/1/hide", "clause=1&person=1&hidden=yes").await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        facilitator.post("/agenda/consultations/1/hide", "clause=1&person=1&hidden=yes&reason=Rude").await;
        let page = guest.whole("/agenda/consultations/1/summary").await;
        assert!(page.contains("Rude") && !page.contains("Nine is late"));

        assert!(facilitator.whole("/agenda/propose").await.contains("Asked before the vote"));
        let act = ProposeVersion {
            title: "First".to_owned(),
            group: coalition.group.to_string(),
            closes: "2026-02-01".to_owned(),
            ..ProposeVersion::default()
        };
        fay.execute(act).await.unwrap();
        assert!(guest.whole("/agenda/versions/1").await.contains("Asked before the vote"));
        let mut read = fay.read().await.unwrap();
        let found = consultation::store::numbered(&mut read, coalition.here.initiative, 1).await.unwrap();
        let thread = thread::of(fay, &mut read, &found.unwrap().about(), Reach::NEAR).await.unwrap();
        assert!(
            thread.after.iter().any(|knot| knot.card.about.kind == "decision"),
            "it leads to the decision"
        );
        drop(read);
        facilitator.post("/agenda/consultations/1/end", "").await;
        assert!(guest.whole("/agenda/consultations/1").await.contains("it was open until"));
        for path in ["/agenda/consultations/2", "/agenda/consultations/2/summary"] {
            assert_eq!(guest.get(path).await.0, StatusCode::NOT_FOUND, "{path}");
        }
    });
}
