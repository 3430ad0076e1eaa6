use ::store::Tx;
use ::store::search::{self, Document};
use async_trait::async_trait;
use courier::Mail;
use journal::Tell;
use kernel::{Act, Context, Error, InitiativeId, Owner, PersonId, Problems, Ref, Result, Told, next_number};
use serde::Deserialize;

use super::{Discussion, DiscussionId, Post, PostId, RESOLVE, Resolution, START, WRITE, about, owner, store};
use crate::Made;

/// The longest title, in characters.
const TITLE: usize = 160;
/// The longest post.
const TEXT: usize = 10_000;
/// The longest word why a thread is resolved.
const WHY: usize = 300;

/// Starts a discussion with its first post. Where the object has a discussion already, the post goes there.
#[derive(Debug, Clone, Deserialize)]
pub struct StartDiscussion {
    /// What is to be talked about; not asked for where it is an object, which has a title.
    #[serde(default)]
    pub title: String,
    /// The first post: plain text, an empty line between paragraphs.
    pub text: String,
    /// The object it is about.
    #[serde(default)]
    pub about: Option<Ref>,
}

#[async_trait]
impl Act for StartDiscussion {
    type Out = Made;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<Made> {
        cx.may(&START, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let mut problems = Problems::none();
        let body = problems.text("text", &self.text, TEXT);
        let title = match &self.about {
            None => problems.text("title", &self.title, TITLE),
            Some(about) => {
                let card = cx.world.kinds.card(cx, tx, about).await?;
                problems.some(card, "about", "problem-unknown").map_or_else(String::new, |card| card.title)
            }
        };
        problems.done()?;

        if let Some(there) = self.there(tx, initiative).await? {
            return join(cx, tx, &there, body).await;
        }
        let discussion = Discussion {
            id: DiscussionId::new(),
            number: next_number(tx, initiative, "discussion").await?,
            title,
            about: self.about.as_ref().map(Ref::to_string),
            person: cx.actor.person,
            starter: cx.actor.name.clone(),
            at: cx.now(),
        };
        if !store::insert(tx, initiative, &discussion).await? {
            // Somebody else started it in this moment.
            let there = self.there(tx, initiative).await?.ok_or(Error::Missing)?;
            return join(cx, tx, &there, body).await;
        }
        let post = post(cx, discussion.id, None, body);
        store::insert_post(tx, initiative, &post).await?;
        let document = Document {
            initiative: initiative.0,
            kind: "discussion",
            id: discussion.id.0,
            title: &discussion.title,
            body: &post.body,
        };
        search::put(tx, &document).await?;
        let told = Told::new("discussion.started", discussion.about(), &discussion.title);
        cx.tell(tx, told.change(None, &post.body)).await?;
        Ok(made(&discussion))
    }
}

impl StartDiscussion {
    /// The discussion that its object has already.
    async fn there(&self, tx: &mut Tx, initiative: InitiativeId) -> Result<Option<Discussion>> {
        match &self.about {
            Some(about) => store::about(tx, initiative, about).await,
            None => Ok(None),
        }
    }
}

/// Writes a post: it begins a thread, or answers one.
#[derive(Debug, Clone, Deserialize)]
pub struct WritePost {
    /// In which discussion.
    pub discussion: DiscussionId,
    /// What one has to say: plain text, an empty line between paragraphs.
    pub text: String,
    /// The first post of the thread that it answers; nothing begins a thread.
    #[serde(default)]
    pub thread: Option<PostId>,
    /// The address of the discussion, for the mail to whom it answers.
    #[serde(skip)]
    pub address: String,
}

#[async_trait]
impl Act for WritePost {
    type Out = PostId;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<PostId> {
        cx.may(&WRITE, Owner::Nobody)?;
        let mut problems = Problems::none();
        let body = problems.text("text", &self.text, TEXT);
        problems.done()?;
        let discussion = store::find(tx, cx.initiative()?, self.discussion).await?.ok_or(Error::Missing)?;
        about(cx, tx, discussion.about.as_deref()).await?.ok_or(Error::Missing)?;
        let answered = match self.thread {
            Some(thread) => {
                let first = store::first(tx, cx.initiative()?, thread).await?;
                let first = first.filter(|first| first.discussion == discussion.id).ok_or(Error::Missing)?;
                if first.resolution().is_some() {
                    return Err(Error::Rule("rule-thread-resolved"));
                }
                Some(first)
            }
            None => None,
        };
        let post = write(cx, tx, &discussion, answered.as_ref(), &body).await?;
        // Whoever began the thread is told of an answer, whoever began the discussion of a new thread.
        let to = answered.map_or(discussion.person, |first| first.person);
        tell(cx, tx, to, &discussion, &format!("{body}\n\n{}", self.address)).await?;
        Ok(post)
    }
}

/// Resolves a thread, with a word why: it folds away and stays.
#[derive(Debug, Clone)]
pub struct ResolveThread {
    /// Its first post.
    pub thread: PostId,
    /// Why: what was done, or why nothing is.
    pub why: String,
}

#[async_trait]
impl Act for ResolveThread {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        let (first, discussion) = looked_after(cx, tx, self.thread).await?;
        let mut problems = Problems::none();
        let why = problems.text("why", &self.why, WHY);
        problems.done()?;
        if first.resolution().is_some() {
            return Err(Error::Rule("rule-thread-resolved"));
        }
        let resolution = Resolution { at: cx.now(), by: cx.actor.name.clone(), why };
        store::resolve(tx, cx.initiative()?, first.id, Some(&resolution)).await?;
        let told = Told::new("thread.resolved", first.about(), &discussion.title);
        cx.tell(tx, told.change(None, &resolution.why)).await
    }
}

