//! Strengths to needs: who could give what, with a reason for every proposal and for every need that stays open.
//!
//! Proposals are invitations: nothing is given until the giver accepts.

mod reasons;
mod transport;

pub use reasons::{Reason, Why};
pub use transport::{Lane, transport};

use crate::contributions::Contributions;

/// What a matching aims at once as much as possible is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Aim {
    /// The best at it give: the greatest sum of level x blocks; among equals those who are close to the activity's lead,
    /// give nothing yet, and have the least to do.
    #[default]
    Fit,
    /// Nobody gives a larger share of the free hours than must be; then as [`Aim::Fit`].
    EvenLoad,
}

/// Who could give what. Needs are known by their place in the plan, organisations by their place in order.
#[derive(Debug, Clone, PartialEq)]
pub struct Matching {
    /// Organisations that are good enough for a need, and which: in order.
    pub feasible: Vec<(usize, usize)>,
    /// Blocks that all needs ask for; a begun block counts whole.
    pub blocks_needed: u64,
    /// Blocks that are proposed: no way of giving fills more.
    pub blocks_filled: u64,
    /// Σ level x blocks.
    pub level_sum: u64,
    /// For each need how many blocks are proposed.
    pub filled: Vec<u32>,
    /// Who gives what, by organisation, then by need.
    pub proposals: Vec<Proposal>,
    /// What stays open, by need.
    pub open: Vec<Open>,
}

/// That an organisation gives to a need.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// Who.
    pub organisation: usize,
    /// To which need.
    pub need: usize,
    /// How much.
    pub blocks: u32,
    /// The same in hours.
    pub hours: f64,
    /// Why this one: what counts most first. There is always at least the level and the free hours.
    pub reasons: Vec<Reason>,
}

/// A need, or what is left of it, for which nobody is proposed.
#[derive(Debug, Clone, PartialEq)]
pub struct Open {
    /// Which need.
    pub need: usize,
    /// How many blocks stay open.
    pub blocks: u32,
    /// Why.
    pub why: Why,
}

/// Whole blocks in so many hours, rounding towards the cautious side, but not for an error in the last digits.
fn whole(blocks: f64, round: impl Fn(f64) -> f64) -> u32 {
    let nearest = blocks.round();
    let close = (blocks - nearest).abs() <= 1e-9 * nearest.max(1.0);
    (if close { nearest } else { round(blocks) }) as u32
}

impl Contributions {
    /// Proposes who gives what, so that as many blocks as possible are given. Free hours count in whole blocks.
    ///
    /// With 200 organisations and 1,000 needs it takes some hundredths of a second.
    pub fn matching(&self, aim: Aim) -> Matching {
        let supply: Vec<u32> = (self.organisations.iter())
            .map(|member| whole(member.free_hours / self.block_hours, f64::floor))
            .collect();
        let demand: Vec<u32> =
            self.needs.iter().map(|need| whole(need.hours / self.block_hours, f64::ceil)).collect();
        let order = self.needs_in_order();
        let feasible = self.feasible();
        let lanes = self.lanes(&order, &feasible);
        let asked: Vec<u32> = order.iter().map(|&need| demand[need]).collect();
        let flow = match aim {
            Aim::Fit => transport(&supply, &asked, &lanes),
            Aim::EvenLoad => transport(&evened(&supply, &asked, &lanes), &asked, &lanes),
        };
        self.told(&supply, &demand, feasible, &flow)
    }

