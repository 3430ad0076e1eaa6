//! The tally engine against published answers.

mod droop;
mod published;
mod stv_rs;
