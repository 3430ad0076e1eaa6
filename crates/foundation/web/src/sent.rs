//! What was sent: a form's or a file form's fields, kept as they were typed.

use std::borrow::Cow;

use axum::body::Bytes;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;

/// The fields of a form as they were typed, and its files.
#[derive(Debug, Clone, Default)]
pub struct Sent {
    fields: Vec<(String, String)>,
    files: Vec<SentFile>,
}

/// A file that came with a form.
#[derive(Debug, Clone)]
pub struct SentFile {
    /// The field's name.
    pub field: String,
    /// What it was called on the sender's machine.
    pub name: String,
    /// What it holds.
    pub body: Bytes,
}

impl Sent {
    /// Reads a body by its type; anything that is no form gives no fields.
    pub(crate) async fn read(headers: &HeaderMap, body: Bytes) -> Self {
        let mime = headers.get(CONTENT_TYPE).and_then(|mime| mime.to_str().ok()).unwrap_or_default();
        if mime.starts_with("application/x-www-form-urlencoded") {
            Self { fields: pairs(&body), files: Vec::new() }
        } else if mime.starts_with("multipart/form-data") {
            Self::multipart(mime, body).await.unwrap_or_default()
        } else {
            Self::default()
        }
    }

    async fn multipart(mime: &str, body: Bytes) -> Option<Self> {
        let request = Request::builder().method("POST").header(CONTENT_TYPE, mime).body(body.into()).ok()?;
        let mut parts = Multipart::from_request(request, &()).await.ok()?;
        let mut sent = Self::default();
        while let Ok(Some(part)) = parts.next_field().await {
            let field = part.name().unwrap_or_default().to_owned();
            let name = part.file_name().map(str::to_owned);
            let body = part.bytes().await.ok()?;
            match name {
                Some(name) => sent.files.push(SentFile { field, name, body }),
                None => sent.fields.push((field, storable(String::from_utf8_lossy(&body).into_owned()))),
            }
        }
        Some(sent)
    }

    /// Of these pairs: what a query string says, or what a test sends.
    pub fn of(query: &[u8]) -> Self {
        Self { fields: pairs(query), files: Vec::new() }
    }

    /// With that value in place of what the field held.
    pub fn with(mut self, field: &str, value: impl Into<String>) -> Self {
        self.fields.retain(|(name, _)| name != field);
        self.fields.push((field.to_owned(), value.into()));
        self
    }

    /// With that value after those the field holds.
    pub(crate) fn and(mut self, field: &str, value: String) -> Self {
        self.fields.push((field.to_owned(), value));
        self
    }

    /// The field's first value; empty if it was not sent.
    pub fn get(&self, field: &str) -> &str {
        self.fields.iter().find(|(name, _)| name == field).map_or("", |(_, value)| value)
    }

    /// Every field and value, in the order they came.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// All its values, of check-boxes for example.
    pub fn all<'a>(&'a self, field: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields.iter().filter(move |(name, _)| name == field).map(|(_, value)| value.as_str())
    }

    /// Whether the field was sent with anything in it.
    pub fn has(&self, field: &str) -> bool {
        !self.get(field).trim().is_empty()
    }

    /// The field read as something else; `None` if it is not that.
    pub fn parse<T: std::str::FromStr>(&self, field: &str) -> Option<T> {
        self.get(field).trim().parse().ok()
    }

    /// The file of that field, if one was chosen.
    pub fn file(&self, field: &str) -> Option<&SentFile> {
        self.files.iter().find(|file| file.field == field && !file.body.is_empty())
    }
}

fn pairs(body: &[u8]) -> Vec<(String, String)> {
    let pairs: Vec<(String, String)> = serde_html_form::from_bytes(body).unwrap_or_default();
    pairs.into_iter().map(|(name, value)| (name, storable(value))).collect()
}

/// `text` without U+0000, the one character that PostgreSQL's texts cannot hold. It becomes U+FFFD, as in HTML
/// (WHATWG, 13.2.5).
pub(crate) fn storable(text: String) -> String {
    if text.contains('\0') { text.replace('\0', "\u{fffd}") } else { text }
}

