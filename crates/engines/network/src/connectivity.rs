//! How many members must leave before the rest falls apart.

use std::collections::VecDeque;

use crate::{Blocks, Graph};

/// Node connectivity: the fewest members whose loss leaves others that cannot reach each other, or a single one; n − 1 if all
/// are tied to all, 0 if they are apart already. `None` for fewer than two members.
///
/// S. Even's way (1975, SIAM Journal on Computing 4:393): as many paths as possible without a common member (K. Menger 1927)
/// from a member with the fewest ties to all it is not tied to, and between its neighbours. In `O(n d m)` at worst with d the
/// fewest ties of a member: for networks of some hundreds.
pub fn node_connectivity(graph: &Graph, blocks: &Blocks) -> Option<usize> {
    let n = graph.members();
    let fewest = (0..n).min_by_key(|&member| graph.degree(member)).filter(|_| n >= 2)?;
    if blocks.component_sizes().len() > 1 {
        return Some(0);
    }
    if n > 2 && !blocks.articulation_points().is_empty() {
        return Some(1);
    }
    let mut paths = Paths::new(graph);
    let mut least = graph.degree(fewest);
    for other in (0..n).filter(|&other| other != fewest && !graph.are_tied(fewest, other)) {
        least = least.min(paths.between(fewest, other, least));
    }
    let ends = graph.neighbours(fewest);
    for (at, &a) in ends.iter().enumerate() {
        for &b in ends[at + 1..].iter().filter(|&&b| !graph.are_tied(a as usize, b as usize)) {
            least = least.min(paths.between(a as usize, b as usize, least));
        }
    }
    Some(least)
}

/// Paths without a common member, as a flow of whole units: each member is an entry and an exit with room for one between.
struct Paths<'g> {
    graph: &'g Graph,
    /// Where each place's arcs begin; place 2v is the entry of member v, 2v + 1 its exit.
    starts: Vec<usize>,
    ends: Vec<u32>,
    /// The arc that undoes each arc.
    undo: Vec<u32>,
    /// Whether an arc has room when there is no flow.
    open: Vec<bool>,
    room: Vec<bool>,
    /// By which arc a walk came to each place.
    by: Vec<u32>,
    queue: VecDeque<usize>,
}

const UNMET: u32 = u32::MAX;

impl<'g> Paths<'g> {
    fn new(graph: &'g Graph) -> Self {
        let n = graph.members();
        let within = (0..n).map(|member| (2 * member, 2 * member + 1));
        let across =
            (0..n).flat_map(|a| graph.neighbours(a).iter().map(move |&b| (2 * a + 1, 2 * b as usize)));
        let forward: Vec<(usize, usize)> = within.chain(across).collect();
        let mut starts = vec![0; 2 * n + 1];
        for &(from, to) in &forward {
            starts[from + 1] += 1;
            starts[to + 1] += 1;
        }
        for place in 0..2 * n {
            starts[place + 1] += starts[place];
        }
        let (mut free, arcs) = (starts.clone(), 2 * forward.len());
        let (mut ends, mut undo, mut open) = (vec![0; arcs], vec![0; arcs], vec![false; arcs]);
        for (from, to) in forward {
            let (there, back) = (free[from], free[to]);
            free[from] += 1;
            free[to] += 1;
            (ends[there], ends[back]) = (to as u32, from as u32);
            (undo[there], undo[back]) = (back as u32, there as u32);
            open[there] = true;
        }
        let room = open.clone();
        Self { graph, starts, ends, undo, open, room, by: vec![UNMET; 2 * n], queue: VecDeque::new() }
    }

    /// How many paths there are between two who are not tied, up to `enough`.
    fn between(&mut self, source: usize, target: usize, enough: usize) -> usize {
        let shared =
            self.graph.neighbours(source).iter().filter(|&&by| self.graph.are_tied(by as usize, target));
        if shared.count() >= enough {
            return enough;
        }
        self.room.copy_from_slice(&self.open);
        let paths = (0..enough).take_while(|_| self.another(2 * source + 1, 2 * target));
        paths.count()
    }

    fn another(&mut self, source: usize, target: usize) -> bool {
        self.by.fill(UNMET);
        self.queue.clear();
        self.queue.push_back(source);
        while let Some(here) = self.queue.pop_front() {
            for arc in self.starts[here]..self.starts[here + 1] {
                let end = self.ends[arc] as usize;
                if self.room[arc] && self.by[end] == UNMET && end != source {
                    self.by[end] = arc as u32;
                    self.queue.push_back(end);
                }
            }
            if self.by[target] != UNMET {
                self.fill(source, target);
                return true;
            }
        }
        false
    }

    /// Takes the room along the way that was found.
    fn fill(&mut self, source: usize, target: usize) {
        let mut here = target;
        while here != source {
            let arc = self.by[here] as usize;
            let undo = self.undo[arc] as usize;
            (self.room[arc], self.room[undo]) = (false, true);
            here = self.ends[undo] as usize;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(graph: &Graph) -> Option<usize> {
        node_connectivity(graph, &Blocks::of(graph))
    }

    #[test]
    fn complete_broken_and_small() {
        let complete = Graph::new(5, (0..5).flat_map(|a| (0..a).map(move |b| (a, b))));
        assert_eq!(
            (of(&complete), of(&Graph::new(2, [(0, 1)])), of(&Graph::new(3, [(0, 1)]))),
            (Some(4), Some(1), Some(0))
        );
        assert_eq!(
            (of(&Graph::new(1, [])), of(&Graph::new(6, (0..6).map(|at| (at, (at + 1) % 6))))),
            (None, Some(2))
        );
    }

    proptest! {
        #[test]
        fn as_defined(ties in prop::collection::vec((0_u32..7, 0_u32..7), 6..40)) {
            let graph = Graph::new(7, ties);
            // Every set of members who might leave, with at least two who stay.
            let splits = |gone: u32| {
                let stay = |member: u32| gone >> member & 1 == 0;
                let rest = graph.each_tie().filter(|(a, b, _)| stay(*a as u32) && stay(*b as u32));
                let rest = Graph::new(7, rest.map(|(a, b, _)| (a as u32, b as u32)));
                Blocks::of(&rest).component_sizes().len() - gone.count_ones() as usize > 1
            };
            let leaving = (0..128_u32).filter(|gone| gone.count_ones() < 6 && splits(*gone));
            let least = leaving.map(|gone| gone.count_ones() as usize).min();
            prop_assert_eq!(of(&graph), Some(least.unwrap_or(6)));
        }
    }
}
