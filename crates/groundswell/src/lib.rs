//! Groundswell: where many organisations act together on one problem that none of them can solve alone.
//!
//! The binary is a thin call of [`command::run`]; the library is for the tests that look at the whole house.

mod ballast;
pub mod command;
mod configuration;
mod connections;
mod demo;
pub mod house;
mod serve;

pub use command::document as openapi;
