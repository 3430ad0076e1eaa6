//! A crowd of points as few enough spots to be compared with each other.

use std::collections::BTreeMap;

use crate::cluster::Spot;

/// As many points are taken as they are.
const MOST: usize = 1500;
/// Cells along each axis; with more points each cell that holds some becomes a spot.
const CELLS: f64 = 36.0;
/// How far the cells reach, in standard deviations from the mean. What lies beyond is in the last ones.
const REACH: f64 = 3.5;

/// The points in an order that does not depend on theirs, or, of many, the means of the cells of a grid.
pub(super) fn spots(points: impl Iterator<Item = [f64; 2]> + Clone) -> Vec<Spot> {
    let count = points.clone().count();
    if count <= MOST {
        let mut spots: Vec<Spot> = points.map(|at| Spot { at, weight: 1.0 }).collect();
        spots.sort_by(|a, b| a.at[0].total_cmp(&b.at[0]).then(a.at[1].total_cmp(&b.at[1])));
        return spots;
    }
    let (mut sums, mut squares) = ([0.0; 2], [0.0; 2]);
    for at in points.clone() {
        for axis in [0, 1] {
            sums[axis] += at[axis];
            squares[axis] += at[axis] * at[axis];
        }
    }
    let mean = sums.map(|sum| sum / count as f64);
    let deviation =
        [0, 1].map(|axis| (squares[axis] / count as f64 - mean[axis] * mean[axis]).max(0.0).sqrt());
    let cell = |at: [f64; 2], axis: usize| {
        let along = (at[axis] - mean[axis]) / (2.0 * REACH * deviation[axis]) + 0.5;
        // Not a number, if all points are the same, becomes 0.
        (along * CELLS).clamp(0.0, CELLS - 1.0) as u16
    };
    let mut cells: BTreeMap<[u16; 2], [f64; 3]> = BTreeMap::new();
    for at in points {
        let sums = cells.entry([cell(at, 0), cell(at, 1)]).or_default();
        sums.iter_mut().zip([at[0], at[1], 1.0]).for_each(|(sum, x)| *sum += x);
    }
    let spot = |[x, y, weight]: [f64; 3]| Spot { at: [x / weight, y / weight], weight };
    cells.into_values().map(spot).collect()
}
