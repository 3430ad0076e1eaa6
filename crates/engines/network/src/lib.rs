//! Who works with whom: ties, bridges, gaps.
//!
//! A [`Network`] is members and the ties between them, undirected and unweighted: whether a tie counts (asserted by one
//! side or both, how strong) is decided before it comes here. Readings describe the whole; none ranks its members.

mod bridges;
pub mod read;

use std::collections::{BTreeMap, BTreeSet};

/// Members and their ties.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Network {
    ties: BTreeMap<u32, BTreeSet<u32>>,
}

impl Network {
    /// A network of these members and ties. Whoever is named by a tie is a member; a tie stated twice or from both ends
    /// is one tie; a tie to oneself is none.
    pub fn new(members: impl IntoIterator<Item = u32>, ties: impl IntoIterator<Item = (u32, u32)>) -> Self {
        let mut network =
            Self { ties: members.into_iter().map(|member| (member, BTreeSet::new())).collect() };
        for (a, b) in ties {
            network.ties.entry(a).or_default();
            network.ties.entry(b).or_default();
            if a != b {
                network.ties.entry(a).or_default().insert(b);
                network.ties.entry(b).or_default().insert(a);
            }
        }
        network
    }

    /// How many members.
    pub fn members(&self) -> usize {
        self.ties.len()
    }

    /// How many ties.
    pub fn ties(&self) -> usize {
        self.ties.values().map(BTreeSet::len).sum::<usize>() / 2
    }

    /// With how many others a member has a tie; `None` for a stranger.
    pub fn degree(&self, member: u32) -> Option<usize> {
        self.ties.get(&member).map(BTreeSet::len)
    }

    /// Members without any tie, by number.
    pub fn isolates(&self) -> Vec<u32> {
        self.ties.iter().filter(|(_, others)| others.is_empty()).map(|(&member, _)| member).collect()
    }

    /// The share of possible ties that exist, 2E / n(n−1), from 0 to 1; `None` for fewer than two members.
    pub fn density(&self) -> Option<f64> {
        let n = self.members() as f64;
        (self.members() >= 2).then(|| 2.0 * self.ties() as f64 / (n * (n - 1.0)))
    }

    /// How much the ties hang on one member (L. C. Freeman, 1979): Σ(max − degree) / (n−1)(n−2), from 0 when all have
    /// equally many to 1 for a star. `None` for fewer than three members.
    pub fn centralisation(&self) -> Option<f64> {
        let n = self.members() as f64;
        let most = self.ties.values().map(BTreeSet::len).max()?;
        let short: usize = self.ties.values().map(|others| most - others.len()).sum();
        (self.members() >= 3).then(|| short as f64 / ((n - 1.0) * (n - 2.0)))
    }

    /// The share of ties that do not run through one member, such as the backbone, from 0 to 1; `None` without ties.
    pub fn share_without(&self, member: u32) -> Option<f64> {
        let all = self.ties();
        (all > 0).then(|| (all - self.degree(member).unwrap_or(0)) as f64 / all as f64)
    }

    /// Members without whom their part of the network would fall into pieces (articulation points), by number.
    pub fn bridges(&self) -> Vec<u32> {
        bridges::bridges(&self.ties)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// b–{a, c, d, e}, a–c.
    fn example() -> Network {
        Network::new([], [(2, 1), (2, 3), (2, 4), (2, 5), (1, 3)])
    }

    #[test]
    fn the_worked_example() {
        let network = example();
        assert_eq!((network.members(), network.ties(), network.degree(2)), (5, 5, Some(4)));
        assert_eq!(network.density(), Some(0.5));
        assert_eq!(format!("{:.3}", network.centralisation().unwrap()), "0.833");
        assert_eq!(network.share_without(2), Some(0.2));
        assert_eq!(network.share_without(99), Some(1.0));
        assert_eq!(network.bridges(), [2]);
    }

    #[test]
    fn a_tie_told_twice_is_one_and_to_oneself_none() {
        let network = Network::new([7], [(1, 2), (2, 1), (1, 2), (3, 3)]);
        assert_eq!((network.members(), network.ties()), (4, 1));
        assert_eq!(network.isolates(), [3, 7]);
        assert_eq!(network.degree(8), None);
    }

    #[test]
    fn a_star_is_wholly_centralised_and_a_ring_not_at_all() {
        let star = Network::new([], (1..6).map(|leaf| (0, leaf)));
        let ring = Network::new([], (0..6).map(|at| (at, (at + 1) % 6)));
        assert_eq!((star.centralisation(), ring.centralisation()), (Some(1.0), Some(0.0)));
    }

    #[test]
    fn too_few_members_have_no_reading() {
        let two = Network::new([1, 2], []);
        assert_eq!((two.density(), two.centralisation(), two.share_without(1)), (Some(0.0), None, None));
        assert_eq!(Network::default().density(), None);
    }

    proptest! {
        #[test]
        fn degrees_sum_to_twice_the_ties(ties in prop::collection::vec((0_u32..20, 0_u32..20), 0..60)) {
            let network = Network::new(0..20, ties);
            let degrees: usize = (0..20).filter_map(|member| network.degree(member)).sum();
            prop_assert_eq!(degrees, 2 * network.ties());
            prop_assert!((0.0..=1.0).contains(&network.density().unwrap()));
            prop_assert!((0.0..=1.0).contains(&network.centralisation().unwrap()));
        }

        #[test]
        fn names_do_not_matter(ties in prop::collection::vec((0_u32..12, 0_u32..12), 0..30)) {
            let network = Network::new(0..12, ties.iter().copied());
            let renamed = Network::new(100..112, ties.iter().map(|(a, b)| (111 - b, 111 - a)));
            prop_assert_eq!(network.centralisation(), renamed.centralisation());
            let mut bridges: Vec<u32> = renamed.bridges().into_iter().map(|member| 111 - member).collect();
            bridges.reverse();
            prop_assert_eq!(network.bridges(), bridges);
        }
    }
}
