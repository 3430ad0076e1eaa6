//! The clearest division of a crowd into groups.

use super::spots::spots;
use crate::cluster::{Partition, Spot, nearest, partition, silhouettes};
use crate::lot::Lots;
use crate::parallel::in_order;

/// Groups at most.
pub(super) const MOST: usize = 5;
/// Runs of k-means for each number of groups.
const STARTS: usize = 24;
/// A group has at least so many members, so that nobody stands in one alone, ...
const LEAST: f64 = 3.0;
/// ... and at least this part of all.
const LEAST_PART: f64 = 0.02;

/// The means of the groups, from left to right, and their mean silhouette.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Division {
    pub(super) centres: Vec<[f64; 2]>,
    pub(super) silhouette: f64,
}

/// The division of these points with the largest silhouette, of those into 2 to 5 groups none of which is too
/// small. `None` if there is none.
pub(super) fn clearest(
    points: impl Iterator<Item = [f64; 2]> + Clone,
    seed: u64,
    threads: usize,
) -> Option<Division> {
    let spots = spots(points);
    let found = in_order(MOST - 1, threads, |at| divided(&spots, at + 2, STARTS, seed));
    let large: Vec<&Partition> = found.iter().flatten().collect();
    let partitions: Vec<&[u8]> = large.iter().map(|partition| partition.of.as_slice()).collect();
    let clear = silhouettes(&spots, &partitions, threads);
    let best = large.iter().zip(clear).reduce(|best, next| if next.1 > best.1 { next } else { best });
    best.map(|(partition, silhouette)| Division { centres: partition.centres.clone(), silhouette })
}

/// The best division into so many groups; `None` if there are too few points or one group is too small.
pub(super) fn divided(spots: &[Spot], k: usize, starts: usize, seed: u64) -> Option<Partition> {
    let found = partition(spots, k, starts, &mut Lots::new(seed.wrapping_add(k as u64)));
    let mut sizes = vec![0.0; k];
    for (spot, &group) in spots.iter().zip(&found.of) {
        sizes[usize::from(group)] += spot.weight;
    }
    let least = LEAST.max(LEAST_PART * sizes.iter().sum::<f64>());
    sizes.iter().all(|&size| size >= least).then_some(found)
}

/// The group of each point.
pub(super) fn assigned(points: impl Iterator<Item = [f64; 2]>, centres: &[[f64; 2]]) -> Vec<u8> {
    points.map(|at| nearest(centres, at).0).collect()
}
