//! Base clusters, groups of base clusters, and how many groups.

use super::kmeans::{Cluster, Item, clusters};
use crate::cluster::{Spot, silhouettes};

/// Base clusters at most.
const BASE: usize = 100;
/// Rounds of k-means for base clusters.
const BASE_ROUNDS: usize = 100;
/// Rounds of k-means for groups.
const GROUP_ROUNDS: usize = 20;
/// Groups at most.
const MOST: usize = 5;
/// Base clusters for each group beyond two.
const EACH: usize = 12;
/// How often in a row another number of groups must be the best before it is taken.
const PATIENCE: u32 = 4;

/// Base clusters of participants in the order of their rows: at most 100, from the last ones if there are
/// any.
pub fn base_clusters(places: &[[f64; 2]], participants: &[usize], last: Option<&[Cluster]>) -> Vec<Cluster> {
    let item = |&row: &usize| Item { id: row, at: places[row], weight: 1.0 };
    let items: Vec<Item> = participants.iter().map(item).collect();
    clusters(&items, BASE, BASE_ROUNDS, last)
}

/// A division of the base clusters into groups, for one number of groups.
#[derive(Debug, Clone, PartialEq)]
pub struct Division {
    /// How many groups were sought; there are fewer if there are fewer distinct base clusters.
    pub k: usize,
    /// The groups; their members are the ids of base clusters.
    pub groups: Vec<Cluster>,
    /// The mean silhouette over base clusters, each counted once.
    pub silhouette: f64,
}

/// Divisions into 2 groups up to at most 5, from those of the last run if there are any.
pub fn divisions(base: &[Cluster], last: &[Division]) -> Vec<Division> {
    let item =
        |cluster: &Cluster| Item { id: cluster.id, at: cluster.centre, weight: cluster.members.len() as f64 };
    let items: Vec<Item> = base.iter().map(item).collect();
    let most = if base.is_empty() { 1 } else { MOST.min(2 + base.len() / EACH) };
    let division = |k: usize| {
        let last = last.iter().find(|division| division.k == k);
        let mut groups = clusters(&items, k, GROUP_ROUNDS, last.map(|last| last.groups.as_slice()));
        groups.sort_by_key(|group| group.id);
        let silhouette = silhouette(base, &groups);
        Division { k, groups, silhouette }
    };
    (2..=most).map(division).collect()
}

fn silhouette(base: &[Cluster], groups: &[Cluster]) -> f64 {
    let spots: Vec<Spot> = base.iter().map(|cluster| Spot { at: cluster.centre, weight: 1.0 }).collect();
    let group = |cluster: &Cluster| groups.iter().position(|group| group.members.contains(&cluster.id));
    let of: Vec<u8> = base.iter().map(|cluster| group(cluster).unwrap_or(0) as u8).collect();
    silhouettes(&spots, &[&of], 1)[0]
}

/// The division with the largest silhouette; of equal ones that with more groups.
pub fn best(divisions: &[Division]) -> Option<&Division> {
    divisions.iter().max_by(|a, b| a.silhouette.total_cmp(&b.silhouette))
}

/// The number of groups that is shown: it changes only when another has been the best several times in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Smoothing {
    last: usize,
    count: u32,
    shown: Option<usize>,
}

impl Smoothing {
    /// The division that is shown, when this is what was found now.
    pub fn choose<'a>(&mut self, divisions: &'a [Division]) -> Option<&'a Division> {
        let best = best(divisions)?;
        self.count = if best.k == self.last { self.count + 1 } else { 1 };
        self.last = best.k;
        if self.shown.is_none() || self.count >= PATIENCE {
            self.shown = Some(best.k);
        }
        divisions.iter().find(|division| Some(division.k) == self.shown).or(Some(best))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn two(first: f64, second: f64) -> Vec<Division> {
        [(2, first), (3, second)]
            .map(|(k, silhouette)| Division { k, groups: Vec::new(), silhouette })
            .to_vec()
    }

    #[test]
    fn more_groups_are_better_if_they_are_as_clear() {
        assert_eq!(best(&two(0.5, 0.5)).unwrap().k, 3);
    }

    #[test]
    fn another_number_must_be_best_four_times_in_a_row() {
        let mut smoothing = Smoothing::default();
        let mut shown = |first, second| smoothing.choose(&two(first, second)).unwrap().k;
        assert_eq!(shown(0.6, 0.5), 2);
        assert_eq!([shown(0.4, 0.5), shown(0.4, 0.5), shown(0.4, 0.5)], [2, 2, 2]);
        assert_eq!(shown(0.6, 0.5), 2);
        assert_eq!([0; 4].map(|_| shown(0.4, 0.5)), [2, 2, 2, 3]);
    }
}
