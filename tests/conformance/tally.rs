//! The tally engine against published answers.
