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

/// How far a walk along the thread goes, in each direction.
#[derive(Debug, Clone, Copy)]
pub struct Reach {
    /// The most links from the object.
    pub steps: usize,
    /// The most objects; a page says when there are more.
    pub objects: usize,
}

impl Reach {
    /// What stands beside an object's page.
    pub const BESIDE: Self = Self { steps: 3, objects: 24 };
    /// The whole chain: more than twice around the loop.
    pub const WHOLE: Self = Self { steps: 32, objects: 400 };
    /// The neighbours alone.
    pub const NEAR: Self = Self { steps: 1, objects: 200 };
}

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
    /// Whether there is more before it than could be walked.
    pub more_before: bool,
    /// Whether more came of it than could be walked.
    pub more_after: bool,
}

/// Walks the thread of `about` both ways, nearest first, and shows what this viewer may see. What
/// the viewer may not see is walked through all the same, so that a chain does not break at a private link.
pub async fn of(cx: &Context, read: &mut Read, about: &Ref, reach: Reach) -> Result<Thread> {
    let (before, more_before) = walk(cx, read, about, reach, true).await?;
    let (after, more_after) = walk(cx, read, about, reach, false).await?;
    Ok(Thread { before, after, more_before, more_after })
}

async fn walk(
    cx: &Context,
    read: &mut Read,
    about: &Ref,
    reach: Reach,
    back: bool,
) -> Result<(Vec<Knot>, bool)> {
    let initiative = cx.initiative()?;
    let mut seen = HashSet::from([about.id]);
    let mut knots = Vec::new();
    let mut queue = VecDeque::from([(about.clone(), 0)]);
    let mut more = false;
    'walk: while let Some((at, distance)) = queue.pop_front() {
        if distance == reach.steps {
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
            if seen.len() > reach.objects {
                more = true;
                break 'walk;
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
