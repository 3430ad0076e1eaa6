//! A proposal and what becomes of it: those who decide answer by the rules of its poll, and what is adopted comes into
//! force in the same moment. Dissent is kept for ever.

pub(crate) mod acts;
pub(crate) mod answer;
pub(crate) mod api;
pub(crate) mod form;
pub(crate) mod page;
mod said;
pub(crate) mod store;

use ::store::Read;
use async_trait::async_trait;
use jiff::Timestamp;
use kernel::{Ability, Card, Context, Kind, Owner, PersonId, Ref, Result, Role, Stage, any, own};
use people::GroupId;
use uuid::Uuid;
use web::{ExportTable, Waiting, Why};

use crate::poll::{self, Poll, Secrecy, roll};
use crate::{ballot, delegation, due, is_neutral};
use answer::Given;

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
    /// Advice is asked for, before anybody decides.
    Advice,
    /// Whoever decides is asked.
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
    pub(crate) const ALL: [Self; 5] =
        [Self::Advice, Self::Open, Self::Adopted, Self::NotAdopted, Self::Withdrawn];

    /// Its word in the database; its text's key is `decision-state-` and this.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Advice => "advice",
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
    /// A changed proposal is asked about anew.
    pub(crate) round: i64,
    /// Who is affected.
    pub(crate) affected: String,
    /// The day on which it is looked at again, such as `2027-03-31`; may be empty.
    pub(crate) review_on: String,
    /// The round to which everybody was called by mail who decided then.
    pub(crate) called_round: i64,
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

    /// Whether nothing has been decided yet, and it was not taken back.
    pub(crate) fn is_pending(&self) -> bool {
        self.is_open() || self.state == State::Advice.word()
    }

    /// Whether whoever decides is asked now.
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

/// Open proposals that wait for an answer of this person, and those whose time is over and whom they may count.
pub(crate) async fn today(cx: &Context, read: &mut Read) -> Result<Vec<Waiting>> {
    if cx.actor.person.is_none() || is_neutral(cx) {
        return Ok(Vec::new());
    }
    let (initiative, slug) = (cx.initiative()?, &cx.place()?.slug);
    let now = crate::clock(cx, read).await?;
    let mut waiting = Vec::new();
    for decision in store::open(read, initiative).await? {
        let (poll, _) = poll::of(cx, read, decision.id).await?;
        if !cx.can(poll.electorate.ability(), roll::owner(cx, &decision, poll.electorate)) {
            continue;
        }
        let everybody = roll::roll(cx, read, decision.group, poll.electorate).await?;
        let Some(voter) = roll::own(cx, &everybody) else { continue };
        let mut answered = answered(cx, read, &decision, &poll).await?;
        // Who handed the vote on is not asked for it.
        answered.extend(delegation::held(cx, read, &decision, &poll).await?.into_iter().map(|one| one.voter));
        let text = if decision.closes_at <= now {
            // The clock counts; only what it could not count waits for somebody.
            if !due::is_late(decision.closes_at, now) || !cx.can(&CLOSE, decision.owner()) {
                continue;
            }
            "today-decision-close"
        } else if !answered.contains(&voter.id) {
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

impl Seen {
    fn named(given: Given) -> Self {
        let Given { constituency, name, answer, reason, at, through, .. } = given;
        Self { constituency, name, answer, reason, at: Some(at), through }
    }
}

/// Who has answered.
pub(crate) async fn answered(
    cx: &Context,
    read: &mut Read,
    decision: &Decision,
    poll: &Poll,
) -> Result<Vec<Uuid>> {
    let initiative = cx.initiative()?;
    match (poll.secrecy, decision.is_open()) {
        (Secrecy::Secret, true) => ballot::store::voters(read, initiative, decision.id).await,
        (Secrecy::Secret, false) => ballot::store::turnout(read, initiative, decision.id).await,
        _ => {
            let given = store::answers(read, initiative, decision.id).await?;
            Ok(given.into_iter().map(|given| given.seat).collect())
        }
    }
}

/// An answer as anybody may see it.
pub(crate) struct Seen {
    pub(crate) constituency: String,
    pub(crate) name: String,
    /// Empty while it is not told.
    pub(crate) answer: String,
    pub(crate) reason: String,
    pub(crate) at: Option<Timestamp>,
    /// Who gave it in the voter's place.
    pub(crate) through: String,
}

/// What anybody may see of the answers. Where names are open, it is told at once who answered, and what they said as
/// soon as it can sway nobody's choice; where they are not, it is told after the end without a name, by what was said.
pub(crate) fn visible(decision: &Decision, poll: &Poll, given: Vec<Given>) -> Vec<Seen> {
    if poll.secrecy == Secrecy::Open {
        let told = !decision.is_open() || poll.method.is_talked_over();
        let seen = given.into_iter().map(Seen::named);
        let untold = |seen: Seen| Seen { answer: String::new(), reason: String::new(), ..seen };
        return seen.map(|seen| if told { seen } else { untold(seen) }).collect();
    }
    if decision.is_pending() {
        return Vec::new();
    }
    over(poll, given)
}

/// The same of a round that is over.
pub(crate) fn over(poll: &Poll, given: Vec<Given>) -> Vec<Seen> {
    if poll.secrecy == Secrecy::Open {
        return given.into_iter().map(Seen::named).collect();
    }
    let nameless = |given: Given| Seen {
        constituency: String::new(),
        name: String::new(),
        answer: given.answer,
        reason: given.reason,
        at: None,
        through: String::new(),
    };
    let mut seen: Vec<Seen> = given.into_iter().map(nameless).collect();
    seen.sort_by(|one, other| (&one.answer, &one.reason).cmp(&(&other.answer, &other.reason)));
    seen
}

/// Decisions and every answer as open tables.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<[ExportTable; 2]> {
    let initiative = cx.initiative()?;
    let decisions = store::all(read, initiative).await?;
    let mut answers = Vec::new();
    for decision in &decisions {
        let (poll, _) = poll::of(cx, read, decision.id).await?;
        let given = store::answers(read, initiative, decision.id).await?;
        for given in visible(decision, &poll, given) {
            answers.push(vec![
                decision.number.to_string(),
                given.constituency,
                given.name,
                given.answer,
                given.reason,
                given.at.map(|at| at.to_string()).unwrap_or_default(),
                given.through,
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
            decision.round.to_string(),
            decision.affected,
            decision.review_on,
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
                "round",
                "affected",
                "review_on",
            ],
            rows: decisions.collect(),
        },
        ExportTable {
            name: "decision_answers",
            columns: &["decision", "constituency", "name", "answer", "reason", "at", "through"],
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
