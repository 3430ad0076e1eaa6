//! Who decides and what they said, as far as it may be seen.

use maud::{Markup, html};
use web::Visit;
use web::look::{self, Table};

use super::answer::{SILENT, Say};
use super::page::Picture;
use super::{Seen, visible};
use crate::ballot;
use crate::poll::roll::Voter;
use crate::poll::{Electorate, Secrecy};

/// So many voters stand on the page; a longer roll has those who answered in the API and in the export.
const ROWS: usize = 100;

/// The list of those who decide with their answers, then every reason.
pub(crate) fn answers(visit: &Visit, picture: &Picture) -> Markup {
    let seen = visible(&picture.decision, &picture.poll, picture.given.clone());
    html! {
        (look::section("seats", visit.t("decision-seats"), html! {
            @let through = picture.given.iter().filter(|given| !given.through.is_empty()).count();
            @if through > 0 { p { (visit.with("proxy-counted", &[("count", through.into())])) } }
            @if picture.poll.secrecy == Secrecy::Open { (named(visit, picture, &seen)) }
            @else { (nameless(visit, picture)) }
        }))
        (reasons(visit, picture, &seen))
    }
}

/// How many took part, and of how many.
fn nameless(visit: &Visit, picture: &Picture) -> Markup {
    let held = picture.roll.iter().filter(|voter| voter.is_held()).count();
    let counted = picture.poll.counted();
    let cast = counted.as_ref().map_or(picture.answered.len(), |outcome| outcome.cast);
    let eligible = counted.map_or(held, |outcome| outcome.eligible);
    html! {
        p { (visit.with("poll-turnout", &[("cast", cast.into()), ("eligible", eligible.into())])) }
    }
}

/// Each voter by name: seats with vacant ones, and after the end as they were then.
fn named(visit: &Visit, picture: &Picture, seen: &[Seen]) -> Markup {
    let seats = picture.poll.electorate == Electorate::Seats;
    let table = Table::new(visit.t("decision-seats")).quiet_caption();
    let table = if seats { table.column(visit.t("decision-seat-constituency")) } else { table };
    let table = table.column(visit.t("decision-seat-name")).column(visit.t("decision-seat-answer"));
    let row = |constituency: &str, name: &str, said: Markup| {
        let name = html! {
            @if name.is_empty() { (visit.t("decision-seat-vacant")) } @else { span dir="auto" { (name) } }
        };
        if seats { vec![html! { span dir="auto" { (constituency) } }, name, said] } else { vec![name, said] }
    };
    let rows: Vec<(String, Vec<Markup>)> = if picture.decision.is_open() && picture.roll.len() <= ROWS {
        let asked = picture.roll.iter().map(|voter| {
            let cells = row(&voter.constituency, &voter.name, standing(visit, picture, voter));
            (format!("{}{}", voter.constituency, voter.name), cells)
        });
        asked.collect()
    } else {
        let given = seen.iter().take(ROWS).map(|one| {
            let answer = html! {
                (said(visit, picture, &one.answer))
                @if !one.through.is_empty() {
                    br;
                    span.small dir="auto" { (visit.with("proxy-by", &[("delegate", one.through.as_str().into())])) }
                }
            };
            let cells = row(&one.constituency, &one.name, answer);
            (format!("{}{}", one.constituency, one.name), cells)
        });
        given.collect()
    };
    let all = picture.roll.len().max(seen.len());
    html! {
        (table.rows_by_name(rows).draw())
        @if all > ROWS {
            (look::small(visit.with("poll-more-rows", &[("shown", ROWS.into()), ("cast", seen.len().into()), ("all", all.into())])))
        }
    }
}

/// What an open vote shows of one voter.
fn standing(visit: &Visit, picture: &Picture, voter: &Voter) -> Markup {
    let given = picture.given.iter().find(|given| given.seat == voter.id);
    let handed = picture.handed.iter().find(|one| one.voter == voter.id);
    match (given, handed) {
        (Some(given), _) if picture.poll.method.is_talked_over() => said(visit, picture, &given.answer),
        (Some(_), _) => html! { (visit.t("poll-has-answered")) },
        (None, _) if !voter.is_held() => html! { (visit.t("decision-seat-unasked")) },
        (None, Some(one)) => {
            let delegate = one.delegate_name.as_str();
            html! { span dir="auto" { (visit.with("proxy-standing", &[("delegate", delegate.into())])) } }
        }
        (None, None) => html! { (visit.t("decision-seat-not-yet")) },
    }
}

fn said(visit: &Visit, picture: &Picture, line: &str) -> Markup {
    if line == SILENT {
        return html! { (visit.t("decision-said-silent")) };
    }
    if line.is_empty() {
        return html! { (visit.t("poll-has-answered")) };
    }
    ballot::page::said(visit, &picture.poll, &picture.options, line)
}

/// Objections and reservations first, then what else was said: kept for ever.
fn reasons(visit: &Visit, picture: &Picture, seen: &[Seen]) -> Markup {
    let source = |one: &Seen| {
        html! {
            span dir="auto" { (one.name) }
            @if !one.name.is_empty() && !one.constituency.is_empty() { ", " }
            span dir="auto" { (one.constituency) }
            @if !one.name.is_empty() { ": " }
            (said(visit, picture, &one.answer))
        }
    };
    // A delegate's reason stands once, under the delegate's name.
    let seen: Vec<&Seen> = seen.iter().filter(|one| one.through.is_empty()).collect();
    let dissent =
        |say: Say| -> Vec<&Seen> { seen.iter().copied().filter(|one| one.answer == say.word()).collect() };
    // Objections stand apart, with what became of them.
    let apart = [Say::Objection, Say::Reservation];
    let remarks: Vec<&Seen> = seen
        .iter()
        .copied()
        .filter(|one| !one.reason.is_empty() && apart.iter().all(|say| one.answer != say.word()))
        .collect();
    html! {
        @for say in [Say::Reservation] {
            @let those = dissent(say);
            @if !those.is_empty() {
                (look::section(say.word(), visit.t(&format!("decision-{}-title", say.word())), html! {
                    @for one in those { (look::quote(&one.reason, source(one))) }
                }))
            }
        }
        @if !remarks.is_empty() {
            (look::section("remarks", visit.t("decision-remarks-title"), html! {
                @for one in remarks { (look::quote(&one.reason, source(one))) }
            }))
        }
    }
}
