use kernel::{InitiativeId, Ref, Result};
use store::{Part, Read, Tx};
use uuid::Uuid;

use super::{Discussion, DiscussionId, PAGE, Place, Post, PostId, Recent, Resolution};

/// The columns of a [`Discussion`] in its order, of `discussion d`.
macro_rules! columns {
    () => {
        "d.id, d.number, d.title, d.about, d.person, d.starter, d.at"
    };
}

/// The columns of a [`Post`] in its order, of `post p`.
macro_rules! post_columns {
    () => {
        "p.id, p.discussion, p.body, p.person, p.author, p.at, p.thread, p.place, p.answers, p.resolved_at,
            p.resolved_by, p.resolved_why"
    };
}

store::statements! {
    THESE = concat!("SELECT ", columns!(), " FROM discussion d WHERE d.initiative = $1 AND d.id = ANY($2)");
    NUMBERED = concat!("SELECT ", columns!(), " FROM discussion d WHERE d.initiative = $1 AND d.number = $2");
    ABOUT = concat!("SELECT ", columns!(), " FROM discussion d WHERE d.initiative = $1 AND d.about = $2");
    PLACES = "SELECT id, discussion, thread, place FROM post WHERE initiative = $1 AND id = ANY($2)";
    EVERY = concat!("SELECT ", columns!(), " FROM discussion d WHERE d.initiative = $1 ORDER BY d.number");
    RECENT = "SELECT d.number, d.title, d.about, d.starter, d.at,
        (SELECT p.at FROM post p WHERE p.initiative = d.initiative AND p.discussion = d.id
            ORDER BY p.id DESC LIMIT 1)
        FROM discussion d WHERE d.initiative = $1 AND d.number < $2 ORDER BY d.number DESC LIMIT $3";
    NEWEST = concat!("SELECT ", post_columns!(), " FROM post p
        WHERE p.initiative = $1 AND p.discussion = $2 AND p.thread IS NULL ORDER BY p.id DESC LIMIT $3");
    BEFORE = concat!("SELECT ", post_columns!(), " FROM post p
        WHERE p.initiative = $1 AND p.discussion = $2 AND p.thread IS NULL AND p.id < $3
        ORDER BY p.id DESC LIMIT $4");
    FROM = concat!("SELECT ", post_columns!(), " FROM post p
        WHERE p.initiative = $1 AND p.discussion = $2 AND p.thread IS NULL AND p.id >= $3 ORDER BY p.id LIMIT $4");
    FIRST = concat!("SELECT ", post_columns!(), " FROM post p
        WHERE p.initiative = $1 AND p.id = $2 AND p.thread IS NULL");
    /// The last answers of many threads, each at most so many.
    LAST_ANSWERS = concat!("SELECT ", post_columns!(), " FROM post f JOIN post p
        ON p.initiative = f.initiative AND p.thread = f.id AND p.place > f.answers - $3
        WHERE f.initiative = $1 AND f.id = ANY($2) ORDER BY p.thread, p.place");
    ANSWERS = concat!("SELECT ", post_columns!(), " FROM post p
        WHERE p.initiative = $1 AND p.thread = $2 AND p.place > $3 ORDER BY p.place LIMIT $4");
    NEXT_PLACE = "UPDATE post SET answers = answers + 1
        WHERE initiative = $1 AND id = $2 AND thread IS NULL RETURNING answers";
    RESOLVE = "UPDATE post SET resolved_at = $3, resolved_by = $4, resolved_why = $5
        WHERE initiative = $1 AND id = $2 AND thread IS NULL";
    /// How many threads are open about each of these objects.
    OPEN_ABOUT = "SELECT d.about, CAST(count(*) AS BIGINT) FROM discussion d JOIN post p
        ON p.initiative = d.initiative AND p.discussion = d.id AND p.thread IS NULL AND p.resolved_at IS NULL
        WHERE d.initiative = $1 AND d.object = ANY($2) GROUP BY d.about";
    EVERY_POST = concat!("SELECT ", post_columns!(), " FROM post p WHERE p.initiative = $1 ORDER BY p.id");
    /// Nothing happens where the object has its discussion already.
    INSERT = "INSERT INTO discussion (initiative, id, number, title, about, person, starter, at, object)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (initiative, about) DO NOTHING";
    INSERT_POST = "INSERT INTO post (initiative, id, discussion, body, person, author, at, thread, place)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
}

store::row!(Discussion { id, number, title, about, person, starter, at });
store::row!(Recent { number, title, about, starter, at, last });
store::row!(Post {
    id,
    discussion,
    body,
    person,
    author,
    at,
    thread,
    place,
    answers,
    resolved_at,
    resolved_by,
    resolved_why
});
store::row!(Place { id, discussion, thread, place });

pub(crate) async fn find(
    read: &mut Read,
    initiative: InitiativeId,
    id: DiscussionId,
) -> Result<Option<Discussion>> {
    Ok(these(read, initiative, &[id.0]).await?.pop())
}

pub(crate) async fn these(
    read: &mut Read,
    initiative: InitiativeId,
    ids: &[Uuid],
) -> Result<Vec<Discussion>> {
    Ok(read.rows(&THESE, &[initiative.into(), ids.into()]).await?)
}

pub(crate) async fn numbered(
    read: &mut Read,
    initiative: InitiativeId,
    number: i64,
) -> Result<Option<Discussion>> {
    Ok(read.maybe(&NUMBERED, &[initiative.into(), number.into()]).await?)
}

/// The one about an object.
pub(crate) async fn about(
    read: &mut Read,
    initiative: InitiativeId,
    about: &Ref,
) -> Result<Option<Discussion>> {
    Ok(read.maybe(&ABOUT, &[initiative.into(), about.to_string().into()]).await?)
}

/// Where these posts stand.
pub(crate) async fn places(read: &mut Read, initiative: InitiativeId, posts: &[Uuid]) -> Result<Vec<Place>> {
    Ok(read.rows(&PLACES, &[initiative.into(), posts.into()]).await?)
}

pub(crate) async fn all(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Discussion>> {
    Ok(read.rows(&EVERY, &[initiative.into()]).await?)
}

/// Those before the number `before`, newest first.
pub(crate) async fn recent(
    read: &mut Read,
    initiative: InitiativeId,
    before: i64,
    at_most: i64,
) -> Result<Vec<Recent>> {
    Ok(read.rows(&RECENT, &[initiative.into(), before.into(), at_most.into()]).await?)
}

/// Which threads of a discussion are asked for, by their first posts.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Window {
    /// The newest.
    Newest,
    /// Those right before this one.
    Before(Uuid),
    /// This one and those right after it.
    From(Uuid),
}

/// The first posts of one page of threads in the order of writing, and whether there is more in the direction asked for.
pub(crate) async fn threads(
    read: &mut Read,
    initiative: InitiativeId,
    discussion: DiscussionId,
    window: Window,
) -> Result<(Vec<Post>, bool)> {
    let (of, one_more) = (discussion.into(), (PAGE + 1).into());
    let mut posts: Vec<Post> = match window {
        Window::Newest => read.rows(&NEWEST, &[initiative.into(), of, one_more]).await?,
        Window::Before(id) => read.rows(&BEFORE, &[initiative.into(), of, id.into(), one_more]).await?,
        Window::From(id) => read.rows(&FROM, &[initiative.into(), of, id.into(), one_more]).await?,
    };
    let more = posts.len() > PAGE;
    posts.truncate(PAGE);
    if !matches!(window, Window::From(_)) {
        posts.reverse();
    }
    Ok((posts, more))
}

/// The post that begins a thread.
pub(crate) async fn first(read: &mut Read, initiative: InitiativeId, id: PostId) -> Result<Option<Post>> {
    Ok(read.maybe(&FIRST, &[initiative.into(), id.into()]).await?)
}

/// At most so many of the last answers of each of these threads, thread by thread in the order of writing.
pub(crate) async fn last_answers(
    read: &mut Read,
    initiative: InitiativeId,
    threads: &[Uuid],
    each: i64,
) -> Result<Vec<Post>> {
    Ok(read.rows(&LAST_ANSWERS, &[initiative.into(), threads.into(), each.into()]).await?)
}

/// A part of a thread's answers.
pub(crate) async fn answers(
    read: &mut Read,
    initiative: InitiativeId,
    thread: PostId,
    part: Part,
) -> Result<Vec<Post>> {
    Ok(read.rows(&ANSWERS, &[initiative.into(), thread.into(), part.skip.into(), part.size.into()]).await?)
}

/// How many threads are open about each of these objects, by the object as `kind/id`.
pub(crate) async fn open_about(
    read: &mut Read,
    initiative: InitiativeId,
    objects: &[Uuid],
) -> Result<Vec<(String, i64)>> {
    Ok(read.rows(&OPEN_ABOUT, &[initiative.into(), objects.into()]).await?)
}

/// The place of the next answer in a thread.
pub(crate) async fn next_place(tx: &mut Tx, initiative: InitiativeId, thread: PostId) -> Result<i64> {
    let (place,) = tx.one(&NEXT_PLACE, &[initiative.into(), thread.into()]).await?;
    Ok(place)
}

/// Resolves a thread, or opens it again.
pub(crate) async fn resolve(
    tx: &mut Tx,
    initiative: InitiativeId,
    thread: PostId,
    resolution: Option<&Resolution>,
) -> Result<()> {
    let (at, by, why) = match resolution {
        Some(resolution) => (Some(resolution.at), resolution.by.as_str(), resolution.why.as_str()),
        None => (None, "", ""),
    };
    tx.run(&RESOLVE, &[initiative.into(), thread.into(), at.into(), by.into(), why.into()]).await?;
    Ok(())
}

pub(crate) async fn all_posts(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Post>> {
    Ok(read.rows(&EVERY_POST, &[initiative.into()]).await?)
}

/// Whether it was written: the object may have its discussion already.
pub(crate) async fn insert(tx: &mut Tx, initiative: InitiativeId, discussion: &Discussion) -> Result<bool> {
    let values = [
        initiative.into(),
        discussion.id.into(),
        discussion.number.into(),
        discussion.title.as_str().into(),
        discussion.about.as_deref().into(),
        discussion.person.into(),
        discussion.starter.as_str().into(),
        discussion.at.into(),
        discussion.object().map(|object| object.id).into(),
    ];
    Ok(tx.run(&INSERT, &values).await? == 1)
}

pub(crate) async fn insert_post(tx: &mut Tx, initiative: InitiativeId, post: &Post) -> Result<()> {
    tx.run(
        &INSERT_POST,
        &[
            initiative.into(),
            post.id.into(),
            post.discussion.into(),
            post.body.as_str().into(),
            post.person.into(),
            post.author.as_str().into(),
            post.at.into(),
            post.thread.into(),
            post.place.into(),
        ],
    )
    .await?;
    Ok(())
}
