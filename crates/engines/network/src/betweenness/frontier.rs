//! Who is reached but not settled, the nearest first.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

/// Where ties have few lengths, a queue for each: members are settled from near to far, so what is reached
/// over ties of one length comes in order by itself, and the nearest of all is the first of some queue. Where
/// they have many, a heap.
#[derive(Default)]
pub(super) struct Frontier {
    queues: Vec<VecDeque<(f64, u32)>>,
    /// Lengths as bits, which are in the order of the numbers as long as these are not negative.
    heap: BinaryHeap<Reverse<(u64, u32)>>,
}

/// Up to how many lengths looking at the first of every queue is quicker than a heap.
const FEW: usize = 8;

impl Frontier {
    /// Begins with the source alone, after the last search has come to its end.
    pub(super) fn begin(&mut self, kinds: &[f64], source: u32) {
        let queues = if kinds.len() <= FEW { kinds.len().max(1) } else { 0 };
        self.queues.resize_with(queues, VecDeque::new);
        self.push(0, 0.0, source);
    }

    /// A member reached over a tie of this kind, so far from the source.
    pub(super) fn push(&mut self, kind: u32, far: f64, member: u32) {
        match self.queues.get_mut(kind as usize) {
            Some(queue) => queue.push_back((far, member)),
            None => self.heap.push(Reverse((far.to_bits(), member))),
        }
    }

    pub(super) fn pop(&mut self) -> Option<u32> {
        if self.queues.is_empty() {
            return self.heap.pop().map(|Reverse((_, member))| member);
        }
        let first = |queue: &VecDeque<(f64, u32)>| queue.front().map_or(f64::INFINITY, |(far, _)| *far);
        let nearest = self.queues.iter_mut().min_by(|a, b| first(a).total_cmp(&first(b)))?;
        nearest.pop_front().map(|(_, member)| member)
    }
}
