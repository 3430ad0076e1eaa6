//! Members move until they stand as far apart as they would like.

use super::Point;
use super::terms::Term;
use crate::chance::Chance;

/// How often every pair moves where there are few.
const PASSES: u32 = 60;
/// How many moves are made at most, if not in fewer than [`FEWEST`] passes.
const MOVES: usize = 3_000_000;
const FEWEST: u32 = 15;
/// The step of the last pass, as a share of what would bring neighbours to their distance at once.
const LAST: f64 = 0.05;

/// How many drawings are worth making: a descent can end in a fold that it does not get out of.
pub(super) fn attempts(terms: usize) -> usize {
    (MOVES / (terms.max(1) * PASSES as usize)).clamp(1, 12)
}

/// What is left of the terms' wishes, by weight.
pub(super) fn weighted_stress(points: &[Point], terms: &[Term]) -> f64 {
    let of = |term: &Term| {
        let [a, b] = term.ends.map(|end| points[end as usize]);
        (term.weights[0] + term.weights[1]) * ((a[0] - b[0]).hypot(a[1] - b[1]) - term.far).powi(2)
    };
    terms.iter().map(of).sum()
}

/// Takes the terms in a new random order in each pass and moves both ends towards their distance, by all of what is missing at
/// first and by less and less. Who stands already begins with the small steps.
pub(super) fn descend(points: &mut [Point], terms: &mut [Term], stands: bool, chance: &mut Chance) {
    if terms.is_empty() {
        return;
    }
    let widest = terms.iter().map(|term| term.far).fold(1.0, f64::max);
    let first = if stands { 1.0 } else { widest * widest };
    let passes = PASSES.min((MOVES / terms.len()) as u32).max(FEWEST);
    let fall = (first / LAST).ln() / f64::from(passes - 1);
    for pass in 0..passes {
        let step = first * (-fall * f64::from(pass)).exp();
        chance.shuffle(terms);
        for term in &*terms {
            pull(points, term, step);
        }
    }
}

fn pull(points: &mut [Point], term: &Term, step: f64) {
    let [a, b] = term.ends.map(|end| end as usize);
    let (x, y) = (points[a][0] - points[b][0], points[a][1] - points[b][1]);
    let apart = (x * x + y * y).sqrt().max(1e-9);
    let by = (apart - term.far) / (2.0 * apart);
    let [left, right] = term.weights.map(|weight| (weight * step).min(1.0) * by);
    points[a][0] -= left * x;
    points[a][1] -= left * y;
    points[b][0] += right * x;
    points[b][1] += right * y;
}
