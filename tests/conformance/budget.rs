//! The budget engine against published answers.
