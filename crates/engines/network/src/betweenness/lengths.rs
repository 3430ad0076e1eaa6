//! Shortest paths where ties have lengths (E. W. Dijkstra 1959).

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::part::{Part, Search};

pub(super) struct Desk {
    length: Vec<f64>,
    /// As in [`super::steps`].
    value: Vec<f64>,
    settled: Vec<bool>,
    order: Vec<u32>,
    /// Lengths as bits, which are in the order of the numbers as long as these are not negative.
    heap: BinaryHeap<Reverse<(u64, u32)>>,
}

impl Search for Desk {
    fn new(members: usize, _: usize) -> Self {
        Self {
            length: vec![0.0; members],
            value: vec![0.0; members],
            settled: vec![false; members],
            order: Vec::with_capacity(members),
            heap: BinaryHeap::new(),
        }
    }

    fn from(&mut self, part: &Part, source: usize, sums: &mut [f64]) {
        self.outward(part, source);
        self.back(part, source, sums);
    }
}

impl Desk {
    fn outward(&mut self, part: &Part, source: usize) {
        self.length[..part.len()].fill(f64::INFINITY);
        self.value[..part.len()].fill(0.0);
        self.settled[..part.len()].fill(false);
        self.order.clear();
        self.length[source] = 0.0;
        self.value[source] = 1.0;
        self.heap.push(Reverse((0, source as u32)));
        while let Some(Reverse((_, here))) = self.heap.pop() {
            let at = here as usize;
            if std::mem::replace(&mut self.settled[at], true) {
                continue;
            }
            self.order.push(here);
            for (&end, &length) in part.ends(at).iter().zip(part.lengths(at)) {
                let through = self.length[at] + length;
                let known = &mut self.length[end as usize];
                if through < *known {
                    *known = through;
                    self.value[end as usize] = self.value[at];
                    self.heap.push(Reverse((through.to_bits(), end)));
                } else if through == *known {
                    self.value[end as usize] += self.value[at];
                }
            }
        }
    }

    fn back(&mut self, part: &Part, source: usize, sums: &mut [f64]) {
        for &here in self.order[1..].iter().rev() {
            let at = here as usize;
            let mut worth = 0.0;
            for (&end, &length) in part.ends(at).iter().zip(part.lengths(at)) {
                if self.length[at] + length == self.length[end as usize] {
                    worth += self.value[end as usize];
                }
            }
            let paths = self.value[at];
            sums[at] += part.behind[source] * paths * worth;
            self.value[at] = part.behind[at] / paths + worth;
        }
    }
}
