//! The interfaces of other products, which a room may speak so that programs made for those come here unchanged.

use axum::extract::Request;
use axum::http::Uri;
use axum::http::uri::PathAndQuery;
use kernel::Error;

use crate::answer::Answer;
use crate::visit::Visit;

/// Another product's interface, inside an initiative. Its routes are a room's like any other: they stand under
/// `path`, and who may what is asked as everywhere. Programs sign in on each request, by name with a password or a
/// token (`Basic`), or by a token alone.
#[derive(Debug)]
pub struct Dialect {
    /// Where it stands in an initiative: `dhis2/api`.
    pub path: &'static str,
    /// The scheme of `Authorization` by which such programs give a token: `ApiToken`.
    pub scheme: &'static str,
    /// The path of a route behind `path`, and what of a query is meant by it, from what such programs ask for: several
    /// spellings of one thing.
    pub plain: fn(&str) -> String,
    /// How it says what did not work.
    pub refuse: fn(&Visit, &Error) -> Answer,
}

impl Dialect {
    /// The part of `path` that is spoken in it, and what stands before.
    fn part<'a>(&self, path: &'a str) -> Option<(&'a str, &'a str)> {
        let (_, inside) = path.strip_prefix("/i/")?.split_once('/')?;
        let spoken = inside.strip_prefix(self.path)?.strip_prefix('/')?;
        Some(path.split_at(path.len() - spoken.len()))
    }

    /// Whether `path` is spoken in it.
    pub fn speaks(&self, path: &str) -> bool {
        self.part(path).is_some()
    }

    /// `request` for the route that is meant.
    pub(crate) fn meant(&self, mut request: Request) -> Request {
        if let Some((before, spoken)) = self.part(request.uri().path()) {
            let plain = (self.plain)(spoken);
            let join = if plain.contains('?') { '&' } else { '?' };
            let query = request.uri().query().map_or_else(String::new, |query| format!("{join}{query}"));
            let meant = format!("{before}{plain}{query}");
            // What is no address any more is looked for as it came, and not found.
            if let Ok(meant) = PathAndQuery::try_from(meant) {
                let mut parts = request.uri().clone().into_parts();
                parts.path_and_query = Some(meant);
                if let Ok(uri) = Uri::from_parts(parts) {
                    *request.uri_mut() = uri;
                }
            }
        }
        request
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::extract::Request;

    use super::Dialect;
    use crate::answer::Answer;

    static DIALECT: Dialect = Dialect {
        path: "other/api",
        scheme: "Key",
        plain: |path| match path.strip_suffix(".table") {
            Some(path) => format!("{path}?as=table"),
            None => path.trim_end_matches(".json").to_owned(),
        },
        refuse: |_, _| Answer::json(&()),
    };

    fn meant(uri: &str) -> String {
        let request = Request::builder().uri(uri).body(Body::empty()).unwrap();
        DIALECT.meant(request).uri().to_string()
    }

    #[test]
    fn only_what_is_spoken_in_it_is_understood_anew() {
        assert_eq!(meant("/i/a/other/api/me.json?x=1.json"), "/i/a/other/api/me?x=1.json");
        assert_eq!(meant("http://here/i/a/other/api/me.json"), "http://here/i/a/other/api/me");
        assert_eq!(meant("/i/a/other/api/me.table"), "/i/a/other/api/me?as=table");
        assert_eq!(meant("/i/a/other/api/me.table?x=1"), "/i/a/other/api/me?as=table&x=1");
        assert_eq!(meant("/i/a/measures/data.json"), "/i/a/measures/data.json");
        assert_eq!(meant("/i/other/api/me.json"), "/i/other/api/me.json");
        assert!(DIALECT.speaks("/i/a/other/api/me") && !DIALECT.speaks("/i/a/other/apis"));
    }
}
