//! Ways on: links that know where one is.

use maud::{Markup, html};

use super::Icon;
use crate::text::Say;

/// A link in a list of links.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NavItem {
    /// Where it leads.
    pub href: String,
    /// Its words.
    pub label: String,
    /// Whether the reader is there now.
    pub current: bool,
}

impl NavItem {
    /// A link to somewhere else.
    pub fn new(href: impl Into<String>, label: impl Into<String>) -> Self {
        Self { href: href.into(), label: label.into(), current: false }
    }

    /// The same, marked as the present place if `here`.
    pub fn here_if(mut self, here: bool) -> Self {
        self.current = here;
        self
    }

    pub(super) fn link(&self) -> Markup {
        html! { a href=(self.href) aria-current=[self.current.then_some("page")] { (self.label) } }
    }
}

/// Views of one object as plain links. `label` names the set for screen readers.
pub fn tabs(label: &str, items: &[NavItem]) -> Markup {
    html! {
        nav.tabs aria-label=(label) { ul role="list" { @for item in items { li { (item.link()) } } } }
    }
}

/// The way through the parts of a long list that has an order of its own; `part` says which this is.
pub fn steps(say: &Say, part: String, previous: Option<&str>, next: Option<&str>) -> Markup {
    html! {
        nav.pager aria-label=(say.t("look-parts")) {
            @if let Some(href) = previous { a.newer href=(href) rel="prev" { (Icon::Back.draw()) (say.t("look-previous")) } }
            small { (part) }
            @if let Some(href) = next { a.older href=(href) rel="next" { (say.t("look-next")) (Icon::Onward.draw()) } }
        }
    }
}

/// The way to older and newer entries of a list; nothing if all of it is here.
pub fn pager(say: &Say, newer: Option<&str>, older: Option<&str>) -> Markup {
    html! {
        @if newer.is_some() || older.is_some() {
            nav.pager aria-label=(say.t("look-pages")) {
                @if let Some(href) = newer { a.newer href=(href) rel="prev" { (Icon::Back.draw()) (say.t("look-newer")) } }
                @if let Some(href) = older { a.older href=(href) rel="next" { (say.t("look-older")) (Icon::Onward.draw()) } }
            }
        }
    }
}
