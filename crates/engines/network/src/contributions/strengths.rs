//! What people are good at, what is asked for, and what lies idle.

use std::collections::BTreeSet;

use super::Contributions;

/// Whether a strength is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StrengthState {
    /// It is asked for, or was once, and nobody has it.
    Missing,
    /// One organisation has it.
    SingleHolder,
    /// Several have it.
    Ok,
}

/// One strength.
#[derive(Debug, Clone, PartialEq)]
pub struct StrengthSupply {
    /// Who has it at any level, in order.
    pub holders: Vec<usize>,
    /// The highest level; 0 if nobody has it.
    pub max_level: u8,
    /// Hours that needs ask of it.
    pub unmet_hours: f64,
    /// Free hours of holders who are good enough for at least one of these needs; of all holders if there is no need.
    pub free_hours_of_capable_holders: f64,
    /// Demand over supply, `unmet_hours` / `free_hours_of_capable_holders`: above 1 there is not enough. Infinite where
    /// something is asked for and nothing free; `None` where nothing is asked for.
    pub scarcity: Option<f64>,
    /// Whether it is there.
    pub state: StrengthState,
}

/// A strength that lies idle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct UnderUsed {
    /// Who has it.
    pub organisation: usize,
    /// What.
    pub strength: usize,
    /// How good it is at that: at least 2.
    pub level: u8,
    /// Hours that it could give.
    pub free_hours: f64,
}

/// The level from which a strength is worth pointing at when it lies idle.
const PROFICIENT: u8 = 2;

impl Contributions {
    /// Supply and demand of each strength, in order.
    pub fn strength_supply(&self) -> Vec<StrengthSupply> {
        let mut asked = vec![(0.0, None::<u8>); self.strengths.len()];
        for need in &self.needs {
            let (hours, least) = &mut asked[need.strength];
            *hours += need.hours;
            *least = Some(least.map_or(need.min_level, |least| least.min(need.min_level)));
        }
        let supply = self.holders().into_iter().zip(asked);
        supply.map(|(holders, (hours, least))| self.supply(&holders, hours, least)).collect()
    }

    fn supply(&self, holders: &[(usize, u8)], unmet_hours: f64, least: Option<u8>) -> StrengthSupply {
        let capable = holders.iter().filter(|(_, level)| *level >= least.unwrap_or(1));
        let free = capable.fold(0.0, |sum, &(holder, _)| sum + self.organisations[holder].free_hours);
        StrengthSupply {
            holders: holders.iter().map(|&(holder, _)| holder).collect(),
            max_level: holders.iter().map(|&(_, level)| level).max().unwrap_or(0),
            unmet_hours,
            free_hours_of_capable_holders: free,
            scarcity: (unmet_hours > 0.0).then(|| unmet_hours / free),
            state: match holders.len() {
                0 => StrengthState::Missing,
                1 => StrengthState::SingleHolder,
                _ => StrengthState::Ok,
            },
        }
    }

    /// Strengths of level 2 and above whose holder has free hours and uses them in no active contribution, in order of
    /// organisation and strength. A contribution of which nobody said by which strength may use any.
    pub fn under_used(&self) -> Vec<UnderUsed> {
        let used: BTreeSet<(usize, Option<usize>)> =
            self.live().flat_map(|(_, work)| work.uses.iter().copied()).collect();
        let idle = |organisation: usize, strength: usize| {
            !used.contains(&(organisation, None)) && !used.contains(&(organisation, Some(strength)))
        };
        let members = self.organisations.iter().enumerate().filter(|(_, member)| member.free_hours > 0.0);
        members
            .flat_map(|(at, member)| {
                member.strengths.iter().map(move |&(strength, level)| (at, member, strength, level))
            })
            .filter(|&(at, _, strength, level)| level >= PROFICIENT && idle(at, strength))
            .map(|(organisation, member, strength, level)| UnderUsed {
                organisation,
                strength,
                level,
                free_hours: member.free_hours,
            })
            .collect()
    }

    /// Organisations that give no hours to active work, in order.
    pub fn idle(&self) -> Vec<usize> {
        let committed = self.committed();
        (0..committed.len()).filter(|&organisation| committed[organisation] == 0.0).collect()
    }

    /// For each strength who has it, and how good they are at it.
    pub(crate) fn holders(&self) -> Vec<Vec<(usize, u8)>> {
        let mut holders = vec![Vec::new(); self.strengths.len()];
        for (organisation, member) in self.organisations.iter().enumerate() {
            for &(strength, level) in &member.strengths {
                holders[strength].push((organisation, level));
            }
        }
        holders
    }
}
