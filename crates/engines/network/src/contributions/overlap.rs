//! Who works for the same outcomes.

use super::Contributions;

/// How alike two organisations are in what they work for. Each measure goes from 0, nothing in common, to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Overlap {
    /// The first of the two.
    pub one: usize,
    /// The second, later in order.
    pub other: usize,
    /// Outcomes of both over outcomes of either.
    pub jaccard: f64,
    /// Σ min / Σ max of their hours.
    pub weighted_jaccard: f64,
    /// The cosine of the angle between their rows.
    pub cosine: f64,
    /// Outcomes of both over those of the one with fewer.
    pub coefficient: f64,
}

impl Contributions {
    /// Pairs of organisations that work for at least one common outcome, in order.
    pub fn overlaps(&self) -> Vec<Overlap> {
        let busy: Vec<usize> = (0..self.organisations.len())
            .filter(|&one| self.row(one).iter().any(|hours| *hours > 0.0))
            .collect();
        let mut overlaps = Vec::new();
        for (at, &one) in busy.iter().enumerate() {
            overlaps.extend(busy[at + 1..].iter().filter_map(|&other| self.overlap(one, other)));
        }
        overlaps
    }

    fn overlap(&self, one: usize, other: usize) -> Option<Overlap> {
        let (mut of_one, mut of_other, mut both) = (0_u32, 0_u32, 0_u32);
        let (mut least, mut most, mut product) = (0.0, 0.0, 0.0);
        let (mut square, mut other_square) = (0.0, 0.0);
        for (&x, &y) in self.row(one).iter().zip(self.row(other)) {
            of_one += u32::from(x > 0.0);
            of_other += u32::from(y > 0.0);
            both += u32::from(x > 0.0 && y > 0.0);
            least += x.min(y);
            most += x.max(y);
            product += x * y;
            square += x * x;
            other_square += y * y;
        }
        (both > 0).then(|| Overlap {
            one,
            other,
            jaccard: f64::from(both) / f64::from(of_one + of_other - both),
            weighted_jaccard: least / most,
            cosine: product / f64::sqrt(square * other_square),
            coefficient: f64::from(both) / f64::from(of_one.min(of_other)),
        })
    }
}
