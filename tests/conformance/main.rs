//! The engines against published and recorded answers. The data is read from the folder named in `GROUNDSWELL_DATA`, because
//! its licences do not all allow it to lie in this repository. `./check --only conformance` runs this in an optimised build.
//!
//! A test that compares prints `figure: ` lines that say how much was compared (tests/README.md).

mod budget;
mod contributions;
mod data;
mod disclosure;
mod network;
mod opinion;
mod signals;
mod tally;
