//! Pieces that hang together: components, and within them the blocks that no loss of one member splits.

use crate::Graph;

/// The blocks of a graph: maximal sets of members that stay connected whoever of them leaves. Two blocks share at most one
/// member. A member without ties is in no block; a block of two members is a bridge, the only tie between two parts.
///
/// Found in one walk in depth (J. Hopcroft and R. Tarjan 1973, Communications of the ACM 16:372), without recursion, in
/// `O(n + m)`.
#[derive(Debug, Clone)]
pub struct Blocks {
    starts: Vec<usize>,
    members: Vec<u32>,
    /// For each entry of `members`: how many members reach the block through it, itself included.
    behind: Vec<u32>,
    branches: Vec<Branches>,
    component: Vec<u32>,
    sizes: Vec<u32>,
}

/// The parts into which a member's component falls when the member leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Branches {
    /// How many parts; 0 for a member without ties.
    pub count: u32,
    /// Members of the largest.
    pub largest: u32,
    /// Members of all, which are the component's without this one.
    pub total: u64,
    /// The sum of the squares of their members.
    pub squares: u64,
}

impl Branches {
    fn add(&mut self, members: u32) {
        self.count += 1;
        self.largest = self.largest.max(members);
        self.total += u64::from(members);
        self.squares += u64::from(members).pow(2);
    }

    /// Pairs of members in different parts.
    pub fn pairs_apart(&self) -> u64 {
        (self.total.pow(2) - self.squares) / 2
    }
}

/// What is left when a member leaves.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Removal {
    /// Components of the rest, members without ties among them.
    pub components: usize,
    /// How many more than before; −1 if the member had no ties.
    pub extra_components: i64,
    /// Members of the largest component.
    pub largest: usize,
    /// The share of pairs that cannot reach each other, 1 − Σ s(s−1) / ((n−1)(n−2)) over the sizes s of the components
    /// (S. Borgatti 2006, Computational and Mathematical Organization Theory 12:21); `None` for fewer than three members.
    pub fragmentation: Option<f64>,
}

impl Blocks {
    /// The blocks of a graph.
    pub fn of(graph: &Graph) -> Self {
        let mut walk = Walk::new(graph);
        for root in 0..graph.members() {
            if walk.met[root] == UNMET {
                walk.component_of(root);
            }
        }
        walk.blocks
    }

    /// How many blocks.
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// Whether there is no block, which is to say no tie.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The members of a block.
    pub fn members(&self, block: usize) -> &[u32] {
        &self.members[self.starts[block]..self.starts[block + 1]]
    }

    /// For each member of a block, how many members of the component reach the rest of the block through it, itself
    /// included. The sum is the size of the component.
    pub fn behind(&self, block: usize) -> &[u32] {
        &self.behind[self.starts[block]..self.starts[block + 1]]
    }

    /// The parts into which a member's component falls without it.
    pub fn branches(&self, member: usize) -> Branches {
        self.branches[member]
    }

    /// Members without whom their component falls apart (articulation points), ascending.
    pub fn articulation_points(&self) -> Vec<u32> {
        (0..self.branches.len() as u32).filter(|&member| self.branches[member as usize].count > 1).collect()
    }

    /// The ties without which a component falls apart, each as (smaller, larger) number, ascending.
    pub fn bridges(&self) -> Vec<(u32, u32)> {
        let pairs = (0..self.len()).map(|block| self.members(block)).filter(|members| members.len() == 2);
        let mut bridges: Vec<_> = pairs.map(|pair| (pair[0].min(pair[1]), pair[0].max(pair[1]))).collect();
        bridges.sort_unstable();
        bridges
    }

    /// The number of each member's component, in the order of their smallest member.
    pub fn component(&self) -> &[u32] {
        &self.component
    }

    /// How many members each component has.
    pub fn component_sizes(&self) -> &[u32] {
        &self.sizes
    }

    /// The members of the largest component, ascending; of the one with the smallest member if several are largest.
    pub fn largest_component(&self) -> Vec<u32> {
        let most = self.sizes.iter().max();
        let largest = self.sizes.iter().position(|size| Some(size) == most).unwrap_or(0) as u32;
        (0..self.component.len() as u32)
            .filter(|&member| self.component[member as usize] == largest)
            .collect()
    }

