//! All readings of an undirected network at once, sharing what they need of one another.

use crate::betweenness::{betweenness, normalised};
use crate::blocks::{Blocks, Removal};
use crate::communities::{Leiden, leiden, modularity};
use crate::connectivity::node_connectivity;
use crate::distance::{Nearness, global_efficiency, nearness};
use crate::{Graph, brokerage, cohesion, spectrum};

/// The readings of a network without weights.
#[derive(Debug, Clone, PartialEq)]
pub struct Structure {
    /// For each member.
    pub positions: Vec<Position>,
    /// For the whole.
    pub whole: Whole,
}

/// A member's place. What each is, and its source, stands with the function of that name.
#[derive(Debug, Clone, PartialEq)]
pub struct Position {
    /// With how many others it has a tie.
    pub degree: usize,
    /// The share of the others; 0 if there are none.
    pub degree_centrality: f64,
    /// [`betweenness`]: each pair counts once.
    pub betweenness: f64,
    /// The same as a share of all pairs.
    pub betweenness_normalised: f64,
    /// [`Nearness::closeness`].
    pub closeness: f64,
    /// [`Nearness::harmonic`].
    pub harmonic: f64,
    /// [`Nearness::reach_two`].
    pub reach_two: f64,
    /// [`spectrum::eigenvector`] in the largest component.
    pub eigenvector: Option<f64>,
    /// [`spectrum::pagerank`] with damping 0.85.
    pub pagerank: f64,
    /// [`cohesion::core_numbers`].
    pub core_number: u32,
    /// [`cohesion::clustering`].
    pub clustering: f64,
    /// [`brokerage::constraint`].
    pub constraint: Option<f64>,
    /// [`brokerage::effective_sizes`].
    pub effective_size: Option<f64>,
    /// The same divided by the degree.
    pub efficiency: Option<f64>,
    /// What is left without it.
    pub removal: Removal,
    /// [`leiden`].
    pub community: u32,
}

/// The network as one.
#[derive(Debug, Clone, PartialEq)]
pub struct Whole {
    /// [`cohesion::density`].
    pub density: Option<f64>,
    /// The mean of the degrees; 0 without members.
    pub mean_degree: f64,
    /// [`cohesion::degree_centralisation`].
    pub degree_centralisation: Option<f64>,
    /// [`cohesion::betweenness_centralisation`].
    pub betweenness_centralisation: Option<f64>,
    /// [`cohesion::degree_assortativity`].
    pub degree_assortativity: Option<f64>,
    /// The mean of the members' clustering; 0 without members.
    pub average_clustering: f64,
    /// [`cohesion::transitivity`].
    pub transitivity: f64,
    /// The largest core number.
    pub degeneracy: u32,
    /// Members of each component, the largest first.
    pub component_sizes: Vec<u32>,
    /// Members without ties, ascending.
    pub isolates: Vec<u32>,
    /// [`Blocks::articulation_points`].
    pub articulation_points: Vec<u32>,
    /// [`Blocks::bridges`].
    pub bridges: Vec<(u32, u32)>,
    /// How many [`Blocks`] there are.
    pub biconnected_components: usize,
    /// The steps between the two who are farthest apart in the largest component.
    pub diameter: u32,
    /// The mean of the steps between two of the largest component; 0 if it is one member.
    pub average_path_length: f64,
    /// [`global_efficiency`].
    pub global_efficiency: Option<f64>,
    /// [`node_connectivity`] up to [`MOST_FOR_CONNECTIVITY`] members; `None` above.
    pub node_connectivity: Option<usize>,
    /// The [`modularity`] of the communities that were found.
    pub modularity: Option<f64>,
}

/// Up to how many members node connectivity is read.
pub const MOST_FOR_CONNECTIVITY: usize = 1_000;

/// The modularity below which no sub-groups should be spoken of.
pub const CLEAR_GROUPS: f64 = 0.3;

