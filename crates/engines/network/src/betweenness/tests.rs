use proptest::prelude::*;

use super::*;

fn of(graph: &Graph) -> Vec<f64> {
    betweenness(graph, &Blocks::of(graph))
}

#[test]
fn the_middle_of_a_chain_and_of_a_star() {
    assert_eq!(of(&Graph::new(4, [(0, 1), (1, 2), (2, 3)])), [0.0, 2.0, 2.0, 0.0]);
    assert_eq!(of(&Graph::new(6, (1..5).map(|leaf| (0, leaf)))), [6.0, 0.0, 0.0, 0.0, 0.0, 0.0]);
    assert_eq!(of(&Graph::new(5, (0..5).map(|at| (at, (at + 1) % 5)))), [1.0; 5]);
    assert_eq!(normalised(&[6.0, 0.0, 0.0, 0.0, 0.0], false), [1.0, 0.0, 0.0, 0.0, 0.0]);
    assert_eq!(normalised(&[0.0, 0.0], true), [0.0, 0.0]);
}

#[test]
fn close_ties_make_short_paths() {
    let graph = Graph::weighted(3, [(0, 1, 4.0), (1, 2, 4.0), (0, 2, 1.0)]);
    assert_eq!(weighted_betweenness(&graph), [0.0, 1.0, 0.0]);
    assert_eq!(of(&graph), [0.0; 3]);
}

/// By definition, over all ordered pairs: every shortest path counted by walking all of them.
fn by_definition(members: usize, length: &dyn Fn(usize, usize) -> Option<f64>) -> Vec<f64> {
    let mut far = vec![vec![f64::INFINITY; members]; members];
    let mut paths = vec![vec![0.0; members]; members];
    for (from, far) in far.iter_mut().enumerate() {
        far[from] = 0.0;
        for _ in 0..members {
            for (a, b) in (0..members).flat_map(|a| (0..members).map(move |b| (a, b))) {
                if let Some(length) = length(a, b) {
                    far[b] = far[b].min(far[a] + length);
                }
            }
        }
    }
    for from in 0..members {
        let mut order: Vec<usize> = (0..members).filter(|&to| far[from][to].is_finite()).collect();
        order.sort_by(|a, b| far[from][*a].total_cmp(&far[from][*b]));
        paths[from][from] = 1.0;
        for &to in order.iter().filter(|&&to| to != from) {
            paths[from][to] = (0..members)
                .filter(|&by| {
                    length(by, to).is_some_and(|l| (far[from][by] + l - far[from][to]).abs() < 1e-9)
                })
                .map(|by| paths[from][by])
                .sum();
        }
    }
    let share = |s: usize, v: usize, t: usize| {
        let on_the_way = (far[s][v] + far[v][t] - far[s][t]).abs() < 1e-9;
        if on_the_way { paths[s][v] * paths[v][t] / paths[s][t] } else { 0.0 }
    };
    let between = |v: usize| {
        let pairs = (0..members).flat_map(|s| (0..members).map(move |t| (s, t)));
        pairs
            .filter(|&(s, t)| s != t && s != v && t != v && far[s][t].is_finite())
            .map(|(s, t)| share(s, v, t))
            .sum()
    };
    (0..members).map(between).collect()
}

fn weight(graph: &Graph, a: usize, b: usize) -> Option<f64> {
    graph.ties_of(a).find(|(end, _)| *end == b).map(|(_, weight)| weight)
}

fn close(found: &[f64], expected: &[f64]) -> bool {
    found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-9)
}

proptest! {
    #[test]
    fn as_defined(ties in prop::collection::vec((0_u32..8, 0_u32..8, 0_i32..4), 0..20)) {
        // Sums of halves and quarters are exact in any order.
        let ties = ties.into_iter().map(|(a, b, level)| (a, b, 2_f64.powi(level)));
        let graph = Graph::weighted(8, ties.clone());
        let blocks = Blocks::of(&graph);
        let halved = |twice: Vec<f64>| twice.into_iter().map(|twice| twice / 2.0).collect::<Vec<_>>();
        let steps = by_definition(8, &|a, b| weight(&graph, a, b).map(|_| 1.0));
        prop_assert!(close(&betweenness(&graph, &blocks), &halved(steps)));
        let lengths = by_definition(8, &|a, b| weight(&graph, a, b).map(|weight| 1.0 / weight));
        prop_assert!(close(&weighted_betweenness(&graph), &halved(lengths)));
        let digraph = Digraph::new(8, ties);
        let directed = by_definition(8, &|a, b| digraph.followers(a).contains(&(b as u32)).then_some(1.0));
        prop_assert!(close(&directed_betweenness(&digraph), &directed));
    }

    #[test]
    fn renumbering_renumbers(ties in prop::collection::vec((0_u32..12, 0_u32..12), 0..30)) {
        let renumbered = Graph::new(12, ties.iter().map(|(a, b)| (11 - a, 11 - b)));
        let mut expected = of(&Graph::new(12, ties));
        expected.reverse();
        prop_assert!(close(&of(&renumbered), &expected));
    }
}