    /// What is left when each member leaves alone, in `O(n)` for all.
    pub fn removals(&self) -> Vec<Removal> {
        let n = self.component.len() as u64;
        let mut by_size = self.sizes.clone();
        by_size.sort_unstable_by(|a, b| b.cmp(a));
        let together: u64 = self.sizes.iter().map(|&size| pairs_twice(u64::from(size))).sum();
        let without = |member: usize| {
            let own = self.sizes[self.component[member] as usize];
            let branches = self.branches[member];
            let other = if own == by_size[0] { by_size.get(1).copied().unwrap_or(0) } else { by_size[0] };
            let left = together - pairs_twice(u64::from(own)) + branches.squares - branches.total;
            Removal {
                components: self.sizes.len() - 1 + branches.count as usize,
                extra_components: i64::from(branches.count) - 1,
                largest: branches.largest.max(other) as usize,
                fragmentation: (n >= 3).then(|| 1.0 - left as f64 / pairs_twice(n - 1) as f64),
            }
        };
        (0..self.component.len()).map(without).collect()
    }
}

fn pairs_twice(members: u64) -> u64 {
    members * members.saturating_sub(1)
}

const UNMET: u32 = u32::MAX;

struct Walk<'g> {
    graph: &'g Graph,
    blocks: Blocks,
    /// When each member was met.
    met: Vec<u32>,
    /// When the earliest was met that a member or those met after it reach by one tie back.
    back: Vec<u32>,
    /// How many were met from a member on, itself included.
    below: Vec<u32>,
    /// Members whose block is not complete.
    open: Vec<u32>,
    now: u32,
}

impl<'g> Walk<'g> {
    fn new(graph: &'g Graph) -> Self {
        let n = graph.members();
        let blocks = Blocks {
            starts: vec![0],
            members: Vec::new(),
            behind: Vec::new(),
            branches: vec![Branches::default(); n],
            component: vec![0; n],
            sizes: Vec::new(),
        };
        let (met, back, below) = (vec![UNMET; n], vec![0; n], vec![0; n]);
        Self { graph, blocks, met, back, below, open: Vec::new(), now: 0 }
    }

    fn component_of(&mut self, root: usize) {
        let first_block = self.blocks.len();
        let first_met = self.now;
        let mut path: Vec<(usize, usize)> = vec![(root, 0)];
        self.meet(root);
        while let Some((here, at)) = path.last_mut() {
            let here = *here;
            if let Some(&other) = self.graph.neighbours(here).get(*at) {
                *at += 1;
                let other = other as usize;
                if self.met[other] == UNMET {
                    self.meet(other);
                    path.push((other, 0));
                } else {
                    self.back[here] = self.back[here].min(self.met[other]);
                }
                continue;
            }
            path.pop();
            if let Some((before, _)) = path.last() {
                self.leave(here, *before);
            }
        }
        self.open.clear();
        self.close_component(first_block, self.now - first_met);
    }

    fn meet(&mut self, member: usize) {
        self.met[member] = self.now;
        self.back[member] = self.now;
        self.below[member] = 1;
        self.blocks.component[member] = self.blocks.sizes.len() as u32;
        self.open.push(member as u32);
        self.now += 1;
    }

    /// All that was met from `here` on is done: tells `before`, and closes the block between them if nothing below reaches
    /// further back.
    fn leave(&mut self, here: usize, before: usize) {
        self.back[before] = self.back[before].min(self.back[here]);
        self.below[before] += self.below[here];
        if self.back[here] < self.met[before] {
            return;
        }
        self.blocks.members.push(before as u32);
        while let Some(member) = self.open.pop() {
            self.blocks.members.push(member);
            if member as usize == here {
                break;
            }
        }
        self.blocks.starts.push(self.blocks.members.len());
        self.blocks.branches[before].add(self.below[here]);
    }

