//! The network engine against published answers.
