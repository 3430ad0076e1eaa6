//! A strategy is a clause that is a hypothesis. Members rate it (C10: four sides, never one grade), and it goes from
//! an idea to something that is tested, scaled, or retired with a reason.

pub(crate) mod acts;
pub(crate) mod api;
pub(crate) mod page;
pub(crate) mod rate;
pub(crate) mod store;

use std::collections::{HashMap, HashSet};

use ::store::Read;
use jiff::Timestamp;
use kernel::{Ability, Context, InitiativeId, PersonId, Result, Role, any};
use signals::{Marks, Scored};
use web::ExportTable;

use crate::clause::{Clause, ClauseId, Section};
use crate::{clause, version};

/// Saying what one thinks of a strategy. The backbone stays neutral.
pub(crate) static RATE: Ability = Ability { name: "agenda.strategy.rate", grants: &[any(Role::Member)] };
/// Saying how far a strategy has come.
pub(crate) static MOVE: Ability = Ability {
    name: "agenda.strategy.move",
    grants: &[any(Role::Facilitator), any(Role::Seat), any(Role::Backbone)],
};

/// The sides of a rating, in the order in which they are asked.
pub(crate) const SIDES: [&str; 4] = ["leverage", "reach", "specificity", "values"];

kernel::words! {
    /// How far a strategy has come. Its text's key is `strategy-state-` and this.
    pub enum State {
        /// Somebody wrote it down.
        Idea = "idea",
        /// Its hypothesis is whole, and it is considered.
        Candidate = "candidate",
        /// A version that holds it is in force.
        Adopted = "adopted",
        /// It is tried out.
        Testing = "testing",
        /// It is carried further.
        Scaling = "scaling",
        /// It is given up, with a reason.
        Retired = "retired",
    }
}

impl State {
    /// Where it stands after its last step. What is in force is adopted, whoever has called it what before.
    pub(crate) fn of(last: Option<Self>, in_force: bool) -> Self {
        match last {
            None | Some(Self::Idea | Self::Candidate) if in_force => Self::Adopted,
            None => Self::Idea,
            Some(state) => state,
        }
    }

    /// Where it can go from here. Nothing is adopted by hand: a decision does that.
    pub(crate) fn next(self) -> &'static [Self] {
        match self {
            Self::Idea => &[Self::Candidate, Self::Retired],
            Self::Candidate => &[Self::Idea, Self::Retired],
            Self::Adopted | Self::Scaling => &[Self::Testing, Self::Retired],
            Self::Testing => &[Self::Scaling, Self::Retired],
            Self::Retired => &[Self::Idea],
        }
    }
}

/// A step that a strategy took.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    pub(crate) clause: ClauseId,
    pub(crate) number: i64,
    /// A word of [`State`].
    pub(crate) state: State,
    pub(crate) reason: String,
    pub(crate) moved_by: String,
    pub(crate) moved_at: Timestamp,
}

/// What one member thinks of a strategy.
#[derive(Debug, Clone)]
pub(crate) struct Rating {
    pub(crate) clause: ClauseId,
    pub(crate) person: PersonId,
    pub(crate) leverage: i64,
    pub(crate) reach: i64,
    pub(crate) specificity: i64,
    /// Whether it is right: *values*, which SQL keeps for itself.
    pub(crate) fit: i64,
}

impl Rating {
    /// The marks in the order of [`SIDES`].
    pub(crate) fn marks(&self) -> [i64; 4] {
        [self.leverage, self.reach, self.specificity, self.fit]
    }
}

/// A strategy with all that is known of it.
pub(crate) struct Strategy {
    pub(crate) clause: Clause,
    pub(crate) state: State,
    pub(crate) steps: Vec<Step>,
    pub(crate) scored: Option<Scored>,
    /// The reader's own marks, in the order of [`SIDES`].
    pub(crate) own: Option<[i64; 4]>,
}

impl Strategy {
    /// Why it stands where it does, if somebody said.
    pub(crate) fn last(&self) -> Option<&Step> {
        self.steps.last().filter(|step| step.state == self.state)
    }
}

