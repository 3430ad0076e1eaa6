use kernel::{InitiativeId, Ref, Result};
use store::{Read, Tx};
use uuid::Uuid;

use super::{Discussion, DiscussionId, PAGE, Post, Recent};

/// The columns of a [`Discussion`] in its order, of `discussion d`.
macro_rules! columns {
    () => {
        "d.id, d.number, d.title, d.about, d.person, d.starter, d.at"
    };
}

/// The columns of a [`Post`] in its order.
macro_rules! post_columns {
    () => {
        "id, discussion, body, person, author, at"
    };
}

store::statements! {
    THESE = concat!("SELECT ", columns!(), " FROM discussion d WHERE d.initiative = $1 AND d.id = ANY($2)");
    NUMBERED = concat!("SELECT ", columns!(), " FROM discussion d WHERE d.initiative = $1 AND d.number = $2");
    ABOUT = concat!("SELECT ", columns!(), " FROM discussion d WHERE d.initiative = $1 AND d.about = $2");
    PLACES = "SELECT id, discussion FROM post WHERE initiative = $1 AND id = ANY($2)";
    EVERY = concat!("SELECT ", columns!(), " FROM discussion d WHERE d.initiative = $1 ORDER BY d.number");
    RECENT = "SELECT d.number, d.title, d.about, d.starter, d.at,
        (SELECT p.at FROM post p WHERE p.initiative = d.initiative AND p.discussion = d.id
            ORDER BY p.id DESC LIMIT 1)
        FROM discussion d WHERE d.initiative = $1 AND d.number < $2 ORDER BY d.number DESC LIMIT $3";
    NEWEST = concat!("SELECT ", post_columns!(), " FROM post
        WHERE initiative = $1 AND discussion = $2 ORDER BY id DESC LIMIT $3");
    BEFORE = concat!("SELECT ", post_columns!(), " FROM post
        WHERE initiative = $1 AND discussion = $2 AND id < $3 ORDER BY id DESC LIMIT $4");
    FROM = concat!("SELECT ", post_columns!(), " FROM post
        WHERE initiative = $1 AND discussion = $2 AND id >= $3 ORDER BY id LIMIT $4");
    EVERY_POST = concat!("SELECT ", post_columns!(), " FROM post WHERE initiative = $1 ORDER BY id");
    /// Nothing happens where the object has its discussion already.
    INSERT = "INSERT INTO discussion (initiative, id, number, title, about, person, starter, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (initiative, about) DO NOTHING";
    INSERT_POST = concat!("INSERT INTO post (initiative, ", post_columns!(), ")
        VALUES ($1, $2, $3, $4, $5, $6, $7)");
}

store::row!(Discussion { id, number, title, about, person, starter, at });
store::row!(Recent { number, title, about, starter, at, last });
store::row!(Post { id, discussion, body, person, author, at });

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

/// In which discussions these posts stand.
pub(crate) async fn places(
    read: &mut Read,
    initiative: InitiativeId,
    posts: &[Uuid],
) -> Result<Vec<(Uuid, DiscussionId)>> {
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

/// Which posts of a discussion are asked for.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Window {
    /// The newest.
    Newest,
    /// Those right before this one.
    Before(Uuid),
    /// This one and those right after it.
    From(Uuid),
}

/// One page of posts in the order of writing, and whether there is more in the direction asked for.
pub(crate) async fn posts(
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
        ],
    )
    .await?;
    Ok(())
}
