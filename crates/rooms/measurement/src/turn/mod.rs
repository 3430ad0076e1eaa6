//! A session from story to plan: a group, one measure, six steps; in the field's words, turning the curve. People
//! add rows of their own, so nobody writes over anybody, and any step can be left and taken up again.

pub(crate) mod acts;
pub(crate) mod api;
pub(crate) mod bars;
mod clock;
mod curve;
mod export;
pub(crate) mod forms;
pub(crate) mod page;
mod paper;
pub(crate) mod part;
mod projector;
mod report;
mod step;
mod steps;
pub(crate) mod store;
mod whole;

use ::store::Read;
use async_trait::async_trait;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use kernel::{Ability, Card, Context, Error, Kind, Owner, PersonId, Ref, Result, Role, Stage, any, own};
use people::GroupId;
use uuid::Uuid;
use web::{Waiting, Why};

pub(crate) use clock::Clock;
pub(crate) use export::export;
pub use step::Step;
pub(crate) use steps::story::story_fields;
pub(crate) use whole::Whole;

use crate::measure::MeasureId;

kernel::ids! {
    /// A session from story to plan.
    TurnId
}

/// Reading a session; before its plan is agreed, for those who take part.
pub(crate) static READ: Ability =
    Ability { name: "measurement.turn.read", grants: &[any(Role::Anyone), any(Role::Member)] };
/// Opening a session about a measure.
pub(crate) static OPEN: Ability = Ability {
    name: "measurement.turn.open",
    grants: &[any(Role::Facilitator), any(Role::Seat), any(Role::Backbone)],
};
/// Adding to it: what one sees, factors, partners, ideas, lines of the plan.
pub(crate) static TAKE_PART: Ability =
    Ability { name: "measurement.turn.take-part", grants: &[any(Role::Member)] };
/// Marking influence and scoring options, each for themselves. The backbone stays neutral: see [`judge`].
pub(crate) static JUDGE: Ability = Ability { name: "measurement.turn.judge", grants: &[any(Role::Member)] };
/// Going from step to step, the clock, parking, and when to look again.
pub(crate) static RUN: Ability = Ability {
    name: "measurement.turn.run",
    grants: &[any(Role::Facilitator), own(Role::Seat), any(Role::Backbone)],
};
/// Saying that the plan is agreed: whoever sits in the group. Never the backbone.
pub(crate) static AGREE: Ability =
    Ability { name: "measurement.turn.agree", grants: &[own(Role::Facilitator), own(Role::Seat)] };

/// This concept's rows of the permission table.
pub(crate) const ABILITIES: &[&Ability] = &[&READ, &OPEN, &TAKE_PART, &JUDGE, &RUN, &AGREE];

kernel::words! {
    /// How far a session is.
    pub enum State {
        /// It is called; no step has begun. People can add things already.
        Planned = "planned",
        /// The group is at one of the steps.
        Running = "running",
        /// The plan is agreed; when to look again is open.
        Agreed = "agreed",
        /// The group has set a day to look again.
        Set = "set",
        /// It rests, and can be taken up where it was left.
        Parked = "parked",
    }
}

/// A session.
#[derive(Debug, Clone)]
pub(crate) struct Turn {
    pub(crate) id: TurnId,
    pub(crate) number: i64,
    pub(crate) measure: MeasureId,
    /// Whose session it is.
    pub(crate) group: GroupId,
    pub(crate) question: String,
    pub(crate) state: State,
    /// The step at which the group is, or was last.
    pub(crate) step: Step,
    /// What will be different when the plan is done; empty until it is agreed.
    pub(crate) different: String,
    pub(crate) opened_by: String,
    pub(crate) opened_at: Timestamp,
    pub(crate) agreed_by: String,
    pub(crate) agreed_at: Option<Timestamp>,
    /// The beginning of the day on which the group looks again.
    pub(crate) next_look: Option<Timestamp>,
}

impl Turn {
    pub(crate) fn about(&self) -> Ref {
        Ref::new("turn", self.id.0)
    }

    pub(crate) fn owner(&self) -> Owner {
        Owner::Group(self.group.0)
    }

    /// Whether things can be added and changed: goes on only then.
    pub(crate) fn at_work(&self) -> Result<()> {
        match self.state {
            State::Planned | State::Running => Ok(()),
            State::Parked => Err(Error::Rule("rule-turn-parked")),
            State::Agreed | State::Set => Err(Error::Rule("rule-turn-agreed")),
        }
    }

    /// The group begins or takes up a step.
    pub(crate) fn begin(&mut self, step: Step) -> Result<()> {
        self.at_work()?;
        self.state = State::Running;
        self.step = step;
        Ok(())
    }

    /// The group agrees on its plan.
    pub(crate) fn agree(&mut self, different: String, by: String, at: Timestamp) -> Result<()> {
        self.at_work()?;
        self.state = State::Agreed;
        self.step = Step::Plan;
        self.different = different;
        self.agreed_by = by;
        self.agreed_at = Some(at);
        Ok(())
    }

    /// The group looks again on that day.
    pub(crate) fn look_again(&mut self, day: Timestamp) -> Result<()> {
        if self.agreed_at.is_none() {
            return Err(Error::Rule("rule-turn-not-agreed"));
        }
        self.state = State::Set;
        self.next_look = Some(day);
        Ok(())
    }

