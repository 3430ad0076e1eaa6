//! What is wrong with a file, and where.

use std::fmt;

/// What is wrong with a file, in words that help to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The line, counted from 1; 0 for the whole file.
    pub line: u64,
    /// The column by its name; empty for the whole line.
    pub column: String,
    /// What is wrong, and what would be right.
    pub reason: String,
}

impl Fault {
    pub(super) fn new(line: u64, column: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { line, column: column.into(), reason: reason.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line > 0 {
            write!(f, "line {}", self.line)?;
            if !self.column.is_empty() {
                write!(f, ", column {:?}", self.column)?;
            }
            write!(f, ": ")?;
        }
        f.write_str(&self.reason)
    }
}

impl std::error::Error for Fault {}
