use ::store::Read;
use kernel::{Error, Result};
use maud::{Markup, html};
use signals::{Gate, Middle, Scored};
use web::look::{self, Side, Standing};
use web::{Answer, Form, Routes, Visit};

use super::acts::MoveStrategy;
use super::rate::asked;
use super::{MOVE, RATE, SIDES, State, Strategy, rate, strategies};
use crate::clause::words::hypothesis;
use crate::clause::{Clause, READ, WRITE, brief};
use crate::is_neutral;

pub(crate) fn routes() -> Routes {
    rate::routes().and(
        Routes::new()
            .page("agenda/strategies", &READ, list)
            .page("agenda/clauses/{n}/state", &MOVE, step)
            .form("agenda/clauses/{n}/state", &MOVE, advance),
    )
}

/// All of them, in the order in which to speak of them (C10): by leverage times feasibility, what is against the
/// group's values after all others, what nobody has rated at the end, what is retired behind everything.
async fn list(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let found = strategies(&visit, &mut read, visit.initiative()?, None).await?;
    drop(read);
    let scores: Vec<Option<Scored>> = found.iter().map(|strategy| strategy.scored).collect();
    let mut order: Vec<&Strategy> = signals::options(&scores).into_iter().map(|at| &found[at]).collect();
    order.sort_by_key(|strategy| strategy.state == State::Retired);
    let count = |state: State| found.iter().filter(|strategy| strategy.state == state).count();
    let lead = visit.with(
        "strategies-lead",
        &[
            ("all", found.len().into()),
            ("testing", (count(State::Testing) + count(State::Scaling)).into()),
            ("retired", count(State::Retired).into()),
        ],
    );
    let kicker = html! { a href=(visit.href("agenda")) { (visit.t("agenda-title")) } };
    let title = visit.t("strategies-title");
    let page = html! {
        (look::page_head(kicker, title.as_str(), lead))
        @if order.is_empty() {
            (look::empty(visit.say(), visit.t("strategies-empty"), html! {}, html! {
                @if visit.offers(&WRITE) { (look::do_link(visit.t("strategies-new-link"), &visit.href("agenda/clauses/new?section=strategies"))) }
            }))
        }
        @for strategy in order { (entry(&visit, strategy)) }
    };
    visit.page(title).live().show(page).await
}

fn entry(visit: &Visit, strategy: &Strategy) -> Markup {
    let clause = &strategy.clause;
    html! {
        section.part {
            h2 { a href=(visit.href(&format!("agenda/clauses/{}", clause.number))) dir="auto" { (brief(&clause.text)) } }
            (hypothesis(visit, &clause.says()))
            (stands(visit, strategy))
        }
    }
}

fn tag(visit: &Visit, state: State) -> Markup {
    let standing = match state {
        State::Idea | State::Candidate => Standing::Waiting,
        State::Adopted | State::Testing | State::Scaling => Standing::Done,
        State::Retired => Standing::Missing,
    };
    look::tag(standing, visit.t(&format!("strategy-state-{}", state.word())))
}

/// How far it has come, what members think of it, and what the reader can do.
fn stands(visit: &Visit, strategy: &Strategy) -> Markup {
    let here = format!("agenda/clauses/{}", strategy.clause.number);
    let name = brief(&strategy.clause.text);
    let may = visit.offers(&RATE) && !is_neutral(visit) && strategy.state != State::Retired;
    html! {
        p {
            (tag(visit, strategy.state))
            @if let Some(step) = strategy.last() {
                " " span dir="auto" { (step.moved_by) } ", " (visit.say().day(step.moved_at))
                @if !step.reason.is_empty() { ": " span dir="auto" { (step.reason) } }
            }
        }
        (thought(visit, strategy, may))
        @if may || visit.offers(&MOVE) {
            p {
                @if may {
                    a href=(visit.href(&format!("{here}/rate"))) {
                        (look::named(visit.t(if strategy.own.is_some() { "strategy-rate-again" } else { "strategy-rate-link" }), &name))
                    }
                }
                @if may && visit.offers(&MOVE) { " · " }
                @if visit.offers(&MOVE) {
                    a href=(visit.href(&format!("{here}/state"))) { (look::named(visit.t("strategy-move-link"), &name)) }
                }
            }
        }
    }
}

