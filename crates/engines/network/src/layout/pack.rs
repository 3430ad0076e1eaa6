//! Drawings side by side.

use super::Point;

/// Room around a drawing.
const GAP: f64 = 1.0;

/// Puts the first drawing in the middle of the map and the others, from left to right, in rows below it that are as wide as
/// the first or as the square of all.
pub(super) fn pack(drawings: &mut [Vec<Point>]) {
    let sizes: Vec<Point> = drawings.iter_mut().map(|points| to_corner(points)).collect();
    let Some(first) = sizes.first() else { return };
    let area: f64 = sizes.iter().map(|size| (size[0] + GAP) * (size[1] + GAP)).sum();
    let width = area.sqrt().max(first[0] + GAP);
    shift(&mut drawings[0], [-first[0] / 2.0, -first[1] / 2.0]);
    let (mut across, mut down, mut row) = (0.0, first[1] / 2.0 + GAP, 0.0_f64);
    for (points, size) in drawings.iter_mut().zip(&sizes).skip(1) {
        if across > 0.0 && across + size[0] > width {
            (across, down, row) = (0.0, down + row + GAP, 0.0);
        }
        shift(points, [across - width / 2.0, down]);
        across += size[0] + GAP;
        row = row.max(size[1]);
    }
}

/// Moves a drawing so that its upper left corner is at 0, and answers its width and height.
fn to_corner(points: &mut [Point]) -> Point {
    let edge = |axis: usize, of: fn(f64, f64) -> f64| {
        points.iter().map(|point| point[axis]).reduce(of).unwrap_or(0.0)
    };
    let (least, most) = ([0, 1].map(|axis| edge(axis, f64::min)), [0, 1].map(|axis| edge(axis, f64::max)));
    shift(points, [-least[0], -least[1]]);
    [most[0] - least[0], most[1] - least[1]]
}

fn shift(points: &mut [Point], by: Point) {
    for point in points {
        point[0] += by[0];
        point[1] += by[1];
    }
}
