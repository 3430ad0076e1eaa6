//! The test of Mann (1945) and Kendall (1975), and its seasonal form by Hirsch, Slack and Smith (1982).

use super::LEVEL;
use crate::Side;
use crate::distribution::normal_two_sided;

/// What the test says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MannKendall {
    /// Pairs that rise, less pairs that fall.
    pub s: f64,
    /// The variance of `s` without a trend.
    pub variance: f64,
    /// Kendall's tau: `s` as a share of all pairs.
    pub tau: f64,
}

impl MannKendall {
    /// The plain test, with the correction of the variance for ties. `None` for fewer than two values.
    pub fn of(values: &[f64]) -> Option<Self> {
        Self::pooled([values.to_vec()])
    }

    /// The seasonal test: only values of the same season (every `season`th) are compared. `None` if no season
    /// has two values.
    pub fn seasonal(values: &[f64], season: usize) -> Option<Self> {
        Self::pooled((0..season).map(|first| values.iter().skip(first).step_by(season).copied().collect()))
    }

    fn pooled(series: impl IntoIterator<Item = Vec<f64>>) -> Option<Self> {
        let (mut s, mut variance, mut pairs) = (0.0, 0.0, 0.0);
        for mut values in series {
            s += score(&values);
            values.sort_unstable_by(f64::total_cmp);
            variance += variance_of_score(&values);
            let n = values.len() as f64;
            pairs += n * (n - 1.0) / 2.0;
        }
        (pairs > 0.0).then_some(Self { s, variance, tau: s / pairs })
    }

    /// The normal score, with Kendall's correction for continuity; `None` if a corrected variance is not
    /// positive.
    pub fn z(&self) -> Option<f64> {
        if self.s == 0.0 {
            return Some(0.0);
        }
        (self.variance > 0.0).then(|| (self.s - self.s.signum()) / self.variance.sqrt())
    }

    /// How likely chance alone gives a trend at least as strong, up or down.
    pub fn p(&self) -> Option<f64> {
        self.z().map(normal_two_sided)
    }

    /// Rising or falling, if p is below 0.05.
    pub fn direction(&self) -> Option<Side> {
        self.p().filter(|p| *p < LEVEL)?;
        Some(if self.s > 0.0 { Side::High } else { Side::Low })
    }
}

fn score(values: &[f64]) -> f64 {
    let mut score = 0_i64;
    for (at, earlier) in values.iter().enumerate() {
        let signs =
            values[at + 1..].iter().map(|later| i32::from(later > earlier) - i32::from(later < earlier));
        score += i64::from(signs.sum::<i32>());
    }
    score as f64
}

/// Of sorted values.
fn variance_of_score(values: &[f64]) -> f64 {
    let term = |n: usize| {
        let n = n as f64;
        n * (n - 1.0) * (2.0 * n + 5.0)
    };
    let ties: f64 = values.chunk_by(|a, b| a == b).map(|tie| term(tie.len())).sum();
    (term(values.len()) - ties) / 18.0
}
