//! The map of opinions: drawn beside the requests, read by every page.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use axum::http::StatusCode;
use kernel::Context;
use tokio::task::JoinHandle;

use super::Here;
use super::pages::Browser;
use crate::cast::{self, Cast};
use crate::map::keep::{Keeper, Kept};
use crate::map::{Picture, newest, store};
use crate::{AddStatement, CastVote, Choice, HideStatement, PolisFiles, Voice, import_polis};

/// Statements of the crowd.
const STATEMENTS: usize = 12;

/// The files of a crowd: everybody agrees with statements 0 and 1, and on the others by `side`: what somebody says
/// there is `side(person, statement)`.
fn crowd(people: usize, side: impl Fn(usize, usize) -> i64) -> PolisFiles {
    let mut comments =
        String::from("timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n");
    let mut votes = String::from("participant,group-id,n-comments,n-votes,n-agree,n-disagree");
    for n in 0..STATEMENTS {
        let _ = writeln!(comments, "1518501496471,,{n},0,0,0,1,Thought {n}");
        let _ = write!(votes, ",{n}");
    }
    votes.push('\n');
    for person in 0..people {
        let row: Vec<i64> = (0..STATEMENTS).map(|n| if n < 2 { 1 } else { side(person, n) }).collect();
        let of = |wanted: i64| row.iter().filter(|&&vote| vote == wanted).count();
        let cells: Vec<String> = row.iter().map(i64::to_string).collect();
        let _ = writeln!(votes, "{person},,0,{STATEMENTS},{},{},{}", of(1), of(-1), cells.join(","));
    }
    PolisFiles {
        participants_votes: votes.into_bytes(),
        comments: comments.into_bytes(),
        summary: b"topic,Towns\nconversation-description,\"What now?\"\n".to_vec(),
        votes: Vec::new(),
        notice: String::new(),
    }
}

/// Two camps that differ in nearly everything.
fn two_camps(people: usize) -> PolisFiles {
    crowd(people, |person, n| {
        let odd = (person * 7 + n * 3) % 11 == 0;
        if (person % 2 == 0) == odd { -1 } else { 1 }
    })
}

async fn imported(cx: &Context, files: &PolisFiles) -> i64 {
    import_polis(cx, files.clone(), |_, _| {}).await.unwrap().conversation
}

async fn drawn(cx: &Context, conversation: i64) -> Picture {
    let mut read = cx.read().await.unwrap();
    newest(&mut read, cx.initiative().unwrap(), conversation).await.unwrap().expect("it is drawn")
}

#[test]
fn two_camps_are_two_groups_and_what_all_say_unites() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let ana = here.new_person("Ana", "facilitator").await;
        let number = imported(&ana, &two_camps(80)).await;
        let mut keeper = Keeper::new(here.world.clone());
        assert_eq!(keeper.round().await.unwrap(), 1);
        assert_eq!(keeper.round().await.unwrap(), 0, "nothing is new");

        let picture = drawn(&ana, number).await;
        assert_eq!((picture.people, picture.shown, picture.votes), (80, 80, 80 * STATEMENTS as u64));
        assert_eq!(picture.doubt, None);
        assert_eq!(picture.groups.iter().map(|group| group.people).collect::<Vec<_>>(), [40, 40]);
        assert_eq!(picture.marks.len(), 80);
        assert_eq!(picture.unites.len(), 2, "both groups agree with two statements");
        assert_eq!(picture.unites[0].groups, [[40, 0, 0], [40, 0, 0]]);
        assert!(picture.divides.iter().all(|weighed| weighed.all[0] > 30 && weighed.all[1] > 30));
        assert!(picture.groups.iter().all(|group| !group.speaks.is_empty()));
    });
}

#[test]
fn a_crowd_that_votes_by_chance_has_no_groups() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let ana = here.new_person("Ana", "facilitator").await;
        // A hash, so that no two people have anything in common but by chance.
        let chance = |person: usize, n: usize| {
            let mixed = (person as u64 * 1_000 + n as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            if (mixed ^ (mixed >> 31)).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 63 == 0 { 1 } else { -1 }
        };
        let number = imported(&ana, &crowd(80, chance)).await;
        Keeper::new(here.world.clone()).round().await.unwrap();
        let picture = drawn(&ana, number).await;
        assert!(picture.doubt.is_some(), "{:?}", picture.trust);
        assert!(picture.groups.is_empty());
        assert_eq!(picture.shown, 80, "everybody still stands somewhere");
        let all = picture.unites.iter().take(2).all(|weighed| weighed.all == [80, 0, 0]);
        assert!(all, "what most agree with unites");
    });
}

