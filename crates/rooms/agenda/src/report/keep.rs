//! Makes the report of a conversation when it has ended, once its map holds the last vote.

use ::store::{Tx, Work};
use jiff::Timestamp;
use kernel::{Context, Error, InitiativeId, Result, Via, World};
use std::sync::Arc;

use super::{of_now, store};

/// A conversation, and when it ended.
pub(crate) type Ended = (InitiativeId, i64, Timestamp);

/// Those that ended and have no report of it, by the database's clock.
pub(crate) async fn due(world: &Arc<World>) -> Result<Vec<Ended>> {
    let cx = Context::of(Arc::clone(world), Via::Job);
    let mut read = cx.read().await?;
    let now = crate::clock(&cx, &mut read).await?;
    Ok(store::due(&mut read, now).await?)
}

/// Makes one and keeps it.
pub(crate) async fn make(world: &Arc<World>, (initiative, conversation, ended): Ended) -> Result<()> {
    let mut read = world.store.read().await?;
    let at = world.clock.now();
    let Some(report) = of_now(&mut read, initiative, conversation, at).await? else { return Ok(()) };
    drop(read);
    let content = serde_json::to_string(&report).map_err(|error| Error::Internal(error.to_string()))?;
    Ok(world.store.write(Keep { initiative, conversation, ended, at, content }).await?)
}

struct Keep {
    initiative: InitiativeId,
    conversation: i64,
    ended: Timestamp,
    at: Timestamp,
    content: String,
}

impl Work for Keep {
    type Out = ();
    type Error = ::store::Error;

    async fn run(&self, tx: &mut Tx) -> ::store::Result<()> {
        let times = (self.ended, self.at);
        store::keep(tx, self.initiative, self.conversation, times, &self.content).await
    }

    fn database_error(error: &::store::Error) -> Option<&::store::Error> {
        Some(error)
    }
}
