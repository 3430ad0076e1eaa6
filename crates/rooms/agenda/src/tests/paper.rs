//! Votes on paper.

use std::collections::BTreeMap;

use kernel::Error;
use opinion::Tally;

use super::pages::Browser;
use super::{Here, asked, conversation, is_refused, problem, rule};
use crate::conversation::store::heard;
use crate::{Choice, EndConversation, PrintSheets, TypeSheet, paper, statement};

#[test]
fn a_sheet_counts_once_and_nothing_says_which_votes_came_from_it() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let facilitator = here.new_person("Fay", "facilitator").await;
        facilitator.execute(conversation()).await.unwrap();
        let print = |many| PrintSheets { conversation: 1, many };
        is_refused(here.guest().await.execute(print(1)).await);
        assert_eq!(problem(facilitator.execute(print(0)).await).0, "many");
        assert_eq!(facilitator.execute(print(2)).await.unwrap(), 1);
        let mut read = facilitator.read().await.unwrap();
        let sheets = paper::store::of_run(&mut read, here.initiative, 1, 1).await.unwrap();
        drop(read);
        assert_eq!(sheets[0].asks(), [1, 2]);

        let typed = |code: &str, votes: &[(i64, Choice)], said: &str| TypeSheet {
            conversation: 1,
            code: code.to_owned(),
            votes: votes.iter().copied().collect::<BTreeMap<_, _>>(),
            said: said.to_owned(),
        };
        let votes = [(1, Choice::Agree), (2, Choice::Pass)];
        assert!(matches!(facilitator.execute(typed("NOSUCHXX", &votes, "")).await, Err(Error::Missing)));
        assert_eq!(problem(facilitator.execute(typed(&sheets[0].code, &[], "")).await).0, "said");
        let other = [(9, Choice::Agree)];
        assert_eq!(problem(facilitator.execute(typed(&sheets[0].code, &other, "")).await).0, "s9");
        // Many who type the same sheet at once.
        let typing = (0..8).map(|_| {
            let (cx, act) = (facilitator.clone(), typed(&sheets[0].code, &votes, "Read at the pool"));
            tokio::spawn(async move { cx.execute(act).await })
        });
        let mut counted = 0;
        for one in typing.collect::<Vec<_>>() {
            match one.await.unwrap() {
                Ok(votes) => counted += votes,
                other => assert_eq!(rule(other), "rule-paper-typed"),
            }
        }
        assert_eq!(counted, 2);
        facilitator.execute(typed(&sheets[1].code, &votes[..1], "")).await.unwrap();
        let mut read = facilitator.read().await.unwrap();
        let weighed = statement::store::numbered(&mut read, here.initiative, 1, 1).await.unwrap().unwrap();
        assert_eq!(weighed.tally, Tally { agree: 2, disagree: 0, pass: 0 });
        let heard = heard(&mut read, here.initiative, 1).await.unwrap();
        assert_eq!((heard.people, heard.votes, heard.statements), (2, 3, 3));
        drop(read);

        facilitator.execute(EndConversation { conversation: 1 }).await.unwrap();
        assert_eq!(rule(facilitator.execute(typed(&sheets[1].code, &votes, "")).await), "rule-paper-closed");
        assert_eq!(rule(facilitator.execute(print(1)).await), "rule-conversation-over");
        facilitator.execute(asked(|asking| asking.audience = "members".to_owned())).await.unwrap();
        let members = PrintSheets { conversation: 2, many: 1 };
        assert_eq!(rule(facilitator.execute(members).await), "rule-paper-accounts");
    });
}

#[test]
fn a_sheet_is_printed_looked_at_and_typed_in() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let fay = here.person("Fay", "facilitator").await;
        here.as_(fay).await.execute(conversation()).await.unwrap();
        let mut desk = Browser::of(&here, fay).await;
        let (action, hidden) = desk.form("/conversations/1/paper", "/paper").await;
        let (status, ..) = desk.post(&action, &format!("{hidden}&many=none")).await;
        assert_eq!(status.as_u16(), 422);
        let (_, next, _) = desk.post(&action, &format!("{hidden}&many=1")).await;
        assert_eq!(next, "/i/reading/conversations/1/paper/1?done=paper-made");
        let printed = desk.whole("/conversations/1/paper/1").await;
        assert!(printed.contains("<svg") && printed.contains("The library closes too early."));
        let code = printed.split("/sheets/").nth(1).unwrap()[..8].to_owned();
        let sheet = format!("/conversations/1/sheets/{code}");
        let mut guest = Browser::new(&here);
        let page = guest.whole(&sheet).await;
        assert!(page.contains("not counted yet") && !page.contains("name=\"s1\""));
        assert_eq!(desk.get(&format!("/conversations/1/paper?code={code}")).await.0.as_u16(), 303);
        assert_eq!(desk.get("/conversations/1/paper?code=wrong").await.0.as_u16(), 422);
        let (action, hidden) = desk.form(&sheet, &sheet).await;
        let (status, _, page) = desk.post(&action, &format!("{hidden}&s1=a&s2=q")).await;
        assert!(status.as_u16() == 422 && page.contains("href=\"#s2\"") && page.contains("value=\"q\""));
        let (_, next, _) = desk.post(&action, &format!("{hidden}&s1=A&s2=")).await;
        assert_eq!(next, "/i/reading/conversations/1/paper?done=paper-typed");
        assert!(guest.whole(&sheet).await.contains("was counted on"));
        assert!(!desk.whole(&sheet).await.contains("name=\"s1\""));
    });
}
