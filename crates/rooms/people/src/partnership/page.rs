use kernel::{Error, PersonId, Profile, Result};
use maud::{Markup, html};
use web::look::{self, Standing};
use web::{Answer, Form, Routes, Visit, encoded, new_key};

use super::acts::{AddPartnership, AddRepresentative, ChangePartnership, RemoveRepresentative};
use super::{ADD, CHANGE, Partnership, READ, SPEAK, STATUSES, store};
use crate::membership::choose::choose;
use crate::membership::{self, Member};
use crate::organisation::KINDS;
use crate::words::{choices, sees_names, tabs};

/// Partners on one page.
const PAGE: usize = 60;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("partners", &READ, list)
        .page("partners/new", &ADD, ask)
        .form("partners/new", &ADD, add)
        .page("partners/{number}", &READ, one)
        .page("partners/{number}/edit", &CHANGE, edit)
        .form("partners/{number}/edit", &CHANGE, change)
        .page("partners/{number}/people", &SPEAK, people)
        .form("partners/{number}/people", &SPEAK, add_representative)
        .form("partners/{number}/people/remove", &SPEAK, remove_representative)
}

async fn find(visit: &Visit) -> Result<Partnership> {
    let mut read = visit.read().await?;
    let number = visit.part("number")?;
    store::numbered(&mut read, visit.initiative()?, number).await?.ok_or(Error::Missing)
}

async fn list(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let partners = store::all(&mut read, visit.initiative()?).await?;
    drop(read);
    let paging = visit.paging(PAGE);
    let now = partners.iter().filter(|partner| partner.status != "left").count() as i64;
    let add = html! { @if visit.offers(&ADD) { (look::do_link(visit.t("partner-new"), &visit.href("partners/new"))) } };
    let main = html! {
        (look::page_head(visit.t("people-term"), visit.t("partners-title"), visit.with("partners-lead", &[("count", now.into())])))
        (tabs(&visit, "partners"))
        @if partners.is_empty() {
            (look::empty(visit.say(), visit.t("partners-empty"), html! { p { (visit.t("partners-example")) } }, add))
        } @else {
            (look::acts(add))
            ul.loop role="list" { @for partner in partners.iter().skip(paging.skip()).take(PAGE) { li { (line(&visit, partner)) } } }
            (paging.draw(&visit, partners.len(), ""))
        }
    };
    visit.page(visit.t("partners-title")).live().show(main).await
}

fn line(visit: &Visit, partner: &Partnership) -> Markup {
    html! {
        span.kicker { (visit.t(&format!("organisation-kind-{}", partner.kind))) }
        a href=(visit.href(&format!("partners/{}", partner.number))) dir="auto" { (partner.name) }
        @if partner.status != "active" { " " (look::tag(standing(partner), visit.t(&format!("partner-status-{}", partner.status)))) }
        @if !partner.brings.is_empty() { p.small dir="auto" { (partner.brings) } }
    }
}

fn standing(partner: &Partnership) -> Standing {
    match partner.status.as_str() {
        "active" | "agreed" => Standing::Done,
        "left" | "paused" => Standing::Missing,
        _ => Standing::Waiting,
    }
}

