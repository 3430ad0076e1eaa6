//! Sessions in a list, a new one, and one with its six steps.

use kernel::{Error, Result};
use maud::{Markup, html};
use web::look::{self, Part, Standing, do_link, quiet_link, small};
use web::{Answer, Form, Routes, Visit};

use super::acts::OpenTurn;
use super::{OPEN, READ, RUN, State, Step, TAKE_PART, Turn, Whole, report, store};
use crate::measure::page::asked;
use crate::measure::{self, Measure};

/// Sessions on one page.
const PAGE: i64 = 50;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("turns", &READ, list)
        .page("turns/{n}", &READ, show)
        .page("measures/{n}/turns", &READ, of_measure)
        .page("measures/{n}/turns/new", &OPEN, new)
        .form("measures/{n}/turns", &OPEN, open)
        .and(report::routes())
        .and(super::forms::routes())
        .and(super::steps::routes())
        .and(super::paper::routes())
        .and(super::projector::routes())
}

async fn list(visit: Visit) -> Result<Answer> {
    let before = visit.query().parse("before").unwrap_or(i64::MAX);
    let mut read = visit.read().await?;
    let initiative = visit.initiative()?;
    let mut turns = store::latest(&mut read, initiative, before, PAGE + 1).await?;
    let measures = measure::store::all(&mut read, initiative).await?;
    drop(read);
    let more = turns.len() as i64 > PAGE;
    turns.truncate(PAGE as usize);
    let older =
        turns.last().filter(|_| more).map(|last| visit.href(&format!("turns?before={}", last.number)));
    turns.retain(|turn| turn.seen_by(&visit));
    let name = |turn: &Turn| {
        let measure = measures.iter().find(|measure| measure.id == turn.measure);
        measure.map(|measure| measure.name.clone()).unwrap_or_default()
    };
    let lead = visit.with("turns-lead", &[("count", turns.len().into())]);
    let page = html! {
        (look::page_head(visit.t("turns-term"), visit.t("turns-title"), lead))
        @if turns.is_empty() {
            (look::empty(visit.say(), visit.t("turns-empty"), html! { p { (visit.t("turns-example")) } }, quiet_link(visit.t("turns-choose-measure"), &visit.href("measures"))))
        } @else {
            (listed(&visit, &turns, |turn| html! { span dir="auto" { (name(turn)) } " · " }))
            (look::pager(visit.say(), None, older.as_deref()))
        }
    };
    visit.page(visit.t("turns-title")).live().show(page).await
}

fn listed(visit: &Visit, turns: &[Turn], of: impl Fn(&Turn) -> Markup) -> Markup {
    html! {
        ul.loop role="list" {
            @for turn in turns {
                li {
                    a href=(visit.href(&format!("turns/{}", turn.number))) dir="auto" { (turn.question) }
                    p.small { (of(turn)) (state(visit, turn)) }
                }
            }
        }
    }
}

/// How far a session is, in a shape and in words.
pub(super) fn state(visit: &Visit, turn: &Turn) -> Markup {
    let standing = match turn.state {
        State::Planned | State::Parked => Standing::Missing,
        State::Running => Standing::Waiting,
        State::Agreed | State::Set => Standing::Done,
    };
    let words = visit.with(
        &format!("turn-state-{}", turn.state.word()),
        &[
            ("step", turn.step.place().into()),
            ("day", turn.next_look.map(|day| visit.say().day(day)).unwrap_or_default().into()),
        ],
    );
    look::status(standing, words)
}

async fn of_measure(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let measure = asked(&visit, &mut read).await?;
    let mut turns = store::of_measure(&mut read, visit.initiative()?, measure.id).await?;
    drop(read);
    turns.retain(|turn| turn.seen_by(&visit));
    let back =
        html! { a href=(visit.href(&format!("measures/{}", measure.number))) dir="auto" { (measure.name) } };
    let begin = html! {
        @if visit.could(&OPEN) { (do_link(visit.t("turn-open-link"), &visit.href(&format!("measures/{}/turns/new", measure.number)))) }
    };
    let lead = visit.with("turns-of-lead", &[("count", turns.len().into())]);
    let page = html! {
        (look::page_head(back, visit.t("turns-title"), lead))
        @if turns.is_empty() {
            (look::empty(visit.say(), visit.t("turns-empty"), html! { p { (visit.t("turns-example")) } }, begin))
        } @else {
            (listed(&visit, &turns, |_| html! {}))
            (look::acts(begin))
        }
    };
    visit.page(visit.with("turns-of", &[("measure", measure.name.as_str().into())])).live().show(page).await
}

