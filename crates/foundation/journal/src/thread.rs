//! The thread: where an object comes from and what came of it.

use std::collections::{HashSet, VecDeque};

use kernel::{Card, Context, Ref, Relation, Result};
use store::{Read, Value};
use uuid::Uuid;

store::statements! {
    BEFORE = "SELECT from_kind, from_id, relation, to_kind, to_id FROM thread_link
        WHERE initiative = $1 AND to_id = $2 ORDER BY at, from_id";
    AFTER = "SELECT from_kind, from_id, relation, to_kind, to_id FROM thread_link
        WHERE initiative = $1 AND from_id = $2 ORDER BY at, to_id";
}

/// The most objects a thread walks in one direction; a page says when there are more.
const REACH: usize = 200;

struct Found {
    from_kind: String,
    from_id: Uuid,
    relation: String,
    to_kind: String,
    to_id: Uuid,
}

store::row!(Found { from_kind, from_id, relation, to_kind, to_id });

/// An object on the thread of another one.
#[derive(Debug, Clone)]
pub struct Knot {
    /// What any page can show of it.
    pub card: Card,
    /// How it hangs on the next one towards the object asked about.
    pub relation: Relation,
    /// How many links lie between: 1 for a neighbour.
    pub steps: usize,
    /// The neighbour through which it hangs on.
    pub through: Ref,
}

/// The whole chain before and after an object.
#[derive(Debug, Clone, Default)]
pub struct Thread {
    /// Where it comes from; the loop's order.
    pub before: Vec<Knot>,
    /// What came of it; the loop's order.
    pub after: Vec<Knot>,
    /// Whether there is more than could be walked.
    pub more: bool,
}

impl Thread {
    /// Those right beside the object, before and after.
    pub fn near(&self) -> (impl Iterator<Item = &Knot>, impl Iterator<Item = &Knot>) {
        let near = |knot: &&Knot| knot.steps == 1;
        (self.before.iter().filter(near), self.after.iter().filter(near))
    }
}

/// Walks the thread of `about`, at most `steps` links each way, and shows what this viewer may see. What
/// the viewer may not see is walked through all the same, so that a chain does not break at a private link.
pub async fn of(cx: &Context, read: &mut Read, about: &Ref, steps: usize) -> Result<Thread> {
    let (before, more_before) = walk(cx, read, about, steps, true).await?;
    let (after, more_after) = walk(cx, read, about, steps, false).await?;
    Ok(Thread { before, after, more: more_before || more_after })
}

async fn walk(
    cx: &Context,
    read: &mut Read,
    about: &Ref,
    steps: usize,
    back: bool,
) -> Result<(Vec<Knot>, bool)> {
    let initiative = cx.initiative()?;
    let mut seen = HashSet::from([about.id]);
    let mut knots = Vec::new();
    let mut queue = VecDeque::from([(about.clone(), 0)]);
    let mut more = false;
    while let Some((at, distance)) = queue.pop_front() {
        if distance == steps {
            continue;
        }
        let values: [Value; 2] = [initiative.into(), at.id.into()];
        let links: Vec<Found> = read.rows(if back { &BEFORE } else { &AFTER }, &values).await?;
        for link in links {
            let next = if back {
                Ref::new(link.from_kind, link.from_id)
            } else {
                Ref::new(link.to_kind, link.to_id)
            };
            let Some(relation) = Relation::from_word(&link.relation) else { continue };
            if !seen.insert(next.id) {
                continue;
            }
            if seen.len() > REACH {
                more = true;
                break;
            }
            if let Some(card) = cx.world.kinds.card(cx, read, &next).await? {
                knots.push(Knot { card, relation, steps: distance + 1, through: at.clone() });
            }
            queue.push_back((next, distance + 1));
        }
    }
    knots.sort_by(|a, b| {
        (a.card.stage, a.card.at, a.card.about.id).cmp(&(b.card.stage, b.card.at, b.card.about.id))
    });
    Ok((knots, more))
}
