//! K-means as Polis runs it: every detail matters for getting the same clusters.

use std::collections::HashMap;

use crate::cluster::squared;

/// Means that all move less than this between two rounds have settled.
const SETTLED: f64 = 0.01;

/// What is put into clusters.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Item {
    pub(super) id: usize,
    pub(super) at: [f64; 2],
    pub(super) weight: f64,
}

/// Items around their weighted mean.
#[derive(Debug, Clone, PartialEq)]
pub struct Cluster {
    /// Its number. It keeps it from one run to the next.
    pub id: usize,
    /// The weighted mean of its members.
    pub centre: [f64; 2],
    /// The members: participants by row, or base clusters by number.
    pub members: Vec<usize>,
}

/// Clusters of the items: from the clusters of the last run, or cold from the first `k` distinct items.
pub(super) fn clusters(items: &[Item], k: usize, rounds: usize, last: Option<&[Cluster]>) -> Vec<Cluster> {
    let mut clusters = match last {
        Some(last) if !last.is_empty() => warm(items, k, by_position(items, last)),
        _ => cold(items, k),
    };
    for _ in 0..rounds {
        let before = sorted_centres(&clusters);
        clusters = recentred(items, assigned(items, &clusters));
        let after = sorted_centres(&clusters);
        let settled = before.iter().zip(&after).all(|(a, b)| squared(*a, *b) < SETTLED * SETTLED);
        if before.len() == after.len() && settled {
            break;
        }
    }
    for member in clusters.iter_mut().flat_map(|cluster| &mut cluster.members) {
        *member = items[*member].id;
    }
    clusters
}

/// Clusters whose members are told by their position among the items; whoever is not there any more is left
/// out.
fn by_position(items: &[Item], clusters: &[Cluster]) -> Vec<Cluster> {
    let position: HashMap<usize, usize> = items.iter().enumerate().map(|(at, item)| (item.id, at)).collect();
    let members =
        |cluster: &Cluster| cluster.members.iter().filter_map(|id| position.get(id).copied()).collect();
    clusters.iter().map(|cluster| Cluster { members: members(cluster), ..*cluster }).collect()
}

fn cold(items: &[Item], k: usize) -> Vec<Cluster> {
    let mut clusters: Vec<Cluster> = Vec::new();
    for item in items {
        if clusters.len() == k {
            break;
        }
        if !clusters.iter().any(|cluster| cluster.centre == item.at) {
            clusters.push(Cluster { id: clusters.len(), centre: item.at, members: Vec::new() });
        }
    }
    clusters
}

/// The last clusters around the members that are still there, with those merged that stand on the same place,
/// and as many new ones as are missing, each begun by the item that is farthest from all.
fn warm(items: &[Item], k: usize, last: Vec<Cluster>) -> Vec<Cluster> {
    let mut clusters: Vec<Cluster> = Vec::new();
    for cluster in recentred(items, last) {
        match clusters.iter_mut().find(|other| other.centre == cluster.centre) {
            Some(other) => {
                if cluster.members.len() > other.members.len() {
                    other.id = cluster.id;
                }
                other.members.extend(cluster.members);
            }
            None => clusters.push(cluster),
        }
    }
    while clusters.len() < k {
        let from_nearest = |item: &Item| {
            clusters.iter().map(|cluster| squared(cluster.centre, item.at)).fold(f64::INFINITY, f64::min)
        };
        let farthest = items
            .iter()
            .enumerate()
            .map(|(at, item)| (from_nearest(item), at))
            .filter(|(distance, _)| *distance > 0.0)
            .reduce(|most, next| if next.0 > most.0 { next } else { most });
        let Some((_, farthest)) = farthest else { break };
        let id = clusters.iter().map(|cluster| cluster.id + 1).max().unwrap_or(0);
        for cluster in &mut clusters {
            cluster.members.retain(|&member| member != farthest);
        }
        clusters.push(Cluster { id, centre: items[farthest].at, members: vec![farthest] });
        clusters = recentred(items, clusters);
    }
    clusters
}

/// Each item with the nearest centre; of equally near ones with the last.
fn assigned(items: &[Item], clusters: &[Cluster]) -> Vec<Cluster> {
    let mut assigned: Vec<Cluster> =
        clusters.iter().map(|cluster| Cluster { members: Vec::new(), ..*cluster }).collect();
    // Sorted by their first coordinate, so that the search can stop where even that is too far.
    let mut order: Vec<(f64, usize)> =
        clusters.iter().enumerate().map(|(at, cluster)| (cluster.centre[0], at)).collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (position, item) in items.iter().enumerate() {
        let middle = order.partition_point(|(x, _)| *x < item.at[0]);
        let mut best = (f64::INFINITY, 0);
        let mut look = |&(x, at): &(f64, usize)| {
            let distance = squared(clusters[at].centre, item.at);
            if distance < best.0 || (distance == best.0 && at > best.1) {
                best = (distance, at);
            }
            (x - item.at[0]).powi(2) <= best.0
        };
        let _ = order[middle..].iter().all(&mut look);
        let _ = order[..middle].iter().rev().all(&mut look);
        assigned[best.1].members.push(position);
    }
    assigned
}

/// Around the weighted means of the members; clusters without members are gone.
fn recentred(items: &[Item], clusters: Vec<Cluster>) -> Vec<Cluster> {
    let there = clusters.into_iter().filter_map(|cluster| {
        let mut sums = [0.0; 3];
        for item in cluster.members.iter().map(|&member| items[member]) {
            let parts = [item.at[0] * item.weight, item.at[1] * item.weight, item.weight];
            sums.iter_mut().zip(parts).for_each(|(sum, part)| *sum += part);
        }
        (!cluster.members.is_empty())
            .then(|| Cluster { centre: [sums[0] / sums[2], sums[1] / sums[2]], ..cluster })
    });
    there.collect()
}

fn sorted_centres(clusters: &[Cluster]) -> Vec<[f64; 2]> {
    let mut centres: Vec<[f64; 2]> = clusters.iter().map(|cluster| cluster.centre).collect();
    centres.sort_by(|a, b| a[0].total_cmp(&b[0]).then(a[1].total_cmp(&b[1])));
    centres
}