/// The strategies of the working draft, or that one clause if it is one.
pub(crate) async fn strategies(
    cx: &Context,
    read: &mut Read,
    initiative: InitiativeId,
    one: Option<&Clause>,
) -> Result<Vec<Strategy>> {
    let mut clauses = match one {
        Some(clause) => vec![clause.clone()],
        None => clause::store::draft(read, initiative).await?,
    };
    clauses.retain(|clause| clause.section == Section::Strategies.word());
    if clauses.is_empty() {
        return Ok(Vec::new());
    }
    let steps = store::steps(read, initiative).await?;
    let ratings = store::ratings(read, initiative).await?;
    let agreed = in_force(read, initiative).await?;
    let strategy = |clause: Clause| {
        let steps: Vec<Step> = steps.iter().filter(|step| step.clause == clause.id).cloned().collect();
        let last = steps.last().map(|step| step.state);
        let of_clause = || ratings.iter().filter(|rating| rating.clause == clause.id);
        let own = of_clause().find(|rating| Some(rating.person) == cx.actor.person).map(Rating::marks);
        let marks: Vec<Marks> = of_clause().filter_map(marks).collect();
        let in_force = agreed.contains(&clause.id);
        Strategy { state: State::of(last, in_force), scored: Scored::of(&marks), clause, steps, own }
    };
    Ok(clauses.into_iter().map(strategy).collect())
}

/// The clauses of the version in force.
async fn in_force(read: &mut Read, initiative: InitiativeId) -> Result<HashSet<ClauseId>> {
    let Some(version) = version::store::in_force(read, initiative).await? else { return Ok(HashSet::new()) };
    let clauses = version::store::clauses(read, initiative, version.id).await?;
    Ok(clauses.into_iter().map(|clause| clause.clause).collect())
}

fn marks(rating: &Rating) -> Option<Marks> {
    Some(Marks {
        leverage: u8::try_from(rating.leverage).ok()?,
        reach: u8::try_from(rating.reach).ok()?,
        specificity: u8::try_from(rating.specificity).ok()?,
        values: u8::try_from(rating.fit).ok()?,
    })
}

/// Every step, and every rating without whose it is, as open tables.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<[ExportTable; 2]> {
    let initiative = cx.initiative()?;
    let numbers: HashMap<ClauseId, i64> = clause::store::all(read, initiative)
        .await?
        .into_iter()
        .map(|clause| (clause.id, clause.number))
        .collect();
    let number = |clause: &ClauseId| numbers.get(clause).map(i64::to_string).unwrap_or_default();
    let steps = store::steps(read, initiative).await?.into_iter().map(|step| {
        let (clause, at) = (number(&step.clause), step.moved_at.to_string());
        vec![clause, step.number.to_string(), step.state.word().to_owned(), step.reason, step.moved_by, at]
    });
    let steps = steps.collect();
    // By their marks, so that their order says nothing of who gave them.
    let mut ratings: Vec<(i64, [i64; 4])> = store::ratings(read, initiative)
        .await?
        .iter()
        .map(|rating| (numbers.get(&rating.clause).copied().unwrap_or_default(), rating.marks()))
        .collect();
    ratings.sort_unstable();
    let ratings = ratings
        .into_iter()
        .map(|(clause, marks)| [clause].into_iter().chain(marks).map(|number| number.to_string()).collect());
    Ok([
        ExportTable {
            name: "strategy_steps",
            columns: &["clause", "number", "state", "reason", "moved_by", "moved_at"],
            rows: steps,
        },
        ExportTable {
            name: "strategy_ratings",
            columns: &["clause", "leverage", "reach", "specificity", "values"],
            rows: ratings.collect(),
        },
    ])
}

#[cfg(test)]
mod tests {
    use super::State;

    #[test]
    fn every_state_leads_somewhere() {
        for state in State::ALL {
            assert!(!state.next().is_empty() && !state.next().contains(state));
            assert!(!state.next().contains(&State::Adopted), "only a decision adopts");
        }
    }

    #[test]
    fn what_is_in_force_is_adopted_until_somebody_tests_or_retires_it() {
        assert_eq!(State::of(None, false), State::Idea);
        assert_eq!(State::of(None, true), State::Adopted);
        assert_eq!(State::of(Some(State::Candidate), true), State::Adopted);
        assert_eq!(State::of(Some(State::Candidate), false), State::Candidate);
        assert_eq!(State::of(Some(State::Testing), true), State::Testing);
        assert_eq!(State::of(Some(State::Retired), true), State::Retired);
    }
}
