//! The tree of places, a level at a time: each place with the sums of all that lies in it, and how many of how many
//! reported there.

pub(crate) mod page;
pub(crate) mod store;

use crate::dimension::Category;
use crate::value::Series;

/// A place with its values.
#[derive(Debug)]
pub(crate) struct Place {
    pub(crate) category: Category,
    pub(crate) series: Series,
    /// How many places lie directly in it.
    pub(crate) within: i64,
}
