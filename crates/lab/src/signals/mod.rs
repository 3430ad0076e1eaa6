//! Series, roll-ups and small numbers.

mod rollup;
mod series;
mod suppress;

pub(crate) use rollup::Rollup;
pub(crate) use series::Signals;
pub(crate) use suppress::Suppress;