    /// Counts what is behind each member of the component's blocks. A block's first member is the one it was met from; what
    /// is behind the others is what was met from them on in blocks of their own.
    fn close_component(&mut self, first_block: usize, size: u32) {
        self.blocks.sizes.push(size);
        let blocks = &mut self.blocks;
        for block in first_block..blocks.len() {
            let members = &blocks.members[blocks.starts[block]..blocks.starts[block + 1]];
            let below = members[1..].iter().map(|&member| 1 + blocks.branches[member as usize].total as u32);
            let behind: Vec<u32> = below.collect();
            blocks.behind.push(size - behind.iter().sum::<u32>());
            blocks.behind.extend(behind);
        }
        for block in first_block..blocks.len() {
            for at in blocks.starts[block] + 1..blocks.starts[block + 1] {
                blocks.branches[blocks.members[at] as usize].add(size - blocks.behind[at]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_middle_of_a_chain_and_of_two_triangles() {
        let chain = Blocks::of(&Graph::new(4, [(0, 1), (1, 2), (2, 3)]));
        assert_eq!(chain.articulation_points(), [1, 2]);
        assert_eq!(chain.bridges(), [(0, 1), (1, 2), (2, 3)]);
        let bow = Blocks::of(&Graph::new(5, [(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (4, 2)]));
        assert_eq!((bow.articulation_points(), bow.len()), (vec![2], 2));
        assert_eq!(bow.branches(2).pairs_apart(), 4);
        let ring = Blocks::of(&Graph::new(5, (0..4).map(|at| (at, (at + 1) % 4))));
        assert!(ring.articulation_points().is_empty() && ring.bridges().is_empty());
        assert_eq!((ring.component_sizes(), ring.largest_component()), (&[4, 1][..], vec![0, 1, 2, 3]));
    }

    #[test]
    fn a_long_chain_does_not_exhaust_the_stack() {
        let chain = Blocks::of(&Graph::new(100_001, (0..100_000).map(|at| (at, at + 1))));
        assert_eq!(chain.articulation_points().len(), 99_999);
    }

    #[test]
    fn no_members_have_no_blocks() {
        let none = Blocks::of(&Graph::new(0, []));
        assert!(none.is_empty() && none.removals().is_empty() && none.largest_component().is_empty());
    }

    /// The sizes of the components without `gone`, by spreading labels until nothing changes.
    fn pieces(ties: &[(u32, u32)], members: &[u32]) -> Vec<usize> {
        let mut label: std::collections::BTreeMap<u32, u32> = members.iter().map(|m| (*m, *m)).collect();
        loop {
            let before = label.clone();
            for (a, b) in ties.iter().filter(|(a, b)| before.contains_key(a) && before.contains_key(b)) {
                let least = label[a].min(label[b]);
                label.insert(*a, least);
                label.insert(*b, least);
            }
            if label == before {
                break;
            }
        }
        let size = |root: &u32| label.values().filter(|label| label == &root).count();
        label.keys().map(size).filter(|size| *size > 0).collect()
    }

    proptest! {
        #[test]
        fn what_is_left_without_a_member(ties in prop::collection::vec((0_u32..10, 0_u32..10), 0..16)) {
            let all: Vec<u32> = (0..10).collect();
            let blocks = Blocks::of(&Graph::new(10, ties.iter().copied()));
            let whole = pieces(&ties, &all);
            prop_assert_eq!(blocks.component_sizes().len(), whole.len());
            for (gone, removal) in blocks.removals().into_iter().enumerate() {
                let rest: Vec<u32> = all.iter().copied().filter(|member| *member as usize != gone).collect();
                let left = pieces(&ties, &rest);
                prop_assert_eq!(removal.components, left.len());
                prop_assert_eq!(removal.extra_components, left.len() as i64 - whole.len() as i64);
                prop_assert_eq!(Some(&removal.largest), left.iter().max());
                let together: usize = left.iter().map(|size| size * (size - 1)).sum();
                let fragmentation = 1.0 - together as f64 / 72.0;
                prop_assert!((removal.fragmentation.unwrap() - fragmentation).abs() < 1e-12);
                let cut = blocks.articulation_points().contains(&(gone as u32));
                prop_assert_eq!(cut, left.len() > whole.len());
            }
        }

        #[test]
        fn blocks_share_no_tie_and_reach_everybody(ties in prop::collection::vec((0_u32..12, 0_u32..12), 0..24)) {
            let graph = Graph::new(12, ties);
            let blocks = Blocks::of(&graph);
            let within = |block: usize| {
                graph.each_tie().filter(|(a, b, _)| {
                    [a, b].iter().all(|end| blocks.members(block).contains(&(**end as u32)))
                }).count()
            };
            prop_assert_eq!((0..blocks.len()).map(within).sum::<usize>(), graph.ties());
            for block in 0..blocks.len() {
                let component = blocks.component()[blocks.members(block)[0] as usize];
                prop_assert_eq!(blocks.behind(block).iter().sum::<u32>(), blocks.component_sizes()[component as usize]);
            }
        }
    }
}
