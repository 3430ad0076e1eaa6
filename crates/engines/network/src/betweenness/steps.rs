//! Shortest paths where every tie is one step.

use super::part::{Part, Search};

const FAR: u32 = u32::MAX;

/// The arcs that lead one step on from the source are kept as they are found, without a branch that a processor would have to
/// guess; the way back goes through them alone.
pub(super) struct Desk {
    steps: Vec<u32>,
    /// On the way out, how many shortest paths lead to a member. On the way back, what each path to it is worth: the share
    /// of all that lies behind it, a path.
    value: Vec<f64>,
    queue: Vec<u32>,
    onward: Vec<u32>,
    /// For each place in the queue, where its arcs onward end.
    onward_ends: Vec<usize>,
}

impl Search for Desk {
    fn new(members: usize, arcs: usize) -> Self {
        Self {
            steps: vec![FAR; members],
            value: vec![0.0; members],
            queue: vec![0; members + 1],
            onward: vec![0; arcs + 1],
            onward_ends: vec![0; members],
        }
    }

    fn from(&mut self, part: &Part, source: usize, sums: &mut [f64]) {
        let met = self.outward(part, source);
        self.back(part, source, met, sums);
    }
}

impl Desk {
    /// Counts the shortest paths from the source; answers how many members it reaches, itself included.
    fn outward(&mut self, part: &Part, source: usize) -> usize {
        self.steps[..part.len()].fill(FAR);
        self.value[..part.len()].fill(0.0);
        self.steps[source] = 0;
        self.value[source] = 1.0;
        self.queue[0] = source as u32;
        let (mut at, mut met, mut found) = (0, 1, 0);
        while at < met {
            let here = self.queue[at] as usize;
            let (paths, next) = (self.value[here], self.steps[here] + 1);
            let first = found;
            for &end in part.ends(here) {
                let steps = &mut self.steps[end as usize];
                let is_new = *steps == FAR;
                *steps = if is_new { next } else { *steps };
                self.queue[met] = end;
                met += usize::from(is_new);
                self.onward[found] = end;
                found += usize::from(*steps == next);
            }
            for &end in &self.onward[first..found] {
                self.value[end as usize] += paths;
            }
            self.onward_ends[at] = found;
            at += 1;
        }
        met
    }

    fn back(&mut self, part: &Part, source: usize, met: usize, sums: &mut [f64]) {
        for at in (1..met).rev() {
            let here = self.queue[at] as usize;
            let onward = &self.onward[self.onward_ends[at - 1]..self.onward_ends[at]];
            let worth: f64 = onward.iter().map(|&end| self.value[end as usize]).sum();
            let paths = self.value[here];
            sums[here] += part.behind[source] * paths * worth;
            self.value[here] = part.behind[here] / paths + worth;
        }
    }
}
