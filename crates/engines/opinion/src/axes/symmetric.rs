//! Eigenvalues of a small symmetric matrix.

/// What may be left beside the diagonal, as part of the sum of all squares: rounding.
const SETTLED: f64 = 1e-31;
/// Sweeps after which Jacobi's method has long converged.
const SWEEPS: usize = 50;

/// Eigenvalues, the largest first, with their vectors of unit length, of a symmetric matrix given by rows.
/// Cyclic Jacobi rotations (C. G. J. Jacobi, 1846; G. H. Golub, C. F. Van Loan, Matrix Computations, section
/// 8.5).
pub(super) fn eigen(matrix: &[Vec<f64>]) -> (Vec<f64>, Vec<Vec<f64>>) {
    let size = matrix.len();
    let mut a = matrix.to_vec();
    // Rows of `vectors` are the eigenvectors.
    let mut vectors: Vec<Vec<f64>> =
        (0..size).map(|row| (0..size).map(|column| f64::from(u8::from(row == column))).collect()).collect();
    let scale: f64 = a.iter().flatten().map(|x| x * x).sum();
    for _ in 0..SWEEPS {
        let off: f64 =
            (0..size).flat_map(|p| (0..p).map(move |q| (p, q))).map(|(p, q)| a[p][q] * a[p][q]).sum();
        if off <= scale * SETTLED {
            break;
        }
        for p in 0..size {
            for q in p + 1..size {
                rotate(&mut a, &mut vectors, p, q);
            }
        }
    }
    let mut order: Vec<usize> = (0..size).collect();
    order.sort_by(|&i, &j| a[j][j].total_cmp(&a[i][i]));
    (
        order.iter().map(|&i| a[i][i]).collect(),
        order.iter().map(|&i| std::mem::take(&mut vectors[i])).collect(),
    )
}

/// Turns the plane of two coordinates so that their common entry becomes 0.
fn rotate(a: &mut [Vec<f64>], vectors: &mut [Vec<f64>], p: usize, q: usize) {
    if a[p][q] == 0.0 {
        return;
    }
    let tau = (a[q][q] - a[p][p]) / (2.0 * a[p][q]);
    let tan = tau.signum() / (tau.abs() + (1.0 + tau * tau).sqrt());
    let cos = 1.0 / (1.0 + tan * tan).sqrt();
    let sin = tan * cos;
    let turn = |x: &mut f64, y: &mut f64| (*x, *y) = (cos * *x - sin * *y, sin * *x + cos * *y);
    for row in a.iter_mut() {
        let (left, right) = row.split_at_mut(q);
        turn(&mut left[p], &mut right[0]);
    }
    for rows in [&mut *a, vectors] {
        let (above, below) = rows.split_at_mut(q);
        above[p].iter_mut().zip(&mut below[0]).for_each(|(x, y)| turn(x, y));
    }
    (a[p][q], a[q][p]) = (0.0, 0.0);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::eigen;

    #[test]
    fn a_known_matrix() {
        let (values, vectors) = eigen(&[vec![2.0, 1.0], vec![1.0, 2.0]]);
        assert!((values[0] - 3.0).abs() < 1e-15 && (values[1] - 1.0).abs() < 1e-15);
        assert!((vectors[0][0] - vectors[0][1]).abs() < 1e-15);
    }

    proptest! {
        #[test]
        fn the_vectors_are_only_stretched(entries in prop::collection::vec(-9.0..9.0_f64, 36)) {
            let matrix: Vec<Vec<f64>> =
                (0..6).map(|i| (0..6).map(|j| entries[i * 6 + j] + entries[j * 6 + i]).collect()).collect();
            let (values, vectors) = eigen(&matrix);
            prop_assert!(values.is_sorted_by(|a, b| a >= b));
            for (value, vector) in values.iter().zip(&vectors) {
                for (row, x) in matrix.iter().zip(vector) {
                    let stretched: f64 = row.iter().zip(vector).map(|(a, b)| a * b).sum();
                    prop_assert!((stretched - value * x).abs() < 1e-12);
                }
            }
        }
    }
}
