//! Step 5: what each thinks of the options, alone; then medians and how far apart people are.

use maud::{Markup, html};
use signals::Scored;
use web::Visit;
use web::look::{self, Standing, do_link};

use super::Shown;
use crate::option::Idea;
use crate::turn::bars::{bars, verdict};
use crate::turn::{Whole, is_neutral};

pub(super) fn body(visit: &Visit, whole: &Whole, shown: Shown) -> Markup {
    let open = whole.turn.at_work().is_ok() && shown == Shown::Page && !is_neutral(visit);
    let next = whole.unscored(visit).filter(|_| open);
    let own = whole.scores.iter().filter(|score| Some(score.person) == visit.actor.person).count();
    html! {
        @if whole.ideas.is_empty() { p { (visit.t("turn-options-none")) } }
        @if let Some(idea) = next {
            p { (visit.with("turn-options-own", &[("scored", own.into()), ("all", whole.ideas.len().into())])) }
            (look::acts(do_link(visit.t("turn-score-link"), &visit.href(&format!("options/{}/score", idea.number)))))
        }
        ol.options role="list" {
            @for (idea, scored) in whole.ordered() { li { (one(visit, whole, idea, scored, open, shown)) } }
        }
    }
}

fn one(
    visit: &Visit,
    whole: &Whole,
    idea: &Idea,
    scored: Option<Scored>,
    open: bool,
    shown: Shown,
) -> Markup {
    let score = visit.href(&format!("options/{}/score", idea.number));
    let seen = whole.shows(visit, idea.id);
    html! {
        h3 {
            @if shown == Shown::Page { a href=(visit.href(&format!("options/{}", idea.number))) dir="auto" { (idea.words) } }
            @else { span dir="auto" { (idea.words) } }
        }
        @match scored {
            None => p { (look::status(Standing::Missing, visit.t("option-not-scored"))) },
            Some(scored) if seen => { (verdict(visit.say(), &scored)) (bars(visit.say(), &scored)) }
            Some(scored) => p { (look::status(Standing::Waiting, visit.with("option-score-first", &[("people", scored.people.into())]))) },
        }
        @if open {
            p.small { a href=(score) {
                (look::named(visit.t(if seen { "option-score-again" } else { "option-score" }), &idea.words))
            } }
        }
    }
}
