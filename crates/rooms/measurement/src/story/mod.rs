//! A story: what explains a curve, and who says so. In a session from story to plan it is a *factor*: it helps or holds
//! back, has causes of its own, and people mark those with most influence.

pub(crate) mod acts;
pub(crate) mod edit;
pub(crate) mod influence;
pub(crate) mod page;
pub(crate) mod store;
pub(crate) mod tree;

use ::store::Read;
use async_trait::async_trait;
use jiff::Timestamp;
use kernel::{Ability, Card, Context, Kind, Ref, Result, Role, Stage, any};
use uuid::Uuid;
use web::ExportTable;

use crate::measure::MeasureId;
use crate::turn::TurnId;

kernel::ids! {
    /// A story.
    StoryId
}

/// Reading stories.
pub(crate) static READ: Ability =
    Ability { name: "measurement.story.read", grants: &[any(Role::Anyone), any(Role::Member)] };
/// Telling one.
pub(crate) static TELL: Ability = Ability { name: "measurement.story.tell", grants: &[any(Role::Member)] };

/// Which way it moves the curve.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    /// It helps.
    Contributing,
    /// It holds back.
    Restricting,
}

impl Direction {
    /// Both.
    pub(crate) const ALL: [Self; 2] = [Self::Contributing, Self::Restricting];

    /// Its word in the database; its text's key is `story-direction-` and this.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Contributing => "contributing",
            Self::Restricting => "restricting",
        }
    }

    /// The direction of that word.
    pub(crate) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|direction| direction.word() == word)
    }
}

kernel::words! {
    /// By what it is known.
    pub enum Voice {
        /// Numbers say so.
        Data = "data",
        /// Those say so who work on it.
        Practitioner = "practitioner",
        /// Those say so who live with it.
        Resident = "resident",
    }
}

/// A story as it was told.
#[derive(Debug, Clone)]
pub(crate) struct Story {
    pub(crate) id: StoryId,
    pub(crate) number: i64,
    pub(crate) measure: MeasureId,
    /// The period it explains; empty for the whole curve.
    pub(crate) period: String,
    pub(crate) words: String,
    pub(crate) direction: String,
    /// Who says so: "employers' survey, 6 voices".
    pub(crate) source: String,
    pub(crate) told_by: String,
    pub(crate) told_at: Timestamp,
    /// A word of [`Voice`]; empty where nobody said.
    pub(crate) voice: String,
    /// The story it is a cause of: the answer to "why?".
    pub(crate) cause_of: Option<StoryId>,
    /// The session in which it came up.
    pub(crate) turn: Option<TurnId>,
    /// Whether it was laid aside: kept, and no longer counted on.
    pub(crate) aside: bool,
    pub(crate) version: i64,
}

impl Story {
    pub(crate) fn about(&self) -> Ref {
        Ref::new("story", self.id.0)
    }
}

/// What other rooms and the shell may know of a story.
pub(crate) struct StoryKind;

#[async_trait]
impl Kind for StoryKind {
    fn name(&self) -> &'static str {
        "story"
    }

    fn stage(&self) -> Stage {
        Stage::Story
    }

    async fn cards(&self, cx: &Context, read: &mut Read, ids: &[Uuid]) -> Result<Vec<Card>> {
        if !cx.could(&READ) {
            return Ok(Vec::new());
        }
        let slug = &cx.place()?.slug;
        Ok(store::these(read, cx.initiative()?, ids).await?.iter().map(|story| card(story, slug)).collect())
    }

    async fn choices(&self, cx: &Context, read: &mut Read) -> Result<Vec<Card>> {
        if !cx.could(&READ) {
            return Ok(Vec::new());
        }
        let slug = &cx.place()?.slug;
        let stories = store::choices(read, cx.initiative()?).await?;
        Ok(stories.iter().map(|story| card(story, slug)).collect())
    }
}

fn card(story: &Story, slug: &str) -> Card {
    Card {
        about: story.about(),
        stage: Stage::Story,
        title: story.words.clone(),
        href: format!("/i/{slug}/stories/{}", story.number),
        at: story.told_at,
    }
}

/// The stories as an open table.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<ExportTable> {
    let rows = store::all(read, cx.initiative()?).await?.into_iter().map(|story| {
        vec![
            story.number.to_string(),
            story.measure.to_string(),
            story.period,
            story.words,
            story.direction,
            story.source,
            story.told_by,
            story.told_at.to_string(),
            story.voice,
            story.cause_of.map(|id| id.to_string()).unwrap_or_default(),
            story.turn.map(|id| id.to_string()).unwrap_or_default(),
            story.aside.to_string(),
            story.id.to_string(),
        ]
    });
    Ok(ExportTable {
        name: "stories",
        columns: &[
            "number",
            "measure",
            "period",
            "words",
            "direction",
            "source",
            "told_by",
            "told_at",
            "voice",
            "cause_of",
            "session",
            "aside",
            "id",
        ],
        rows: rows.collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::Direction;

    #[test]
    fn both_directions_are_found_by_their_words() {
        for direction in Direction::ALL {
            assert_eq!(Direction::from_word(direction.word()), Some(direction));
        }
        assert_eq!(Direction::from_word("sideways"), None);
    }
}
