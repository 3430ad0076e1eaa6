//! Step 4: what works; at least one idea that costs nothing or little is asked for.

use maud::{Markup, html};
use web::look::{self, Standing};
use web::{Form, Visit};

use super::Shown;
use crate::option::page::idea_fields;
use crate::option::{Idea, Sort};
use crate::turn::Whole;

pub(super) fn body(visit: &Visit, whole: &Whole, shown: Shown) -> Markup {
    html! {
        (asked(visit, whole))
        @if !whole.ideas.is_empty() {
            ul.loop role="list" { @for idea in &whole.ideas { li { (line(visit, whole, idea, shown)) } } }
        }
    }
}

/// What is still asked for: a cheap idea, and that somebody thought of each sort.
fn asked(visit: &Visit, whole: &Whole) -> Markup {
    let missing = Sort::ALL.iter().filter(|sort| !whole.ideas.iter().any(|idea| idea.sort == **sort));
    html! {
        ul.asked role="list" {
            li {
                @if whole.ideas.iter().any(Idea::cheap) { (look::status(Standing::Done, visit.t("turn-cheap-there"))) }
                @else { (look::status(Standing::Waiting, visit.t("turn-cheap-asked"))) }
            }
            @for sort in missing {
                li { (look::status(Standing::Missing, visit.t(&format!("turn-sort-asked-{}", sort.word())))) }
            }
        }
    }
}

/// An idea with what it answers and what speaks for it.
pub(crate) fn line(visit: &Visit, whole: &Whole, idea: &Idea, shown: Shown) -> Markup {
    let answers = idea.cause.and_then(|cause| whole.story(cause));
    html! {
        span.kicker { (visit.t(&format!("option-sort-{}", idea.sort.word()))) " · " (visit.t(&format!("option-cost-{}", idea.cost.word()))) }
        @if shown == Shown::Page { a href=(visit.href(&format!("options/{}", idea.number))) dir="auto" { (idea.words) } }
        @else { p dir="auto" { (idea.words) } }
        p.small {
            @if let Some(story) = answers { (visit.t("option-answers")) " " span dir="auto" { (story.words) } }
            @else { (visit.t("option-answers-none")) }
        }
        p.small {
            @if idea.evidence.is_empty() { (visit.t("option-evidence-none")) }
            @else { (visit.t("option-evidence-is")) " " span dir="auto" { (idea.evidence) } }
        }
    }
}

pub(super) fn fields(visit: &Visit, whole: &Whole, form: &Form<'_>) -> Markup {
    idea_fields(visit, &whole.stories, form)
}
