//! Bytes of a file as text.

/// How the bytes of a file stood for letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Encoding {
    /// What everybody should use.
    Utf8,
    /// What a spreadsheet calls "Unicode text".
    Utf16,
    /// What Windows programs of the West wrote before.
    Windows1252,
    /// No text but a workbook, which says itself how letters are written.
    Workbook,
}

impl Encoding {
    /// Its name, as people know it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16 => "UTF-16",
            Self::Windows1252 => "Windows-1252",
            Self::Workbook => "XLSX",
        }
    }
}

/// Why bytes are no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoText {
    /// Nothing in it.
    Empty,
    /// More than anybody reads.
    Large,
    /// A packed file or an old workbook that cannot be read.
    Workbook,
    /// Anything else that is not made of letters.
    Binary,
}

/// The text of a file with every line ended by `\n`.
pub(crate) fn read(bytes: &[u8]) -> Result<(String, Encoding), NoText> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(NoText::Workbook);
    }
    let (text, encoding) = decode(bytes).ok_or(NoText::Binary)?;
    if text.trim().is_empty() {
        return Err(NoText::Empty);
    }
    if text.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}' | '\u{1a}')) {
        return Err(NoText::Binary);
    }
    Ok((text.replace("\r\n", "\n").replace('\r', "\n"), encoding))
}

fn decode(bytes: &[u8]) -> Option<(String, Encoding)> {
    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return Some((String::from_utf8_lossy(rest).into_owned(), Encoding::Utf8));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        return utf16(rest, u16::from_le_bytes);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        return utf16(rest, u16::from_be_bytes);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Some((text.to_owned(), Encoding::Utf8)),
        Err(_) => Some((bytes.iter().map(|byte| windows_1252(*byte)).collect(), Encoding::Windows1252)),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<(String, Encoding)> {
    let units: Vec<u16> = bytes.as_chunks::<2>().0.iter().map(|pair| unit(*pair)).collect();
    String::from_utf16(&units).ok().map(|text| (text, Encoding::Utf16))
}

/// The code page is Latin-1 but for 0x80 to 0x9F; its five unused places stay control characters, which no
/// text has.
fn windows_1252(byte: u8) -> char {
    const SPECIAL: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9F => SPECIAL[usize::from(byte - 0x80)],
        byte => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::{Encoding, NoText, read};

    #[test]
    fn a_mark_in_front_is_no_letter() {
        assert_eq!(read(b"\xEF\xBB\xBFa;b\r\n1;2\r3"), Ok(("a;b\n1;2\n3".to_owned(), Encoding::Utf8)));
    }

    #[test]
    fn old_windows_files_keep_their_letters() {
        assert_eq!(read(b"K\xF6ln \x80 \x93x\x94"), Ok(("Köln € “x”".to_owned(), Encoding::Windows1252)));
    }

    #[test]
    fn unicode_text_of_spreadsheets() {
        assert_eq!(read(b"\xFF\xFEa\0\t\0\xF6\0"), Ok(("a\tö".to_owned(), Encoding::Utf16)));
    }

    #[test]
    fn what_is_no_text_is_said_to_be_none() {
        assert_eq!(read(b"PK\x03\x04abc"), Err(NoText::Workbook));
        assert_eq!(read(b"\x00\x01\x02\xFF"), Err(NoText::Binary));
        assert_eq!(read(b" \n\n"), Err(NoText::Empty));
        assert_eq!(read(b""), Err(NoText::Empty));
    }
}
