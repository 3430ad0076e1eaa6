//! Every piece in every state, on one page: `/style`. Here design is decided, and here browser tests look first.
//!
//! The samples are written in English because they show form, not words; the pieces' own words come from the texts.

mod charts;
mod forms;
mod lists;
#[cfg(test)]
mod tests;
mod words;

use maud::{Markup, html};

use super::{NavItem, Scheme, Swell, page_head, section, tabs};
use crate::text::Say;

/// The body of `/style`.
pub fn style_page(say: &Say) -> Markup {
    let parts: [(&str, &str, Markup); 15] = [
        ("colour", "Colour", colours()),
        ("type", "Type", words::type_scale()),
        ("voices", "What people say", words::voices(say)),
        ("states", "How it stands", words::states()),
        ("acts", "Acts", words::acts_and_notices(say)),
        ("fields", "Fields", forms::fields(say)),
        ("choices", "Choices", forms::choices(say)),
        ("mistakes", "Mistakes", forms::mistakes(say)),
        ("tables", "Tables", lists::tables(say)),
        ("lists", "Lists", lists::lists()),
        ("thread", "The thread", lists::threads(say)),
        ("charts", "Charts", charts::charts(say)),
        ("small-charts", "Small charts", charts::small(say)),
        ("long", "Long work and two texts", lists::long(say)),
        ("empty", "Empty rooms", lists::empty_room(say)),
    ];
    let jumps: Vec<NavItem> =
        parts.iter().map(|(id, title, _)| NavItem::new(format!("#{id}"), *title)).collect();
    html! {
        (page_head(
            "For those who build Groundswell",
            "Style",
            "Sentence first, then the evidence, then one thing to do. Each piece below is shown in every state it has.",
        ))
        (tabs("Parts of this page", &jumps))
        @for (id, title, body) in &parts { (section(id, title, body)) }
        (section("schemes", "Light and dark", schemes(say)))
        (section("direction", "From right to left", words::right_to_left(say)))
    }
}

fn colours() -> Markup {
    let names = [
        "paper",
        "sheet",
        "well",
        "line",
        "edge",
        "soft",
        "ink",
        "swell",
        "swell-wash",
        "better",
        "worse",
        "plain",
    ];
    let groups = ["group-a", "group-b", "group-c", "group-d", "group-e"];
    html! {
        ul.swatches role="list" { @for name in names.iter().chain(&groups) { li { span.swatch.(name) {} (name) } } }
        p.small { "An initiative chooses one of five accents; only the hue changes." }
        ul.swatches role="list" {
            @for swell in [Swell::Sea, Swell::Iris, Swell::Plum, Swell::Forest, Swell::Earth] {
                li data-swell=(swell.name()) { span.swatch.swell {} (swell.name()) }
            }
        }
    }
}

fn schemes(say: &Say) -> Markup {
    html! {
        div.columns {
            @for (scheme, title) in [(Scheme::Light, "Always light"), (Scheme::Dark, "Always dark")] {
                div.stage data-scheme=[scheme.name()] {
                    h3 { (title) }
                    (words::states())
                    (words::voices(say))
                    (charts::one_small(say))
                }
            }
        }
    }
}
