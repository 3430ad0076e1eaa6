//! Standing that comes from those one is tied to: eigenvector centrality and `PageRank`.

use crate::Graph;

/// Eigenvector centrality (P. Bonacich 1972, Journal of Mathematical Sociology 2:113) among `members`, which must be a
/// component: x with A x = λ x for the largest λ, x ≥ 0 and Σ x² = 1; all others are 0. Ties count without weights. `None` if
/// λ lies so near to the next eigenvalue that `x` cannot be told.
///
/// The largest eigenpair is found by C. Lanczos' method (1950), begun again from the best vector so far.
pub fn eigenvector(graph: &Graph, members: &[u32]) -> Option<Vec<f64>> {
    let mut place = vec![usize::MAX; graph.members()];
    for (at, &member) in members.iter().enumerate() {
        place[member as usize] = at;
    }
    let times = |x: &[f64]| -> Vec<f64> {
        let sum = |&member: &u32| {
            let ends = graph.neighbours(member as usize).iter();
            ends.map(|&end| x[place[end as usize]]).sum()
        };
        members.iter().map(sum).collect()
    };
    let mut x: Vec<f64> = members.iter().map(|&member| 1.0 + graph.degree(member as usize) as f64).collect();
    unit(&mut x);
    for _ in 0..RESTARTS {
        let (value, off) = improve(&mut x, &times);
        if off <= EXACT * value.max(1.0) {
            let mut all = vec![0.0; graph.members()];
            members.iter().zip(&x).for_each(|(&member, x)| all[member as usize] = x.abs());
            return Some(all);
        }
    }
    None
}

/// How many vectors span the space in which the best is looked for.
const SPAN: usize = 32;
/// How often it is begun again. Networks of people need a handful.
const RESTARTS: usize = 2_000;
/// How far A x may be from λ x, as a share of λ.
const EXACT: f64 = 1e-12;

/// Replaces a unit vector by the best in the space of x, A x, A² x, …; answers the value that belonged to the old one and how
/// far it was from being an eigenvector.
fn improve(x: &mut Vec<f64>, times: &impl Fn(&[f64]) -> Vec<f64>) -> (f64, f64) {
    let mut basis: Vec<Vec<f64>> = vec![std::mem::take(x)];
    let (mut diagonal, mut beside): (Vec<f64>, Vec<f64>) = (Vec::new(), Vec::new());
    loop {
        let mut next = times(&basis[basis.len() - 1]);
        diagonal.push(dot(&next, &basis[basis.len() - 1]));
        // Twice is enough for the new vector to be orthogonal to all others to the last bits.
        for _ in 0..2 {
            for known in &basis {
                let along = dot(&next, known);
                next.iter_mut().zip(known).for_each(|(next, known)| *next -= along * known);
            }
        }
        let left = norm(&next);
        beside.push(left);
        if basis.len() == SPAN || left <= EXACT * 1e-2 * diagonal[0].abs().max(1.0) {
            break;
        }
        unit(&mut next);
        basis.push(next);
    }
    let found = (diagonal[0], beside[0]);
    let mix = largest_of_tridiagonal(&diagonal, &beside[..diagonal.len() - 1]);
    *x = vec![0.0; basis[0].len()];
    for (share, vector) in mix.iter().zip(&basis) {
        x.iter_mut().zip(vector).for_each(|(x, v)| *x += share * v);
    }
    unit(x);
    found
}

/// The eigenvector of the largest eigenvalue of a symmetric tridiagonal matrix.
fn largest_of_tridiagonal(diagonal: &[f64], beside: &[f64]) -> Vec<f64> {
    let at = |row: usize| if row == 0 { 0.0 } else { beside.get(row - 1).copied().unwrap_or(0.0).abs() };
    let reach = |row: usize| diagonal[row].abs() + at(row) + at(row + 1);
    let bound = (0..diagonal.len()).map(reach).fold(1.0, f64::max);
    // All eigenvalues lie below v if every pivot of v − T is above 0. Bisection from above keeps it so.
    let pivots = |value: f64| {
        let mut pivots: Vec<f64> = Vec::with_capacity(diagonal.len());
        for (row, entry) in diagonal.iter().enumerate() {
            let before = if row == 0 { 0.0 } else { at(row).powi(2) / pivots[row - 1] };
            pivots.push(value - entry - before);
            if pivots[row] <= 0.0 {
                return None;
            }
        }
        Some(pivots)
    };
    let (mut low, mut high) = (-bound, bound * (1.0 + 1e-9));
    while high - low > 4.0 * f64::EPSILON * bound {
        let middle = f64::midpoint(low, high);
        if pivots(middle).is_some() { high = middle } else { low = middle }
    }
    let Some(pivots) = pivots(high) else { return vec![1.0; diagonal.len()] };
    let mut vector = vec![1.0; diagonal.len()];
    for _ in 0..3 {
        for row in 1..vector.len() {
            vector[row] += vector[row - 1] * beside[row - 1] / pivots[row - 1];
        }
        for row in (0..vector.len()).rev() {
            let after = if row + 1 < vector.len() { beside[row] * vector[row + 1] } else { 0.0 };
            vector[row] = (vector[row] + after) / pivots[row];
        }
        unit(&mut vector);
    }
    vector
}

