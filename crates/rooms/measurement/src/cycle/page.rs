use std::collections::HashMap;

use kernel::{Error, Result};
use maud::{Markup, html};
use web::look::{self, Table, Width, section};
use web::{Answer, Form, Routes, Visit};

use super::acts::{LockCycle, OpenCycle};
use super::{Cycle, OPEN, READ, store};
use crate::duty::DutyId;
use crate::duty::page::state;
use crate::measure::page::{LINES, asked, duties_by_name};
use crate::measure::{self, Measure, scorecard};
use crate::submission::{self, State, Submission};
use crate::surface;
use crate::value::Value;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("cycles", &READ, list)
        .page("measures/{n}/cycles", &READ, of_measure)
        .form("measures/{n}/cycles", &OPEN, open)
        .page("measures/{n}/cycles/{period}", &READ, board)
        .form("measures/{n}/cycles/{period}", &OPEN, lock)
}

/// The latest period of every measure: who has reported.
async fn list(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let initiative = visit.initiative()?;
    let measures = measure::store::all(&mut read, initiative).await?;
    let values = surface::all(&visit, &mut read).await?;
    drop(read);
    let latest: Vec<(&Measure, &Value)> = measures
        .iter()
        .filter_map(|measure| Some((measure, values.iter().rfind(|value| value.measure == measure.id)?)))
        .collect();
    let complete = latest.iter().filter(|(_, value)| value.coverage().complete()).count();
    let lead = visit.with(
        "cycles-lead",
        &[("count", (latest.len() as i64).into()), ("complete", (complete as i64).into())],
    );
    let mut table = Table::new(visit.t("cycles-title"))
        .quiet_caption()
        .column(visit.t("scorecard-measure"))
        .column(visit.t("value-period"))
        .column(visit.t("scorecard-reported"));
    for (measure, value) in &latest {
        let href = visit.href(&format!("measures/{}/cycles", measure.number));
        table = table.row([
            html! { a href=(href) dir="auto" { (measure.name) } },
            html! { a href=(board_href(&visit, measure, &value.period)) { (value.label) } },
            scorecard::coverage(visit.say(), value),
        ]);
    }
    let page = html! {
        (look::page_head(visit.t("scorecard-term"), visit.t("cycles-title"), lead))
        @if latest.is_empty() { (look::empty(visit.say(), visit.t("cycles-empty"), html! {}, html! {})) }
        @else { (table.draw()) }
    };
    visit.page(visit.t("cycles-title")).live().show(page).await
}

/// Where it stands who has reported for a period.
pub(crate) fn board_href(visit: &Visit, measure: &Measure, period: &str) -> String {
    visit.href(&format!("measures/{}/cycles/{period}", measure.number))
}

async fn of_measure(visit: Visit) -> Result<Answer> {
    show_cycles(&visit, visit.form("cycle"), false).await
}

async fn open(visit: Visit) -> Result<Answer> {
    let sent = visit.sent();
    let act = OpenCycle {
        measure: visit.part("n")?,
        period: sent.get("period").to_owned(),
        label: sent.get("label").to_owned(),
        due: sent.get("due").to_owned(),
    };
    let here = format!("measures/{}/cycles", act.measure);
    match visit.execute(act).await {
        Ok(period) => Ok(visit.done(&visit.href(&format!("{here}/{period}")), "cycle-opened")),
        Err(Error::Invalid(problems)) => show_cycles(&visit, visit.form_again("cycle", problems), true).await,
        Err(error) => Err(error),
    }
}

