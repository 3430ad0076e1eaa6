//! The variance correction of Hamed and Rao (1998), for series whose neighbours resemble each other.

use super::MannKendall;
use crate::distribution::NORMAL_95;

/// The test with the variance that the autocorrelation of the detrended ranks asks for. Only correlations
/// that are clear at 95 % count. Fewer than three values, or ranks that are all the same, are left as they
/// are.
pub(super) fn corrected(values: &[f64], test: MannKendall, slope: f64) -> MannKendall {
    let n = values.len();
    if n < 3 {
        return test;
    }
    let detrended: Vec<f64> =
        values.iter().enumerate().map(|(at, value)| value - (at + 1) as f64 * slope).collect();
    let middle = f64::midpoint(1.0, n as f64);
    let ranks: Vec<f64> = ranks(&detrended).into_iter().map(|rank| rank - middle).collect();
    let variance: f64 = ranks.iter().map(|rank| rank * rank).sum();
    if variance == 0.0 {
        return test;
    }
    let clear = NORMAL_95 / (n as f64).sqrt();
    let weighted: f64 = (1..n)
        .map(|lag| {
            let shared: f64 = ranks.iter().zip(&ranks[lag..]).map(|(a, b)| a * b).sum();
            let correlation = shared / variance;
            let weight = (n - lag) as f64 * (n as f64 - lag as f64 - 1.0) * (n as f64 - lag as f64 - 2.0);
            if correlation.abs() > clear { weight * correlation } else { 0.0 }
        })
        .sum();
    let n = n as f64;
    let inflation = 1.0 + 2.0 / (n * (n - 1.0) * (n - 2.0)) * weighted;
    MannKendall { variance: test.variance * inflation, ..test }
}

/// Ranks from 1; equal values share the mean of theirs.
fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_unstable_by(|a, b| values[*a].total_cmp(&values[*b]));
    let mut ranks = vec![0.0; values.len()];
    let mut before = 0;
    for tie in order.chunk_by(|a, b| values[*a] == values[*b]) {
        let rank = before as f64 + f64::midpoint(1.0, tie.len() as f64);
        for at in tie {
            ranks[*at] = rank;
        }
        before += tie.len();
    }
    ranks
}
