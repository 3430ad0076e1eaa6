//! All that is computed of a plan.

use network::contributions::{
    Contributions, Coordination, Coverage, Finding, Loss, Overlap, StrengthSupply, UnderUsed,
};
use network::flow::{Canvas, Flow};
use network::matching::{Aim, Matching};

/// All answers about one plan.
pub(super) struct Answer {
    pub(super) coverage: Coverage,
    pub(super) overlaps: Vec<Overlap>,
    pub(super) duplicates: Vec<(usize, usize)>,
    pub(super) cycles: Vec<Vec<usize>>,
    pub(super) downstream: Vec<Vec<usize>>,
    pub(super) losses: Vec<Loss>,
    pub(super) strengths: Vec<StrengthSupply>,
    pub(super) under_used: Vec<UnderUsed>,
    pub(super) idle: Vec<usize>,
    pub(super) coordination: Coordination,
    pub(super) matching: Matching,
    pub(super) findings: Vec<Finding>,
    pub(super) order: (Vec<usize>, Vec<usize>),
    /// One for each outcome.
    pub(super) flows: Vec<Flow>,
}

impl Answer {
    pub(super) fn of(work: &Contributions, aim: Aim) -> Self {
        let canvas = Canvas::default();
        Self {
            coverage: work.coverage(),
            overlaps: work.overlaps(),
            duplicates: work.duplicates(),
            cycles: work.cycles(),
            downstream: work.downstream(),
            losses: work.losses(),
            strengths: work.strength_supply(),
            under_used: work.under_used(),
            idle: work.idle(),
            coordination: work.coordination(),
            matching: work.matching(aim),
            findings: work.findings(),
            order: work.matrix_order(),
            flows: (0..work.outcomes().len()).map(|outcome| work.flow(&[outcome], &canvas)).collect(),
        }
    }
}
