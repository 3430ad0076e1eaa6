//! Lines of the journal, and where a page is sealed in it.

use maud::{Markup, Render, html};

use crate::text::{Arg, Say};

/// One line of the journal: when, who (nobody if empty), what.
pub fn journal_line(when: &str, datetime: &str, who: &str, what: impl Render) -> Markup {
    html! {
        li { time datetime=(datetime) { (when) } p { @if !who.is_empty() { b dir="auto" { (who) } " " } (what) } }
    }
}

/// Lines of the journal, newest first.
pub fn journal<L: Render>(lines: impl IntoIterator<Item = L>) -> Markup {
    html! { ol.journal role="list" { @for line in lines { (line) } } }
}

/// Where the page is sealed, with a way to check it. `entry` is the sealed sequence number.
pub fn seal_line(say: &Say, entry: i64, href: &str) -> Markup {
    html! {
        span.seal {
            (say.with("look-sealed-at", &[("entry", Arg::from(say.count(entry)))]))
            " " a href=(href) { (say.t("look-check-seal")) }
        }
    }
}
