//! The best of several k-means, the same for everybody.

use super::{Spot, squared};
use crate::lot::Lots;

/// Rounds after which Lloyd's method is stopped.
const ROUNDS: usize = 100;

/// Spots in clusters.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Partition {
    /// The means, from left to right.
    pub(crate) centres: Vec<[f64; 2]>,
    /// The cluster of each spot.
    pub(crate) of: Vec<u8>,
    /// The weighted sum of squared distances from the means.
    pub(crate) within: f64,
}

/// The partition into `k` clusters with the smallest sum of squared distances that `starts` runs find, each
/// from means drawn by k-means++ (D. Arthur, S. Vassilvitskii, 2007) and improved by S. Lloyd's method; of
/// equal ones the first. Fewer clusters if there are fewer distinct spots.
pub(crate) fn partition(spots: &[Spot], k: usize, starts: usize, lots: &mut Lots) -> Partition {
    let mut best = lloyd(spots, spread(spots, k, lots));
    for _ in 1..starts {
        let next = lloyd(spots, spread(spots, k, lots));
        if next.within < best.within {
            best = next;
        }
    }
    best.left_to_right()
}

/// The centre nearest to a point, the first of equal ones, and the squared distance from it.
pub(crate) fn nearest(centres: &[[f64; 2]], at: [f64; 2]) -> (u8, f64) {
    let mut best = (0, f64::INFINITY);
    for (number, centre) in (0..).zip(centres) {
        let distance = squared(*centre, at);
        if distance < best.1 {
            best = (number, distance);
        }
    }
    best
}

/// Means to begin from: each next one is a spot, the likelier the farther it is from those before.
fn spread(spots: &[Spot], k: usize, lots: &mut Lots) -> Vec<[f64; 2]> {
    let mut centres: Vec<[f64; 2]> = Vec::with_capacity(k);
    let mut weights: Vec<f64> = spots.iter().map(|spot| spot.weight).collect();
    let mut farther = vec![f64::INFINITY; spots.len()];
    for _ in 0..k {
        let total: f64 = weights.iter().sum();
        if total <= 0.0 {
            break;
        }
        let mut left = lots.share() * total;
        let drawn = weights.iter().position(|weight| {
            left -= weight;
            left < 0.0
        });
        let last = || weights.iter().rposition(|&weight| weight > 0.0);
        let Some(drawn) = drawn.or_else(last) else { break };
        centres.push(spots[drawn].at);
        for ((weight, nearest), spot) in weights.iter_mut().zip(&mut farther).zip(spots) {
            *nearest = nearest.min(squared(spot.at, spots[drawn].at));
            *weight = spot.weight * *nearest;
        }
    }
    centres
}

/// Lloyd's method from these means until nothing moves.
fn lloyd(spots: &[Spot], mut centres: Vec<[f64; 2]>) -> Partition {
    let mut of = vec![u8::MAX; spots.len()];
    let mut within = 0.0;
    for _ in 0..ROUNDS {
        let mut sums = vec![[0.0; 3]; centres.len()];
        let mut moved = false;
        within = 0.0;
        for (spot, of) in spots.iter().zip(&mut of) {
            let (cluster, distance) = nearest(&centres, spot.at);
            moved |= *of != cluster;
            *of = cluster;
            within += spot.weight * distance;
            let sum = &mut sums[usize::from(cluster)];
            for (sum, x) in sum.iter_mut().zip([spot.at[0], spot.at[1], 1.0]) {
                *sum += spot.weight * x;
            }
        }
        if !moved {
            break;
        }
        for (centre, [x, y, weight]) in centres.iter_mut().zip(sums) {
            if weight > 0.0 {
                *centre = [x / weight, y / weight];
            }
        }
    }
    Partition { centres, of, within }
}

impl Partition {
    fn left_to_right(self) -> Self {
        let mut order: Vec<usize> = (0..self.centres.len()).collect();
        let key = |at: usize| self.centres[at];
        order.sort_by(|&a, &b| key(a)[0].total_cmp(&key(b)[0]).then(key(a)[1].total_cmp(&key(b)[1])));
        let mut rank = vec![0; order.len()];
        order.iter().enumerate().for_each(|(place, &at)| rank[at] = place as u8);
        let of = self.of.iter().map(|&cluster| rank[usize::from(cluster)]).collect();
        Self { centres: order.iter().map(|&at| self.centres[at]).collect(), of, within: self.within }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn spots(points: &[[f64; 2]]) -> Vec<Spot> {
        points.iter().map(|&at| Spot { at, weight: 1.0 }).collect()
    }

    #[test]
    fn two_heaps_are_two_clusters_from_left_to_right() {
        let heaps = spots(&[[9.0, 1.0], [0.0, 0.0], [9.0, 0.0], [1.0, 0.0]]);
        let found = partition(&heaps, 2, 4, &mut Lots::new(1));
        assert_eq!(found.centres, [[0.5, 0.0], [9.0, 0.5]]);
        assert_eq!((found.of.as_slice(), found.within), ([1, 0, 1, 0].as_slice(), 1.0));
        assert_eq!(partition(&spots(&[[1.0, 1.0]; 3]), 2, 4, &mut Lots::new(1)).centres, [[1.0, 1.0]]);
    }

    proptest! {
        #[test]
        fn a_heavy_spot_counts_as_so_many(points in prop::collection::vec((-9.0..9.0_f64, -9.0..9.0_f64), 3..12)) {
            let points: Vec<[f64; 2]> = points.into_iter().map(|(x, y)| [x, y]).collect();
            let heavy: Vec<Spot> = points.iter().map(|&at| Spot { at, weight: 2.0 }).collect();
            let start = points[..2].to_vec();
            let twice = spots(&[points.clone(), points].concat());
            let (one, other) = (lloyd(&heavy, start.clone()).within, lloyd(&twice, start).within);
            prop_assert!((one - other).abs() < 1e-9 * one.max(1.0), "{} {}", one, other);
        }
    }
}
