use ::store::Tx;
use ::store::search::{self, Document};
use async_trait::async_trait;
use courier::Mail;
use journal::Tell;
use kernel::{Act, Context, Error, InitiativeId, Owner, Problems, Ref, Result, Told, next_number};
use serde::Deserialize;

use super::{Discussion, DiscussionId, Post, PostId, START, WRITE, about, store};
use crate::Made;

/// The longest title, in characters.
const TITLE: usize = 160;
/// The longest post.
const TEXT: usize = 10_000;

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
            return answer(cx, tx, &there, body).await;
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
            return answer(cx, tx, &there, body).await;
        }
        let post = post(cx, discussion.id, body);
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

/// Writes a post.
#[derive(Debug, Clone, Deserialize)]
pub struct WritePost {
    /// In which discussion.
    pub discussion: DiscussionId,
    /// What one has to say: plain text, an empty line between paragraphs.
    pub text: String,
    /// The address of the discussion, for the mail to who started it.
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
        let post = write(cx, tx, &discussion, &body).await?;
        tell_starter(cx, tx, &discussion, &format!("{body}\n\n{}", self.address)).await?;
        Ok(post)
    }
}

/// Mails who started the discussion what somebody else said in it.
async fn tell_starter(cx: &Context, tx: &mut Tx, discussion: &Discussion, words: &str) -> Result<()> {
    let Some(starter) = discussion.person.filter(|starter| cx.actor.person != Some(*starter)) else {
        return Ok(());
    };
    let Some(to) = people::email_of(tx, starter).await? else { return Ok(()) };
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
async fn answer(cx: &Context, tx: &mut Tx, discussion: &Discussion, body: String) -> Result<Made> {
    write(cx, tx, discussion, &body).await?;
    Ok(made(discussion))
}

async fn write(cx: &Context, tx: &mut Tx, discussion: &Discussion, body: &str) -> Result<PostId> {
    let post = post(cx, discussion.id, body.to_owned());
    store::insert_post(tx, cx.initiative()?, &post).await?;
    let told = Told::new("post.written", Ref::new("post", post.id.0), &discussion.title);
    cx.tell(tx, told.change(None, &post.body)).await?;
    Ok(post.id)
}

/// A post by the actor, now.
fn post(cx: &Context, discussion: DiscussionId, body: String) -> Post {
    Post {
        id: PostId::new(),
        discussion,
        body,
        person: cx.actor.person,
        author: cx.actor.name.clone(),
        at: cx.now(),
    }
}

fn made(discussion: &Discussion) -> Made {
    Made { about: discussion.about(), number: discussion.number }
}
