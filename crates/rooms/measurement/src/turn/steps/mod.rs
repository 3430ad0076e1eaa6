//! The pages of the six steps: what people said so far, then what one can add.

mod curve;
mod ideas;
mod options;
pub(super) mod partners;
mod plan;
pub(super) mod story;

use ::store::Read;
use kernel::{Problems, Result};
use maud::{Markup, html};
use web::look::{self, Icon, NavItem, quiet_button, quiet_link, small};
use web::{Answer, Form, Routes, Visit};

use super::page::{far, here, resume};
use super::{AGREE, RUN, State, Step, TAKE_PART, Turn, Whole};

pub(super) fn routes() -> Routes {
    Routes::new().page("turns/{n}/steps/{step}", &TAKE_PART, show)
}

async fn show(visit: Visit) -> Result<Answer> {
    let step: Step = visit.part("step")?;
    let form = visit.form(words(step)).start("cause_of", visit.query().get("cause_of"));
    page(&visit, step, form, false).await
}

/// What begins the keys of a step's form.
pub(super) fn words(step: Step) -> &'static str {
    match step {
        Step::Curve => "turn-note",
        Step::Story => "turn-factor",
        Step::Partners => "turn-partner",
        Step::Ideas => "turn-option",
        Step::Options => "turn-move",
        Step::Plan => "turn-line",
    }
}

/// A step with the form that adds to it.
pub(super) async fn page(visit: &Visit, step: Step, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let closing = Closing { agree: visit.form("turn-agree"), look: visit.form("turn-look") };
    draw(visit, step, form, closing, html! {}, wrong).await
}

/// The step again, with why the group cannot be done with it yet.
pub(super) async fn again(visit: &Visit, step: Step, problems: Problems) -> Result<Answer> {
    let closing = Closing { agree: visit.form("turn-agree"), look: visit.form("turn-look") };
    let why = visit.form_again("turn-move", problems).summary();
    draw(visit, step, visit.form(words(step)), closing, why, true).await
}

/// The plan again, with why it cannot be agreed yet.
pub(super) async fn agree_again(visit: &Visit, problems: Problems) -> Result<Answer> {
    let closing = Closing { agree: visit.form_again("turn-agree", problems), look: visit.form("turn-look") };
    let why = closing.agree.summary();
    draw(visit, Step::Plan, visit.form(words(Step::Plan)), closing, why, true).await
}

/// The plan again, with why that is no day to look again.
pub(super) async fn look_again(visit: &Visit, problems: Problems) -> Result<Answer> {
    let closing = Closing { agree: visit.form("turn-agree"), look: visit.form_again("turn-look", problems) };
    let why = closing.look.summary();
    draw(visit, Step::Plan, visit.form(words(Step::Plan)), closing, why, true).await
}

/// The forms at the end of a session.
struct Closing<'a> {
    agree: Form<'a>,
    look: Form<'a>,
}

async fn draw(
    visit: &Visit,
    step: Step,
    form: Form<'_>,
    closing: Closing<'_>,
    trouble: Markup,
    wrong: bool,
) -> Result<Answer> {
    let mut read = visit.read().await?;
    let whole = Whole::asked(visit, &mut read).await?;
    let said = body(visit, &mut read, &whole, step, Shown::Page).await?;
    let open = whole.turn.at_work().is_ok();
    let adding = if open {
        adding(visit, &mut read, &whole, step, &form).await?
    } else {
        html! {}
    };
    drop(read);
    let turn = &whole.turn;
    let title = visit.t(&format!("turn-step-{}", step.word()));
    let kicker = html! {
        a href=(here(visit, turn, "")) dir="auto" { (turn.question) } " / "
        (visit.with("turn-step-of", &[("step", step.place().into())]))
    };
    let page = html! {
        (look::page_head(kicker, title.as_str(), ask(visit, step)))
        (trouble)
        (way(visit, turn, step))
        (clock(visit, &whole, step))
        (said)
        (adding)
        @if step == Step::Plan {
            @if open { (agreeing(visit, turn, &closing.agree)) } @else { (looking(visit, turn, &closing.look)) }
        }
        (onward(visit, turn, step))
    };
    let answer = visit.page(format!("{title} - {}", turn.question)).live();
    if wrong { answer.unprocessable() } else { answer }.show(page).await
}

/// The question of a step.
pub(super) fn ask(visit: &Visit, step: Step) -> String {
    visit.t(&format!("turn-ask-{}", step.word()))
}

/// Where what people said is shown: decides what one can do with it there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    /// On the page of its step: it can be changed.
    Page,
    /// On a wall, on paper, in the report: it is read.
    Read,
}

/// What people said so far in a step.
pub(super) async fn body(
    visit: &Visit,
    read: &mut Read,
    whole: &Whole,
    step: Step,
    shown: Shown,
) -> Result<Markup> {
    Ok(match step {
        Step::Curve => curve::body(visit, whole, &whole.curve(visit, read).await?),
        Step::Story => story::body(visit, whole, shown),
        Step::Partners => partners::body(visit, whole, shown),
        Step::Ideas => ideas::body(visit, whole, shown),
        Step::Options => options::body(visit, whole, shown),
        Step::Plan => plan::body(visit, whole, &whole.offered(visit, read).await?, shown),
    })
}