    /// It rests.
    pub(crate) fn park(&mut self) -> Result<()> {
        self.at_work()?;
        self.state = State::Parked;
        Ok(())
    }

    /// It is taken up again where it was left; `begun` if any step was.
    pub(crate) fn resume(&mut self, begun: bool) -> Result<()> {
        if self.state != State::Parked {
            return Err(Error::Rule("rule-turn-not-parked"));
        }
        self.state = if begun { State::Running } else { State::Planned };
        Ok(())
    }

    /// Whether this viewer may know of it: once the plan is agreed everybody, before it those who take part.
    pub(crate) fn seen_by(&self, cx: &Context) -> bool {
        cx.could(&READ) && (self.agreed_at.is_some() || cx.could(&TAKE_PART))
    }

    pub(crate) fn card(&self, slug: &str) -> Card {
        Card {
            about: self.about(),
            stage: Stage::Beside,
            title: self.question.clone(),
            href: format!("/i/{slug}/turns/{}", self.number),
            at: self.opened_at,
        }
    }
}

/// Who marks or scores: a member who does not hold the neutral backbone's part alone.
pub(crate) fn judge(cx: &Context) -> Result<PersonId> {
    cx.may(&JUDGE, Owner::Nobody)?;
    if is_neutral(cx) { Err(Error::Rule("rule-turn-neutral")) } else { cx.person() }
}

/// Whether the actor is the backbone and holds no seat: it runs sessions and does not weigh in.
pub(crate) fn is_neutral(cx: &Context) -> bool {
    let roles = cx.actor.standing.roles;
    roles.has(Role::Backbone) && !roles.has(Role::Seat)
}

/// A day as forms write it.
pub(crate) fn written(day: Timestamp) -> String {
    day.to_zoned(TimeZone::UTC).date().to_string()
}

/// What other rooms and the shell may know of a session.
pub(crate) struct TurnKind;

#[async_trait]
impl Kind for TurnKind {
    fn name(&self) -> &'static str {
        "turn"
    }

    fn stage(&self) -> Stage {
        Stage::Beside
    }

    async fn cards(&self, cx: &Context, read: &mut Read, ids: &[Uuid]) -> Result<Vec<Card>> {
        if !cx.could(&READ) {
            return Ok(Vec::new());
        }
        let slug = &cx.place()?.slug;
        let turns = store::these(read, cx.initiative()?, ids).await?;
        Ok(turns.iter().filter(|turn| turn.seen_by(cx)).map(|turn| turn.card(slug)).collect())
    }
}

/// How long before its day a next look is called to mind.
const SOON: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Sessions that a group of this person is in the middle of, and those whose day to look again has come near.
pub(crate) async fn today(cx: &Context, read: &mut Read) -> Result<Vec<Waiting>> {
    let mut waiting = Vec::new();
    if !cx.could(&TAKE_PART) || cx.actor.standing.groups.is_empty() {
        return Ok(waiting);
    }
    let slug = &cx.place()?.slug;
    for turn in store::current(read, cx.initiative()?, cx.now() + SOON).await? {
        if !cx.actor.owns(turn.owner()) {
            continue;
        }
        let (text, at) = match turn.state {
            State::Planned => ("today-turn-planned", turn.opened_at),
            State::Running => ("today-turn-running", turn.opened_at),
            _ => ("today-turn-look", turn.next_look.unwrap_or(turn.opened_at)),
        };
        let href = turn.card(slug).href;
        let args = vec![("question", turn.question), ("step", turn.step.place().to_string())];
        waiting.push(Waiting { why: Why::Waits, text, args, href, at: Some(at) });
    }
    Ok(waiting)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turn() -> Turn {
        Turn {
            id: TurnId::new(),
            number: 1,
            measure: MeasureId::new(),
            group: GroupId::new(),
            question: "What do we do about it?".to_owned(),
            state: State::Planned,
            step: Step::Curve,
            different: String::new(),
            opened_by: String::new(),
            opened_at: Timestamp::UNIX_EPOCH,
            agreed_by: String::new(),
            agreed_at: None,
            next_look: None,
        }
    }

    #[test]
    fn steps_are_walked_in_any_order_until_the_plan_is_agreed() {
        let mut turn = turn();
        turn.begin(Step::Ideas).unwrap();
        turn.begin(Step::Story).unwrap();
        assert_eq!((turn.state, turn.step), (State::Running, Step::Story));
        turn.agree("A bus".to_owned(), String::new(), Timestamp::UNIX_EPOCH).unwrap();
        assert!(turn.begin(Step::Curve).is_err() && turn.park().is_err());
        turn.look_again(Timestamp::UNIX_EPOCH).unwrap();
        assert_eq!(turn.state, State::Set);
    }

    #[test]
    fn a_parked_session_is_taken_up_where_it_was_left() {
        let mut turn = turn();
        assert!(turn.resume(false).is_err());
        turn.begin(Step::Partners).unwrap();
        turn.park().unwrap();
        assert!(turn.at_work().is_err() && turn.begin(Step::Plan).is_err());
        turn.resume(true).unwrap();
        assert_eq!((turn.state, turn.step), (State::Running, Step::Partners));
        assert!(turn.look_again(Timestamp::UNIX_EPOCH).is_err());
    }
}
