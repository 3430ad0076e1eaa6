//! Taking part: what is asked next, what matters to whom, what was said nearly so, and coming back.

use opinion::Tally;

use super::pages::Browser;
use super::{Here, asked, conversation};
use crate::{CastVote, Choice, Voice, statement, vote};

#[test]
fn what_is_important_is_counted_once_and_can_be_taken_back() {
    house::both(async |store| {
        let here = Here::new(store).await;
        here.new_person("Fay", "facilitator").await.execute(conversation()).await.unwrap();
        let (guest, voice) = (here.guest().await, Voice::new().unwrap());
        let cast = |choice, important| CastVote {
            conversation: 1,
            statement: 1,
            choice,
            important,
            voice: Some(voice.clone()),
        };
        let important = async || {
            let mut read = guest.read().await.unwrap();
            let tally =
                statement::store::numbered(&mut read, here.initiative, 1, 1).await.unwrap().unwrap().tally;
            (tally, vote::store::important(&mut read, here.initiative, 1, 1).await.unwrap())
        };
        for _ in 0..2 {
            guest.execute(cast(Choice::Agree, true)).await.unwrap();
            assert_eq!(important().await, (Tally { agree: 1, disagree: 0, pass: 0 }, 1));
        }
        guest.execute(cast(Choice::Pass, true)).await.unwrap();
        assert_eq!(important().await, (Tally { agree: 0, disagree: 0, pass: 1 }, 1));
        guest.execute(cast(Choice::Pass, false)).await.unwrap();
        assert_eq!(important().await, (Tally { agree: 0, disagree: 0, pass: 1 }, 0));
    });
}

#[test]
fn what_was_said_nearly_so_is_shown_before_one_more_is_added() {
    house::both(async |store| {
        let here = Here::new(store).await;
        here.new_person("Fay", "facilitator").await.execute(conversation()).await.unwrap();
        let mut browser = Browser::new(&here);
        let (action, hidden) = browser.form("/conversations/1", "/conversations/1/statements").await;
        let text = "The+library+closes+much+too+early";
        let (status, next, page) = browser.post(&action, &format!("{hidden}&text={text}")).await;
        assert_eq!((status.as_u16(), next.as_str()), (200, ""));
        assert!(page.contains("The library closes too early.") && !page.contains("no books in our language"));
        assert!(page.contains("The library closes much too early"), "what was typed is kept");
        let (_, next, _) = browser.post(&action, &format!("{hidden}&text={text}&mine=yes")).await;
        assert_eq!(next, "/i/reading/conversations/1/statements/3?done=statement-added");
        let (status, near) = browser.api("/conversations/1/near?text=library+closes").await;
        assert!(status.is_success() && near.contains("too early.") && !near.contains("language"), "{near}");
    });
}

#[test]
fn whoever_comes_back_finds_what_they_said_and_voted() {
    house::both(async |store| {
        let here = Here::new(store).await;
        here.new_person("Fay", "facilitator").await.execute(conversation()).await.unwrap();
        let mut browser = Browser::new(&here);
        assert!(!browser.whole("/conversations/1").await.contains("/mine\""), "nothing to come back to yet");
        assert!(browser.whole("/conversations/1/mine").await.contains("voted on nothing yet"));
        let (action, hidden) = browser.form("/conversations/1", "/votes").await;
        browser.post(&action, &format!("{hidden}&answer=disagree&important=yes")).await;
        let (action, hidden) = browser.form("/conversations/1", "/conversations/1/statements").await;
        browser.post(&action, &format!("{hidden}&text=Grandparents+read+best")).await;
        assert!(browser.whole("/conversations/1").await.contains("/mine\""));
        let page = browser.whole("/conversations/1/mine").await;
        for words in ["Grandparents read best", "Disagree", "important to me", "secret for a year"] {
            assert!(page.contains(words), "{words} is missing");
        }
        let stranger = Browser::new(&here).whole("/conversations/1/mine").await;
        assert!(!stranger.contains("Grandparents"), "nobody else sees it");
    });
}

#[test]
fn at_the_end_it_says_that_it_is_one_and_what_happens_next() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let until = asked(|asking| asking.closes = "2026-12-24".to_owned());
        here.new_person("Fay", "facilitator").await.execute(until).await.unwrap();
        let mut browser = Browser::new(&here);
        for left in [2, 1] {
            let page = browser.whole("/conversations/1").await;
            assert!(page.contains("name=\"important\"") && page.contains("data-keys=\"1 a\""));
            let (_, next) = browser.api("/conversations/1/next").await;
            assert!(next.contains("\"open\":2"), "{left} {next}");
            let (action, hidden) = browser.form("/conversations/1", "/votes").await;
            browser.post(&action, &format!("{hidden}&answer=agree")).await;
        }
        let page = browser.whole("/conversations/1").await;
        assert!(page.contains("You have seen them all") && page.contains("24 December 2026"));
        let (_, next) = browser.api("/conversations/1/next").await;
        assert!(next.contains("\"statement\":null"), "{next}");
    });
}
