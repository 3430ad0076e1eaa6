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

    /// What takes in very many rows on PostgreSQL, if this is an insert of its parameters in order and nothing else.
    pub(crate) fn as_copy(&self) -> Option<String> {
        as_copy(self.text)
    }
}

fn as_copy(text: &str) -> Option<String> {
    let (table, values) = text.strip_prefix("INSERT INTO ")?.split_once("VALUES (")?;
    let columns = table.matches(',').count() + 1;
    let parameters: Vec<String> = (1..=columns).map(|n| format!("${n}")).collect();
    let values: Vec<&str> = values.trim_end().strip_suffix(')')?.split(',').map(str::trim).collect();
    (values == parameters).then(|| format!("COPY {table}FROM STDIN (FORMAT binary)"))
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
    use super::{as_copy, for_sqlite};

    #[test]
    fn parameters_become_numbered_lists_are_searched_and_locks_go() {
        assert_eq!(
            for_sqlite("SELECT a FROM t WHERE b = $2 AND c = '$1' AND d = $1 AND e = ANY($3) FOR UPDATE"),
            "SELECT a FROM t WHERE b = ?2 AND c = '$1' AND d = ?1 AND e IN rarray(?3)"
        );
    }

    #[test]
    fn only_a_plain_insert_is_copied() {
        assert_eq!(
            as_copy("INSERT INTO t (a, b)\n VALUES ($1,\n $2)").as_deref(),
            Some("COPY t (a, b)\n FROM STDIN (FORMAT binary)")
        );
        for other in [
            "INSERT INTO t (a, b) VALUES ($2, $1)",
            "INSERT INTO t (a, b) VALUES ($1, 7)",
            "INSERT INTO t (a, b) VALUES ($1, $1)",
            "INSERT INTO t (a) VALUES ($1) ON CONFLICT (a) DO NOTHING",
            "INSERT INTO t (a) SELECT a FROM u WHERE b = $1",
            "UPDATE t SET a = $1",
        ] {
            assert_eq!(as_copy(other), None, "{other}");
        }
    }
}
