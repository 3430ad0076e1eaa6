//! Talk: about any object of any room, or free.

pub(crate) mod acts;
pub(crate) mod api;
pub(crate) mod page;
pub(crate) mod store;

use ::store::Read;
use async_trait::async_trait;
use jiff::Timestamp;
use kernel::{Ability, Card, Context, Kind, PersonId, Ref, Result, Role, Stage, any};
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

/// This concept's rows of the permission table.
pub(crate) const ABILITIES: &[&Ability] = &[&READ, &START, &WRITE];

/// Posts on one page.
pub(crate) const PAGE: usize = 20;

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
}

impl Discussion {
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
        let discussions: Vec<Uuid> = posts.iter().map(|(_, discussion)| discussion.0).collect();
        let seen = seen(cx, read, &discussions).await?;
        let card = |(id, of): &(Uuid, DiscussionId)| {
            let card = seen.iter().find(|discussion| discussion.id == *of)?.card(slug);
            let href = format!("{}?at={id}#post-{id}", card.href);
            Some(Card { about: Ref::new("post", *id), href, ..card })
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
        vec![
            post.id.to_string(),
            post.discussion.to_string(),
            post.body,
            post.person.map(|id| id.to_string()).unwrap_or_default(),
            post.author,
            post.at.to_string(),
        ]
    });
    let columns = &["id", "discussion", "text", "person", "author", "at"];
    let posts = ExportTable { name: "posts", columns, rows: posts.collect() };
    Ok(vec![discussions, posts])
}