#[test]
fn votes_that_come_later_give_the_map_that_all_at_once_give() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let ana = here.new_person("Ana", "facilitator").await;
        let number = imported(&ana, &two_camps(60)).await;
        let mut keeper = Keeper::new(here.world.clone());
        keeper.round().await.unwrap();

        let guest = here.guest().await;
        let voice = Voice::new().unwrap();
        let cast = |statement: i64, choice| CastVote {
            conversation: number,
            statement,
            choice,
            important: false,
            voice: Some(voice.clone()),
        };
        for n in 0..STATEMENTS as i64 {
            guest.execute(cast(n, Choice::Disagree)).await.unwrap();
        }
        let act = AddStatement { conversation: number, text: "New".into(), voice: Some(voice.clone()) };
        let said = guest.execute(act).await.unwrap();
        guest.execute(cast(said, Choice::Agree)).await.unwrap();
        guest.execute(cast(0, Choice::Agree)).await.unwrap();
        keeper.draw(here.initiative, number).await.unwrap();
        let warm = drawn(&ana, number).await;
        assert_eq!((warm.people, warm.stamp), (61, 14), "a changed vote is one more of the history");
        assert_eq!(warm.votes, 60 * STATEMENTS as u64 + 13);

        let hide =
            HideStatement { conversation: number, statement: 3, reason: Some("Names somebody".into()) };
        ana.execute(hide).await.unwrap();
        let mut read = ana.read().await.unwrap();
        let due = crate::map::store::due(&mut read).await.unwrap();
        assert_eq!(due, [(here.initiative, number)], "what is hidden goes from the map");
        drop(read);
        keeper.draw(here.initiative, number).await.unwrap();
        let warm = drawn(&ana, number).await;
        assert_eq!(warm.statements, STATEMENTS, "one more, one less");

        // Another node begins from nothing and finds the same.
        Keeper::new(here.world.clone()).draw(here.initiative, number).await.unwrap();
        let cold = drawn(&ana, number).await;
        same(&cold, &warm);
    });
}

/// Whether two maps show the same. Only the first axis stands out where there are two camps; its direction is free.
fn same(one: &Picture, other: &Picture) {
    let along = |picture: &Picture| {
        let marks = picture.marks.iter().map(|mark| (mark.at[0].abs() * 1e3).round() as i64);
        let mut marks: Vec<i64> = marks.collect();
        marks.sort_unstable();
        marks
    };
    let groups = |picture: &Picture| {
        let mut people: Vec<usize> = picture.groups.iter().map(|group| group.people).collect();
        people.sort_unstable();
        people
    };
    assert_eq!((one.stamp, one.votes, one.people), (other.stamp, other.votes, other.people));
    assert_eq!(along(one), along(other));
    assert_eq!(groups(one), groups(other));
    let lists = |picture: &Picture| {
        let all = picture.unites.iter().chain(&picture.divides);
        all.map(|weighed| (weighed.statement, weighed.all)).collect::<Vec<_>>()
    };
    assert_eq!(lists(one), lists(other));
}

#[test]
fn each_map_that_is_drawn_while_people_vote_is_what_the_votes_up_to_its_stamp_give() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let ana = here.new_person("Ana", "facilitator").await;
        let number = imported(&ana, &two_camps(60)).await;
        let mut keeper = Keeper::new(here.world.clone());
        keeper.round().await.unwrap();

        let guest = here.guest().await;
        let voting = (0..40_usize).map(|person| {
            let guest = guest.clone();
            tokio::spawn(async move {
                let voice = Voice::new().unwrap();
                for n in 0..STATEMENTS {
                    let choice = if n < 2 || (person % 2 == 0) == ((person * 7 + n * 3) % 11 != 0) {
                        Choice::Agree
                    } else {
                        Choice::Disagree
                    };
                    let (statement, voice) = (n as i64, Some(voice.clone()));
                    let vote = CastVote { conversation: number, statement, choice, important: false, voice };
                    guest.execute(vote).await.unwrap();
                }
            })
        });
        let voting: Vec<_> = voting.collect();
        let mut maps = Vec::new();
        loop {
            let over = voting.iter().all(JoinHandle::is_finished);
            keeper.draw(here.initiative, number).await.unwrap();
            maps.push(drawn(&ana, number).await);
            if over {
                break;
            }
        }
        let last = maps.last().unwrap();
        assert_eq!((last.stamp, last.people), (40 * STATEMENTS as i64, 100));
        assert!(maps.len() > 2, "some were drawn meanwhile");

        let mut read = ana.read().await.unwrap();
        let said = store::statements(&mut read, here.initiative, number).await.unwrap();
        let imported = store::votes(&mut read, here.initiative, number, (-1, -1), 10_000).await.unwrap();
        let cast = cast::store::numbered(&mut read, here.initiative, number, (0, 10_000)).await.unwrap();
        let came: BTreeSet<i64> = cast.iter().map(|(_, cast)| cast.participant).collect();
        for map in &maps {
            // What was imported without a history is older than every number.
            let old = imported.iter().filter(|(participant, ..)| !came.contains(participant));
            let old = old.map(|&(participant, statement, choice)| Cast {
                participant,
                statement,
                turn: 0,
                choice,
                at: None,
            });
            let new = cast.iter().filter(|(seq, _)| *seq <= map.stamp).map(|(_, cast)| *cast);
            let mut anew = Kept::new(&said);
            anew.take(&old.chain(new).collect::<Vec<_>>());
            let picture: Picture = serde_json::from_str(&anew.draw(&[], map.at).unwrap().picture).unwrap();
            same(&Picture { stamp: map.stamp, ..picture }, map);
        }
    });
}

