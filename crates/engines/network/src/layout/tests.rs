use proptest::prelude::*;

use super::*;

fn of(graph: &Graph, seed: u64, before: Option<&[Option<Point>]>) -> Vec<Point> {
    stress_layout(graph, &Blocks::of(graph), seed, before)
}

/// A grid of so many rows and columns.
fn grid(side: u32) -> Graph {
    let at = |row: u32, column: u32| row * side + column;
    let right = (0..side).flat_map(|row| (1..side).map(move |column| (at(row, column - 1), at(row, column))));
    let down = (1..side).flat_map(|row| (0..side).map(move |column| (at(row - 1, column), at(row, column))));
    Graph::new((side * side) as usize, right.chain(down).collect::<Vec<_>>())
}

fn apart(a: Point, b: Point) -> f64 {
    (a[0] - b[0]).hypot(a[1] - b[1])
}

#[test]
fn a_chain_is_drawn_straight() {
    let chain = Graph::new(6, (1..6).map(|at| (at - 1, at)));
    let points = of(&chain, 1, None);
    assert!((apart(points[0], points[5]) - 5.0).abs() < 0.1, "{points:?}");
    assert!(stress(&chain, &points).unwrap() < 1e-3);
    assert_eq!(
        (stress(&chain, &[[0.0; 2]; 6]), stress(&Graph::new(2, []), &[[0.0; 2], [1.0; 2]])),
        (None, None)
    );
}

#[test]
fn pivots_draw_a_large_grid_nearly_as_well_as_all_pairs_a_small_one() {
    let (small, large) = (grid(10), grid(30));
    let small = stress(&small, &of(&small, 1, None)).unwrap();
    let large = stress(&large, &of(&large, 1, None)).unwrap();
    assert!(small < 0.05 && large < 0.06, "{small} {large}");
}

#[test]
fn components_do_not_lie_on_one_another() {
    let two = Graph::new(9, [(0, 1), (1, 2), (3, 4), (4, 5), (5, 6)]);
    let points = of(&two, 1, None);
    let part = |member: usize| Blocks::of(&two).component()[member];
    for (a, b) in (0..9).flat_map(|a| (0..a).map(move |b| (a, b))).filter(|(a, b)| part(*a) != part(*b)) {
        assert!(apart(points[a], points[b]) > 0.9, "{points:?}");
    }
    assert!(of(&Graph::new(0, []), 1, None).is_empty());
}

#[test]
fn who_stood_somewhere_stays_near_when_somebody_joins() {
    let before = grid(8);
    let old = of(&before, 1, None);
    let joined =
        Graph::new(65, before.each_tie().map(|(a, b, _)| (a as u32, b as u32)).chain([(64, 0), (64, 9)]));
    let known: Vec<Option<Point>> = old.iter().copied().map(Some).chain([None]).collect();
    let new = of(&joined, 1, Some(&known));
    let mut moved: Vec<f64> = old.iter().zip(&new).map(|(old, new)| apart(*old, *new)).collect();
    moved.sort_by(f64::total_cmp);
    assert!(moved[32] < 0.1 * 7.0, "{moved:?}");
}

proptest! {
    #[test]
    fn the_same_seed_draws_the_same(ties in prop::collection::vec((0_u32..20, 0_u32..20), 0..40), seed in 0_u64..5) {
        let graph = Graph::new(20, ties);
        let points = of(&graph, seed, None);
        prop_assert!(points.iter().flatten().all(|place| place.is_finite()));
        prop_assert_eq!(&points, &of(&graph, seed, None));
        if let Some(stress) = stress(&graph, &points) {
            prop_assert!((0.0..0.5).contains(&stress), "{}", stress);
        }
    }
}
