//! Numbers over time: pooling, signal or noise, trend, forecast.
//!
//! Each question can be asked alone:
//!
//! - [`pool`]: what do many partners' counts say together? Parts are added, percentages never averaged.
//!   [`rollup`]: the same for every place of a tree and over periods, as the [`Kind`] of the value allows.
//! - [`chart`]: is a change in a series a signal, or what the series does anyway?
//!   [`RunChart`]: the same by a median.
//! - [`Trend`]: does it rise or fall, and how fast?
//! - [`forecast`](fn@forecast): what comes if nothing changes? [`turns`] and [`Curve`]: did something change?
//! - [`Outlier`]: does one value lie far from those before it?
//! - [`Period`]: which days does a value stand for?
//! - [`disparity`]: how far apart are groups, and is that more than chance?
//! - [`disclosure`]: which numbers must be hidden so that nobody is shown, and what follows from the others all the same?
//! - [`Aim`]: how far is the way to a target, and is the pace enough?
//! - [`choice`]: which measures speak for a result? [`alignment`]: what keeps partners' numbers from being one?
//! - [`Expression`]: a rule that makes one number out of a row's fields.
//! - [`Health`]: how well was a period reported?
//! - [`Scored`]: what does a group think of an option, and can it go into a plan?
//!
//! Pure mathematics in `f64`: no input or output, no rounding. Whoever shows a number rounds it. What is
//! missing is missing and never zero.

mod aim;
pub mod alignment;
mod baseline;
mod chart;
pub mod choice;
pub mod disclosure;
pub mod disparity;
mod distribution;
pub mod expression;
pub mod forecast;
mod health;
mod kind;
mod line;
mod options;
pub mod outlier;
pub mod period;
mod pool;
pub mod rollup;
mod run;
mod series;
mod sheet;
mod trend;

pub use aim::{Aim, Pace, required_path};
pub use baseline::{Against, Curve, Expected, Turn, turns};
pub use chart::{
    Assurance, Better, Cause, Chart, Limits, Phase, Point, Reading, Shift, Side, Variation, chart,
    far_enough, rules,
};
pub use expression::Expression;
pub use forecast::{Forecast, Scale, Tempo, forecast};
pub use health::{Health, Reported};
pub use kind::{Kind, NotAdded, OverPeriods};
pub use line::Line;
pub use options::{Gate, MARKS, Marks, Middle, Scored, options};
pub use outlier::Outlier;
pub use period::{Cadence, Grain, NoPeriod, Period};
/// The middle of some values; `None` if there are none.
///
/// ```
/// assert_eq!(signals::median(&[12.0, 3.0, 40.0, 5.0]), Some(8.5));
/// ```
pub fn median(values: &[f64]) -> Option<f64> {
    trend::median(&mut values.to_vec())
}

pub use pool::{Coverage, Pooled, pool};
pub use run::RunChart;
pub use series::Series;
pub use sheet::{Column, Flaw, Row, Sheet};
pub use trend::{MannKendall, TheilSen, Trend, Word, seasonal_slope};
