//! The opinion engine against published answers.
