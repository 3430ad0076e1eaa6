//! Readings of directed ties. Betweenness and nearness along them stand with their undirected likes.

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};

use crate::graph::Digraph;

/// The share of possible directed ties that exist, m / (n(n−1)); `None` for fewer than two members.
pub fn density(graph: &Digraph) -> Option<f64> {
    let n = graph.members() as f64;
    (graph.members() >= 2).then(|| graph.ties() as f64 / (n * (n - 1.0)))
}

/// The share of directed ties that are answered by one back; `None` without ties.
pub fn reciprocity(graph: &Digraph) -> Option<f64> {
    let answered = |from: usize| {
        let back = |to: &&u32| graph.followers(**to as usize).binary_search(&(from as u32)).is_ok();
        graph.followers(from).iter().filter(back).count()
    };
    let both: usize = (0..graph.members()).map(answered).sum();
    (graph.ties() > 0).then(|| both as f64 / graph.ties() as f64)
}

/// How many sets of members there are of whom each reaches each other along ties, as large as possible.
pub fn strong_components(graph: &Digraph) -> usize {
    let mut copy: DiGraph<(), (), u32> = DiGraph::with_capacity(graph.members(), graph.ties());
    let nodes: Vec<NodeIndex> = (0..graph.members()).map(|_| copy.add_node(())).collect();
    for from in 0..graph.members() {
        for &to in graph.followers(from) {
            copy.add_edge(nodes[from], nodes[to as usize], ());
        }
    }
    kosaraju_scc(&copy).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_with_a_tail() {
        let ring = Digraph::new(4, [(0, 1, 1.0), (1, 2, 1.0), (2, 0, 1.0), (2, 3, 1.0), (2, 1, 1.0)]);
        assert_eq!(
            (density(&ring), reciprocity(&ring), strong_components(&ring)),
            (Some(5.0 / 12.0), Some(0.4), 2)
        );
        let none = Digraph::new(1, []);
        assert_eq!((density(&none), reciprocity(&none), strong_components(&none)), (None, None, 1));
    }
}
