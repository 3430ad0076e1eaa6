use kernel::{Error, Result};
use maud::{Markup, html};
use web::look::{self, Standing, Table, do_link, quiet_button, quiet_link, section};
use web::{Answer, Form, Routes, Visit};

use super::acts::{BecomeMeasure, DropWanted};
use super::form::asked;
use super::{KEEP, READ, State, WANT, Wanted, form, store};
use crate::measure::Measure;
use crate::result::PopulationResult;
use crate::{measure, result};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("wanted", &READ, list)
        .page("wanted/{n}", &READ, show)
        .form("wanted/{n}/become", &KEEP, become_measure)
        .form("wanted/{n}/drop", &KEEP, drop_it)
        .and(form::routes())
}

/// How it stands: open, late, done, dropped.
fn standing(visit: &Visit, wanted: &Wanted) -> Markup {
    let (standing, key) = match wanted.state {
        State::Open if wanted.is_late(visit.now()) => (Standing::Missing, "wanted-state-late"),
        State::Open => (Standing::Waiting, "wanted-state-open"),
        State::Measured => (Standing::Done, "wanted-state-measured"),
        State::Dropped => (Standing::Plain, "wanted-state-dropped"),
    };
    look::status(standing, visit.t(key))
}

fn due(visit: &Visit, wanted: &Wanted) -> String {
    wanted.step_due.map_or_else(String::new, |due| visit.say().day(due))
}

async fn list(visit: Visit) -> Result<Answer> {
    let mut wanted = store::all(&mut visit.read().await?, visit.initiative()?).await?;
    // What is open by the day of its next step; what is over stays below.
    wanted.sort_by_key(|one| (one.state != State::Open, one.step_due, one.number));
    let open = wanted.iter().filter(|one| one.state == State::Open).count();
    let late = wanted.iter().filter(|one| one.is_late(visit.now())).count();
    let table = Table::new(visit.t("wanted-title"))
        .quiet_caption()
        .column(visit.t("wanted-name"))
        .column(visit.t("wanted-obstacle"))
        .column(visit.t("wanted-step"))
        .column(visit.t("wanted-owner"))
        .column(visit.t("wanted-state"));
    let table = wanted.iter().fold(table, |table, one| {
        table.row([
            html! { a href=(visit.href(&format!("wanted/{}", one.number))) dir="auto" { (one.name) } },
            html! { (visit.t(&format!("wanted-obstacle-{}", one.obstacle.word()))) },
            html! { span dir="auto" { (one.step) } " " small { (due(&visit, one)) } },
            html! { span dir="auto" { (one.owner) } },
            standing(&visit, one),
        ])
    });
    let begin = visit.could(&WANT).then(|| do_link(visit.t("wanted-new-link"), &visit.href("wanted/new")));
    let lead = visit.with("wanted-lead", &[("count", open.into()), ("late", late.into())]);
    let page = html! {
        (look::page_head(visit.t("wanted-term"), visit.t("wanted-title"), lead))
        @if wanted.is_empty() {
            (look::empty(visit.say(), visit.t("wanted-empty"), html! { p { (visit.t("wanted-example")) } }, begin.unwrap_or_default()))
        } @else {
            (table.draw())
            div.acts {
                @if let Some(begin) = begin { (begin) }
                (quiet_link(visit.t("choice-link"), &visit.href("choose")))
            }
        }
    };
    visit.page(visit.t("wanted-title")).live().show(page).await
}

async fn show(visit: Visit) -> Result<Answer> {
    let wanted = asked(&visit).await?;
    draw(&visit, &wanted, visit.form("wanted"), false).await
}