    /// Needs so that their order in the plan does not matter.
    fn needs_in_order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.needs.len()).collect();
        order.sort_by(|&a, &b| {
            let (a, b) = (&self.needs[a], &self.needs[b]);
            (a.activity, a.strength, a.min_level)
                .cmp(&(b.activity, b.strength, b.min_level))
                .then(a.hours.total_cmp(&b.hours))
        });
        order
    }

    fn feasible(&self) -> Vec<(usize, usize)> {
        let mut asking = vec![Vec::new(); self.strengths.len()];
        for (at, need) in self.needs.iter().enumerate() {
            asking[need.strength].push(at);
        }
        let mut feasible = Vec::new();
        for (organisation, member) in self.organisations.iter().enumerate() {
            for &(strength, level) in &member.strengths {
                let enough = asking[strength].iter().filter(|&&need| level >= self.needs[need].min_level);
                feasible.extend(enough.map(|&need| (organisation, need)));
            }
        }
        feasible.sort_unstable();
        feasible
    }

    /// The lanes of the feasible pairs, where a higher level brings more than all that decides among equals.
    fn lanes(&self, order: &[usize], feasible: &[(usize, usize)]) -> Vec<Lane> {
        let mut place = vec![0_u32; order.len()];
        order.iter().enumerate().for_each(|(at, &need)| place[need] = at as u32);
        let committed = self.committed();
        let liking = |organisation: usize, need: usize| {
            let free = self.organisations[organisation].free_hours;
            let closeness = self.activities[self.needs[need].activity]
                .lead
                .map_or(0, |lead| self.tie(lead, organisation));
            let load = committed[organisation] / (committed[organisation] + free).max(f64::MIN_POSITIVE);
            let idle = if committed[organisation] == 0.0 { 1.0 } else { 0.0 };
            (100.0 * (5.0 * f64::from(closeness) + 3.0 * idle - 4.0 * load)).round() as i64
        };
        let likings: Vec<i64> =
            feasible.iter().map(|&(organisation, need)| liking(organisation, need)).collect();
        let spread = likings.iter().max().unwrap_or(&0) - likings.iter().min().unwrap_or(&0) + 1;
        // One path moves at most so many.
        let of_a_level = spread * (2 * self.organisations.len().min(self.needs.len()) as i64 + 2);
        let lanes = feasible.iter().zip(likings).map(|(&(organisation, need), liking)| Lane {
            giver: organisation as u32,
            taker: place[need],
            gain: i64::from(self.organisations[organisation].level(self.needs[need].strength)) * of_a_level
                + liking,
            most: u32::MAX,
        });
        lanes.collect()
    }

    fn told(&self, supply: &[u32], demand: &[u32], feasible: Vec<(usize, usize)>, flow: &[u32]) -> Matching {
        let mut filled = vec![0; demand.len()];
        let mut left = supply.to_vec();
        let mut level_sum = 0;
        for (&(organisation, need), &blocks) in feasible.iter().zip(flow) {
            filled[need] += blocks;
            left[organisation] -= blocks;
            level_sum += u64::from(self.organisations[organisation].level(self.needs[need].strength))
                * u64::from(blocks);
        }
        let reasons = reasons::Reasons::new(self, &feasible);
        let proposals = feasible.iter().zip(flow).filter(|(_, blocks)| **blocks > 0);
        let proposals = proposals.map(|(&(organisation, need), &blocks)| Proposal {
            organisation,
            need,
            blocks,
            hours: f64::from(blocks) * self.block_hours,
            reasons: reasons.of(organisation, need),
        });
        let open = (0..demand.len()).filter(|&need| filled[need] < demand[need]);
        let open = open.map(|need| Open {
            need,
            blocks: demand[need] - filled[need],
            why: reasons.why_open(need, supply),
        });
        Matching {
            blocks_needed: demand.iter().copied().map(u64::from).sum(),
            blocks_filled: filled.iter().copied().map(u64::from).sum(),
            level_sum,
            proposals: proposals.collect(),
            open: open.collect(),
            filled,
            feasible,
        }
    }
}

/// Shares are counted in parts of 2^32: exact for supplies of less than 2^16 blocks.
const SHARE_BITS: u32 = 32;

/// Supplies cut to the smallest common share of each with which still as much is given as with all of them.
fn evened(supply: &[u32], demand: &[u32], lanes: &[Lane]) -> Vec<u32> {
    let any: Vec<Lane> = lanes.iter().map(|lane| Lane { gain: 0, ..*lane }).collect();
    let given = |supply: &[u32]| transport(supply, demand, &any).iter().copied().map(u64::from).sum::<u64>();
    let of_all = given(supply);
    let cut = |share: u64| -> Vec<u32> {
        supply.iter().map(|&supply| ((u64::from(supply) * share) >> SHARE_BITS) as u32).collect()
    };
    let (mut too_little, mut enough) = (0, 1 << SHARE_BITS);
    while enough - too_little > 1 {
        let share = u64::midpoint(too_little, enough);
        if given(&cut(share)) < of_all {
            too_little = share;
        } else {
            enough = share;
        }
    }
    cut(enough)
}

#[cfg(test)]
mod tests;
