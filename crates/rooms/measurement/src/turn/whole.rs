//! A session with all that people have added to it.

use std::collections::{BTreeSet, HashMap};

use ::store::Read;
use kernel::{Card, Context, Error, Result};
use people::Group;
use signals::{Gate, Scored};
use web::Visit;

use super::curve::Curve;
use super::part::{Note, TurnPartner};
use super::{Clock, Step, Turn, store};
use crate::measure::{self, Measure};
use crate::option::{self, Idea, OptionId, Score};
use crate::plan::{self, PlanLine, PlanLineId};
use crate::story::influence::Influence;
use crate::story::{self, Story};

/// A session and everything in it. What was laid aside is left out, but for where somebody mends it.
pub(crate) struct Whole {
    pub(crate) turn: Turn,
    pub(crate) measure: Measure,
    pub(crate) group: Option<Group>,
    pub(crate) clocks: Vec<Clock>,
    pub(crate) notes: Vec<Note>,
    /// What explains the curve, as it was told; also what was told before this session.
    pub(crate) stories: Vec<Story>,
    pub(crate) influence: Influence,
    pub(crate) partners: Vec<TurnPartner>,
    pub(crate) ideas: Vec<Idea>,
    pub(crate) scores: Vec<Score>,
    pub(crate) lines: Vec<PlanLine>,
}

impl Whole {
    /// All of `turn`.
    pub(crate) async fn of(cx: &Context, read: &mut Read, turn: Turn) -> Result<Self> {
        let initiative = cx.initiative()?;
        let measure = measure::store::find(read, initiative, turn.measure).await?.ok_or(Error::Missing)?;
        let mut stories = story::store::of_measure(read, initiative, turn.measure).await?;
        stories.reverse();
        let mut whole = Self {
            group: people::group(read, initiative, turn.group).await?,
            clocks: store::clocks(read, initiative, turn.id).await?,
            notes: store::notes(read, initiative, turn.id).await?,
            stories,
            influence: Influence::of(read, initiative, turn.id).await?,
            partners: store::partners(read, initiative, turn.id).await?,
            ideas: option::store::of_turn(read, initiative, turn.id).await?,
            scores: option::store::scores(read, initiative, turn.id).await?,
            lines: plan::store::of_turn(read, initiative, turn.id).await?,
            turn,
            measure,
        };
        whole.partners.retain(|partner| !partner.aside);
        whole.ideas.retain(|idea| !idea.aside);
        whole.lines.retain(|line| !line.aside);
        Ok(whole)
    }

    /// The session of the address, if this viewer may know of it.
    pub(crate) async fn asked(visit: &Visit, read: &mut Read) -> Result<Self> {
        let turn = store::numbered(read, visit.initiative()?, visit.part("n")?).await?;
        let turn = turn.filter(|turn| turn.seen_by(visit)).ok_or(Error::Missing)?;
        Self::of(visit, read, turn).await
    }

    /// Its curve, as this viewer may see it.
    pub(crate) async fn curve(&self, visit: &Visit, read: &mut Read) -> Result<Curve> {
        Curve::of(visit, read, &self.measure).await
    }

    /// Which lines of its plan have become commitments.
    pub(crate) async fn offered(
        &self,
        cx: &Context,
        read: &mut Read,
    ) -> Result<HashMap<PlanLineId, Vec<Card>>> {
        plan::offered::offered(cx, read, &self.lines).await
    }

    pub(crate) fn clock(&self, step: Step) -> Option<&Clock> {
        self.clocks.iter().find(|clock| clock.step == step)
    }

    /// Whether the group is done with a step.
    pub(crate) fn done(&self, step: Step) -> bool {
        self.clock(step).is_some_and(|clock| clock.done) || self.turn.agreed_at.is_some()
    }

    /// How much people have added to a step.
    pub(crate) fn count(&self, step: Step) -> usize {
        match step {
            Step::Curve => self.notes.len(),
            Step::Story => self.stories.len(),
            Step::Partners => self.partners.len(),
            Step::Ideas => self.ideas.len(),
            Step::Options => self.ideas.iter().filter(|idea| self.scored(idea.id).is_some()).count(),
            Step::Plan => self.lines.len(),
        }
    }

    /// The text that says what a step still lacks before the group can be done with it.
    pub(crate) fn lacking(&self, step: Step) -> Option<&'static str> {
        let (fine, text) = match step {
            Step::Curve => return None,
            Step::Story => (!self.stories.is_empty(), "turn-lacking-story"),
            Step::Partners => (!self.partners.is_empty(), "turn-lacking-partners"),
            Step::Ideas => (self.ideas.iter().any(Idea::cheap), "turn-lacking-ideas"),
            Step::Options => (self.ready().next().is_some(), "turn-lacking-options"),
            Step::Plan => (!self.lines.is_empty(), "turn-lacking-plan"),
        };
        (!fine).then_some(text)
    }

    /// What all scores say of an option.
    pub(crate) fn scored(&self, option: OptionId) -> Option<Scored> {
        option::scored(&self.scores, option)
    }

    /// The options in the order in which to speak of them.
    pub(crate) fn ordered(&self) -> Vec<(&Idea, Option<Scored>)> {
        let scored: Vec<Option<Scored>> = self.ideas.iter().map(|idea| self.scored(idea.id)).collect();
        signals::options(&scored).into_iter().map(|at| (&self.ideas[at], scored[at])).collect()
    }

    /// Those that can go into the plan.
    pub(crate) fn ready(&self) -> impl Iterator<Item = &Idea> {
        let ready = |scored: Option<Scored>| scored.is_some_and(|scored| scored.gate() == Gate::Ready);
        self.ordered().into_iter().filter(move |(_, scored)| ready(*scored)).map(|(idea, _)| idea)
    }

    pub(crate) fn story(&self, id: story::StoryId) -> Option<&Story> {
        self.stories.iter().find(|story| story.id == id)
    }

    pub(crate) fn idea(&self, id: OptionId) -> Option<&Idea> {
        self.ideas.iter().find(|idea| idea.id == id)
    }

    /// Whether this person may see what others think of an option: once they have said it themselves, alone; at once
    /// if they do not weigh in, or the plan is agreed.
    pub(crate) fn shows(&self, cx: &Context, option: OptionId) -> bool {
        let own = |score: &Score| score.option == option && Some(score.person) == cx.actor.person;
        self.turn.agreed_at.is_some() || super::is_neutral(cx) || self.scores.iter().any(own)
    }

    /// The option that this person has not scored yet and stands first.
    pub(crate) fn unscored(&self, cx: &Context) -> Option<&Idea> {
        let own = |idea: &Idea| {
            self.scores.iter().any(|score| score.option == idea.id && Some(score.person) == cx.actor.person)
        };
        self.ideas.iter().find(|idea| !own(idea))
    }

    /// How many different people have added something.
    pub(crate) fn people(&self) -> usize {
        let told = self.stories.iter().filter(|story| story.turn == Some(self.turn.id));
        let names: BTreeSet<&str> = (self.notes.iter().map(|note| note.noted_by.as_str()))
            .chain(told.map(|story| story.told_by.as_str()))
            .chain(self.partners.iter().map(|partner| partner.added_by.as_str()))
            .chain(self.ideas.iter().map(|idea| idea.added_by.as_str()))
            .chain(self.lines.iter().map(|line| line.added_by.as_str()))
            .collect();
        names.len()
    }
}
