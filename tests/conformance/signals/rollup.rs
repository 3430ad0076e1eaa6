//! Roll-ups against published figures.
