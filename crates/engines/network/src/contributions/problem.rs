//! What can be wrong with a plan.

use std::collections::BTreeMap;

/// Why a plan cannot be read as one.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum PlanProblem {
    /// Something of this kind has no id.
    #[error("one {0} has no id: give it one")]
    Nameless(&'static str),
    /// Two of this kind have this id.
    #[error("the {0} {1} is there twice: keep one, or give the other an id of its own")]
    Twice(&'static str, String),
    /// Something names one of this kind that is not in its list.
    #[error("{by} names the {kind} {id}, which is not there: add it, or correct the name")]
    Unknown {
        /// What names it.
        by: String,
        /// Of which kind it should be.
        kind: &'static str,
        /// Its id.
        id: String,
    },
    /// This amount is below 0 or no number.
    #[error("{of} cannot be {amount}: give a number from 0")]
    Amount {
        /// Of what.
        of: String,
        /// What it is said to be.
        amount: f64,
    },
    /// A block has to be longer than nothing.
    #[error("a block of {0} hours cannot be given: say how many hours, more than 0")]
    Block(f64),
    /// The activity with this id waits for itself.
    #[error("activity {0} depends on itself: take that away")]
    DependsOnItself(String),
}

/// Refuses what is no amount.
pub(super) fn amount(amount: f64, of: impl FnOnce() -> String) -> Result<(), PlanProblem> {
    if amount.is_finite() && amount >= 0.0 { Ok(()) } else { Err(PlanProblem::Amount { of: of(), amount }) }
}

/// The ids of one kind, and the place of each in their order.
pub(super) struct Names<'p> {
    kind: &'static str,
    places: BTreeMap<&'p str, usize>,
    /// For each place, where it stands in the plan.
    given: Vec<usize>,
}

impl<'p> Names<'p> {
    pub(super) fn new(
        kind: &'static str,
        ids: impl IntoIterator<Item = &'p String>,
    ) -> Result<Self, PlanProblem> {
        let mut places = BTreeMap::new();
        for (given, id) in ids.into_iter().enumerate() {
            if id.is_empty() {
                return Err(PlanProblem::Nameless(kind));
            }
            if places.insert(id.as_str(), given).is_some() {
                return Err(PlanProblem::Twice(kind, id.clone()));
            }
        }
        let given = places.values().copied().collect();
        places.values_mut().enumerate().for_each(|(place, given)| *given = place);
        Ok(Self { kind, places, given })
    }

    /// The place of an id that `by` names.
    pub(super) fn place(&self, id: &str, by: impl Fn() -> String) -> Result<usize, PlanProblem> {
        let unknown = || PlanProblem::Unknown { by: by(), kind: self.kind, id: id.to_owned() };
        self.places.get(id).copied().ok_or_else(unknown)
    }

    /// The places of several, in order, each once.
    pub(super) fn places(&self, ids: &[String], by: impl Fn() -> String) -> Result<Vec<usize>, PlanProblem> {
        let mut places = ids.iter().map(|id| self.place(id, &by)).collect::<Result<Vec<_>, _>>()?;
        places.sort_unstable();
        places.dedup();
        Ok(places)
    }

    /// What is made of each thing of a list, in the order of ids.
    pub(super) fn in_order<T, U>(
        &self,
        things: &[T],
        make: impl Fn(&T) -> Result<U, PlanProblem>,
    ) -> Result<Vec<U>, PlanProblem> {
        self.given.iter().map(|&given| make(&things[given])).collect()
    }

    pub(super) fn into_list(self) -> Vec<String> {
        self.places.into_keys().map(str::to_owned).collect()
    }
}
