//! A graph whose members may stand for many: what communities are found on, level by level.

use crate::Graph;

/// Rows of neighbours with weights. Nobody is its own neighbour; what ties those have among each other for whom a member
/// stands is part of its strength alone.
pub(super) struct Level {
    starts: Vec<u32>,
    ends: Vec<u32>,
    weights: Vec<f64>,
    /// The weight of all ties of all for whom a member stands, those among each other from both ends.
    pub(super) strength: Vec<f64>,
    /// The sum of all strengths, twice the weight of all ties.
    pub(super) total: f64,
}

impl Level {
    /// The graph itself, its members in the order of `order`.
    pub(super) fn ground(graph: &Graph, order: &[usize]) -> Self {
        let mut place = vec![0; order.len()];
        for (&member, at) in order.iter().zip(0..) {
            place[member] = at;
        }
        let mut level = Self::empty(order.len(), 2 * graph.ties());
        for &member in order {
            for (end, weight) in graph.ties_of(member) {
                level.ends.push(place[end]);
                level.weights.push(weight);
            }
            level.close_row(graph.weights(member).iter().sum());
        }
        level
    }

    /// One member for each of `count` communities, with the ties between them added up.
    pub(super) fn joined(&self, community: &[u32], count: usize) -> Self {
        let members = by_community(community, count);
        let mut level = Self::empty(count, count * 4);
        let mut sums = Sums::new(count);
        for own in 0..count {
            let mut strength = 0.0;
            for &member in members.of(own) {
                strength += self.strength[member as usize];
                for (end, weight) in self.ties_of(member as usize) {
                    sums.add(community[end], weight);
                }
            }
            for (other, weight) in sums.take() {
                if other as usize != own {
                    level.ends.push(other);
                    level.weights.push(weight);
                }
            }
            level.close_row(strength);
        }
        level
    }

    fn empty(members: usize, arcs: usize) -> Self {
        let mut starts = Vec::with_capacity(members + 1);
        starts.push(0);
        let (ends, weights) = (Vec::with_capacity(arcs), Vec::with_capacity(arcs));
        Self { starts, ends, weights, strength: Vec::with_capacity(members), total: 0.0 }
    }

    fn close_row(&mut self, strength: f64) {
        self.starts.push(self.ends.len() as u32);
        self.strength.push(strength);
        self.total += strength;
    }

    pub(super) fn len(&self) -> usize {
        self.strength.len()
    }

    pub(super) fn ends(&self, member: usize) -> &[u32] {
        &self.ends[self.starts[member] as usize..self.starts[member + 1] as usize]
    }

    pub(super) fn ties_of(&self, member: usize) -> impl Iterator<Item = (usize, f64)> {
        let row = self.starts[member] as usize..self.starts[member + 1] as usize;
        let ends = self.ends[row.clone()].iter().map(|&end| end as usize);
        ends.zip(self.weights[row].iter().copied())
    }
}

/// Members sorted by community.
pub(super) struct Sorted {
    starts: Vec<usize>,
    members: Vec<u32>,
}

impl Sorted {
    pub(super) fn of(&self, community: usize) -> &[u32] {
        &self.members[self.starts[community]..self.starts[community + 1]]
    }
}

pub(super) fn by_community(community: &[u32], count: usize) -> Sorted {
    let mut starts = vec![0; count + 1];
    for &own in community {
        starts[own as usize + 1] += 1;
    }
    for own in 0..count {
        starts[own + 1] += starts[own];
    }
    let mut free = starts.clone();
    let mut members = vec![0; community.len()];
    for (&own, member) in community.iter().zip(0..) {
        members[free[own as usize]] = member;
        free[own as usize] += 1;
    }
    Sorted { starts, members }
}

/// Sums by community, for a few of many.
pub(super) struct Sums {
    sum: Vec<f64>,
    met: Vec<u32>,
}

impl Sums {
    pub(super) fn new(communities: usize) -> Self {
        Self { sum: vec![0.0; communities], met: Vec::new() }
    }

    /// Adds a weight, which is above 0.
    pub(super) fn add(&mut self, community: u32, weight: f64) {
        let sum = &mut self.sum[community as usize];
        if *sum == 0.0 {
            self.met.push(community);
        }
        *sum += weight;
    }

    pub(super) fn of(&self, community: u32) -> f64 {
        self.sum[community as usize]
    }

    /// The sums in the order in which their communities were met; all are 0 again.
    pub(super) fn take(&mut self) -> impl Iterator<Item = (u32, f64)> {
        let sum = &mut self.sum;
        self.met.drain(..).map(|community| (community, std::mem::take(&mut sum[community as usize])))
    }
}
