//! Tables, attacks and properties.