/// What members think of it; whoever can say so themselves sees it once they have.
fn thought(visit: &Visit, strategy: &Strategy, may: bool) -> Markup {
    let Some(scored) = &strategy.scored else {
        return html! { p.small { (visit.t("strategy-not-rated")) } };
    };
    let people = [("people", scored.people.into())];
    if may && strategy.own.is_none() {
        return html! { p.small { (visit.with("strategy-rate-first", &people)) } };
    }
    let (standing, key) = match scored.gate() {
        Gate::Blocked => (Standing::Missing, "strategy-gate-blocked"),
        Gate::Vague => (Standing::Waiting, "strategy-gate-vague"),
        Gate::Ready => (Standing::Done, "strategy-gate-ready"),
    };
    let middles = [scored.leverage, scored.reach, scored.specificity, scored.values];
    let sides: Vec<Side> =
        SIDES.into_iter().zip(middles).map(|(side, middle)| bar(visit, side, &middle)).collect();
    let apart: Vec<String> = (SIDES.into_iter().zip(middles))
        .filter(|(_, middle)| middle.divided())
        .map(|(side, _)| visit.t(&format!("strategy-side-{side}")))
        .collect();
    html! {
        p { (look::status(standing, visit.t(key))) }
        (look::sides(&sides))
        p.small {
            (visit.with("strategy-rated-by", &people))
            @if !apart.is_empty() { " " (visit.with("strategy-apart", &[("sides", apart.join(", ").into())])) }
        }
    }
}

fn bar(visit: &Visit, side: &str, middle: &Middle) -> Side {
    let ends = [("low", i64::from(middle.low).into()), ("high", i64::from(middle.high).into())];
    Side {
        name: visit.t(&format!("strategy-side-{side}")),
        value: visit.say().number(middle.median, usize::from(middle.median.fract() != 0.0)),
        spread: (middle.low != middle.high).then(|| visit.with("strategy-spread", &ends)),
        share: middle.median / f64::from(*signals::MARKS.end()),
    }
}

/// For the page of a clause: nothing unless it is a strategy.
pub(crate) async fn of_clause(visit: &Visit, read: &mut Read, clause: &Clause) -> Result<Markup> {
    let found = strategies(visit, read, visit.initiative()?, Some(clause)).await?.pop();
    Ok(html! {
        @if let Some(strategy) = &found {
            (look::section("strategy", visit.t("strategy-title"), stands(visit, strategy)))
        }
    })
}

async fn step(visit: Visit) -> Result<Answer> {
    let strategy = asked(&visit).await?;
    show_step(&visit, &strategy, visit.form("strategy"), false).await
}

async fn advance(visit: Visit) -> Result<Answer> {
    let sent = visit.sent();
    let act = MoveStrategy {
        clause: visit.part("n")?,
        from: sent.get("from").to_owned(),
        to: sent.get("to").to_owned(),
        reason: sent.get("reason").to_owned(),
    };
    let to = visit.href(&format!("agenda/clauses/{}#strategy", act.clause));
    match visit.execute(act).await {
        Ok(()) => Ok(visit.done(&to, "strategy-moved")),
        Err(Error::Invalid(problems)) => {
            let strategy = asked(&visit).await?;
            show_step(&visit, &strategy, visit.form_again("strategy", problems), true).await
        }
        Err(error) => Err(error),
    }
}

async fn show_step(visit: &Visit, strategy: &Strategy, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let clause = &strategy.clause;
    let here = format!("agenda/clauses/{}", clause.number);
    let name = |state: State| visit.t(&format!("strategy-state-{}", state.word()));
    let next: Vec<(String, String)> =
        strategy.state.next().iter().map(|state| (state.word().to_owned(), name(*state))).collect();
    let fields = html! {
        input type="hidden" name="from" value=(strategy.state.word());
        (form.radios("to", &next))
        (form.field("reason").optional().textarea(2).draw(visit.say()))
    };
    let kicker = html! { a href=(visit.href(&here)) dir="auto" { (brief(&clause.text)) } };
    let title = visit.t("strategy-move-title");
    let page = html! {
        (look::page_head(kicker, title.as_str(), visit.with("strategy-move-lead", &[("state", name(strategy.state).into())])))
        (form.draw(&visit.href(&format!("{here}/state")), "strategy-move-send", fields))
    };
    let shell = visit.page(title);
    if wrong { shell.unprocessable() } else { shell }.show(page).await
}
