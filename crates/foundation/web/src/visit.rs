//! One request on its way through: who, where, in which words.

use std::net::IpAddr;
use std::ops::Deref;
use std::str::FromStr;
use std::sync::Arc;

use axum::body::Bytes;
use axum::http::header::COOKIE;
use axum::http::{HeaderMap, Method, Uri};
use kernel::{Ability, Act, Context, Error, Owner, Problems, Ref, Result};
use serde::de::DeserializeOwned;

use crate::answer::Answer;
use crate::dialect::Dialect;
use crate::form::Form;
use crate::house::House;
use crate::limits::Class;
use crate::page::Page;
use crate::sent::{Sent, storable_json};
use crate::text::{Arg, Say};
use crate::trouble::{self, Trouble};

/// A request with everything a handler needs. Cheap to clone.
#[derive(Clone)]
pub struct Visit(pub(crate) Arc<Inside>);

pub(crate) struct Inside {
    pub(crate) house: Arc<House>,
    pub(crate) cx: Context,
    pub(crate) say: Say,
    pub(crate) method: Method,
    pub(crate) uri: Uri,
    pub(crate) headers: HeaderMap,
    pub(crate) parts: Vec<(String, String)>,
    pub(crate) sent: Sent,
    pub(crate) query: Sent,
    pub(crate) body: Bytes,
    pub(crate) ip: IpAddr,
    pub(crate) session: Option<String>,
    pub(crate) token: Option<String>,
    pub(crate) dialect: Option<&'static Dialect>,
}

impl Deref for Visit {
    type Target = Context;
    fn deref(&self) -> &Context {
        &self.0.cx
    }
}

impl Visit {
    pub(crate) fn new(inside: Inside) -> Self {
        Self(Arc::new(inside))
    }

    /// Who acts, where and when.
    pub fn cx(&self) -> &Context {
        &self.0.cx
    }

    /// The house: rooms, settings, live feed.
    pub fn house(&self) -> &House {
        &self.0.house
    }

    /// The reader's words.
    pub fn say(&self) -> &Say {
        &self.0.say
    }

    /// A text.
    pub fn t(&self, key: &str) -> String {
        self.0.say.t(key)
    }

    /// A text with values.
    pub fn with(&self, key: &str, args: &[(&str, Arg)]) -> String {
        self.0.say.with(key, args)
    }

    /// A part of the path; [`Error::Missing`] if it is not what it should be.
    pub fn part<T: FromStr>(&self, name: &str) -> Result<T> {
        let found = self.0.parts.iter().find(|(part, _)| part == name);
        found.and_then(|(_, value)| value.parse().ok()).ok_or(Error::Missing)
    }

    /// What stands after `?`.
    pub fn query(&self) -> &Sent {
        &self.0.query
    }

    /// The form that was sent.
    pub fn sent(&self) -> &Sent {
        &self.0.sent
    }

