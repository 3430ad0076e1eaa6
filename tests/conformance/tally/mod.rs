//! The tally engine against published answers.

mod droop;
