//! The signals engine against published and recorded answers.

mod chart;
mod rollup;
mod trend;
