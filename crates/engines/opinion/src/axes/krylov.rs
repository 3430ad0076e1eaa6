//! The largest eigenvalues of a large symmetric matrix that can only be applied to vectors: block Lanczos
//! with full orthogonalisation, Rayleigh-Ritz and restarts (G. H. Golub, R. Underwood, 1977; Y. Saad,
//! Numerical Methods for Large Eigenvalue Problems, chapter 6).

use super::symmetric::eigen;

/// Vectors the matrix is applied to at once.
pub(super) const BLOCK: usize = 4;

/// Vectors that are kept before the search begins again from the best of them.
const MOST: usize = 24;

/// A vector that loses this much of its length to the basis adds nothing but rounding.
const LOST: f64 = 1e-13;

/// What was found.
pub(super) struct Ritz {
    /// Eigenvalues, the largest first.
    pub(super) values: Vec<f64>,
    /// Their vectors, of unit length.
    pub(super) vectors: Vec<Vec<f64>>,
}

/// The `BLOCK` largest eigenvalues with their vectors, of which the first two are as exact as asked: the
/// residual of each is at most `tolerance` times the largest eigenvalue. `apply` multiplies up to `BLOCK`
/// vectors by the matrix, at most `passes` times.
pub(super) fn largest(
    start: Vec<Vec<f64>>,
    tolerance: f64,
    passes: usize,
    apply: impl Fn(&[Vec<f64>]) -> Vec<Vec<f64>>,
) -> Ritz {
    let mut space = Space::default();
    let mut block = space.orthonormal(start);
    for _ in 0..passes {
        if block.is_empty() {
            break;
        }
        let images = apply(&block);
        let next = images.clone();
        space.extend(block, images);
        let (values, turns) = space.rayleigh_ritz();
        let mut leading = turns.iter().zip(&values).take(2);
        if leading.all(|(turn, value)| space.residual(turn, *value) <= tolerance * values[0]) {
            break;
        }
        block = space.orthonormal(next);
        if space.basis.len() + BLOCK > MOST {
            space = space.restarted(&turns);
        }
    }
    let (values, turns) = space.rayleigh_ritz();
    Ritz { values, vectors: turned(&space.basis, &turns) }
}

/// Orthonormal vectors, their images, and the matrix as these vectors see it.
#[derive(Default)]
struct Space {
    basis: Vec<Vec<f64>>,
    images: Vec<Vec<f64>>,
    seen: Vec<Vec<f64>>,
}

impl Space {
    /// Vectors made orthogonal to the basis and to each other, of unit length; those that depend on others
    /// are left out.
    fn orthonormal(&self, vectors: Vec<Vec<f64>>) -> Vec<Vec<f64>> {
        let mut new: Vec<Vec<f64>> = Vec::new();
        for mut vector in vectors {
            let before = dot(&vector, &vector).sqrt();
            // Twice is enough (W. Kahan, after B. N. Parlett, The Symmetric Eigenvalue Problem, section 6.9).
            for _ in 0..2 {
                for other in self.basis.iter().chain(&new) {
                    let shared = dot(&vector, other);
                    add(&mut vector, -shared, other);
                }
            }
            let length = dot(&vector, &vector).sqrt();
            if length > before * LOST {
                new.push(vector.iter().map(|x| x / length).collect());
            }
        }
        new
    }

    fn extend(&mut self, block: Vec<Vec<f64>>, images: Vec<Vec<f64>>) {
        for (vector, image) in block.into_iter().zip(images) {
            self.basis.push(vector);
            let column: Vec<f64> = self.basis.iter().map(|basis| dot(basis, &image)).collect();
            self.images.push(image);
            for (row, entry) in self.seen.iter_mut().zip(&column) {
                row.push(*entry);
            }
            self.seen.push(column);
        }
    }

    /// Eigenvalues in the space, and each eigenvector as weights of the basis.
    fn rayleigh_ritz(&self) -> (Vec<f64>, Vec<Vec<f64>>) {
        let (mut values, mut turns) = eigen(&self.seen);
        values.truncate(BLOCK);
        turns.truncate(BLOCK);
        (values, turns)
    }

    fn residual(&self, turn: &[f64], value: f64) -> f64 {
        let mut residual = vec![0.0; self.basis[0].len()];
        for ((weight, image), basis) in turn.iter().zip(&self.images).zip(&self.basis) {
            add(&mut residual, *weight, image);
            add(&mut residual, -value * weight, basis);
        }
        dot(&residual, &residual).sqrt()
    }

    /// The space of the best vectors alone.
    fn restarted(&self, turns: &[Vec<f64>]) -> Self {
        let mut space = Self::default();
        space.extend(turned(&self.basis, turns), turned(&self.images, turns));
        space
    }
}

/// Sums of vectors by weights, one for each turn.
fn turned(vectors: &[Vec<f64>], turns: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let sum = |turn: &Vec<f64>| {
        let mut sum = vec![0.0; vectors[0].len()];
        turn.iter().zip(vectors).for_each(|(weight, vector)| add(&mut sum, *weight, vector));
        sum
    };
    turns.iter().map(sum).collect()
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

fn add(to: &mut [f64], weight: f64, vector: &[f64]) {
    to.iter_mut().zip(vector).for_each(|(x, y)| *x += weight * y);
}
