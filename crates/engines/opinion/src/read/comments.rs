//! `comments.csv`: a line for each statement.

use super::Fault;
use super::table::Table;

/// A statement of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Its name, as the votes name it.
    pub id: String,
    /// Whether the host has rejected it.
    pub rejected: bool,
    /// Its words.
    pub text: String,
}

/// Reads `comments.csv`: the columns `comment-id`, `moderated` (-1 rejected, 0 not looked at, 1 accepted) and
/// `comment-body`. Other columns are passed over.
pub fn comments(file: &[u8]) -> Result<Vec<Comment>, Fault> {
    let mut table = Table::open(file)?;
    let [id, moderated, body] = ["comment-id", "moderated", "comment-body"].map(|name| table.column(name));
    let (id, moderated, body) = (id?, moderated?, body?);
    let mut comments = Vec::new();
    while table.next()? {
        let rejected = match table.cell(moderated) {
            b"-1" => true,
            b"0" | b"1" => false,
            _ => return Err(table.fault(moderated, "write -1 for rejected, 1 for accepted, 0 for neither")),
        };
        let (id, text) = (table.name(id)?.to_owned(), table.text(body)?.to_owned());
        comments.push(Comment { id, rejected, text });
    }
    Ok(comments)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FILE: &str = "comment-id,moderated,comment-body\n3,-1,\"Trams, and\nbuses\"\n4,0,Ferries\n";

    #[test]
    fn words_may_hold_anything() {
        let read = comments(FILE.as_bytes()).unwrap();
        assert_eq!(read[0], Comment { id: "3".into(), rejected: true, text: "Trams, and\nbuses".into() });
        assert!(!read[1].rejected);
        let fault = comments(FILE.replace(",0,", ",maybe,").as_bytes()).unwrap_err();
        assert_eq!((fault.line, fault.column.as_str()), (4, "moderated"));
    }

    proptest! {
        #[test]
        fn a_changed_table_is_read_or_refused_with_a_reason(at in 0..FILE.len(), byte: u8) {
            let mut bytes = FILE.as_bytes().to_vec();
            bytes[at] = byte;
            if let Err(fault) = comments(&bytes) {
                prop_assert!(!fault.reason.is_empty());
            }
        }
    }
}