/// `PageRank` (S. Brin and L. Page 1998) along undirected ties without weights: where somebody is, in the long run, who with
/// probability `damping` follows a random tie and else goes to a random member, as also from a member without ties. The sum
/// is 1. Found to 10⁻¹³ in sum.
///
/// # Panics
/// If `damping` is not below 1, or below 0.
pub fn pagerank(graph: &Graph, damping: f64) -> Vec<f64> {
    assert!((0.0..1.0).contains(&damping), "damping is from 0 to below 1");
    let n = graph.members();
    let share: Vec<f64> = (0..n).map(|member| 1.0 / (graph.degree(member) as f64).max(1.0)).collect();
    let mut rank = vec![1.0 / n as f64; n];
    loop {
        let handed: Vec<f64> = rank.iter().zip(&share).map(|(rank, share)| rank * share).collect();
        let stuck: f64 = (0..n).filter(|&member| graph.degree(member) == 0).map(|member| rank[member]).sum();
        let everywhere = (1.0 - damping + damping * stuck) / n as f64;
        let of = |member: usize| {
            let received: f64 = graph.neighbours(member).iter().map(|&end| handed[end as usize]).sum();
            everywhere + damping * received
        };
        let next: Vec<f64> = (0..n).map(of).collect();
        let moved: f64 = next.iter().zip(&rank).map(|(next, rank)| (next - rank).abs()).sum();
        rank = next;
        if moved <= 1e-13 {
            return rank;
        }
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn norm(x: &[f64]) -> f64 {
    dot(x, x).sqrt()
}

/// Makes a vector as long as 1.
fn unit(x: &mut [f64]) {
    let norm = norm(x);
    for x in x {
        *x /= norm;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Blocks;

    #[test]
    fn a_star_by_hand() {
        let star = Graph::new(6, (1..5).map(|leaf| (0, leaf)));
        let x = eigenvector(&star, &[0, 1, 2, 3, 4]).unwrap();
        assert!((x[0] - 0.5_f64.sqrt()).abs() < 1e-12 && (x[1] - 0.125_f64.sqrt()).abs() < 1e-12);
        assert_eq!(x[5], 0.0);
        assert_eq!(eigenvector(&Graph::new(2, []), &[1]), Some(vec![0.0, 1.0]));
        assert_eq!(eigenvector(&Graph::new(0, []), &[]).map(|x| x.len()), Some(0));
        let ranks = pagerank(&Graph::new(3, [(0, 1), (1, 2)]), 0.85);
        assert!(
            (ranks[1] - 0.486_486_486_486).abs() < 1e-11 && (ranks.iter().sum::<f64>() - 1.0).abs() < 1e-12
        );
        assert!(pagerank(&Graph::new(0, []), 0.85).is_empty());
    }

    proptest! {
        #[test]
        fn an_eigenvector_of_the_largest_value(ties in prop::collection::vec((0_u32..40, 0_u32..40), 1..90)) {
            let graph = Graph::new(40, ties);
            let members = Blocks::of(&graph).largest_component();
            let x = eigenvector(&graph, &members).unwrap();
            let times: Vec<f64> =
                (0..40).map(|a| graph.neighbours(a).iter().map(|&b| x[b as usize]).sum()).collect();
            let value = dot(&x, &times);
            prop_assert!((norm(&x) - 1.0).abs() < 1e-12);
            prop_assert!((0..40).all(|at| (times[at] - value * x[at]).abs() < 1e-10));
            // Perron and Frobenius: only the largest eigenvalue of a component has an eigenvector without zeros or signs.
            prop_assert!(members.len() == 1 || members.iter().all(|member| x[*member as usize] > 0.0));
        }
    }
}
