//! A code that lets somebody into a conversation without an account: one for all, or one for each person, handed out
//! on paper. How often it was used is known, never by whom.

pub(crate) mod acts;
pub(crate) mod api;
pub(crate) mod page;
pub(crate) mod store;

use ::store::Read;
use kernel::{Context, Error, Result};
use web::ExportTable;

use crate::conversation::OPEN;

/// A code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Code {
    pub(crate) code: String,
    /// Whether it lets in one person and no other.
    pub(crate) once: bool,
    /// How many came in with it.
    pub(crate) used: i64,
}

/// What codes are made of: no letter that is taken for another, or for a digit.
const LETTERS: &[u8; 30] = b"ABCDEFGHJKLMNPQRSTUVWXYZ234679";
/// The letters of a code: 30^8, so that nobody guesses one.
const LENGTH: usize = 8;
/// The longest code that somebody thinks of, and the shortest, in letters.
const WORD: std::ops::RangeInclusive<usize> = 4..=40;

/// A new one, by chance.
pub(crate) fn draw(length: usize) -> Result<String> {
    let mut code = String::new();
    while code.len() < length {
        let mut byte = [0];
        getrandom::fill(&mut byte).map_err(|error| Error::Internal(error.to_string()))?;
        // The bytes beyond the last whole set of letters would favour the first ones.
        if usize::from(byte[0]) < 256 - 256 % LETTERS.len() {
            code.push(char::from(LETTERS[usize::from(byte[0]) % LETTERS.len()]));
        }
    }
    Ok(code)
}

/// A code as it is kept, from what somebody typed: capital letters, no spaces or hyphens.
pub(crate) fn plain(typed: &str) -> String {
    typed.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

/// In groups of four, as it is printed and read aloud.
pub(crate) fn spoken(code: &str) -> String {
    let letters: Vec<char> = code.chars().collect();
    letters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// The codes as an open table, for whoever hands them out.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<ExportTable> {
    let may = cx.could(&OPEN) || cx.via == kernel::Via::CommandLine;
    let all = if may { store::all(read, cx.initiative()?).await? } else { Vec::new() };
    let rows = all.into_iter().map(|(conversation, code)| {
        vec![conversation.to_string(), code.code, code.once.to_string(), code.used.to_string()]
    });
    Ok(ExportTable {
        name: "conversation-codes",
        columns: &["conversation", "code", "once", "used"],
        rows: rows.collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::{LENGTH, draw, plain, spoken};

    #[test]
    fn a_code_is_the_same_however_it_is_typed() {
        let code = draw(LENGTH).unwrap();
        assert_eq!(code.len(), LENGTH);
        assert_ne!(code, draw(LENGTH).unwrap());
        assert_eq!(plain(&format!(" {} ", spoken(&code).to_lowercase())), code);
        assert_eq!(spoken("ABCDEFGH"), "ABCD-EFGH");
    }
}
