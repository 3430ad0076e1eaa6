//! Intervals for rates and for what lies between two.

use super::Group;

/// The 97.5 % quantile of the normal distribution: intervals that hold 95 %.
pub const Z95: f64 = 1.959_963_984_540_054;

/// A value and the interval around it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// What was measured.
    pub value: f64,
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Estimate {
    /// The difference of two independent estimates, each end from the ends that lie on its side, added as squares.
    pub(super) fn minus(self, other: Self) -> Self {
        let value = self.value - other.value;
        Self {
            value,
            low: value - (self.value - self.low).hypot(other.high - other.value),
            high: value + (self.high - self.value).hypot(other.value - other.low),
        }
    }
}

/// Whether cases are a part of the people.
fn is_share(group: Group) -> bool {
    group.population > 0.0 && group.cases >= 0.0 && group.cases <= group.population
}

/// A proportion with Wilson's score interval; `z` is the normal quantile, [`Z95`] for 95 %. `None` unless
/// 0 <= cases <= population, population above 0.
///
/// Source: Wilson 1927, *JASA* 22.
pub fn wilson(group: Group, z: f64) -> Option<Estimate> {
    let (n, p) = (group.population, group.rate());
    is_share(group).then(|| {
        let centre = p + z * z / (2.0 * n);
        let half = z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
        let whole = 1.0 + z * z / n;
        // At 0 and 1 the ends are exact; rounding must not go beyond them.
        Estimate {
            value: p,
            low: ((centre - half) / whole).clamp(0.0, p),
            high: ((centre + half) / whole).clamp(p, 1.0),
        }
    })
}

/// A rate of events, which people may have more than once, with Byar's interval. `None` unless cases are 0 or more and
/// the population above 0.
///
/// Source: Breslow & Day 1987, *Statistical Methods in Cancer Research* II, IARC; at 0 cases the lower end is 0.
pub fn byar(group: Group, z: f64) -> Option<Estimate> {
    let observed = group.cases;
    let bound = |count: f64, side: f64| {
        if count == 0.0 {
            0.0
        } else {
            count * (1.0 - 1.0 / (9.0 * count) + side * z / (3.0 * count.sqrt())).powi(3)
        }
    };
    (observed >= 0.0 && group.population > 0.0).then(|| Estimate {
        value: group.rate(),
        low: bound(observed, -1.0).max(0.0) / group.population,
        high: bound(observed + 1.0, 1.0) / group.population,
    })
}

/// The difference `a - b` of two proportions with Newcombe's hybrid score interval. `None` as [`wilson`].
///
/// Source: Newcombe 1998, *Statistics in Medicine* 17, method 10.
pub fn difference(a: Group, b: Group, z: f64) -> Option<Estimate> {
    Some(wilson(a, z)?.minus(wilson(b, z)?))
}

/// The ratio `a / b` of two proportions with the interval of its logarithm. `None` as [`wilson`], and if either has no
/// cases: the logarithm has no interval then.
///
/// Source: Katz and others 1978, *Biometrics* 34.
pub fn ratio(a: Group, b: Group, z: f64) -> Option<Estimate> {
    (is_share(a) && is_share(b) && a.cases > 0.0 && b.cases > 0.0).then(|| {
        let value = a.rate() / b.rate();
        let error = 1.0 / a.cases - 1.0 / a.population + 1.0 / b.cases - 1.0 / b.population;
        let half = z * error.max(0.0).sqrt();
        Estimate { value, low: value * (-half).exp(), high: value * half.exp() }
    })
}
