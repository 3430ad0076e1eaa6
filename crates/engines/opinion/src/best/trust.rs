//! Are the groups there?

use std::fmt;

use super::groups::{assigned, divided};
use super::spots::spots;
use crate::cluster::{adjusted_rand, partition};
use crate::lot::Lots;
use crate::parallel::in_order;
use crate::place::{Unasked, place_all};
use crate::votes::Votes;
use crate::{Axes, Map, Search};

/// The seed of all samples.
const SEED: u64 = 19_790_101;
/// Participants of a sample at most.
const SAMPLE: usize = 10_000;
/// Runs of k-means on a sample.
const STARTS: usize = 4;
/// How often votes are shuffled, and crowds without groups are drawn.
const NULLS: usize = 40;
/// How the axes of a sample are sought: as exact as a sample deserves.
const ROUGHLY: Search = Search { tolerance: 1e-3, passes: 6, threads: 1 };
/// Votes must hang together by so many standard deviations more than shuffled ones.
const STRUCTURE: f64 = 4.0;
/// Groups of samples must be as much the same.
const STABILITY: f64 = 0.5;

/// How far groups can be trusted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trust {
    /// How far the variance along the first axis lies above that of votes shuffled among those who voted on
    /// the same statement, in standard deviations of the latter: whether people's votes hang together at all
    /// (parallel analysis, J. L. Horn, 1965, by permutation). Beneath 4 no groups should be shown.
    pub structure: f64,
    /// The mean adjusted Rand index of the groups with those that samples of the participants, drawn with
    /// replacement, give: 1 if they are always the same, about 0 if they are arbitrary. Beneath 0.5 no groups
    /// should be shown. Samples hold at most 10,000 participants, which makes it cautious for more.
    pub stability: f64,
    /// How far people lie closer around the means of the groups than a single normal cloud with the same
    /// variances would around as many means, in standard deviations of the latter (Y. Liu, D. N. Hayes, A.
    /// Nobel, J. S. Marron, 2008). Beneath about 2 the groups are parts of one cloud with no gap between
    /// them; they may still be worth showing.
    pub clumping: f64,
}

/// Why groups are not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// Too few people have voted enough.
    Few,
    /// Votes hang together no more than chance makes them.
    Structure,
    /// Samples of the same people give other groups.
    Stability,
}

impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Few => "No groups are shown: too few people have voted on enough statements.",
            Self::Structure => {
                "No groups are shown: people's votes hang together no more than they would by chance."
            }
            Self::Stability => {
                "No groups are shown: had other people of the same crowd voted, the groups would be others."
            }
        })
    }
}

impl Trust {
    /// Why the groups should not be shown; `None` if they should.
    pub fn doubt(&self) -> Option<Doubt> {
        // Written so that what is not a number counts as doubtful.
        let (structure, stability) = (self.structure >= STRUCTURE, self.stability >= STABILITY);
        if !structure {
            Some(Doubt::Structure)
        } else if !stability {
            Some(Doubt::Stability)
        } else {
            None
        }
    }
}

/// Looks at the groups of a map from all three sides; `None` without groups.
pub(super) fn examine(map: &Map, votes: &Votes, samples: usize, threads: usize) -> Option<Trust> {
    if map.groups.is_empty() || samples == 0 {
        return None;
    }
    let mut inside: Vec<usize> = (0..map.places.len()).filter(|&row| map.group_of[row].is_some()).collect();
    Lots::new(SEED).shuffle(&mut inside);
    let some = &inside[..inside.len().min(SAMPLE)];
    Some(Trust {
        structure: structure(map, &votes.sample(some), threads),
        stability: stability(map, votes, &inside, samples, threads),
        clumping: clumping(map, some, threads),
    })
}

fn structure(map: &Map, votes: &Votes, threads: usize) -> f64 {
    let variance = |votes: &Votes| Axes::find(votes, &map.left_out, ROUGHLY, None).variances[0];
    let shuffled = in_order(NULLS, threads, |number| variance(&votes.shuffled(&mut stream(number))));
    deviations(variance(votes), &shuffled)
}

fn stability(map: &Map, votes: &Votes, inside: &[usize], samples: usize, threads: usize) -> f64 {
    let size = inside.len().min(SAMPLE);
    let alike = in_order(samples, threads, |number| {
        let mut lots = stream(number);
        let rows: Vec<usize> = (0..size).map(|_| inside[lots.below(inside.len())]).collect();
        let sample = votes.sample(&rows);
        let axes = Axes::find(&sample, &map.left_out, ROUGHLY, Some(&map.axes));
        let (places, _) = place_all(&sample, &axes, &map.left_out, Unasked::Absent, 1);
        let spots = spots(places.iter().copied());
        // Samples without as many groups of some size agree with nothing.
        divided(&spots, map.groups.len(), STARTS, SEED).map_or(0.0, |found| {
            let before: Vec<Option<u8>> = rows.iter().map(|&row| map.group_of[row]).collect();
            adjusted_rand(&before, &assigned(places.into_iter(), &found.centres))
        })
    });
    alike.iter().sum::<f64>() / samples as f64
}

fn clumping(map: &Map, some: &[usize], threads: usize) -> f64 {
    let places: Vec<[f64; 2]> = some.iter().map(|&row| map.places[row]).collect();
    let within = |places: &[[f64; 2]]| {
        let spots = spots(places.iter().copied());
        let around = |means| partition(&spots, means, STARTS, &mut Lots::new(SEED)).within;
        around(map.groups.len()) / around(1)
    };
    let [along, across, beside] = factor(&places);
    let clouds = in_order(NULLS, threads, |number| {
        let mut lots = stream(number);
        let normal = places.iter().map(|_| lots.normal());
        let cloud: Vec<[f64; 2]> = normal.map(|[x, y]| [along * x, across * x + beside * y]).collect();
        within(&cloud)
    });
    -deviations(within(&places), &clouds)
}

fn stream(number: usize) -> Lots {
    Lots::new(SEED.wrapping_add(number as u64))
}

/// The lower triangle whose product with its transpose is the covariance of some points (A.-L. Cholesky).
fn factor(points: &[[f64; 2]]) -> [f64; 3] {
    let count = points.len() as f64;
    let mean = [0, 1].map(|axis| points.iter().map(|at| at[axis]).sum::<f64>() / count);
    let covariance = |a: usize, b: usize| {
        points.iter().map(|at| (at[a] - mean[a]) * (at[b] - mean[b])).sum::<f64>() / count
    };
    let along = covariance(0, 0).sqrt();
    let across = if along > 0.0 { covariance(0, 1) / along } else { 0.0 };
    [along, across, (covariance(1, 1) - across * across).max(0.0).sqrt()]
}

/// How many standard deviations a value lies above the mean of others.
fn deviations(value: f64, others: &[f64]) -> f64 {
    let count = others.len() as f64;
    let mean = others.iter().sum::<f64>() / count;
    let variance = others.iter().map(|other| (other - mean).powi(2)).sum::<f64>() / (count - 1.0);
    (value - mean) / variance.sqrt()
}
