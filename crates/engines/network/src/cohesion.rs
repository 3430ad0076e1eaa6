//! How dense a network is, and where.

use crate::Graph;

/// The share of possible ties that exist, 2m / (n(n−1)), from 0 to 1; `None` for fewer than two members.
pub fn density(graph: &Graph) -> Option<f64> {
    let n = graph.members() as f64;
    (graph.members() >= 2).then(|| 2.0 * graph.ties() as f64 / (n * (n - 1.0)))
}

/// How much the ties hang on one member (L. C. Freeman 1979, Social Networks 1:215): Σ(max − degree) / ((n−1)(n−2)), from 0
/// when all have equally many to 1 for a star. `None` for fewer than three members.
pub fn degree_centralisation(graph: &Graph) -> Option<f64> {
    let n = graph.members();
    let most = (0..n).map(|member| graph.degree(member)).max()?;
    let short: usize = (0..n).map(|member| most - graph.degree(member)).sum();
    (n >= 3).then(|| short as f64 / ((n - 1) * (n - 2)) as f64)
}

/// How much the shortest paths hang on one member (Freeman 1979): Σ(max − b) / (n−1) over normalised betweenness b, from 0 to
/// 1 for a star. `None` for fewer than three members.
pub fn betweenness_centralisation(normalised: &[f64]) -> Option<f64> {
    let most = normalised.iter().copied().fold(0.0, f64::max);
    let short: f64 = normalised.iter().map(|b| most - b).sum();
    (normalised.len() >= 3).then(|| short / (normalised.len() as f64 - 1.0))
}

/// For each member, the largest k for which it is in a part of the graph where everybody has at least k ties. V. Batagelj and
/// M. Zaveršnik 2003 (arXiv:cs/0310049): members leave in the order of their degrees. In `O(n + m)`.
pub fn core_numbers(graph: &Graph) -> Vec<u32> {
    let n = graph.members();
    let mut core: Vec<u32> = (0..n).map(|member| graph.degree(member) as u32).collect();
    // Members by degree, where each stands, and where each degree begins.
    let mut begins = vec![0_usize; core.iter().max().map_or(1, |most| *most as usize + 2)];
    for &degree in &core {
        begins[degree as usize + 1] += 1;
    }
    for degree in 1..begins.len() {
        begins[degree] += begins[degree - 1];
    }
    let mut free = begins.clone();
    let (mut order, mut place) = (vec![0_u32; n], vec![0; n]);
    for (member, degree) in core.iter().enumerate() {
        let at = &mut free[*degree as usize];
        (order[*at], place[member]) = (member as u32, *at);
        *at += 1;
    }
    for at in 0..n {
        let leaving = order[at] as usize;
        for &other in graph.neighbours(leaving) {
            let (other, degree) = (other as usize, core[other as usize] as usize);
            if degree > core[leaving] as usize {
                // The other changes places with the first of its degree and so comes to stand among those with one tie less.
                let (first, from) = (begins[degree], place[other]);
                let moved = order[first] as usize;
                order.swap(first, from);
                (place[other], place[moved]) = (first, from);
                begins[degree] += 1;
                core[other] -= 1;
            }
        }
    }
    core
}

/// For each member, how many ties there are among its neighbours. In `O(m √m)`: each triangle is found once, from the corner
/// with the fewest ties.
pub fn triangles(graph: &Graph) -> Vec<u64> {
    let n = graph.members();
    let rank = |member: usize| (graph.degree(member), member);
    let onward: Vec<Vec<u32>> = (0..n)
        .map(|a| graph.neighbours(a).iter().copied().filter(|&b| rank(a) < rank(b as usize)).collect())
        .collect();
    let mut count = vec![0; n];
    let mut marked = vec![false; n];
    for (a, ends) in onward.iter().enumerate() {
        for &b in ends {
            marked[b as usize] = true;
        }
        for &b in ends {
            for &c in onward[b as usize].iter().filter(|&&c| marked[c as usize]) {
                for corner in [a, b as usize, c as usize] {
                    count[corner] += 1;
                }
            }
        }
        for &b in ends {
            marked[b as usize] = false;
        }
    }
    count
}

/// For each member, the share of pairs of its neighbours that are tied to each other, from 0 to 1; 0 with fewer than two.
pub fn clustering(graph: &Graph, triangles: &[u64]) -> Vec<f64> {
    let share = |(member, &count): (usize, &u64)| match pairs(graph.degree(member)) {
        0 => 0.0,
        pairs => count as f64 / pairs as f64,
    };
    triangles.iter().enumerate().map(share).collect()
}

