//! What a group thinks of an option: four bars, never one grade.

use maud::{Markup, html};
use signals::{Gate, Middle, Scored};
use web::look::{self, Side, Standing};
use web::text::Say;

/// The sides of an option in the order in which they are asked.
pub(crate) const SIDES: [&str; 4] = ["leverage", "reach", "specificity", "values"];

/// Four bars with their medians and how far people are apart.
pub(crate) fn bars(say: &Say, scored: &Scored) -> Markup {
    let middles = [scored.leverage, scored.reach, scored.specificity, scored.values];
    let sides: Vec<Side> = SIDES.iter().zip(middles).map(|(side, middle)| bar(say, side, &middle)).collect();
    look::sides(&sides)
}

fn bar(say: &Say, side: &str, middle: &Middle) -> Side {
    let ends = [("low", i64::from(middle.low).into()), ("high", i64::from(middle.high).into())];
    Side {
        name: say.t(&format!("option-side-{side}")),
        value: say.number(middle.median, usize::from(middle.median.fract() != 0.0)),
        spread: (middle.low != middle.high).then(|| say.with("option-spread", &ends)),
        share: middle.median / 5.0,
    }
}

/// Whether it can go into a plan, and over which sides people should talk first.
pub(crate) fn verdict(say: &Say, scored: &Scored) -> Markup {
    let (standing, key) = match scored.gate() {
        Gate::Blocked => (Standing::Missing, "option-gate-blocked"),
        Gate::Vague => (Standing::Waiting, "option-gate-vague"),
        Gate::Ready => (Standing::Done, "option-gate-ready"),
    };
    let middles = [scored.leverage, scored.reach, scored.specificity, scored.values];
    let apart: Vec<String> = (SIDES.iter().zip(middles))
        .filter(|(_, middle)| middle.divided())
        .map(|(side, _)| say.t(&format!("option-side-{side}")))
        .collect();
    html! {
        p { (look::status(standing, say.t(key))) }
        p.small {
            (say.with("option-scored-by", &[("people", scored.people.into())]))
            @if !apart.is_empty() { " " (say.with("option-apart", &[("sides", apart.join(", ").into())])) }
        }
    }
}
