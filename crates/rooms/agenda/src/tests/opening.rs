//! How a conversation is opened, for whom, and what changes it.

use super::pages::Browser;
use super::{Here, asked, conversation, is_refused, problem, rule};
use crate::conversation::store;
use crate::{
    AddStatement, Asking, CastVote, ChangeConversation, Choice, EndConversation, EnterWithCode, HandOutCodes,
    Voice, WithdrawCode,
};

fn vote(voice: Option<&Voice>) -> CastVote {
    CastVote { conversation: 1, statement: 1, choice: Choice::Agree, important: false, voice: voice.cloned() }
}

#[test]
fn a_code_lets_in_one_browser_and_is_not_used_up_by_who_is_in() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let facilitator = here.new_person("Fay", "facilitator").await;
        facilitator.execute(asked(|asking| asking.audience = "code".to_owned())).await.unwrap();
        let hand_out = |many, word: &str| HandOutCodes { conversation: 1, many, word: word.to_owned() };
        assert_eq!(problem(facilitator.execute(hand_out(0, "")).await).0, "many");
        assert_eq!(problem(facilitator.execute(hand_out(0, "abc")).await).0, "word");
        let codes = facilitator.execute(hand_out(2, "")).await.unwrap();
        let (guest, voice, other) = (here.guest().await, Voice::new().unwrap(), Voice::new().unwrap());
        is_refused(guest.execute(hand_out(1, "")).await);
        assert_eq!(rule(guest.execute(vote(Some(&voice))).await), "rule-conversation-code");
        let enter = |code: &str, voice: &Voice| EnterWithCode {
            conversation: 1,
            code: code.to_owned(),
            voice: Some(voice.clone()),
        };
        assert_eq!(problem(guest.execute(enter("wrong", &voice)).await), ("code".to_owned(), "problem-code"));
        let typed = format!(" {}-{} ", &codes[0][..4].to_lowercase(), &codes[0][4..]);
        guest.execute(enter(&typed, &voice)).await.unwrap();
        guest.execute(enter(&codes[1], &voice)).await.unwrap();
        guest.execute(vote(Some(&voice))).await.unwrap();
        assert_eq!(
            problem(guest.execute(enter(&codes[0], &other)).await),
            ("code".to_owned(), "problem-code-used")
        );
        guest.execute(enter(&codes[1], &other)).await.unwrap();

        facilitator.execute(hand_out(0, "Library 27")).await.unwrap();
        for _ in 0..2 {
            guest.execute(enter("library27", &Voice::new().unwrap())).await.unwrap();
        }
        let withdraw = WithdrawCode { conversation: 1, code: "LIBRARY27".to_owned() };
        for _ in 0..2 {
            facilitator.execute(withdraw.clone()).await.unwrap();
        }
        assert_eq!(
            problem(guest.execute(enter("library27", &Voice::new().unwrap())).await).1,
            "problem-code"
        );

        facilitator.execute(conversation()).await.unwrap();
        let elsewhere = HandOutCodes { conversation: 2, many: 1, ..HandOutCodes::default() };
        assert_eq!(rule(facilitator.execute(elsewhere).await), "rule-conversation-no-codes");
    });
}

/// The same code by ten browsers at once lets in one.
#[test]
fn a_code_that_many_type_at_once_lets_in_one() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let facilitator = here.new_person("Fay", "facilitator").await;
        facilitator.execute(asked(|asking| asking.audience = "code".to_owned())).await.unwrap();
        let act = HandOutCodes { conversation: 1, many: 1, ..HandOutCodes::default() };
        let code = facilitator.execute(act).await.unwrap().remove(0);
        let guest = here.guest().await;
        let entering = (0..10).map(|_| {
            let (guest, code) = (guest.clone(), code.clone());
            let act = EnterWithCode { conversation: 1, code, voice: Some(Voice::new().unwrap()) };
            tokio::spawn(async move { guest.execute(act).await.is_ok() })
        });
        let mut inside = 0;
        for entered in entering.collect::<Vec<_>>() {
            inside += usize::from(entered.await.unwrap());
        }
        assert_eq!(inside, 1);
    });
}

