//! Conversations, statements and votes.

use jiff::Timestamp;
use kernel::{Context, Ref, Repeat};
use opinion::Tally;

use super::{Here, asked, conversation, is_refused, problem, rule};
use crate::conversation::Heard;
use crate::{AddStatement, CastVote, Choice, EndConversation, HideStatement, Voice, statement, vote};

fn cast(statement: i64, choice: Choice, voice: Option<&Voice>) -> CastVote {
    CastVote { conversation: 1, statement, choice, important: false, voice: voice.cloned() }
}

async fn tally(cx: &Context, number: i64) -> Tally {
    let mut read = cx.read().await.unwrap();
    let found = statement::store::numbered(&mut read, cx.initiative().unwrap(), 1, number).await;
    found.unwrap().unwrap().tally
}

async fn heard(cx: &Context) -> Heard {
    let mut read = cx.read().await.unwrap();
    crate::conversation::store::heard(&mut read, cx.initiative().unwrap(), 1).await.unwrap()
}

#[test]
fn one_vote_for_each_participant_and_statement_changeable() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let facilitator = here.new_person("Fay", "facilitator").await;
        assert_eq!(facilitator.execute(conversation()).await.unwrap(), 1);
        let (guest, voice) = (here.guest().await, Voice::new().unwrap());
        let member = here.new_person("Mo", "member").await;

        guest.execute(cast(1, Choice::Agree, Some(&voice))).await.unwrap();
        guest.execute(cast(1, Choice::Agree, Some(&voice))).await.unwrap();
        member.execute(cast(1, Choice::Pass, None)).await.unwrap();
        assert_eq!(tally(&guest, 1).await, Tally { agree: 1, disagree: 0, pass: 1 });
        guest.execute(cast(1, Choice::Disagree, Some(&voice))).await.unwrap();
        assert_eq!(tally(&guest, 1).await, Tally { agree: 0, disagree: 1, pass: 1 });
        assert_eq!(heard(&guest).await, Heard { people: 2, statements: 2, hidden: 0, votes: 2 });

        assert_eq!(
            problem(guest.execute(cast(1, Choice::Agree, None)).await),
            ("voice".to_owned(), "problem-voice")
        );
        let other = Voice::new().unwrap();
        guest.execute(cast(2, Choice::Agree, Some(&other))).await.unwrap();
        assert_eq!(heard(&guest).await.people, 3);
    });
}

#[test]
fn a_repeated_request_votes_once_and_many_at_once_count_once() {
    house::both(async |store| {
        let here = Here::new(store).await;
        here.new_person("Fay", "facilitator").await.execute(conversation()).await.unwrap();
        let (mut guest, voice) = (here.guest().await, Voice::new().unwrap());
        guest.repeat = Some(Repeat { key: "k".to_owned(), digest: [1; 32] });
        for _ in 0..3 {
            guest.execute(cast(1, Choice::Agree, Some(&voice))).await.unwrap();
        }
        guest.repeat = None;
        let voting = (0..40).map(|n| {
            let (guest, voice) = (guest.clone(), voice.clone());
            let choice = Choice::ALL[n % 3];
            tokio::spawn(async move { guest.execute(cast(2, choice, Some(&voice))).await.unwrap() })
        });
        for vote in voting.collect::<Vec<_>>() {
            vote.await.unwrap();
        }
        assert_eq!(tally(&guest, 1).await.votes(), 1);
        assert_eq!(tally(&guest, 2).await.votes(), 1);
        assert_eq!(heard(&guest).await, Heard { people: 1, statements: 2, hidden: 0, votes: 2 });

        let known = vote::store::after(&mut guest.read().await.unwrap(), here.initiative, (0, 0, 0), 10_000)
            .await
            .unwrap();
        let kept = Choice::from_number(known[1].3).unwrap();
        let mut counted = Tally::default();
        counted.count(kept.into());
        assert_eq!(tally(&guest, 2).await, counted, "the count is the count of what is kept");
    });
}

#[test]
fn twenty_first_votes_of_one_browser_are_one_participant() {
    house::both(async |store| {
        let here = Here::new(store).await;
        here.new_person("Fay", "facilitator").await.execute(conversation()).await.unwrap();
        let (guest, voice) = (here.guest().await, Voice::new().unwrap());
        let voting = (0..20).map(|n| {
            let (guest, voice) = (guest.clone(), voice.clone());
            tokio::spawn(async move { guest.execute(cast(1 + n % 2, Choice::Agree, Some(&voice))).await })
        });
        for vote in voting.collect::<Vec<_>>() {
            vote.await.unwrap().unwrap();
        }
        assert_eq!(heard(&guest).await, Heard { people: 1, statements: 2, hidden: 0, votes: 2 });
    });
}

