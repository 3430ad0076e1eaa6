//! Fitting damped Holt: many settings run through the series side by side.
//!
//! A setting's squared one-step errors up to a point are known when it passes that point. So one pass over
//! the series gives, for every origin of a rolling-origin test, the setting that fits best up to there, and
//! where it stands.

use super::holt::{Holt, State};

const ALPHAS: [f64; 10] = [0.05, 0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.75, 0.85, 0.95];
const BETAS: [f64; 4] = [0.05, 0.2, 0.4, 0.7];
const PHIS: [f64; 3] = [0.8, 0.9, 0.98];

/// How many settings run side by side.
pub(super) const LANES: usize = ALPHAS.len() * BETAS.len() * PHIS.len();

/// Settings side by side on their way through a series.
pub(super) struct Race {
    alpha: [f64; LANES],
    beta: [f64; LANES],
    phi: [f64; LANES],
    level: [f64; LANES],
    trend: [f64; LANES],
    /// The squared errors so far.
    squares: [f64; LANES],
}

impl Race {
    /// All settings at the start of a series.
    pub(super) fn new(settings: impl IntoIterator<Item = Holt>, start: State) -> Self {
        let mut race = Self {
            alpha: [0.0; LANES],
            beta: [0.0; LANES],
            phi: [0.0; LANES],
            level: [start.level; LANES],
            trend: [start.trend; LANES],
            squares: [0.0; LANES],
        };
        for (lane, holt) in settings.into_iter().take(LANES).enumerate() {
            (race.alpha[lane], race.beta[lane], race.phi[lane]) = (holt.alpha, holt.beta, holt.phi);
        }
        race
    }

    /// One more value. [`Holt::learns`] in every lane, written so that the processor takes several at once.
    pub(super) fn learn(&mut self, value: f64) {
        for lane in 0..LANES {
            let carried = self.phi[lane] * self.trend[lane];
            let surprise = value - (self.level[lane] + carried);
            let step = self.alpha[lane] * surprise;
            self.level[lane] += carried + step;
            self.trend[lane] = carried + self.beta[lane] * step;
            self.squares[lane] += surprise * surprise;
        }
    }

    /// The setting with the smallest errors so far, where it stands, and these errors, squared and summed.
    pub(super) fn best(&self) -> (Holt, State, f64) {
        let mut best = 0;
        for lane in 1..LANES {
            if self.squares[lane] < self.squares[best] {
                best = lane;
            }
        }
        let holt = Holt { alpha: self.alpha[best], beta: self.beta[best], phi: self.phi[best] };
        (holt, State { level: self.level[best], trend: self.trend[best] }, self.squares[best])
    }
}

/// Settings all over the range that makes sense.
pub(super) fn everywhere() -> impl Iterator<Item = Holt> {
    ALPHAS.into_iter().flat_map(|alpha| {
        BETAS.into_iter().flat_map(move |beta| PHIS.into_iter().map(move |phi| Holt { alpha, beta, phi }))
    })
}

/// Settings about one, closer together: `share` of the distances of [`everywhere`].
fn about(best: Holt, share: f64) -> impl Iterator<Item = Holt> {
    let near = move |middle: f64, width: f64, count: usize, low: f64, high: f64| {
        let step = 2.0 * width * share / (count - 1) as f64;
        (0..count).map(move |at| (middle - width * share + at as f64 * step).clamp(low, high))
    };
    near(best.alpha, 0.1, ALPHAS.len(), 0.01, 0.99).flat_map(move |alpha| {
        near(best.beta, 0.15, BETAS.len(), 0.0, 0.99).flat_map(move |beta| {
            near(best.phi, 0.08, PHIS.len(), PHIS[0], PHIS[2]).map(move |phi| Holt { alpha, beta, phi })
        })
    })
}

/// The best setting of a race over all values, after the field was narrowed twice.
pub(super) fn refine(values: &[f64], start: State, first: (Holt, State, f64)) -> (Holt, State, f64) {
    [1.0, 0.25].into_iter().fold(first, |best, share| {
        let mut race = Race::new(about(best.0, share), start);
        for value in values {
            race.learn(*value);
        }
        let found = race.best();
        if found.2 < best.2 { found } else { best }
    })
}
