//! Which factors of a session move the curve most: everybody marks up to three.

use std::collections::HashMap;

use ::store::{Read, Tx};
use async_trait::async_trait;
use journal::Tell;
use kernel::{Act, Context, Error, InitiativeId, PersonId, Result, Told};
use serde::Deserialize;

use super::{StoryId, store};
use crate::turn::{self, TurnId};

/// So many factors can one person mark in a session.
pub(crate) const MOST: usize = 3;

/// The marks of a session.
#[derive(Debug, Clone, Default)]
pub(crate) struct Influence {
    marks: Vec<(StoryId, PersonId)>,
}

impl Influence {
    /// Reads them.
    pub(crate) async fn of(read: &mut Read, initiative: InitiativeId, turn: TurnId) -> Result<Self> {
        Ok(Self { marks: store::marks(read, initiative, turn).await? })
    }

    /// How many marked it.
    pub(crate) fn marks(&self, story: StoryId) -> usize {
        self.marks.iter().filter(|(marked, _)| *marked == story).count()
    }

    /// How many people marked anything.
    pub(crate) fn people(&self) -> usize {
        let mut people: Vec<PersonId> = self.marks.iter().map(|(_, person)| *person).collect();
        people.sort_unstable();
        people.dedup();
        people.len()
    }

    /// Whether this person marked it.
    pub(crate) fn by(&self, story: StoryId, person: PersonId) -> bool {
        self.marks.contains(&(story, person))
    }

    /// How many more this person can mark.
    pub(crate) fn left(&self, person: PersonId) -> usize {
        MOST.saturating_sub(self.marks.iter().filter(|(_, by)| *by == person).count())
    }

    /// The place of each marked story by how many marked it: those with as many share the better place.
    pub(crate) fn places(&self) -> HashMap<StoryId, usize> {
        let mut counts: HashMap<StoryId, usize> = HashMap::new();
        for (story, _) in &self.marks {
            *counts.entry(*story).or_default() += 1;
        }
        let place = |count: usize| 1 + counts.values().filter(|other| **other > count).count();
        counts.iter().map(|(story, count)| (*story, place(*count))).collect()
    }
}

/// Marks a factor as one of those with most influence, or takes the mark away again.
#[derive(Debug, Clone, Deserialize)]
pub struct MarkInfluence {
    /// The session's number.
    pub turn: i64,
    /// The story's number.
    pub story: i64,
    /// Whether it is marked.
    pub marked: bool,
}

#[async_trait]
impl Act for MarkInfluence {
    /// How many more this person can mark.
    type Out = usize;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<usize> {
        let person = turn::judge(cx)?;
        let initiative = cx.initiative()?;
        let turn = turn::acts::at_work(tx, initiative, self.turn).await?;
        let story = store::numbered(tx, initiative, self.story).await?;
        let story = story.filter(|story| story.measure == turn.measure && !story.aside);
        let story = story.ok_or(Error::Missing)?;
        let held = Influence::of(tx, initiative, turn.id).await?;
        if self.marked && !held.by(story.id, person) && held.left(person) == 0 {
            return Err(Error::Rule("rule-turn-marks-used"));
        }
        store::mark(tx, initiative, turn.id, story.id, person, self.marked).await?;
        let left = Influence::of(tx, initiative, turn.id).await?.left(person);
        cx.tell(tx, Told::new("story.marked", story.about(), &story.words).anonymous()).await?;
        Ok(left)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_marks_share_a_place_and_the_next_one_counts_on() {
        let [bus, pay, care, drug] = [(); 4].map(|()| StoryId::new());
        let [ann, bob, cid] = [(); 3].map(|()| PersonId::new());
        let marks = vec![(bus, ann), (bus, bob), (pay, bob), (pay, cid), (care, ann)];
        let influence = Influence { marks };
        let places = influence.places();
        assert_eq!((places[&bus], places[&pay], places[&care]), (1, 1, 3));
        assert!(!places.contains_key(&drug));
        assert_eq!((influence.people(), influence.left(ann), influence.left(cid)), (3, 1, 2));
    }
}
