//! The disclosure engine against published answers.
