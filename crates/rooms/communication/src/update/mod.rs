//! News from the initiative: for its members, or for everybody.

pub(crate) mod acts;
pub(crate) mod api;
pub(crate) mod page;
pub(crate) mod store;

use ::store::Read;
use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use kernel::{Ability, Card, Context, Kind, PersonId, Ref, Result, Role, Stage, any};
use uuid::Uuid;
use web::{ExportTable, Waiting, Why};

kernel::ids! {
    /// An update.
    UpdateId
}

/// Reading what is for everybody.
pub(crate) static READ: Ability =
    Ability { name: "communication.update.read", grants: &[any(Role::Anyone), any(Role::Member)] };
/// Reading what is for members.
pub(crate) static READ_INSIDE: Ability =
    Ability { name: "communication.update.read-inside", grants: &[any(Role::Member)] };
/// Writing to the members.
pub(crate) static POST: Ability = Ability { name: "communication.update.post", grants: &[any(Role::Member)] };
/// Writing to everybody.
pub(crate) static PUBLISH: Ability =
    Ability { name: "communication.update.publish", grants: &[any(Role::Facilitator), any(Role::Backbone)] };

/// This concept's rows of the permission table.
pub(crate) const ABILITIES: &[&Ability] = &[&READ, &READ_INSIDE, &POST, &PUBLISH];

kernel::words! {
    /// For whom an update is.
    pub enum Audience {
        /// For those who belong to the initiative.
        Members = "members",
        /// For everybody.
        Public = "public",
    }
}

/// One piece of news.
#[derive(Debug, Clone)]
pub(crate) struct Update {
    pub(crate) id: UpdateId,
    pub(crate) number: i64,
    pub(crate) title: String,
    pub(crate) body: String,
    pub(crate) audience: Audience,
    pub(crate) person: Option<PersonId>,
    pub(crate) author: String,
    pub(crate) at: Timestamp,
}

impl Update {
    /// What links and the journal call it.
    pub(crate) fn about(&self) -> Ref {
        Ref::new("update", self.id.0)
    }

    /// Whether this viewer is meant.
    pub(crate) fn is_for(&self, cx: &Context) -> bool {
        cx.could(if self.audience == Audience::Public { &READ } else { &READ_INSIDE })
    }

    pub(crate) fn card(&self, slug: &str) -> Card {
        Card {
            about: self.about(),
            stage: Stage::Beside,
            title: self.title.clone(),
            href: format!("/i/{slug}/updates/{}", self.number),
            at: self.at,
        }
    }
}

/// What other rooms and the shell may know of an update.
pub(crate) struct UpdateKind;

#[async_trait]
impl Kind for UpdateKind {
    fn name(&self) -> &'static str {
        "update"
    }

    fn stage(&self) -> Stage {
        Stage::Beside
    }

    async fn cards(&self, cx: &Context, read: &mut Read, ids: &[Uuid]) -> Result<Vec<Card>> {
        let slug = &cx.place()?.slug;
        let found = store::these(read, cx.initiative()?, ids).await?;
        Ok(found.iter().filter(|update| update.is_for(cx)).map(|update| update.card(slug)).collect())
    }
}

/// How long an update is news.
const NEWS: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Updates of these days that somebody else wrote.
pub(crate) async fn today(cx: &Context, read: &mut Read) -> Result<Vec<Waiting>> {
    let slug = &cx.place()?.slug;
    let latest = store::latest(read, cx.initiative()?, i64::MAX, cx.could(&READ_INSIDE), 5).await?;
    let news = latest.into_iter().filter(|update| {
        let mine = update.person.is_some() && update.person == cx.actor.person;
        update.is_for(cx) && update.at > cx.now() - NEWS && !mine
    });
    Ok(news
        .map(|update| Waiting {
            why: Why::Moved,
            text: "today-update",
            href: update.card(slug).href,
            at: Some(update.at),
            args: vec![("title", update.title), ("author", update.author)],
        })
        .collect())
}

/// Updates as an open table.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<ExportTable> {
    let rows = store::all(read, cx.initiative()?).await?.into_iter().map(|update| {
        vec![
            update.id.to_string(),
            update.number.to_string(),
            update.title,
            update.body,
            update.audience.word().to_owned(),
            update.person.map(|id| id.to_string()).unwrap_or_default(),
            update.author,
            update.at.to_string(),
        ]
    });
    let columns = &["id", "number", "title", "body", "audience", "person", "author", "at"];
    Ok(ExportTable { name: "updates", columns, rows: rows.collect() })
}
