//! Points in a plane in clusters.

mod kmeans;
mod rand;
mod silhouette;

pub(crate) use kmeans::{Partition, nearest, partition};
pub use rand::adjusted_rand;
pub(crate) use silhouette::silhouettes;

/// A point in the plane that stands for so many.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Spot {
    pub(crate) at: [f64; 2],
    pub(crate) weight: f64,
}

/// The squared distance of two points.
pub(crate) fn squared(a: [f64; 2], b: [f64; 2]) -> f64 {
    (a[0] - b[0]).powi(2) + (a[1] - b[1]).powi(2)
}
