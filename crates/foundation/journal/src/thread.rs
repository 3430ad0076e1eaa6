//! The thread: where an object comes from and what came of it.

use std::collections::HashSet;

use kernel::{Card, Context, Ref, Relation, Result};
use store::{Read, Sql};
use uuid::Uuid;

store::statements! {
    BEFORE = "SELECT from_kind, from_id, relation, to_kind, to_id FROM thread_link
        WHERE initiative = $1 AND to_id = ANY($2) ORDER BY at, from_id, to_id LIMIT $3";
    AFTER = "SELECT to_kind, to_id, relation, from_kind, from_id FROM thread_link
        WHERE initiative = $1 AND from_id = ANY($2) ORDER BY at, to_id, from_id LIMIT $3";
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

/// A link, seen from the end that was walked from.
struct Found {
    kind: String,
    id: Uuid,
    relation: String,
    through_kind: String,
    through_id: Uuid,
}

store::row!(Found { kind, id, relation, through_kind, through_id });

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
    let (before, more_before) = walk(cx, read, about, reach, &BEFORE).await?;
    let (after, more_after) = walk(cx, read, about, reach, &AFTER).await?;
    let cards = cx.world.kinds.cards(cx, read, before.iter().chain(&after).map(|step| &step.to)).await?;
    let knots = |steps: Vec<Step>| {
        let knot = |step: Step| {
            let card = cards.get(&step.to)?.clone();
            Some(Knot { card, relation: step.relation, steps: step.distance, through: step.through })
        };
        let mut knots: Vec<Knot> = steps.into_iter().filter_map(knot).collect();
        knots.sort_by_key(|knot| (knot.card.stage, knot.card.at, knot.card.about.id));
        knots
    };
    Ok(Thread { before: knots(before), after: knots(after), more_before, more_after })
}

/// What comes right after each of these, as far as this viewer may see it: one question for all of them.
pub async fn after(cx: &Context, read: &mut Read, abouts: &[Ref]) -> Result<Vec<(Ref, Card)>> {
    if abouts.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Uuid> = abouts.iter().map(|about| about.id).collect();
    let values = [cx.initiative()?.into(), ids.as_slice().into(), Reach::WHOLE.objects.into()];
    let found: Vec<Found> = read.rows(&AFTER, &values).await?;
    let links: Vec<(Ref, Ref)> = found
        .into_iter()
        .map(|link| (Ref::new(link.through_kind, link.through_id), Ref::new(link.kind, link.id)))
        .collect();
    let cards = cx.world.kinds.cards(cx, read, links.iter().map(|(_, to)| to)).await?;
    Ok(links.into_iter().filter_map(|(from, to)| Some((from, cards.get(&to)?.clone()))).collect())
}

/// One object that was reached.
struct Step {
    to: Ref,
    relation: Relation,
    distance: usize,
    through: Ref,
}

/// The objects in one direction, nearest first, and whether there are more: one question for all at a distance.
async fn walk(
    cx: &Context,
    read: &mut Read,
    about: &Ref,
    reach: Reach,
    links: &'static Sql,
) -> Result<(Vec<Step>, bool)> {
    let initiative = cx.initiative()?;
    let mut seen = HashSet::from([about.id]);
    let mut steps: Vec<Step> = Vec::new();
    let mut here = vec![about.id];
    let mut more = false;
    for distance in 1..=reach.steps {
        // Enough to find what is asked for even if each object that was seen is met again.
        let enough = reach.objects + seen.len();
        let values = [initiative.into(), here.as_slice().into(), enough.into()];
        let found: Vec<Found> = read.rows(links, &values).await?;
        more |= found.len() == enough;
        here.clear();
        for link in found {
            let Some(relation) = Relation::from_word(&link.relation) else { continue };
            if !seen.insert(link.id) {
                continue;
            }
            if steps.len() == reach.objects {
                return Ok((steps, true));
            }
            here.push(link.id);
            let to = Ref::new(link.kind, link.id);
            steps.push(Step {
                to,
                relation,
                distance,
                through: Ref::new(link.through_kind, link.through_id),
            });
        }
        if here.is_empty() {
            break;
        }
    }
    Ok((steps, more))
}
