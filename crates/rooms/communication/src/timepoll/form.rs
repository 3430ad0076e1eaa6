//! Offering times.

use jiff::Timestamp;
use kernel::{Error, Problem, Problems, Result};
use maud::html;
use people::GroupId;
use web::look;
use web::{Answer, Form, Routes, Visit};

use super::acts::OfferTimes;
use super::{MOST, OFFER};
use crate::Made;
use crate::meeting::form::{USUAL, groups, moment};

/// So many times have a field at once; the others are folded.
const SHOWN: usize = 3;

pub(crate) fn routes() -> Routes {
    Routes::new().page("meetings/times/new", &OFFER, new).form("meetings/times", &OFFER, offer)
}

/// `?group=ID` chooses the group.
async fn new(visit: Visit) -> Result<Answer> {
    let form = visit.form("times").start("group", visit.query().get("group")).start("minutes", USUAL);
    show(&visit, form, false).await
}

async fn offer(visit: Visit) -> Result<Answer> {
    match offering(&visit).await {
        Ok(made) => Ok(visit.done(&visit.href(&format!("meetings/times/{}", made.number)), "times-offered")),
        Err(Error::Invalid(problems)) => show(&visit, visit.form_again("times", problems), true).await,
        Err(error) => Err(error),
    }
}

async fn offering(visit: &Visit) -> Result<Made> {
    let sent = visit.sent();
    let mut problems = Problems::none();
    let group: Option<GroupId> = problems.some(sent.parse("group"), "group", "problem-choose");
    let minutes: Option<i64> = problems.some(sent.parse("minutes"), "minutes", "problem-whole-number");
    let mut times: Vec<Timestamp> = Vec::new();
    for n in 1..=MOST {
        let field = format!("time-{n}");
        if sent.get(&field).trim().is_empty() {
            continue;
        }
        match moment(sent, &field) {
            Some(time) => times.push(time),
            None => problems.add(Problem::new(field, "problem-meeting-moment")),
        }
    }
    let (Some(group), Some(minutes), true) = (group, minutes, problems.0.is_empty()) else {
        return Err(Error::Invalid(problems));
    };
    let act = OfferTimes {
        group,
        title: sent.get("title").to_owned(),
        purpose: sent.get("purpose").to_owned(),
        times,
        minutes,
        place: sent.get("place").to_owned(),
        link: sent.get("link").trim().to_owned(),
    };
    visit.execute(act).await
}

async fn show(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let groups = groups(visit).await?;
    let time = |n: usize| {
        let label = visit.with("times-time", &[("number", n.into())]);
        let field = form.named(&format!("time-{n}"), &label).moment();
        if n <= 2 { field } else { field.optional() }
    };
    let fields = html! {
        (form.select("group", &groups))
        (form.line("title"))
        (form.text("purpose", 3))
        p.small { (visit.t("times-hint")) }
        @for n in 1..=SHOWN { (time(n).draw(visit.say())) }
        @let more = SHOWN + 1..=MOST;
        details.twin open[more.clone().any(|n| visit.sent().has(&format!("time-{n}")))] {
            summary { (visit.t("times-more")) }
            @for n in more { (time(n).draw(visit.say())) }
        }
        (form.field("minutes").number().draw(visit.say()))
        (form.field("place").optional().draw(visit.say()))
        (form.field("link").address().optional().draw(visit.say()))
    };
    let title = visit.t("times-new");
    let page = html! {
        (look::page_head(html! { a href=(visit.href("meetings")) { (visit.t("meetings-title")) } }, title.as_str(), visit.t("times-new-lead")))
        (form.draw(&visit.href("meetings/times"), "times-offer", fields))
    };
    let shell = visit.page(title);
    if wrong { shell.unprocessable() } else { shell }.show(page).await
}
