use kernel::{Error, Owner, Result};
use maud::{Markup, html};
use web::look::{self, Standing, Table};
use web::{Answer, Form, Routes, Visit};

use super::acts::CreateGroup;
use super::{CREATE, KINDS, READ, Seated, WorkingGroup, store};
use crate::seat::{self, MANAGE, Seat};
use crate::words::{choices, sees_names, tabs};

/// Groups on one page.
const PAGE: usize = 60;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("groups", &READ, list)
        .page("groups/new", &CREATE, ask)
        .form("groups/new", &CREATE, create)
        .page("groups/{number}", &READ, one)
}

/// The group that the address names.
pub(crate) async fn find(visit: &Visit) -> Result<WorkingGroup> {
    let mut read = visit.read().await?;
    let number = visit.part("number")?;
    store::numbered(&mut read, visit.initiative()?, number).await?.ok_or(Error::Missing)
}

async fn list(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let initiative = visit.initiative()?;
    let paging = visit.paging(PAGE);
    let (count, vacant) = store::counts(&mut read, initiative).await?;
    let groups = store::part(&mut read, initiative, paging.part()).await?;
    drop(read);
    let lead = visit.with("groups-lead", &[("count", count.into()), ("vacant", vacant.into())]);
    let add = html! { @if visit.offers(&CREATE) { (look::do_link(visit.t("group-new"), &visit.href("groups/new"))) } };
    let main = html! {
        (look::page_head(visit.t("people-term"), visit.t("groups-title"), lead))
        (tabs(&visit, "groups"))
        @if count == 0 {
            (look::empty(visit.say(), visit.t("groups-empty"), html! { p { (visit.t("groups-example")) } }, add))
        } @else {
            (look::acts(add))
            ul.loop role="list" { @for group in &groups { li { (line(&visit, group)) } } }
            (paging.draw(&visit, count as usize, ""))
        }
    };
    visit.page(visit.t("groups-title")).live().show(main).await
}

fn line(visit: &Visit, Seated { group, seats, vacant }: &Seated) -> Markup {
    html! {
        span.kicker { (visit.t(&format!("group-kind-{}", group.kind))) }
        a href=(visit.href(&format!("groups/{}", group.number))) dir="auto" { (group.name) }
        p.small {
            (visit.with("group-count", &[("count", (*seats).into()), ("vacant", (*vacant).into())]))
        }
    }
}

async fn one(visit: Visit) -> Result<Answer> {
    let group = find(&visit).await?;
    let mut read = visit.read().await?;
    let seats = seat::seats(&mut read, visit.initiative()?, group.id).await?;
    drop(read);
    let vacant = seats.iter().filter(|seat| seat.person.is_none()).count() as i64;
    let lead = visit.with("group-lead", &[("count", (seats.len() as i64).into()), ("vacant", vacant.into())]);
    let base = visit.href(&format!("groups/{}", group.number));
    let main = html! {
        (look::page_head(
            html! { a href=(visit.href("groups")) { (visit.t("groups-title")) } " · " (visit.t(&format!("group-kind-{}", group.kind))) },
            html! { span dir="auto" { (group.name) } },
            lead,
        ))
        @if !group.purpose.is_empty() { p dir="auto" { (group.purpose) } }
        @if visit.can(&MANAGE, Owner::Group(group.id.0)) {
            (look::acts(look::do_link(visit.t("seat-new"), &format!("{base}/seats/new"))))
        }
        @if seats.is_empty() { (look::empty(visit.say(), visit.t("seats-empty"), html! { p { (visit.t("seats-example")) } }, html! {})) }
        @else { (look::section("seats", visit.t("seats-title"), table(&visit, &group, &seats))) }
    };
    visit.page(group.name.clone()).about(group.about()).live().show(main).await
}

fn table(visit: &Visit, group: &WorkingGroup, seats: &[Seat]) -> Markup {
    let manages = visit.can(&MANAGE, Owner::Group(group.id.0));
    let mut table = Table::new(visit.t("seats-title"))
        .quiet_caption()
        .column(visit.t("seat-for"))
        .column(visit.t("seat-held-by"))
        .column(visit.t("seat-role"));
    for seat in seats {
        let href = visit.href(&format!("groups/{}/seats/{}", group.number, seat.id));
        table = table.row([
            html! {
                span #{ "seat-" (seat.id) } dir="auto" {
                    @if manages { a href=(href) { (seat.constituency) } } @else { (seat.constituency) }
                }
            },
            holder(visit, seat),
            html! {
                (visit.t(&format!("seat-role-{}", seat.role)))
                @if !seat.votes { " · " (visit.t("seat-no-vote")) }
            },
        ]);
    }
    table.draw()
}

/// Who sits there: the name among members, *held* for others, and always when nobody does.
pub(crate) fn holder(visit: &Visit, seat: &Seat) -> Markup {
    match seat.person {
        None => look::status(Standing::Missing, visit.t("seat-vacant")),
        Some(person) if sees_names(visit) => {
            html! { a href=(visit.href(&format!("people/{person}"))) dir="auto" { (seat.name) } }
        }
        Some(_) => html! { (visit.t("seat-held")) },
    }
}

async fn ask(visit: Visit) -> Result<Answer> {
    show(&visit, visit.form("group").start("kind", KINDS[0]), false).await
}

async fn show(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let fields = html! {
        (form.line("name"))
        (form.field("purpose").textarea(2).optional().draw(visit.say()))
        (form.select("kind", &choices(visit, "group-kind-", KINDS)))
        (form.field("seats").textarea(4).optional().draw(visit.say()))
    };
    let main = html! {
        (look::page_head(html! { a href=(visit.href("groups")) { (visit.t("groups-title")) } }, visit.t("group-new"), visit.t("group-new-lead")))
        (form.draw(&visit.href("groups/new"), "group-create", fields))
    };
    let page = visit.page(visit.t("group-new"));
    if wrong { page.unprocessable() } else { page }.show(main).await
}

async fn create(visit: Visit) -> Result<Answer> {
    let sent = visit.sent();
    let seats = sent.get("seats").lines().map(str::trim).filter(|line| !line.is_empty());
    let act = CreateGroup {
        name: sent.get("name").to_owned(),
        kind: sent.get("kind").to_owned(),
        purpose: sent.get("purpose").to_owned(),
        seats: seats.map(str::to_owned).collect(),
    };
    match visit.execute(act).await {
        Ok((_, number)) => Ok(visit.done(&visit.href(&format!("groups/{number}")), "group-created")),
        Err(Error::Invalid(problems)) => show(&visit, visit.form_again("group", problems), true).await,
        Err(error) => Err(error),
    }
}
