//! How clearly clusters stand apart.

use super::{Spot, squared};
use crate::parallel::in_order;

/// Parts the sum over all spots is taken in.
const PARTS: usize = 16;

/// The mean silhouette (P. J. Rousseeuw, 1987) of each of several partitions of the same spots, from -1 to 1:
/// for each spot `(b - a) / max(a, b)`, where `a` is its mean distance from the others of its cluster and `b`
/// that from the nearest other cluster; 0 for whoever is alone in a cluster.
pub(crate) fn silhouettes(spots: &[Spot], partitions: &[&[u8]], threads: usize) -> Vec<f64> {
    // One row of sums holds the clusters of all partitions, one after the other.
    let mut starts = vec![0];
    for partition in partitions {
        starts
            .push(starts[starts.len() - 1] + partition.iter().max().map_or(0, |&last| usize::from(last) + 1));
    }
    let slots = starts[partitions.len()];
    let slot = |which: usize, spot: usize| starts[which] + usize::from(partitions[which][spot]);
    let slot_of: Vec<Vec<usize>> =
        (0..spots.len()).map(|spot| (0..partitions.len()).map(|which| slot(which, spot)).collect()).collect();
    let mut weights = vec![0.0; slots];
    for (spot, slots) in spots.iter().zip(&slot_of) {
        for &slot in slots {
            weights[slot] += spot.weight;
        }
    }
    let each = spots.len().div_ceil(PARTS).max(1);
    let parts = in_order(spots.len().div_ceil(each), threads, |part| {
        let mut totals = vec![0.0; partitions.len()];
        let mut sums = vec![0.0; slots];
        for at in part * each..spots.len().min((part + 1) * each) {
            sums.fill(0.0);
            for (spot, slots) in spots.iter().zip(&slot_of) {
                let distance = spot.weight * squared(spot.at, spots[at].at).sqrt();
                for &slot in slots {
                    sums[slot] += distance;
                }
            }
            for (which, total) in totals.iter_mut().enumerate() {
                let clusters = starts[which]..starts[which + 1];
                let own = slot_of[at][which];
                *total += spots[at].weight * width(&sums, &weights, clusters, own);
            }
        }
        totals
    });
    let all: f64 = spots.iter().map(|spot| spot.weight).sum();
    let total = |which: usize| parts.iter().map(|totals| totals[which]).sum::<f64>();
    (0..partitions.len()).map(|which| total(which) / all).collect()
}

fn width(sums: &[f64], weights: &[f64], clusters: std::ops::Range<usize>, own: usize) -> f64 {
    if weights[own] <= 1.0 {
        return 0.0;
    }
    let inside = sums[own] / (weights[own] - 1.0);
    let others = clusters.filter(|&cluster| cluster != own && weights[cluster] > 0.0);
    let outside = others.map(|cluster| sums[cluster] / weights[cluster]).fold(f64::INFINITY, f64::min);
    let larger = inside.max(outside);
    if outside.is_infinite() || larger == 0.0 { 0.0 } else { (outside - inside) / larger }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn worked_by_hand() {
        let spots = [0.0, 2.0, 10.0].map(|x| Spot { at: [x, 0.0], weight: 1.0 });
        // 0: a = 2, b = 10; 2: a = 2, b = 8; 10 is alone.
        let wanted = (0.8 + 0.75 + 0.0) / 3.0;
        let found = silhouettes(&spots, &[&[0, 0, 1], &[0, 0, 0]], 2);
        assert!((found[0] - wanted).abs() < 1e-15);
        assert_eq!(found[1], 0.0);
    }
}
