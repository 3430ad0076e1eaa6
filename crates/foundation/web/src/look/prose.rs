//! What a page says: head, sentence, sections, facts, what people said.

use maud::{Markup, Render, html};

use crate::text::Say;

use super::chart::opinion::{Opinion, bar};

/// A title of more characters is a sentence, and is set smaller.
const SENTENCE: usize = 80;

/// The head of a page: where it belongs, what it is, and the sentence that says how it stands.
pub fn page_head(kicker: impl Render, title: impl Render, lead_text: impl Render) -> Markup {
    let (kicker, title) = (kicker.render(), title.render());
    html! {
        header.page-head {
            @if !kicker.0.is_empty() { p.kicker { (kicker) } }
            h1.sentence[letters(&title) > SENTENCE] { (title) }
            (lead(lead_text))
        }
    }
}

/// How many characters a reader sees of it, its tags left aside.
fn letters(words: &Markup) -> usize {
    words.0.split('<').map(|part| part.rsplit('>').next().unwrap_or(part).chars().count()).sum()
}

/// The sentence that says what it means; nothing if it is empty.
pub fn lead(text: impl Render) -> Markup {
    let text = text.render();
    html! { @if !text.0.is_empty() { p.lead { (text) } } }
}

/// A part of the page with its heading. `id` is where links lead to.
pub fn section(id: &str, title: impl Render, body: impl Render) -> Markup {
    html! { section.part #(id) aria-labelledby={ (id) "-title" } { h2 id={ (id) "-title" } { (title) } (body) } }
}

/// A section whose heading is a plain word, with the framework's own word in small beside it.
pub fn section_named(id: &str, title: impl Render, term: impl Render, body: impl Render) -> Markup {
    section(id, html! { (title) " " span.term { (term) } }, body)
}

/// A line in small: where it comes from, when, how many.
pub fn small(words: impl Render) -> Markup {
    html! { p.small { (words) } }
}

/// What can be done, and for whoever only hears it with whom or what: many like words on one page say each their own.
pub fn named(words: impl Render, what: &str) -> Markup {
    html! { (words) span.unseen { ": " span dir="auto" { (what) } } }
}

/// Names and values of one object.
pub fn facts<N: Render, V: Render>(pairs: impl IntoIterator<Item = (N, V)>) -> Markup {
    html! { dl.facts { @for (name, value) in pairs { div { dt { (name) } dd { (value) } } } } }
}

/// What somebody said or what was agreed, in their words.
pub fn quote(words: &str, source: impl Render) -> Markup {
    let source = source.render();
    html! {
        figure.quote {
            blockquote dir="auto" { p { (words) } }
            @if !source.0.is_empty() { figcaption.small { (source) } }
        }
    }
}

/// A statement with how people stand to it, and what came of it.
pub fn said(say: &Say, words: &str, opinion: &Opinion, became: impl Render) -> Markup {
    let became = became.render();
    html! {
        div.said {
            blockquote dir="auto" { p { (words) } }
            (bar(say, opinion))
            @if !became.0.is_empty() { p.small { (became) } }
        }
    }
}

/// Something that happened.
#[derive(Clone, Debug)]
pub struct Moment {
    /// When, in words.
    pub when: String,
    /// When, for machines (`2026-03-14`), if known.
    pub datetime: Option<String>,
    /// What happened.
    pub title: Markup,
    /// What else there is to know.
    pub detail: Option<Markup>,
}

/// What happened, in order of time.
pub fn timeline(moments: &[Moment]) -> Markup {
    html! {
        ol.timeline role="list" {
            @for moment in moments {
                li {
                    time datetime=[moment.datetime.as_deref()] { (moment.when) }
                    div { p.what { (moment.title) } @if let Some(detail) = &moment.detail { div.small { (detail) } } }
                }
            }
        }
    }
}
