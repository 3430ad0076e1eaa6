//! A proposal and what becomes of it: a group's voting seats answer openly, an objection with a reason holds
//! it, and what is adopted comes into force in the same moment. Dissent is kept for ever.

pub(crate) mod acts;
pub(crate) mod answer;
pub(crate) mod api;
pub(crate) mod form;
pub(crate) mod page;
pub(crate) mod store;

use ::store::Read;
use async_trait::async_trait;
use jiff::Timestamp;
use kernel::{Ability, Card, Context, Kind, Owner, PersonId, Ref, Result, Role, Stage, any, own};
use people::GroupId;
use uuid::Uuid;
use web::{ExportTable, Waiting, Why};

use crate::is_neutral;

kernel::ids! {
    /// A proposal and its decision.
    DecisionId
}

/// Reading proposals, answers and outcomes.
pub(crate) static READ: Ability =
    Ability { name: "agenda.decision.read", grants: &[any(Role::Anyone), any(Role::Member)] };
/// Asking a group to decide.
pub(crate) static PROPOSE: Ability =
    Ability { name: "agenda.decision.propose", grants: &[any(Role::Member)] };
/// Answering for a voting seat of the group that decides. The backbone stays neutral.
pub(crate) static ANSWER: Ability = Ability { name: "agenda.decision.answer", grants: &[own(Role::Seat)] };
/// Counting the answers. The backbone stays neutral.
pub(crate) static CLOSE: Ability =
    Ability { name: "agenda.decision.close", grants: &[own(Role::Facilitator), own(Role::Seat)] };
/// Taking back one's own proposal.
pub(crate) static WITHDRAW: Ability =
    Ability { name: "agenda.decision.withdraw", grants: &[own(Role::Member)] };

/// The kinds that a decision can bring into force, of whatever room.
pub(crate) const ADOPTABLE: [&str; 3] = ["version", "measure", "edition"];

/// How a decision stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// Seats are asked.
    Open,
    /// The proposal stands.
    Adopted,
    /// Somebody objected, or too few answered.
    NotAdopted,
    /// Whoever proposed it took it back.
    Withdrawn,
}

impl State {
    /// Every state.
    pub(crate) const ALL: [Self; 4] = [Self::Open, Self::Adopted, Self::NotAdopted, Self::Withdrawn];

    /// Its word in the database; its text's key is `decision-state-` and this.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Adopted => "adopted",
            Self::NotAdopted => "not-adopted",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The state of that word.
    pub(crate) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// One proposal.
#[derive(Debug, Clone)]
pub(crate) struct Decision {
    pub(crate) id: DecisionId,
    pub(crate) number: i64,
    pub(crate) title: String,
    pub(crate) text: String,
    pub(crate) why: String,
    pub(crate) group: GroupId,
    pub(crate) subject_kind: Option<String>,
    pub(crate) subject: Option<Uuid>,
    pub(crate) subject_version: i64,
    pub(crate) quorum: i64,
    pub(crate) closes_at: Timestamp,
    /// A word of [`State`].
    pub(crate) state: String,
    pub(crate) proposer: PersonId,
    pub(crate) proposed_by: String,
    pub(crate) proposed_at: Timestamp,
    pub(crate) decided_at: Option<Timestamp>,
}

/// How many decisions there are.
pub(crate) struct Counts {
    pub(crate) all: i64,
    pub(crate) open: i64,
    pub(crate) adopted: i64,
}

impl Decision {
    /// What stands for it in other rooms.
    pub(crate) fn about(&self) -> Ref {
        Ref::new("decision", self.id.0)
    }

    /// What it would bring into force.
    pub(crate) fn adopts(&self) -> Option<Ref> {
        Some(Ref::new(self.subject_kind.as_deref()?, self.subject?))
    }

    /// Whether seats are asked still.
    pub(crate) fn is_open(&self) -> bool {
        self.state == State::Open.word()
    }

    /// To whom it belongs.
    pub(crate) fn owner(&self) -> Owner {
        Owner::Group(self.group.0)
    }

