//! Networks as people keep them: one module a format, and the one value that all of them are read into.

pub mod csv;
pub mod graphml;
mod json;
pub mod kumu;
pub mod map;
pub mod plan;
mod weight;

/// Members and ties as a file states them: every name known, nothing added up or symmetrised yet.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// The members, each once, in the order of the file.
    pub nodes: Vec<NodeRow>,
    /// The ties, in the order of the file.
    pub ties: Vec<TieRow>,
    /// What the file calls the ties' weight; `None` where ties have none.
    pub weight_name: Option<String>,
}

/// A member.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NodeRow {
    /// What ties know it by; unique in its table, never empty.
    pub id: String,
    /// What people know it by; the id where a file gives no label.
    pub label: String,
    /// Name and value of whatever else is said of it. An empty value is one that is missing.
    pub attributes: Vec<(String, String)>,
}

/// A tie, or one report of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TieRow {
    /// The id of one end, and of the one it starts from where it has a direction.
    pub from: String,
    /// The id of the other end.
    pub to: String,
    /// `None` where the file does not say.
    pub direction: Option<Direction>,
    /// Its level or weight; larger is closer. `None` where the file gives none.
    pub weight: Option<f64>,
    /// What kind of tie, such as referral; empty for none.
    pub kind: String,
    /// The id of whoever reported it; empty for nobody in particular.
    pub reporter: String,
    /// Name and value of whatever else is said of it.
    pub attributes: Vec<(String, String)>,
}

/// How a tie runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Between the two, without a direction.
    Undirected,
    /// From the one to the other.
    Directed,
    /// Both ways.
    Mutual,
}

impl Direction {
    /// What Gephi, Kumu and `GraphML` call it, in any case of letters.
    pub fn from_word(word: &str) -> Option<Self> {
        match word.trim().to_lowercase().as_str() {
            "undirected" => Some(Self::Undirected),
            "directed" => Some(Self::Directed),
            "mutual" | "reciprocal" => Some(Self::Mutual),
            _ => None,
        }
    }
}

/// What is wrong with a file: where, why, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}{reason}", .line.map(|line| format!("line {line}: ")).unwrap_or_default())]
pub struct ReadError {
    /// The line, from 1; `None` where a format has no lines to speak of.
    pub line: Option<usize>,
    /// What is wrong and what to do, as a sentence.
    pub reason: String,
}

impl ReadError {
    /// An error on a line, counted from 1.
    pub fn on_line(line: usize, reason: impl Into<String>) -> Self {
        Self { line: Some(line), reason: reason.into() }
    }

    /// An error of the whole file.
    pub fn whole(reason: impl Into<String>) -> Self {
        Self { line: None, reason: reason.into() }
    }
}