impl Structure {
    /// Reads everything, on all cores; communities as `how` says. Weights do not count.
    pub fn of(graph: &Graph, blocks: &Blocks, how: Leiden) -> Self {
        let n = graph.members();
        let graph = &graph.unweighted();
        let between = betweenness(graph, blocks);
        let share = normalised(&between, false);
        let near = nearness(graph);
        let largest = blocks.largest_component();
        let eigenvector = spectrum::eigenvector(graph, &largest);
        let pagerank = spectrum::pagerank(graph, 0.85);
        let core = cohesion::core_numbers(graph);
        let triangles = cohesion::triangles(graph);
        let clustering = cohesion::clustering(graph, &triangles);
        let constraint = brokerage::constraint(graph);
        let effective = brokerage::effective_sizes(graph, &triangles);
        let removals = blocks.removals();
        let community = leiden(graph, how, None);
        let position = |at: usize| {
            let degree = graph.degree(at);
            Position {
                degree,
                degree_centrality: degree as f64 / n.saturating_sub(1).max(1) as f64,
                betweenness: between[at],
                betweenness_normalised: share[at],
                closeness: near[at].closeness(n),
                harmonic: near[at].harmonic,
                reach_two: near[at].reach_two(n),
                eigenvector: eigenvector.as_ref().map(|x| x[at]),
                pagerank: pagerank[at],
                core_number: core[at],
                clustering: clustering[at],
                constraint: constraint[at],
                effective_size: effective[at],
                efficiency: effective[at].map(|size| size / degree as f64),
                removal: removals[at],
                community: community[at],
            }
        };
        let (diameter, average_path_length) = paths(&near, &largest);
        let mut component_sizes = blocks.component_sizes().to_vec();
        component_sizes.sort_unstable_by(|a, b| b.cmp(a));
        let whole = Whole {
            density: cohesion::density(graph),
            mean_degree: 2.0 * graph.ties() as f64 / n.max(1) as f64,
            degree_centralisation: cohesion::degree_centralisation(graph),
            betweenness_centralisation: cohesion::betweenness_centralisation(&share),
            degree_assortativity: cohesion::degree_assortativity(graph),
            average_clustering: clustering.iter().sum::<f64>() / n.max(1) as f64,
            transitivity: cohesion::transitivity(graph, &triangles),
            degeneracy: core.iter().copied().max().unwrap_or(0),
            component_sizes,
            isolates: (0..n as u32).filter(|&member| graph.degree(member as usize) == 0).collect(),
            articulation_points: blocks.articulation_points(),
            bridges: blocks.bridges(),
            biconnected_components: blocks.len(),
            diameter,
            average_path_length,
            global_efficiency: global_efficiency(&near),
            node_connectivity: (n <= MOST_FOR_CONNECTIVITY)
                .then(|| node_connectivity(graph, blocks))
                .flatten(),
            modularity: modularity(graph, &community, how.resolution),
        };
        Self { positions: (0..n).map(position).collect(), whole }
    }
}

/// The longest and the mean of the shortest paths within a component.
fn paths(near: &[Nearness], members: &[u32]) -> (u32, f64) {
    let of = || members.iter().map(|&member| &near[member as usize]);
    let pairs = members.len() * members.len().saturating_sub(1);
    let steps: u64 = of().map(|near| near.steps).sum();
    (of().map(|near| near.farthest).max().unwrap_or(0), steps as f64 / pairs.max(1) as f64)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(graph: &Graph) -> Structure {
        Structure::of(graph, &Blocks::of(graph), Leiden::default())
    }

    #[test]
    fn no_members_and_one_have_readings() {
        let none = of(&Graph::new(0, []));
        assert!(none.positions.is_empty() && none.whole.density.is_none());
        let one = of(&Graph::new(1, []));
        assert_eq!((one.whole.isolates.as_slice(), one.whole.average_path_length), (&[0][..], 0.0));
        assert_eq!((one.positions[0].pagerank, one.positions[0].closeness), (1.0, 0.0));
    }

    proptest! {
        #[test]
        fn a_stranger_more_changes_nothing_between_the_others(
            ties in prop::collection::vec((0_u32..12, 0_u32..12), 1..30),
        ) {
            let (before, after) = (of(&Graph::new(12, ties.clone())), of(&Graph::new(13, ties)));
            for (old, new) in before.positions.iter().zip(&after.positions) {
                prop_assert_eq!((old.degree, old.core_number), (new.degree, new.core_number));
                prop_assert_eq!((old.betweenness, old.harmonic), (new.betweenness, new.harmonic));
                prop_assert_eq!((old.constraint, old.clustering), (new.constraint, new.clustering));
            }
            prop_assert_eq!(after.whole.component_sizes.len(), before.whole.component_sizes.len() + 1);
            prop_assert_eq!(after.whole.transitivity, before.whole.transitivity);
            prop_assert_eq!(after.whole.average_path_length, before.whole.average_path_length);
        }

        #[test]
        fn renumbering_renumbers(ties in prop::collection::vec((0_u32..10, 0_u32..10), 1..25)) {
            let before = of(&Graph::new(10, ties.clone()));
            let after = of(&Graph::new(10, ties.into_iter().map(|(a, b)| (9 - a, 9 - b))));
            for (old, new) in before.positions.iter().zip(after.positions.iter().rev()) {
                let exact = |p: &Position| (p.degree, p.core_number, p.removal);
                prop_assert_eq!(exact(old), exact(new));
                let inexact = |p: &Position| [
                    p.betweenness, p.closeness, p.harmonic, p.reach_two, p.pagerank, p.clustering,
                    p.constraint.unwrap_or(-1.0), p.effective_size.unwrap_or(-1.0),
                ];
                prop_assert!(inexact(old).iter().zip(inexact(new)).all(|(old, new)| (old - new).abs() < 1e-9));
            }
            prop_assert_eq!(before.whole.node_connectivity, after.whole.node_connectivity);
            let sizes = &before.whole.component_sizes;
            if sizes.len() == 1 || sizes[0] > sizes[1] {
                prop_assert_eq!(before.whole.diameter, after.whole.diameter);
            }
        }
    }
}