/// Opens a resolved thread again.
#[derive(Debug, Clone)]
pub struct ReopenThread {
    /// Its first post.
    pub thread: PostId,
}

#[async_trait]
impl Act for ReopenThread {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        let (first, discussion) = looked_after(cx, tx, self.thread).await?;
        let earlier = first.resolution().ok_or(Error::Rule("rule-thread-open"))?;
        store::resolve(tx, cx.initiative()?, first.id, None).await?;
        let told = Told::new("thread.reopened", first.about(), &discussion.title);
        cx.tell(tx, told.change(Some(earlier.why), String::new())).await
    }
}

/// The first post of a thread that this actor may resolve, and its discussion.
async fn looked_after(cx: &Context, tx: &mut Tx, thread: PostId) -> Result<(Post, Discussion)> {
    let initiative = cx.initiative()?;
    let first = store::first(tx, initiative, thread).await?.ok_or(Error::Missing)?;
    let discussion = store::find(tx, initiative, first.discussion).await?.ok_or(Error::Missing)?;
    cx.may(&RESOLVE, owner(cx, tx, &discussion, &first).await?)?;
    about(cx, tx, discussion.about.as_deref()).await?.ok_or(Error::Missing)?;
    Ok((first, discussion))
}

/// Mails somebody what somebody else said to them.
async fn tell(
    cx: &Context,
    tx: &mut Tx,
    person: Option<PersonId>,
    discussion: &Discussion,
    words: &str,
) -> Result<()> {
    let Some(person) = person.filter(|person| cx.actor.person != Some(*person)) else { return Ok(()) };
    let Some(to) = people::email_of(tx, person).await? else { return Ok(()) };
    let mail = Mail {
        to,
        subject: discussion.title.clone(),
        text: format!("{}:\n\n{words}", cx.actor.name),
        html: None,
        secret: false,
        purpose: "post",
    };
    courier::post(cx, tx, mail).await
}

/// Writes what was to be the first post where the discussion turned out to be there already.
async fn join(cx: &Context, tx: &mut Tx, discussion: &Discussion, body: String) -> Result<Made> {
    write(cx, tx, discussion, None, &body).await?;
    Ok(made(discussion))
}

async fn write(
    cx: &Context,
    tx: &mut Tx,
    discussion: &Discussion,
    answered: Option<&Post>,
    body: &str,
) -> Result<PostId> {
    let mut post = post(cx, discussion.id, answered.map(|first| first.id), body.to_owned());
    if let Some(first) = answered {
        post.place = store::next_place(tx, cx.initiative()?, first.id).await?;
    }
    store::insert_post(tx, cx.initiative()?, &post).await?;
    let told = Told::new("post.written", post.about(), &discussion.title);
    cx.tell(tx, told.change(None, &post.body)).await?;
    Ok(post.id)
}

/// A post by the actor, now.
fn post(cx: &Context, discussion: DiscussionId, thread: Option<PostId>, body: String) -> Post {
    Post {
        id: PostId::new(),
        discussion,
        body,
        person: cx.actor.person,
        author: cx.actor.name.clone(),
        at: cx.now(),
        thread,
        place: 0,
        answers: 0,
        resolved_at: None,
        resolved_by: String::new(),
        resolved_why: String::new(),
    }
}

fn made(discussion: &Discussion) -> Made {
    Made { about: discussion.about(), number: discussion.number }
}