async fn new(visit: Visit) -> Result<Answer> {
    let measure = asked(&visit, &mut visit.read().await?).await?;
    let question = visit.with("turn-question-start", &[("measure", measure.name.as_str().into())]);
    show_new(&visit, &measure, visit.form("turn").start("question", question), false).await
}

async fn open(visit: Visit) -> Result<Answer> {
    match opening(&visit).await {
        Ok(number) => Ok(visit.done(&visit.href(&format!("turns/{number}")), "turn-opened")),
        Err(Error::Invalid(problems)) => {
            let measure = asked(&visit, &mut visit.read().await?).await?;
            show_new(&visit, &measure, visit.form_again("turn", problems), true).await
        }
        Err(error) => Err(error),
    }
}

async fn opening(visit: &Visit) -> Result<i64> {
    let group = visit.sent().parse("group");
    let act = OpenTurn {
        measure: visit.part("n")?,
        // What is no group is refused by the act, with everything else that is wrong.
        group: group.unwrap_or_else(people::GroupId::new),
        question: visit.sent().get("question").to_owned(),
    };
    visit.execute(act).await
}

async fn show_new(visit: &Visit, measure: &Measure, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let mut read = visit.read().await?;
    let mut groups = people::groups(&mut read, visit.initiative()?).await?;
    drop(read);
    // One's own groups first.
    groups.sort_by_key(|group| !visit.actor.standing.groups.contains(&group.id.0));
    let choices: Vec<(String, String)> =
        groups.iter().map(|group| (group.id.to_string(), group.name.clone())).collect();
    let action = visit.href(&format!("measures/{}/turns", measure.number));
    let fields = html! { (form.text("question", 2)) (form.select("group", &choices)) };
    let title = visit.t("turn-new-title");
    let page = html! {
        (look::page_head(html! { span dir="auto" { (measure.name) } }, title.as_str(), visit.t("turn-new-lead")))
        @if groups.is_empty() { (small(visit.t("turn-no-group"))) }
        (form.draw(&action, "turn-open", fields))
    };
    let answer = visit.page(title);
    if wrong { answer.unprocessable() } else { answer }.show(page).await
}

/// To those who take part the way through the steps; to others, once the plan is agreed, what came of it.
async fn show(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let whole = Whole::asked(&visit, &mut read).await?;
    if !visit.could(&TAKE_PART) {
        return report::show(&visit, &mut read, &whole).await;
    }
    drop(read);
    let turn = &whole.turn;
    let page = html! {
        (look::page_head(kicker(&visit, &whole), html! { span dir="auto" { (turn.question) } }, lead(&visit, &whole)))
        (look::acts(html! { (onward(&visit, &whole)) (quiet_link(visit.t("turn-report-link"), &here(&visit, turn, "/report"))) }))
        (look::section("steps", visit.t("turn-steps-title"), html! {
            (look::parts(&Step::ALL.iter().map(|step| part(&visit, &whole, *step)).collect::<Vec<_>>()))
            (small(visit.t("turn-steps-any-order")))
        }))
        (together(&visit, turn))
        (super::steps::ending(&visit, &whole))
    };
    visit.page(turn.question.clone()).about(turn.about()).live().show(page).await
}

pub(super) fn here(visit: &Visit, turn: &Turn, path: &str) -> String {
    visit.href(&format!("turns/{}{path}", turn.number))
}

pub(super) fn kicker(visit: &Visit, whole: &Whole) -> Markup {
    let measure = visit.href(&format!("measures/{}/turns", whole.measure.number));
    html! {
        a href=(measure) dir="auto" { (whole.measure.name) } " / " (visit.t("kind-turn"))
        @if let Some(group) = &whole.group { " · " span dir="auto" { (group.name) } }
    }
}