#[test]
fn voting_seats_take_part_and_nobody_else() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let backbone = here.new_person("Bo", "backbone").await;
        let (sam, mo) = (here.person("Sam", "member").await, here.person("Mo", "member").await);
        let group = here.steering(&backbone, &[sam]).await;
        let seats = |group: &str| {
            let group = group.to_owned();
            asked(|asking| (asking.audience, asking.group) = ("seats".to_owned(), group))
        };
        assert_eq!(problem(backbone.execute(seats("")).await).0, "group");
        backbone.execute(seats(&group.to_string())).await.unwrap();
        here.as_(sam).await.execute(vote(None)).await.unwrap();
        assert_eq!(rule(here.as_(mo).await.execute(vote(None)).await), "rule-conversation-seats");
        is_refused(here.guest().await.execute(vote(Some(&Voice::new().unwrap()))).await);
        let mut browser = Browser::of(&here, mo).await;
        let page = browser.whole("/conversations/1").await;
        assert!(page.contains("Steering") && page.contains("voting seat") && !page.contains("id=\"vote\""));
    });
}

#[test]
fn the_question_stays_once_somebody_has_answered() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let facilitator = here.new_person("Fay", "facilitator").await;
        facilitator.execute(conversation()).await.unwrap();
        let change = |question: &str| {
            let asking = Asking {
                question: question.to_owned(),
                audience: "members".to_owned(),
                moderation: "before".to_owned(),
                languages: "English, español".to_owned(),
                privacy: "Nobody is named.".to_owned(),
                closes: "2026-12-24".to_owned(),
                ..Asking::default()
            };
            ChangeConversation { conversation: 1, asking }
        };
        let (guest, voice) = (here.guest().await, Voice::new().unwrap());
        is_refused(guest.execute(change("Who?")).await);
        facilitator.execute(change("Who reads to you?")).await.unwrap();
        is_refused(guest.execute(vote(Some(&voice))).await);
        here.new_person("Mo", "member").await.execute(vote(None)).await.unwrap();
        assert_eq!(
            problem(facilitator.execute(change("Who?")).await),
            ("question".to_owned(), "problem-question-answered")
        );
        facilitator.execute(change("Who reads to you?")).await.unwrap();
        let mut read = guest.read().await.unwrap();
        let now = store::numbered(&mut read, here.initiative, 1).await.unwrap().unwrap();
        drop(read);
        assert_eq!(now.closes_at.unwrap().to_string(), "2026-12-25T00:00:00Z");
        assert_eq!((now.languages.as_str(), now.privacy.as_str()), ("English, español", "Nobody is named."));
        let page = Browser::new(&here).whole("/conversations/1").await;
        assert!(page.contains("English, español") && page.contains("Nobody is named."));
        facilitator.execute(EndConversation { conversation: 1 }).await.unwrap();
        assert_eq!(rule(facilitator.execute(change("Who?")).await), "rule-conversation-over");
    });
}

#[test]
fn a_guest_comes_in_with_a_code_without_a_script() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let fay = here.person("Fay", "facilitator").await;
        let mut facilitator = Browser::of(&here, fay).await;
        let (action, hidden) = facilitator.form("/conversations/new", "/conversations").await;
        let form = format!("{hidden}&question=What+now%3F&audience=code&moderation=after&privacy=Kept+here.");
        let (status, next, _) = facilitator.post(&action, &format!("{form}&opens=soon")).await;
        assert_eq!((status.as_u16(), next.as_str()), (422, ""));
        let (_, next, _) = facilitator.post(&action, &format!("{form}&seeds=-+More+trees")).await;
        assert_eq!(next, "/i/reading/conversations/1/codes?done=conversation-opened");
        let (action, hidden) = facilitator.form("/conversations/1/codes", "/codes").await;
        facilitator.post(&action, &format!("{hidden}&shared=yes&word=Library+27")).await;
        assert!(facilitator.whole("/conversations/1/codes").await.contains("LIBR-ARY2-7"));

        let mut guest = Browser::new(&here);
        let (action, hidden) = guest.form("/conversations/1?code=library27", "/enter").await;
        let (status, _, page) = guest.post(&action, &format!("{hidden}&code=nothing")).await;
        assert!(
            status.as_u16() == 422 && page.contains("href=\"#code\"") && page.contains("value=\"nothing\"")
        );
        let (_, next, _) = guest.post(&action, &format!("{hidden}&code=library+27")).await;
        assert_eq!(next, "/i/reading/conversations/1?done=code-entered");
        let page = guest.whole("/conversations/1").await;
        assert!(page.contains("More trees") && page.contains("id=\"vote\""));
        let change = facilitator.whole("/conversations/1/change").await;
        assert!(change.contains("What now?") && change.contains("Kept here."));
        let say =
            AddStatement { conversation: 1, text: "Less".to_owned(), voice: Some(Voice::new().unwrap()) };
        assert_eq!(rule(here.guest().await.execute(say).await), "rule-conversation-code");
    });
}
