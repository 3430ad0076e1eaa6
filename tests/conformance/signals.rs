//! The signals engine against published answers.
