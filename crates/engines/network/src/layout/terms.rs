//! Which pairs of members pull at each other, and how strongly.

use crate::Graph;
use crate::layout::ALL_PAIRS;

/// Steps between members who do not reach each other.
pub(super) const FAR: u32 = u32::MAX;

/// Two members, how far apart they would like to stand, and the weight with which either follows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Term {
    pub(super) ends: [u32; 2],
    pub(super) far: f64,
    pub(super) weights: [f64; 2],
}

/// The members of a component, renumbered from 0, and their neighbours.
pub(super) struct Rows {
    starts: Vec<usize>,
    ends: Vec<u32>,
}

impl Rows {
    pub(super) fn of(graph: &Graph, members: &[u32]) -> Self {
        let mut place = vec![0; graph.members()];
        for (&member, at) in members.iter().zip(0..) {
            place[member as usize] = at;
        }
        let (mut starts, mut ends) = (vec![0], Vec::new());
        for &member in members {
            ends.extend(graph.neighbours(member as usize).iter().map(|&end| place[end as usize]));
            starts.push(ends.len());
        }
        Self { starts, ends }
    }

    fn len(&self) -> usize {
        self.starts.len() - 1
    }

    fn neighbours(&self, at: usize) -> &[u32] {
        &self.ends[self.starts[at]..self.starts[at + 1]]
    }

    pub(super) fn steps_from(&self, source: usize) -> Vec<u32> {
        let mut steps = vec![FAR; self.len()];
        steps[source] = 0;
        let mut queue = vec![source as u32];
        let mut at = 0;
        while let Some(&here) = queue.get(at) {
            at += 1;
            for &end in self.neighbours(here as usize) {
                if steps[end as usize] == FAR {
                    steps[end as usize] = steps[here as usize] + 1;
                    queue.push(end);
                }
            }
        }
        steps
    }
}

/// The terms of a component: of every pair, with weight 1 / steps², or of neighbours and pivots.
pub(super) fn terms(rows: &Rows) -> Vec<Term> {
    if rows.len() <= ALL_PAIRS { of_pairs(rows) } else { of_pivots(rows) }
}

fn of_pairs(rows: &Rows) -> Vec<Term> {
    let mut terms = Vec::with_capacity(rows.len() * rows.len().saturating_sub(1) / 2);
    for a in 0..rows.len() {
        let steps = rows.steps_from(a);
        terms.extend((0..).zip(&steps[..a]).map(|(b, &steps)| {
            let far = f64::from(steps);
            Term { ends: [a as u32, b], far, weights: [1.0 / (far * far); 2] }
        }));
    }
    terms
}

/// How many members all others look at.
const PIVOTS: usize = 100;

/// Pivots far from one another each stand for the members nearest to them: another member follows a pivot with the weight of
/// those of them who are at most half as far from the pivot as itself. Nobody's pivot follows back.
fn of_pivots(rows: &Rows) -> Vec<Term> {
    let n = rows.len();
    let mut pivots: Vec<(usize, Vec<u32>)> = Vec::with_capacity(PIVOTS);
    let mut nearest = vec![(FAR, 0); n];
    let mut next = (0..n).max_by_key(|&at| rows.neighbours(at).len()).unwrap_or(0);
    while pivots.len() < PIVOTS.min(n) {
        let steps = rows.steps_from(next);
        for (nearest, &steps) in nearest.iter_mut().zip(&steps) {
            if steps < nearest.0 {
                *nearest = (steps, pivots.len());
            }
        }
        pivots.push((next, steps));
        next = (0..n).max_by_key(|&at| nearest[at].0).unwrap_or(0);
    }
    let mut terms = Vec::new();
    for a in 0..n as u32 {
        let ends = rows.neighbours(a as usize).iter().filter(|&&b| a < b);
        terms.extend(ends.map(|&b| Term { ends: [a, b], far: 1.0, weights: [1.0; 2] }));
    }
    for (number, (pivot, steps)) in pivots.iter().enumerate() {
        // How many of the pivot's own are at most so many steps away.
        let mut within = vec![0_u32; steps.iter().max().map_or(1, |most| *most as usize + 1)];
        for (near, owner) in &nearest {
            if *owner == number {
                within[*near as usize] += 1;
            }
        }
        for far in 1..within.len() {
            within[far] += within[far - 1];
        }
        for (at, &far) in steps.iter().enumerate().filter(|(_, steps)| **steps > 1) {
            let weight = f64::from(within[far as usize / 2]) / f64::from(far).powi(2);
            terms.push(Term {
                ends: [at as u32, *pivot as u32],
                far: f64::from(far),
                weights: [weight, 0.0],
            });
        }
    }
    terms
}
