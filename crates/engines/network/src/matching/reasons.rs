//! Why somebody is proposed, and why a need stays open.

use crate::contributions::Contributions;

/// Why this organisation is proposed for this need.
#[derive(Debug, Clone, PartialEq)]
pub enum Reason {
    /// Nobody else is good enough.
    OnlyHolder,
    /// So good at it, where so much is asked.
    Level {
        /// How good it is.
        level: u8,
        /// How good one must be.
        asked: u8,
    },
    /// It leads the activity.
    Leads,
    /// It contributes to the activity already.
    Contributes,
    /// It has a tie of this level with the activity's lead.
    TieWithLead(u8),
    /// It gives no hours to active work yet.
    Idle,
    /// So many hours are free.
    FreeHours(f64),
}

/// Why a need, or a part of it, stays open. The organisations are in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// Nobody has the strength: find somebody, or learn it.
    NobodyHasIt,
    /// These have it, but at most at this level.
    LevelTooLow {
        /// Who has it.
        holders: Vec<usize>,
        /// The highest level among them.
        best: u8,
    },
    /// These are good enough and have no whole block free.
    NoFreeHours {
        /// Who would be good enough.
        able: Vec<usize>,
    },
    /// These are good enough, and all that they have free goes to needs: there is not enough of it for all.
    GivenElsewhere {
        /// Who is good enough and has hours.
        able: Vec<usize>,
    },
}

pub(super) struct Reasons<'c> {
    contributions: &'c Contributions,
    committed: Vec<f64>,
    /// For each need who is good enough.
    able: Vec<Vec<usize>>,
}

impl<'c> Reasons<'c> {
    pub(super) fn new(contributions: &'c Contributions, feasible: &[(usize, usize)]) -> Self {
        let mut able = vec![Vec::new(); contributions.needs.len()];
        for &(organisation, need) in feasible {
            able[need].push(organisation);
        }
        Self { contributions, committed: contributions.committed(), able }
    }

    pub(super) fn of(&self, organisation: usize, need: usize) -> Vec<Reason> {
        let asked = &self.contributions.needs[need];
        let member = &self.contributions.organisations[organisation];
        let work = &self.contributions.activities[asked.activity];
        let mut reasons = Vec::new();
        if self.able[need].len() == 1 {
            reasons.push(Reason::OnlyHolder);
        }
        reasons.push(Reason::Level { level: member.level(asked.strength), asked: asked.min_level });
        if work.lead == Some(organisation) {
            reasons.push(Reason::Leads);
        } else if work.is_given_by(organisation) {
            reasons.push(Reason::Contributes);
        }
        let tie = work.lead.map_or(0, |lead| self.contributions.tie(lead, organisation));
        if tie > 0 {
            reasons.push(Reason::TieWithLead(tie));
        }
        if self.committed[organisation] == 0.0 {
            reasons.push(Reason::Idle);
        }
        reasons.push(Reason::FreeHours(member.free_hours));
        reasons
    }

    pub(super) fn why_open(&self, need: usize, supply: &[u32]) -> Why {
        let able = self.able[need].clone();
        if able.iter().any(|&organisation| supply[organisation] > 0) {
            return Why::GivenElsewhere { able };
        }
        if !able.is_empty() {
            return Why::NoFreeHours { able };
        }
        let strength = self.contributions.needs[need].strength;
        let levels = self.contributions.organisations.iter().map(|member| member.level(strength));
        let holders: Vec<(usize, u8)> = levels.enumerate().filter(|(_, level)| *level > 0).collect();
        let best = holders.iter().map(|(_, level)| *level).max();
        let holders = holders.into_iter().map(|(holder, _)| holder).collect();
        best.map_or(Why::NobodyHasIt, |best| Why::LevelTooLow { holders, best })
    }
}
