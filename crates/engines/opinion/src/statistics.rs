//! The tests behind representative statements and consensus.

/// The one-sided 90 % point of the normal distribution, as Polis writes it.
pub(crate) const Z90: f64 = 1.2816;

/// The probability of a side with one vote more for and one more against it: (successes + 1) / (trials + 2).
pub(crate) fn chance(successes: u32, trials: u32) -> f64 {
    (f64::from(successes) + 1.0) / (f64::from(trials) + 2.0)
}

/// How far a share lies above one half, in standard errors, with one success more in both counts (Polis).
pub(crate) fn above_half(successes: u32, trials: u32) -> f64 {
    let n = f64::from(trials) + 1.0;
    2.0 * n.sqrt() * ((f64::from(successes) + 1.0) / n - 0.5)
}

/// How far one share lies above another, in standard errors of the pooled share, with one success more in all
/// counts (Polis); 0 where both are whole.
pub(crate) fn above_other(successes: [u32; 2], trials: [u32; 2]) -> f64 {
    let s = successes.map(|count| f64::from(count) + 1.0);
    let n = trials.map(|count| f64::from(count) + 1.0);
    let pooled = (s[0] + s[1]) / (n[0] + n[1]);
    if pooled == 1.0 {
        return 0.0;
    }
    (s[0] / n[0] - s[1] / n[1]) / (pooled * (1.0 - pooled) * (1.0 / n[0] + 1.0 / n[1])).sqrt()
}

/// How likely a standard normal number is above `z`.
pub(crate) fn tail(z: f64) -> f64 {
    libm::erfc(z / std::f64::consts::SQRT_2) / 2.0
}

/// The largest p-value that is still found when at most `rate` of what is found may be false on average;
/// below 0 if nothing is found (Y. Benjamini, Y. Hochberg, 1995).
pub(crate) fn threshold(mut p_values: Vec<f64>, rate: f64) -> f64 {
    p_values.sort_by(f64::total_cmp);
    let count = p_values.len() as f64;
    let found = (0..p_values.len()).rev().find(|&at| p_values[at] <= rate * (at + 1) as f64 / count);
    found.map_or(-1.0, |at| p_values[at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tails_are_those_of_the_tables() {
        for (z, p) in
            [(0.0, 0.5), (1.281_551_565_544_600_4, 0.1), (1.644_853_626_951_472, 0.05), (-1.0, 0.841_344_746)]
        {
            assert!((tail(z) - p).abs() < 1e-9, "{z}");
        }
    }

    /// The fifteen p-values of the authors' own example (section 3.2): at 0.05 four hypotheses are rejected.
    #[test]
    fn four_of_the_fifteen_of_1995_are_found() {
        let p = [
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719,
            0.6528, 0.7590, 1.0,
        ];
        assert_eq!(threshold(p.to_vec(), 0.05), 0.0095);
        assert_eq!(threshold(vec![0.9, 0.8], 0.05), -1.0);
    }

    /// A group and a statement of pol.is' own answer for a conversation: 30 of 37 agree.
    #[test]
    fn thirty_of_thirty_seven() {
        assert!((above_half(30, 37) - 3.893_314_107_138_300_6).abs() < 1e-12);
        assert_eq!(chance(30, 37), 31.0 / 39.0);
        assert_eq!(above_other([3, 5], [3, 5]), 0.0);
    }
}
