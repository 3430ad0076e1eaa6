//! Communities by V. Traag, L. Waltman and N. J. van Eck 2019 (Scientific Reports 9:5233), the Leiden algorithm.

use std::collections::VecDeque;

use super::level::{Level, Sums, by_community};
use super::modularity;
use crate::Graph;
use crate::chance::Chance;
use crate::graph::in_breadth;
use crate::parallel::spread;

/// How communities are looked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Leiden {
    /// γ of [`modularity`]; above 1 communities are smaller.
    pub resolution: f64,
    /// The same seed finds the same communities.
    pub seed: u64,
    /// How often communities are improved from the ground up, unless nothing changes before.
    pub iterations: u32,
    /// How many searches are made, each with its own order of members; the best counts.
    pub runs: u32,
}

impl Default for Leiden {
    /// Modularity as it was first defined, with one search of five iterations.
    fn default() -> Self {
        Self { resolution: 1.0, seed: 1, iterations: 5, runs: 1 }
    }
}

impl Leiden {
    /// Many searches for a small graph, 100 at most, and one for a large one: about 10 milliseconds' worth.
    pub fn thorough(graph: &Graph) -> Self {
        let each = graph.members() + 2 * graph.ties();
        Self { runs: (80_000 / each.max(1)).clamp(1, 100) as u32, ..Self::default() }
    }
}

/// A community for each member, numbered from 0: the largest first, of equals the one with the smallest member. Each is
/// connected; a member without ties is alone. `start` is an earlier division to begin from, with a number for each member.
pub fn leiden(graph: &Graph, how: Leiden, start: Option<&[u32]>) -> Vec<u32> {
    let order = in_breadth(graph.members(), |at| graph.neighbours(at).iter().map(|&end| end as usize));
    let ground = Level::ground(graph, &order);
    let start: Option<Vec<u32>> = start.map(|start| order.iter().map(|&member| start[member]).collect());
    let search = |run: usize| {
        let chance = Chance::new(how.seed, run as u64);
        let mut search = Search { resolution: how.resolution, chance, wanders: run > 0 };
        let mut community: Vec<u32> = match &start {
            Some(start) => renumbered(start).0,
            None => (0..ground.len() as u32).collect(),
        };
        for _ in 0..how.iterations {
            let before = community.clone();
            search.improve(&ground, &mut community);
            search.wanders = false;
            if community == before {
                break;
            }
        }
        let mut found = vec![0; community.len()];
        order.iter().zip(&community).for_each(|(&member, &own)| found[member] = own);
        found
    };
    let runs = spread(how.runs.max(1) as usize, || (), |(), run| search(run));
    let quality = |found: &Vec<u32>| modularity(graph, found, how.resolution).unwrap_or(0.0);
    // Of equals the first counts.
    let best = runs.into_iter().rev().max_by(|a, b| quality(a).total_cmp(&quality(b)));
    by_size(&best.unwrap_or_default())
}

struct Search {
    resolution: f64,
    chance: Chance,
    /// Whether members move to any community to which they add, not to the one to which they add most: that leads a search
    /// to where the others have not been.
    wanders: bool,
}

impl Search {
    /// One iteration: members move, communities are refined, what is refined becomes the members of a smaller graph, until
    /// every member there is a community of its own.
    fn improve(&mut self, ground: &Level, community: &mut [u32]) {
        let mut own = community.to_vec();
        // For each member on the ground, the member of the level that stands for it.
        let mut stands_in: Vec<u32> = (0..ground.len() as u32).collect();
        let mut joined: Option<Level> = None;
        loop {
            let level = joined.as_ref().unwrap_or(ground);
            self.moving(level, &mut own);
            let (numbered, count) = renumbered(&own);
            own = numbered;
            if count == level.len() {
                break;
            }
            let (mut refined, mut parts) = renumbered(&self.refined(level, &own, count));
            if parts == level.len() {
                (refined, parts) = (own.clone(), count);
            }
            let mut above = vec![0; parts];
            refined.iter().zip(&own).for_each(|(&part, &own)| above[part as usize] = own);
            for member in &mut stands_in {
                *member = refined[*member as usize];
            }
            joined = Some(level.joined(&refined, parts));
            own = above;
        }
        for (community, member) in community.iter_mut().zip(stands_in) {
            *community = own[member as usize];
        }
    }

