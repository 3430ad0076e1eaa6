//! How far members are from one another: closeness, reach, and the length of paths.

use crate::graph::{Digraph, Graph, Rows, in_breadth};
use crate::parallel::spread;

/// How near a member is to those who reach it. Every tie is one step.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Nearness {
    /// How many others reach it.
    pub reached_by: u32,
    /// The sum of their steps to it.
    pub steps: u64,
    /// Harmonic closeness: the sum of 1 / steps over them.
    pub harmonic: f64,
    /// How many of them need at most two steps.
    pub within_two: u32,
    /// The steps of the farthest of them.
    pub farthest: u32,
}

impl Nearness {
    /// Closeness among `members` members after Wasserman and Faust (1994, Social Network Analysis, formula 5.22):
    /// (r / (n−1)) · (r / Σ steps) over the r others who reach the member, from 0 to 1; 0 if nobody does.
    pub fn closeness(&self, members: usize) -> f64 {
        if self.reached_by == 0 {
            return 0.0;
        }
        let reached = f64::from(self.reached_by);
        reached / (members as f64 - 1.0) * (reached / self.steps as f64)
    }

    /// The share of the others among `members` members within two steps; 0 if there is nobody else.
    pub fn reach_two(&self, members: usize) -> f64 {
        if members < 2 { 0.0 } else { f64::from(self.within_two) / (members as f64 - 1.0) }
    }

    fn add(&mut self, others: u32, steps: u32) {
        self.reached_by += others;
        self.steps += u64::from(others) * u64::from(steps);
        self.harmonic += f64::from(others) / f64::from(steps);
        if steps <= 2 {
            self.within_two += others;
        }
        self.farthest = self.farthest.max(steps);
    }

    fn join(&mut self, other: &Self) {
        self.reached_by += other.reached_by;
        self.steps += other.steps;
        self.harmonic += other.harmonic;
        self.within_two += other.within_two;
        self.farthest = self.farthest.max(other.farthest);
    }
}

/// The nearness of each member. In `O(n m / 256)` where the graph is not long, after M. Then and others 2014, Proceedings of
/// the VLDB Endowment 8:449: walks in breadth from many sources at once, each a bit.
pub fn nearness(graph: &Graph) -> Vec<Nearness> {
    of_rows(graph.rows())
}

/// The nearness of each member to those who reach it along directed ties.
pub fn directed_nearness(graph: &Digraph) -> Vec<Nearness> {
    of_rows(graph.out())
}

/// The mean over ordered pairs of 1 / steps, 0 for those who do not reach each other; `None` for fewer than two members.
pub fn global_efficiency(nearness: &[Nearness]) -> Option<f64> {
    let n = nearness.len() as f64;
    (nearness.len() >= 2).then(|| nearness.iter().map(|near| near.harmonic).sum::<f64>() / (n * (n - 1.0)))
}

/// Sources that are walked from at once: the bits of a [`Bits`].
const SOURCES: usize = 256;
type Bits = [u64; SOURCES / 64];
const NONE: Bits = [0; SOURCES / 64];

fn of_rows(rows: &Rows) -> Vec<Nearness> {
    let n = rows.len();
    let order = in_breadth(n, |at| rows.of(at).iter().map(|&end| end as usize));
    let found = spread(
        n.div_ceil(SOURCES),
        || Desk::new(n),
        |desk, task| {
            let mut found = vec![Nearness::default(); n];
            desk.walk(rows, &order[task * SOURCES..n.min((task + 1) * SOURCES)], &mut found);
            found
        },
    );
    let mut total = vec![Nearness::default(); n];
    for part in found {
        total.iter_mut().zip(&part).for_each(|(total, part)| total.join(part));
    }
    total
}

struct Desk {
    /// Which sources have met each member.
    met: Vec<Bits>,
    /// Which met it in the step before.
    front: Vec<Bits>,
    /// Which reach it in this step.
    next: Vec<Bits>,
    /// Members that some source met in the step before.
    here: Vec<u32>,
    /// Members that some source reaches in this step.
    there: Vec<u32>,
}

impl Desk {
    fn new(members: usize) -> Self {
        let blank = || vec![NONE; members];
        Self { met: blank(), front: blank(), next: blank(), here: Vec::new(), there: Vec::new() }
    }

