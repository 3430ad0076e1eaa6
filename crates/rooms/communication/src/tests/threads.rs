//! Threads: what answers what, and what is resolved.

use super::*;
use crate::discussion::{DiscussionKind, PAGE};

/// Lena's thread about a clause.
struct Thread {
    clause: Ref,
    discussion: DiscussionId,
    first: PostId,
}

impl Thread {
    async fn of(lena: &Context) -> Self {
        let clause = Ref::new("clause", Uuid::now_v7());
        let started = lena.execute(talk(Some(&clause), "", "Why four?")).await.unwrap();
        let discussion = DiscussionId(started.about.id);
        let (found, _) = threads(lena, discussion).await;
        Self { clause, discussion, first: found[0].0 }
    }

    fn answer(&self, text: &str) -> WritePost {
        WritePost { thread: Some(self.first), ..begin(self.discussion, text) }
    }
}

/// A thread: the post that begins it, its words, how many answers it has and why it is resolved.
type Shown = (PostId, String, i64, Option<String>);

/// The newest threads, and the last answers of each.
async fn threads(cx: &Context, discussion: DiscussionId) -> (Vec<Shown>, Vec<String>) {
    let mut read = cx.read().await.unwrap();
    let initiative = cx.initiative().unwrap();
    let (found, _) = discussions::threads(&mut read, initiative, discussion, Window::Newest).await.unwrap();
    let ids: Vec<Uuid> = found.iter().map(|first| first.id.0).collect();
    let answers = discussions::last_answers(&mut read, initiative, &ids, 2).await.unwrap();
    let shown = |first: &crate::discussion::Post| {
        let why = first.resolution().map(|resolution| resolution.why);
        (first.id, first.body.clone(), first.answers, why)
    };
    (found.iter().map(shown).collect(), answers.into_iter().map(|post| post.body).collect())
}

async fn open(cx: &Context, clause: &Ref) -> Option<i64> {
    let mut read = cx.read().await.unwrap();
    let found = DiscussionKind.open_about(cx, &mut read, std::slice::from_ref(clause)).await.unwrap();
    found.get(clause).copied()
}

fn resolve(thread: &Thread, why: &str) -> ResolveThread {
    ResolveThread { thread: thread.first, why: why.to_owned() }
}

#[test]
fn a_thread_is_answered_and_read_in_parts() {
    house::both(async |store| {
        let stand = Stand::on(store).await;
        let (lena, owen) = (stand.somebody("Lena", &[]), stand.somebody("Owen", &[]));
        let thread = Thread::of(&lena).await;
        for at in 1..=45 {
            owen.execute(thread.answer(&format!("Answer {at}"))).await.unwrap();
        }
        lena.execute(begin(thread.discussion, "And why six?")).await.unwrap();
        let (found, answers) = threads(&lena, thread.discussion).await;
        assert_eq!(
            found.iter().map(|(_, text, count, _)| (text.as_str(), *count)).collect::<Vec<_>>(),
            [("Why four?", 45), ("And why six?", 0)]
        );
        assert_eq!(answers, ["Answer 44", "Answer 45"], "only the last stand in the discussion");
        let mut read = lena.read().await.unwrap();
        let part = ::store::Part { skip: 40, size: PAGE };
        let initiative = lena.initiative().unwrap();
        let last = discussions::answers(&mut read, initiative, thread.first, part).await.unwrap();
        assert_eq!(last.iter().map(|post| post.place).collect::<Vec<_>>(), [41, 42, 43, 44, 45]);
        drop(read);
        let post = Ref::new("post", last[0].id.0);
        let card = lena.world.kinds.card(&lena, &mut lena.read().await.unwrap(), &post).await.unwrap();
        let end = format!("/posts/{}?page=3#post-{}", thread.first, last[0].id);
        assert!(card.unwrap().href.ends_with(&end), "a link leads to its part");
        let elsewhere = lena.execute(talk(None, "Rooms", "Who has one?")).await.unwrap();
        let strayed =
            WritePost { discussion: DiscussionId(elsewhere.about.id), ..thread.answer("Is this here?") };
        assert!(matches!(owen.execute(strayed).await, Err(Error::Missing)), "a thread stays in its talk");
    });
}

#[test]
fn many_who_answer_at_once_each_have_a_place() {
    house::both(async |store| {
        let stand = Stand::on(store).await;
        let lena = stand.somebody("Lena", &[]);
        let thread = Thread::of(&lena).await;
        let mut running = tokio::task::JoinSet::new();
        for at in 0..12 {
            let (cx, act) = (stand.somebody("Somebody", &[]), thread.answer(&format!("Word {at}")));
            running.spawn(async move { cx.execute(act).await.unwrap() });
        }
        running.join_all().await;
        let mut read = lena.read().await.unwrap();
        let part = ::store::Part { skip: 0, size: 20 };
        let initiative = lena.initiative().unwrap();
        let found = discussions::answers(&mut read, initiative, thread.first, part).await.unwrap();
        assert_eq!(found.iter().map(|post| post.place).collect::<Vec<_>>(), (1..=12).collect::<Vec<_>>());
    });
}

#[test]
fn a_thread_is_resolved_by_its_author_or_a_facilitator_and_stays() {
    house::both(async |store| {
        let stand = Stand::on(store).await;
        let lena = stand.seated();
        let thread = Thread::of(&lena).await;
        let (owen, fay) = (stand.somebody("Owen", &[]), stand.somebody("Fay", &[Role::Facilitator]));
        assert_eq!(open(&owen, &thread.clause).await, Some(1));
        assert_eq!(open(&stand.visitor(), &thread.clause).await, None, "talk is for members");
        is_refused(owen.execute(resolve(&thread, "Done")).await);
        is_refused(stand.visitor().execute(resolve(&thread, "Done")).await);
        let unsaid = fay.execute(resolve(&thread, " ")).await;
        assert_eq!(problems(unsaid), [("why".to_owned(), "problem-empty")]);
        fay.execute(resolve(&thread, "The clause says it now")).await.unwrap();
        let (found, _) = threads(&owen, thread.discussion).await;
        assert_eq!(found[0].3.as_deref(), Some("The clause says it now"));
        assert_eq!(open(&owen, &thread.clause).await, None, "nothing is open");
        for again in
            [owen.execute(thread.answer("But")).await.map(drop), fay.execute(resolve(&thread, "x")).await]
        {
            assert!(matches!(again, Err(Error::Rule("rule-thread-resolved"))), "{again:?}");
        }
        is_refused(owen.execute(ReopenThread { thread: thread.first }).await);
        lena.execute(ReopenThread { thread: thread.first }).await.unwrap();
        assert_eq!(open(&owen, &thread.clause).await, Some(1));
        let again = lena.execute(ReopenThread { thread: thread.first }).await;
        assert!(matches!(again, Err(Error::Rule("rule-thread-open"))), "{again:?}");
        lena.execute(resolve(&thread, "My own")).await.unwrap();
        let exported = Communication.export(&fay, &mut fay.read().await.unwrap()).await.unwrap();
        let posts = exported.iter().find(|table| table.name == "posts").unwrap();
        assert_eq!(posts.rows[0][8..], ["Rosa", "My own"]);
    });
}
