//! Keeps the maps: takes in the votes that came and draws again, on one node at a time and never in a request.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use ::store::{Tx, Work};
use kernel::{Error, InitiativeId, Result, World};
use opinion::{Map, Moderation, Search, Vote, Votes};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::picture::Made;
use super::store::{self, State};
use super::{Detail, Doubt, Trust};
use crate::cast::{self, Cast};
use crate::vote::Choice;
use crate::{lapse, report};

/// How often to look, if nobody wakes us earlier.
const PAUSE: Duration = Duration::from_millis(500);
/// So long at least lies between two maps of a conversation.
const PACE: Duration = Duration::from_secs(1);
/// How long other nodes stand back for one of which nothing is heard.
const LEASE: Duration = Duration::from_secs(30);
/// So long the votes of a conversation are remembered in which nothing happens.
const IDLE: Duration = Duration::from_mins(10);
/// Votes read at once when those of a conversation are read from the beginning.
const PART: usize = 20_000;
/// Votes numbered in one transaction: SQLite's one writer is held for some milliseconds.
const BATCH: usize = 1_000;
/// Samples by which it is seen whether groups are there.
const SAMPLES: usize = 20;
/// Groups are looked at anew when votes have grown by this part, ...
const GROWN: f64 = 0.1;
/// ... or after so long.
const AGAIN: Duration = Duration::from_mins(1);

