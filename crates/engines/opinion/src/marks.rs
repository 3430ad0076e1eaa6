//! A crowd drawn with few marks.

use std::collections::BTreeMap;

use crate::Map;

/// One mark of a picture: some people of one group who stand close together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mark {
    /// Their mean, in the units of the places.
    pub at: [f64; 2],
    /// How many they are.
    pub people: u32,
    /// Their group.
    pub group: Option<u8>,
}

/// Sums of places and of people, by group, row and column of the grid.
type Cells = BTreeMap<(Option<u8>, usize, usize), ([f64; 2], u32)>;

/// The finest grid: cells along the longer side.
const FINEST: usize = 64;

/// At most so many marks (but never fewer than one a group) for the participants that `shown` holds, by row.
/// Each person has a mark of their own if there are few; otherwise those of a group who stand in the same cell
/// of a square grid share one. The grid is as fine as the number allows.
pub fn marks(map: &Map, shown: impl Fn(usize) -> bool, most: usize) -> Vec<Mark> {
    let rows: Vec<usize> = (0..map.places.len()).filter(|&row| shown(row)).collect();
    let one = |&row: &usize| Mark { at: map.places[row], people: 1, group: map.group_of[row] };
    if rows.len() <= most {
        return rows.iter().map(one).collect();
    }
    let (mut low, mut high) = ([f64::INFINITY; 2], [f64::NEG_INFINITY; 2]);
    for &row in &rows {
        for axis in [0, 1] {
            low[axis] = low[axis].min(map.places[row][axis]);
            high[axis] = high[axis].max(map.places[row][axis]);
        }
    }
    let side = (high[0] - low[0]).max(high[1] - low[1]).max(f64::MIN_POSITIVE);
    let binned = |cells: usize| {
        let mut found = Cells::new();
        for &row in &rows {
            let at = map.places[row];
            let cell = |axis: usize| (((at[axis] - low[axis]) / side * cells as f64) as usize).min(cells - 1);
            let (sum, people) = found.entry((map.group_of[row], cell(1), cell(0))).or_default();
            sum[0] += at[0];
            sum[1] += at[1];
            *people += 1;
        }
        found
    };
    // The number of cells that are taken grows with the grid, so halving finds the finest that fits.
    let (mut fits, mut too_fine) = (1, FINEST + 1);
    while too_fine - fits > 1 {
        let middle = usize::midpoint(fits, too_fine);
        if binned(middle).len() <= most { fits = middle } else { too_fine = middle }
    }
    let mean = |sum: [f64; 2], people: u32| sum.map(|sum| sum / f64::from(people));
    binned(fits)
        .into_iter()
        .map(|((group, ..), (sum, people))| Mark { at: mean(sum, people), people, group })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Axes, Group, Unasked};

    /// Two round crowds of so many people beside each other.
    fn two_crowds(people: usize) -> Map {
        let places = (0..people).map(|row| {
            let turn = row as f64 * 2.399_963;
            let away = (row as f64 / people as f64).sqrt();
            let side = if row % 2 == 0 { -2.0 } else { 2.0 };
            [side + away * turn.cos(), away * turn.sin()]
        });
        let groups = [-2.0, 2.0].map(|x| Group { centre: [x, 0.0], size: people / 2 });
        Map {
            axes: Axes::known(vec![0.0; 20], [vec![0.0; 20], vec![0.0; 20]]),
            places: places.collect(),
            groups: groups.to_vec(),
            group_of: (0..people).map(|row| Some((row % 2) as u8)).collect(),
            tallies: Vec::new(),
            silhouette: None,
            left_out: vec![false; 20],
            unasked: Unasked::Absent,
        }
    }

    #[test]
    fn few_people_have_a_mark_each() {
        let map = two_crowds(300);
        let all = marks(&map, |_| true, 400);
        assert_eq!((all.len(), all[7].at, all[7].people), (300, map.places[7], 1));
        assert_eq!(marks(&map, |row| row < 10, 400).len(), 10);
    }

    #[test]
    fn many_people_share_marks_and_nobody_is_lost() {
        let map = two_crowds(20_000);
        let found = marks(&map, |_| true, 400);
        assert!((200..=400).contains(&found.len()), "{}", found.len());
        assert_eq!(found.iter().map(|mark| mark.people).sum::<u32>(), 20_000);
        for mark in found {
            let group = u8::from(mark.at[0] > 0.0);
            assert_eq!(mark.group, Some(group), "groups do not share a mark");
        }
    }

    #[test]
    fn a_crowd_in_one_place_is_one_mark() {
        let map = Map { places: vec![[1.0, 1.0]; 1_000], ..two_crowds(1_000) };
        assert_eq!(marks(&map, |_| true, 400).len(), 2);
    }

    #[test]
    fn whoever_voted_enough_is_in_the_group_whose_mean_is_nearest() {
        let map = two_crowds(100);
        assert_eq!(map.group_at([-0.5, 1.0], 7), Some(0));
        assert_eq!(map.group_at([0.5, 1.0], 9), Some(1));
        assert_eq!(map.group_at([0.5, 1.0], 6), None);
        assert_eq!(map.without_groups().group_at([0.5, 1.0], 9), None);
    }
}
