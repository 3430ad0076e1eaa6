//! The normal distribution and Student's t, as far as tests and intervals need them.

use std::f64::consts::{FRAC_1_SQRT_2, FRAC_2_PI};

/// The normal quantile that leaves 2.5 % on each side outside.
pub(crate) const NORMAL_95: f64 = 1.959_963_984_540_054;

/// How likely a normal variable is at least as far from zero as `z`, on either side.
pub(crate) fn normal_two_sided(z: f64) -> f64 {
    libm::erfc(z.abs() * FRAC_1_SQRT_2)
}

/// How likely Student's t with so many degrees of freedom is at least as far from zero as `t`, on either
/// side.
pub(crate) fn student_two_sided(t: f64, freedom: usize) -> f64 {
    1.0 - within((t.abs() / (freedom as f64).sqrt()).atan(), freedom)
}

/// The distance from zero within which Student's t with so many degrees of freedom (at least one) lies with
/// this probability, between 0 and 1.
///
/// Newton's method on the angle. The probability is concave in it, so that steps from zero never go too far.
pub(crate) fn student_quantile(probability: f64, freedom: usize) -> f64 {
    let slope = slope_at_zero(freedom);
    let mut angle: f64 = 0.0;
    loop {
        let missing = probability - within(angle, freedom);
        let next = angle + missing / (slope * angle.cos().powi(freedom as i32 - 1));
        if next <= angle || missing < 1e-15 {
            return (freedom as f64).sqrt() * angle.tan();
        }
        angle = next;
    }
}

/// How likely Student's t lies within `tan(angle)` times the root of its degrees of freedom: a finite series
/// (Abramowitz and Stegun, 26.7.3 and 26.7.4).
fn within(angle: f64, freedom: usize) -> f64 {
    let (sin, cos) = angle.sin_cos();
    let even = freedom.is_multiple_of(2);
    let (mut term, mut sum) = if even { (1.0, 1.0) } else { (cos, cos) };
    let first = if even { 1 } else { 2 };
    for upper in (first..freedom - 1).step_by(2) {
        term *= cos * cos * upper as f64 / (upper + 1) as f64;
        sum += term;
    }
    match freedom {
        1 => FRAC_2_PI * angle,
        _ if even => sin * sum,
        _ => FRAC_2_PI * (angle + sin * sum),
    }
}

/// How fast [`within`] grows at the angle zero.
fn slope_at_zero(freedom: usize) -> f64 {
    let (first, slope) = if freedom.is_multiple_of(2) { (2, 1.0) } else { (1, FRAC_2_PI) };
    (first..freedom).step_by(2).fold(slope, |slope, lower| slope * (lower + 1) as f64 / lower as f64)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Published tables: Abramowitz and Stegun, table 26.10, to three decimals; 1 and 2 have closed forms.
    #[test]
    fn the_published_table_of_t() {
        for (freedom, probability, table) in [
            (1, 0.8, 3.078),
            (1, 0.95, 12.706),
            (2, 0.95, 4.303),
            (3, 0.8, 1.638),
            (4, 0.99, 4.604),
            (10, 0.95, 2.228),
            (29, 0.8, 1.311),
            (30, 0.95, 2.042),
            (60, 0.95, 2.000),
            (120, 0.99, 2.617),
        ] {
            let ours = student_quantile(probability, freedom);
            assert!((ours - table).abs() < 0.000_5 + 1e-9, "{freedom} {probability}: {ours}");
        }
        assert!((student_quantile(0.5, 1) - 1.0).abs() < 1e-14);
        assert!((student_quantile(0.8, 2) - 0.8 * (2.0_f64 / 0.36).sqrt()).abs() < 1e-14);
    }

    #[test]
    fn t_becomes_normal() {
        assert!((student_quantile(0.95, 1_000_000) - NORMAL_95).abs() < 1e-5);
        assert!((normal_two_sided(NORMAL_95) - 0.05).abs() < 1e-15);
        assert!((student_two_sided(1.0, 1) - 0.5).abs() < 1e-15);
    }

    proptest! {
        #[test]
        fn the_quantile_undoes_the_probability(probability in 0.01..0.999_f64, freedom in 1_usize..400) {
            let t = student_quantile(probability, freedom);
            prop_assert!((student_two_sided(t, freedom) - (1.0 - probability)).abs() < 1e-12);
        }
    }
}