async fn draw(visit: &Visit, wanted: &Wanted, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let mut read = visit.read().await?;
    let initiative = visit.initiative()?;
    let result = result::store::find(&mut read, initiative, wanted.result).await?;
    let measure = match wanted.measure {
        Some(measure) => measure::store::find(&mut read, initiative, measure).await?,
        None => None,
    };
    drop(read);
    let kicker = html! { a href=(visit.href("wanted")) { (visit.t("wanted-title")) } };
    let page = html! {
        (look::page_head(kicker, html! { span dir="auto" { (wanted.name) } }, html! { span dir="auto" { (wanted.why) } }))
        p { (standing(visit, wanted)) }
        (facts(visit, wanted, result.as_ref(), measure.as_ref()))
        @if wanted.state == State::Open && visit.offers(&KEEP) { (acts(visit, wanted, &form)) }
    };
    let answer = visit.page(&wanted.name).about(wanted.about()).live();
    if wrong { answer.unprocessable() } else { answer }.show(page).await
}

fn facts(
    visit: &Visit,
    wanted: &Wanted,
    result: Option<&PopulationResult>,
    measure: Option<&Measure>,
) -> Markup {
    let words = |words: &str| html! { span dir="auto" { (words) } };
    let mut facts = Vec::new();
    if let Some(result) = result {
        let href = visit.href(&format!("results/{}", result.number));
        facts.push((visit.t("wanted-result"), html! { a href=(href) dir="auto" { (result.condition) } }));
    }
    if let Some(measure) = measure {
        let href = visit.href(&format!("measures/{}", measure.number));
        facts.push((visit.t("kind-measure"), html! { a href=(href) dir="auto" { (measure.name) } }));
    }
    facts.push((
        visit.t("wanted-obstacle"),
        html! { (visit.t(&format!("wanted-obstacle-{}", wanted.obstacle.word()))) },
    ));
    facts.push((visit.t("wanted-owner"), words(&wanted.owner)));
    facts.push((visit.t("wanted-step"), html! { (words(&wanted.step)) " " small { (due(visit, wanted)) } }));
    if !wanted.stopgap.is_empty() {
        facts.push((visit.t("wanted-stopgap"), words(&wanted.stopgap)));
    }
    if !wanted.outcome.is_empty() {
        facts.push((visit.t("wanted-outcome"), words(&wanted.outcome)));
    }
    let by = visit.with(
        "wanted-by",
        &[("name", wanted.wanted_by.as_str().into()), ("day", visit.say().day(wanted.wanted_at).into())],
    );
    html! { (look::facts(facts)) (look::small(by)) }
}

fn acts(visit: &Visit, wanted: &Wanted, form: &Form<'_>) -> Markup {
    let href = |path: &str| visit.href(&format!("wanted/{}/{path}", wanted.number));
    html! {
        div.acts { (do_link(visit.t("wanted-step-link"), &href("step"))) }
        (section("ready", visit.t("wanted-become-title"), html! {
            p { (visit.t("wanted-become-lead")) }
            (look::post_form(&href("become"), &web::new_key(), look::acts(quiet_button(visit.t("wanted-become"), "become", "yes"))))
        }))
        (section("over", visit.t("wanted-drop-title"), html! {
            (form.summary())
            (look::post_form(&href("drop"), &form.key(), html! {
                (form.line("reason"))
                (look::acts(quiet_button(visit.t("wanted-drop"), "drop", "yes")))
            }))
        }))
    }
}

async fn become_measure(visit: Visit) -> Result<Answer> {
    let number = visit.execute(BecomeMeasure { wanted: visit.part("n")? }).await?;
    let on = if visit.offers(&measure::DEFINE) {
        format!("measures/{number}/definition")
    } else {
        format!("measures/{number}")
    };
    Ok(visit.done(&visit.href(&on), "wanted-measured"))
}

async fn drop_it(visit: Visit) -> Result<Answer> {
    let act = DropWanted { wanted: visit.part("n")?, reason: visit.sent().get("reason").to_owned() };
    let here = visit.href(&format!("wanted/{}", act.wanted));
    match visit.execute(act).await {
        Ok(()) => Ok(visit.done(&here, "wanted-dropped")),
        Err(Error::Invalid(problems)) => {
            let wanted = asked(&visit).await?;
            draw(&visit, &wanted, visit.form_again("wanted", problems), true).await
        }
        Err(error) => Err(error),
    }
}
