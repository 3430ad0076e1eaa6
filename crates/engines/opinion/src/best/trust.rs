//! Are the groups there?

use super::groups::{assigned, divided};
use super::spots::spots;
use crate::cluster::adjusted_rand;
use crate::lot::Lots;
use crate::parallel::in_order;
use crate::place::{Unasked, place_all};
use crate::votes::Votes;
use crate::{Axes, Map, Search};

/// The seed of the samples.
const SEED: u64 = 19_790_101;
/// Participants of a sample at most.
const SAMPLE: usize = 4000;
/// Runs of k-means on a sample.
const STARTS: usize = 6;
/// Times that the votes are shuffled, and that a crowd without groups is drawn.
const NULLS: usize = 40;
/// How exact the axes of a sample are.
const TOLERANCE: f64 = 1e-3;

/// How far groups can be trusted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trust {
    /// How far the variance along the first axis lies above that of votes shuffled within each statement, in standard deviations
    /// of the latter: whether people's votes hang together at all.
    pub structure: f64,
    /// How far the groups lie closer around their means than the same number of groups of a crowd without groups, with
    /// the same variances, in standard deviations of the latter.
    pub clumping: f64,
    /// The mean adjusted Rand index of the groups with those found in samples of the participants: 1 if they are always the
    /// same, about 0 if they are arbitrary.
    pub stability: f64,
}

/// Why groups are not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// Too few people have voted enough for two groups.
    Few,
    /// Votes do not hang together more than chance makes them.
    Structure,
    /// People lie as one cloud.
    Clumping,
    /// Other samples of the same people give other groups.
    Stability,
}
impl Trust {
    pub fn doubt(&self) -> Option<Doubt> { None }
}

pub(super) fn examine(map: &Map, votes: &Votes, samples: usize, threads: usize) -> Trust {
    let k = map.groups.len();
    let inside: Vec<usize> = (0..map.places.len()).filter(|&row| map.group_of[row].is_some()).collect();
    let size = inside.len().min(SAMPLE);
    let search = Search { tolerance: TOLERANCE, passes: 12, threads: 1 };
    let stabilities = in_order(samples, threads, |number| {
        let mut lots = Lots::new(SEED.wrapping_add(number as u64));
        let rows: Vec<usize> = (0..size).map(|_| inside[lots.below(inside.len())]).collect();
        let sample = votes.sample(&rows);
        let axes = Axes::find(&sample, &map.left_out, search, Some(&map.axes));
        let (places, _) = place_all(&sample, &axes, &map.left_out, Unasked::Absent, 1);
        let Some(found) = divided(&spots(places.iter().copied()), k, STARTS, number as u64) else { return 0.0 };
        let of = assigned(places.into_iter(), &found.centres);
        let before: Vec<u8> = rows.iter().filter_map(|&row| map.group_of[row]).collect();
        adjusted_rand(&before, &of)
    });
    let stability = stabilities.iter().sum::<f64>() / stabilities.len() as f64;
    // structure
    let mut lots = Lots::new(SEED);
    let mut rows = inside.clone();
    lots.shuffle(&mut rows);
    rows.truncate(SAMPLE);
    let sample = votes.sample(&rows);
    let top = |votes: &Votes| Axes::find(votes, &map.left_out, search, None).variances[0];
    let nulls = in_order(NULLS, threads, |number| top(&sample.shuffled(&mut Lots::new(SEED.wrapping_add(number as u64)))));
    let structure = above(top(&sample), &nulls);
    // clumping
    let places: Vec<[f64; 2]> = rows.iter().map(|&row| map.places[row]).collect();
    let n = places.len() as f64;
    let mean = [0, 1].map(|a| places.iter().map(|p| p[a]).sum::<f64>() / n);
    let var = |a: usize, b: usize| places.iter().map(|p| (p[a]-mean[a])*(p[b]-mean[b])).sum::<f64>() / n;
    let (xx, xy, yy) = (var(0,0), var(0,1), var(1,1));
    let l11 = xx.sqrt(); let l21 = if l11 > 0.0 { xy / l11 } else { 0.0 }; let l22 = (yy - l21*l21).max(0.0).sqrt();
    let within = |p: &[[f64;2]]| {
        let s = spots(p.iter().copied());
        let m = crate::cluster::partition(&s, 1, 1, &mut Lots::new(1)).within;
        crate::cluster::partition(&s, k, STARTS, &mut Lots::new(1)).within / m
    };
    let nulls = in_order(NULLS, threads, |number| {
        let mut lots = Lots::new(SEED.wrapping_add(number as u64));
        let p: Vec<[f64;2]> = places.iter().map(|_| { let [a, b] = lots.normal(); [l11*a, l21*a + l22*b] }).collect();
        within(&p)
    });
    let clumping = -above(within(&places), &nulls);
    Trust { structure, clumping, stability }
}

fn above(found: f64, nulls: &[f64]) -> f64 {
    let n = nulls.len() as f64;
    let mean = nulls.iter().sum::<f64>() / n;
    let sd = (nulls.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / (n - 1.0)).sqrt();
    (found - mean) / sd
}
