//! Consultations in a list, and putting the draft to people.

use kernel::{Error, Result};
use maud::{Markup, html};
use web::look::{self, Standing};
use web::{Answer, Form, Routes, Visit};

use super::acts::{AUDIENCES, OpenConsultation};
use super::{CONSULT, Consultation, store};
use crate::clause::READ;
use crate::conversation::Audience;
use crate::{clause, day};

/// A consultation runs for so many days unless somebody chooses otherwise.
const DAYS: i64 = 21;

pub(super) fn routes() -> Routes {
    Routes::new().page("agenda/consultations", &READ, list).form("agenda/consultations", &CONSULT, open).page(
        "agenda/consultations/new",
        &CONSULT,
        new,
    )
}

async fn list(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let all = store::all(&mut read, visit.initiative()?).await?;
    let now = crate::clock(&visit, &mut read).await?;
    drop(read);
    let open = all.iter().filter(|consultation| consultation.is_open(now)).count();
    let lead = visit.with("consultations-lead", &[("all", all.len().into()), ("open", open.into())]);
    let first = html! {
        @if visit.offers(&CONSULT) { (look::do_link(visit.t("consultation-open-link"), &visit.href("agenda/consultations/new"))) }
    };
    let title = visit.t("consultations-title");
    let page = html! {
        (look::page_head(kicker(&visit), title.as_str(), lead))
        @if all.is_empty() {
            (look::empty(visit.say(), visit.t("consultations-empty"), html! {}, first))
        } @else {
            @for consultation in &all { (entry(&visit, consultation, consultation.is_open(now))) }
            (look::acts(first))
        }
    };
    visit.page(title).live().show(page).await
}

pub(super) fn kicker(visit: &Visit) -> Markup {
    html! { a href=(visit.href("agenda")) { (visit.t("agenda-title")) } }
}

fn entry(visit: &Visit, consultation: &Consultation, open: bool) -> Markup {
    let href = visit.href(&format!("agenda/consultations/{}", consultation.number));
    html! {
        section.part {
            h2 { a href=(href) dir="auto" { (consultation.title) } }
            p { (state(visit, open)) " " (until(visit, consultation, open)) }
        }
    }
}

pub(super) fn state(visit: &Visit, open: bool) -> Markup {
    let standing = if open { Standing::Better } else { Standing::Done };
    look::tag(standing, visit.t(if open { "consultation-state-open" } else { "consultation-state-over" }))
}

/// How many answered, and until when.
pub(super) fn until(visit: &Visit, consultation: &Consultation, open: bool) -> String {
    let key = if open { "consultation-until" } else { "consultation-over" };
    let args = [
        ("people", consultation.people.into()),
        ("day", visit.say().day(day::last(consultation.closes_at)).into()),
    ];
    visit.with(key, &args)
}

async fn new(visit: Visit) -> Result<Answer> {
    let last = visit.now() + jiff::SignedDuration::from_hours(24 * DAYS);
    let last = last.to_zoned(jiff::tz::TimeZone::UTC).date().to_string();
    let form = visit.form("consultation").start("audience", Audience::Link.word()).start("closes", last);
    show(&visit, form, false).await
}

async fn open(visit: Visit) -> Result<Answer> {
    let sent = visit.sent();
    let act = OpenConsultation {
        title: sent.get("title").to_owned(),
        words: sent.get("words").to_owned(),
        audience: sent.get("audience").to_owned(),
        closes: sent.get("closes").to_owned(),
    };
    match visit.execute(act).await {
        Ok(number) => {
            Ok(visit.done(&visit.href(&format!("agenda/consultations/{number}")), "consultation-opened"))
        }
        Err(Error::Invalid(problems)) => show(&visit, visit.form_again("consultation", problems), true).await,
        Err(error) => Err(error),
    }
}

async fn show(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let mut read = visit.read().await?;
    let clauses = clause::store::draft(&mut read, visit.initiative()?).await?.len();
    drop(read);
    let audiences: Vec<(String, String)> = AUDIENCES
        .iter()
        .map(|audience| {
            let word = audience.word();
            (word.to_owned(), visit.t(&format!("consultation-audience-{word}")))
        })
        .collect();
    let fields = html! {
        (form.line("title"))
        (form.field("words").optional().textarea(4).draw(visit.say()))
        (form.radios("audience", &audiences))
        (form.field("closes").date().draw(visit.say()))
    };
    let title = visit.t("consultation-new-title");
    let page = html! {
        (look::page_head(kicker(visit), title.as_str(), visit.with("consultation-new-lead", &[("clauses", clauses.into())])))
        (form.draw(&visit.href("agenda/consultations"), "consultation-open", fields))
    };
    let shell = visit.page(title);
    if wrong { shell.unprocessable() } else { shell }.show(page).await
}