#[test]
fn nobody_votes_before_it_opens_or_after_it_is_over() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let facilitator = here.new_person("Fay", "facilitator").await;
        let later = asked(|asking| {
            asking.opens = "2026-02-01".to_owned();
            asking.closes = "2026-02-28".to_owned();
        });
        facilitator.execute(later).await.unwrap();
        let (guest, voice) = (here.guest().await, Voice::new().unwrap());
        let vote = || guest.execute(cast(1, Choice::Agree, Some(&voice)));
        assert_eq!(rule(vote().await), "rule-conversation-later");
        here.world.clock.set("2026-02-28T23:59:59Z".parse::<Timestamp>().unwrap());
        vote().await.unwrap();
        here.world.clock.set("2026-03-01T00:00:00Z".parse::<Timestamp>().unwrap());
        assert_eq!(rule(vote().await), "rule-conversation-over");
        let say = AddStatement { conversation: 1, text: "Too late".to_owned(), voice: Some(voice.clone()) };
        assert_eq!(rule(guest.execute(say).await), "rule-conversation-over");

        facilitator.execute(conversation()).await.unwrap();
        facilitator.execute(EndConversation { conversation: 2 }).await.unwrap();
        let ended = CastVote { conversation: 2, ..cast(1, Choice::Agree, Some(&voice)) };
        assert_eq!(rule(guest.execute(ended).await), "rule-conversation-over");
        let backwards = asked(|asking| {
            asking.opens = "2026-05-02".to_owned();
            asking.closes = "2026-05-01".to_owned();
        });
        assert_eq!(
            problem(facilitator.execute(backwards).await),
            ("closes".to_owned(), "problem-ends-before")
        );
    });
}

#[test]
fn who_may_take_part_and_who_may_not() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let facilitator = here.new_person("Fay", "facilitator").await;
        let (member, backbone) =
            (here.new_person("Mo", "member").await, here.new_person("Bo", "backbone").await);
        let guest = here.guest().await;
        is_refused(member.execute(conversation()).await);
        is_refused(guest.execute(conversation()).await);
        let closed = asked(|asking| asking.audience = "members".to_owned());
        facilitator.execute(closed).await.unwrap();
        let voice = Voice::new().unwrap();
        is_refused(guest.execute(cast(1, Choice::Agree, Some(&voice))).await);
        is_refused(backbone.execute(cast(1, Choice::Agree, None)).await);
        member.execute(cast(1, Choice::Agree, None)).await.unwrap();
        is_refused(member.execute(EndConversation { conversation: 1 }).await);
        assert_eq!(heard(&guest).await.votes, 1);
    });
}

#[test]
fn what_is_said_twice_or_hidden_with_a_reason() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let facilitator = here.new_person("Fay", "facilitator").await;
        facilitator.execute(conversation()).await.unwrap();
        let (guest, voice) = (here.guest().await, Voice::new().unwrap());
        let say =
            |text: &str| AddStatement { conversation: 1, text: text.to_owned(), voice: Some(voice.clone()) };
        assert_eq!(guest.execute(say("  Nobody reads to us ")).await.unwrap(), 3);
        assert_eq!(
            problem(guest.execute(say("Nobody reads to us")).await),
            ("text".to_owned(), "problem-statement-said")
        );
        assert_eq!(problem(guest.execute(say(" ")).await), ("text".to_owned(), "problem-empty"));
        assert_eq!(problem(guest.execute(say(&"x".repeat(281))).await).1, "problem-too-long");

        let hide = |reason: Option<&str>| HideStatement {
            conversation: 1,
            statement: 3,
            reason: reason.map(str::to_owned),
        };
        is_refused(guest.execute(hide(Some("rude"))).await);
        assert_eq!(problem(facilitator.execute(hide(Some(" "))).await).0, "reason");
        facilitator.execute(hide(Some("It names somebody"))).await.unwrap();
        assert_eq!(rule(guest.execute(cast(3, Choice::Agree, Some(&voice))).await), "rule-statement-hidden");
        let mut read = guest.read().await.unwrap();
        let hidden = statement::store::numbered(&mut read, here.initiative, 1, 3).await.unwrap().unwrap();
        assert_eq!(hidden.statement.reason, "It names somebody");
        let about = hidden.statement.about();
        let found = store::search::find(&mut read, here.initiative.0, "reads", 9).await.unwrap();
        assert!(found.is_empty(), "what is hidden is not found");
        assert!(here.world.kinds.card(&guest, &mut read, &about).await.unwrap().is_none());
        assert!(here.world.kinds.card(&facilitator, &mut read, &about).await.unwrap().is_some());
        drop(read);
        facilitator.execute(hide(None)).await.unwrap();
        guest.execute(cast(3, Choice::Agree, Some(&voice))).await.unwrap();
        assert_eq!(heard(&guest).await, Heard { people: 1, statements: 3, hidden: 0, votes: 1 });
    });
}

/// The journal must not tell whose vote it was, nor on which statement.
#[test]
fn the_journal_says_that_a_vote_came_and_nothing_else() {
    house::both(async |store| {
        let here = Here::new(store).await;
        here.new_person("Fay", "facilitator").await.execute(conversation()).await.unwrap();
        let member = here.new_person("Mo", "member").await;
        member.execute(cast(2, Choice::Disagree, None)).await.unwrap();
        let mut read = member.read().await.unwrap();
        let asked =
            crate::conversation::store::numbered(&mut read, here.initiative, 1).await.unwrap().unwrap();
        let entries = journal::feed::of_object(&mut read, here.initiative, &asked.about(), 10).await.unwrap();
        let entry = entries.iter().find(|entry| entry.act == "vote.cast").unwrap();
        assert_eq!((entry.person, entry.name.as_str()), (None, ""));
        assert_eq!(entry.title, asked.question);
        assert_eq!(entry.about, Ref::new("conversation", asked.id.0));
        drop(read);
        // Nothing at all of the entry can be traced to Mo.
        let told = format!("{entry:?}");
        let person = member.actor.person.unwrap().to_string();
        assert!(!told.contains(&person) && !told.contains("Mo"), "{told}");
    });
}
