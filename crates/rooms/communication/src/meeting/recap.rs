//! What a group is told after its meeting.

use kernel::{Card, Error, Result};
use maud::{Markup, html};
use web::look::{self, Moment};
use web::{Answer, Form, Routes, Visit};

use super::acts::SendRecap;
use super::page::found;
use super::{Meeting, READ, RUN, State, outcome};
use crate::paragraphs::paragraphs;

pub(crate) fn routes() -> Routes {
    Routes::new().page("meetings/{n}/recap", &READ, one).form("meetings/{n}/recap", &RUN, send)
}

async fn one(visit: Visit) -> Result<Answer> {
    show(&visit, visit.form("meeting-recap"), false).await
}

async fn send(visit: Visit) -> Result<Answer> {
    let meeting = found(&visit).await?;
    let act = SendRecap {
        meeting: meeting.id,
        text: visit.sent().get("text").to_owned(),
        address: visit.address(&format!("meetings/{}/recap", meeting.number)),
    };
    match visit.execute(act).await {
        Ok(number) => Ok(visit.done(&visit.href(&format!("meetings/{number}/recap")), "meeting-recap-sent")),
        Err(Error::Invalid(problems)) => {
            show(&visit, visit.form_again("meeting-recap", problems), true).await
        }
        Err(error) => Err(error),
    }
}

async fn show(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let meeting = found(visit).await?;
    let mut read = visit.read().await?;
    let held = outcome::held(visit, &mut read, &meeting).await?;
    drop(read);
    let here = visit.href(&format!("meetings/{}", meeting.number));
    let title = visit.with("meeting-recap-title", &[("title", meeting.title.as_str().into())]);
    let page = html! {
        (look::page_head(html! { a href=(here) { (visit.t("kind-meeting")) " " (meeting.number) } }, html! { span dir="auto" { (title) } }, lead(visit, &meeting)))
        @if let Some(recap) = &meeting.recap { div.flow { (paragraphs(recap)) } }
        (look::section("outcome", visit.t("meeting-outcome"), came(visit, &held)))
        @if meeting.state == State::Closed && meeting.recap.is_none() && visit.offers(&RUN) {
            (form.draw(&format!("{here}/recap"), "meeting-recap-send", form.text("text", 8)))
        }
    };
    let shell = visit.page(title).about(meeting.about());
    if wrong { shell.unprocessable() } else { shell }.show(page).await
}

fn lead(visit: &Visit, meeting: &Meeting) -> String {
    match (&meeting.recap_by, meeting.recap_at) {
        (Some(name), Some(at)) => visit.with(
            "meeting-recap-lead-sent",
            &[("name", name.as_str().into()), ("day", visit.say().day(at).into())],
        ),
        _ if meeting.state == State::Closed => visit.t("meeting-recap-lead"),
        _ => visit.t("meeting-recap-lead-early"),
    }
}

/// What the meeting holds in its thread.
fn came(visit: &Visit, held: &[Card]) -> Markup {
    let moments: Vec<Moment> = held
        .iter()
        .map(|card| Moment {
            when: visit.t(&format!("kind-{}", card.about.kind)),
            datetime: None,
            title: html! { a href=(card.href) dir="auto" { (card.title) } },
            detail: None,
        })
        .collect();
    html! {
        @if moments.is_empty() { p { (visit.t("meeting-outcome-none")) } }
        @else { (look::timeline(&moments)) }
    }
}