async fn show_cycles(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let mut read = visit.read().await?;
    let measure = asked(visit, &mut read).await?;
    let mut values = surface::whole(visit, &mut read, &measure).await?;
    drop(read);
    values.reverse();
    let say = visit.say();
    let mut table = Table::new(visit.t("cycles-title"))
        .quiet_caption()
        .column(visit.t("value-period"))
        .column(visit.t("scorecard-reported"))
        .column(visit.t("duty-state"));
    for value in &values {
        let locked = if value.locked { visit.t("cycle-state-locked") } else { visit.t("cycle-state-open") };
        table = table.row([
            html! { a href=(board_href(visit, &measure, &value.period)) { (value.label) } },
            scorecard::coverage(say, value),
            html! { (locked) },
        ]);
    }
    let fields = html! {
        (form.field("period").width(Width::Short).draw(say))
        (form.field("label").width(Width::Middle).optional().draw(say))
        (form.field("due").date().optional().draw(say))
    };
    let action = visit.href(&format!("measures/{}/cycles", measure.number));
    let title = visit.with("cycles-of", &[("measure", measure.name.as_str().into())]);
    let lead = visit.with("cycles-of-lead", &[("count", (values.len() as i64).into())]);
    let back =
        html! { a href=(visit.href(&format!("measures/{}", measure.number))) dir="auto" { (measure.name) } };
    let page = html! {
        (look::page_head(back, title.as_str(), lead))
        @if !values.is_empty() { (table.draw()) }
        @if visit.offers(&OPEN) {
            (section("open", visit.t("cycle-new-title"), look::sheet(form.draw(&action, "cycle-open", fields))))
        }
    };
    let answer = visit.page(title);
    if wrong { answer.unprocessable() } else { answer }.show(page).await
}

/// Partners by name, and how far each has come: never how many.
async fn board(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let initiative = visit.initiative()?;
    let measure = asked(&visit, &mut read).await?;
    let period: String = visit.part("period")?;
    let cycle = store::find(&mut read, initiative, measure.id, &period).await?.ok_or(Error::Missing)?;
    let sent = submission::store::of_cycle(&mut read, initiative, cycle.id).await?;
    let mut duties = duties_by_name(&mut read, initiative, &measure).await?;
    drop(read);
    duties.retain(|(duty, _)| duty.since <= period);
    let expected = duties.len();
    let counts = |state: State| sent.iter().filter(|submission| submission.is(state)).count();
    let lead = visit.with(
        "cycle-lead",
        &[
            ("reported", counts(State::Accepted).into()),
            ("expected", expected.into()),
            ("waiting", counts(State::Sent).into()),
        ],
    );
    let due = cycle.due.map(|due| visit.with("cycle-due-by", &[("day", visit.say().day(due).into())]));
    let lead = [Some(lead), due].into_iter().flatten().collect::<Vec<_>>().join(" ");
    // Where a correction waits, the board shows what counts.
    let mut stands: HashMap<DutyId, Submission> = HashMap::new();
    for submission in sent {
        let counts = stands.get(&submission.duty).is_some_and(|stands| stands.is(State::Accepted));
        if !counts {
            stands.insert(submission.duty, submission);
        }
    }
    let mut table =
        Table::new(visit.t("cycle-board")).column(visit.t("period-partner")).column(visit.t("duty-state"));
    let paging = visit.paging(LINES);
    for (duty, name) in paging.of(duties) {
        let href = visit.href(&format!("duties/{}", duty.number));
        table =
            table.row([html! { a href=(href) dir="auto" { (name) } }, state(&visit, stands.get(&duty.id))]);
    }
    let title = visit.with(
        "cycle-title",
        &[("measure", measure.name.as_str().into()), ("period", cycle.label.as_str().into())],
    );
    let back = html! { a href=(visit.href(&format!("measures/{}/cycles", measure.number))) { (visit.t("cycles-link")) } };
    let page = html! {
        (look::page_head(back, title.as_str(), lead))
        @if expected == 0 { p { (visit.t("cycle-nobody-owes")) } } @else { (table.draw()) (paging.draw(&visit, expected, "")) }
        @if visit.offers(&OPEN) { (lock_form(&visit, &measure, &cycle)) }
    };
    visit.page(title).live().show(page).await
}

fn lock_form(visit: &Visit, measure: &Measure, cycle: &Cycle) -> Markup {
    let (words, value) =
        if cycle.locked { (visit.t("cycle-unlock"), "no") } else { (visit.t("cycle-lock"), "yes") };
    let action = board_href(visit, measure, &cycle.period);
    look::post_form(&action, &web::new_key(), look::acts(look::quiet_button(words, "locked", value)))
}

async fn lock(visit: Visit) -> Result<Answer> {
    let locked = visit.sent().get("locked") == "yes";
    let act = LockCycle { measure: visit.part("n")?, period: visit.part("period")?, locked };
    let here = visit.href(&format!("measures/{}/cycles/{}", act.measure, act.period));
    visit.execute(act).await?;
    Ok(visit.done(&here, if locked { "cycle-locked" } else { "cycle-unlocked" }))
}
