//! Maps as Kumu exports them: its JSON in both forms, and the sheets of its workbooks.
//!
//! What Kumu calls elements are members here, and connections are ties; an element's type is its attribute `type`, and
//! several values in one cell have `|` between them. Loops, positions and styles are passed over.

mod identity;
mod json;
mod sheets;

pub use identity::{Counted, Merged, merge};
pub use json::{is_map, read as read_json};
pub use sheets::{Sheet, read as read_sheets};

use super::Direction;

/// The attribute that holds an element's type.
const TYPE: &str = "type";
/// The attribute that holds a connection's id.
const ID: &str = "id";

/// An element as a file states it.
#[derive(Debug, Clone, Default)]
struct Element {
    /// Empty for none.
    id: String,
    /// Empty for none, if there is an id.
    label: String,
    attributes: Vec<(String, String)>,
}

/// A connection as a file states it.
#[derive(Debug, Clone, Default)]
struct Connection {
    /// Empty for none.
    id: String,
    /// An element's id or label.
    from: String,
    /// An element's id or label.
    to: String,
    direction: Option<Direction>,
    /// Its type; empty for none.
    kind: String,
    attributes: Vec<(String, String)>,
}

#[cfg(test)]
mod tests;