    pub(crate) fn card(&self, slug: &str) -> Card {
        Card {
            about: self.about(),
            stage: Stage::Decision,
            title: self.title.clone(),
            href: format!("/i/{slug}/decisions/{}", self.number),
            at: self.proposed_at,
        }
    }
}

/// What other rooms and the shell may know of a decision.
pub(crate) struct DecisionKind;

#[async_trait]
impl Kind for DecisionKind {
    fn name(&self) -> &'static str {
        "decision"
    }

    fn stage(&self) -> Stage {
        Stage::Decision
    }

    async fn cards(&self, cx: &Context, read: &mut Read, ids: &[Uuid]) -> Result<Vec<Card>> {
        if !cx.could(&READ) {
            return Ok(Vec::new());
        }
        let slug = &cx.place()?.slug;
        Ok(store::these(read, cx.initiative()?, ids)
            .await?
            .iter()
            .map(|decision| decision.card(slug))
            .collect())
    }

    async fn choices(&self, cx: &Context, read: &mut Read) -> Result<Vec<Card>> {
        if !cx.could(&READ) {
            return Ok(Vec::new());
        }
        let slug = &cx.place()?.slug;
        Ok(store::all(read, cx.initiative()?).await?.iter().map(|decision| decision.card(slug)).collect())
    }
}

/// Open proposals that wait for an answer of this person's seat, and those whose time is over.
pub(crate) async fn today(cx: &Context, read: &mut Read) -> Result<Vec<Waiting>> {
    let Some(person) = cx.actor.person.filter(|_| cx.could(&ANSWER) && !is_neutral(cx)) else {
        return Ok(Vec::new());
    };
    let (initiative, slug) = (cx.initiative()?, &cx.place()?.slug);
    let now = crate::clock(cx, read).await?;
    let mut waiting = Vec::new();
    for decision in store::open(read, initiative).await? {
        if !cx.actor.owns(decision.owner()) {
            continue;
        }
        let seat = people::seat_of(read, initiative, decision.group, person).await?;
        let Some(seat) = seat.filter(|seat| seat.votes) else { continue };
        let answers = store::answers(read, initiative, decision.id).await?;
        let text = if decision.closes_at <= now {
            "today-decision-close"
        } else if answers.iter().all(|given| given.seat != seat.id) {
            "today-decision-answer"
        } else {
            continue;
        };
        waiting.push(Waiting {
            why: Why::Waits,
            text,
            args: vec![("title", decision.title.clone())],
            href: format!("/i/{slug}/decisions/{}", decision.number),
            at: Some(decision.closes_at),
        });
    }
    Ok(waiting)
}

/// Decisions and every answer as open tables.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<[ExportTable; 2]> {
    let initiative = cx.initiative()?;
    let decisions = store::all(read, initiative).await?;
    let mut answers = Vec::new();
    for decision in &decisions {
        for given in store::answers(read, initiative, decision.id).await? {
            answers.push(vec![
                decision.number.to_string(),
                given.constituency,
                given.name,
                given.answer,
                given.reason,
                given.at.to_string(),
            ]);
        }
    }
    let decisions = decisions.into_iter().map(|decision| {
        let adopts = decision.adopts().map(|subject| subject.to_string()).unwrap_or_default();
        vec![
            decision.number.to_string(),
            decision.title,
            decision.text,
            decision.why,
            decision.group.to_string(),
            adopts,
            decision.subject_version.to_string(),
            decision.quorum.to_string(),
            decision.closes_at.to_string(),
            decision.state,
            decision.proposed_by,
            decision.proposed_at.to_string(),
            decision.decided_at.map(|at| at.to_string()).unwrap_or_default(),
        ]
    });
    Ok([
        ExportTable {
            name: "decisions",
            columns: &[
                "number",
                "title",
                "text",
                "why",
                "group",
                "adopts",
                "version",
                "quorum",
                "closes_at",
                "state",
                "proposed_by",
                "proposed_at",
                "decided_at",
            ],
            rows: decisions.collect(),
        },
        ExportTable {
            name: "decision_answers",
            columns: &["decision", "constituency", "name", "answer", "reason", "at"],
            rows: answers,
        },
    ])
}

#[cfg(test)]
mod tests {
    use super::State;

    #[test]
    fn every_state_is_found_by_its_word() {
        for state in State::ALL {
            assert_eq!(State::from_word(state.word()), Some(state));
        }
        assert_eq!(State::from_word("pending"), None);
    }
}
