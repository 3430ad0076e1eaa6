//! Numbers over time: pooling, signal or noise.
//!
//! Five questions, each usable alone:
//!
//! - [`pool`]: what do many partners' counts say together? Parts are added, percentages never averaged.
//! - [`chart`]: is a change in a series a signal, or what the series does anyway?
//! - [`disparity`]: how far apart are groups, and is that more than chance?
//! - [`publish`] and [`audit`]: what must be hidden so that nobody is shown, and what can be worked out all the same?
//! - [`Aim`]: how far is the way to a target, and is the pace enough?
//!
//! Pure mathematics in `f64`: no input or output, no dates, no rounding. Whoever shows a number rounds it.

mod aim;
mod chart;
mod disclosure;
mod disparity;
mod pool;

pub use aim::{Aim, Pace, required_path};
pub use chart::{Assurance, Better, Cause, Chart, Limits, Phase, Point, Reading, Side, Variation, chart};
pub use disclosure::{
    Cell, Entry, Fault, Interval, LARGEST, Line, LongTable, Malformed, Protection, Publication, Reason,
    Rounded, Rounding, Rule, Shown, Standing, Sum, Surface, Table, audit, long_table, publish, publish_again,
    round,
};
pub use disparity::{
    Disparity, Estimate, Gap, GapChange, Group, Reference, Z95, byar, difference, disparity, ratio, wilson,
};
pub use pool::{Coverage, Pooled, pool};