/// The form that adds to a step.
async fn adding(
    visit: &Visit,
    read: &mut Read,
    whole: &Whole,
    step: Step,
    form: &Form<'_>,
) -> Result<Markup> {
    let (fields, path, button) = match step {
        Step::Curve => (html! { (form.text("words", 2)) }, "/notes", "turn-note-add"),
        Step::Story => (story::fields(visit, whole, form), "/factors", "turn-factor-add"),
        Step::Partners => (partners::fields(visit, read, form).await?, "/partners", "turn-partner-add"),
        Step::Ideas => (ideas::fields(visit, whole, form), "/options", "turn-option-add"),
        Step::Options => return Ok(html! {}),
        Step::Plan if whole.ready().next().is_none() => return Ok(small(visit.t("turn-plan-nothing-ready"))),
        Step::Plan => (plan::fields(visit, whole, form), "/lines", "turn-line-add"),
    };
    let form = form.draw(&here(visit, &whole.turn, path), button, fields);
    let title = visit.t(&format!("turn-add-{}", step.word()));
    Ok(look::section("add", title, look::sheet(form)))
}

/// The way through the steps, in any order.
fn way(visit: &Visit, turn: &Turn, at: Step) -> Markup {
    let items: Vec<NavItem> = Step::ALL
        .iter()
        .map(|step| {
            let name = visit.t(&format!("turn-step-{}", step.word()));
            let label = format!("{} {name}", visit.say().count(step.place() as i64));
            NavItem::new(here(visit, turn, &format!("/steps/{}", step.word())), label).here_if(*step == at)
        })
        .collect();
    look::tabs(&visit.t("turn-steps-title"), &items)
}

/// How far the step is and how long it took, with the clock's buttons for whoever runs the session.
fn clock(visit: &Visit, whole: &Whole, step: Step) -> Markup {
    let turn = &whole.turn;
    let runs = visit.can(&RUN, turn.owner());
    let running = whole.clock(step).and_then(|clock| clock.since);
    html! {
        div.clock {
            p { (Icon::Waiting.draw()) " " (time_used(visit, whole, step)) " " span.small { (far(visit, whole, step)) } }
            @match turn.state {
                State::Parked => { p.small { (visit.t("rule-turn-parked")) } (resume(visit, turn)) }
                State::Agreed | State::Set => {}
                State::Planned | State::Running if runs => {
                    (look::post_form(&here(visit, turn, &format!("/steps/{}", step.word())), &web::new_key(), look::acts(html! {
                        @if running.is_some() { (quiet_button(visit.t("turn-clock-pause"), "move", "pause")) }
                        @else { (quiet_button(visit.t("turn-clock-begin"), "move", "begin")) }
                        @if step != Step::Plan && !whole.done(step) { (quiet_button(visit.t("turn-step-done"), "move", "done")) }
                    })))
                }
                State::Planned | State::Running => {}
            }
        }
    }
}

/// "About 15 minutes; 12 used, since 18:05".
pub(super) fn time_used(visit: &Visit, whole: &Whole, step: Step) -> String {
    let clock = whole.clock(step);
    let used = clock.map_or(0, |clock| clock.minutes(visit.now()));
    let args = [("minutes", step.minutes().into()), ("used", used.into())];
    let words = visit.with("turn-minutes", &args);
    match clock.and_then(|clock| clock.since) {
        Some(since) => {
            let since = visit.with("turn-since", &[("since", visit.say().moment(since).into())]);
            format!("{words} {since}")
        }
        None => words,
    }
}

/// To the steps before and after, and to the report at the end.
fn onward(visit: &Visit, turn: &Turn, step: Step) -> Markup {
    let link = |step: Step, key: &str| {
        let name = visit.t(&format!("turn-step-{}", step.word()));
        let href = here(visit, turn, &format!("/steps/{}", step.word()));
        quiet_link(visit.with(key, &[("step", name.into())]), &href)
    };
    look::acts(html! {
        @if let Some(previous) = step.previous() { (link(previous, "turn-back-to")) }
        @if let Some(next) = step.next() { (link(next, "turn-on-to")) }
        @else { (quiet_link(visit.t("turn-report-link"), &here(visit, turn, "/report"))) }
        (quiet_link(visit.t("turn-projector-link"), &here(visit, turn, &format!("/projector/{}", step.word()))))
    })
}

/// Whoever sits in the group says that the plan is agreed.
fn agreeing(visit: &Visit, turn: &Turn, form: &Form<'_>) -> Markup {
    let fields = html! {
        (form.text("different", 3))
        (form.field("next_look").date().optional().draw(visit.say()))
        (look::acts(quiet_button(visit.t("turn-agree"), "agree", "yes")))
    };
    html! {
        @if visit.can(&AGREE, turn.owner()) {
            (look::section("agree", visit.t("turn-agree-title"), html! {
                p { (visit.t("turn-agree-lead")) }
                (look::post_form(&here(visit, turn, "/agree"), &form.key(), fields))
            }))
        }
    }
}

/// What will be different, and when the group looks again.
fn looking(visit: &Visit, turn: &Turn, form: &Form<'_>) -> Markup {
    let fields = html! {
        (form.field("next_look").date().draw(visit.say()))
        (look::acts(quiet_button(visit.t("turn-look-save"), "look", "yes")))
    };
    let day = turn.next_look.map(|day| visit.say().day(day));
    html! {
        @if turn.agreed_at.is_some() {
            (look::section("agreed", visit.t("turn-different-title"), html! {
                (look::quote(&turn.different, visit.t("turn-different-source")))
                @if let Some(day) = day { p { (visit.with("turn-look-day", &[("day", day.into())])) } }
                @if visit.can(&RUN, turn.owner()) { (look::post_form(&here(visit, turn, "/look"), &form.key(), fields)) }
            }))
        }
    }
}

/// The end of a session on its own page.
pub(super) fn ending(visit: &Visit, whole: &Whole) -> Markup {
    looking(visit, &whole.turn, &visit.form("turn-look"))
}
