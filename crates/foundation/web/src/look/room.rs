//! Pieces of rooms: sheets, what waits, empty rooms, the parts of a whole, small multiples, a vote.

use maud::{Markup, Render, html};

use super::Standing;
use super::status::status;
use crate::text::Say;

/// A box; only where things are compared or acted upon.
pub fn sheet(body: impl Render) -> Markup {
    html! { div.sheet { (body) } }
}

/// Blocks beside each other where there is room.
pub fn columns<B: Render>(blocks: impl IntoIterator<Item = B>) -> Markup {
    html! { div.columns { @for block in blocks { div { (block) } } } }
}

/// Small pictures of the same kind beside each other, in the order given: by name.
pub fn multiples<B: Render>(pictures: impl IntoIterator<Item = B>) -> Markup {
    html! { ul.multiples role="list" { @for picture in pictures { li { (picture) } } } }
}

/// One thing that waits for the reader.
#[derive(Clone, Debug)]
pub struct Wait {
    /// Where it is done.
    pub href: String,
    /// What waits.
    pub title: String,
    /// Who waits for it, since when.
    pub detail: String,
    /// The act in one or two words: "Look", "Answer".
    pub act: String,
}

/// What waits for the reader.
pub fn waits(list: &[Wait]) -> Markup {
    html! {
        ul.waits role="list" {
            @for wait in list {
                li {
                    p.what dir="auto" { (wait.title) }
                    p.small dir="auto" { (wait.detail) }
                    a href=(wait.href) { (super::named(&wait.act, &wait.title)) }
                }
            }
        }
    }
}

/// An empty room: what it is for, an example, and the first step as the one button.
pub fn empty(say: &Say, purpose: impl Render, example: impl Render, first_step: impl Render) -> Markup {
    let example = example.render();
    html! {
        div.empty {
            (super::mark())
            p.purpose { (purpose) }
            @if !example.0.is_empty() {
                div.example { p.kicker { (say.t("look-for-example")) } (example) }
            }
            div.acts { (first_step) }
        }
    }
}

/// One part of a whole that is never added up to a grade.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its page.
    pub href: String,
    /// The plain word.
    pub title: String,
    /// The framework's word, empty if the same.
    pub term: String,
    /// How it stands.
    pub standing: Standing,
    /// How it stands, in words.
    pub words: String,
}

/// The parts of a whole beside each other, for example the five conditions.
pub fn parts(list: &[Part]) -> Markup {
    html! {
        ul.parts role="list" {
            @for part in list {
                li {
                    a href=(part.href) { (part.title) }
                    @if !part.term.is_empty() { span.kicker { (part.term) } }
                    (status(part.standing, &part.words))
                }
            }
        }
    }
}

/// A statement to answer, with the answers as large buttons: `(value, label, keys)`, sent as `answer`; each key stands for
/// its button while nobody is typing. Without a statement where the page is about it and says it already. `above` stands
/// before the buttons, because these send the form.
pub fn vote(
    action: &str,
    key: &str,
    kicker: impl Render,
    statement: Option<&str>,
    above: impl Render,
    answers: &[(&str, &str, &str)],
    foot: impl Render,
) -> Markup {
    html! {
        form.vote #vote .alone[statement.is_none()] method="post" action=(action) data-once {
            input type="hidden" name="_key" value=(key);
            p.kicker { (kicker) }
            @if let Some(statement) = statement { blockquote dir="auto" { p { (statement) } } }
            (above)
            div.answers {
                @for (value, label, keys) in answers {
                    button type="submit" name="answer" value=(value) data-keys=[(!keys.is_empty()).then_some(*keys)] { (label) }
                }
            }
            div.small { (foot) }
        }
    }
}

/// Which keys stand for what, and a box that turns them off or on again (WCAG 2.1.4). It is seen where there is a script
/// and a pointer that hovers, and so most likely a keyboard.
pub fn keys_sign(words: impl Render) -> Markup {
    html! {
        div.answer.small data-keys-sign hidden {
            input #keys type="checkbox" checked autocomplete="off";
            label for="keys" { (words) }
        }
    }
}
