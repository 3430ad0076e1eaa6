//! What a clause is asked for: its text, and for a strategy the hypothesis.

use maud::{Markup, html};
use web::{Form, Visit};

use super::Section;
use super::words::PARTS;

/// The sections as choices.
pub(super) fn sections(visit: &Visit) -> Vec<(String, String)> {
    let name = |section: Section| visit.t(&format!("section-{}", section.word()));
    Section::ALL.into_iter().map(|section| (section.word().to_owned(), name(section))).collect()
}

/// The fields for what a clause of that section says. A strategy is asked for each part of its hypothesis, and so is
/// whatever says `more` than its text already.
pub(crate) fn said(visit: &Visit, form: &Form<'_>, section: &str, more: bool) -> Markup {
    let say = visit.say();
    let strategy = section == Section::Strategies.word();
    html! {
        @if strategy { (form.named("text", &visit.t("clause-if")).hint(visit.t("clause-if-hint")).textarea(3).draw(say)) }
        @else { (form.text("text", 4)) }
        @if strategy || more {
            @for part in PARTS {
                @let field = form.field(part).textarea(2);
                (if strategy && part == "difference" { field } else { field.optional() }.draw(say))
            }
        }
    }
}
