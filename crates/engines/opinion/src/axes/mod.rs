//! The two axes along which people differ most: a principal component analysis of the votes.

mod krylov;
mod pass;
mod symmetric;

use crate::Tally;
use crate::lot::Lots;
use crate::votes::Votes;

use krylov::{BLOCK, largest};

/// The seed of the search's first vectors. Any would do: the axes found do not depend on it.
const START: u64 = 1;

/// A component whose variance is below this part of the first's is rounding, not an axis.
const NOTHING: f64 = 1e-13;

/// The centre of opinion and the two axes along which people differ most.
///
/// D holds `vote - centre` for each vote (agree 1, pass 0, disagree -1) and 0 where there is none; the axes
/// are the two leading eigenvectors of D'D. That is a principal component analysis of the votes with each
/// missing one taken as the mean of its statement.
#[derive(Debug, Clone, PartialEq)]
pub struct Axes {
    /// The mean vote by statement, from -1 (all disagree) to 1 (all agree); 0 without votes and for what is
    /// left out.
    pub centre: Vec<f64>,
    /// Each axis by statement, of unit length; 0 for what is left out. All 0 if people do not differ that
    /// way.
    pub components: [Vec<f64>; 2],
    /// The three largest eigenvalues of D'D: the sum over people of squared distance from the centre along an
    /// axis, in squared votes. The second and third tell how well the plane is identified.
    pub variances: [f64; 3],
    /// The leading vectors of the search, from which the next one begins.
    block: Vec<Vec<f64>>,
}

/// How the axes are sought.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Search {
    /// How exact an axis is: the length of what is left of `D'D v - variance v`, as part of the largest
    /// variance.
    pub tolerance: f64,
    /// The most passes over all votes.
    pub passes: usize,
    /// The most threads. The answer does not depend on it.
    pub threads: usize,
}

impl Default for Search {
    /// Exact to what can be seen in a picture, on all cores.
    fn default() -> Self {
        Self { tolerance: 1e-5, passes: 60, threads: crate::parallel::cores() }
    }
}

impl Search {
    /// As exact as doubles allow.
    pub fn exact() -> Self {
        Self { tolerance: 1e-14, passes: 200, ..Self::default() }
    }
}

impl Axes {
    /// Finds the axes. `left_out` says by statement which do not take part (those beyond its end do). From
    /// `before`, the axes of nearly the same votes, it is a matter of few passes, and the signs stay as they
    /// were; otherwise the first large entry of each axis is positive.
    pub fn find(votes: &Votes, left_out: &[bool], search: Search, before: Option<&Self>) -> Self {
        let statements = votes.statements();
        let out = |statement: usize| left_out.get(statement).copied().unwrap_or(false);
        let mean = |(at, tally): (usize, &Tally)| if out(at) { 0.0 } else { tally.mean().unwrap_or(0.0) };
        let centre: Vec<f64> = votes.tallies().iter().enumerate().map(mean).collect();
        let mut start = before.map_or_else(Vec::new, |before| before.block.clone());
        let mut lots = Lots::new(START);
        start.resize_with(BLOCK, Vec::new);
        for vector in &mut start {
            vector.resize_with(statements, || 2.0 * lots.share() - 1.0);
            vector.iter_mut().enumerate().filter(|(at, _)| out(*at)).for_each(|(_, entry)| *entry = 0.0);
        }
        let found = largest(start, search.tolerance, search.passes, |block| {
            let mut images = pass::applied(votes, &centre, block, search.threads);
            for image in &mut images {
                image.iter_mut().enumerate().filter(|(at, _)| out(*at)).for_each(|(_, entry)| *entry = 0.0);
            }
            images
        });
        let variance = |axis: usize| found.values.get(axis).copied().unwrap_or(0.0).max(0.0);
        let variances = [variance(0), variance(1), variance(2)];
        let components = [0, 1].map(|axis| match found.vectors.get(axis) {
            Some(vector) if variances[axis] > NOTHING * variances[0] => {
                let before = before.map(|before| &before.components[axis]);
                directed(vector, before.map_or(&[], Vec::as_slice))
            }
            _ => vec![0.0; statements],
        });
        Self { centre, components, variances, block: found.vectors }
    }

    /// Axes that are known, by statement: all three of the same length.
    pub fn known(centre: Vec<f64>, components: [Vec<f64>; 2]) -> Self {
        let block = components.to_vec();
        Self { centre, components, variances: [0.0; 3], block }
    }

    /// Where somebody stands who agrees with this statement alone and has seen no other (Polis, since 2017),
    /// in the units of [`place_all`](crate::place_all). `None` for a statement that is not there.
    pub fn statement(&self, statement: usize, statements: usize) -> Option<[f64; 2]> {
        let deviation = 1.0 - self.centre.get(statement)?;
        let scale = (statements as f64).sqrt();
        Some([0, 1].map(|axis| scale * deviation * self.components[axis][statement]))
    }
}

/// A vector with the sign it had before, or else with the first of its large entries positive: the first of
/// at least half the size of the largest, so that rounding does not choose among entries of the same size.
fn directed(vector: &[f64], before: &[f64]) -> Vec<f64> {
    let alike: f64 = vector.iter().zip(before).map(|(a, b)| a * b).sum();
    let largest = vector.iter().fold(0.0_f64, |most, x| most.max(x.abs()));
    let first = vector.iter().copied().find(|x| x.abs() >= largest / 2.0);
    let sign = if alike == 0.0 { first.unwrap_or(1.0) } else { alike };
    vector.iter().map(|x| x * sign.signum()).collect()
}
