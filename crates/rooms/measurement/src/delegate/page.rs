use kernel::{Error, Result};
use maud::{Markup, html};
use people::Partner;
use web::look::{self, Standing, quiet_button, section};
use web::{Answer, Form, Routes, Visit};

use super::acts::{EndDelegate, NameDelegate};
use super::{Delegate, NAME, READ, store, today};
use crate::report::page::asked;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("reporting/{partner}/delegates", &READ, list)
        .form("reporting/{partner}/delegates", &NAME, name)
        .form("delegates/{n}/end", &NAME, end)
}

fn here(visit: &Visit, partner: &Partner) -> String {
    visit.href(&format!("reporting/{}/delegates", partner.number))
}

async fn list(visit: Visit) -> Result<Answer> {
    show(&visit, visit.form("delegate").start("since", today(&visit)), false).await
}

async fn name(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let partner = asked(&visit, &mut read).await?;
    drop(read);
    let sent = visit.sent();
    let act = NameDelegate {
        partner: partner.id,
        person: sent.parse("person"),
        since: sent.get("since").to_owned(),
        until: sent.get("until").to_owned(),
        accepts: sent.get("accepts") == "yes",
    };
    match visit.execute(act).await {
        Ok(_) => Ok(visit.done(&here(&visit, &partner), "delegate-named")),
        Err(Error::Invalid(problems)) => show(&visit, visit.form_again("delegate", problems), true).await,
        Err(error) => Err(error),
    }
}

async fn end(visit: Visit) -> Result<Answer> {
    visit.execute(EndDelegate { delegate: visit.part("n")? }).await?;
    Ok(visit.done(&visit.href("reporting"), "delegate-ended"))
}

async fn show(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let mut read = visit.read().await?;
    let initiative = visit.initiative()?;
    let partner = asked(visit, &mut read).await?;
    let delegates = store::of_partners(&mut read, initiative, &[partner.id.0]).await?;
    let members = people::members(&mut read, initiative).await?;
    drop(read);
    let name = |delegate: &Delegate| {
        let member = members.iter().find(|member| member.person == delegate.person);
        member.map_or_else(|| visit.t("delegate-gone"), |member| member.name.clone())
    };
    let options: Vec<(String, String)> = std::iter::once((String::new(), visit.t("delegate-choose")))
        .chain(members.iter().map(|member| (member.person.to_string(), member.name.clone())))
        .collect();
    let accepts = [("yes".to_owned(), visit.t("delegate-accepts-yes"))];
    let fields = html! {
        (form.select("person", &options))
        (form.field("since").date().draw(visit.say()))
        (form.field("until").date().draw(visit.say()))
        (form.checkboxes("accepts", &accepts))
    };
    let back =
        html! { a href=(visit.href(&format!("reporting/{}", partner.number))) dir="auto" { (partner.name) } };
    let title = visit.t("delegate-title");
    let page = html! {
        (look::page_head(back, title.as_str(), visit.with("delegate-lead", &[("count", delegates.len().into())])))
        @if !delegates.is_empty() {
            ul.loop role="list" { @for delegate in &delegates { li { (one(visit, delegate, &name(delegate))) } } }
        }
        (section("name", visit.t("delegate-new"), form.draw(&here(visit, &partner), "delegate-name", fields)))
    };
    let answer = visit.page(title);
    if wrong { answer.unprocessable() } else { answer }.show(page).await
}

fn one(visit: &Visit, delegate: &Delegate, name: &str) -> Markup {
    let day = today(visit);
    let (standing, word) = match delegate {
        _ if delegate.on(&day) => (Standing::Done, "delegate-now"),
        _ if delegate.until.as_str() < day.as_str() => (Standing::Missing, "delegate-over"),
        _ => (Standing::Waiting, "delegate-later"),
    };
    let days =
        [("since", said(visit, &delegate.since).into()), ("until", said(visit, &delegate.until).into())];
    let may = visit.t(if delegate.accepts { "delegate-may-accept" } else { "delegate-may-send" });
    html! {
        span dir="auto" { (name) }
        p.small { (visit.with("delegate-days", &days)) " " (may) }
        p { (look::status(standing, visit.t(word))) }
        (look::post_form(&visit.href(&format!("delegates/{}/end", delegate.number)), &web::new_key(),
            look::acts(quiet_button(look::named(visit.t("delegate-end"), name), "end", "yes"))))
    }
}

/// A day as this reader writes it.
fn said(visit: &Visit, day: &str) -> String {
    let date: Option<jiff::civil::Date> = day.parse().ok();
    let at = date.and_then(|date| date.to_zoned(jiff::tz::TimeZone::UTC).ok());
    at.map_or_else(|| day.to_owned(), |at| visit.say().day(at.timestamp()))
}