async fn one(visit: Visit) -> Result<Answer> {
    let partner = find(&visit).await?;
    let mut read = visit.read().await?;
    let speakers = store::speakers(&mut read, visit.initiative()?, partner.id).await?;
    drop(read);
    let lead = if partner.brings.is_empty() {
        visit.t("partner-lead-silent")
    } else {
        visit.with(
            "partner-lead",
            &[("name", partner.name.clone().into()), ("count", (speakers.len() as i64).into())],
        )
    };
    let base = visit.href(&format!("partners/{}", partner.number));
    let main = html! {
        (look::page_head(
            html! { a href=(visit.href("partners")) { (visit.t("partners-title")) } " · " (visit.t(&format!("organisation-kind-{}", partner.kind))) },
            html! { span dir="auto" { (partner.name) } },
            lead,
        ))
        p { (look::status(standing(&partner), visit.t(&format!("partner-status-{}", partner.status)))) " · " (visit.with("partner-since", &[("day", visit.say().day(partner.since).into())])) }
        (look::section("brings", visit.t("partner-brings-title"), said(&visit, &partner.brings, "partner-brings-none")))
        (look::section("needs", visit.t("partner-needs-title"), said(&visit, &partner.needs, "partner-needs-none")))
        @if visit.can(&CHANGE, partner.owner()) { (look::acts(look::do_link(visit.t("partner-edit"), &format!("{base}/edit")))) }
        (look::section("people", visit.t("partner-people"), html! {
            @if speakers.is_empty() { p { (look::status(Standing::Missing, visit.t("partner-people-none"))) } }
            @else if sees_names(&visit) { (names(&visit, &speakers)) }
            @else { p { (visit.with("partner-people-count", &[("count", (speakers.len() as i64).into())])) } }
            @if visit.can(&SPEAK, partner.owner()) { p { a href={ (base) "/people" } { (visit.t("partner-people-change")) } } }
        }))
    };
    visit.page(partner.name.clone()).about(partner.about()).live().show(main).await
}

fn said(visit: &Visit, words: &str, none: &str) -> Markup {
    html! { @if words.is_empty() { p { (look::status(Standing::Missing, visit.t(none))) } } @else { p dir="auto" { (words) } } }
}

fn names(visit: &Visit, members: &[Member]) -> Markup {
    html! {
        ul.loop role="list" {
            @for member in members {
                li { a href=(visit.href(&format!("people/{}", member.person))) dir="auto" { (member.name) } }
            }
        }
    }
}

async fn ask(visit: Visit) -> Result<Answer> {
    let kind = if visit.place()?.profile == Profile::Inside { "team" } else { KINDS[0] };
    show_new(&visit, visit.form("partner").start("kind", kind).start("status", "active"), false).await
}

async fn show_new(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let fields = html! {
        (form.line("name"))
        (form.select("kind", &choices(visit, "organisation-kind-", KINDS)))
        (form.field("brings").textarea(3).optional().draw(visit.say()))
        (form.field("needs").textarea(2).optional().draw(visit.say()))
        (form.select("status", &choices(visit, "partner-status-", STATUSES)))
    };
    let main = html! {
        (look::page_head(html! { a href=(visit.href("partners")) { (visit.t("partners-title")) } }, visit.t("partner-new"), visit.t("partner-new-lead")))
        (form.draw(&visit.href("partners/new"), "partner-add", fields))
    };
    let page = visit.page(visit.t("partner-new"));
    if wrong { page.unprocessable() } else { page }.show(main).await
}

async fn add(visit: Visit) -> Result<Answer> {
    let sent = visit.sent();
    let act = AddPartnership {
        name: sent.get("name").to_owned(),
        kind: sent.get("kind").to_owned(),
        brings: sent.get("brings").to_owned(),
        needs: sent.get("needs").to_owned(),
        status: sent.get("status").to_owned(),
    };
    match visit.execute(act).await {
        Ok((_, number)) => Ok(visit.done(&visit.href(&format!("partners/{number}")), "partner-added")),
        Err(Error::Invalid(problems)) => show_new(&visit, visit.form_again("partner", problems), true).await,
        Err(error) => Err(error),
    }
}

async fn edit(visit: Visit) -> Result<Answer> {
    let partner = find(&visit).await?;
    visit.may(&CHANGE, partner.owner())?;
    let form = visit
        .form("partner")
        .start("brings", partner.brings.clone())
        .start("needs", partner.needs.clone())
        .start("status", partner.status.clone());
    let version = partner.version.to_string();
    show_edit(&visit, &partner, form, &version, false).await
}

