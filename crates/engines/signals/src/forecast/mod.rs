//! What comes if nothing changes, and how far from it may lie what comes.
//!
//! Two methods: a random walk with drift, and damped Holt where the past shows that it would have been
//! closer. No fitted line is drawn on: held against real series, the intervals of lines missed almost half of
//! what came. The rules for length and choice are those of the backtests on such series.

mod drift;
mod fit;
mod holt;

pub use drift::Drift;
pub use holt::{Holt, State};

use crate::distribution::student_quantile;

/// Fewer values than this have no forecast.
pub const FEWEST: usize = 6;

/// How often values come. It says how far a forecast may reach and how many values a choice of method needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tempo {
    /// Once a year, or more rarely.
    Yearly,
    /// Two to four times a year.
    Quarterly,
    /// Monthly or more often.
    Monthly,
}

impl Tempo {
    /// The furthest step that is forecast.
    fn furthest(self) -> usize {
        match self {
            Self::Yearly => 3,
            Self::Quarterly => 4,
            Self::Monthly => 6,
        }
    }

    /// How many values it takes until Holt may be chosen.
    fn enough(self) -> usize {
        match self {
            Self::Yearly | Self::Quarterly => 12,
            Self::Monthly => 24,
        }
    }
}

/// Which values are possible. What is forecast is held within.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Scale {
    /// All.
    Free,
    /// Zero and above.
    Positive,
    /// From zero to a whole: 1 for shares, 100 for percentages. If a value lies in the outer tenths and none
    /// at an end, the forecast is made in log odds.
    Share(f64),
}

impl Scale {
    fn clamp(self, value: f64) -> f64 {
        match self {
            Self::Free => value,
            Self::Positive => value.max(0.0),
            Self::Share(whole) => value.clamp(0.0, whole),
        }
    }

    /// The whole, if these values are to be forecast in log odds.
    fn odds(self, values: &[f64]) -> Option<f64> {
        let Self::Share(whole) = self else { return None };
        let inside = values.iter().all(|value| *value > 0.0 && *value < whole);
        let outer = values.iter().any(|value| *value < 0.1 * whole || *value > 0.9 * whole);
        (inside && outer).then_some(whole)
    }
}

/// How a forecast was made.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Method {
    /// A random walk with drift.
    Drift,
    /// Damped Holt.
    DampedHolt(Holt),
}

impl Method {
    /// `drift`, `damped Holt`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Drift => "drift",
            Self::DampedHolt(_) => "damped Holt",
        }
    }
}

/// One step ahead, with the ranges in which it lies with 80 and 95 % probability.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ahead {
    /// The forecast.
    pub value: f64,
    /// Lower end of the 80 % range.
    pub low80: f64,
    /// Upper end.
    pub high80: f64,
    /// Lower end of the 95 % range.
    pub low95: f64,
    /// Upper end.
    pub high95: f64,
}

/// The mean absolute errors of both methods, had they been used at each origin in the second half of the
/// series.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PastErrors {
    /// Of the random walk with drift.
    pub drift: f64,
    /// Of damped Holt.
    pub damped_holt: f64,
}

/// A forecast.
#[derive(Debug, Clone, PartialEq)]
pub struct Forecast {
    /// How it was made.
    pub method: Method,
    /// Whether it was made in log odds; the errors are then, too.
    pub in_odds: bool,
    /// Why the method was chosen; `None` if there were too few values for a choice.
    pub past: Option<PastErrors>,
    /// The steps ahead, one third of the series at most: three years, four quarters or six months.
    pub ahead: Vec<Ahead>,
}

