//! Talk: about any object of any room, or free. A post begins a thread or answers one; a thread is resolved with a word why,
//! and then folds away and stays.

pub(crate) mod acts;
pub(crate) mod api;
pub(crate) mod page;
pub(crate) mod store;
pub(crate) mod thread;

use std::collections::HashMap;

use ::store::Read;
use async_trait::async_trait;
use jiff::Timestamp;
use kernel::{Ability, Card, Context, Kind, Owner, PersonId, Ref, Result, Role, Stage, any, own};
use uuid::Uuid;
use web::ExportTable;

kernel::ids! {
    /// A discussion.
    DiscussionId,
    /// A post in one.
    PostId,
}

/// Reading what members talk about.
pub(crate) static READ: Ability =
    Ability { name: "communication.discussion.read", grants: &[any(Role::Member)] };
/// Starting a discussion.
pub(crate) static START: Ability =
    Ability { name: "communication.discussion.start", grants: &[any(Role::Member)] };
/// Writing in one.
pub(crate) static WRITE: Ability = Ability { name: "communication.post.write", grants: &[any(Role::Member)] };

/// Resolving a thread, and opening it again: one's own, those about what one wrote, and any for those who look after the
/// initiative.
pub(crate) static RESOLVE: Ability = Ability {
    name: "communication.thread.resolve",
    grants: &[own(Role::Member), any(Role::Facilitator), any(Role::Backbone)],
};

/// This concept's rows of the permission table.
pub(crate) const ABILITIES: &[&Ability] = &[&READ, &START, &WRITE, &RESOLVE];

/// Threads on one page, and answers on one page of a thread.
pub(crate) const PAGE: usize = 20;
/// So many of the last answers of each thread stand in the discussion.
pub(crate) const LAST: i64 = 2;

/// A discussion.
#[derive(Debug, Clone)]
pub(crate) struct Discussion {
    pub(crate) id: DiscussionId,
    pub(crate) number: i64,
    /// An object's title, as it was when the discussion was started.
    pub(crate) title: String,
    /// What it is about, as `kind/id`.
    pub(crate) about: Option<String>,
    pub(crate) person: Option<PersonId>,
    pub(crate) starter: String,
    pub(crate) at: Timestamp,
}

/// A discussion in a list, with when somebody last wrote in it.
#[derive(Debug, Clone)]
pub(crate) struct Recent {
    pub(crate) number: i64,
    pub(crate) title: String,
    /// What it is about, as `kind/id`.
    pub(crate) about: Option<String>,
    pub(crate) starter: String,
    pub(crate) at: Timestamp,
    pub(crate) last: Option<Timestamp>,
}

/// What somebody wrote.
#[derive(Debug, Clone)]
pub(crate) struct Post {
    pub(crate) id: PostId,
    pub(crate) discussion: DiscussionId,
    pub(crate) body: String,
    pub(crate) person: Option<PersonId>,
    pub(crate) author: String,
    pub(crate) at: Timestamp,
    /// The first post of the thread it answers in; a first post has none.
    pub(crate) thread: Option<PostId>,
    /// Its place among the answers of its thread, from 1.
    pub(crate) place: i64,
    /// How many answers a first post has.
    pub(crate) answers: i64,
    resolved_at: Option<Timestamp>,
    resolved_by: String,
    resolved_why: String,
}

/// That a thread is resolved.
#[derive(Debug, Clone)]
pub(crate) struct Resolution {
    pub(crate) at: Timestamp,
    pub(crate) by: String,
    pub(crate) why: String,
}

impl Post {
    /// What links and the journal call it.
    pub(crate) fn about(&self) -> Ref {
        Ref::new("post", self.id.0)
    }

    /// Whose it is.
    pub(crate) fn owner(&self) -> Owner {
        self.person.map_or(Owner::Nobody, Owner::Person)
    }

    /// How the thread that it begins was resolved, if it was.
    pub(crate) fn resolution(&self) -> Option<Resolution> {
        let (by, why) = (self.resolved_by.clone(), self.resolved_why.clone());
        self.resolved_at.map(|at| Resolution { at, by, why })
    }
}

/// To whom a thread belongs, as far as this actor goes: to whoever wrote what it is about, beside whoever began it.
pub(crate) async fn owner(
    cx: &Context,
    read: &mut Read,
    discussion: &Discussion,
    first: &Post,
) -> Result<Owner> {
    let about = discussion.about.as_deref().and_then(|about| about.parse().ok());
    let (Some(me), Some(about)) = (cx.actor.person, about) else { return Ok(first.owner()) };
    let writer = cx.world.kinds.written_by(cx, read, &about).await?;
    Ok(if writer == Some(me) { Owner::Person(me) } else { first.owner() })
}

/// Where a post stands.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    id: PostId,
    discussion: DiscussionId,
    thread: Option<PostId>,
    place: i64,
}

impl Place {
    /// Its address, from that of its discussion.
    fn href(&self, discussion: &str) -> String {
        let id = self.id;
        match self.thread {
            Some(thread) => {
                let page = (self.place - 1) / PAGE as i64 + 1;
                format!("{discussion}/posts/{thread}?page={page}#post-{id}")
            }
            None => format!("{discussion}?at={id}#post-{id}"),
        }
    }
}

impl Discussion {
    /// The object it is about.
    pub(crate) fn object(&self) -> Option<Ref> {
        self.about.as_ref()?.parse().ok()
    }

    /// What links and the journal call it.
    pub(crate) fn about(&self) -> Ref {
        Ref::new("discussion", self.id.0)
    }

