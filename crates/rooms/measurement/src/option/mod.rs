//! An option: an idea of what could work, in a session from story to plan. Everybody scores it alone; what comes of it
//! is the engine's (`signals::Scored`).

pub(crate) mod acts;
pub(crate) mod page;
pub(crate) mod score;
pub(crate) mod store;

use ::store::Read;
use async_trait::async_trait;
use jiff::Timestamp;
use kernel::{Card, Context, Kind, PersonId, Ref, Result, Stage};
use signals::{Marks, Scored};
use uuid::Uuid;

use crate::story::StoryId;
use crate::turn::{self, TurnId};

kernel::ids! {
    /// An option.
    OptionId
}

kernel::words! {
    /// What sort of an idea it is.
    pub enum Sort {
        /// Something begins.
        Start = "start",
        /// Something that is done ends.
        Stop = "stop",
        /// It works already somewhere, and could here.
        BrightSpot = "bright-spot",
        /// Nobody would have thought of it.
        OffTheWall = "off-the-wall",
    }
}

kernel::words! {
    /// What it costs.
    pub enum Cost {
        /// Nothing but doing it.
        None = "no-cost",
        /// Little: it needs no budget.
        Low = "low-cost",
        /// It needs money.
        Money = "money",
    }
}

/// An option.
#[derive(Debug, Clone)]
pub(crate) struct Idea {
    pub(crate) id: OptionId,
    pub(crate) number: i64,
    pub(crate) turn: TurnId,
    pub(crate) words: String,
    /// The factor it answers.
    pub(crate) cause: Option<StoryId>,
    pub(crate) sort: Sort,
    pub(crate) cost: Cost,
    /// What speaks for it; empty while nobody said.
    pub(crate) evidence: String,
    /// Whether it was laid aside.
    pub(crate) aside: bool,
    pub(crate) added_by: String,
    pub(crate) added_at: Timestamp,
    pub(crate) version: i64,
}

impl Idea {
    pub(crate) fn about(&self) -> Ref {
        Ref::new("option", self.id.0)
    }

    /// Whether it can be done without a budget.
    pub(crate) fn cheap(&self) -> bool {
        matches!(self.cost, Cost::None | Cost::Low)
    }

    fn card(&self, slug: &str) -> Card {
        Card {
            about: self.about(),
            stage: Stage::Activity,
            title: self.words.clone(),
            href: format!("/i/{slug}/options/{}", self.number),
            at: self.added_at,
        }
    }
}

/// What one person thinks of an option.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Score {
    pub(crate) option: OptionId,
    pub(crate) person: PersonId,
    pub(crate) leverage: i64,
    pub(crate) reach: i64,
    pub(crate) specificity: i64,
    /// How far it is what the group holds to be right.
    pub(crate) fit: i64,
}

impl Score {
    fn marks(&self) -> Marks {
        let mark = |side: i64| u8::try_from(side).unwrap_or_default();
        Marks {
            leverage: mark(self.leverage),
            reach: mark(self.reach),
            specificity: mark(self.specificity),
            values: mark(self.fit),
        }
    }
}

/// What all scores of a session say of one option.
pub(crate) fn scored(scores: &[Score], option: OptionId) -> Option<Scored> {
    let marks: Vec<Marks> = scores.iter().filter(|score| score.option == option).map(Score::marks).collect();
    Scored::of(&marks)
}

/// What other rooms and the shell may know of an option.
pub(crate) struct OptionKind;

#[async_trait]
impl Kind for OptionKind {
    fn name(&self) -> &'static str {
        "option"
    }

    fn stage(&self) -> Stage {
        Stage::Activity
    }

    async fn cards(&self, cx: &Context, read: &mut Read, ids: &[Uuid]) -> Result<Vec<Card>> {
        if !cx.could(&turn::READ) {
            return Ok(Vec::new());
        }
        let (initiative, slug) = (cx.initiative()?, &cx.place()?.slug);
        let ideas = store::these(read, initiative, ids).await?;
        let turns: Vec<Uuid> = ideas.iter().map(|idea| idea.turn.0).collect();
        let turns = turn::store::these(read, initiative, &turns).await?;
        let seen = |idea: &&Idea| turns.iter().any(|turn| turn.id == idea.turn && turn.seen_by(cx));
        Ok(ideas.iter().filter(seen).map(|idea| idea.card(slug)).collect())
    }
}