#[test]
fn the_page_and_the_api_show_it_and_somebody_sees_where_they_stand() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let ana = here.new_person("Ana", "facilitator").await;
        let number = imported(&ana, &two_camps(60)).await;
        let mut anybody = Browser::new(&here);
        let map = format!("/conversations/{number}/map");
        let (status, page) = anybody.get(&map).await;
        assert_eq!(status, StatusCode::OK);
        assert!(page.contains("The map is being drawn"), "{page}");
        assert_eq!(anybody.api(&map).await, (StatusCode::OK, "null".to_owned()));

        let mo = here.person("Mo", "member").await;
        for n in 0..8 {
            let vote = CastVote {
                conversation: number,
                statement: n,
                choice: Choice::Agree,
                important: false,
                voice: None,
            };
            here.as_(mo).await.execute(vote).await.unwrap();
        }
        Keeper::new(here.world.clone()).draw(here.initiative, number).await.unwrap();
        let (_, page) = anybody.get(&map).await;
        assert!(page.contains("2 groups see this differently"), "{page}");
        assert!(page.contains("Thought 0") && page.contains("Group A: ") && !page.contains("You stand"));
        let (_, conversation) = anybody.get(&format!("/conversations/{number}")).await;
        assert!(conversation.contains("2 groups see this differently"), "the conversation shows it too");
        let (_, data) = anybody.api(&map).await;
        let data: serde_json::Value = serde_json::from_str(&data).unwrap();
        assert_eq!((&data["people"], &data["groups"][0]["people"]), (&61.into(), &30.into()), "{data}");
        assert!(data["named"].as_array().unwrap().iter().any(|named| named["text"] == "Thought 0"), "{data}");

        let (_, page) = Browser::of(&here, mo).await.get(&map).await;
        assert!(page.contains("You stand in group"), "{page}");
    });
}

#[test]
fn the_evenings_of_a_conversation_show_how_opinions_moved() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let ana = here.new_person("Ana", "facilitator").await;
        // Everybody votes on one of three days; the file is in the order of the statements.
        let mut files = two_camps(60);
        let table = String::from_utf8(files.participants_votes.clone()).unwrap();
        let mut history = String::from("timestamp,datetime,comment-id,voter-id,vote\n");
        for n in 0..STATEMENTS {
            for (person, row) in table.lines().skip(1).enumerate() {
                let at = 1_518_501_496_471 + (person as i64 % 3) * 86_400_000;
                let vote = row.split(',').nth(6 + n).unwrap();
                let _ = writeln!(history, "{at},x,{n},{person},{vote}");
            }
        }
        files.votes = history.into_bytes();
        let number = imported(&ana, &files).await;
        let mut keeper = Keeper::new(here.world.clone());
        keeper.round().await.unwrap();
        keeper.round().await.unwrap();

        let mut anybody = Browser::new(&here);
        let (_, data) = anybody.api(&format!("/conversations/{number}/days?day=1")).await;
        let data: serde_json::Value = serde_json::from_str(&data).unwrap();
        assert_eq!(data["days"].as_array().unwrap().len(), 3, "{data}");
        assert_eq!((&data["place"], &data["picture"]["people"]), (&1.into(), &20.into()));
        let page = anybody.whole(&format!("/conversations/{number}/days")).await;
        assert!(page.contains("60 people had voted") && page.contains("720 votes in all"), "{page}");
        let page = anybody.whole(&format!("/conversations/{number}/days?day=2")).await;
        assert!(page.contains("40 people had voted") && page.contains("rel=\"prev\""), "{page}");

        // Of a conversation without a history nothing is invented.
        let number = imported(&ana, &two_camps(40)).await;
        keeper.round().await.unwrap();
        let page = anybody.whole(&format!("/conversations/{number}/days?day=7")).await;
        assert!(page.contains("There is no past to show"), "{page}");
    });
}
