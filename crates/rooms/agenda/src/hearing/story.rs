//! The whole story of one statement: when it was said, every time its author was told something, what rests on it.

use ::store::Read;
use jiff::Timestamp;
use journal::thread::Knot;
use kernel::{Card, Result};
use maud::{Markup, html};
use web::Visit;
use web::look::{self, Moment, Standing};
use web::text::Say;

use super::{Answered, Came, Outcome, Telling, store};
use crate::statement::Statement;

/// The mark of what became of a statement.
pub(super) fn mark(say: &Say, came: Came) -> Markup {
    let standing = match came {
        Came::Open | Came::Said(Outcome::Will) => Standing::Waiting,
        Came::Used(_) | Came::Said(Outcome::Did) => Standing::Better,
        Came::Said(Outcome::NotUsed) => Standing::Missing,
        Came::Said(Outcome::Heard | Outcome::Considered) => Standing::Done,
    };
    look::tag(standing, say.t(&format!("hearing-{}", came.word())))
}

/// By which day it will be, where a day was said.
pub(super) fn by_when(say: &Say, due: &str) -> Markup {
    html! {
        @if let Ok(day) = due.parse() { (say.with("hearing-due-by", &[("day", say.date(day).into())])) }
    }
}

/// Where a statement stands now: marks, and what was told last.
pub(crate) fn became(visit: &Visit, one: &Answered, today: &str) -> Markup {
    let came = one.came();
    html! {
        @if let Some(clause) = one.clause {
            p {
                (mark(visit.say(), Came::Used(clause))) " "
                a href=(visit.href(&format!("agenda/clauses/{clause}"))) {
                    (visit.with("hearing-clause", &[("clause", clause.to_string().into())]))
                }
            }
        }
        @if !matches!(came, Came::Used(_)) {
            p {
                (mark(visit.say(), came))
                @if came == Came::Said(Outcome::Will) { " " (by_when(visit.say(), &one.due)) }
                @if one.is_overdue(today) { " " (look::tag(Standing::Worse, visit.t("hearing-overdue"))) }
                @if !one.reason.is_empty() { " " span dir="auto" { (one.reason) } }
            }
        }
        @if let (Came::Said(_), Some(at)) = (came, one.at) { p.small { (told_by(visit.say(), &one.by, at)) } }
    }
}

fn told_by(say: &Say, name: &str, at: Timestamp) -> String {
    say.with("hearing-by", &[("name", name.into()), ("day", say.day(at).into())])
}

/// What came of a statement, named: the win, the clause or the decision.
pub(super) fn result(say: &Say, card: &Card) -> Markup {
    html! {
        p.small {
            (say.t("hearing-see")) " " (say.t(&format!("kind-{}", card.about.kind))) " "
            a href=(card.href) dir="auto" { (card.title) }
        }
    }
}

/// From the day it was said to the last that was told of it, and all that rests on it in the thread.
pub(crate) async fn story(
    visit: &Visit,
    read: &mut Read,
    statement: &Statement,
    after: &[Knot],
) -> Result<Markup> {
    let tellings = store::of_statement(read, visit.initiative()?, statement.id.0).await?;
    let wanted: Vec<_> = tellings.iter().filter_map(Telling::came).collect();
    let cards = visit.world.kinds.cards(visit, read, &wanted).await?;
    let say = visit.say();
    let mut moments: Vec<(Timestamp, Moment)> =
        vec![(statement.at, moment(say, statement.at, html! { (say.t("hearing-said")) }, None))];
    for telling in &tellings {
        let title = html! {
            (mark(say, Came::Said(telling.outcome))) " " (by_when(say, &telling.due))
        };
        let detail = html! {
            @if !telling.reason.is_empty() { p dir="auto" { (telling.reason) } }
            @if let Some(card) = telling.came().and_then(|came| cards.get(&came)) { (result(say, card)) }
            p { (told_by(say, &telling.by, telling.at)) }
        };
        moments.push((telling.at, moment(say, telling.at, title, Some(detail))));
    }
    // What people were told stands there already, with its words.
    for Knot { card, .. } in after.iter().filter(|knot| knot.card.about.kind != "answer") {
        let title = html! {
            @if card.about.kind == "clause" { (look::tag(Standing::Better, say.t("hearing-used"))) " " }
            (say.t(&format!("kind-{}", card.about.kind))) ": " a href=(card.href) dir="auto" { (card.title) }
        };
        moments.push((card.at, moment(say, card.at, title, None)));
    }
    moments.sort_by_key(|(at, _)| *at);
    let nothing = moments.len() == 1;
    let moments: Vec<Moment> = moments.into_iter().map(|(_, moment)| moment).collect();
    let body = html! {
        (look::timeline(&moments))
        @if nothing { p { (say.t("statement-became-nothing")) } }
    };
    Ok(look::section("became", say.t("statement-became"), body))
}

fn moment(say: &Say, at: Timestamp, title: Markup, detail: Option<Markup>) -> Moment {
    Moment { when: say.day(at), datetime: Some(at.to_string()), title, detail }
}
