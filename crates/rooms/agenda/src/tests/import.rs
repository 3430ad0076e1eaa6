//! Conversations from Polis' files.

use std::collections::BTreeSet;
use std::sync::Mutex;

use kernel::Error;
use opinion::Tally;
use store::search;

use super::{Here, is_refused};
use crate::conversation::{self, Heard};
use crate::polis::{Imported, PolisFiles, import_polis};
use crate::{AddStatement, CastVote, Choice, Voice, statement, vote};

const PEOPLE: i64 = 120;
const STATEMENTS: i64 = 60;

/// A vote that follows from its cell: a third each, and every seventh cell is unseen.
fn cell(participant: i64, statement: i64) -> Option<Choice> {
    let seen = (participant * 31 + statement * 17) % 7 != 0;
    seen.then(|| Choice::ALL[((participant * 5 + statement * 3) % 3) as usize])
}

fn files() -> PolisFiles {
    let header: Vec<String> = (0..STATEMENTS).map(|statement| statement.to_string()).collect();
    let mut votes =
        vec![format!("participant,group-id,n-comments,n-votes,n-agree,n-disagree,{}", header.join(","))];
    for participant in 0..PEOPLE {
        let cells: Vec<Option<Choice>> =
            (0..STATEMENTS).map(|statement| cell(participant, statement)).collect();
        let of = |choice| cells.iter().flatten().filter(|cast| **cast == choice).count();
        let (n, agree, disagree) = (cells.iter().flatten().count(), of(Choice::Agree), of(Choice::Disagree));
        let written: Vec<String> =
            cells.iter().map(|cast| cast.map_or(String::new(), |cast| cast.number().to_string())).collect();
        votes.push(format!("{participant},,0,{n},{agree},{disagree},{}", written.join(",")));
    }
    let mut comments =
        vec!["timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body".to_owned()];
    for statement in (0..STATEMENTS).rev() {
        let moderated = if statement % 10 == 9 { -1 } else { 1 };
        let (at, author) = (1_518_501_496_471 + statement * 60_000, statement % 7);
        let words = format!("\"Street {statement}, \"\"quieter\"\"\"");
        comments.push(format!("{at},x,{statement},{author},0,0,{moderated},{words}"));
    }
    PolisFiles {
        participants_votes: votes.join("\n").into(),
        comments: comments.join("\n").into(),
        summary: "topic,What should change here?\nconversation-description,\n".into(),
        votes: Vec::new(),
        notice: String::new(),
    }
}

#[test]
fn every_vote_and_every_word_comes_in_and_nothing_else() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let cx = here.new_person("Fay", "facilitator").await;
        let steps = Mutex::new(Vec::new());
        let files = files();
        let imported = import_polis(&cx, files.clone(), |done, of| steps.lock().unwrap().push((done, of)));
        let imported = imported.await.unwrap();
        let cells = (0..PEOPLE)
            .flat_map(|participant| (0..STATEMENTS).map(move |statement| (participant, statement)))
            .filter_map(|(participant, statement)| {
                cell(participant, statement).map(|choice| (1, participant, statement, choice.number(), false))
            });
        let expected: BTreeSet<(i64, i64, i64, i64, bool)> = cells.collect();
        assert_eq!(
            imported,
            Imported {
                conversation: 1,
                statements: STATEMENTS as usize,
                hidden: 6,
                participants: PEOPLE as usize,
                votes: expected.len()
            }
        );
        let steps = steps.into_inner().unwrap();
        assert_eq!(steps.first().map(|step| step.0), Some(0));
        assert!(steps.is_sorted() && steps.last().is_some_and(|(done, of)| done == of), "{steps:?}");

        let initiative = here.initiative;
        let mut read = cx.read().await.unwrap();
        let kept: BTreeSet<_> =
            vote::store::after(&mut read, initiative, (0, 0, 0), 10_000).await.unwrap().into_iter().collect();
        assert_eq!(kept, expected);
        for weighed in statement::store::all(&mut read, initiative).await.unwrap() {
            let number = weighed.statement.number;
            let mut tally = Tally::default();
            (0..PEOPLE)
                .filter_map(|person| cell(person, number))
                .for_each(|choice| tally.count(choice.into()));
            assert_eq!(weighed.tally, tally);
            assert_eq!(weighed.statement.text, format!("Street {number}, \"quieter\""));
            assert_eq!(weighed.statement.hidden, number % 10 == 9);
            let at = (1_518_501_496_471 + number * 60_000) * 1_000;
            assert_eq!(weighed.statement.at.as_microsecond(), at);
        }
        let heard = conversation::store::heard(&mut read, initiative, 1).await.unwrap();
        assert_eq!(heard, Heard { people: PEOPLE, statements: 60, hidden: 6, votes: expected.len() as i64 });
        let found = search::find(&mut read, initiative.0, "street quieter", 100).await.unwrap();
        assert_eq!(found.len(), 54, "the open ones are found, the hidden ones are not");
        let told = journal::feed::latest(&mut read, initiative, None, 100).await.unwrap();
        assert_eq!(told.iter().filter(|entry| entry.act == "conversation.imported").count(), 1);
    });
}

