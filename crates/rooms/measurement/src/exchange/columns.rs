//! The columns of a row, once for every format that names them.

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holds {
    /// Words.
    Text,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// A whole number.
    Whole,
    /// Any number.
    Number,
    /// A day.
    Day,
    /// A moment.
    Moment,
}

/// One column of the long table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Column {
    /// Its name in the first line; the key of what it means is `exchange-column-` and this, with hyphens.
    pub(crate) name: &'static str,
    pub(crate) holds: Holds,
    /// Whether each row has it.
    pub(crate) required: bool,
}

/// What stands for the whole where a part is asked for, as in SDMX.
pub(crate) const WHOLE: &str = "_T";

/// How a value stands.
pub(crate) const STATUSES: [&str; 4] = ["complete", "partial", "hidden", "missing"];

/// The words of the kinds of value.
const KINDS: [&str; 7] = ["flow", "ratio", "mean", "stock", "index", "estimate", "not-additive"];

const fn column(name: &'static str, holds: Holds, required: bool) -> Column {
    Column { name, holds, required }
}

/// All columns, in their order.
pub(crate) static COLUMNS: [Column; 22] = [
    column("measure", Holds::Whole, true),
    column("name", Holds::Text, true),
    column("kind", Holds::OneOf(&KINDS), true),
    column("period", Holds::Text, true),
    column("start", Holds::Day, true),
    column("end", Holds::Day, true),
    column("dimension", Holds::Text, true),
    column("category", Holds::Text, true),
    column("category_name", Holds::Text, false),
    column("value", Holds::Number, false),
    column("low", Holds::Number, false),
    column("high", Holds::Number, false),
    column("quality", Holds::Whole, false),
    column("unit", Holds::Text, false),
    column("numerator", Holds::Number, false),
    column("denominator", Holds::Number, false),
    column("factor", Holds::Number, true),
    column("status", Holds::OneOf(&STATUSES), true),
    column("reported", Holds::Whole, false),
    column("expected", Holds::Whole, false),
    column("version", Holds::Whole, true),
    column("updated", Holds::Moment, false),
];

/// Which columns together are there only once.
pub(crate) const KEY: [&str; 4] = ["measure", "period", "dimension", "category"];

#[cfg(test)]
mod tests {
    use signals::Kind;

    use super::{COLUMNS, KEY, KINDS};

    #[test]
    fn the_kinds_are_the_engines_and_the_key_is_of_columns() {
        assert_eq!(KINDS, Kind::ALL.map(Kind::as_str));
        assert!(KEY.iter().all(|key| COLUMNS.iter().any(|column| column.name == *key && column.required)));
    }
}
