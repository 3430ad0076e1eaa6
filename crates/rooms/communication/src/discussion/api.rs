use jiff::Timestamp;
use kernel::Result;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use web::{Answer, Routes, Visit};

use super::acts::{ReopenThread, ResolveThread, StartDiscussion, WritePost};
use super::page::find;
use super::store::Window;
use super::thread::find_thread;
use super::{PAGE, Post, PostId, READ, RESOLVE, Resolution, START, WRITE, about, store};

/// Discussions in one answer.
const LIST: i64 = 20;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .api_get("discussions", &READ, list)
        .api_post("discussions", &START, start)
        .api_get("discussions/{n}", &READ, one)
        .api_get("discussions/{n}/posts", &READ, posts)
        .api_post("discussions/{n}/posts", &WRITE, write)
        .api_get("discussions/{n}/posts/{p}", &READ, thread)
        .api_post("discussions/{n}/posts/{p}/resolve", &RESOLVE, resolve)
        .api_post("discussions/{n}/posts/{p}/reopen", &RESOLVE, reopen)
}

/// A discussion as the API gives it.
#[derive(Serialize)]
struct Shown<'a> {
    number: i64,
    title: &'a str,
    about: Option<&'a str>,
    starter: &'a str,
    at: Timestamp,
    /// When somebody last wrote, in a list.
    #[serde(skip_serializing_if = "Option::is_none")]
    last: Option<Timestamp>,
}

/// The first posts of threads as the API gives them, in the order of writing.
#[derive(Serialize)]
struct Posts<'a> {
    posts: Vec<ShownPost<'a>>,
    /// What to ask for as `before` to get those before these; nothing if these are the first.
    before: Option<PostId>,
}

#[derive(Serialize)]
struct ShownPost<'a> {
    id: PostId,
    text: &'a str,
    author: &'a str,
    at: Timestamp,
    /// How many answers there are, of the first post of a thread.
    answers: i64,
    /// How the thread was resolved, if it was.
    resolved: Option<Resolved>,
}

#[derive(Serialize)]
struct Resolved {
    at: Timestamp,
    by: String,
    why: String,
}

impl From<Resolution> for Resolved {
    fn from(Resolution { at, by, why }: Resolution) -> Self {
        Self { at, by, why }
    }
}

/// A thread: its first post, and a part of its answers.
#[derive(Serialize)]
struct Thread<'a> {
    first: ShownPost<'a>,
    answers: Vec<ShownPost<'a>>,
}

impl<'a> From<&'a Post> for ShownPost<'a> {
    fn from(post: &'a Post) -> Self {
        Self {
            id: post.id,
            text: &post.body,
            author: &post.author,
            at: post.at,
            answers: post.answers,
            resolved: post.resolution().map(Resolved::from),
        }
    }
}

/// The newest; `?before=NUMBER` for older ones.
async fn list(visit: Visit) -> Result<Answer> {
    let before = visit.query().parse("before").unwrap_or(i64::MAX);
    let mut read = visit.read().await?;
    let mut discussions = Vec::new();
    for one in store::recent(&mut read, visit.initiative()?, before, LIST).await? {
        if about(&visit, &mut read, one.about.as_deref()).await?.is_some() {
            discussions.push(one);
        }
    }
    let shown = discussions.iter().map(|one| Shown {
        number: one.number,
        title: &one.title,
        about: one.about.as_deref(),
        starter: &one.starter,
        at: one.at,
        last: one.last,
    });
    Ok(Answer::json(&shown.collect::<Vec<_>>()))
}

async fn start(visit: Visit) -> Result<Answer> {
    let act: StartDiscussion = visit.json()?;
    Ok(Answer::json(&visit.execute(act).await?))
}

async fn one(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let (discussion, _) = find(&visit, &mut read).await?;
    Ok(Answer::json(&Shown {
        number: discussion.number,
        title: &discussion.title,
        about: discussion.about.as_deref(),
        starter: &discussion.starter,
        at: discussion.at,
        last: None,
    }))
}

/// The newest 20 threads by their first posts; `?before=ID` for those before that one.
async fn posts(visit: Visit) -> Result<Answer> {
    let window = visit.query().parse::<Uuid>("before").map_or(Window::Newest, Window::Before);
    let mut read = visit.read().await?;
    let (discussion, _) = find(&visit, &mut read).await?;
    let (posts, more) = store::threads(&mut read, visit.initiative()?, discussion.id, window).await?;
    drop(read);
    let before = posts.first().filter(|_| more).map(|post| post.id);
    Ok(Answer::json(&Posts { posts: posts.iter().map(ShownPost::from).collect(), before }))
}

/// What is sent to write a post.
#[derive(Deserialize)]
struct NewPost {
    text: String,
    /// The first post of the thread that it answers.
    #[serde(default)]
    thread: Option<PostId>,
}

async fn write(visit: Visit) -> Result<Answer> {
    let NewPost { text, thread } = visit.json()?;
    let mut read = visit.read().await?;
    let (discussion, _) = find(&visit, &mut read).await?;
    drop(read);
    let address = visit.address(&format!("discussions/{}", discussion.number));
    let id = visit.execute(WritePost { discussion: discussion.id, text, thread, address }).await?;
    Ok(Answer::json(&serde_json::json!({ "id": id })))
}

/// A thread with 20 of its answers; `?page=2` has the next.
async fn thread(visit: Visit) -> Result<Answer> {
    let (_, _, first) = find_thread(&visit).await?;
    let mut read = visit.read().await?;
    let answers = store::answers(&mut read, visit.initiative()?, first.id, visit.paging(PAGE).part()).await?;
    drop(read);
    let answers = answers.iter().map(ShownPost::from).collect();
    Ok(Answer::json(&Thread { first: ShownPost::from(&first), answers }))
}

/// What is sent to resolve a thread.
#[derive(Deserialize)]
struct Why {
    why: String,
}

async fn resolve(visit: Visit) -> Result<Answer> {
    let Why { why } = visit.json()?;
    let (_, _, first) = find_thread(&visit).await?;
    visit.execute(ResolveThread { thread: first.id, why }).await?;
    Ok(Answer::json(&serde_json::json!({ "resolved": true })))
}

async fn reopen(visit: Visit) -> Result<Answer> {
    let (_, _, first) = find_thread(&visit).await?;
    visit.execute(ReopenThread { thread: first.id }).await?;
    Ok(Answer::json(&serde_json::json!({ "resolved": false })))
}