    /// Moves members to the community where they add most, until none would add by moving. Only those whose neighbours moved
    /// are looked at again.
    fn moving(&mut self, level: &Level, own: &mut [u32]) {
        let mut strength = vec![0.0; level.len()];
        let mut size = vec![0_u32; level.len()];
        for (&own, added) in own.iter().zip(&level.strength) {
            strength[own as usize] += added;
            size[own as usize] += 1;
        }
        let mut empty: Vec<u32> = (0..level.len() as u32).filter(|&own| size[own as usize] == 0).collect();
        let mut order: Vec<u32> = (0..level.len() as u32).collect();
        self.chance.shuffle(&mut order);
        let mut waiting = vec![true; level.len()];
        let mut queue = VecDeque::from(order);
        let mut sums = Sums::new(level.len());
        while let Some(next) = queue.pop_front() {
            let member = next as usize;
            waiting[member] = false;
            for (end, weight) in level.ties_of(member) {
                sums.add(own[end], weight);
            }
            let old = own[member];
            strength[old as usize] -= level.strength[member];
            let pull = self.resolution * level.strength[member] / level.total;
            let mut best =
                (old, sums.of(old) - pull * strength[old as usize] + EVEN * level.strength[member]);
            for (other, weight) in sums.take() {
                let gain = weight - pull * strength[other as usize];
                if gain > best.1 {
                    best = (other, gain);
                }
            }
            if let (true, Some(&free)) = (best.1 < 0.0 && size[old as usize] > 1, empty.last()) {
                best.0 = free;
            }
            let new = best.0;
            strength[new as usize] += level.strength[member];
            if new == old {
                continue;
            }
            if size[new as usize] == 0 {
                empty.pop();
            }
            size[new as usize] += 1;
            size[old as usize] -= 1;
            if size[old as usize] == 0 {
                empty.push(old);
            }
            own[member] = new;
            for &end in level.ends(member) {
                if own[end as usize] != new && !std::mem::replace(&mut waiting[end as usize], true) {
                    queue.push_back(end);
                }
            }
        }
    }

    /// Parts of the communities that hang well together: each member begins alone and joins, once, a part of its community to
    /// which it adds. A part, or a member, hangs well together with the rest of its community if their ties are at least
    /// what chance would give.
    fn refined(&mut self, level: &Level, own: &[u32], count: usize) -> Vec<u32> {
        let mut whole = vec![0.0; count];
        own.iter().zip(&level.strength).for_each(|(&own, added)| whole[own as usize] += added);
        let mut part: Vec<u32> = (0..level.len() as u32).collect();
        let mut alone = vec![true; level.len()];
        let mut strength = level.strength.clone();
        let among = |member: usize| {
            level.ties_of(member).filter(|(end, _)| own[*end] == own[member]).map(|(_, weight)| weight).sum()
        };
        // The weight of a part's ties to the rest of its community.
        let mut outward: Vec<f64> = (0..level.len()).map(among).collect();
        let mut order: Vec<u32> = (0..level.len() as u32).collect();
        self.chance.shuffle(&mut order);
        let mut sums = Sums::new(level.len());
        for member in order.into_iter().map(|member| member as usize) {
            let community = whole[own[member] as usize];
            let is_well_tied = |at: usize, strength: &[f64], outward: &[f64]| {
                outward[at] >= self.resolution * strength[at] * (community - strength[at]) / level.total
            };
            if !alone[member] || !is_well_tied(member, &strength, &outward) {
                continue;
            }
            for (end, weight) in level.ties_of(member) {
                if own[end] == own[member] {
                    sums.add(part[end], weight);
                }
            }
            let pull = self.resolution * level.strength[member] / level.total;
            let mut best = (part[member], 0.0, 0.0);
            for (other, weight) in sums.take() {
                let gain = weight - pull * strength[other as usize];
                if gain > best.1 && is_well_tied(other as usize, &strength, &outward) {
                    best = (other, gain, weight);
                }
            }
            let (joined, _, weight) = best;
            if joined != part[member] {
                let to = joined as usize;
                outward[to] += outward[member] - 2.0 * weight;
                strength[to] += level.strength[member];
                (part[member], alone[to]) = (joined, false);
            }
        }
        part
    }
}

/// By how much of its strength a member must gain to move: less is the rounding of sums.
const EVEN: f64 = 1e-12;

/// Communities numbered from 0 in the order in which they are met, and how many there are.
fn renumbered(community: &[u32]) -> (Vec<u32>, usize) {
    let most = community.iter().max().map_or(0, |most| *most as usize + 1);
    let mut number = vec![u32::MAX; most];
    let mut count = 0;
    let mut of = |own: &u32| {
        let number = &mut number[*own as usize];
        if *number == u32::MAX {
            *number = count;
            count += 1;
        }
        *number
    };
    let numbered = community.iter().map(&mut of).collect();
    (numbered, count as usize)
}

fn by_size(community: &[u32]) -> Vec<u32> {
    let (numbered, count) = renumbered(community);
    let sorted = by_community(&numbered, count);
    let mut order: Vec<usize> = (0..count).collect();
    // Stable: of equals the one that was met first, which has the smallest member.
    order.sort_by_key(|&own| std::cmp::Reverse(sorted.of(own).len()));
    let mut number = vec![0; count];
    order.iter().zip(0..).for_each(|(&own, new)| number[own] = new);
    numbered.into_iter().map(|own| number[own as usize]).collect()
}
