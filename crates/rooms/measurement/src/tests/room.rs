//! Who may, what hangs together, what waits, and what the room brings.

use jiff::Timestamp;

use super::*;
use crate::submission::READ_UNACCEPTED;

#[test]
fn each_act_is_refused_to_whoever_may_not() {
    house::both(async |store| {
        let town = Town::new(store, &["North"]).await;
        let (measure, _) = town.measure(&[]).await;
        let member = town.member();
        let result = WriteResult { condition: "x".into(), ..WriteResult::default() };
        assert!(forbidden(member.execute(result).await));
        let define = DefineMeasure { result: 1, name: "x".into(), ..DefineMeasure::default() };
        assert!(forbidden(member.execute(define).await));
        assert!(forbidden(member.execute(SetTarget { measure, ..SetTarget::default() }).await));
        assert!(forbidden(member.execute(OweDuty { measure, ..OweDuty::default() }).await));
        assert!(forbidden(member.execute(OpenCycle { measure, ..OpenCycle::default() }).await));
        assert!(forbidden(member.execute(LockCycle { measure, ..LockCycle::default() }).await));
        assert!(forbidden(member.execute(FreezeBaseline { measure, ..FreezeBaseline::default() }).await));
        assert!(forbidden(member.execute(RebaseLimits { measure, ..RebaseLimits::default() }).await));
        let note = NoteAnnotation { measure, ..NoteAnnotation::default() };
        assert!(matches!(town.plain.execute(note).await, Err(Error::SignIn)));
        let story = TellStory { measure, ..TellStory::default() };
        assert!(matches!(town.plain.execute(story).await, Err(Error::SignIn)));
        let unaccepted = Owner::Partnership(town.partners[0].0);
        assert!(!town.backbone().can(&READ_UNACCEPTED, unaccepted));
    });
}

#[test]
fn the_thread_runs_from_the_result_to_the_story() {
    house::both(async |store| {
        let town = Town::new(store, &["North"]).await;
        let (measure, duties) = town.measure(&[]).await;
        town.open(measure, "2018").await;
        let sent = town.partner(0).execute(sending(duties[0], 1.0, 2.0)).await.unwrap();
        let story = |submission| TellStory {
            measure,
            submission,
            words: "No bus reaches the plants".into(),
            direction: "restricting".into(),
            source: "23 voices".into(),
            ..TellStory::default()
        };
        let member = town.member();
        let unseen = fields(member.execute(story(Some(sent))).await);
        assert_eq!(unseen, [("submission".to_owned(), "problem-unknown")]);
        town.partner(0).execute(AcceptSubmission { submission: sent }).await.unwrap();
        member.execute(story(Some(sent))).await.unwrap();
        let about = town.submission(sent).await.about();
        let mut read = member.read().await.unwrap();
        let thread =
            journal::thread::of(&member, &mut read, &about, journal::thread::Reach::WHOLE).await.unwrap();
        let kinds = |knots: &[journal::thread::Knot]| -> Vec<String> {
            knots.iter().map(|knot| knot.card.about.kind.clone()).collect()
        };
        assert_eq!(kinds(&thread.before), ["result", "measure", "duty"]);
        assert_eq!(kinds(&thread.after), ["story"]);
    });
}

#[test]
fn the_morning_view_asks_each_for_its_own() {
    house::both(async |store| {
        let town = Town::new(store, &["North", "South"]).await;
        let (measure, duties) = town.measure(&[]).await;
        town.open(measure, "2018").await;
        let texts = async |cx: &Context| -> Vec<&'static str> {
            let mut read = cx.read().await.unwrap();
            today::today(cx, &mut read).await.unwrap().into_iter().map(|waiting| waiting.text).collect()
        };
        assert_eq!(texts(&town.partner(0)).await, ["today-submission-due"]);
        let sent = town.partner(0).execute(sending(duties[0], 1.0, 2.0)).await.unwrap();
        assert_eq!(texts(&town.partner(0)).await, ["today-submission-waits"]);
        assert_eq!(texts(&town.backbone()).await, ["today-cycle-missing"]);
        town.partner(0).execute(AcceptSubmission { submission: sent }).await.unwrap();
        assert_eq!(texts(&town.partner(0)).await, ["today-measure-moved"]);
        assert!(texts(&town.plain).await.is_empty());
    });
}

#[test]
fn every_statement_can_be_prepared() {
    house::both(async |store| {
        let town = Town::new(store, &[]).await;
        for sql in Measurement.statements() {
            let prepared = town.plain.world.store.prepare(sql).await;
            prepared.unwrap_or_else(|error| panic!("{}: {error}", sql.name()));
        }
        assert!(town.plain.now() > Timestamp::UNIX_EPOCH);
    });
}

#[test]
fn the_texts_are_fluent() {
    web::texts(&[Box::new(Measurement) as Box<dyn Room>]).unwrap();
}
