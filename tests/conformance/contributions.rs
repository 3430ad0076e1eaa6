//! The contributions engine against published answers.
