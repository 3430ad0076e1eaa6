//! The thread: beside every object the line from the voices it came from to what came of it.

use maud::{Markup, html};

use crate::text::Say;

/// One step of the loop.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Knot {
    /// Its page; none when it is not there yet or the reader may not see it.
    pub href: Option<String>,
    /// What kind of step it is: "clause 3, version 2".
    pub kicker: String,
    /// Its title.
    pub title: String,
    /// Whether the page is about this one.
    pub here: bool,
}

impl Knot {
    /// A step with a page of its own.
    pub fn new(href: impl Into<String>, kicker: impl Into<String>, title: impl Into<String>) -> Self {
        Self { href: Some(href.into()), kicker: kicker.into(), title: title.into(), here: false }
    }

    /// The object the page is about.
    pub fn here(kicker: impl Into<String>, title: impl Into<String>) -> Self {
        Self { href: None, kicker: kicker.into(), title: title.into(), here: true }
    }

    /// A step that has not happened: "no decision yet".
    pub fn ahead(kicker: impl Into<String>, title: impl Into<String>) -> Self {
        Self { href: None, kicker: kicker.into(), title: title.into(), here: false }
    }
}

/// The thread of an object, with an optional line under it (where it is sealed, a way to the whole thread).
pub fn thread(say: &Say, knots: &[Knot], foot: Option<Markup>) -> Markup {
    html! {
        div.thread {
            h2 { (say.t("look-thread")) }
            ol role="list" { @for knot in knots { (tie(knot)) } }
            @if let Some(foot) = foot { p.small { (foot) } }
        }
    }
}

fn tie(knot: &Knot) -> Markup {
    html! {
        li.ahead[!knot.here && knot.href.is_none()] aria-current=[knot.here.then_some("true")] {
            span.kicker { (knot.kicker) }
            @match &knot.href {
                Some(href) => a href=(href) dir="auto" { (knot.title) },
                None => b dir="auto" { (knot.title) },
            }
        }
    }
}