#[test]
fn the_same_files_again_change_nothing_and_the_conversation_goes_on() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let cx = here.new_person("Fay", "facilitator").await;
        let files = files();
        let first = import_polis(&cx, files.clone(), |_, _| {}).await.unwrap();
        assert_eq!(import_polis(&cx, files.clone(), |_, _| {}).await.unwrap(), first);
        let voice = Voice::new().unwrap();
        let guest = here.guest().await;
        let say = AddStatement { conversation: 1, text: "A new one".to_owned(), voice: Some(voice.clone()) };
        assert_eq!(guest.execute(say).await.unwrap(), STATEMENTS);
        let cast = CastVote {
            conversation: 1,
            statement: 0,
            choice: Choice::Agree,
            important: false,
            voice: Some(voice),
        };
        guest.execute(cast).await.unwrap();
        let mut read = cx.read().await.unwrap();
        let heard = conversation::store::heard(&mut read, here.initiative, 1).await.unwrap();
        assert_eq!(
            heard,
            Heard { people: PEOPLE + 1, statements: 61, hidden: 6, votes: first.votes as i64 + 1 }
        );
    });
}

/// An import that was killed half way is not seen, and the same command finishes it.
#[test]
fn an_interrupted_import_is_finished_by_the_next() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let cx = here.new_person("Fay", "facilitator").await;
        let files = files();
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let stop = Mutex::new(Some(stop));
        let half = |done: u64, of: u64| {
            if done * 2 > of
                && let Some(stop) = stop.lock().unwrap().take()
            {
                let _ = stop.send(());
            }
        };
        tokio::select! {
            _ = import_polis(&cx, files.clone(), half) => {}
            _ = stopped => {}
        }
        let finished = import_polis(&cx, files.clone(), |_, _| {}).await.unwrap();
        let mut read = cx.read().await.unwrap();
        assert_eq!(conversation::store::all(&mut read, here.initiative).await.unwrap().len(), 1);
        let heard = conversation::store::heard(&mut read, here.initiative, 1).await.unwrap();
        assert_eq!((heard.people, heard.votes), (PEOPLE, finished.votes as i64));
        let votes = vote::store::after(&mut read, here.initiative, (0, 0, 0), 10_000).await.unwrap();
        assert_eq!(votes.len(), finished.votes);
    });
}

#[test]
fn wrong_files_write_nothing_and_a_member_may_not_import() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let cx = here.new_person("Fay", "facilitator").await;
        let mut wrong = files();
        wrong.participants_votes.extend_from_slice(b"\n999,,0,1,1,0,yes\n");
        let refused = import_polis(&cx, wrong.clone(), |_, _| {}).await;
        assert!(matches!(refused, Err(Error::Invalid(_))), "{refused:?}");
        let mut read = cx.read().await.unwrap();
        assert!(conversation::store::all(&mut read, here.initiative).await.unwrap().is_empty());
        drop(read);
        let member = here.new_person("Mo", "member").await;
        is_refused(import_polis(&member, files(), |_, _| {}).await);
    });
}