/// Forecasts a series: values in order of time, evenly spaced, without gaps, of one phase only. `None` for
/// fewer than six values.
///
/// Six to eleven values are taken for a random walk with drift. From twelve on (24 if monthly) damped Holt is
/// taken if its mean absolute error over rolling origins is smaller: from each place in the second half of
/// the series, settings are chosen by what was known there, and the next steps are compared with what came.
///
/// Intervals of the drift use Student's t with `n - 2` degrees of freedom, those of damped Holt the variance
/// of its one-step errors with `n - 4`.
///
/// ```
/// use signals::{Tempo, Scale, forecast};
///
/// let forecast = forecast(&[44.0, 45.0, 45.5, 46.5, 47.0, 48.0], Scale::Share(100.0), Tempo::Yearly).unwrap();
/// assert_eq!((forecast.method.as_str(), forecast.ahead.len()), ("drift", 2));
/// assert!((forecast.ahead[0].value - 48.8).abs() < 1e-9);
/// ```
pub fn forecast(values: &[f64], scale: Scale, pace: Tempo) -> Option<Forecast> {
    let n = values.len();
    if n < FEWEST {
        return None;
    }
    let odds = scale.odds(values);
    let transformed: Vec<f64>;
    let worked = match odds {
        None => values,
        Some(whole) => {
            transformed = values.iter().map(|value| (value / (whole - value)).ln()).collect();
            &transformed
        }
    };
    let horizon = (n / 3).min(pace.furthest());
    let holt = (n >= pace.enough()).then(|| Candidate::of(worked, horizon));
    let past = holt.as_ref().map(|candidate| candidate.past);

    let (method, steps) = match holt.filter(|candidate| candidate.past.damped_holt < candidate.past.drift) {
        Some(candidate) => (Method::DampedHolt(candidate.holt), candidate.ahead(n, horizon)),
        None => (Method::Drift, drifting(worked, horizon)?),
    };
    let back = |value: f64| {
        scale.clamp(match odds {
            None => value,
            Some(whole) => whole / (1.0 + (-value).exp()),
        })
    };
    let ahead = steps.into_iter().map(|step| Ahead {
        value: back(step.value),
        low80: back(step.low80),
        high80: back(step.high80),
        low95: back(step.low95),
        high95: back(step.high95),
    });
    Some(Forecast { method, in_odds: odds.is_some(), past, ahead: ahead.collect() })
}

fn drifting(values: &[f64], horizon: usize) -> Option<Vec<Ahead>> {
    let drift = Drift::of(values)?;
    let steps = (1..=horizon).map(|step| drift.ahead(step));
    Some(ranges(steps, drift.steps - 1))
}

/// Ranges about values with standard errors.
fn ranges(steps: impl Iterator<Item = (f64, f64)>, freedom: usize) -> Vec<Ahead> {
    let (t80, t95) = (student_quantile(0.8, freedom), student_quantile(0.95, freedom));
    let range = |(value, error): (f64, f64)| Ahead {
        value,
        low80: value - t80 * error,
        high80: value + t80 * error,
        low95: value - t95 * error,
        high95: value + t95 * error,
    };
    steps.map(range).collect()
}

/// Damped Holt, fitted, and how it would have done.
struct Candidate {
    holt: Holt,
    state: State,
    squares: f64,
    past: PastErrors,
}

impl Candidate {
    /// Runs through the values once; from the middle on, compares what both methods say at each place with
    /// what comes.
    fn of(values: &[f64], horizon: usize) -> Self {
        let start = start(values);
        let mut race = fit::Race::new(fit::everywhere(), start);
        let (mut drift, mut holt, mut count) = (0.0, 0.0, 0.0);
        for (known, value) in values.iter().enumerate().skip(1) {
            if known >= values.len() / 2 {
                let (best, state, _) = race.best();
                let slope = (values[known - 1] - values[0]) / (known - 1) as f64;
                let walk = (1..).map(|step| values[known - 1] + f64::from(step) * slope);
                for ((came, walked), learned) in
                    values[known..].iter().zip(walk).zip(best.ahead(state)).take(horizon)
                {
                    drift += (came - walked).abs();
                    holt += (came - learned).abs();
                    count += 1.0;
                }
            }
            race.learn(*value);
        }
        let past = PastErrors { drift: drift / count, damped_holt: holt / count };
        let (holt, state, squares) = fit::refine(&values[1..], start, race.best());
        Self { holt, state, squares, past }
    }

    fn ahead(&self, n: usize, horizon: usize) -> Vec<Ahead> {
        let freedom = n - 4;
        let variance = self.squares / freedom as f64;
        let errors = self.holt.variances().map(|share| (share * variance).sqrt());
        ranges(self.holt.ahead(self.state).zip(errors).take(horizon), freedom)
    }
}

/// Where the method begins: at the first value, without a trend.
fn start(values: &[f64]) -> State {
    State { level: values[0], trend: 0.0 }
}

#[cfg(test)]
mod tests;
