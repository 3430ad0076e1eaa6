//! A part of a graph that is searched by itself, from all its members.

use std::collections::HashMap;

use crate::graph::in_breadth;
use crate::parallel::spread;

/// Members, renumbered from 0 so that neighbours lie near one another in memory, and the arcs among them.
pub(super) struct Part {
    /// Whose numbers these are in the whole graph.
    members: Vec<u32>,
    /// For how many each member stands, as a source and as a target.
    pub(super) behind: Vec<f64>,
    starts: Vec<u32>,
    ends: Vec<u32>,
    lengths: Vec<f64>,
}

impl Part {
    /// The part of these members, each standing for so many, with those of their arcs (end, length) that stay among them.
    pub(super) fn new<A: Iterator<Item = (usize, f64)>>(
        members: &[u32],
        behind: &[f64],
        arcs: impl Fn(usize) -> A,
    ) -> Self {
        let place: HashMap<u32, usize> = members.iter().copied().zip(0..).collect();
        let within = |at: usize| {
            arcs(members[at] as usize).filter_map(|(end, length)| Some((*place.get(&(end as u32))?, length)))
        };
        let order = in_breadth(members.len(), |at| within(at).map(|(end, _)| end));
        let mut number = vec![0; members.len()];
        for (&at, new) in order.iter().zip(0..) {
            number[at] = new;
        }
        let (mut starts, mut ends, mut lengths) = (vec![0], Vec::new(), Vec::new());
        for &at in &order {
            for (end, length) in within(at) {
                ends.push(number[end]);
                lengths.push(length);
            }
            starts.push(ends.len() as u32);
        }
        Self {
            members: order.iter().map(|&at| members[at]).collect(),
            behind: order.iter().map(|&at| behind[at]).collect(),
            starts,
            ends,
            lengths,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.members.len()
    }

    pub(super) fn arcs(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn ends(&self, member: usize) -> &[u32] {
        &self.ends[self.starts[member] as usize..self.starts[member + 1] as usize]
    }

    pub(super) fn lengths(&self, member: usize) -> &[f64] {
        &self.lengths[self.starts[member] as usize..self.starts[member + 1] as usize]
    }
}

/// What a search from one source works on, made for parts up to a size.
pub(super) trait Search {
    fn new(members: usize, arcs: usize) -> Self;

    /// Adds to each member of the part what it is to the shortest paths from the source.
    fn from(&mut self, part: &Part, source: usize, sums: &mut [f64]);
}

/// Searches every part from each of its members; answers the sums for each member of the whole graph.
pub(super) fn search<S: Search>(members: usize, parts: &[Part]) -> Vec<f64> {
    let most = |measure: fn(&Part) -> usize| parts.iter().map(measure).max().unwrap_or(0);
    let (widest, most_arcs) = (most(Part::len), most(Part::arcs));
    let mut tasks = Vec::new();
    for part in parts {
        let sources = part.len().div_ceil(CHUNKS).max(FEWEST);
        tasks.extend(
            (0..part.len()).step_by(sources).map(|first| (part, first..part.len().min(first + sources))),
        );
    }
    let sums = spread(
        tasks.len(),
        || S::new(widest, most_arcs),
        |desk, task| {
            let (part, sources) = &tasks[task];
            let mut sums = vec![0.0; part.len()];
            sources.clone().for_each(|source| desk.from(part, source, &mut sums));
            sums
        },
    );
    let mut total = vec![0.0; members];
    for ((part, _), sums) in tasks.iter().zip(sums) {
        for (&member, sum) in part.members.iter().zip(sums) {
            total[member as usize] += sum;
        }
    }
    total
}

/// Into how many pieces the sources of a part are cut at most: enough to keep all cores at work to the end.
const CHUNKS: usize = 64;
/// The fewest sources that are worth a piece.
const FEWEST: usize = 16;
