//! Step 6: who does what by when, for which option, and which lines have become commitments.

use std::collections::HashMap;

use kernel::Card;
use maud::{Markup, html};
use web::look::{self, Standing, Table};
use web::{Form, Visit};

use super::Shown;
use crate::plan::page::line_fields;
use crate::plan::{PlanLine, PlanLineId};
use crate::turn::{TAKE_PART, Whole};

type Offered = HashMap<PlanLineId, Vec<Card>>;

pub(crate) fn body(visit: &Visit, whole: &Whole, offered: &Offered, shown: Shown) -> Markup {
    let with = whole.lines.iter().filter(|line| offered.contains_key(&line.id)).count();
    let early = whole.lines.iter().any(|line| line.early);
    let counts = [("lines", whole.lines.len().into()), ("offered", with.into())];
    html! {
        @if whole.lines.is_empty() { p { (visit.t("turn-plan-none")) } }
        @else {
            p { (visit.with("turn-plan-counts", &counts)) }
            @if !early { p { (look::status(Standing::Waiting, visit.t("turn-plan-early-asked"))) } }
            (table(visit, whole, offered, shown))
        }
    }
}

fn table(visit: &Visit, whole: &Whole, offered: &Offered, shown: Shown) -> Markup {
    let who = visit.could(&TAKE_PART);
    let mut table = Table::new(visit.t("turn-plan-table")).quiet_caption().column(visit.t("turn-plan-what"));
    if who {
        table = table.column(visit.t("turn-plan-who"));
    }
    table = table.column(visit.t("turn-plan-when")).column(visit.t("turn-plan-commitment"));
    for line in &whole.lines {
        let mut cells = vec![what(visit, whole, line, shown)];
        if who {
            cells.push(html! { span dir="auto" { (line.who) } });
        }
        cells.push(html! { (visit.say().day(line.due)) });
        let cards = offered.get(&line.id).map(Vec::as_slice).unwrap_or_default();
        cells.push(commitments(visit, whole, line, cards, shown));
        table = table.row(cells);
    }
    table.draw()
}

fn what(visit: &Visit, whole: &Whole, line: &PlanLine, shown: Shown) -> Markup {
    let option = whole.idea(line.option).map(|idea| idea.words.as_str()).unwrap_or_default();
    html! {
        @if shown == Shown::Page { a href=(visit.href(&format!("plan-lines/{}", line.number))) dir="auto" { (line.what) } }
        @else { span dir="auto" { (line.what) } }
        small {
            @if line.early { (visit.t("turn-plan-early")) " · " }
            (visit.t("turn-plan-for")) " " span dir="auto" { (option) }
        }
    }
}

/// The commitments that were offered for a line, or the way to offer one.
pub(crate) fn commitments(
    visit: &Visit,
    whole: &Whole,
    line: &PlanLine,
    cards: &[Card],
    shown: Shown,
) -> Markup {
    let offer = visit.could(&TAKE_PART) && shown == Shown::Page;
    html! {
        @for card in cards { (look::status(Standing::Done, html! { a href=(card.href) dir="auto" { (card.title) } })) " " }
        @if cards.is_empty() && !offer { (look::status(Standing::Missing, visit.t("plan-not-offered"))) }
        @if cards.is_empty() && offer {
            a href=(visit.href(&line.offer(&whole.turn))) { (look::named(visit.t("plan-offer"), &line.what)) }
        }
    }
}

pub(super) fn fields(visit: &Visit, whole: &Whole, form: &Form<'_>) -> Markup {
    line_fields(visit, whole, form)
}
