use std::collections::{BTreeMap, HashMap};

use async_trait::async_trait;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::{Read, Tx};
use uuid::Uuid;

use crate::{Context, Error, PersonId, Result};

/// An object of any room: what it is, and which one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Ref {
    /// The kind's name: `clause`, `measure` and so on.
    pub kind: String,
    /// Which one.
    pub id: Uuid,
}

impl Ref {
    /// The object `id` of `kind`.
    pub fn new(kind: impl Into<String>, id: impl Into<Uuid>) -> Self {
        Self { kind: kind.into(), id: id.into() }
    }
}

/// As forms carry it: `kind/id`.
impl std::fmt::Display for Ref {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.kind, self.id)
    }
}

impl std::str::FromStr for Ref {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        let (kind, id) = text.split_once('/').ok_or(())?;
        Ok(Self { kind: kind.to_owned(), id: id.parse().map_err(drop)? })
    }
}

/// Where in the loop a kind stands. The order is the loop's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// What people said.
    Voice,
    /// What was agreed in words.
    Clause,
    /// How a version came into force.
    Decision,
    /// What is to be true in the end.
    Result,
    /// How we would know.
    Measure,
    /// Who brings the numbers.
    Duty,
    /// The numbers.
    Data,
    /// What explains them.
    Story,
    /// What partners do.
    Activity,
    /// What somebody promised.
    Commitment,
    /// What came of it.
    Win,
    /// What those who spoke were told.
    ToldBack,
    /// Beside the loop: groups, meetings, updates.
    Beside,
}

/// What any page can show of an object of any room.
#[derive(Debug, Clone, Serialize)]
pub struct Card {
    /// The object.
    pub about: Ref,
    /// Its place in the loop.
    pub stage: Stage,
    /// What it is called.
    pub title: String,
    /// Its page.
    pub href: String,
    /// When it came to be.
    pub at: Timestamp,
}

/// What a room tells the others about one kind of its objects.
#[async_trait]
pub trait Kind: Send + Sync {
    /// Its name, the field's word: `measure`.
    fn name(&self) -> &'static str;

    /// Its place in the loop.
    fn stage(&self) -> Stage;

    /// The cards of those of `ids` that there are and this viewer may know of, in any order.
    async fn cards(&self, cx: &Context, read: &mut Read, ids: &[Uuid]) -> Result<Vec<Card>>;

    /// Those that can be chosen in a form of another room, by title; none unless the room says so.
    async fn choices(&self, cx: &Context, read: &mut Read) -> Result<Vec<Card>> {
        let _ = (cx, read);
        Ok(Vec::new())
    }

    /// How much of this kind is open about objects of any room, such as threads of talk; nothing unless the room says so.
    async fn open_about(&self, cx: &Context, read: &mut Read, objects: &[Ref]) -> Result<HashMap<Ref, i64>> {
        let _ = (cx, read, objects);
        Ok(HashMap::new())
    }

    /// Who wrote what it says now, and so looks after what is said about it; nobody unless the room says so.
    async fn written_by(&self, cx: &Context, read: &mut Read, id: Uuid) -> Result<Option<PersonId>> {
        let _ = (cx, read, id);
        Ok(None)
    }

    /// What a decision could bring into force now, each with its version that would be decided on; nothing
    /// unless the room says so.
    async fn adoptable(&self, cx: &Context, read: &mut Read) -> Result<Vec<(Card, i64)>> {
        let _ = (cx, read);
        Ok(Vec::new())
    }

    /// Brings what was proposed into force, in the decision's own transaction; refuses a version that is
    /// not the one that was decided on.
    async fn adopt(&self, cx: &Context, tx: &mut Tx, id: Uuid, version: i64, decision: Uuid) -> Result<()> {
        let _ = (cx, tx, id, version, decision);
        Err(Error::Rule("rule-not-adoptable"))
    }
}

/// Every kind of every room, by name.
#[derive(Default)]
pub struct Kinds(HashMap<&'static str, Box<dyn Kind>>);

impl Kinds {
    /// Of these.
    pub fn new(kinds: impl IntoIterator<Item = Box<dyn Kind>>) -> Self {
        Self(kinds.into_iter().map(|kind| (kind.name(), kind)).collect())
    }

    /// The kind of that name.
    pub fn get(&self, name: &str) -> Option<&dyn Kind> {
        self.0.get(name).map(AsRef::as_ref)
    }

    /// The card of any object that this viewer may see.
    pub async fn card(&self, cx: &Context, read: &mut Read, about: &Ref) -> Result<Option<Card>> {
        Ok(self.cards(cx, read, std::slice::from_ref(about)).await?.remove(about))
    }

    /// The cards of those objects that this viewer may see: one question for all of a kind.
    pub async fn cards(
        &self,
        cx: &Context,
        read: &mut Read,
        abouts: impl IntoIterator<Item = &Ref>,
    ) -> Result<HashMap<Ref, Card>> {
        let mut ids: BTreeMap<&str, Vec<Uuid>> = BTreeMap::new();
        for about in abouts {
            ids.entry(&about.kind).or_default().push(about.id);
        }
        let mut found = HashMap::new();
        for (name, ids) in ids {
            let Some(kind) = self.get(name) else { continue };
            let cards = kind.cards(cx, read, &ids).await?;
            found.extend(cards.into_iter().map(|card| (Ref::new(name, card.about.id), card)));
        }
        Ok(found)
    }

    /// What can be chosen of `kind`.
    pub async fn choices(&self, cx: &Context, read: &mut Read, kind: &str) -> Result<Vec<Card>> {
        match self.get(kind) {
            Some(kind) => kind.choices(cx, read).await,
            None => Ok(Vec::new()),
        }
    }

    /// How much of `kind` is open about each of these objects, as far as this viewer may know.
    pub async fn open_about(
        &self,
        cx: &Context,
        read: &mut Read,
        kind: &str,
        objects: &[Ref],
    ) -> Result<HashMap<Ref, i64>> {
        match self.get(kind) {
            Some(kind) => kind.open_about(cx, read, objects).await,
            None => Ok(HashMap::new()),
        }
    }

    /// Who wrote what an object says now.
    pub async fn written_by(&self, cx: &Context, read: &mut Read, object: &Ref) -> Result<Option<PersonId>> {
        match self.get(&object.kind) {
            Some(kind) => kind.written_by(cx, read, object.id).await,
            None => Ok(None),
        }
    }

    /// What of `kind` a decision could bring into force now, each with its version.
    pub async fn adoptable(&self, cx: &Context, read: &mut Read, kind: &str) -> Result<Vec<(Card, i64)>> {
        match self.get(kind) {
            Some(kind) => kind.adoptable(cx, read).await,
            None => Ok(Vec::new()),
        }
    }
}