async fn show_edit(
    visit: &Visit,
    partner: &Partnership,
    form: Form<'_>,
    version: &str,
    wrong: bool,
) -> Result<Answer> {
    let base = visit.href(&format!("partners/{}", partner.number));
    let fields = html! {
        input type="hidden" name="version" value=(version);
        (form.field("brings").textarea(4).optional().draw(visit.say()))
        (form.field("needs").textarea(3).optional().draw(visit.say()))
        @if visit.offers(&ADD) { (form.select("status", &choices(visit, "partner-status-", STATUSES))) }
    };
    let main = html! {
        (look::page_head(html! { a href=(base) dir="auto" { (partner.name) } }, visit.t("partner-edit"), visit.t("partner-edit-lead")))
        (form.draw(&format!("{base}/edit"), "partner-change", fields))
    };
    let page = visit.page(visit.t("partner-edit"));
    if wrong { page.unprocessable() } else { page }.show(main).await
}

async fn change(visit: Visit) -> Result<Answer> {
    let (partner, sent) = (find(&visit).await?, visit.sent());
    let status = if sent.has("status") { sent.get("status").to_owned() } else { partner.status.clone() };
    let act = ChangePartnership {
        partnership: partner.id,
        brings: sent.get("brings").to_owned(),
        needs: sent.get("needs").to_owned(),
        status,
        version: sent.parse("version").unwrap_or_default(),
    };
    match visit.execute(act).await {
        Ok(()) => Ok(visit.done(&visit.href(&format!("partners/{}", partner.number)), "partner-changed")),
        Err(Error::Invalid(problems)) => {
            let form = visit.form_again("partner", problems);
            show_edit(&visit, &partner, form, sent.get("version"), true).await
        }
        Err(error) => Err(error),
    }
}

/// Who speaks for the partner: those who do, a member to add, and the way to an invitation.
async fn people(visit: Visit) -> Result<Answer> {
    let partner = find(&visit).await?;
    visit.may(&SPEAK, partner.owner())?;
    let mut read = visit.read().await?;
    let speakers = store::speakers(&mut read, visit.initiative()?, partner.id).await?;
    let members = membership::members(&mut read, visit.initiative()?).await?;
    drop(read);
    let base = visit.href(&format!("partners/{}", partner.number));
    let others: Vec<Member> = members
        .into_iter()
        .filter(|member| speakers.iter().all(|speaker| speaker.person != member.person))
        .collect();
    let invite = visit.href(&format!("people/invite?as={}", encoded(&partner.about().to_string())));
    let main = html! {
        (look::page_head(html! { a href=(base) dir="auto" { (partner.name) } }, visit.t("partner-people"), visit.t("partner-people-lead")))
        (look::acts(look::do_link(visit.t("invite-title"), &invite)))
        ul.loop role="list" {
            @for speaker in &speakers {
                li {
                    span dir="auto" { (speaker.name) }
                    (look::post_form(&format!("{base}/people/remove"), &new_key(),
                        look::quiet_button(visit.t("partner-people-remove"), "person", &speaker.person.to_string())))
                }
            }
        }
        @if !others.is_empty() {
            (look::post_form(&format!("{base}/people"), &new_key(), html! {
                (choose(&visit, &visit.form("partner"), None, others, &format!("{base}/people")))
                (look::quiet_button(visit.t("partner-people-add"), "add", "yes"))
            }))
        }
    };
    visit.page(visit.t("partner-people")).show(main).await
}

async fn add_representative(visit: Visit) -> Result<Answer> {
    let partner = find(&visit).await?;
    let person: PersonId = visit.sent().parse("person").ok_or(Error::Missing)?;
    visit.execute(AddRepresentative { partnership: partner.id, person }).await?;
    Ok(visit.done(&visit.href(&format!("partners/{}", partner.number)), "partner-changed"))
}

async fn remove_representative(visit: Visit) -> Result<Answer> {
    let partner = find(&visit).await?;
    let person: PersonId = visit.sent().parse("person").ok_or(Error::Missing)?;
    visit.execute(RemoveRepresentative { partnership: partner.id, person }).await?;
    Ok(visit.done(&visit.href(&format!("partners/{}", partner.number)), "partner-changed"))
}
