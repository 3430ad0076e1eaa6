//! One pass over all votes: the matrix D'D times a block of vectors, without ever writing D or D'D down.

use crate::votes::{Code, VALUE, VALUES, Visit, Votes};

use super::krylov::BLOCK;

/// For each code of a vote, what it adds to the sums of its row: one number for each vector of the block.
type Table = Vec<[f64; BLOCK]>;

/// `D'D v` for up to `BLOCK` vectors `v` over the statements, where D holds `vote - centre` for a vote and 0
/// for none.
///
/// A row's products with the vectors are sums of rows of a table; these sums are then collected by code, so
/// that the second multiplication by D happens once for each code and not once for each vote.
pub(super) fn applied(votes: &Votes, centre: &[f64], block: &[Vec<f64>], threads: usize) -> Vec<Vec<f64>> {
    let statements = votes.statements();
    let mut table: Table = vec![[0.0; BLOCK]; statements * VALUES];
    for (at, weights) in table.iter_mut().enumerate() {
        let deviation = VALUE[at % VALUES] - centre[at / VALUES];
        for (weight, vector) in weights.iter_mut().zip(block) {
            *weight = deviation * vector[at / VALUES];
        }
    }
    let parts =
        votes.visit(threads, || Pass { table: &table, sums: vec![[0.0; BLOCK]; statements * VALUES] });
    let mut images = vec![vec![0.0; statements]; block.len()];
    for part in parts {
        for (statement, sums) in part.sums.chunks_exact(VALUES).enumerate() {
            for (value, sums) in VALUE.iter().zip(sums) {
                let deviation = value - centre[statement];
                images.iter_mut().zip(sums).for_each(|(image, sum)| image[statement] += deviation * sum);
            }
        }
    }
    images
}

struct Pass<'a> {
    table: &'a [[f64; BLOCK]],
    sums: Table,
}

impl Visit for Pass<'_> {
    fn row<C: Code>(&mut self, _: usize, votes: &[C]) {
        let mut row = [0.0; BLOCK];
        for code in votes {
            let weights = &self.table[code.number()];
            row.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += weight);
        }
        for code in votes {
            let sums = &mut self.sums[code.number()];
            sums.iter_mut().zip(row).for_each(|(sum, part)| *sum += part);
        }
    }
}
