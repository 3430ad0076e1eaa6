//! Moderation by a team.

use std::collections::BTreeSet;

use jiff::SignedDuration;
use kernel::{Context, Error};

use super::pages::Browser;
use super::{Here, asked, is_refused, problem, rule};
use crate::{
    AddStatement, CastVote, Choice, HideStatement, JudgeStatement, TakeStatement, Verdict, Voice, statement,
};

async fn say(guest: &Context, text: &str, voice: &Voice) -> i64 {
    let act = AddStatement { conversation: 1, text: text.to_owned(), voice: Some(voice.clone()) };
    guest.execute(act).await.unwrap()
}

fn judge(statement: i64, verdict: Verdict, reason: &str) -> JudgeStatement {
    JudgeStatement { conversation: 1, statement, verdict, reason: reason.to_owned() }
}

const TAKE: TakeStatement = TakeStatement { conversation: 1 };

#[test]
fn nothing_is_shown_found_or_told_before_it_is_accepted() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let fay = here.person("Fay", "facilitator").await;
        let facilitator = here.as_(fay).await;
        facilitator.execute(asked(|asking| asking.moderation = "before".to_owned())).await.unwrap();
        let guest = here.guest().await;
        let mut author = Browser::new(&here);
        let (action, hidden) = author.form("/conversations/1", "/conversations/1/statements").await;
        let (_, next, _) = author.post(&action, &format!("{hidden}&text=Grandparents+read+best")).await;
        assert_eq!(next, "/i/reading/conversations/1/statements/3?done=statement-added");
        assert!(author.whole("/conversations/1/statements/3").await.contains("waits for a moderator"));
        assert!(author.whole("/conversations/1/mine").await.contains("waits for a moderator"));

        let mut stranger = Browser::new(&here);
        assert_eq!(stranger.get("/conversations/1/statements/3").await.0.as_u16(), 404);
        for path in ["/conversations/1", "/conversations/1/statements", "/journal", "/search?q=Grandparents"]
        {
            let (_, page) = stranger.get(path).await;
            let mine = page.replace("q=Grandparents", "").replace("value=\"Grandparents\"", "");
            assert!(!mine.contains("Grandparents read best"), "{path}");
        }
        let vote = CastVote {
            conversation: 1,
            statement: 3,
            choice: Choice::Agree,
            important: false,
            voice: Some(Voice::new().unwrap()),
        };
        assert_eq!(rule(guest.execute(vote.clone()).await), "rule-statement-hidden");
        let mut read = guest.read().await.unwrap();
        let kept = statement::store::numbered(&mut read, here.initiative, 1, 3).await.unwrap().unwrap();
        let entries = journal::feed::of_object(&mut read, here.initiative, &kept.statement.about(), 10).await;
        assert!(entries.unwrap().is_empty(), "nobody is told its words");
        assert!(
            store::search::find(&mut read, here.initiative.0, "grandparents", 9).await.unwrap().is_empty()
        );
        drop(read);

        assert_eq!(facilitator.execute(TAKE).await.unwrap(), Some(3));
        facilitator.execute(judge(3, Verdict::Accepted, "")).await.unwrap();
        guest.execute(vote).await.unwrap();
        assert!(stranger.whole("/conversations/1/statements/3").await.contains("Grandparents read best"));
        facilitator.execute(judge(3, Verdict::Undone, "")).await.unwrap();
        assert_eq!(stranger.get("/conversations/1/statements/3").await.0.as_u16(), 404, "back in the queue");
    });
}

