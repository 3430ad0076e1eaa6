//! New maps for the pages that are open on this node.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use kernel::Result;
use serde_json::json;
use tokio_util::sync::CancellationToken;
use web::{Answer, House, Topic, Visit};

use super::draw::paths;
use super::{Picture, store};
use crate::conversation::Conversation;

/// The event that pages are sent.
const EVENT: &str = "map";
/// How often to look, if nobody wakes us earlier.
const PAUSE: Duration = Duration::from_millis(500);

/// The stream of a conversation's page: its map, and that something else is new.
pub(crate) fn stream(visit: &Visit, conversation: &Conversation) -> Result<Answer> {
    let topic = Topic { initiative: visit.initiative()?, event: EVENT, number: conversation.number };
    // A vote moves the map, and that is pushed.
    web::live(visit, topic, |entry| entry.act != "vote.cast")
}

/// Follows the maps that somebody looks at, until told to stop.
pub(super) async fn follow(house: &Arc<House>, stop: CancellationToken) {
    let mut told = HashMap::new();
    while !stop.is_cancelled() {
        if let Err(error) = tell(house, &mut told).await {
            tracing::warn!(%error, "new maps of opinion could not be read; trying again");
        }
        tokio::select! {
            () = stop.cancelled() => {}
            () = house.world().store.wait(PAUSE) => {}
        }
    }
}

async fn tell(house: &House, told: &mut HashMap<Topic, (i64, i64)>) -> Result<()> {
    let topics = house.push().followed(EVENT);
    told.retain(|topic, _| topics.contains(topic));
    if topics.is_empty() {
        return Ok(());
    }
    let mut read = house.world().store.read().await?;
    for topic in topics {
        let Some(stamp) = store::stamp(&mut read, topic.initiative, topic.number).await? else { continue };
        if told.insert(topic, stamp) == Some(stamp) {
            continue;
        }
        if let Some(picture) = super::newest(&mut read, topic.initiative, topic.number).await? {
            house.push().tell(&topic, &news(&picture));
        }
    }
    Ok(())
}

/// What every listener is sent, the same for all: counts, and the marks as paths.
fn news(picture: &Picture) -> String {
    let counts = json!({ "map-people": picture.people, "map-votes": picture.votes });
    let marks: serde_json::Map<_, _> =
        paths(picture).into_iter().map(|(kind, path)| (kind, path.into())).collect();
    json!({ "counts": counts, "groups": picture.groups.len(), "stamp": picture.stamp, "marks": marks })
        .to_string()
}