/// The share of paths over two ties whose ends are tied: 3 · triangles / connected triples; 0 without such paths.
pub fn transitivity(graph: &Graph, triangles: &[u64]) -> f64 {
    let triples: usize = (0..graph.members()).map(|member| pairs(graph.degree(member))).sum();
    if triples == 0 { 0.0 } else { triangles.iter().sum::<u64>() as f64 / triples as f64 }
}

fn pairs(of: usize) -> usize {
    of * of.saturating_sub(1) / 2
}

/// Whether members with many ties are tied to one another: the correlation of degrees over the ends of ties (M. E. J. Newman
/// 2002, Physical Review Letters 89:208701), from −1 to 1. `None` if all ends have the same degree.
pub fn degree_assortativity(graph: &Graph) -> Option<f64> {
    let ends = 2.0 * graph.ties() as f64;
    // Sums of whole numbers: exact, so that equal degrees give a spread of exactly 0.
    let (mut sum, mut squares, mut products) = (0.0, 0.0, 0.0);
    for (a, b, _) in graph.each_tie() {
        let (a, b) = (graph.degree(a) as f64, graph.degree(b) as f64);
        sum += a + b;
        squares += a * a + b * b;
        products += 2.0 * a * b;
    }
    let spread = ends * squares - sum * sum;
    (spread > 0.0).then(|| (ends * products - sum * sum) / spread)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn star() -> Graph {
        Graph::new(6, (1..6).map(|leaf| (0, leaf)))
    }

    #[test]
    fn the_worked_example() {
        let graph = Graph::new(5, [(1, 0), (1, 2), (1, 3), (1, 4), (0, 2)]);
        assert_eq!(density(&graph), Some(0.5));
        assert_eq!(format!("{:.3}", degree_centralisation(&graph).unwrap()), "0.833");
        let triangles = triangles(&graph);
        assert_eq!(triangles, [1, 1, 1, 0, 0]);
        assert_eq!(clustering(&graph, &triangles)[..2], [1.0, 1.0 / 6.0]);
        assert_eq!(transitivity(&graph, &triangles), 3.0 / 8.0);
        assert_eq!(core_numbers(&graph), [2, 2, 2, 1, 1]);
    }

    #[test]
    fn a_star_is_wholly_centralised_and_a_ring_not_at_all() {
        let ring = Graph::new(6, (0..6).map(|at| (at, (at + 1) % 6)));
        assert_eq!((degree_centralisation(&star()), degree_centralisation(&ring)), (Some(1.0), Some(0.0)));
        assert_eq!(betweenness_centralisation(&[1.0, 0.0, 0.0]), Some(1.0));
        assert_eq!((degree_assortativity(&star()), degree_assortativity(&ring)), (Some(-1.0), None));
    }

    #[test]
    fn too_few_members_have_no_reading() {
        let two = Graph::new(2, []);
        assert_eq!((density(&two), degree_centralisation(&two)), (Some(0.0), None));
        assert_eq!((density(&Graph::new(0, [])), transitivity(&two, &[0, 0])), (None, 0.0));
        assert!(core_numbers(&Graph::new(0, [])).is_empty());
    }

    proptest! {
        #[test]
        fn cores_and_triangles_as_defined(ties in prop::collection::vec((0_u32..9, 0_u32..9), 0..30)) {
            let graph = Graph::new(9, ties);
            let core = core_numbers(&graph);
            for k in 1..9 {
                let mut left: Vec<usize> = (0..9).collect();
                loop {
                    let among = |m: &usize| left.iter().filter(|other| graph.are_tied(*m, **other)).count();
                    let kept: Vec<usize> = left.iter().copied().filter(|m| among(m) >= k).collect();
                    if kept.len() == left.len() {
                        break;
                    }
                    left = kept;
                }
                let found: Vec<usize> = (0..9).filter(|member| core[*member] as usize >= k).collect();
                prop_assert_eq!(left, found);
            }
            for (member, count) in triangles(&graph).into_iter().enumerate() {
                let ends = graph.neighbours(member);
                let tied = graph.each_tie().filter(|(a, b, _)| {
                    ends.contains(&(*a as u32)) && ends.contains(&(*b as u32))
                });
                prop_assert_eq!(count as usize, tied.count());
            }
            prop_assert!((0.0..=1.0).contains(&degree_centralisation(&graph).unwrap()));
        }
    }
}
