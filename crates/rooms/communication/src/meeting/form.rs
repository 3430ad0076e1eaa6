//! Planning a meeting.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use kernel::{Error, Problems, Result};
use maud::html;
use people::GroupId;
use web::look;
use web::{Answer, Form, Routes, Sent, Visit};

use super::PLAN;
use super::acts::PlanMeeting;
use crate::Made;

/// How long a meeting lasts unless somebody says otherwise, in minutes.
pub(crate) const USUAL: &str = "90";

pub(crate) fn routes() -> Routes {
    Routes::new().page("meetings/new", &PLAN, new).form("meetings", &PLAN, plan)
}

/// `?group=ID` chooses the group.
async fn new(visit: Visit) -> Result<Answer> {
    let form = visit.form("meeting").start("group", visit.query().get("group")).start("minutes", USUAL);
    show(&visit, form, false).await
}

async fn plan(visit: Visit) -> Result<Answer> {
    match planning(&visit).await {
        Ok(made) => Ok(visit.done(&visit.href(&format!("meetings/{}", made.number)), "meeting-planned")),
        Err(Error::Invalid(problems)) => show(&visit, visit.form_again("meeting", problems), true).await,
        Err(error) => Err(error),
    }
}

async fn planning(visit: &Visit) -> Result<Made> {
    let sent = visit.sent();
    let mut problems = Problems::none();
    let group: Option<GroupId> = problems.some(sent.parse("group"), "group", "problem-choose");
    let starts_at = problems.some(moment(sent, "starts_at"), "starts_at", "problem-meeting-moment");
    let minutes: Option<i64> = problems.some(sent.parse("minutes"), "minutes", "problem-whole-number");
    let (Some(group), Some(starts_at), Some(minutes)) = (group, starts_at, minutes) else {
        return Err(Error::Invalid(problems));
    };
    let act = PlanMeeting {
        group,
        title: sent.get("title").to_owned(),
        purpose: sent.get("purpose").to_owned(),
        starts_at,
        minutes,
        place: sent.get("place").to_owned(),
        link: sent.get("link").trim().to_owned(),
    };
    visit.execute(act).await
}

/// A day and a time of the calendar, in UTC as all pages show them.
pub(crate) fn moment(sent: &Sent, field: &str) -> Option<Timestamp> {
    let moment: DateTime = sent.parse(field)?;
    Some(moment.to_zoned(TimeZone::UTC).ok()?.timestamp())
}

/// The groups that can meet, as choices.
pub(crate) async fn groups(visit: &Visit) -> Result<Vec<(String, String)>> {
    let mut read = visit.read().await?;
    let groups = people::groups(&mut read, visit.initiative()?).await?;
    let choose = [(String::new(), visit.t("meeting-choose-group"))];
    let groups = groups.into_iter().map(|group| (group.id.to_string(), group.name));
    Ok(choose.into_iter().chain(groups).collect())
}

async fn show(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let groups = groups(visit).await?;
    let fields = html! {
        (form.select("group", &groups))
        (form.line("title"))
        (form.text("purpose", 3))
        (form.field("starts_at").moment().draw(visit.say()))
        (form.field("minutes").number().draw(visit.say()))
        (form.field("place").optional().draw(visit.say()))
        (form.field("link").address().optional().draw(visit.say()))
    };
    let title = visit.t("meeting-new");
    let page = html! {
        (look::page_head(html! { a href=(visit.href("meetings")) { (visit.t("meetings-title")) } }, title.as_str(), visit.t("meeting-new-lead")))
        (form.draw(&visit.href("meetings"), "meeting-plan", fields))
    };
    let shell = visit.page(title);
    if wrong { shell.unprocessable() } else { shell }.show(page).await
}

#[cfg(test)]
mod tests {
    use super::{Sent, moment};

    #[test]
    fn a_moment_is_read_as_the_browser_sends_it() {
        let at = |typed: &[u8]| moment(&Sent::of(typed), "at").map(|at| at.to_string());
        assert_eq!(at(b"at=2026-03-14T18:30").as_deref(), Some("2026-03-14T18:30:00Z"));
        assert_eq!(at(b"at=tomorrow"), None);
    }
}