/// Keeps all maps until told to stop.
pub(super) async fn run(world: Arc<World>, stop: CancellationToken) {
    let mut keeper = Keeper::new(world);
    while !stop.is_cancelled() {
        if let Err(error) = keeper.round().await {
            tracing::warn!(%error, "the maps of opinion were not drawn; trying again");
            keeper.kept.clear();
        }
        tokio::select! {
            () = stop.cancelled() => {}
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
}

/// Draws the maps of this database.
pub(crate) struct Keeper {
    world: Arc<World>,
    node: Uuid,
    kept: HashMap<(InitiativeId, i64), Kept>,
}

/// A conversation as this node remembers it.
pub(crate) struct Kept {
    votes: Votes,
    /// Columns by the number of the statement, and rows by that of the participant.
    columns: HashMap<i64, u32>,
    rows: HashMap<i64, u32>,
    /// By column.
    numbers: Vec<i64>,
    ids: Vec<Uuid>,
    /// The number of the last vote it holds.
    numbered: i64,
    map: Option<Map>,
    looked: Option<Looked>,
    drawn: Instant,
}

/// What was seen when the groups were looked at last.
#[derive(Clone, Copy)]
struct Looked {
    at: Instant,
    votes: u64,
    groups: usize,
    trust: opinion::Trust,
}

impl Keeper {
    /// One that remembers nothing yet.
    pub(crate) fn new(world: Arc<World>) -> Self {
        Self { world, node: Uuid::now_v7(), kept: HashMap::new() }
    }

    /// Draws whatever is due; answers how many maps that were.
    pub(crate) async fn round(&mut self) -> Result<usize> {
        self.kept.retain(|_, kept| kept.drawn.elapsed() < IDLE);
        let mut due = store::due(&mut self.world.store.read().await?).await?;
        due.retain(|key| self.kept.get(key).is_none_or(|kept| kept.drawn.elapsed() >= PACE));
        let ended = report::keep::due(&self.world).await?;
        let grown = lapse::keep::due(&self.world).await?;
        if due.is_empty() && ended.is_empty() && grown.is_empty() {
            return Ok(0);
        }
        if !kernel::hold(&self.world.store, "opinion map", self.node, LEASE).await? {
            self.kept.clear();
            return Ok(0);
        }
        for &(initiative, conversation) in &due {
            self.draw(initiative, conversation).await?;
        }
        for of in ended {
            report::keep::make(&self.world, of).await?;
        }
        for of in grown {
            lapse::keep::make(&self.world, of).await?;
        }
        self.world.store.wake().await?;
        Ok(due.len())
    }

    /// Draws the map of one conversation, however lately it was drawn.
    pub(crate) async fn draw(&mut self, initiative: InitiativeId, conversation: i64) -> Result<()> {
        let begun = Instant::now();
        let state = self.state(initiative, conversation).await?;
        let key = (initiative, conversation);
        let kept = self.kept.remove(&key).filter(|kept| kept.numbered == state.numbered);
        let mut kept = match kept {
            Some(kept) => kept,
            None => self.read(initiative, conversation, state).await?,
        };
        // What has come is numbered now, so that the map holds just what its stamp says; where votes come as fast as they are
        // numbered, the rest is for the next map.
        let numbering = Instant::now();
        loop {
            let mut read = self.world.store.read().await?;
            let casts = cast::store::new(&mut read, initiative, conversation, BATCH).await?;
            // Whoever votes on a statement votes after it was said.
            if casts.iter().any(|cast| !kept.columns.contains_key(&cast.statement)) {
                kept.learn(&store::statements(&mut read, initiative, conversation).await?);
            }
            drop(read);
            let last = casts.len() < BATCH;
            if !casts.is_empty() {
                let to = kept.numbered + casts.len() as i64;
                kept.take(&casts);
                let span = (kept.numbered, to);
                if !self.world.store.write(Number { initiative, conversation, casts, span }).await? {
                    return Ok(());
                }
                kept.numbered = to;
            }
            if last || numbering.elapsed() >= PACE {
                break;
            }
        }
        let said = store::statements(&mut self.world.store.read().await?, initiative, conversation).await?;
        let rejected: Vec<i64> = said.iter().filter(|said| said.hidden).map(|said| said.number).collect();
        kept.learn(&said);
        let at = self.world.clock.now().as_second();
        let drawing = tokio::task::spawn_blocking(move || {
            let drawn = kept.draw(&rejected, at);
            (kept, drawn)
        });
        let (mut kept, drawn) = drawing.await.map_err(|error| Error::Internal(error.to_string()))?;
        kept.drawn = begun;
        let stamp = (kept.numbered, state.asked);
        self.world.store.write(Keep { initiative, conversation, stamp, drawn: drawn? }).await?;
        self.kept.insert(key, kept);
        Ok(())
    }

    /// Where the map stands; a row for it is made if there is none.
    async fn state(&self, initiative: InitiativeId, conversation: i64) -> Result<State> {
        let mut read = self.world.store.read().await?;
        if let Some(state) = store::state(&mut read, initiative, conversation).await? {
            return Ok(state);
        }
        drop(read);
        self.world.store.write(Begin { initiative, conversation }).await?;
        let mut read = self.world.store.read().await?;
        Ok(store::state(&mut read, initiative, conversation).await?.unwrap_or_default())
    }

    /// Reads the votes of a conversation from the beginning, a part at a time.
    async fn read(&self, initiative: InitiativeId, conversation: i64, state: State) -> Result<Kept> {
        let said = store::statements(&mut self.world.store.read().await?, initiative, conversation).await?;
        let mut kept = Kept { numbered: state.numbered, ..Kept::new(&said) };
        let (mut last, mut row, mut of) = ((-1, -1), Vec::new(), None);
        loop {
            let mut read = self.world.store.read().await?;
            let part = store::votes(&mut read, initiative, conversation, last, PART).await?;
            drop(read);
            for &(participant, statement, choice) in &part {
                if of.is_some_and(|of| of != participant) {
                    kept.push(of, &mut row);
                }
                of = Some(participant);
                row.extend(kept.columns.get(&statement).copied().zip(vote(choice)));
            }
            let Some(&(participant, statement, _)) = part.last() else { break };
            last = (participant, statement);
        }
        kept.push(of, &mut row);
        Ok(kept)
    }
}

impl Kept {
    /// One of a conversation with these statements, and without votes.
    pub(crate) fn new(said: &[store::Said]) -> Self {
        let mut kept = Self {
            votes: Votes::new(said.len()),
            columns: HashMap::new(),
            rows: HashMap::new(),
            numbers: Vec::new(),
            ids: Vec::new(),
            numbered: 0,
            map: None,
            looked: None,
            drawn: Instant::now(),
        };
        kept.learn(said);
        kept
    }

    /// Columns for statements that are new.
    fn learn(&mut self, said: &[store::Said]) {
        for said in said {
            if let std::collections::hash_map::Entry::Vacant(entry) = self.columns.entry(said.number) {
                entry.insert(self.ids.len() as u32);
                self.ids.push(said.id);
                self.numbers.push(said.number);
            }
        }
    }

    /// A row for a participant who is new.
    fn push(&mut self, participant: Option<i64>, row: &mut Vec<(u32, Vote)>) {
        if let Some(participant) = participant {
            self.rows.insert(participant, self.votes.participants() as u32);
            self.votes.push(row);
            row.clear();
        }
    }

    /// Takes in new votes, in their order.
    pub(crate) fn take(&mut self, casts: &[Cast]) {
        let new = |cast: &Cast| {
            let rows = self.rows.len() as u32;
            let participant = *self.rows.entry(cast.participant).or_insert(rows);
            let statement = *self.columns.get(&cast.statement)?;
            Some(opinion::Cast { participant, statement, vote: vote(cast.choice)? })
        };
        let batch = casts.iter().filter_map(new).collect();
        self.votes.apply(batch);
    }

    /// Draws the map, from the one before.
    pub(crate) fn draw(&mut self, rejected: &[i64], at: i64) -> Result<Drawn> {
        let rejected = rejected.iter().filter_map(|number| self.columns.get(number));
        let moderation = Moderation { rejected: rejected.map(|&at| at as usize).collect(), meta: Vec::new() };
        let search = Search::default();
        let map = Map::draw(&self.votes, &moderation, search, self.map.as_ref());
        let trust = self.look(&map, search.threads);
        let doubt = match trust {
            None => Some(Doubt::Few),
            Some(trust) => trust.doubt().map(|doubt| match doubt {
                opinion::Doubt::Few => Doubt::Few,
                opinion::Doubt::Structure => Doubt::Structure,
                opinion::Doubt::Stability => Doubt::Stability,
            }),
        };
        let shown = if doubt.is_some() { map.clone().without_groups() } else { map.clone() };
        let trust = trust.map(|opinion::Trust { structure, stability, clumping }| Trust {
            structure,
            stability,
            clumping,
        });
        let made = Made { map: &shown, votes: &self.votes, ids: &self.ids, trust, doubt };
        let picture = made.picture(&moderation, self.numbered, at);
        let detail = Detail::of(&shown, &self.numbers[..self.votes.statements()]);
        self.map = Some(map);
        let picture = serde_json::to_string(&picture).map_err(|error| Error::Internal(error.to_string()))?;
        Ok(Drawn { picture, detail: detail.bytes() })
    }

    /// Whether the groups are there. That takes longer than the map itself, so it is not asked of each.
    fn look(&mut self, map: &Map, threads: usize) -> Option<opinion::Trust> {
        let votes = self.votes.count();
        let holds = |looked: &Looked| {
            looked.groups == map.groups.len()
                && looked.at.elapsed() < AGAIN
                && votes as f64 <= looked.votes as f64 * (1.0 + GROWN)
        };
        if let Some(looked) = self.looked.filter(holds) {
            return Some(looked.trust);
        }
        let trust = map.examine(&self.votes, SAMPLES, threads);
        let looked = |trust| Looked { at: Instant::now(), votes, groups: map.groups.len(), trust };
        self.looked = trust.map(looked);
        trust
    }
}

fn vote(choice: i64) -> Option<Vote> {
    Choice::from_number(choice).map(Vote::from)
}

/// A map that was drawn, as it is kept.
pub(crate) struct Drawn {
    pub(crate) picture: String,
    detail: Vec<u8>,
}

struct Begin {
    initiative: InitiativeId,
    conversation: i64,
}

impl Work for Begin {
    type Out = ();
    type Error = ::store::Error;

    async fn run(&self, tx: &mut Tx) -> ::store::Result<()> {
        store::begin(tx, self.initiative, self.conversation).await
    }

    fn database_error(error: &::store::Error) -> Option<&::store::Error> {
        Some(error)
    }
}

/// Gives votes their numbers; false if another node did so meanwhile.
struct Number {
    initiative: InitiativeId,
    conversation: i64,
    casts: Vec<Cast>,
    span: (i64, i64),
}

impl Work for Number {
    type Out = bool;
    type Error = ::store::Error;

    async fn run(&self, tx: &mut Tx) -> ::store::Result<bool> {
        let Self { initiative, conversation, casts, span } = self;
        if !store::advance(tx, *initiative, *conversation, *span).await? {
            return Ok(false);
        }
        cast::store::number(tx, *initiative, *conversation, casts, span.0).await?;
        Ok(true)
    }

    fn database_error(error: &::store::Error) -> Option<&::store::Error> {
        Some(error)
    }
}

struct Keep {
    initiative: InitiativeId,
    conversation: i64,
    stamp: (i64, i64),
    drawn: Drawn,
}

impl Work for Keep {
    type Out = ();
    type Error = ::store::Error;

    async fn run(&self, tx: &mut Tx) -> ::store::Result<()> {
        let kept = (self.drawn.picture.as_str(), self.drawn.detail.as_slice());
        store::keep(tx, self.initiative, self.conversation, self.stamp, kept).await
    }

    fn database_error(error: &::store::Error) -> Option<&::store::Error> {
        Some(error)
    }
}