    /// The JSON that was sent; says where it is wrong.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T> {
        serde_json::from_slice(&storable_json(&self.0.body)).map_err(|error| {
            let problem = kernel::Problem::new("body", "problem-json").with("why", error.to_string());
            Error::Invalid(Problems(vec![problem]))
        })
    }

    /// The body as it came.
    pub fn body(&self) -> &Bytes {
        &self.0.body
    }

    /// A header, if it is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.0.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// A cookie's value.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        cookie(&self.0.headers, name)
    }

    /// The path and query that were asked for.
    pub fn here(&self) -> &str {
        self.0.uri.path_and_query().map_or("/", |here| here.as_str())
    }

    /// The path that was asked for.
    pub fn path(&self) -> &str {
        self.0.uri.path()
    }

    /// Whether this came from a program: to the API or to another product's interface.
    pub fn is_api(&self) -> bool {
        self.0.uri.path().starts_with("/api/") || self.0.dialect.is_some()
    }

    /// The other product's interface that this came to, if it did.
    pub(crate) fn dialect(&self) -> Option<&'static Dialect> {
        self.0.dialect
    }

    /// What an error says to the reader.
    pub fn trouble(&self, error: &Error) -> Trouble {
        trouble::told(self, error)
    }

    /// Whether it only reads.
    pub fn only_reads(&self) -> bool {
        self.0.method == Method::GET || self.0.method == Method::HEAD
    }

    /// Whether the actor is anything at all in this initiative.
    pub(crate) fn belongs(&self) -> bool {
        let roles = self.0.cx.actor.standing.roles;
        roles.has(kernel::Role::Member) || roles.has(kernel::Role::Anyone)
    }

    /// Where the request came from.
    pub fn ip(&self) -> IpAddr {
        self.0.ip
    }

    /// The secret of the session in use, if any.
    pub fn session(&self) -> Option<&str> {
        self.0.session.as_deref()
    }

    /// What whoever sent this is signed in with: a session's secret or a token's.
    pub(crate) fn secret(&self) -> Option<&str> {
        self.session().or(self.0.token.as_deref())
    }

    /// An address inside the initiative: `visit.href("measures/12")`.
    pub fn href(&self, path: &str) -> String {
        match (&self.0.cx.place, path) {
            (Some(place), "") => format!("/i/{}", place.slug),
            (Some(place), path) => format!("/i/{}/{path}", place.slug),
            (None, path) => format!("/{path}"),
        }
    }

    /// Counts this against a limit of its own; [`Error::TooMany`] when it is reached.
    pub fn limit(&self, class: Class, key: &str) -> Result<()> {
        self.0.house.limits().check(class, key)
    }

    /// The whole address of something inside the initiative, for mails.
    pub fn address(&self, path: &str) -> String {
        format!("{}{}", self.0.house.settings().public_url, self.href(path))
    }

    /// Runs an act.
    pub async fn execute<A: Act>(&self, act: A) -> Result<A::Out> {
        self.0.cx.execute(act).await
    }

    /// Whether the viewer may do `ability` to something that belongs to nobody in particular.
    pub fn offers(&self, ability: &Ability) -> bool {
        self.0.cx.can(ability, Owner::Nobody)
    }

    /// Goes on to `to` and says there that it is done: the text `done-{word}`.
    pub fn done(&self, to: &str, word: &str) -> Answer {
        let (path, fragment) = to.split_once('#').map_or((to, None), |(path, mark)| (path, Some(mark)));
        let join = if path.contains('?') { '&' } else { '?' };
        let fragment = fragment.map_or_else(String::new, |mark| format!("#{mark}"));
        Answer::go(&format!("{path}{join}done={word}{fragment}"))
    }

    /// A form to be filled in, with no problems yet. `words` begins the keys of its labels.
    pub fn form(&self, words: &'static str) -> Form<'_> {
        Form::new(&self.0.say, words, self.0.sent.clone(), Problems::none())
    }

    /// The same form again, as it was typed, with its problems.
    pub fn form_again(&self, words: &'static str, problems: Problems) -> Form<'_> {
        Form::new(&self.0.say, words, self.0.sent.clone(), problems)
    }

    /// A page.
    pub fn page(&self, title: impl Into<String>) -> Page {
        Page::new(self.clone(), title.into())
    }

    /// Somebody's card for any object, if the viewer may see it.
    pub async fn card(&self, about: &Ref) -> Result<Option<kernel::Card>> {
        let mut read = self.read().await?;
        self.world.kinds.card(self, &mut read, about).await
    }
}

pub(crate) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(found, _)| *found == name)
        .map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use axum::http::header::COOKIE;
    use axum::http::{HeaderMap, HeaderValue};
    use proptest::prelude::*;

    use super::cookie;

    proptest! {
        #[test]
        fn no_bytes_make_a_cookie_fall(lines in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..80), 0..4)) {
            let mut headers = HeaderMap::new();
            for line in lines.iter().filter_map(|line| HeaderValue::from_bytes(line).ok()) {
                headers.append(COOKIE, line);
            }
            let _ = cookie(&headers, "sid");
        }

        #[test]
        fn a_cookie_is_found_among_others(value in "[A-Za-z0-9_-]{0,60}", others in "[a-z =,]{0,30}") {
            let line = HeaderValue::from_str(&format!("{others}; sid={value}; lang=en")).unwrap();
            let headers = HeaderMap::from_iter([(COOKIE, line)]);
            prop_assume!(!others.trim().starts_with("sid="));
            prop_assert_eq!(cookie(&headers, "sid"), Some(value.as_str()));
        }
    }
}
