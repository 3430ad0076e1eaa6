//! What is due by the database's clock, done on one node at a time without anybody asking: whoever decides is called,
//! and what is over is counted.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use kernel::{Context, InitiativeId, Place, Result, Via, World};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;
use web::House;
use web::text::Say;

use crate::allocation::acts::count_fund;
use crate::ballot::close::close_decision;
use crate::ballot::mail;
use crate::{decision, fund};

/// How often to look.
const PAUSE: Duration = Duration::from_secs(2);
/// How long other nodes stand back for one of which nothing is heard.
const LEASE: Duration = Duration::from_secs(30);
/// When what could not be done is tried again.
const AGAIN: Duration = Duration::from_mins(5);
/// After so long somebody may count by hand what should have been counted by itself, and sees what stands in its way.
const LATE: SignedDuration = SignedDuration::from_mins(1);

/// Whether what was over at `end` should have been counted by now.
pub(crate) fn is_late(end: Timestamp, now: Timestamp) -> bool {
    end + LATE <= now
}

/// One thing to do in one initiative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Task {
    Call,
    Decision(i64),
    Fund(i64),
}

/// Does what is due, as long as it runs.
pub(crate) async fn beside(house: &Arc<House>, stop: CancellationToken) {
    let address = house.settings().public_url.clone();
    let mut keeper = Keeper::new(Arc::clone(house.world()));
    while !stop.is_cancelled() {
        let say = |place: &Place| house.texts().speak("", None, place.profile);
        if let Err(error) = keeper.round(say, &address).await {
            tracing::warn!(%error, "what is due could not be looked for; trying again");
        }
        tokio::select! {
            () = stop.cancelled() => {}
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
}

/// Does what is due in this database.
pub(crate) struct Keeper {
    world: Arc<World>,
    node: Uuid,
    /// What could not be done lately.
    put_off: HashMap<(InitiativeId, Task), Instant>,
}

impl Keeper {
    pub(crate) fn new(world: Arc<World>) -> Self {
        Self { world, node: Uuid::now_v7(), put_off: HashMap::new() }
    }

    /// Does it once; answers how many things were done.
    pub(crate) async fn round(&mut self, say: impl Fn(&Place) -> Say, address: &str) -> Result<usize> {
        self.put_off.retain(|_, since| since.elapsed() < AGAIN);
        let mut due = self.due().await?;
        due.retain(|task| !self.put_off.contains_key(task));
        if due.is_empty() || !kernel::hold(&self.world.store, "decisions", self.node, LEASE).await? {
            return Ok(0);
        }
        let steward = people::steward(&self.world, Via::Job, "Groundswell");
        let places = people::places(&mut self.world.store.read().await?).await?;
        let mut done = 0;
        for (initiative, task) in due {
            let Some(place) = places.iter().find(|place| place.id == initiative) else { continue };
            let cx = steward.clone().at(place.clone());
            let tried = match task {
                Task::Call => mail::call(&cx, &say(place), address).await,
                Task::Decision(number) => close_decision(&cx, number).await.map(drop),
                Task::Fund(number) => count_fund(&cx, number).await,
            };
            match tried {
                Ok(()) => done += 1,
                Err(error) => {
                    tracing::warn!(%error, ?task, initiative = place.slug, "this is due and could not be done");
                    self.put_off.insert((initiative, task), Instant::now());
                }
            }
        }
        if done > 0 {
            self.world.store.wake().await?;
        }
        Ok(done)
    }

    async fn due(&self) -> Result<Vec<(InitiativeId, Task)>> {
        let cx = Context::of(Arc::clone(&self.world), Via::Job);
        let mut read = cx.read().await?;
        let now = crate::clock(&cx, &mut read).await?;
        let mut due = Vec::new();
        for (initiative, number, closes_at) in decision::store::due(&mut read, now).await? {
            let task = if closes_at <= now { Task::Decision(number) } else { Task::Call };
            if !due.contains(&(initiative, task)) {
                due.push((initiative, task));
            }
        }
        let funds = fund::store::due(&mut read, now).await?;
        due.extend(funds.into_iter().map(|(initiative, number)| (initiative, Task::Fund(number))));
        Ok(due)
    }
}
