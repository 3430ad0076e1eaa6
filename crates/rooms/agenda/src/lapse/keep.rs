//! Makes the frames of a conversation beside the requests: all anew, once a day at most.

use std::sync::Arc;

use ::store::{Tx, Work};
use jiff::{SignedDuration, Timestamp};
use kernel::{Error, InitiativeId, Result, World};

use super::{FRAMES, store};
use crate::cast::{self, Cast};
use crate::conversation;
use crate::map::keep::Kept;
use crate::map::store as maps;

/// So long frames stay as they are while votes come.
const STAY: SignedDuration = SignedDuration::from_hours(24);
/// So much history is gone through at most: what is longer has no frames.
const LONGEST: i64 = 5_000_000;
/// Votes read at once.
const PART: usize = 20_000;
/// Microseconds of a day.
const DAY: i64 = 86_400_000_000;

/// A conversation, and how much history it has.
pub(crate) type Grown = (InitiativeId, i64, i64);

/// Those whose frames are to be made.
pub(crate) async fn due(world: &Arc<World>) -> Result<Vec<Grown>> {
    let before = world.clock.now() - STAY;
    let mut due = store::due(&mut world.store.read().await?, before).await?;
    due.retain(|(.., numbered)| *numbered <= LONGEST);
    Ok(due)
}

/// Makes the frames of one.
pub(crate) async fn make(world: &Arc<World>, (initiative, conversation, stamp): Grown) -> Result<()> {
    let mut read = world.store.read().await?;
    let said = maps::statements(&mut read, initiative, conversation).await?;
    drop(read);
    let mut casts: Vec<(i64, Cast)> = Vec::new();
    let (mut last, mut whole) = (0, true);
    loop {
        let mut read = world.store.read().await?;
        let part = cast::store::numbered(&mut read, initiative, conversation, (last, PART)).await?;
        drop(read);
        let Some((end, _)) = part.last() else { break };
        last = *end;
        for (_, cast) in part {
            match cast.at {
                Some(at) => casts.push((at.as_microsecond().div_euclid(DAY), cast)),
                None => whole = false,
            }
        }
    }
    // Without all of its history a conversation has no past to show.
    let mut read = world.store.read().await?;
    let heard = conversation::store::heard(&mut read, initiative, conversation).await?;
    drop(read);
    let cells = casts.iter().filter(|(_, cast)| cast.turn == 1).count() as i64;
    if !whole || cells < heard.votes {
        casts.clear();
    }
    // Files are in an order of their own; the votes of one on one statement stay in theirs.
    casts.sort_by_key(|(day, cast)| (*day, cast.participant, cast.statement, cast.turn));
    let drawing = tokio::task::spawn_blocking(move || {
        let rejected: Vec<i64> = said.iter().filter(|said| said.hidden).map(|said| said.number).collect();
        let mut kept = Kept::new(&said);
        let mut frames = Vec::new();
        for (day, casts) in evenings(&casts) {
            let day = Timestamp::from_microsecond((day + 1) * DAY - 1).unwrap_or_default();
            kept.take(&casts);
            let drawn = kept.draw(&rejected, day.as_second())?;
            frames.push((day, drawn.picture));
        }
        Ok(frames)
    });
    let frames: Result<Vec<(Timestamp, String)>> =
        drawing.await.map_err(|error| Error::Internal(error.to_string()))?;
    let (frames, at) = (frames?, world.clock.now());
    Ok(world.store.write(Keep { initiative, conversation, stamp, at, frames }).await?)
}

/// The votes of each day, or of some days together where there are more than can be shown; each with its last day.
fn evenings(casts: &[(i64, Cast)]) -> Vec<(i64, Vec<Cast>)> {
    let days: Vec<&[(i64, Cast)]> = casts.chunk_by(|a, b| a.0 == b.0).collect();
    let each = days.len().div_ceil(FRAMES).max(1);
    let together = |days: &[&[(i64, Cast)]]| {
        let last = days.last().and_then(|day| day.last()).map_or(0, |(day, _)| *day);
        (last, days.iter().flat_map(|day| day.iter().map(|(_, cast)| *cast)).collect())
    };
    days.chunks(each).map(together).collect()
}

struct Keep {
    initiative: InitiativeId,
    conversation: i64,
    stamp: i64,
    at: Timestamp,
    frames: Vec<(Timestamp, String)>,
}

impl Work for Keep {
    type Out = ();
    type Error = ::store::Error;

    async fn run(&self, tx: &mut Tx) -> ::store::Result<()> {
        let made = (self.stamp, self.at);
        store::keep(tx, self.initiative, self.conversation, made, &self.frames).await
    }

    fn database_error(error: &::store::Error) -> Option<&::store::Error> {
        Some(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_days_are_shown_some_at_a_time_and_no_vote_is_lost() {
        let cast = |n: i64| Cast { participant: n, statement: 1, turn: 1, choice: 1, at: None };
        let casts: Vec<(i64, Cast)> = (0..200).map(|n| (n / 2, cast(n))).collect();
        let found = evenings(&casts);
        assert_eq!((found.len(), found[0].0, found[49].0), (50, 1, 99));
        assert_eq!(found.iter().map(|(_, casts)| casts.len()).sum::<usize>(), 200);
        assert_eq!(evenings(&casts[..6]).len(), 3);
        assert!(evenings(&[]).is_empty());
    }
}
