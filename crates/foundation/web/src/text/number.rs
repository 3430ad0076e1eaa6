//! Numbers as people write and read them.

use fluent_bundle::FluentValue;

/// U+2212, as wide as a plus and read aloud as "minus".
const MINUS: char = '−';

/// The marks between units and tenths and between thousands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marks {
    pub(super) decimal: char,
    pub(super) group: char,
}

impl Marks {
    /// The marks of a language as its file gives them; `None` if no language writes numbers so.
    pub(super) fn from_texts(decimal: &str, group: &str) -> Option<Self> {
        let one = |text: &str| text.parse::<char>().ok();
        let marks = Self { decimal: one(decimal)?, group: one(group)? };
        formatter::<()>(marks).map(|_| marks)
    }

    /// A number with exactly `digits` decimals, or `None` if it is not finite.
    pub(super) fn write(self, value: f64, digits: usize) -> Option<String> {
        value.is_finite().then(|| self.group(&format!("{value:.digits$}"), true))
    }

    /// Puts our marks into what Rust writes: `-1234.5` becomes `−1,234.5`, and `-0.0` becomes `0.0`.
    fn group(self, plain: &str, grouped: bool) -> String {
        let unsigned = plain.trim_start_matches('-');
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let mut text = String::with_capacity(plain.len() + whole.len());
        if unsigned.len() < plain.len() && unsigned.contains(|c: char| c.is_ascii_digit() && c != '0') {
            text.push(MINUS);
        }
        for (index, digit) in whole.char_indices() {
            if grouped && index > 0 && (whole.len() - index).is_multiple_of(3) {
                text.push(self.group);
            }
            text.push(digit);
        }
        if !fraction.is_empty() {
            text.push(self.decimal);
            text.push_str(fraction);
        }
        text
    }

    /// A number as a person types it, or `None` if it could be misread.
    ///
    /// Thousands may be parted by the language's mark, a space or nothing, but only where thousands are: `12,5` is
    /// not 125 in English. Where a point parts no thousands, it may stand for the decimal mark.
    pub(super) fn read(self, typed: &str) -> Option<f64> {
        let typed = typed.trim();
        let (negative, unsigned) = match typed.strip_prefix(['-', MINUS]) {
            Some(rest) => (true, rest.trim_start()),
            None => (false, typed.strip_prefix('+').unwrap_or(typed)),
        };
        let point = |c: char| c == self.decimal || (c == '.' && self.group != '.');
        let (whole, fraction) = unsigned.split_once(point).unwrap_or((unsigned, ""));
        let mut plain = if negative { String::from("-") } else { String::new() };
        plain.push_str(&self.ungroup(whole)?);
        plain.push('.');
        plain.push_str(fraction);
        let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        (digits(fraction) && !(whole.is_empty() && fraction.is_empty())).then(|| plain.parse().ok())?
    }

    fn ungroup(self, whole: &str) -> Option<String> {
        let parting = |c: char| c == self.group || matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}');
        let groups: Vec<&str> = whole.split(parting).collect();
        let regular = match groups.as_slice() {
            [_] => true,
            [first, rest @ ..] => (1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3),
            [] => false,
        };
        let plain = groups.concat();
        (regular && plain.bytes().all(|b| b.is_ascii_digit())).then_some(plain)
    }
}

/// How a bundle writes numbers inside messages. Fluent takes a plain function, which cannot carry a language's marks;
/// so there is one function for each pair in use (CLDR's decimal and group symbols).
pub(super) type Formatter<M> = fn(&FluentValue, &M) -> Option<String>;

/// The writer for these marks, `None` for marks that no language uses.
pub(super) fn formatter<M>(marks: Marks) -> Option<Formatter<M>> {
    Some(match (marks.decimal, marks.group) {
        ('.', ',') => written::<M, '.', ','>,
        ('.', '’') => written::<M, '.', '’'>,
        (',', '.') => written::<M, ',', '.'>,
        (',', '\u{a0}') => written::<M, ',', '\u{a0}'>,
        (',', '\u{202f}') => written::<M, ',', '\u{202f}'>,
        ('٫', '٬') => written::<M, '٫', '٬'>,
        _ => return None,
    })
}

/// A number inside a message: as many decimals as it has up to three, unless the message says otherwise with `NUMBER`.
fn written<M, const DECIMAL: char, const GROUP: char>(value: &FluentValue, _: &M) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let least = number.options.minimum_fraction_digits.unwrap_or(0);
    let most = number.options.maximum_fraction_digits.unwrap_or(3).max(least);
    let mut plain = format!("{:.most$}", number.value);
    if let Some(point) = plain.find('.') {
        let needed = plain.trim_end_matches('0').len().max(point + 1 + least);
        plain.truncate(if needed == point + 1 { point } else { needed });
    }
    Some(Marks { decimal: DECIMAL, group: GROUP }.group(&plain, number.options.use_grouping))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENGLISH: Marks = Marks { decimal: '.', group: ',' };
    const GERMAN: Marks = Marks { decimal: ',', group: '.' };
    const FRENCH: Marks = Marks { decimal: ',', group: '\u{202f}' };

    #[test]
    fn thousands_and_decimals_are_marked() {
        assert_eq!(ENGLISH.write(1_234_567.891, 1).unwrap(), "1,234,567.9");
        assert_eq!(GERMAN.write(-1234.5, 2).unwrap(), "−1.234,50");
        assert_eq!(ENGLISH.write(999.0, 0).unwrap(), "999");
    }

    #[test]
    fn nothing_is_never_negative_and_infinity_is_no_number() {
        assert_eq!(ENGLISH.write(-0.04, 1).unwrap(), "0.0");
        assert_eq!(ENGLISH.write(f64::NAN, 1), None);
        assert_eq!(ENGLISH.write(f64::INFINITY, 1), None);
    }

    #[test]
    fn typed_numbers_are_read_in_the_language() {
        for (marks, typed, meant) in [
            (ENGLISH, "1,234.5", 1234.5),
            (ENGLISH, " 1 234.5 ", 1234.5),
            (ENGLISH, "−3", -3.0),
            (ENGLISH, "+.5", 0.5),
            (ENGLISH, "12.", 12.0),
            (GERMAN, "1.234,5", 1234.5),
            (GERMAN, "1.234", 1234.0),
            (FRENCH, "12.5", 12.5),
            (FRENCH, "1 234,5", 1234.5),
        ] {
            assert_eq!(marks.read(typed), Some(meant), "{typed}");
        }
    }

    #[test]
    fn what_could_be_misread_is_refused() {
        for (marks, typed) in [
            (ENGLISH, "12,5"),
            (ENGLISH, "1,2345"),
            (ENGLISH, ""),
            (ENGLISH, "."),
            (ENGLISH, "-"),
            (ENGLISH, "45 %"),
            (ENGLISH, "1e5"),
            (ENGLISH, "NaN"),
            (ENGLISH, "1.2.3"),
            (GERMAN, "12.5"),
        ] {
            assert_eq!(marks.read(typed), None, "{typed}");
        }
    }

    #[test]
    fn what_is_written_can_be_read() {
        for marks in [ENGLISH, GERMAN, FRENCH] {
            for value in [0.0, 1.5, -12.25, 999.75, 1000.0, -1_234_567.5] {
                assert_eq!(marks.read(&marks.write(value, 2).unwrap()), Some(value));
            }
        }
    }
}
