//! The map of opinions: who votes alike, what speaks for each group, what unites them all. It is drawn beside the
//! requests ([`keep`]) and read from one row, so that every page on every node shows the same.

pub(crate) mod api;
mod detail;
mod draw;
pub(crate) mod keep;
mod live;
pub(crate) mod page;
mod picture;
mod print;
pub(crate) mod store;

use std::sync::Arc;

use ::store::Read;
use kernel::{Error, InitiativeId, Result};
use serde::{Deserialize, Serialize};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;
use web::House;

pub(crate) use detail::Detail;

/// How the map is made, told with each: who has its votes can make it again.
pub(crate) const METHOD: &str = "groundswell-best-1";
/// Marks in a picture at most.
const MARKS: usize = 400;
/// Statements of each list at most.
const LISTED: usize = 5;
/// The groups in files and addresses, by number; on pages they have names.
pub(crate) const GROUPS: [&str; 5] = ["a", "b", "c", "d", "e"];

/// A map as everybody is shown it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Picture {
    /// How it is made.
    pub(crate) method: String,
    /// The number of the last vote that it holds, as the history of votes counts them.
    pub(crate) stamp: i64,
    /// When it was drawn, in seconds since 1970.
    pub(crate) at: i64,
    /// People who voted.
    pub(crate) people: usize,
    /// Those of them who voted enough to be shown.
    pub(crate) shown: usize,
    /// Votes.
    pub(crate) votes: u64,
    /// Statements that count.
    pub(crate) statements: usize,
    /// Where people stand.
    pub(crate) marks: Vec<Mark>,
    /// Groups, if they are there.
    pub(crate) groups: Vec<Group>,
    /// Why no groups are shown.
    pub(crate) doubt: Option<Doubt>,
    /// How sure the groups are.
    pub(crate) trust: Option<Trust>,
    /// What every group agrees with, the surest first; without groups what most people do.
    pub(crate) unites: Vec<Weighed>,
    /// What people are divided about, most first.
    pub(crate) divides: Vec<Weighed>,
}

/// Some people who stand close together.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct Mark {
    /// Along both axes, in the units of the map.
    pub(crate) at: [f32; 2],
    pub(crate) people: u32,
    pub(crate) group: Option<u8>,
}

/// A group of people who vote alike.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Group {
    pub(crate) people: usize,
    /// Its mean, in the units of the map.
    pub(crate) centre: [f64; 2],
    /// The statements that speak for it.
    pub(crate) speaks: Vec<Speaks>,
}

/// A statement that speaks for a group.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct Speaks {
    pub(crate) statement: Uuid,
    /// Whether the group agrees or disagrees with it.
    pub(crate) agrees: bool,
    /// Members on that side, and members who voted on it.
    pub(crate) here: [u32; 2],
    /// The same of all other groups together.
    pub(crate) elsewhere: [u32; 2],
}

/// A statement that unites or divides.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Weighed {
    pub(crate) statement: Uuid,
    /// What it is ranked by: group-informed consensus, or the share.
    pub(crate) share: f64,
    /// The range it lies in with 95 %.
    pub(crate) low: f64,
    pub(crate) high: f64,
    /// Agree, disagree and pass of everybody.
    pub(crate) all: [u32; 3],
    /// The same of each group.
    pub(crate) groups: Vec<[u32; 3]>,
}

/// Why no groups are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Doubt {
    /// Too few people have voted enough.
    Few,
    /// Votes hang together no more than chance makes them.
    Structure,
    /// Samples of the same people give other groups.
    Stability,
}

impl Doubt {
    /// Its word; its text's key is `map-doubt-` and this.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Few => "few",
            Self::Structure => "structure",
            Self::Stability => "stability",
        }
    }
}

/// How sure the groups are; see [`opinion::Trust`].
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct Trust {
    pub(crate) structure: f64,
    pub(crate) stability: f64,
    pub(crate) clumping: f64,
}

impl Picture {
    /// The ids of every statement that it names.
    pub(crate) fn statements(&self) -> Vec<Uuid> {
        let speaking = self.groups.iter().flat_map(|group| &group.speaks).map(|speaks| speaks.statement);
        let listed = self.unites.iter().chain(&self.divides).map(|weighed| weighed.statement);
        let mut ids: Vec<Uuid> = speaking.chain(listed).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }
}

/// Keeps the maps, on one node at a time, and sends new ones to the pages that are open on this one.
pub(crate) async fn beside(house: &Arc<House>, stop: CancellationToken) {
    let world = Arc::clone(house.world());
    tokio::join!(keep::run(world, stop.clone()), live::follow(house, stop));
}

/// The newest map of a conversation; `None` while it is still to be drawn.
pub(crate) async fn newest(
    read: &mut Read,
    initiative: InitiativeId,
    conversation: i64,
) -> Result<Option<Picture>> {
    let kept = store::picture(read, initiative, conversation).await?;
    kept.filter(|kept| !kept.is_empty()).map(|kept| parse(&kept)).transpose()
}

fn parse(kept: &str) -> Result<Picture> {
    serde_json::from_str(kept).map_err(|error| Error::Internal(format!("a kept map cannot be read: {error}")))
}