    pub(crate) fn card(&self, slug: &str) -> Card {
        Card {
            about: self.about(),
            stage: Stage::Beside,
            title: self.title.clone(),
            href: format!("/i/{slug}/discussions/{}", self.number),
            at: self.at,
        }
    }
}

/// What a discussion is about, as its viewer may know of it.
pub(crate) enum About {
    /// Something of its own.
    Nothing,
    /// An object of some room.
    Object(Card),
}

impl About {
    pub(crate) fn card(&self) -> Option<&Card> {
        match self {
            Self::Nothing => None,
            Self::Object(card) => Some(card),
        }
    }
}

/// What is talked about; `None` to whoever may not know of it, who does not see the talk either.
pub(crate) async fn about(cx: &Context, read: &mut Read, about: Option<&str>) -> Result<Option<About>> {
    let Some(about) = about else { return Ok(Some(About::Nothing)) };
    let Ok(about) = about.parse::<Ref>() else { return Ok(None) };
    Ok(cx.world.kinds.card(cx, read, &about).await?.map(About::Object))
}

/// What other rooms and the shell may know of a discussion.
pub(crate) struct DiscussionKind;

#[async_trait]
impl Kind for DiscussionKind {
    fn name(&self) -> &'static str {
        "discussion"
    }

    fn stage(&self) -> Stage {
        Stage::Beside
    }

    async fn cards(&self, cx: &Context, read: &mut Read, ids: &[Uuid]) -> Result<Vec<Card>> {
        if !cx.could(&READ) {
            return Ok(Vec::new());
        }
        let slug = &cx.place()?.slug;
        Ok(seen(cx, read, ids).await?.iter().map(|discussion| discussion.card(slug)).collect())
    }

    async fn open_about(&self, cx: &Context, read: &mut Read, objects: &[Ref]) -> Result<HashMap<Ref, i64>> {
        if !cx.could(&READ) {
            return Ok(HashMap::new());
        }
        let ids: Vec<Uuid> = objects.iter().map(|object| object.id).collect();
        let found = store::open_about(read, cx.initiative()?, &ids).await?;
        Ok(found.into_iter().filter_map(|(about, open)| Some((about.parse().ok()?, open))).collect())
    }
}

/// Those of `ids` whose object this viewer may know of; see [`about`].
async fn seen(cx: &Context, read: &mut Read, ids: &[Uuid]) -> Result<Vec<Discussion>> {
    let mut discussions = store::these(read, cx.initiative()?, ids).await?;
    let object = |discussion: &Discussion| discussion.about.as_deref().map(str::parse::<Ref>);
    let objects: Vec<Ref> = discussions.iter().filter_map(|discussion| object(discussion)?.ok()).collect();
    let known = cx.world.kinds.cards(cx, read, &objects).await?;
    discussions.retain(|discussion| match object(discussion) {
        Some(object) => object.is_ok_and(|object| known.contains_key(&object)),
        None => true,
    });
    Ok(discussions)
}

/// What the journal's readers may know of a post: the discussion it stands in.
pub(crate) struct PostKind;

#[async_trait]
impl Kind for PostKind {
    fn name(&self) -> &'static str {
        "post"
    }

    fn stage(&self) -> Stage {
        Stage::Beside
    }

    async fn cards(&self, cx: &Context, read: &mut Read, ids: &[Uuid]) -> Result<Vec<Card>> {
        if !cx.could(&READ) {
            return Ok(Vec::new());
        }
        let slug = &cx.place()?.slug;
        let posts = store::places(read, cx.initiative()?, ids).await?;
        let discussions: Vec<Uuid> = posts.iter().map(|place| place.discussion.0).collect();
        let seen = seen(cx, read, &discussions).await?;
        let card = |place: &Place| {
            let card = seen.iter().find(|discussion| discussion.id == place.discussion)?.card(slug);
            Some(Card { about: Ref::new("post", place.id.0), href: place.href(&card.href), ..card })
        };
        Ok(posts.iter().filter_map(card).collect())
    }
}

/// Discussions and posts as open tables.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<Vec<ExportTable>> {
    let initiative = cx.initiative()?;
    let discussions = store::all(read, initiative).await?.into_iter().map(|discussion| {
        vec![
            discussion.id.to_string(),
            discussion.number.to_string(),
            discussion.title,
            discussion.about.unwrap_or_default(),
            discussion.person.map(|id| id.to_string()).unwrap_or_default(),
            discussion.starter,
            discussion.at.to_string(),
        ]
    });
    let discussions = ExportTable {
        name: "discussions",
        columns: &["id", "number", "title", "about", "person", "starter", "at"],
        rows: discussions.collect(),
    };
    let posts = store::all_posts(read, initiative).await?.into_iter().map(|post| {
        let resolved_at = post.resolved_at.map(|at| at.to_string());
        vec![
            post.id.to_string(),
            post.discussion.to_string(),
            post.body,
            post.person.map(|id| id.to_string()).unwrap_or_default(),
            post.author,
            post.at.to_string(),
            post.thread.map(|thread| thread.to_string()).unwrap_or_default(),
            resolved_at.unwrap_or_default(),
            post.resolved_by,
            post.resolved_why,
        ]
    });
    let columns = &[
        "id",
        "discussion",
        "text",
        "person",
        "author",
        "at",
        "thread",
        "resolved_at",
        "resolved_by",
        "resolved_why",
    ];
    let posts = ExportTable { name: "posts", columns, rows: posts.collect() };
    Ok(vec![discussions, posts])
}
