//! Numbers as files write them. Which mark parts the decimals is decided once for a file, from all of it:
//! `1.234` alone could be either.

use web::text::Say;

/// The mark before the decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Decimal {
    /// `1,234.5`
    Point,
    /// `1.234,5`
    Comma,
}

/// A cell, read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Cell {
    /// It holds nothing, or one of the signs for nothing.
    Missing,
    /// It holds a number.
    Number(f64),
    /// It holds something else.
    Wrong,
}

/// What files write where nothing is known.
const NOTHING: [&str; 12] = ["", "-", "–", "—", ".", "..", "...", "…", ":", "na", "n/a", "null"];

/// What the cells of a file say of their decimal mark.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    point: usize,
    comma: usize,
}

impl Marks {
    /// Looks at one more cell.
    pub(crate) fn see(&mut self, cell: &str) {
        match tells(&plain(cell)) {
            Some(Decimal::Point) => self.point += 1,
            Some(Decimal::Comma) => self.comma += 1,
            None => {}
        }
    }

    /// Where no cell tells, a file whose columns are parted by semicolons has a comma, because that is why it
    /// has semicolons.
    pub(crate) fn decimal(&self, semicolons: bool) -> Decimal {
        let comma = self.comma > self.point || (self.comma == self.point && semicolons);
        if comma { Decimal::Comma } else { Decimal::Point }
    }
}

/// What one cell says of the decimal mark, if it says anything.
fn tells(plain: &str) -> Option<Decimal> {
    let mark = |c: char| if c == '.' { Decimal::Point } else { Decimal::Comma };
    let other = |c: char| if c == '.' { Decimal::Comma } else { Decimal::Point };
    let marks: Vec<(usize, char)> = plain.char_indices().filter(|(_, c)| matches!(c, '.' | ',')).collect();
    match marks.as_slice() {
        // Twice the same: it parts thousands.
        [(_, first), .., (_, last)] if first == last => Some(other(*first)),
        [_, .., (_, last)] => Some(mark(*last)),
        // Not three digits behind it, or too many before it: decimals.
        [(at, c)] if plain.len() - at - 1 != 3 || *at > 3 || plain.starts_with('0') => Some(mark(*c)),
        [] | [_] => None,
    }
}

/// Reads a cell of a file with that decimal mark.
pub(crate) fn read(cell: &str, decimal: Decimal) -> Cell {
    let plain = plain(cell);
    if NOTHING.contains(&plain.to_lowercase().as_str()) {
        return Cell::Missing;
    }
    number(&plain, decimal).map_or(Cell::Wrong, Cell::Number)
}

/// A number as this reader types it: as their language writes it, or where that gives none, as its marks tell.
pub(crate) fn typed(say: &Say, text: &str) -> Option<f64> {
    say.parse_number(text).or_else(|| told(text))
}

/// What the marks alone tell, if they do.
fn told(text: &str) -> Option<f64> {
    let plain = plain(text);
    number(&plain, tells(&plain)?)
}

fn number(plain: &str, decimal: Decimal) -> Option<f64> {
    let (point, group) = match decimal {
        Decimal::Point => ('.', ','),
        Decimal::Comma => (',', '.'),
    };
    let (sign, unsigned) = match plain.strip_prefix(['-', '−']) {
        Some(rest) => (-1.0, rest),
        None => (1.0, plain),
    };
    let (whole, fraction) = unsigned.split_once(point).unwrap_or((unsigned, ""));
    let groups: Vec<&str> = whole.split(group).collect();
    let regular = match groups.as_slice() {
        [_] => true,
        [first, rest @ ..] => (1..=3).contains(&first.len()) && rest.iter().all(|part| part.len() == 3),
        [] => false,
    };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let whole = groups.concat();
    if !regular || !digits(&whole) || !digits(fraction) || (whole.is_empty() && fraction.is_empty()) {
        return None;
    }
    format!("{whole}.{fraction}")
        .parse()
        .ok()
        .map(|value: f64| sign * value)
        .filter(|value| value.is_finite())
}

/// Without padding and without the spaces and apostrophes that some put between thousands.
fn plain(cell: &str) -> String {
    let spaced = |c: char| c.is_whitespace() || matches!(c, '\u{a0}' | '\u{202f}' | '\u{2009}');
    let cell = cell.trim_matches(spaced);
    let mut out = String::with_capacity(cell.len());
    let mut rest = cell.chars().peekable();
    let mut before = None;
    while let Some(c) = rest.next() {
        let between = spaced(c) || matches!(c, '\'' | '’');
        let digits =
            before.is_some_and(|c: char| c.is_ascii_digit()) && rest.peek().is_some_and(char::is_ascii_digit);
        if !(between && digits) {
            out.push(c);
        }
        before = Some(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Cell::{Missing, Number, Wrong};
    use super::Decimal::{Comma, Point};
    use super::{Decimal, Marks, read, told};

    fn decimal<'a>(cells: impl Iterator<Item = &'a str>, semicolons: bool) -> Decimal {
        let mut marks = Marks::default();
        cells.for_each(|cell| marks.see(cell));
        marks.decimal(semicolons)
    }

    #[test]
    fn a_file_tells_its_decimal_mark() {
        assert_eq!(decimal(["1,234", "5,678.5"].into_iter(), false), Point);
        assert_eq!(decimal(["1.234", "12,5"].into_iter(), true), Comma);
        assert_eq!(decimal(["1.234.567"].into_iter(), false), Comma);
        assert_eq!(decimal(["1,234"].into_iter(), false), Point);
        assert_eq!(decimal(["1.234"].into_iter(), true), Comma);
        assert_eq!(decimal(["0.125"].into_iter(), true), Point);
    }

    #[test]
    fn padded_and_parted_numbers_are_read() {
        assert_eq!(read(" 140,887 ", Point), Number(140_887.0));
        assert_eq!(read("1.234,5", Comma), Number(1234.5));
        assert_eq!(read("1 234\u{a0}567", Point), Number(1_234_567.0));
        assert_eq!(read("1'234.5", Point), Number(1234.5));
        assert_eq!(read("-3", Point), Number(-3.0));
    }

    #[test]
    fn nothing_is_missing_and_never_zero() {
        for nothing in ["", "  ", "-", "n/a", "NA", "…"] {
            assert_eq!(read(nothing, Point), Missing, "{nothing}");
        }
    }

    #[test]
    fn what_could_be_misread_is_wrong() {
        for wrong in ["12,5", "1,23,456", "1.2.3", "about 7", "12%", "=A1", "1e9", "1234,567"] {
            assert_eq!(read(wrong, Point), Wrong, "{wrong}");
        }
    }

    #[test]
    fn what_is_typed_with_a_decimal_comma_is_read_where_it_is_plain() {
        assert_eq!(told("12,5"), Some(12.5));
        assert_eq!(told("1.234,50"), Some(1234.5));
        assert_eq!(told("1,234"), None, "the reader's language decides that one");
    }

    proptest! {
        #[test]
        fn whatever_stands_in_a_cell_is_a_finite_number_or_none(cell in "([0-9]{1,40}|[.,' +-]|\\PC){0,12}") {
            for mark in [Point, Comma] {
                if let Number(value) = read(&cell, mark) {
                    prop_assert!(value.is_finite(), "{}", cell);
                }
            }
            prop_assert!(told(&cell).is_none_or(f64::is_finite), "{}", cell);
        }
    }
}
