//! Two languages nobody speaks, made from English, with which a test finds every text that is not in a file.

use std::borrow::Cow;

/// What a pseudo-locale does to English.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kind {
    /// The exact name by which it is asked for.
    pub(super) tag: &'static str,
    /// Writing direction.
    pub(super) dir: &'static str,
    /// What happens to the letters of every text.
    pub(super) letters: fn(&str) -> Cow<'_, str>,
}

/// Accented letters: shows bare strings, and fonts or cuts that only fit ASCII.
pub(super) const ACCENTED: Kind = Kind { tag: "en-XA", dir: "ltr", letters: accent };

/// Plain letters on a right-to-left page: shows layouts that only fit left to right.
pub(super) const MIRRORED: Kind = Kind { tag: "ar-XB", dir: "rtl", letters: |text| Cow::Borrowed(text) };

/// Marks a finished text, so that a page can be searched for what lies outside the marks.
pub(super) fn wrap(text: &str) -> String {
    format!("⟦{text}⟧")
}

/// What was typed, without the marks of a number that a form showed.
pub(super) fn unwrap(typed: &str) -> &str {
    typed.trim().trim_start_matches('⟦').trim_end_matches('⟧')
}

fn accent(text: &str) -> Cow<'_, str> {
    Cow::Owned(text.chars().map(accented).collect())
}

fn accented(letter: char) -> char {
    match letter {
        'a' => 'á',
        'c' => 'ç',
        'd' => 'đ',
        'e' => 'é',
        'g' => 'ğ',
        'h' => 'ĥ',
        'i' => 'í',
        'k' => 'ķ',
        'l' => 'ľ',
        'n' => 'ñ',
        'o' => 'ö',
        'r' => 'ř',
        's' => 'š',
        't' => 'ť',
        'u' => 'ü',
        'w' => 'ŵ',
        'y' => 'ý',
        'z' => 'ž',
        'A' => 'Á',
        'C' => 'Ç',
        'D' => 'Đ',
        'E' => 'É',
        'G' => 'Ğ',
        'I' => 'Í',
        'N' => 'Ñ',
        'O' => 'Ö',
        'S' => 'Š',
        'T' => 'Ť',
        'U' => 'Ü',
        'W' => 'Ŵ',
        'Y' => 'Ý',
        other => other,
    }
}