/// The same for JSON, where it is written `\u0000`.
pub(crate) fn storable_json(body: &[u8]) -> Cow<'_, [u8]> {
    const ZERO: &[u8] = b"\\u0000";
    if !body.windows(ZERO.len()).any(|part| part == ZERO) {
        return Cow::Borrowed(body);
    }
    let mut out = Vec::with_capacity(body.len());
    let mut rest = body;
    while !rest.is_empty() {
        // A backslash takes the character after it along, so that an escaped one begins nothing.
        let (written, read): (&[u8], usize) = match rest {
            _ if rest.starts_with(ZERO) => (b"\\ufffd", ZERO.len()),
            [b'\\', _, ..] => (&rest[..2], 2),
            _ => (&rest[..1], 1),
        };
        out.extend(written);
        rest = &rest[read..];
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use axum::body::Bytes;
    use axum::http::HeaderMap;
    use axum::http::header::CONTENT_TYPE;
    use proptest::prelude::*;

    use super::{Sent, storable, storable_json};

    const FILE_FORM: &str = "multipart/form-data; boundary=cut";

    fn read(mime: &str, body: Vec<u8>) -> Sent {
        let headers = HeaderMap::from_iter([(CONTENT_TYPE, mime.parse().unwrap())]);
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(Sent::read(&headers, Bytes::from(body)))
    }

    proptest! {
        #[test]
        fn no_bytes_make_a_form_fall(body in prop::collection::vec(any::<u8>(), 0..400)) {
            for mime in ["application/x-www-form-urlencoded", FILE_FORM, "text/plain"] {
                prop_assert!(read(mime, body.clone()).pairs().all(|(_, value)| !value.contains('\0')));
            }
        }

        #[test]
        fn no_parts_make_a_file_form_fall(
            parts in "(--cut|--cut--|\r\n|content-disposition: form-data|; (file)?name=\"?|a\"|\u{0}){0,40}"
        ) {
            prop_assert!(read(FILE_FORM, parts.into_bytes()).pairs().all(|(_, value)| !value.contains('\0')));
        }

        #[test]
        fn what_is_typed_is_read(values in prop::collection::vec(any::<String>(), 1..5)) {
            let fields: Vec<String> = values.iter().map(|value| format!("a={}", crate::encoded(value))).collect();
            let expected: Vec<String> = values.iter().cloned().map(storable).collect();
            let sent = Sent::of(fields.join("&").as_bytes());
            prop_assert_eq!(sent.all("a").collect::<Vec<_>>(), expected);
        }

        #[test]
        fn json_is_the_same_but_for_what_cannot_be_stored(text in "(\\PC|\u{0}|\\\\|\"|u0000){0,40}") {
            let json = serde_json::to_vec(&text).unwrap();
            let read: String = serde_json::from_slice(&storable_json(&json)).unwrap();
            prop_assert_eq!(read, storable(text));
        }
    }

    #[test]
    fn keeps_what_was_typed() {
        let sent = Sent::of(b"a=1&b=x+y&a=2&c=%F0%9F%8C%8A");
        assert_eq!(sent.get("a"), "1");
        assert_eq!(sent.all("a").collect::<Vec<_>>(), ["1", "2"]);
        assert_eq!(sent.get("b"), "x y");
        assert_eq!(sent.get("c"), "🌊");
        assert_eq!(sent.parse::<i64>("a"), Some(1));
        assert!(!sent.has("d"));
    }

    #[test]
    fn a_character_that_cannot_be_stored_is_replaced() {
        assert_eq!(Sent::of(b"a=b%00c").get("a"), "b\u{fffd}c");
        let json = |body: &str| String::from_utf8(storable_json(body.as_bytes()).into_owned()).unwrap();
        assert_eq!(json(r#"{"a":"b\u0000c"}"#), r#"{"a":"b\ufffdc"}"#);
        assert_eq!(json(r#"{"a":"\\\u0000\n"}"#), r#"{"a":"\\\ufffd\n"}"#);
        assert_eq!(json(r#"{"a":"\\u0000"}"#), r#"{"a":"\\u0000"}"#);
    }
}
