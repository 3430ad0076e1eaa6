//! What came of an election, and why.

use num_rational::BigRational;

use crate::election::Election;
use crate::ties::Tie;

/// The funded projects, and what there is to say about each project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The funded projects, in the order in which they were chosen.
    pub selected: Vec<u32>,
    /// What they cost together, in smallest units.
    pub spent: u64,
    /// What was equally good, in the order of the count.
    pub ties: Vec<Tie>,
    /// Of each project, in the order of [`Election::projects`].
    pub explanations: Vec<Explanation>,
}

/// Why a project was funded or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// Its turn came and the money was there; or its supporters paid for it.
    Funded,
    /// It costs nothing and has a supporter.
    Free,
    /// Funded from what the shares left over, by [`crate::greedy`].
    Completed,
    /// Its score is below the threshold.
    BelowThreshold,
    /// It costs more than the whole budget.
    BeyondBudget,
    /// The money was not enough: what was left at its turn, or what its supporters had.
    Short,
    /// The rule stopped before its turn came.
    Stopped,
}

/// What there is to say about a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// Why it was funded or not.
    pub reason: Reason,
    /// By what the rule ordered it; each rule says what that is.
    pub rate: Option<BigRational>,
    /// The money that was missing, in smallest units. Nothing if it was funded, or if it was not money that was missing.
    pub short_by: Option<BigRational>,
    /// How many more supporters would have made sure of it, everything else unchanged; each rule says what they bring.
    /// Nothing if it was funded, or if no number would have been enough.
    pub supporters_needed: Option<u64>,
}

impl Explanation {
    /// Of a project that was funded.
    pub(crate) fn funded(reason: Reason, rate: Option<BigRational>) -> Self {
        Self { reason, rate, short_by: None, supporters_needed: None }
    }

    /// Whether the project was funded.
    pub fn selected(&self) -> bool {
        matches!(self.reason, Reason::Funded | Reason::Free | Reason::Completed)
    }
}

impl Outcome {
    /// An outcome whose parts are known.
    pub(crate) fn new(
        election: &Election,
        selected: Vec<u32>,
        ties: Vec<Tie>,
        explanations: Vec<Explanation>,
    ) -> Self {
        Self { spent: election.cost(&selected), selected, ties, explanations }
    }
}
