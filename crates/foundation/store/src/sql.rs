use std::sync::OnceLock;

/// One statement, written once for both engines: PostgreSQL's words, `$1` parameters.
///
/// Made only by [`statements!`](crate::statements), so that every text that can be run is also in a
/// list that a test prepares on both engines.
#[derive(Debug)]
pub struct Sql {
    name: &'static str,
    text: &'static str,
    sqlite: OnceLock<String>,
}

impl Sql {
    /// For [`statements!`](crate::statements) only.
    #[doc(hidden)]
    pub const fn new(name: &'static str, text: &'static str) -> Self {
        Self { name, text, sqlite: OnceLock::new() }
    }

    /// Where it stands: module and name.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The text as written, which is also PostgreSQL's.
    pub fn text(&self) -> &'static str {
        self.text
    }

    /// SQLite's text: `$1` becomes `?1` (SQLite takes `$1` for a *name* and numbers by first appearance),
    /// `= ANY(…)` becomes `IN rarray(…)`, and `FOR UPDATE` goes, because SQLite's one writer has everything
    /// locked already.
    pub(crate) fn for_sqlite(&self) -> &str {
        self.sqlite.get_or_init(|| for_sqlite(self.text))
    }
}

fn for_sqlite(text: &str) -> String {
    let mut quoted = false;
    let text: String = text
        .chars()
        .map(|c| {
            quoted ^= c == '\'';
            if c == '$' && !quoted { '?' } else { c }
        })
        .collect();
    text.replace(" = ANY(", " IN rarray(").replace(" FOR UPDATE", "")
}

/// Declares the statements of one concept and `ALL`, the list of them.
///
/// ```
/// store::statements! {
///     /// One measure by its number.
///     FIND = "SELECT id, name FROM measure WHERE initiative = $1 AND number = $2";
/// }
/// assert_eq!(ALL.len(), 1);
/// ```
#[macro_export]
macro_rules! statements {
    ($($(#[$about:meta])* $name:ident = $text:expr;)+) => {
        $($(#[$about])* static $name: $crate::Sql =
            $crate::Sql::new(concat!(module_path!(), "::", stringify!($name)), $text);)+
        /// Every statement of this concept.
        pub(crate) const ALL: &[&$crate::Sql] = &[$(&$name),+];
    };
}

#[cfg(test)]
mod tests {
    use super::for_sqlite;

    #[test]
    fn parameters_become_numbered_lists_are_searched_and_locks_go() {
        assert_eq!(
            for_sqlite("SELECT a FROM t WHERE b = $2 AND c = '$1' AND d = $1 AND e = ANY($3) FOR UPDATE"),
            "SELECT a FROM t WHERE b = ?2 AND c = '$1' AND d = ?1 AND e IN rarray(?3)"
        );
    }
}
