//! Articulation points.

use std::collections::{BTreeMap, BTreeSet};

type Ties = BTreeMap<u32, BTreeSet<u32>>;

/// The members whose loss splits their part of the network (J. Hopcroft and R. Tarjan, 1973): one walk in depth, without
/// recursion, in time proportional to members and ties.
pub(crate) fn bridges(ties: &Ties) -> Vec<u32> {
    let mut walk = Walk { ties, met: BTreeMap::new(), found: BTreeSet::new() };
    for &root in ties.keys() {
        if !walk.met.contains_key(&root) {
            walk.from(root);
        }
    }
    walk.found.into_iter().collect()
}

struct Walk<'t> {
    ties: &'t Ties,
    /// For each member met: when, and the earliest that it or those met after it reach by one tie back.
    met: BTreeMap<u32, (usize, usize)>,
    found: BTreeSet<u32>,
}

impl Walk<'_> {
    fn from(&mut self, root: u32) {
        self.meet(root);
        let mut path = vec![(root, self.ties[&root].iter())];
        let mut branches = 0;
        while let Some((here, others)) = path.last_mut() {
            let here = *here;
            if let Some(&other) = others.next() {
                if let Some(&(when, _)) = self.met.get(&other) {
                    self.reach(here, when);
                } else {
                    self.meet(other);
                    path.push((other, self.ties[&other].iter()));
                }
                continue;
            }
            path.pop();
            let Some((before, _)) = path.last() else { break };
            let back = self.met[&here].1;
            self.reach(*before, back);
            if *before == root {
                branches += 1;
            } else if back >= self.met[before].0 {
                self.found.insert(*before);
            }
        }
        if branches > 1 {
            self.found.insert(root);
        }
    }

    fn meet(&mut self, member: u32) {
        let now = self.met.len();
        self.met.insert(member, (now, now));
    }

    fn reach(&mut self, member: u32, when: usize) {
        if let Some((_, earliest)) = self.met.get_mut(&member) {
            *earliest = (*earliest).min(when);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::Network;

    #[test]
    fn the_middle_of_a_chain_and_of_two_triangles() {
        assert_eq!(Network::new([], [(1, 2), (2, 3), (3, 4)]).bridges(), [2, 3]);
        assert_eq!(Network::new([], [(1, 2), (2, 3), (3, 1), (3, 4), (4, 5), (5, 3)]).bridges(), [3]);
        assert!(Network::new([9], (0..4).map(|at| (at, (at + 1) % 4))).bridges().is_empty());
    }

    #[test]
    fn a_long_chain_does_not_exhaust_the_stack() {
        let chain = Network::new([], (0..100_000).map(|at| (at, at + 1)));
        assert_eq!(chain.bridges().len(), 99_999);
    }

    /// How many pieces the ties make of `members`, by spreading labels until nothing changes.
    fn pieces(members: &[u32], ties: &[(u32, u32)]) -> usize {
        let mut label: std::collections::BTreeMap<u32, u32> = members.iter().map(|m| (*m, *m)).collect();
        loop {
            let before = label.clone();
            for (a, b) in ties.iter().filter(|(a, b)| before.contains_key(a) && before.contains_key(b)) {
                let least = label[a].min(label[b]);
                label.insert(*a, least);
                label.insert(*b, least);
            }
            if label == before {
                return label.values().collect::<std::collections::BTreeSet<_>>().len();
            }
        }
    }

    proptest! {
        #[test]
        fn taking_a_bridge_away_leaves_more_pieces(ties in prop::collection::vec((0_u32..10, 0_u32..10), 0..16)) {
            let members: Vec<u32> = (0..10).collect();
            let network = Network::new(members.iter().copied(), ties.iter().copied());
            let whole = pieces(&members, &ties);
            let expected: Vec<u32> = members
                .iter()
                .copied()
                .filter(|gone| {
                    let rest: Vec<u32> = members.iter().copied().filter(|member| member != gone).collect();
                    pieces(&rest, &ties) > whole
                })
                .collect();
            prop_assert_eq!(network.bridges(), expected);
        }
    }
}
