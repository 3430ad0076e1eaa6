//! Groups that the ties themselves show.

mod leiden;
mod level;

pub use leiden::{Leiden, leiden};

use crate::Graph;

/// Modularity (M. E. J. Newman and M. Girvan 2004, Physical Review E 69:026113): Σ over communities of L/m − γ (D/2m)², with L
/// the weight of ties within, D the strength of the members and m the weight of all ties. `None` without ties.
///
/// # Panics
/// If `community` does not hold a number for each member.
pub fn modularity(graph: &Graph, community: &[u32], resolution: f64) -> Option<f64> {
    assert_eq!(community.len(), graph.members(), "a community for each member");
    let communities = community.iter().max().map_or(0, |most| *most as usize + 1);
    let mut strength = vec![0.0; communities];
    let (mut within, mut all) = (0.0, 0.0);
    for (member, &own) in community.iter().enumerate() {
        for (end, weight) in graph.ties_of(member) {
            strength[own as usize] += weight;
            all += weight;
            if community[end] == own {
                within += weight;
            }
        }
    }
    let expected: f64 = strength.iter().map(|strength| (strength / all).powi(2)).sum();
    (all > 0.0).then(|| within / all - resolution * expected)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Blocks;

    /// Rings of five, six and seven people who all know one another, each ring with one tie to the next.
    fn cliques() -> (Graph, Vec<u32>) {
        let (mut ties, mut circle, mut first) = (Vec::new(), Vec::new(), 0);
        for (at, size) in [7_u32, 6, 5].into_iter().enumerate() {
            ties.extend((first..first + size).flat_map(|a| (first..a).map(move |b| (a, b))));
            ties.push((first, (first + size) % 18));
            circle.extend(std::iter::repeat_n(at as u32, size as usize));
            first += size;
        }
        (Graph::new(18, ties), circle)
    }

    #[test]
    fn circles_are_found_and_numbered_by_size() {
        let (graph, circle) = cliques();
        assert_eq!(leiden(&graph, Leiden::default(), None), circle);
        let one = vec![0; 18];
        assert_eq!(leiden(&graph, Leiden::default(), Some(&one)), circle);
        assert_eq!(modularity(&graph, &one, 1.0), Some(0.0));
    }

    #[test]
    fn strangers_are_alone() {
        let how = Leiden { runs: 3, ..Leiden::default() };
        assert_eq!(leiden(&Graph::new(3, []), how, None), [0, 1, 2]);
        assert!(leiden(&Graph::new(0, []), how, None).is_empty());
        assert_eq!(modularity(&Graph::new(3, []), &[0, 1, 2], 1.0), None);
    }

    /// The largest modularity over all divisions of a few members.
    fn best(graph: &Graph) -> f64 {
        fn divide(graph: &Graph, community: &mut Vec<u32>, most: u32) -> f64 {
            if community.len() == graph.members() {
                return modularity(graph, community, 1.0).unwrap();
            }
            let mut best = f64::MIN;
            for own in 0..=most {
                community.push(own);
                best = best.max(divide(graph, community, most.max(own + 1)));
                community.pop();
            }
            best
        }
        divide(graph, &mut Vec::new(), 0)
    }

    proptest! {
        #[test]
        fn never_above_the_best_of_all_divisions_and_not_far_below(ties in prop::collection::vec((0_u32..7, 0_u32..7, 1_u8..4), 1..12)) {
            let graph = Graph::weighted(7, ties.into_iter().map(|(a, b, level)| (a, b, f64::from(level))));
            prop_assume!(graph.ties() > 0);
            let found = leiden(&graph, Leiden { runs: 10, ..Leiden::default() }, None);
            let (found, best) = (modularity(&graph, &found, 1.0).unwrap(), best(&graph));
            prop_assert!(0.5 * best <= found && found < best + 1e-12, "{found} of {best}");
        }

        #[test]
        fn communities_hang_together(ties in prop::collection::vec((0_u32..30, 0_u32..30), 0..60), seed in 0_u64..9) {
            let graph = Graph::new(30, ties);
            let found = leiden(&graph, Leiden { seed, ..Leiden::default() }, None);
            let within = Graph::new(30, graph.each_tie()
                .filter(|(a, b, _)| found[*a] == found[*b])
                .map(|(a, b, _)| (a as u32, b as u32)));
            let communities = *found.iter().max().unwrap() as usize + 1;
            prop_assert_eq!(Blocks::of(&within).component_sizes().len(), communities);
        }
    }
}