#[test]
fn two_moderators_never_have_the_same_statement() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let (fay, bo) =
            (here.new_person("Fay", "facilitator").await, here.new_person("Bo", "backbone").await);
        fay.execute(asked(|_| {})).await.unwrap();
        let (guest, voice) = (here.guest().await, Voice::new().unwrap());
        is_refused(guest.execute(TAKE).await);
        for text in ["Buses are late", "Homework is too much", "Teachers change often", "Cafés could read"] {
            say(&guest, text, &voice).await;
        }
        let taking = [&fay, &bo].map(|moderator| {
            let moderator = moderator.clone();
            tokio::spawn(async move { moderator.execute(TAKE).await.unwrap().unwrap() })
        });
        let mut taken = Vec::new();
        for one in taking {
            taken.push(one.await.unwrap());
        }
        assert_eq!(taken.iter().copied().collect::<BTreeSet<_>>(), BTreeSet::from([3, 4]));
        assert_eq!(fay.execute(TAKE).await.unwrap(), Some(taken[0]), "one's own comes first");
        assert_eq!(rule(fay.execute(judge(taken[1], Verdict::Accepted, "")).await), "rule-moderation-held");
        bo.execute(judge(taken[1], Verdict::Accepted, "")).await.unwrap();
        assert_eq!(rule(bo.execute(judge(taken[1], Verdict::Accepted, "")).await), "rule-moderation-judged");

        // Whoever goes away lets go after a while.
        here.world.clock.set(here.world.clock.now() + SignedDuration::from_mins(6));
        assert_eq!(bo.execute(TAKE).await.unwrap(), Some(taken[0]));
        assert_eq!(rule(fay.execute(judge(taken[0], Verdict::Accepted, "")).await), "rule-moderation-held");
        assert_eq!(fay.execute(TAKE).await.unwrap(), Some(5));
        for (moderator, statement) in [(&bo, taken[0]), (&fay, 5)] {
            moderator.execute(judge(statement, Verdict::Accepted, "")).await.unwrap();
        }
        assert_eq!(bo.execute(TAKE).await.unwrap(), Some(6));
        assert_eq!(fay.execute(TAKE).await.unwrap(), None, "the last one is at hand elsewhere");
    });
}

#[test]
fn reasons_are_public_and_the_log_can_be_taken_along() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let fay = here.person("Fay", "facilitator").await;
        let facilitator = here.as_(fay).await;
        facilitator.execute(asked(|_| {})).await.unwrap();
        let (guest, voice) = (here.guest().await, Voice::new().unwrap());
        say(&guest, "My neighbour Kim cannot read", &voice).await;
        say(&guest, "Buses are late", &voice).await;
        assert_eq!(problem(facilitator.execute(judge(3, Verdict::Hidden, " ")).await).0, "reason");
        assert_eq!(rule(facilitator.execute(judge(3, Verdict::Undone, "")).await), "rule-moderation-waits");
        assert!(matches!(facilitator.execute(judge(9, Verdict::Accepted, "")).await, Err(Error::Missing)));

        let mut desk = Browser::of(&here, fay).await;
        assert!(desk.whole("/conversations/1/moderation").await.contains("2 statements wait"));
        let (action, hidden) = desk.form("/conversations/1/moderation", "/take").await;
        desk.post(&action, &hidden).await;
        let (action, hidden) = desk.form("/conversations/1/moderation", "/judge").await;
        let (status, _, page) = desk.post(&action, &format!("{hidden}&verdict=hidden&reason=")).await;
        assert!(status.as_u16() == 422 && page.contains("href=\"#reason\""));
        let form = format!("{hidden}&verdict=hidden&ready=person&reason=Kim,+that+is.");
        let (_, next, _) = desk.post(&action, &form).await;
        assert_eq!(next, "/i/reading/conversations/1/moderation?done=moderation-hidden");
        let page = desk.whole("/conversations/1/moderation").await;
        assert!(page.contains("Buses are late"), "the next one is at hand");

        let mut stranger = Browser::new(&here);
        let page = stranger.whole("/conversations/1/statements/3").await;
        assert!(page.contains("names or describes a private person") && !page.contains("My neighbour"));
        let page = stranger.whole("/conversations/1/moderation/log").await;
        assert!(page.contains("private person") && !page.contains("Fay") && !page.contains("My neighbour"));
        let (_, log) = stranger.get("/conversations/1/moderation/log.csv").await;
        assert!(
            log.starts_with("conversation,statement,at,verdict,reason,by\n1,3,") && log.contains("hidden")
        );
        assert!(desk.get("/conversations/1/moderation/log.csv").await.1.trim_end().ends_with(",Fay"));

        let (action, hidden) = desk.form("/conversations/1/moderation", "/undo").await;
        desk.post(&action, &hidden).await;
        assert!(stranger.whole("/conversations/1/statements/3").await.contains("My neighbour Kim"));
        let hide = HideStatement { conversation: 1, statement: 1, reason: Some("Not so".to_owned()) };
        facilitator.execute(hide).await.unwrap();
        assert!(stranger.whole("/conversations/1/moderation/log").await.contains("Not so"));
    });
}
