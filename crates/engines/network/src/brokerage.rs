//! Whose neighbours are strangers to one another: structural holes.

use crate::Graph;

/// How much a member's ties are bound up with one another (R. S. Burt 1992, Structural Holes): the sum over its neighbours
/// j of (p(i, j) + Σ p(i, q) p(q, j))², where p(i, j) is the share of i's weight that its tie to j has. Low for a broker; can be above 1;
/// `None` for a member without ties. In `O(Σ degree²)`.
pub fn constraint(graph: &Graph) -> Vec<Option<f64>> {
    let n = graph.members();
    let strength: Vec<f64> = (0..n).map(|member| graph.weights(member).iter().sum()).collect();
    // What member i invests in each neighbour, by itself and through others; NaN for strangers.
    let mut invested = vec![f64::NAN; n];
    let mut of = |member: usize| {
        for (end, weight) in graph.ties_of(member) {
            invested[end] = weight / strength[member];
        }
        for (by, weight) in graph.ties_of(member) {
            let share = weight / strength[member];
            for (end, onward) in graph.ties_of(by) {
                invested[end] += share * onward / strength[by];
            }
        }
        let ends = graph.neighbours(member).iter();
        let sum = ends.map(|&end| std::mem::replace(&mut invested[end as usize], f64::NAN).powi(2)).sum();
        (graph.degree(member) > 0).then_some(sum)
    };
    (0..n).map(&mut of).collect()
}

/// How many neighbours a member has that are not redundant (Burt 1992, in the form of S. Borgatti 1997, Connections 20:35, for
/// ties without weights): degree − 2t / degree, with t the ties among them ([`crate::cohesion::triangles`]). `None` for a
/// member without ties. Divided by the degree it is Burt's efficiency.
pub fn effective_sizes(graph: &Graph, triangles: &[u64]) -> Vec<Option<f64>> {
    let of = |(member, &among): (usize, &u64)| {
        let degree = graph.degree(member) as f64;
        (degree > 0.0).then(|| degree - 2.0 * among as f64 / degree)
    };
    triangles.iter().enumerate().map(of).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_broker_and_a_closed_triangle() {
        let chain = Graph::new(4, [(0, 1), (1, 2)]);
        assert_eq!(constraint(&chain), [Some(1.0), Some(0.5), Some(1.0), None]);
        let triangle = constraint(&Graph::new(3, [(0, 1), (1, 2), (2, 0)]));
        assert!(triangle.iter().all(|c| c.unwrap() == 1.125), "{triangle:?}");
        assert_eq!(effective_sizes(&chain, &[0; 4]), [Some(1.0), Some(2.0), Some(1.0), None]);
    }

    proptest! {
        #[test]
        fn as_defined(ties in prop::collection::vec((0_u32..8, 0_u32..8, 1_u8..6), 0..20)) {
            let graph = Graph::weighted(8, ties.into_iter().map(|(a, b, level)| (a, b, f64::from(level))));
            let weight = |a: usize, b: usize| graph.ties_of(a).find(|(end, _)| *end == b).map_or(0.0, |tie| tie.1);
            let share = |a: usize, b: usize| weight(a, b) / (0..8).map(|end| weight(a, end)).sum::<f64>();
            for (i, found) in constraint(&graph).into_iter().enumerate() {
                let ends: Vec<usize> = graph.ties_of(i).map(|tie| tie.0).collect();
                let through = |j: usize| ends.iter().filter(|q| **q != j).map(|q| share(i, *q) * share(*q, j)).sum::<f64>();
                let expected: f64 = ends.iter().map(|&j| (share(i, j) + through(j)).powi(2)).sum();
                prop_assert_eq!(found.is_none(), ends.is_empty());
                prop_assert!((found.unwrap_or(0.0) - expected).abs() < 1e-12);
            }
        }
    }
}
