//! Holt's method: a level and a trend that learn from each value, the trend damped the further it reaches.

/// How fast it learns and how fast it forgets.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Holt {
    /// How much of a surprise goes into the level, 0 to 1.
    pub alpha: f64,
    /// How much of a change of level goes into the trend, 0 to 1 (in the literature `beta*`).
    pub beta: f64,
    /// What remains of the trend from one step to the next, 0 to 1; 1 is Holt's linear method.
    pub phi: f64,
}

/// Where a series stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct State {
    /// The level.
    pub level: f64,
    /// Change a step.
    pub trend: f64,
}

impl Holt {
    /// What it expects after a state.
    pub fn expects(&self, state: State) -> f64 {
        state.level + self.phi * state.trend
    }

    /// The state after one more value.
    pub fn learns(&self, state: State, value: f64) -> State {
        let expected = self.expects(state);
        let level = expected + self.alpha * (value - expected);
        let trend = self.beta * (level - state.level) + (1.0 - self.beta) * self.phi * state.trend;
        State { level, trend }
    }

    /// The forecasts after a state, step by step without end.
    pub fn ahead(&self, state: State) -> impl Iterator<Item = f64> {
        let (mut power, mut reach) = (1.0, 0.0);
        std::iter::repeat_with(move || {
            power *= self.phi;
            reach += power;
            state.level + reach * state.trend
        })
    }

    /// The variances of these forecasts as multiples of the variance of one step, for additive errors and an
    /// additive damped trend (Hyndman and others, *Forecasting with Exponential Smoothing*, 2008, chapter 6).
    pub fn variances(&self) -> impl Iterator<Item = f64> {
        let (mut variance, mut power, mut reach) = (1.0, 1.0, 0.0);
        std::iter::repeat_with(move || {
            let now = variance;
            power *= self.phi;
            reach += power;
            variance += (self.alpha * (1.0 + self.beta * reach)).powi(2);
            now
        })
    }
}