fn lead(visit: &Visit, whole: &Whole) -> String {
    let turn = &whole.turn;
    let day = turn.next_look.map(|day| visit.say().day(day)).unwrap_or_default();
    let done = Step::ALL.iter().filter(|step| whole.done(**step)).count();
    visit.with(
        &format!("turn-lead-{}", turn.state.word()),
        &[
            ("step", turn.step.place().into()),
            ("name", visit.t(&format!("turn-step-{}", turn.step.word())).into()),
            ("done", done.into()),
            ("people", whole.people().into()),
            ("lines", whole.lines.len().into()),
            ("day", day.into()),
        ],
    )
}

/// The one thing to do next.
fn onward(visit: &Visit, whole: &Whole) -> Markup {
    let turn = &whole.turn;
    let step = |step: Step| here(visit, turn, &format!("/steps/{}", step.word()));
    match turn.state {
        State::Planned => do_link(visit.t("turn-begin-link"), &step(Step::Curve)),
        State::Running => {
            let words = visit.with("turn-go-on-link", &[("step", turn.step.place().into())]);
            do_link(words, &step(turn.step))
        }
        State::Parked => resume(visit, turn),
        State::Agreed | State::Set => do_link(visit.t("turn-plan-link"), &step(Step::Plan)),
    }
}

/// The button that takes a parked session up again.
pub(super) fn resume(visit: &Visit, turn: &Turn) -> Markup {
    let fields =
        html! { input type="hidden" name="parked" value="no"; (look::do_button(visit.t("turn-resume"))) };
    html! { @if visit.can(&RUN, turn.owner()) { (look::post_form(&here(visit, turn, "/park"), &web::new_key(), fields)) } }
}

fn part(visit: &Visit, whole: &Whole, step: Step) -> Part {
    let minutes = [
        ("minutes", step.minutes().into()),
        ("used", whole.clock(step).map_or(0, |clock| clock.minutes(visit.now())).into()),
    ];
    let standing = match whole.clock(step) {
        _ if whole.done(step) => Standing::Done,
        Some(clock) if clock.since.is_some() => Standing::Waiting,
        _ if whole.count(step) > 0 => Standing::Plain,
        _ => Standing::Missing,
    };
    Part {
        href: here(visit, &whole.turn, &format!("/steps/{}", step.word())),
        title: format!(
            "{} {}",
            visit.say().count(step.place() as i64),
            visit.t(&format!("turn-step-{}", step.word()))
        ),
        term: visit.with("turn-minutes", &minutes),
        standing,
        words: far(visit, whole, step),
    }
}

/// How far a step is, in words.
pub(super) fn far(visit: &Visit, whole: &Whole, step: Step) -> String {
    let count = [("count", whole.count(step).into())];
    let added = visit.with(&format!("turn-count-{}", step.word()), &count);
    let state = match whole.clock(step) {
        _ if whole.done(step) => "done",
        Some(clock) if clock.since.is_some() => "now",
        Some(_) => "paused",
        None => "not-yet",
    };
    let state = visit.t(&format!("turn-far-{state}"));
    if whole.count(step) == 0 { state } else { format!("{state}: {added}") }
}

/// Ways to be at it together: on a wall, on paper, later.
fn together(visit: &Visit, turn: &Turn) -> Markup {
    let projector = here(visit, turn, &format!("/projector/{}", turn.step.word()));
    html! {
        (look::section("together", visit.t("turn-together-title"), html! {
            p { (visit.t("turn-together")) }
            (look::acts(html! {
                (quiet_link(visit.t("turn-projector-link"), &projector))
                (quiet_link(visit.t("turn-paper-link"), &here(visit, turn, "/paper")))
                (quiet_link(visit.t("turn-poster-link"), &here(visit, turn, "/paper?size=a3")))
            }))
            @if visit.can(&RUN, turn.owner()) && turn.at_work().is_ok() {
                (look::post_form(&here(visit, turn, "/park"), &web::new_key(), html! {
                    input type="hidden" name="parked" value="yes";
                    (look::acts(look::quiet_button(visit.t("turn-park"), "park", "yes")))
                }))
            }
        }))
    }
}