    fn walk(&mut self, rows: &Rows, sources: &[usize], found: &mut [Nearness]) {
        self.met.fill(NONE);
        self.here.clear();
        for (bit, &source) in sources.iter().enumerate() {
            self.met[source][bit / 64] |= 1 << (bit % 64);
            self.front[source] = self.met[source];
            self.here.push(source as u32);
        }
        for steps in 1.. {
            self.step(rows);
            self.here.clear();
            for &member in &self.there {
                let at = member as usize;
                let (next, met) = (std::mem::replace(&mut self.next[at], NONE), &mut self.met[at]);
                let new: Bits = std::array::from_fn(|word| next[word] & !met[word]);
                if new != NONE {
                    met.iter_mut().zip(new).for_each(|(met, new)| *met |= new);
                    self.front[at] = new;
                    self.here.push(member);
                    found[at].add(new.iter().map(|word| word.count_ones()).sum(), steps);
                }
            }
            if self.here.is_empty() {
                return;
            }
        }
    }

    /// Hands on what was met in the step before.
    fn step(&mut self, rows: &Rows) {
        self.there.clear();
        for &member in &self.here {
            let front = std::mem::replace(&mut self.front[member as usize], NONE);
            for &end in rows.of(member as usize) {
                let next = &mut self.next[end as usize];
                if *next == NONE {
                    self.there.push(end);
                }
                next.iter_mut().zip(front).for_each(|(next, front)| *next |= front);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_chain_and_a_stranger() {
        let near = nearness(&Graph::new(4, [(0, 1), (1, 2)]));
        assert_eq!(near[0], Nearness { reached_by: 2, steps: 3, harmonic: 1.5, within_two: 2, farthest: 2 });
        assert_eq!((near[1].closeness(4), near[3].closeness(4)), (2.0 / 3.0, 0.0));
        assert_eq!((near[0].reach_two(4), near[3].reach_two(1)), (2.0 / 3.0, 0.0));
        assert_eq!(global_efficiency(&near), Some(5.0 / 12.0));
        assert_eq!(global_efficiency(&[]), None);
    }

    #[test]
    fn directed_ties_are_followed_to_a_member() {
        let near = directed_nearness(&Digraph::new(3, [(0, 1, 1.0), (1, 2, 1.0)]));
        assert_eq!(near.iter().map(|near| near.reached_by).collect::<Vec<_>>(), [0, 1, 2]);
        assert_eq!(near[2].steps, 3);
    }

    #[test]
    fn a_long_ring_in_more_than_one_batch() {
        let near = nearness(&Graph::new(601, (0..601).map(|at| (at, (at + 1) % 601))));
        assert!(
            near.iter().all(|near| near.reached_by == 600 && near.farthest == 300 && near.steps == 300 * 301)
        );
    }

    proptest! {
        #[test]
        fn as_defined(ties in prop::collection::vec((0_u32..10, 0_u32..10), 0..20)) {
            let graph = Graph::new(10, ties);
            let mut steps = vec![vec![u32::MAX; 10]; 10];
            for (a, row) in steps.iter_mut().enumerate() {
                row[a] = 0;
                for far in 0..10 {
                    for b in 0..10 {
                        if row[b] == far {
                            for &c in graph.neighbours(b) {
                                row[c as usize] = row[c as usize].min(far + 1);
                            }
                        }
                    }
                }
            }
            for (row, near) in steps.iter().zip(nearness(&graph)) {
                let reached: Vec<u32> = row.iter().copied().filter(|steps| (1..u32::MAX).contains(steps)).collect();
                prop_assert_eq!(near.reached_by as usize, reached.len());
                prop_assert_eq!(near.steps, reached.iter().map(|steps| u64::from(*steps)).sum::<u64>());
                prop_assert_eq!(near.farthest, reached.iter().copied().max().unwrap_or(0));
                let harmonic: f64 = reached.iter().map(|steps| 1.0 / f64::from(*steps)).sum();
                prop_assert!((near.harmonic - harmonic).abs() < 1e-12);
                prop_assert_eq!(near.within_two as usize, reached.iter().filter(|steps| **steps <= 2).count());
            }
        }
    }
}
